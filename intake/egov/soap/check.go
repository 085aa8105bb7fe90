package soap

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// The bounds of one message, beside its size.
const (
	maxDepth    = 64
	maxElements = 20000
	maxTokens   = 60000 // elements' beginnings and ends, texts, comments
	maxAttrs    = 64    // of one element
	maxPrefixes = 64    // in scope at one place
	maxName     = 256   // bytes of a name
	maxAttrText = 64000 // bytes of one attribute's value
)

var errCharset = errors.New("charset")

// check goes over the tokens of a message before any tree is built and refuses
// whatever two readers could understand differently: the parser below it is
// forgiving of names, prefixes and doubled attributes.
func check(raw []byte) error {
	if !utf8.Valid(raw) {
		return bad("not in UTF-8")
	}
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errCharset }
	c := checker{scopes: []map[string]string{{"": "", "xml": nsXML}}}
	for first := true; ; first = false {
		token, err := d.RawToken()
		switch {
		case err == io.EOF:
			return c.end()
		case errors.Is(err, errCharset):
			return bad("its charset is not UTF-8")
		case err != nil:
			return bad("cut, or not XML")
		}
		if err := c.token(token, first); err != nil {
			return err
		}
	}
}

type checker struct {
	open     []xml.Name
	scopes   []map[string]string
	elements int
	tokens   int
	rooted   bool
}

func (c *checker) token(token xml.Token, first bool) error {
	if c.tokens++; c.tokens > maxTokens {
		return bad("more than %d pieces", maxTokens)
	}
	switch t := token.(type) {
	case xml.Directive:
		return bad("holds a DTD")
	case xml.ProcInst:
		if !first || t.Target != "xml" {
			return bad("holds a processing instruction")
		}
	case xml.CharData:
		if len(c.open) == 0 && len(bytes.Trim(t, " \t\r\n")) > 0 {
			return bad("text outside the envelope")
		}
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		if len(c.open) == 0 || c.open[len(c.open)-1] != t.Name {
			return bad("elements do not close in order")
		}
		c.open = c.open[:len(c.open)-1]
		c.scopes = c.scopes[:len(c.scopes)-1]
	}
	return nil
}

func (c *checker) start(t xml.StartElement) error {
	c.elements++
	switch {
	case len(c.open) == 0 && c.rooted:
		return bad("more than one root")
	case len(c.open) >= maxDepth:
		return bad("deeper than %d elements", maxDepth)
	case c.elements > maxElements:
		return bad("more than %d elements", maxElements)
	case len(t.Attr) > maxAttrs:
		return bad("more than %d attributes at one element", maxAttrs)
	}
	c.rooted = true
	scope, err := c.scope(t.Attr)
	if err != nil {
		return err
	}
	if err := known(t.Name, scope); err != nil {
		return err
	}
	if err := single(t.Attr, scope); err != nil {
		return err
	}
	c.open = append(c.open, t.Name)
	c.scopes = append(c.scopes, scope)
	return nil
}

// scope is what prefixes mean inside an element with these attributes.
func (c *checker) scope(attrs []xml.Attr) (map[string]string, error) {
	scope := c.scopes[len(c.scopes)-1]
	own := false
	for _, a := range attrs {
		if len(a.Value) > maxAttrText || len(a.Name.Local) > maxName {
			return nil, bad("an attribute is too long")
		}
		prefix, declares := declared(a.Name.Space, a.Name.Local)
		if !declares {
			continue
		}
		switch {
		case prefix == "xml", prefix == "xmlns", a.Value == nsXML, a.Value == nsXMLNS:
			return nil, bad("a reserved namespace is declared anew")
		case prefix != "" && a.Value == "":
			return nil, bad("a prefix is declared as nothing")
		case strings.TrimSpace(a.Value) != a.Value:
			return nil, bad("a namespace with spaces")
		}
		if !own {
			fresh := make(map[string]string, len(scope)+len(attrs))
			for k, v := range scope {
				fresh[k] = v
			}
			scope, own = fresh, true
		}
		scope[prefix] = a.Value
	}
	if len(scope) > maxPrefixes {
		return nil, bad("more than %d prefixes", maxPrefixes)
	}
	return scope, nil
}

func (c *checker) end() error {
	if !c.rooted || len(c.open) > 0 {
		return bad("cut, or not XML")
	}
	return nil
}

// declared tells a namespace declaration from another attribute.
func declared(space, local string) (prefix string, ok bool) {
	if space == "xmlns" {
		return local, true
	}
	return "", space == "" && local == "xmlns"
}

// known refuses names that are none, and prefixes that mean nothing.
func known(n xml.Name, scope map[string]string) error {
	if len(n.Space)+len(n.Local) > maxName || n.Local == "" || strings.Contains(n.Local, ":") || strings.Contains(n.Space, ":") {
		return bad("a name that is none")
	}
	if n.Space == "xmlns" {
		return bad("a reserved prefix is used")
	}
	if n.Space != "" && scope[n.Space] == "" {
		return bad("a prefix without a namespace")
	}
	return nil
}

// single refuses an attribute given twice, be it under two prefixes.
func single(attrs []xml.Attr, scope map[string]string) error {
	seen := make(map[xml.Name]bool, len(attrs))
	for _, a := range attrs {
		name := a.Name
		if _, ok := declared(name.Space, name.Local); !ok {
			if err := known(name, scope); err != nil {
				return err
			}
			if name.Space != "" {
				name.Space = scope[name.Space]
			}
		}
		if seen[name] {
			return bad("an attribute is given twice")
		}
		seen[name] = true
	}
	return nil
}
