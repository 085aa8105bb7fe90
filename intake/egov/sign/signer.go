package sign

import (
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"strings"
)

// leastBits is the smallest RSA key that counts, of a person or an authority.
const leastBits = 2048

// Parse reads whom a certificate names and what its key is for. It verifies
// nothing. A certificate that names two people names nobody.
func Parse(c *x509.Certificate) Signer {
	return Signer{
		IIN:    named(c, "IIN", asn1.ObjectIdentifier{2, 5, 4, 5}),
		BIN:    named(c, "BIN", asn1.ObjectIdentifier{2, 5, 4, 11}, asn1.ObjectIdentifier{2, 5, 4, 5}),
		Serial: c.SerialNumber.Text(16), Issuer: c.Issuer.CommonName,
		From: c.NotBefore, To: c.NotAfter, GOST: gost(c), Uses: uses(c),
	}
}

// named finds the number of twelve digits behind a prefix among attributes of
// the subject: serialNumber holds "IIN…" or "BIN…", the organisational unit
// "BIN…".
func named(c *x509.Certificate, prefix string, where ...asn1.ObjectIdentifier) (number string) {
	for _, a := range c.Subject.Names {
		text, ok := a.Value.(string)
		digits, has := strings.CutPrefix(text, prefix)
		if !ok || !has || !slices.ContainsFunc(where, a.Type.Equal) || len(digits) != 12 || strings.Trim(digits, "0123456789") != "" {
			continue
		}
		if number != "" && number != digits {
			return ""
		}
		number = digits
	}
	return number
}

// uses lists the extended key usages, dotted, as they stand.
func uses(c *x509.Certificate) (all []string) {
	for _, e := range c.Extensions {
		var list []asn1.ObjectIdentifier
		if !e.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 37}) {
			continue
		}
		if rest, err := asn1.Unmarshal(e.Value, &list); err != nil || len(rest) > 0 {
			return nil
		}
		for _, id := range list {
			all = append(all, id.String())
		}
	}
	return all
}

// gost tells a key of the national authority's GOST algorithms, of either
// registry of their numbers.
func gost(c *x509.Certificate) bool {
	var key struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(c.RawSubjectPublicKeyInfo, &key); err != nil {
		return false
	}
	id := key.Algorithm.Algorithm.String() + "."
	return strings.HasPrefix(id, "1.2.398.3.10.1.1.") || strings.HasPrefix(id, "1.3.6.1.4.1.6801.1.")
}

// strongKey says whether a key is one the standard library verifies and no
// weaker than it should be.
func strongKey(c *x509.Certificate) bool {
	k, ok := c.PublicKey.(*rsa.PublicKey)
	return ok && k.N.BitLen() >= leastBits
}

// strongSign says whether an authority's signature is by RSA and a digest that
// counts.
func strongSign(a x509.SignatureAlgorithm) bool {
	switch a {
	case x509.SHA256WithRSA, x509.SHA384WithRSA, x509.SHA512WithRSA, x509.SHA256WithRSAPSS, x509.SHA384WithRSAPSS, x509.SHA512WithRSAPSS:
		return true
	}
	return false
}

// serves says whether a certificate's key is for signing, and for all that is
// wanted of it.
func serves(c *x509.Certificate, purpose []string) bool {
	const signs = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if c.IsCA || c.KeyUsage&signs != signs {
		return false
	}
	has := uses(c)
	for _, p := range purpose {
		if !slices.Contains(has, p) {
			return false
		}
	}
	return true
}
