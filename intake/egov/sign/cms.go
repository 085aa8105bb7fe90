package sign

import (
	"bytes"
	"crypto"
	_ "crypto/sha256" // of the digests below
	_ "crypto/sha512"
	"crypto/subtle"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"time"

	"github.com/smallstep/pkcs7"
)

// ErrNoCMS says that bytes are no CMS, or one too large.
var ErrNoCMS = errors.New("sign: no CMS")

// Decode gives the DER or BER bytes of a CMS that may be written as PEM (CMS or
// PKCS7) or as bare base64. It looks no further. Errors: ErrNoCMS.
func Decode(cms []byte) ([]byte, error) {
	if len(cms) > 0 && cms[0] == 0x30 {
		return bounded(cms)
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(cms, []byte("\xef\xbb\xbf")))
	if len(text) > 2*mostCMS {
		return nil, ErrNoCMS
	}
	if bytes.HasPrefix(text, []byte("-----BEGIN ")) {
		block, rest := pem.Decode(text)
		if block == nil || len(block.Headers) > 0 || len(bytes.TrimSpace(rest)) > 0 || block.Type != "CMS" && block.Type != "PKCS7" {
			return nil, ErrNoCMS
		}
		return bounded(block.Bytes)
	}
	der, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(text), nil)))
	if err != nil {
		return nil, ErrNoCMS
	}
	return bounded(der)
}

func bounded(der []byte) ([]byte, error) {
	if len(der) == 0 || len(der) > mostCMS || der[0] != 0x30 {
		return nil, ErrNoCMS
	}
	return der, nil
}

// What the attributes and the algorithms are called.
var (
	oidData          = pkcs7.OIDData
	oidContentType   = pkcs7.OIDAttributeContentType
	oidMessageDigest = pkcs7.OIDAttributeMessageDigest
	oidSigningTime   = pkcs7.OIDAttributeSigningTime
)

// algorithms are the digests strong enough, each with its RSA signature.
func algorithms() []algorithm {
	return []algorithm{
		{crypto.SHA256, x509.SHA256WithRSA, pkcs7.OIDDigestAlgorithmSHA256, pkcs7.OIDEncryptionAlgorithmRSASHA256},
		{crypto.SHA384, x509.SHA384WithRSA, pkcs7.OIDDigestAlgorithmSHA384, pkcs7.OIDEncryptionAlgorithmRSASHA384},
		{crypto.SHA512, x509.SHA512WithRSA, pkcs7.OIDDigestAlgorithmSHA512, pkcs7.OIDEncryptionAlgorithmRSASHA512},
	}
}

type algorithm struct {
	hash         crypto.Hash
	rsa          x509.SignatureAlgorithm
	digest, sign asn1.ObjectIdentifier
}

// attribute is a signed attribute; the value is the whole SET of its values.
type attribute struct {
	Type  asn1.ObjectIdentifier
	Value asn1.RawValue `asn1:"set"`
}

// signed is a detached CMS of one signer, taken apart.
type signed struct {
	der          []byte
	cert         *x509.Certificate
	others       []*x509.Certificate // all that lie in it
	digest, sign asn1.ObjectIdentifier
	attributes   []attribute
	signature    []byte
	at           time.Time // by the signer's own word
}

// takeApart reads a CMS. Nothing of it is verified yet, but for what it must
// be: detached, of one signer whose certificate lies in it, with the attributes
// that tie it to bytes of data.
func takeApart(cms []byte) (s *signed, ok bool) {
	defer func() { // the library reads what strangers send
		if recover() != nil {
			s, ok = nil, false
		}
	}()
	der, err := Decode(cms)
	if err != nil || !shaped(der) {
		return nil, false
	}
	p, err := pkcs7.Parse(der)
	if err != nil || len(p.Content) > 0 || len(p.Signers) != 1 {
		return nil, false
	}
	who := p.Signers[0]
	s = &signed{
		der: der, cert: p.GetOnlySigner(), others: p.Certificates,
		digest: who.DigestAlgorithm.Algorithm, sign: who.DigestEncryptionAlgorithm.Algorithm, signature: who.EncryptedDigest,
	}
	for _, a := range who.AuthenticatedAttributes {
		s.attributes = append(s.attributes, attribute{a.Type, a.Value})
	}
	var kind asn1.ObjectIdentifier
	if s.cert == nil || !s.only(oidContentType, &kind) || !kind.Equal(oidData) || !s.only(oidMessageDigest, new([]byte)) {
		return nil, false
	}
	var at time.Time
	if s.only(oidSigningTime, &at) {
		s.at = at.UTC()
	}
	return s, true
}

// only reads an attribute that must be there once, with one value.
func (s *signed) only(kind asn1.ObjectIdentifier, value any) bool {
	var found []byte
	for _, a := range s.attributes {
		if a.Type.Equal(kind) {
			if found != nil {
				return false
			}
			found = a.Value.Bytes
		}
	}
	rest, err := asn1.Unmarshal(found, value)
	return err == nil && len(rest) == 0
}

// holds verifies an RSA signature over content.
func (s *signed) holds(content []byte) bool {
	for _, a := range algorithms() {
		if !s.digest.Equal(a.digest) {
			continue
		}
		if !s.sign.Equal(a.sign) && !s.sign.Equal(pkcs7.OIDEncryptionAlgorithmRSA) {
			return false
		}
		var told []byte
		h := a.hash.New()
		_, _ = h.Write(content)
		if !s.only(oidMessageDigest, &told) || subtle.ConstantTimeCompare(told, h.Sum(nil)) != 1 {
			return false
		}
		for _, over := range s.over() {
			if s.cert.CheckSignature(a.rsa, over, s.signature) == nil {
				return true
			}
		}
		return false
	}
	return false
}

// over is the attributes as they were signed: in the order of DER, as the
// standard wants it, or as some programs leave them.
func (s *signed) over() (ways [][]byte) {
	sorted, err := asn1.Marshal(struct {
		A []attribute `asn1:"set"`
	}{s.attributes})
	var set asn1.RawValue
	if err == nil {
		if _, err = asn1.Unmarshal(sorted, &set); err == nil {
			ways = append(ways, set.Bytes)
		}
	}
	var given []byte
	for _, a := range s.attributes {
		one, err := asn1.Marshal(a)
		if err != nil {
			return ways
		}
		given = append(given, one...)
	}
	whole, err := asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: given})
	if err != nil || len(ways) > 0 && bytes.Equal(whole, ways[0]) {
		return ways
	}
	return append(ways, whole)
}
