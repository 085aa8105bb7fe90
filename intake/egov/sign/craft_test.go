package sign

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha1" // to be refused
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"

	"github.com/smallstep/pkcs7"
)

// recipe is a CMS to be made, well or badly.
type recipe struct {
	cert      *x509.Certificate
	key       *rsa.PrivateKey
	content   []byte
	attached  bool
	signers   int // 0: 1
	hash      crypto.Hash
	digestOID asn1.ObjectIdentifier
	signOID   asn1.ObjectIdentifier
	bare      bool                    // no signed attributes
	leave     []asn1.ObjectIdentifier // attributes left out
	twice     []asn1.ObjectIdentifier // attributes there two times
	kind      asn1.ObjectIdentifier   // what contentType says
	at        time.Time               // signingTime; zero: today
	certs     []*x509.Certificate     // beside the signer's
	forge     func(sig []byte) []byte // alters the signature
	order     func([]attribute)       // alters the order of attributes
}

type craftedSigner struct {
	Version    int
	Issuer     issuerSerial
	Digest     pkix.AlgorithmIdentifier
	Attributes asn1.RawValue `asn1:"optional"`
	Algorithm  pkix.AlgorithmIdentifier
	Signature  []byte
}

type issuerSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

// craft makes the CMS.
func craft(r recipe) []byte {
	if r.hash == 0 {
		r.hash = crypto.SHA256
	}
	if r.digestOID == nil {
		r.digestOID = map[crypto.Hash]asn1.ObjectIdentifier{crypto.SHA1: pkcs7.OIDDigestAlgorithmSHA1, crypto.SHA256: pkcs7.OIDDigestAlgorithmSHA256,
			crypto.SHA384: pkcs7.OIDDigestAlgorithmSHA384, crypto.SHA512: pkcs7.OIDDigestAlgorithmSHA512}[r.hash]
	}
	if r.signOID == nil {
		r.signOID = pkcs7.OIDEncryptionAlgorithmRSA
	}
	if r.kind == nil {
		r.kind = oidData
	}
	if r.at.IsZero() {
		r.at = today
	}
	sum := func(b []byte) []byte { h := r.hash.New(); h.Write(b); return h.Sum(nil) }
	one := craftedSigner{Version: 1, Issuer: issuerSerial{asn1.RawValue{FullBytes: r.cert.RawIssuer}, r.cert.SerialNumber},
		Digest: pkix.AlgorithmIdentifier{Algorithm: r.digestOID, Parameters: asn1.NullRawValue}, Algorithm: pkix.AlgorithmIdentifier{Algorithm: r.signOID, Parameters: asn1.NullRawValue}}
	over := r.content
	if !r.bare {
		set := r.attributes(sum(r.content))
		over = must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: set}))
		one.Attributes = asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: set}
	}
	one.Signature = must(rsa.SignPKCS1v15(rand.Reader, r.key, r.hash, sum(over)))
	if r.forge != nil {
		one.Signature = r.forge(one.Signature)
	}
	content := must(asn1.Marshal(oidData))
	if r.attached {
		inner := must(asn1.Marshal(r.content))
		content = append(content, must(asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: inner}))...)
	}
	var certs []byte
	for _, c := range append([]*x509.Certificate{r.cert}, r.certs...) {
		certs = append(certs, c.Raw...)
	}
	var signers []byte
	for range max(r.signers, 1) {
		signers = append(signers, must(asn1.Marshal(one))...)
	}
	body := sequence(
		must(asn1.Marshal(1)),
		must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: must(asn1.Marshal(one.Digest))})),
		must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: content})),
		must(asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certs})),
		must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: signers})),
	)
	return sequence(must(asn1.Marshal(pkcs7.OIDSignedData)), must(asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: body})))
}

// attributes are the contents of the set.
func (r recipe) attributes(digest []byte) []byte {
	value := func(v any) asn1.RawValue {
		return asn1.RawValue{FullBytes: must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: must(asn1.Marshal(v))}))}
	}
	all := []attribute{{oidContentType, value(r.kind)}, {oidMessageDigest, value(digest)}, {oidSigningTime, value(r.at.UTC())}}
	var out []attribute
	for _, a := range all {
		if !has(r.leave, a.Type) {
			out = append(out, a)
		}
		if has(r.twice, a.Type) {
			out = append(out, a)
		}
	}
	if r.order != nil {
		r.order(out)
		var b []byte
		for _, a := range out {
			b = append(b, must(asn1.Marshal(a))...)
		}
		return b
	}
	var set asn1.RawValue
	_ = must(asn1.Unmarshal(must(asn1.Marshal(struct {
		A []attribute `asn1:"set"`
	}{out})), &set))
	_ = must(asn1.Unmarshal(set.Bytes, &set))
	return set.Bytes
}

func has(all []asn1.ObjectIdentifier, one asn1.ObjectIdentifier) bool {
	for _, x := range all {
		if x.Equal(one) {
			return true
		}
	}
	return false
}

func sequence(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(b, p...)
	}
	return must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: b}))
}

// loosely writes the outermost three levels of a CMS with open lengths, as the
// programs of the national authority do.
func loosely(der []byte) []byte { return loose(der, 3) }

func loose(der []byte, levels int) []byte {
	var v asn1.RawValue
	if rest := must(asn1.Unmarshal(der, &v)); len(rest) > 0 || !v.IsCompound || levels == 0 || len(v.Bytes) == 0 {
		return der
	}
	out := []byte{der[0], 0x80}
	for rest := v.Bytes; len(rest) > 0; {
		var one asn1.RawValue
		rest = must(asn1.Unmarshal(rest, &one))
		out = append(out, loose(one.FullBytes, levels-1)...)
	}
	return append(out, 0, 0)
}
