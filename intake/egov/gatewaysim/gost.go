package gatewaysim

import (
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"strconv"
)

// The names of GOST 34.10-2015 with a key of 512 bits.
var (
	oidGOSTSignature = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 1, 2, 3, 2}
	oidGOSTKey       = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 1, 2, 2, 2}
	oidGOSTParams    = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 1, 2, 2, 2, 1}
	oidGOSTHash      = asn1.ObjectIdentifier{1, 2, 398, 3, 10, 1, 3, 3}
)

// tbsCertificate is what a certificate's signature covers (RFC 5280).
type tbsCertificate struct {
	Version    int `asn1:"optional,explicit,default:0,tag:0"`
	Serial     *big.Int
	Algorithm  pkix.AlgorithmIdentifier
	Issuer     asn1.RawValue
	Validity   asn1.RawValue
	Subject    asn1.RawValue
	Key        asn1.RawValue
	Extensions []pkix.Extension `asn1:"optional,explicit,tag:3"`
}

type signedCertificate struct {
	TBS       asn1.RawValue
	Algorithm pkix.AlgorithmIdentifier
	Signature asn1.BitString
}

type gostKey struct {
	Algorithm struct {
		Name   asn1.ObjectIdentifier
		Params struct{ Set, Hash asn1.ObjectIdentifier }
	}
	Key asn1.BitString
}

// IssueGOST makes a certificate that bears the names of GOST: it can be read,
// and nobody can verify it, for its key and signature are mere bytes.
func (ca *CA) IssueGOST(s Subject) (*Certificate, error) {
	s.place = "gost-shape" // its RSA key is thrown away: one does for all
	c, err := ca.Issue(s)
	if err != nil {
		return nil, err
	}
	raw, err := gostCertificate(c.Cert)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	cert, err := x509.ParseCertificate(raw)
	return &Certificate{Cert: cert, Chain: c.Chain}, err
}

// gostCertificate gives a certificate GOST's names for its key and signature.
func gostCertificate(c *x509.Certificate) ([]byte, error) {
	var tbs tbsCertificate
	if _, err := asn1.Unmarshal(c.RawTBSCertificate, &tbs); err != nil {
		return nil, err
	}
	var k gostKey
	k.Algorithm.Name, k.Algorithm.Params.Set, k.Algorithm.Params.Hash = oidGOSTKey, oidGOSTParams, oidGOSTHash
	point, err := asn1.Marshal(gostBytes("key", c.SerialNumber))
	if err != nil {
		return nil, err
	}
	k.Key = asn1.BitString{Bytes: point, BitLength: 8 * len(point)}
	der, err := asn1.Marshal(k)
	if err != nil {
		return nil, err
	}
	tbs.Key = asn1.RawValue{FullBytes: der}
	tbs.Algorithm = pkix.AlgorithmIdentifier{Algorithm: oidGOSTSignature}
	if der, err = asn1.Marshal(tbs); err != nil {
		return nil, err
	}
	sig := gostBytes("signature", c.SerialNumber)
	return asn1.Marshal(signedCertificate{
		TBS: asn1.RawValue{FullBytes: der}, Algorithm: tbs.Algorithm,
		Signature: asn1.BitString{Bytes: sig, BitLength: 8 * len(sig)},
	})
}

// gostBytes are 128 bytes that look like a key or a signature and are none.
func gostBytes(what string, serial *big.Int) []byte {
	var out []byte
	for i := range 4 {
		h := sha256.Sum256([]byte(what + strconv.Itoa(i) + serial.String()))
		out = append(out, h[:]...)
	}
	return out
}
