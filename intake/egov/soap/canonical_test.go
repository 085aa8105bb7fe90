package soap

import (
	"bytes"
	"os/exec"
	"testing"

	"github.com/beevik/etree"
)

// TestCanonicalFormIsTheOneOfAnotherProgram holds our canonical form against
// that of libxml2, over the shapes real envelopes have.
func TestCanonicalFormIsTheOneOfAnotherProgram(t *testing.T) {
	lint := xmllint(t)
	for _, doc := range []string{
		`<a/>`,
		`<s:a xmlns:s="urn:s" xmlns:unused="urn:u"><b xmlns="">1</b></s:a>`,
		`<a xmlns="urn:d"><b xmlns=""><c xmlns="urn:d"/><d/></b></a>`,
		`<p:a xmlns:p="urn:p" xmlns="urn:d"><p:b xmlns=""><c/></p:b></p:a>`,
		`<a xmlns:z="urn:a" xmlns:y="urn:b" y:k="1" z:k="2" k="3" z:b="4" y:a="5"/>`,
		`<r xmlns:z="urn:a" xmlns:y="urn:b"><z:x/><y:c y:k="1" z:a="2" xml:lang="kk"/></r>`,
		`<p:a xmlns:p="urn:1"><p:a xmlns:p="urn:2"><p:a xmlns:p="urn:1"/></p:a></p:a>`,
		"<a b='&#9;&#10;&#13;&lt;&amp;&quot;&gt;'>&#13;&lt;&gt;&amp;\"'<![CDATA[<x>&]]></a>",
		"<a>\r\n  <b>Ә ғ</b>\n</a>",
	} {
		d := etree.NewDocument()
		if err := d.ReadFromString(doc); err != nil {
			t.Fatal(err)
		}
		got, err := canonical(d.Root(), nil)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(lint, "--exc-c14n", "-")
		cmd.Stdin = bytes.NewReader([]byte(doc))
		want, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s\nours %s\nhis  %s", doc, got, want)
		}
	}
}

func TestCanonicalFormTakesNamespacesFromOutside(t *testing.T) {
	d := etree.NewDocument()
	if err := d.ReadFromString(`<o:r xmlns:o="urn:o" xmlns:p="urn:p" xmlns="urn:d"><p:in><x/><!-- no --></p:in></o:r>`); err != nil {
		t.Fatal(err)
	}
	in := d.Root().ChildElements()[0]
	for list, want := range map[string]string{
		"":  `<p:in xmlns:p="urn:p"><x xmlns="urn:d"></x></p:in>`,
		"o": `<p:in xmlns:o="urn:o" xmlns:p="urn:p"><x xmlns="urn:d"></x></p:in>`,
	} {
		var prefixes []string
		if list != "" {
			prefixes = []string{list}
		}
		if got, err := canonical(in, prefixes); err != nil || string(got) != want {
			t.Errorf("%s, %v", got, err)
		}
	}
}

func xmllint(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed: package libxml2-utils")
	}
	return path
}
