package soap

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strings"

	"github.com/beevik/etree"
)

// signature is a Signature element taken apart: exactly the shape the gateway
// writes, nothing more and nothing in another place.
type signature struct {
	info, reference *etree.Element
	infoPrefixes    []string
	bodyPrefixes    []string
	value, digest   []byte
	cert            *x509.Certificate
}

// verify holds the envelope's signature against its own Body, the very element
// that is read afterwards, and returns whose it is.
func verify(header, body *etree.Element, o ReadOptions) (*x509.Certificate, error) {
	el, err := onlySignature(header)
	if err != nil {
		return nil, err
	}
	s, err := takeApart(el)
	if err != nil {
		return nil, err
	}
	if err := ownBody(s.reference, body); err != nil {
		return nil, err
	}
	if err := trusted(s.cert, o); err != nil {
		return nil, err
	}
	info, err := canonical(s.info, s.infoPrefixes)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(info)
	if rsa.VerifyPKCS1v15(s.cert.PublicKey.(*rsa.PublicKey), crypto.SHA256, sum[:], s.value) != nil {
		return nil, bad("its signature is wrong")
	}
	signed, err := canonical(body, s.bodyPrefixes)
	if err != nil {
		return nil, err
	}
	if sum = sha256.Sum256(signed); !bytes.Equal(sum[:], s.digest) {
		return nil, bad("its body is not what was signed")
	}
	return s.cert, nil
}

// onlySignature finds the one Signature of the header, in its place. Those
// inside the Body are the data's own and count for nothing here.
func onlySignature(header *etree.Element) (*etree.Element, error) {
	if header == nil {
		return nil, bad("not signed")
	}
	var found []*etree.Element
	each(header, func(el *etree.Element) {
		if is(el, nsDsig, "Signature") {
			found = append(found, el)
		}
	})
	switch {
	case len(found) == 0:
		return nil, bad("not signed")
	case len(found) > 1:
		return nil, bad("more than one signature")
	}
	if security := found[0].Parent(); security.Parent() != header || !is(security, nsSecurity, "Security") {
		return nil, bad("its signature is not where it belongs")
	}
	return found[0], nil
}

func takeApart(el *etree.Element) (*signature, error) {
	s := &signature{}
	parts, err := shape(el, "SignedInfo", "SignatureValue", "KeyInfo")
	if err != nil {
		return nil, err
	}
	s.info = parts[0]
	info, err := shape(parts[0], "CanonicalizationMethod", "SignatureMethod", "Reference")
	if err != nil {
		return nil, err
	}
	if err := method(info[1], algRSA); err != nil {
		return nil, err
	}
	if s.infoPrefixes, err = exclusive(info[0]); err != nil {
		return nil, err
	}
	s.reference = info[2]
	reference, err := shape(info[2], "Transforms", "DigestMethod", "DigestValue")
	if err != nil {
		return nil, err
	}
	transforms, err := shape(reference[0], "Transform")
	if err != nil {
		return nil, err
	}
	if s.bodyPrefixes, err = exclusive(transforms[0]); err != nil {
		return nil, err
	}
	if err := method(reference[1], algSHA256); err != nil {
		return nil, err
	}
	if s.digest, err = encoded(reference[2]); err != nil {
		return nil, err
	}
	if s.value, err = encoded(parts[1]); err != nil {
		return nil, err
	}
	s.cert, err = certificate(parts[2])
	return s, err
}

// shape gives an element's children, which must be just these, once each, in
// this order, all of the signature's namespace.
func shape(el *etree.Element, names ...string) ([]*etree.Element, error) {
	all, err := children(el)
	if err != nil {
		return nil, err
	}
	if len(all) != len(names) {
		return nil, bad("its signature has another shape")
	}
	for i, name := range names {
		if !is(all[i], nsDsig, name) {
			return nil, bad("its signature has another shape")
		}
	}
	return all, nil
}

// method refuses every algorithm but one.
func method(el *etree.Element, want string) error {
	got, _ := attr(el, "", "Algorithm")
	switch {
	case strings.HasPrefix(got, algGOST2004), strings.HasPrefix(got, algGOST2015):
		return bad("algorithm not supported: signed with GOST, RSA is wanted")
	case got != want:
		return bad("algorithm not supported: not one of those the gateway names")
	}
	if len(el.ChildElements()) > 0 {
		return bad("algorithm not supported: it has parameters")
	}
	return nil
}

// exclusive reads an exclusive canonicalisation and its list of prefixes.
func exclusive(el *etree.Element) ([]string, error) {
	if got, _ := attr(el, "", "Algorithm"); got != algExclusive {
		return nil, bad("algorithm not supported: its canonical form is not the exclusive one")
	}
	inside, err := children(el)
	if err != nil || len(inside) == 0 {
		return nil, err
	}
	if len(inside) > 1 || !is(inside[0], nsExclusive, "InclusiveNamespaces") {
		return nil, bad("algorithm not supported: it has parameters")
	}
	list, _ := attr(inside[0], "", "PrefixList")
	prefixes := strings.Fields(list)
	if len(prefixes) > maxPrefixes {
		return nil, bad("its list of prefixes is too long")
	}
	for _, p := range prefixes {
		if strings.ContainsAny(p, "#:") || p == "xml" || p == "xmlns" {
			return nil, bad("its list of prefixes cannot be used")
		}
	}
	return prefixes, nil
}

// encoded reads Base64, broken over lines or not.
func encoded(el *etree.Element) ([]byte, error) {
	s, err := text(el)
	if err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.Strict().DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		return nil, bad("its signature is not in Base64")
	}
	return data, nil
}

// each visits an element and all below it.
func each(el *etree.Element, do func(*etree.Element)) {
	do(el)
	for _, c := range el.ChildElements() {
		each(c, do)
	}
}
