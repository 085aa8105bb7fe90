package payload

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"tereze/intake/egov"
)

// What is read at most. A portal's request carries scans; nothing else does.
const (
	mostAnswer   = 6 << 20  // bytes
	mostPortal   = 40 << 20 // bytes
	mostDepth    = 32
	mostElements = 20_000
	mostAttrs    = 32
)

// bad says that what came cannot be read; where is an element's name.
func bad(where, what string) error {
	return fmt.Errorf("%w: payload: %s: %s", egov.ErrAnswer, where, what)
}

// element is one element of what came, its comments gone. The first thing
// wrong with any of a document's elements stays in fault, for all of them.
type element struct {
	space, name string
	kids        []*element
	text        strings.Builder
	null        bool // xsi:nil
	fault       *error
}

// fail keeps the first fault.
func (e *element) fail(where, what string) {
	if *e.fault == nil {
		*e.fault = bad(where, what)
	}
}

// readFragment reads what lies inside a <data>: any number of elements, which
// become the children of one without a name.
func readFragment(data []byte, most int) (*element, error) {
	if len(data) > most {
		return nil, bad("data", "too big")
	}
	top := &element{fault: new(error)}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	open, count := []*element{top}, 0
	for first := true; ; first = false {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && len(open) == 1 {
			return top, nil
		} else if err != nil {
			return nil, bad("data", "no well-formed XML in UTF-8")
		}
		in := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if count++; count > mostElements || len(open) > mostDepth || len(t.Attr) > mostAttrs {
				return nil, bad("data", "too many elements, too deep, or too many attributes")
			}
			e := &element{space: t.Name.Space, name: t.Name.Local, fault: top.fault}
			for _, a := range t.Attr {
				e.null = e.null || a.Name.Local == "nil" && strings.HasSuffix(a.Name.Space, "XMLSchema-instance") && (a.Value == "true" || a.Value == "1")
			}
			in.kids = append(in.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) == 1 && len(bytes.TrimSpace(t)) > 0 {
				return nil, bad("data", "text outside of any element")
			}
			in.text.Write(t)
		case xml.ProcInst:
			if !first || t.Target != "xml" {
				return nil, bad("data", "processing instruction")
			}
		case xml.Directive:
			return nil, bad("data", "DTD")
		}
	}
}

// readDocument reads one element of ours.
func readDocument(data []byte, most int, name string) (*element, error) {
	top, err := readFragment(data, most)
	if err != nil {
		return nil, err
	}
	if len(top.kids) != 1 || top.kids[0].name != name || top.kids[0].space != Namespace {
		return nil, bad(name, "is not what came")
	}
	return top.kids[0], nil
}

// Root names the element a payload begins with, when it is one of ours.
func Root(data []byte) string {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	for range 16 {
		switch t, err := d.Token(); t := t.(type) {
		case xml.StartElement:
			if t.Name.Space == Namespace {
				return t.Name.Local
			}
			return ""
		default:
			if err != nil {
				return ""
			}
		}
	}
	return ""
}
