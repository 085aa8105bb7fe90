package soap

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// envelope wraps a piece of XML into an unsigned envelope, byte by byte.
func envelope(inside string) string {
	return `<s:Envelope xmlns:s="` + nsEnvelope + `"><s:Body>` + inside + `</s:Body></s:Envelope>`
}

func TestXMLThatIsNotLetIn(t *testing.T) {
	laughs := `<!DOCTYPE l [<!ENTITY a "ha">`
	for i := 'b'; i < 'k'; i++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, i, strings.Repeat("&"+string(i-1)+";", 10))
	}
	many := func(n int, one string) string { return strings.Repeat(one, n) }
	for name, c := range map[string]struct{ raw, cause string }{
		"DTD":                      {`<!DOCTYPE x>` + envelope("<a/>"), "DTD"},
		"DTD from outside":         {`<!DOCTYPE x SYSTEM "file:///etc/passwd">` + envelope("<a/>"), "DTD"},
		"DTD inside":               {envelope("<!DOCTYPE x><a/>"), "DTD"},
		"billion laughs":           {laughs + "]>" + envelope("<a>&j;</a>"), "DTD"},
		"entity":                   {envelope("<a>&x;</a>"), "not XML"},
		"deep":                     {envelope(many(70, "<a>") + many(70, "</a>")), "deeper"},
		"elements":                 {envelope("<a>" + many(maxElements, "<b/>") + "</a>"), "more than 20000 elements"},
		"comments":                 {envelope("<a>" + many(maxTokens, "<!---->") + "</a>"), "pieces"},
		"attributes":               {envelope("<a" + numbered(maxAttrs+1, ` a%d=""`) + "/>"), "attributes"},
		"prefixes":                 {envelope("<a" + numbered(40, ` xmlns:a%d="u"`) + "><b" + numbered(40, ` xmlns:b%d="u"`) + "/></a>"), "prefixes"},
		"long attribute":           {envelope(`<a b="` + many(maxAttrText+1, "x") + `"/>`), "too long"},
		"long name":                {envelope("<" + many(300, "x") + "/>"), "name that is none"},
		"two roots":                {envelope("<a/>") + "<b/>", "more than one root"},
		"garbage after":            {envelope("<a/>") + "900101400013", "outside"},
		"garbage before":           {"900101400013" + envelope("<a/>"), "outside"},
		"nothing":                  {"", "cut"},
		"only a comment":           {"<!-- -->", "cut"},
		"processing instruction":   {envelope("<?php x?><a/>"), "processing instruction"},
		"declaration in the midst": {" <?xml version='1.0'?>" + envelope("<a/>"), "processing instruction"},
		"windows-1251":             {`<?xml version="1.0" encoding="windows-1251"?>` + envelope("<a/>"), "charset"},
		"UTF-16":                   {"\xff\xfe<\x00a\x00", "UTF-8"},
		"bytes of another charset": {envelope("<a>\xcf\xf0</a>"), "UTF-8"},
		"attribute twice":          {envelope(`<a b="1" b="2"/>`), "given twice"},
		"attribute of one space":   {envelope(`<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>`), "given twice"},
		"prefix undeclared":        {envelope(`<x:a/>`), "without a namespace"},
		"prefix of an attribute":   {envelope(`<a x:b="1"/>`), "without a namespace"},
		"prefix undone":            {envelope(`<a xmlns:s=""/>`), "as nothing"},
		"xml redefined":            {envelope(`<a xmlns:xml="urn:x"/>`), "reserved"},
		"xmlns redefined":          {envelope(`<a xmlns:xmlns="urn:x"/>`), "reserved"},
		"xml under another name":   {envelope(`<a xmlns:x="` + nsXML + `"/>`), "reserved"},
		"element of xmlns":         {envelope(`<xmlns:a/>`), "reserved"},
		"two colons":               {envelope(`<a xmlns:b="u"><b:c:d/></a>`), "not XML"},
		"colon first":              {envelope(`<:a/>`), "name that is none"},
		"closing in disorder":      {envelope(`<a><b></a></b>`), "order"},
		"closing under a prefix":   {envelope(`<a xmlns:x="u" xmlns:y="u"><x:b></y:b></a>`), "order"},
		"SOAP 1.2":                 {`<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><a/></s:Body></s:Envelope>`, "SOAP 1.1"},
		"no SOAP":                  {"<html><body/></html>", "SOAP 1.1"},
		"text in the envelope":     {`<s:Envelope xmlns:s="` + nsEnvelope + `">x<s:Body><a/></s:Body></s:Envelope>`, "text between"},
		"no body":                  {`<s:Envelope xmlns:s="` + nsEnvelope + `"/>`, "one body"},
		"empty body":               {envelope(""), "one element"},
		"body inside a body":       {envelope("<s:Body/>"), "more than one body"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(c.raw), ReadOptions{}, c.cause) })
	}
	for name, raw := range map[string]string{
		"plain": envelope("<a/>"), "mark of order": "\ufeff" + envelope("<a/>"),
		"declared": `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + envelope("<a/>") + "\n<!-- end -->\n",
		"as deep":  envelope(many(60, "<a>") + many(60, "</a>")),
	} {
		if _, err := ReadEnvelope(strings.NewReader(raw), ReadOptions{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func numbered(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

func TestSizeLimit(t *testing.T) {
	raw := []byte(envelope("<a>" + strings.Repeat("x", 1000) + "</a>"))
	n := int64(len(raw))
	if _, err := ReadEnvelope(bytes.NewReader(raw), ReadOptions{Limit: n}); err != nil {
		t.Error(err)
	}
	refused(t, raw, ReadOptions{Limit: n - 1}, "bigger than")
	big := envelope("<a>" + strings.Repeat("x", 5<<20) + "</a>")
	refused(t, []byte(big), ReadOptions{}, "bigger than 4194304 bytes")
}

func TestAnswerCutAtEveryByte(t *testing.T) {
	raw, o := believable(t)
	for n := range len(raw) {
		if _, err := ReadEnvelope(bytes.NewReader(raw[:n]), o); err == nil {
			t.Fatalf("%d of %d bytes were believed", n, len(raw))
		}
	}
	for n := range len(raw) { // and unsigned: the XML alone must tell
		refused(t, raw[:n], ReadOptions{}, "")
	}
}
