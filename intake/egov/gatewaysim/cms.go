package gatewaysim

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"time"
)

var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidSHA256        = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSA           = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
)

// SignOptions says how a signature is to be.
type SignOptions struct {
	At       time.Time // the signing time it claims; zero: none
	Attached bool      // the data goes into it
	Hashed   bool      // data is the SHA-256 of what is signed
	Alone    bool      // without the issuers' certificates, as NCALayer leaves them out
}

// The parts of a signature (RFC 5652), as far as one signer needs them.
type (
	contentInfo struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"optional"`
	}
	signedData struct {
		Version      int
		Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
		Content      contentInfo
		Certificates asn1.RawValue
		Signers      []signerInfo `asn1:"set"`
	}
	signerInfo struct {
		Version   int
		Issuer    issuerAndSerial
		Digest    pkix.AlgorithmIdentifier
		Signed    asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature []byte
	}
	issuerAndSerial struct {
		Issuer asn1.RawValue
		Serial *big.Int
	}
	attribute struct {
		Type   asn1.ObjectIdentifier
		Values []any `asn1:"set"`
	}
)

// Sign makes a CMS (DER) over data: RSA with SHA-256, or, of a certificate
// without a key, one that looks like GOST and cannot be verified.
// The library that verifies cannot be told the time of signing, so the
// encoding is done here.
func Sign(c *Certificate, data []byte, o SignOptions) ([]byte, error) {
	der, err := sign(c, data, o)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: sign: %w", err)
	}
	return der, nil
}

func sign(c *Certificate, data []byte, o SignOptions) ([]byte, error) {
	digest := pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: asn1.NullRawValue}
	method := pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
	if c.Key == nil {
		digest = pkix.AlgorithmIdentifier{Algorithm: oidGOSTHash}
		method = pkix.AlgorithmIdentifier{Algorithm: oidGOSTSignature}
	}
	attributes, err := signedAttributes(data, o)
	if err != nil {
		return nil, err
	}
	signature, err := signature(c, attributes)
	if err != nil {
		return nil, err
	}
	content := contentInfo{Type: oidData}
	if o.Attached {
		octets, err := asn1.Marshal(data)
		if err != nil {
			return nil, err
		}
		content.Content = asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: octets}
	}
	certs := append([]byte(nil), c.Cert.Raw...)
	if !o.Alone {
		for _, x := range c.Chain {
			certs = append(certs, x.Raw...)
		}
	}
	inside, err := asn1.Marshal(signedData{
		Version: 1, Digests: []pkix.AlgorithmIdentifier{digest}, Content: content,
		Certificates: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certs},
		Signers: []signerInfo{{
			Version: 1, Issuer: issuerAndSerial{asn1.RawValue{FullBytes: c.Cert.RawIssuer}, c.Cert.SerialNumber},
			// The set's own tag is signed, the implicit one is sent.
			Digest: digest, Signed: asn1.RawValue{FullBytes: append([]byte{0xA0}, attributes[1:]...)},
			Algorithm: method, Signature: signature,
		}},
	})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(contentInfo{
		Type:    oidSignedData,
		Content: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: inside},
	})
}

// signedAttributes is the set a signature covers, under the set's own tag.
func signedAttributes(data []byte, o SignOptions) ([]byte, error) {
	if !o.Hashed {
		sum := sha256.Sum256(data)
		data = sum[:]
	}
	list := []attribute{{oidContentType, []any{oidData}}, {oidMessageDigest, []any{data}}}
	if !o.At.IsZero() {
		list = append(list, attribute{oidSigningTime, []any{o.At.UTC()}})
	}
	return asn1.MarshalWithParams(list, "set")
}

func signature(c *Certificate, attributes []byte) ([]byte, error) {
	if c.Key == nil {
		return gostBytes("cms", c.Cert.SerialNumber), nil
	}
	sum := sha256.Sum256(attributes)
	return rsa.SignPKCS1v15(rand.Reader, c.Key, crypto.SHA256, sum[:])
}

// CMSPEM wraps a CMS as the signing program hands it over.
func CMSPEM(der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CMS", Bytes: der}))
}

// Damaged is a certificate whose own signature no longer holds: a chain to the
// same issuer is claimed and cannot be believed.
func Damaged(c *Certificate) (*Certificate, error) {
	raw := append([]byte(nil), c.Cert.Raw...)
	raw[len(raw)-1] ^= 0xFF
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	return &Certificate{Cert: cert, Chain: c.Chain, Key: c.Key}, nil
}
