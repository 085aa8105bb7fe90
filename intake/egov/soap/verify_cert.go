package soap

import (
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"strings"

	"github.com/beevik/etree"
)

// certificate takes it from KeyInfo > SecurityTokenReference > KeyIdentifier;
// no other way of naming a key is known here.
func certificate(info *etree.Element) (*x509.Certificate, error) {
	el := info
	for _, name := range []string{"SecurityTokenReference", "KeyIdentifier"} {
		inside, err := children(el)
		if err != nil {
			return nil, err
		}
		if len(inside) != 1 || !is(inside[0], nsSecurity, name) {
			return nil, bad("its signature does not carry a certificate")
		}
		el = inside[0]
	}
	value, _ := attr(el, "", "ValueType")
	encoding, given := attr(el, "", "EncodingType")
	if value != tokenX509 || given && encoding != tokenBase64 {
		return nil, bad("its signature does not carry a certificate")
	}
	der, err := encoded(el)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, bad("the signer's certificate cannot be read")
	}
	return cert, nil
}

// trusted says whether a certificate may speak for the gateway now.
func trusted(cert *x509.Certificate, o ReadOptions) error {
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	switch {
	case !ok:
		return bad("algorithm not supported: the signer's key is not RSA")
	case key.N.BitLen() < leastBits:
		return bad("the signer's key is too short")
	case cert.KeyUsage != 0 && cert.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0:
		return bad("the signer's key is not for signing")
	}
	_, err := cert.Verify(x509.VerifyOptions{
		Roots: o.Signers, CurrentTime: o.Clock(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if invalid := (x509.CertificateInvalidError{}); errors.As(err, &invalid) && invalid.Reason == x509.Expired {
		return bad("the signer's certificate is not in date")
	}
	if err != nil {
		return bad("the signer is not known")
	}
	if o.Revoked != nil {
		if err := o.Revoked(cert); err != nil {
			return bad("the signer's certificate is revoked, or nobody could say: %w", err)
		}
	}
	return nil
}

// ownBody says whether a reference names this Body and can name nothing else.
func ownBody(reference, body *etree.Element) error {
	id, err := bodyID(body)
	if err != nil {
		return err
	}
	if uri, ok := attr(reference, "", "URI"); !ok || uri != "#"+id {
		return bad("its signature is of something else")
	}
	root := body
	for root.Parent() != nil {
		root = root.Parent()
	}
	namesakes := 0
	each(root, func(el *etree.Element) {
		for _, a := range el.Attr {
			if strings.EqualFold(a.Key, "id") && a.Space != "xmlns" && strings.TrimSpace(a.Value) == id {
				namesakes++
			}
		}
	})
	if namesakes != 1 {
		return bad("the signed id is not the body's alone")
	}
	return nil
}

// bodyID is the Body's one wsu:Id.
func bodyID(body *etree.Element) (string, error) {
	id, ok := attr(body, nsUtility, "Id")
	if !ok || id == "" || id != strings.TrimSpace(id) {
		return "", bad("its body has no id")
	}
	count := 0
	for _, a := range body.Attr {
		if strings.EqualFold(a.Key, "id") && a.Space != "xmlns" {
			count++
		}
	}
	if count != 1 {
		return "", bad("its body has more than one id")
	}
	return id, nil
}
