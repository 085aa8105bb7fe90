package soap

import (
	"bytes"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"strings"
	"testing"

	"tereze/intake/egov"
)

func oldTLS() *tls.Config {
	return &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}
}

func TestSignersThatDoNotCount(t *testing.T) {
	good := identity(t, gateKey(), nil)
	expired := identity(t, gateKey(), func(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, -1) })
	early := identity(t, gateKey(), func(c *x509.Certificate) { c.NotBefore = noon.AddDate(0, 0, 1) })
	other := identity(t, otherKey(), nil)
	cipher := identity(t, gateKey(), func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment })
	short := identity(t, newKey(1024), nil)
	mixed := &Identity{cert: good.cert, key: other.key} // another's certificate over one's own signature
	for name, c := range map[string]struct {
		id    *Identity
		known *x509.CertPool
		cause string
	}{
		"expired":             {expired, pool(expired), "not in date"},
		"not yet":             {early, pool(early), "not in date"},
		"unknown":             {other, pool(good), "not known"},
		"nobody known":        {good, x509.NewCertPool(), "not known"},
		"key not for signing": {cipher, pool(cipher), "not for signing"},
		"short key":           {short, pool(short), "too short"},
		"another's":           {mixed, pool(good), "signature is wrong"},
		"not signed":          {nil, pool(good), "not signed"},
	} {
		raw := signed(t, element(t, answer()), c.id)
		t.Run(name, func(t *testing.T) { refused(t, raw, ReadOptions{Signers: c.known, Clock: clock}, c.cause) })
	}
}

func TestSignerMayChainToAnAuthority(t *testing.T) {
	ca := identity(t, otherKey(), func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
		c.Subject = pkix.Name{CommonName: "authority"}
	})
	for name, c := range map[string]struct {
		issuer *Identity
		cause  string
	}{"authority": {ca, ""}, "no authority": {identity(t, otherKey(), nil), "not known"}} {
		template := &x509.Certificate{
			SerialNumber: big.NewInt(8), Subject: pkix.Name{CommonName: "leaf"},
			NotBefore: noon.AddDate(0, -1, 0), NotAfter: noon.AddDate(0, 1, 0), KeyUsage: x509.KeyUsageDigitalSignature,
		}
		der, err := x509.CreateCertificate(rand.Reader, template, c.issuer.cert, &gateKey().PublicKey, c.issuer.key)
		if err != nil {
			t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		raw := signed(t, element(t, answer()), &Identity{cert: cert, key: gateKey()})
		env, err := ReadEnvelope(bytes.NewReader(raw), ReadOptions{Signers: pool(c.issuer), Clock: clock})
		switch {
		case c.cause != "":
			unbelieved(t, err, c.cause)
		case err != nil || env.Signer.Subject.CommonName != "leaf":
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRevokedSignerDoesNotCount(t *testing.T) {
	raw, o := believable(t)
	gone := errors.New("in the list")
	var asked *x509.Certificate
	o.Revoked = func(c *x509.Certificate) error { asked = c; return gone }
	_, err := ReadEnvelope(bytes.NewReader(raw), o)
	unbelieved(t, err, "revoked")
	if !errors.Is(err, gone) || asked == nil || asked.Subject.CommonName != "gate" {
		t.Errorf("asked of %v, %v", asked, err)
	}
	o.Revoked = func(*x509.Certificate) error { return nil }
	if _, err := ReadEnvelope(bytes.NewReader(raw), o); err != nil {
		t.Error(err)
	}
}

func TestAlgorithmsWeDoNotKnow(t *testing.T) {
	raw, o := believable(t)
	for old, all := range map[string]map[string]string{
		algRSA: {
			"http://www.w3.org/2001/04/xmldsig-more#gost34310-gost34311":                        "GOST",
			"urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34102015-gostr34112015-512": "GOST",
			"http://www.w3.org/2000/09/xmldsig#rsa-sha1":                                        "not one of those",
			"http://www.w3.org/2000/09/xmldsig#hmac-sha1":                                       "not one of those",
			"": "not one of those",
		},
		algSHA256: {
			"urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34112015-512": "GOST",
			"http://www.w3.org/2000/09/xmldsig#sha1":                              "not one of those",
		},
		algExclusive: {
			"http://www.w3.org/TR/2001/REC-xml-c14n-20010315":     "canonical form",
			"http://www.w3.org/2001/10/xml-exc-c14n#WithComments": "canonical form",
		},
	} {
		for uri, cause := range all {
			changed := strings.ReplaceAll(string(raw), `"`+old+`"`, `"`+uri+`"`)
			refused(t, []byte(changed), o, cause)
			refused(t, []byte(changed), o, "algorithm not supported")
		}
	}
}

// TestFaultMustBeSignedToo: otherwise whoever stands between could make us give
// a message up.
func TestFaultMustBeSignedToo(t *testing.T) {
	id := identity(t, gateKey(), nil)
	for _, signer := range []*Identity{id, nil} {
		e := replying(t, 500, signed(t, Fault{Code: "Client", Text: "no"}.Element(), signer))
		e.Signers = pool(id)
		_, err := ask(e)
		r, ok := errors.AsType[*egov.Refusal](err)
		if signer == nil {
			unbelieved(t, err, "not signed")
		} else if !ok || r.Code != "Client" {
			t.Errorf("got %v", err)
		}
	}
}

func TestSameMessageHasTheSameBytes(t *testing.T) {
	id := identity(t, gateKey(), nil)
	if a, b := signed(t, element(t, question()), id), signed(t, element(t, question()), id); !bytes.Equal(a, b) {
		t.Error("two tries differ")
	}
}

func TestIdentityIsRead(t *testing.T) {
	id := identity(t, gateKey(), nil)
	got, err := LoadIdentity(pemOf(t, id))
	if err != nil || !got.Certificate().Equal(id.cert) {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"empty":         nil,
		"no key":        pemOf(t, id)[:bytes.Index(pemOf(t, id), []byte("-----BEGIN PRIVATE"))],
		"no cert":       pemOf(t, id)[bytes.Index(pemOf(t, id), []byte("-----BEGIN PRIVATE")):],
		"another's key": pemOf(t, &Identity{cert: id.cert, key: otherKey()}),
		"short key":     pemOf(t, identity(t, newKey(1024), nil)),
		"broken":        []byte("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
	} {
		if _, err := LoadIdentity(data); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
