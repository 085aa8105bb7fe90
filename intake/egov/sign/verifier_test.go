package sign

import (
	"bytes"
	"context"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/smallstep/pkcs7"
)

// TestMain lets a test say what the system trusts: that is read once.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "tereze-sign-")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("SSL_CERT_FILE", filepath.Join(dir, "system.pem"))
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

var request = []byte("<application><number>042-1</number></application>")

func wanted() Want {
	return Want{IIN: iin, BIN: bin, Purpose: []string{forSign, person}, At: today}
}

// verify verifies and checks that nobody is given away.
func verify(t *testing.T, v *Verifier, cms, content []byte, want Want) Verdict {
	t.Helper()
	got, err := v.Verify(t.Context(), cms, content, want)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// The certificate: in date, whose, what for, of whom, revoked or not.
func TestTheCertificate(t *testing.T) {
	days := func(from, to int) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = today.AddDate(0, 0, from), today.AddDate(0, 0, to)
		}
	}
	use := func(k x509.KeyUsage) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.KeyUsage = k }
	}
	for _, c := range []struct {
		name   string
		change func(*x509.Certificate)
		want   func(*Want)
		fault  Fault
	}{
		{"in date", nil, nil, ""},
		{"its last second", days(-10, 0), nil, ""},
		{"a second too late", days(-10, 0), func(w *Want) { w.At = today.Add(time.Second) }, Expired},
		{"not yet", days(1, 10), nil, NotYet},
		{"expired", days(-10, -1), nil, Expired},
		{"expired now, not then", days(-10, -1), func(w *Want) { w.At = today.AddDate(0, 0, -5) }, ""},
		{"no moment: now", days(-10, -1), func(w *Want) { w.At = time.Time{} }, Expired},
		{"another person", func(c *x509.Certificate) { c.Subject = subject(otherIIN, bin) }, nil, WrongIIN},
		{"anybody", func(c *x509.Certificate) { c.Subject = subject(otherIIN, bin) }, func(w *Want) { w.IIN = "" }, ""},
		{"nobody", func(c *x509.Certificate) { c.Subject = pkix.Name{CommonName: "Х"} }, nil, WrongIIN},
		{"two people", func(c *x509.Certificate) {
			c.Subject.ExtraNames = append(c.Subject.ExtraNames, pkix.AttributeTypeAndValue{Type: asn1.ObjectIdentifier{2, 5, 4, 5}, Value: "IIN" + otherIIN})
		}, nil, WrongIIN},
		{"two people, the right one last", func(c *x509.Certificate) {
			c.Subject.ExtraNames = append([]pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{2, 5, 4, 5}, Value: "IIN" + otherIIN}}, c.Subject.ExtraNames...)
		}, nil, WrongIIN},
		{"the number in another place", func(c *x509.Certificate) {
			c.Subject = pkix.Name{CommonName: "IIN" + iin}
		}, func(w *Want) { w.BIN = "" }, WrongIIN},
		{"another organisation", func(c *x509.Certificate) { c.Subject = subject(iin, "990140009999") }, nil, WrongBIN},
		{"no organisation", func(c *x509.Certificate) { c.Subject = subject(iin, "") }, nil, WrongBIN},
		{"no organisation, none wanted", func(c *x509.Certificate) { c.Subject = subject(iin, "") }, func(w *Want) { w.BIN = "" }, ""},
		{"key to log in with", func(c *x509.Certificate) {
			c.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
			c.UnknownExtKeyUsage, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		}, nil, WrongUse},
		{"its purpose alone", func(c *x509.Certificate) {
			c.UnknownExtKeyUsage, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		}, nil, WrongUse},
		{"no non-repudiation", use(x509.KeyUsageDigitalSignature), nil, WrongUse},
		{"no digital signature", use(x509.KeyUsageContentCommitment), nil, WrongUse},
		{"one purpose of two", func(c *x509.Certificate) { c.UnknownExtKeyUsage = c.UnknownExtKeyUsage[:1] }, nil, WrongUse},
		{"any purpose is not each", func(c *x509.Certificate) { c.UnknownExtKeyUsage = []asn1.ObjectIdentifier{{2, 5, 29, 37, 0}} }, nil, WrongUse},
		{"an authority's own", func(c *x509.Certificate) { c.IsCA, c.BasicConstraintsValid = true, true }, nil, WrongUse},
		{"something critical and unknown", func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4}, Critical: true, Value: []byte{5, 0}}}
		}, nil, UnknownRoot},
		{"expired and another person: the first of the list", func(c *x509.Certificate) {
			c.Subject, c.NotAfter = subject(otherIIN, bin), today.AddDate(0, 0, -1)
		}, nil, Expired},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := newAuthority(t)
			cert := a.issue(func(x *x509.Certificate) {
				if c.change != nil {
					c.change(x)
				}
			})
			want := wanted()
			if c.want != nil {
				c.want(&want)
			}
			v := verify(t, a.verifier(), craft(recipe{cert: cert, key: personKey(), content: request}), request, want)
			if v.Fault != c.fault || v.Good() != (c.fault == "") {
				t.Errorf("%q, want %q", v.Fault, c.fault)
			}
			if v.Signer.Serial == "" || !v.Signer.At.Equal(today) {
				t.Errorf("%+v", v.Signer)
			}
		})
	}
}

// The chain: whose word counts, and who may give it.
func TestTheChain(t *testing.T) {
	a := newAuthority(t)
	ca := func(change func(*x509.Certificate)) *x509.Certificate {
		c := &x509.Certificate{Subject: pkix.Name{CommonName: "Another invented authority"}, IsCA: true, BasicConstraintsValid: true,
			KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0),
			CRLDistributionPoints: []string{a.URL + "/root-crl"}}
		change(c)
		return a.make(c, a.root, otherKey(), rootKey())
	}
	a.crl = func() []byte { return a.list(a.between, betweenKey(), nil) }
	below := func(issuer *x509.Certificate) *x509.Certificate {
		c := a.template()
		c.CRLDistributionPoints = []string{a.URL + "/below"}
		return a.make(c, issuer, personKey(), otherKey())
	}
	stranger := &x509.Certificate{Subject: subject(iin, bin), KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		UnknownExtKeyUsage: a.template().UnknownExtKeyUsage, NotBefore: today.AddDate(0, -1, 0), NotAfter: today.AddDate(0, 1, 0)}
	twin := &x509.Certificate{Subject: a.root.Subject, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
		NotBefore: today.AddDate(-5, 0, 0), NotAfter: today.AddDate(5, 0, 0)}
	twin = a.make(twin, twin, otherKey(), otherKey())
	// What the system of this machine trusts, had anybody asked it.
	if err := os.WriteFile(os.Getenv("SSL_CERT_FILE"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root.Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		cert  *x509.Certificate
		certs []*x509.Certificate
		set   func(*Options)
		fault Fault
	}{
		{"configured authority", a.issue(), nil, nil, ""},
		{"the authority lies in the signature", a.issue(), []*x509.Certificate{a.between}, func(o *Options) { o.Intermediates = nil }, ""},
		{"nowhere", a.issue(), nil, func(o *Options) { o.Intermediates = nil }, UnknownRoot},
		{"no roots: not the system's", a.issue(), nil, func(o *Options) { o.Roots = nil }, UnknownRoot},
		{"a root that lies in the signature counts for nothing", a.issue(), []*x509.Certificate{a.between, a.root}, func(o *Options) {
			o.Roots = x509.NewCertPool()
		}, UnknownRoot},
		{"another root of the same name", a.make(a.template(), twin, personKey(), otherKey()), []*x509.Certificate{twin}, nil, UnknownRoot},
		{"by itself", a.make(stranger, stranger, personKey(), personKey()), nil, nil, UnknownRoot},
		{"no basic constraints", below(ca(func(c *x509.Certificate) { c.BasicConstraintsValid, c.IsCA = false, false })), nil, nil, UnknownRoot},
		{"basic constraints that say no", below(ca(func(c *x509.Certificate) { c.IsCA = false })), nil, nil, UnknownRoot},
		{"a key that signs no certificates", below(ca(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageDigitalSignature })), nil, nil, UnknownRoot},
		{"an authority that expired", below(ca(func(c *x509.Certificate) { c.NotAfter = today.AddDate(0, 0, -1) })), nil, nil, UnknownRoot},
		{"a person's certificate below a person's", a.make(a.template(), a.issue(), personKey(), personKey()), []*x509.Certificate{a.issue()}, nil, UnknownRoot},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := a.verifier(func(o *Options) {
				if c.set != nil {
					c.set(o)
				}
			})
			if got := verify(t, v, craft(recipe{cert: c.cert, key: personKey(), content: request, certs: c.certs}), request, wanted()); got.Fault != c.fault {
				t.Errorf("%q, want %q", got.Fault, c.fault)
			}
		})
	}
	// The ones above fail for the reason they say: with nothing wrong, the same
	// authority will do.
	good := ca(func(*x509.Certificate) {})
	v := a.verifier(func(o *Options) { o.Intermediates.AddCert(good) })
	if got := verify(t, v, craft(recipe{cert: below(good), key: personKey(), content: request}), request, wanted()); got.Fault != NoStatus {
		t.Errorf("%q: the chain itself should hold", got.Fault)
	}
}

// Weak keys, of the person and of the authority.
func TestSmallKeys(t *testing.T) {
	a := newAuthority(t)
	small := a.make(a.template(), a.between, smallKey(), betweenKey())
	if v := verify(t, a.verifier(), craft(recipe{cert: small, key: smallKey(), content: request}), request, wanted()); v.Fault != WrongUse {
		t.Errorf("a person's: %q", v.Fault)
	}
	weak := a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "Weak authority"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0)}, a.root, smallKey(), rootKey())
	below := a.make(a.template(), weak, personKey(), smallKey())
	if v := verify(t, a.verifier(), craft(recipe{cert: below, key: personKey(), content: request, certs: []*x509.Certificate{weak}}), request, wanted()); v.Fault != UnknownRoot {
		t.Errorf("an authority's: %q", v.Fault)
	}
}

// The signature itself.
func TestTheSignature(t *testing.T) {
	a := newAuthority(t)
	cert := a.issue()
	from := func(f func(*recipe)) []byte {
		r := recipe{cert: cert, key: personKey(), content: request}
		f(&r)
		return craft(r)
	}
	plain := from(func(*recipe) {})
	text := func(kind string) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: plain}) }
	library := func() []byte {
		d := must(pkcs7.NewSignedData(request))
		d.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
		if err := d.AddSigner(cert, personKey(), pkcs7.SignerInfoConfig{}); err != nil {
			t.Fatal(err)
		}
		d.Detach()
		return must(d.Finish())
	}()
	for _, c := range []struct {
		name    string
		cms     []byte
		content []byte
		fault   Fault
	}{
		{"DER", plain, request, ""},
		{"of the library", library, request, ""},
		{"PEM", text("CMS"), request, ""},
		{"PEM, its older name", text("PKCS7"), request, ""},
		{"base64", []byte(base64.StdEncoding.EncodeToString(plain)), request, ""},
		{"open lengths", loosely(plain), request, ""},
		{"SHA-384", from(func(r *recipe) { r.hash = crypto.SHA384 }), request, ""},
		{"SHA-512, named in full", from(func(r *recipe) { r.hash, r.signOID = crypto.SHA512, pkcs7.OIDEncryptionAlgorithmRSASHA512 }), request, ""},
		{"attributes in another order", from(func(r *recipe) { r.order = slices.Reverse[[]attribute] }), request, ""},
		{"no signing time", from(func(r *recipe) { r.leave = []asn1.ObjectIdentifier{oidSigningTime} }), request, ""},

		{"nothing", nil, request, Broken},
		{"other content", plain, append(slices.Clone(request), ' '), Broken},
		{"no content", plain, nil, Broken},
		{"attached", from(func(r *recipe) { r.attached = true }), request, Broken},
		{"two signers", from(func(r *recipe) { r.signers = 2 }), request, Broken},
		{"SHA-1", from(func(r *recipe) { r.hash = crypto.SHA1 }), request, Broken},
		{"SHA-1 named in the signature", from(func(r *recipe) { r.signOID = pkcs7.OIDEncryptionAlgorithmRSASHA1 }), request, Broken},
		{"the digest of another size", from(func(r *recipe) { r.digestOID = pkcs7.OIDDigestAlgorithmSHA512 }), request, Broken},
		{"no attributes", from(func(r *recipe) { r.bare = true }), request, Broken},
		{"no content type", from(func(r *recipe) { r.leave = []asn1.ObjectIdentifier{oidContentType} }), request, Broken},
		{"another content type", from(func(r *recipe) { r.kind = pkcs7.OIDSignedData }), request, Broken},
		{"no digest", from(func(r *recipe) { r.leave = []asn1.ObjectIdentifier{oidMessageDigest} }), request, Broken},
		{"two digests", from(func(r *recipe) { r.twice = []asn1.ObjectIdentifier{oidMessageDigest} }), request, Broken},
		{"another's key", from(func(r *recipe) { r.key = otherKey() }), request, Broken},
		{"a changed signature", from(func(r *recipe) { r.forge = func(s []byte) []byte { s[7] ^= 1; return s } }), request, Broken},
		{"an empty signature", from(func(r *recipe) { r.forge = func([]byte) []byte { return nil } }), request, Broken},
		{"something behind it", append(slices.Clone(plain), 0), request, Broken},
		{"cut", plain[:len(plain)-1], request, Broken},
		{"PEM of a certificate", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: plain}), request, Broken},
		{"two PEMs", append(text("CMS"), text("CMS")...), request, Broken},
		{"half a megabyte of nothing", bytes.Repeat([]byte{0x30, 0x80}, mostCMS/2), request, Broken},
		{"levels without an end", nested(5000), request, Broken},
		{"a long text", bytes.Repeat([]byte("A"), 3*mostCMS), request, Broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := verify(t, a.verifier(), c.cms, c.content, wanted())
			if v.Fault != c.fault {
				t.Errorf("%q, want %q", v.Fault, c.fault)
			}
			if v.Fault == Broken && (v.Signer.IIN != "" || v.Signer.Serial != "") {
				t.Errorf("a broken signature names %+v", v.Signer)
			}
		})
	}
	if v := verify(t, a.verifier(), from(func(r *recipe) { r.leave = []asn1.ObjectIdentifier{oidSigningTime} }), request, wanted()); !v.Signer.At.IsZero() {
		t.Error("a time nobody told")
	}
}

// nested is a well-formed encoding many levels deep.
func nested(levels int) []byte {
	b := []byte{5, 0}
	for range levels {
		b = must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: b}))
	}
	return b
}

// A certificate names whom it names.
func TestParse(t *testing.T) {
	a := newAuthority(t)
	s := Parse(a.issue())
	if s.IIN != iin || s.BIN != bin || s.Issuer != "Invented authority" || s.GOST || !slices.Equal(s.Uses, []string{forSign, person}) {
		t.Errorf("%+v", s)
	}
	s = Parse(a.issue(func(c *x509.Certificate) {
		c.Subject = pkix.Name{ExtraNames: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{2, 5, 4, 5}, Value: "BIN" + bin}}}
		c.UnknownExtKeyUsage = nil
	}))
	if s.IIN != "" || s.BIN != bin || s.Uses != nil {
		t.Errorf("%+v", s)
	}
	for _, odd := range []string{"IIN90010130001", "IIN90010130001x", "iin" + iin, iin} {
		if s := Parse(a.issue(func(c *x509.Certificate) {
			c.Subject = pkix.Name{ExtraNames: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{2, 5, 4, 5}, Value: odd}}}
		})); s.IIN != "" {
			t.Errorf("%q names %q", odd, s.IIN)
		}
	}
}

// ctx's end is our own trouble, and errors give nobody away.
func TestOurOwnTrouble(t *testing.T) {
	a := newAuthority(t)
	ctx, cancel := context.WithCancel(t.Context())
	a.crl, a.ocsp = nil, func() []byte { cancel(); return nil }
	v, err := a.verifier().Verify(ctx, craft(recipe{cert: a.issue(), key: personKey(), content: request}), request, wanted())
	if !errors.Is(err, context.Canceled) || v.Signer.IIN != "" || secret(err.Error()) {
		t.Errorf("%+v, %v", v, err)
	}
}
