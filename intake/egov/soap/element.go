package soap

import (
	"encoding/xml"
	"strings"
	"time"

	"github.com/beevik/etree"
)

// The moments of messages: dateTime with milliseconds and offset. A moment that
// comes without one is taken as Kazakhstan's.
const (
	momentForm = "2006-01-02T15:04:05.000Z07:00"
	bareForm   = "2006-01-02T15:04:05.999999999"
)

var kazakhstan = time.FixedZone("+05", 5*60*60)

// space is the namespace a prefix means at an element. A declaration of the
// nearest ancestor counts; check has seen to it that there is one.
func space(el *etree.Element, prefix string) string {
	if prefix == "xml" {
		return nsXML
	}
	for ; el != nil; el = el.Parent() {
		for _, a := range el.Attr {
			if p, ok := declared(a.Space, a.Key); ok && p == prefix {
				return a.Value
			}
		}
	}
	return ""
}

// is says whether an element has this name, by namespace and not by prefix.
func is(el *etree.Element, ns, local string) bool {
	return el.Tag == local && space(el, el.Space) == ns
}

// attr is the value of an attribute; an unprefixed one has no namespace.
func attr(el *etree.Element, ns, local string) (string, bool) {
	for _, a := range el.Attr {
		if a.Key != local || a.Space == "xmlns" || (a.Space == "") != (ns == "") {
			continue
		}
		if a.Space == "" || space(el, a.Space) == ns {
			return a.Value, true
		}
	}
	return "", false
}

// children gives the elements inside one that holds nothing else; text beside
// them is refused.
func children(el *etree.Element) ([]*etree.Element, error) {
	for _, t := range el.Child {
		if c, ok := t.(*etree.CharData); ok && strings.Trim(c.Data, " \t\r\n") != "" {
			return nil, bad("text between elements")
		}
	}
	return el.ChildElements(), nil
}

// text is all the text of an element. A comment inside does not end it: what
// was signed has no comments.
func text(el *etree.Element) (string, error) {
	var b strings.Builder
	for _, t := range el.Child {
		switch t := t.(type) {
		case *etree.CharData:
			b.WriteString(t.Data)
		case *etree.Element:
			return "", bad("elements inside a value")
		}
	}
	return b.String(), nil
}

// fields reads the unqualified children of one element by name; the first
// thing wrong stays in err.
type fields struct {
	el  *etree.Element
	all []*etree.Element
	err error
}

func fieldsOf(el *etree.Element, err error) *fields {
	f := &fields{el: el, err: err}
	if err == nil {
		f.all, f.err = children(el)
	}
	return f
}

// maybe finds the one child of a name; nil: there is none.
func (f *fields) maybe(name string) *etree.Element {
	var found *etree.Element
	for _, el := range f.all {
		if !is(el, "", name) {
			continue
		}
		if found != nil && f.err == nil {
			f.err = bad("%s is given twice", name)
		}
		found = el
	}
	return found
}

// inside goes into a child that must be there.
func (f *fields) inside(name string) *fields {
	el := f.maybe(name)
	if el == nil && f.err == nil {
		f.err = bad("%s is missing", name)
	}
	if f.err != nil {
		return &fields{err: f.err}
	}
	return fieldsOf(el, nil)
}

// optional is a child's text, trimmed; empty when there is none.
func (f *fields) optional(name string) string {
	el := f.maybe(name)
	if el == nil || f.err != nil {
		return ""
	}
	s, err := text(el)
	if err != nil {
		f.err = err
	}
	return strings.TrimSpace(s)
}

// required is a child's text, which must not be empty.
func (f *fields) required(name string) string {
	s := f.optional(name)
	if s == "" && f.err == nil {
		f.err = bad("%s is missing or empty", name)
	}
	return s
}

// moment is a child's dateTime; the zero time when there is none.
func (f *fields) moment(name string) time.Time {
	s := f.optional(name)
	if s == "" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		at, err = time.ParseInLocation(bareForm, s, kazakhstan)
	}
	if err != nil && f.err == nil {
		f.err = bad("%s is no moment", name)
	}
	return at
}

// operation makes the qualified element of an operation and, inside it, its
// unqualified request or response.
func operation(ns, name, inside string) (op, in *etree.Element) {
	op = etree.NewElement("t:" + name)
	op.CreateAttr("xmlns:t", ns)
	return op, op.CreateElement(inside)
}

func put(el *etree.Element, name, value string) { el.CreateElement(name).SetText(value) }

func putSome(el *etree.Element, name, value string) {
	if value != "" {
		put(el, name, value)
	}
}

func putMoment(el *etree.Element, name string, at time.Time) { put(el, name, at.Format(momentForm)) }

// qname resolves a QName that stands in a value at an element.
func qname(el *etree.Element, value string) xml.Name {
	prefix, local, ok := strings.Cut(strings.TrimSpace(value), ":")
	if !ok {
		prefix, local = "", prefix
	}
	return xml.Name{Space: space(el, prefix), Local: local}
}
