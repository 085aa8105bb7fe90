package soap

import (
	"bytes"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// believable is a signed answer and the options under which it is believed.
func believable(t testing.TB) ([]byte, ReadOptions) {
	t.Helper()
	id := identity(t, gateKey(), nil)
	raw := signed(t, element(t, answer()), id)
	o := ReadOptions{Signers: pool(id), Clock: clock}
	if _, err := ReadEnvelope(bytes.NewReader(raw), o); err != nil {
		t.Fatal(err)
	}
	return raw, o
}

// tree is a signed envelope taken apart, to be put together otherwise.
type tree struct {
	root, header, body, security, signature *etree.Element
}

func reshaped(t *testing.T, raw []byte, change func(tree)) []byte {
	t.Helper()
	d := etree.NewDocument()
	if err := d.ReadFromBytes(raw); err != nil {
		t.Fatal(err)
	}
	r := d.Root()
	x := tree{root: r, header: r.SelectElement("Header"), body: r.SelectElement("Body")}
	x.security = x.header.SelectElement("Security")
	x.signature = x.security.SelectElement("Signature")
	change(x)
	return write(r)
}

// forged is a Body as an attacker would like it read.
func forged(x tree) *etree.Element {
	b := x.body.Copy()
	b.FindElement(".//iin").SetText("111111111111")
	return b
}

func TestSignatureWrappingIsRefused(t *testing.T) {
	raw, o := believable(t)
	for name, c := range map[string]struct {
		cause  string
		change func(tree)
	}{
		"body moved into the header": {"more than one body", func(x tree) {
			evil := forged(x)
			evil.RemoveAttr("wsu:Id")
			x.root.RemoveChild(x.body)
			x.header.CreateElement("w").AddChild(x.body)
			x.root.AddChild(evil)
		}},
		"body moved into the signature": {"more than one body", func(x tree) {
			evil := forged(x)
			x.root.RemoveChild(x.body)
			x.signature.CreateElement("ds:Object").AddChild(x.body)
			x.root.AddChild(evil)
		}},
		"two bodies, ours second": {"does not hold one body", func(x tree) { x.root.InsertChildAt(x.body.Index(), forged(x)) }},
		"two bodies, ours first":  {"does not hold one body", func(x tree) { x.root.AddChild(forged(x)) }},
		"body in a wrapper": {"does not hold one body", func(x tree) {
			x.root.RemoveChild(x.body)
			x.root.CreateElement("w").AddChild(x.body)
		}},
		"body of another name inside, same id": {"not the body's alone", func(x tree) {
			copy := x.body.Copy()
			copy.Space, copy.Tag = "", "Other"
			x.header.AddChild(copy)
			x.body.FindElement(".//iin").SetText("111111111111")
		}},
		"same id as an unqualified Id": {"not the body's alone", func(x tree) {
			x.header.CreateElement("w").CreateAttr("ID", x.body.SelectAttrValue("wsu:Id", ""))
		}},
		"same id as xml:id inside the body": {"not the body's alone", func(x tree) {
			x.body.FindElement(".//iin").CreateAttr("xml:id", x.body.SelectAttrValue("wsu:Id", ""))
		}},
		"two ids at the body": {"more than one id", func(x tree) { x.body.CreateAttr("Id", "other") }},
		"the same id under two prefixes": {"given twice", func(x tree) {
			x.body.CreateAttr("xmlns:u", nsUtility)
			x.body.CreateAttr("u:Id", "other")
		}},
		"no id":                {"no id", func(x tree) { x.body.RemoveAttr("wsu:Id") }},
		"id of another space":  {"no id", func(x tree) { x.body.CreateAttr("xmlns:wsu", "urn:other") }},
		"reference to nothing": {"something else", func(x tree) { x.signature.FindElement(".//Reference").CreateAttr("URI", "") }},
		"reference to another element": {"something else", func(x tree) {
			x.header.CreateElement("w").CreateAttr("Id", "w")
			x.signature.FindElement(".//Reference").CreateAttr("URI", "#w")
		}},
		"xpointer": {"something else", func(x tree) {
			x.signature.FindElement(".//Reference").CreateAttr("URI", "#xpointer(/)")
		}},
		"second reference": {"another shape", func(x tree) {
			in := x.signature.SelectElement("SignedInfo")
			in.AddChild(in.SelectElement("Reference").Copy())
		}},
		"second signature":       {"more than one signature", func(x tree) { x.security.AddChild(x.signature.Copy()) }},
		"second security header": {"more than one signature", func(x tree) { x.header.AddChild(x.security.Copy()) }},
		"signature outside security": {"where it belongs", func(x tree) {
			x.header.CreateAttr("xmlns:wsse", nsSecurity)
			x.header.AddChild(x.signature)
		}},
		"security of another space":  {"", func(x tree) { x.security.CreateAttr("xmlns:wsse", "urn:other") }},
		"no signature":               {"not signed", func(x tree) { x.security.RemoveChild(x.signature) }},
		"no header":                  {"not signed", func(x tree) { x.root.RemoveChild(x.header) }},
		"unknown header":             {"must be understood", func(x tree) { x.header.CreateElement("w").CreateAttr("s:mustUnderstand", "1") }},
		"two headers":                {"does not hold one body", func(x tree) { x.root.InsertChildAt(1, etree.NewElement("s:Header")) }},
		"second element in the body": {"does not hold one element", func(x tree) { x.body.CreateElement("w") }},
		"signed info swapped": {"signature is wrong", func(x tree) {
			d := x.signature.FindElement(".//DigestValue")
			d.SetText("AAAA" + d.Text()[4:])
		}},
		"digest of another element": {"not what was signed", func(x tree) { x.body.FindElement(".//iin").SetText("111111111111") }},
		"prefix list added":         {"signature is wrong", func(x tree) { prefixList(x.signature.FindElement(".//Transform"), "t") }},
		"prefix list in the method": {"signature is wrong", func(x tree) { prefixList(x.signature.FindElement(".//CanonicalizationMethod"), "s") }},
		"prefix list of xmlns":      {"cannot be used", func(x tree) { prefixList(x.signature.FindElement(".//Transform"), "xmlns") }},
		"prefix list of #default":   {"cannot be used", func(x tree) { prefixList(x.signature.FindElement(".//Transform"), "#default") }},
		"prefix list without end":   {"too long", func(x tree) { prefixList(x.signature.FindElement(".//Transform"), strings.Repeat("a ", 99)) }},
		"transform added": {"another shape", func(x tree) {
			algorithm(x.signature.FindElement(".//Transforms"), "ds:Transform", "http://www.w3.org/TR/1999/REC-xslt-19991116")
		}},
		"transform swapped": {"not supported", func(x tree) {
			x.signature.FindElement(".//Transform").CreateAttr("Algorithm", "http://www.w3.org/TR/1999/REC-xpath-19991116")
		}},
		"namespace redefined at the operation": {"not what was signed", func(x tree) { x.body.ChildElements()[0].CreateAttr("xmlns:t", "urn:other") }},
		"namespace given to a value":           {"not what was signed", func(x tree) { x.body.FindElement(".//iin").CreateAttr("xmlns", "urn:other") }},
		"default namespace outside":            {"not what was signed", func(x tree) { x.root.CreateAttr("xmlns", "urn:other") }},
		"envelope of another space":            {"not an envelope", func(x tree) { x.root.CreateAttr("xmlns:s", "http://www.w3.org/2003/05/soap-envelope") }},
		"key by name": {"does not carry a certificate", func(x tree) {
			k := x.signature.SelectElement("KeyInfo")
			k.RemoveChildAt(0)
			put(k, "ds:KeyName", "gate")
		}},
		"text in the signature": {"text between", func(x tree) { x.signature.CreateText("x") }},
	} {
		t.Run(name, func(t *testing.T) { refused(t, reshaped(t, raw, c.change), o, c.cause) })
	}
}

func prefixList(el *etree.Element, list string) {
	in := el.CreateElement("ec:InclusiveNamespaces")
	in.CreateAttr("xmlns:ec", nsExclusive)
	in.CreateAttr("PrefixList", list)
}

// TestHarmlessChangesAreTaken: what canonical form does not see.
func TestHarmlessChangesAreTaken(t *testing.T) {
	raw, o := believable(t)
	for name, change := range map[string]func(tree){
		"header we need not know": func(x tree) { x.header.CreateElement("w").SetText("1") },
		"unused namespace":        func(x tree) { x.root.CreateAttr("xmlns:unused", "urn:u") },
		"comment in the envelope": func(x tree) { x.root.CreateComment("no") },
	} {
		if _, err := ReadEnvelope(bytes.NewReader(reshaped(t, raw, change)), o); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCommentDoesNotCutAValue: comments are not signed, so whoever stands
// between may add them; they must not change what is read.
func TestCommentDoesNotCutAValue(t *testing.T) {
	raw, o := believable(t)
	raw = bytes.ReplaceAll(raw, []byte("900101400013"), []byte("900101<!-- -->400013"))
	raw = bytes.ReplaceAll(raw, []byte("SCSS001"), []byte("SC<!---->SS001"))
	env, err := ReadEnvelope(bytes.NewReader(raw), o)
	if err != nil {
		t.Fatal(err)
	}
	a, err := readSyncAnswer(env)
	if err != nil || a.Code != "SCSS001" || string(a.Data) != string(answer().Data) {
		t.Errorf("%q %s %v", a.Code, a.Data, err)
	}
}

// TestDataMayHaveItsOwnSignature: registers sign their own answers.
func TestDataMayHaveItsOwnSignature(t *testing.T) {
	id := identity(t, gateKey(), nil)
	a := answer()
	a.Data = []byte(`<x Id="1"/><y Id="1"><ds:Signature xmlns:ds="` + nsDsig + `"/></y>`)
	env, err := ReadEnvelope(bytes.NewReader(signed(t, element(t, a), id)), ReadOptions{Signers: pool(id), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := readSyncAnswer(env); err != nil || len(got.Data) == 0 {
		t.Error(err)
	}
}

func TestAnyChangedByteOfTheBodyIsSeen(t *testing.T) {
	raw, o := believable(t)
	from, to := bytes.Index(raw, []byte("<s:Body")), bytes.Index(raw, []byte("</s:Body>"))
	believed := 0
	for i := from; i < to; i++ {
		changed := bytes.Clone(raw)
		changed[i] ^= 1
		if _, err := ReadEnvelope(bytes.NewReader(changed), o); err == nil {
			believed++
			t.Errorf("byte %d changed (%q) and believed", i-from, changed[max(0, i-10):i+10])
		}
	}
	if to-from < 400 {
		t.Errorf("only %d bytes were changed", to-from)
	}
}
