package soap

import (
	"encoding/xml"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// putData writes <data>: XML as it stands, or a string with the XML escaped in
// it. Nothing is written when there is nothing to say.
func putData(in *etree.Element, data []byte, asText bool, kind xml.Name) error {
	if data == nil {
		return nil
	}
	el := in.CreateElement("data")
	if asText {
		kind = xml.Name{Space: nsSchema, Local: "string"}
		el.SetText(string(data))
		if check(write(el)) != nil || el.Text() != string(data) || !printable(string(data)) {
			return errors.New("soap: the data holds what no XML may hold")
		}
	} else if err := graft(el, data); err != nil {
		return err
	}
	if kind.Local != "" {
		el.CreateAttr("xmlns:xsi", nsInstance)
		el.CreateAttr("xmlns:x", kind.Space)
		el.CreateAttr("xsi:type", "x:"+kind.Local)
	}
	return nil
}

// printable says whether every rune may stand in XML: the writer would replace
// the others.
func printable(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		switch {
		case r == '\t', r == '\n', r == '\r':
		case r < 0x20, r == 0xFFFE, r == 0xFFFF:
			return false
		}
	}
	return true
}

// graft parses a piece of XML, one or more elements, and hangs it into el.
func graft(el *etree.Element, data []byte) error {
	whole := "<data>" + string(data) + "</data>"
	d := etree.NewDocument()
	if check([]byte(whole)) != nil || d.ReadFromString(whole) != nil {
		return errors.New("soap: the data is no XML the other side would take")
	}
	inside, err := children(d.Root())
	if err != nil {
		return errors.New("soap: the data is text between elements")
	}
	dropComments(d.Root())
	for _, c := range inside {
		el.AddChild(c)
	}
	return nil
}

// data reads <data>: the elements inside it as they stand, or its text when
// there are none. Which of the two it is is told by the elements alone: what a
// prefix in xsi:type means is not part of what was signed.
func (f *fields) data() (data []byte, asText bool, kind xml.Name) {
	el := f.maybe("data")
	if el == nil || f.err != nil {
		return nil, false, xml.Name{}
	}
	if value, ok := attr(el, nsInstance, "type"); ok {
		kind = qname(el, value)
	}
	inside := el.ChildElements()
	if len(inside) == 0 {
		s, err := text(el)
		f.err = err
		return []byte(s), strings.TrimSpace(s) != "", kind
	}
	if _, f.err = children(el); f.err != nil {
		return nil, false, kind
	}
	for _, c := range inside {
		data = append(data, cutOut(c)...)
	}
	return data, false, kind
}

// cutOut writes an element so that it stands alone: without comments, and with
// those namespaces of its ancestors that its names or values speak of.
func cutOut(el *etree.Element) []byte {
	c := el.Copy()
	dropComments(c)
	plain := string(write(c))
	for prefix, ns := range inherited(el) {
		if prefix == "" && ns != "" || prefix != "" && strings.Contains(plain, prefix+":") {
			declare(c, prefix, ns)
		}
	}
	order(c, nil) // a map above, the same bytes each time
	return write(c)
}
