package soap

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/beevik/etree"
	"github.com/russellhaering/goxmldsig/etreeutils"
)

// canonical is the exclusive canonical form, without comments, of an element
// where it stands. prefixes are those of an InclusiveNamespaces list.
func canonical(el *etree.Element, prefixes []string) ([]byte, error) {
	c := detach(el)
	dropComments(c)
	if err := etreeutils.TransformExcC14n(c, strings.Join(prefixes, " "), false); err != nil {
		return nil, bad("its canonical form cannot be made")
	}
	settle(c, nil)
	return write(c), nil
}

// detach copies an element with every namespace that is in scope at it.
func detach(el *etree.Element) *etree.Element {
	c := el.Copy()
	for prefix, ns := range inherited(el) {
		declare(c, prefix, ns)
	}
	return c
}

// inherited are the namespaces an element has from its ancestors.
func inherited(el *etree.Element) map[string]string {
	own, found := map[string]bool{}, map[string]string{}
	for at := el; at != nil; at = at.Parent() {
		for _, a := range at.Attr {
			prefix, ok := declared(a.Space, a.Key)
			if !ok || own[prefix] {
				continue
			}
			own[prefix] = true
			if at != el {
				found[prefix] = a.Value
			}
		}
	}
	return found
}

func declare(el *etree.Element, prefix, ns string) {
	if prefix == "" {
		el.CreateAttr("xmlns", ns)
		return
	}
	el.CreateAttr("xmlns:"+prefix, ns)
}

// dropComments takes them all out at once: one by one is quadratic.
func dropComments(el *etree.Element) {
	el.Child = slices.DeleteFunc(el.Child, func(t etree.Token) bool {
		_, is := t.(*etree.Comment)
		return is
	})
	for _, c := range el.ChildElements() {
		dropComments(c)
	}
}

// settle puts right two things of the canonicaliser: xmlns="" where no default
// namespace was written above, and the order of attributes of different
// namespaces. out is what has been written above.
func settle(el *etree.Element, out map[string]string) {
	out = maps.Clone(out)
	if out == nil {
		out = map[string]string{"xml": nsXML}
	}
	el.Attr = slices.DeleteFunc(el.Attr, func(a etree.Attr) bool {
		prefix, ok := declared(a.Space, a.Key)
		return ok && prefix == "" && a.Value == "" && out[""] == ""
	})
	for _, a := range el.Attr {
		if prefix, ok := declared(a.Space, a.Key); ok {
			out[prefix] = a.Value
		}
	}
	order(el, out)
	for _, c := range el.ChildElements() {
		settle(c, out)
	}
}

// order sorts the attributes of one element.
func order(el *etree.Element, out map[string]string) {
	slices.SortStableFunc(el.Attr, func(a, b etree.Attr) int {
		ga, sa, la := rank(a, out)
		gb, sb, lb := rank(b, out)
		return cmp.Or(cmp.Compare(ga, gb), strings.Compare(sa, sb), strings.Compare(la, lb))
	})
}

// rank orders attributes: declarations by prefix, then the rest by namespace
// and name; those without a namespace come first.
func rank(a etree.Attr, out map[string]string) (group int, ns, local string) {
	if prefix, ok := declared(a.Space, a.Key); ok {
		return 0, "", prefix
	}
	if a.Space == "" {
		return 1, "", a.Key
	}
	return 1, out[a.Space], a.Key
}

// write serialises an element as canonical XML does: every carriage return, tab
// and line end that a reader would change is a reference.
func write(el *etree.Element) []byte {
	d := etree.NewDocument()
	d.WriteSettings = etree.WriteSettings{CanonicalAttrVal: true, CanonicalEndTags: true, CanonicalText: true}
	d.SetRoot(el.Copy())
	raw, err := d.WriteToBytes()
	if err != nil { // a buffer in memory does not fail
		panic(err)
	}
	return raw
}
