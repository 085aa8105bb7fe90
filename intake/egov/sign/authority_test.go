package sign

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"
)

// Invented people and an invented school; the check digits hold.
const (
	iin      = "900101300017"
	otherIIN = "850505400026"
	bin      = "990140001234"
	forSign  = "1.3.6.1.5.5.7.3.4"
	forAuth  = "1.3.6.1.5.5.7.3.2"
	person   = "1.2.398.3.3.4.1.1"
)

var today = time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)

// The keys of the tests are made once, each when it is first needed: that is
// what takes time.
var (
	rootKey     = once(2048)
	betweenKey  = once(2048)
	personKey   = once(2048)
	otherKey    = once(2048)
	answererKey = once(2048)
	smallKey    = once(1024)
)

func once(bits int) func() *rsa.PrivateKey {
	return sync.OnceValue(func() *rsa.PrivateKey { return must(rsa.GenerateKey(rand.Reader, bits)) })
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// authority is a root, an authority below it, and their answers about what was
// revoked.
type authority struct {
	*httptest.Server
	root, between *x509.Certificate

	mu     sync.Mutex
	serial int64
	asked  map[string]int // by path
	// what the sources answer; nil: nobody is there
	ocsp, crl         func() []byte
	rootOCSP, rootCRL func() []byte
}

func newAuthority(t testing.TB) *authority {
	t.Helper()
	a := &authority{serial: 100, asked: map[string]int{}}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		a.asked[r.URL.Path]++
		f := map[string]func() []byte{"/ocsp": a.ocsp, "/crl": a.crl, "/root-ocsp": a.rootOCSP, "/root-crl": a.rootCRL}[r.URL.Path]
		a.mu.Unlock()
		if _, err := io.ReadAll(r.Body); f == nil || err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write(f())
	}))
	t.Cleanup(a.Close)
	ca := func(name string) *x509.Certificate {
		return &x509.Certificate{Subject: pkix.Name{CommonName: name, Country: []string{"KZ"}}, IsCA: true, BasicConstraintsValid: true,
			KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, NotBefore: today.AddDate(-5, 0, 0), NotAfter: today.AddDate(5, 0, 0)}
	}
	root := ca("Invented root")
	a.root = a.make(root, root, rootKey(), rootKey())
	between := ca("Invented authority")
	between.CRLDistributionPoints = []string{a.URL + "/root-crl"}
	a.between = a.make(between, a.root, betweenKey(), rootKey())
	a.crl = func() []byte { return a.list(a.between, betweenKey(), nil) }
	a.ocsp = nil
	a.rootCRL = func() []byte { return a.list(a.root, rootKey(), nil) }
	return a
}

func (a *authority) make(c, issuer *x509.Certificate, key, by *rsa.PrivateKey) *x509.Certificate {
	a.mu.Lock()
	a.serial++
	c.SerialNumber = big.NewInt(a.serial)
	a.mu.Unlock()
	if issuer.Raw == nil {
		issuer.SerialNumber = c.SerialNumber
	}
	return must(x509.ParseCertificate(must(x509.CreateCertificate(rand.Reader, c, issuer, &key.PublicKey, by))))
}

// subject is what a certificate of the national authority names.
func subject(iin, bin string) pkix.Name {
	n := pkix.Name{Country: []string{"KZ"}, ExtraNames: []pkix.AttributeTypeAndValue{
		{Type: asn1.ObjectIdentifier{2, 5, 4, 3}, Value: "СЕРІКОВ ДӘУРЕН"},
		{Type: asn1.ObjectIdentifier{2, 5, 4, 5}, Value: "IIN" + iin},
	}}
	if bin != "" {
		n.ExtraNames = append(n.ExtraNames, pkix.AttributeTypeAndValue{Type: asn1.ObjectIdentifier{2, 5, 4, 11}, Value: "BIN" + bin})
	}
	return n
}

// template is a person's certificate for signing.
func (a *authority) template() *x509.Certificate {
	return &x509.Certificate{
		Subject: subject(iin, bin), SubjectKeyId: []byte{1, 2, 3, 4}, NotBefore: today.AddDate(0, -6, 0), NotAfter: today.AddDate(0, 6, 0),
		KeyUsage:           x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		UnknownExtKeyUsage: []asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 4}, {1, 2, 398, 3, 3, 4, 1, 1}},
		OCSPServer:         []string{a.URL + "/ocsp"}, CRLDistributionPoints: []string{a.URL + "/crl"},
	}
}

// issue makes a person's certificate, altered.
func (a *authority) issue(change ...func(*x509.Certificate)) *x509.Certificate {
	c := a.template()
	for _, f := range change {
		f(c)
	}
	return a.make(c, a.between, personKey(), betweenKey())
}

func (a *authority) verifier(change ...func(*Options)) *Verifier {
	o := Options{Roots: x509.NewCertPool(), Intermediates: x509.NewCertPool(), Clock: func() time.Time { return today }}
	o.Roots.AddCert(a.root)
	o.Intermediates.AddCert(a.between)
	for _, f := range change {
		f(&o)
	}
	return New(o)
}

// list is a list of revoked certificates, altered.
func (a *authority) list(issuer *x509.Certificate, key *rsa.PrivateKey, revoked []*x509.Certificate, change ...func(*x509.RevocationList)) []byte {
	l := &x509.RevocationList{Number: big.NewInt(7), ThisUpdate: today.Add(-time.Hour), NextUpdate: today.Add(time.Hour)}
	for _, c := range revoked {
		l.RevokedCertificateEntries = append(l.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: c.SerialNumber, RevocationTime: today.Add(-2 * time.Hour)})
	}
	for _, f := range change {
		f(l)
	}
	return must(x509.CreateRevocationList(rand.Reader, l, issuer, key))
}

// answer is OCSP's answer about a certificate, altered.
func (a *authority) answer(c *x509.Certificate, status int, change ...func(*ocsp.Response)) []byte {
	r := ocsp.Response{Status: status, SerialNumber: c.SerialNumber, ThisUpdate: today.Add(-time.Minute), NextUpdate: today.Add(time.Hour), IssuerHash: crypto.SHA256}
	if status == ocsp.Revoked {
		r.RevokedAt = today.Add(-2 * time.Hour)
	}
	by, key := a.between, betweenKey()
	for _, f := range change {
		f(&r)
	}
	if r.Certificate != nil {
		by, key = r.Certificate, answererKey()
	}
	return must(ocsp.CreateResponse(a.between, by, r, key))
}

// delegate is somebody the authority lets answer, or not.
func (a *authority) delegate(uses ...x509.ExtKeyUsage) *x509.Certificate {
	return a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "Answerer"}, ExtKeyUsage: uses, KeyUsage: x509.KeyUsageDigitalSignature,
		NotBefore: today.AddDate(0, -1, 0), NotAfter: today.AddDate(0, 1, 0)}, a.between, answererKey(), betweenKey())
}

// secret says whether a text would give somebody away.
func secret(text string) bool {
	return strings.Contains(text, iin) || strings.Contains(text, otherIIN) || strings.Contains(text, "СЕРІКОВ")
}
