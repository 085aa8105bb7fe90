package sign

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"net/http"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"
)

type (
	listed   = func(*x509.RevocationList)
	answered = func(*ocsp.Response)
)

// extension is one of a list, with a DER value.
func extension(critical bool, value []byte, id ...int) listed {
	return func(l *x509.RevocationList) {
		l.ExtraExtensions = append(l.ExtraExtensions, pkix.Extension{Id: id, Critical: critical, Value: value})
	}
}

// issuedAt is the value of an issuing distribution point: its address and its
// flags by number.
func issuedAt(at string, flags ...int) []byte {
	var b []byte
	explicit := func(tag int, inner []byte) []byte {
		return must(asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: true, Bytes: inner}))
	}
	if at != "" {
		b = explicit(0, explicit(0, must(asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 6, Bytes: []byte(at)}))))
	}
	for _, f := range flags {
		b = append(b, must(asn1.Marshal(asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: f, Bytes: []byte{0xff}}))...)
	}
	return sequence(b)
}

// Revoked or not, by lists, by OCSP, by both, by neither.
func TestRevocation(t *testing.T) {
	a := newAuthority(t)
	cert := a.issue()
	other := a.issue()
	list := func(revoked []*x509.Certificate, change ...listed) func() []byte {
		return func() []byte { return a.list(a.between, betweenKey(), revoked, change...) }
	}
	says := func(status int, change ...answered) func() []byte {
		return func() []byte { return a.answer(cert, status, change...) }
	}
	bytesOf := func(b []byte) func() []byte { return func() []byte { return b } }
	by := func(c *x509.Certificate) answered { return func(r *ocsp.Response) { r.Certificate = c } }
	in := []*x509.Certificate{cert}
	expired := a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "Answerer"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
		NotBefore: today.AddDate(0, -2, 0), NotAfter: today.AddDate(0, -1, 0)}, a.between, answererKey(), betweenKey())
	foreign := a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "Answerer"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
		NotBefore: today.AddDate(0, -1, 0), NotAfter: today.AddDate(0, 1, 0)}, a.root, answererKey(), rootKey())
	renamed := a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "Its other name"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCRLSign,
		NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0)}, a.root, betweenKey(), rootKey())
	for _, c := range []struct {
		name      string
		crl, ocsp func() []byte
		fault     Fault
	}{
		{"list: good", list(nil), nil, ""},
		{"list: others stand in it", list([]*x509.Certificate{other}), nil, ""},
		{"list as PEM", bytesOf(pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: list(nil)()})), nil, ""},
		{"list: revoked", list(in), nil, Revoked},
		{"OCSP: good", nil, says(ocsp.Good), ""},
		{"OCSP: revoked", nil, says(ocsp.Revoked), Revoked},
		{"OCSP: does not know it", nil, says(ocsp.Unknown), NoStatus},
		{"OCSP does not know it, the list does", list(nil), says(ocsp.Unknown), ""},
		{"both good", list(nil), says(ocsp.Good), ""},
		{"both revoked", list(in), says(ocsp.Revoked), Revoked},
		{"the list revoked, OCSP good", list(in), says(ocsp.Good), Revoked},
		{"OCSP revoked, the list good", list(nil), says(ocsp.Revoked), Revoked},
		{"neither", nil, nil, NoStatus},

		{"stale list", list(nil, func(l *x509.RevocationList) { l.NextUpdate = today }), nil, NoStatus},
		{"stale list with the name, OCSP good", list(in, func(l *x509.RevocationList) { l.NextUpdate = today }), says(ocsp.Good), ""},
		{"a list of tomorrow", list(nil, func(l *x509.RevocationList) { l.ThisUpdate = today.Add(skew + time.Second) }), nil, NoStatus},
		{"another's list", func() []byte { return a.list(a.root, rootKey(), nil) }, nil, NoStatus},
		{"a list of the same key under another name", func() []byte { return a.list(renamed, betweenKey(), nil) }, nil, NoStatus},
		{"a list somebody else signed", func() []byte {
			b := a.list(a.between, betweenKey(), nil)
			b[len(b)-1] ^= 1
			return b
		}, nil, NoStatus},
		{"a list of SHA-1", list(nil, func(l *x509.RevocationList) { l.SignatureAlgorithm = x509.SHA1WithRSA }), nil, NoStatus},
		{"a list of changes", list(nil, extension(true, []byte{2, 1, 5}, 2, 5, 29, 27)), nil, NoStatus},
		{"a list of changes that does not say it must be understood", list(nil, extension(false, []byte{2, 1, 5}, 2, 5, 29, 27)), nil, NoStatus},
		{"something critical in a list", list(nil, extension(true, []byte{5, 0}, 1, 2, 3, 4)), nil, NoStatus},
		{"something else in a list", list(nil, extension(false, []byte{5, 0}, 1, 2, 3, 4)), nil, ""},
		{"a list of people", list(nil, extension(true, issuedAt("", 1), 2, 5, 29, 28)), nil, ""},
		{"a list of authorities", list(nil, extension(true, issuedAt("", 2), 2, 5, 29, 28)), nil, NoStatus},
		{"a list of others' certificates", list(nil, extension(true, issuedAt("", 4), 2, 5, 29, 28)), nil, NoStatus},
		{"the list of this address", list(nil, extension(true, issuedAt(a.URL+"/crl"), 2, 5, 29, 28)), nil, ""},
		{"the list of another address", list(nil, extension(true, issuedAt("http://127.0.0.1/other"), 2, 5, 29, 28)), nil, NoStatus},
		{"not a list", bytesOf([]byte("<html>")), nil, NoStatus},

		{"a delegate", nil, says(ocsp.Good, by(a.delegate(x509.ExtKeyUsageOCSPSigning))), ""},
		{"a delegate: revoked", nil, says(ocsp.Revoked, by(a.delegate(x509.ExtKeyUsageOCSPSigning))), Revoked},
		{"nobody let it answer", nil, says(ocsp.Good, by(a.delegate(x509.ExtKeyUsageEmailProtection))), NoStatus},
		{"a delegate that expired", nil, says(ocsp.Good, by(expired)), NoStatus},
		{"another authority's delegate", nil, says(ocsp.Good, by(foreign)), NoStatus},
		{"an answer that ended", nil, says(ocsp.Good, func(r *ocsp.Response) { r.NextUpdate = today }), NoStatus},
		{"an answer of tomorrow", nil, says(ocsp.Good, func(r *ocsp.Response) { r.ThisUpdate = today.Add(skew + time.Minute) }), NoStatus},
		{"an answer without an end", nil, says(ocsp.Good, func(r *ocsp.Response) { r.NextUpdate = time.Time{} }), ""},
		{"an old one without an end", nil, says(ocsp.Good, func(r *ocsp.Response) {
			r.ThisUpdate, r.NextUpdate = today.Add(-fresh), time.Time{}
		}), NoStatus},
		{"an answer about another", nil, func() []byte { return a.answer(other, ocsp.Good) }, NoStatus},
		{"an answer of SHA-1", nil, says(ocsp.Good, func(r *ocsp.Response) { r.SignatureAlgorithm = x509.SHA1WithRSA }), NoStatus},
		{"try later", nil, bytesOf(ocsp.TryLaterErrorResponse), NoStatus},
		{"not an answer", nil, bytesOf([]byte("<html>")), NoStatus},
	} {
		t.Run(c.name, func(t *testing.T) {
			a.mu.Lock()
			a.crl, a.ocsp = c.crl, c.ocsp
			a.mu.Unlock()
			v := a.verifier()
			if got := verify(t, v, craft(recipe{cert: cert, key: personKey(), content: request}), request, wanted()); got.Fault != c.fault {
				t.Errorf("%q, want %q", got.Fault, c.fault)
			}
		})
	}
}

// The authority in between may be revoked too, and must be asked about.
func TestTheAuthorityInBetween(t *testing.T) {
	a := newAuthority(t)
	cms := craft(recipe{cert: a.issue(), key: personKey(), content: request})
	for name, c := range map[string]struct {
		list  func() []byte
		fault Fault
	}{
		"good":         {func() []byte { return a.list(a.root, rootKey(), nil) }, ""},
		"revoked":      {func() []byte { return a.list(a.root, rootKey(), []*x509.Certificate{a.between}) }, Revoked},
		"nobody knows": {nil, NoStatus},
		"a list of users": {func() []byte {
			return a.list(a.root, rootKey(), nil, extension(true, issuedAt("", 1), 2, 5, 29, 28))
		}, NoStatus},
	} {
		a.mu.Lock()
		a.rootCRL = c.list
		a.mu.Unlock()
		if got := verify(t, a.verifier(), cms, request, wanted()); got.Fault != c.fault {
			t.Errorf("%s: %q, want %q", name, got.Fault, c.fault)
		}
	}
}

// One file of authorities, the root and the one below it: that one is asked
// about all the same, unless nothing stands above it.
func TestOneFileOfAuthorities(t *testing.T) {
	a := newAuthority(t)
	cms := craft(recipe{cert: a.issue(), key: personKey(), content: request})
	both := a.verifier(func(o *Options) { o.Roots.AddCert(a.between); o.Intermediates = o.Roots })
	below := a.verifier(func(o *Options) { o.Roots = o.Intermediates })
	for name, c := range map[string]struct {
		list        func() []byte
		both, below Fault
	}{
		"good":         {func() []byte { return a.list(a.root, rootKey(), nil) }, "", ""},
		"nobody knows": {nil, NoStatus, ""},
		"revoked": {func() []byte {
			return a.list(a.root, rootKey(), []*x509.Certificate{a.between}, func(l *x509.RevocationList) { l.NextUpdate = today.Add(time.Minute) })
		}, Revoked, ""},
	} {
		a.mu.Lock()
		a.rootCRL = c.list
		a.mu.Unlock()
		both.lists, below.lists = map[listKey]*list{}, map[listKey]*list{}
		if got := verify(t, both, cms, request, wanted()); got.Fault != c.both {
			t.Errorf("%s: %q, want %q", name, got.Fault, c.both)
		}
		if got := verify(t, below, cms, request, wanted()); got.Fault != c.below {
			t.Errorf("%s, nothing above: %q, want %q", name, got.Fault, c.below)
		}
	}
}

// A configured authority that names nobody to ask is the administrator's word;
// one that only lies in a signature is not.
func TestAnAuthorityThatNamesNobody(t *testing.T) {
	a := newAuthority(t)
	silent := a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "Silent authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0)}, a.root, betweenKey(), rootKey())
	a.crl = func() []byte { return a.list(silent, betweenKey(), nil) }
	cms := craft(recipe{cert: a.make(a.template(), silent, personKey(), betweenKey()), key: personKey(), content: request, certs: []*x509.Certificate{silent}})
	if got := verify(t, a.verifier(func(o *Options) { o.Roots.AddCert(silent) }), cms, request, wanted()); got.Fault != "" {
		t.Errorf("configured: %q", got.Fault)
	}
	if got := verify(t, a.verifier(), cms, request, wanted()); got.Fault != NoStatus {
		t.Errorf("not configured: %q", got.Fault)
	}
}

// Configured addresses take the place of a signer's, and serve an authority
// that names none.
func TestConfiguredAddresses(t *testing.T) {
	a := newAuthority(t)
	cert := a.issue(func(c *x509.Certificate) {
		c.OCSPServer, c.CRLDistributionPoints = []string{"http://127.0.0.1:1/"}, []string{"ldap://127.0.0.1/x", "file:///etc/passwd"}
	})
	cms := craft(recipe{cert: cert, key: personKey(), content: request})
	if v := verify(t, a.verifier(), cms, request, wanted()); v.Fault != NoStatus {
		t.Errorf("without: %q", v.Fault)
	}
	if v := verify(t, a.verifier(func(o *Options) { o.CRL = a.URL + "/crl" }), cms, request, wanted()); v.Fault != "" {
		t.Errorf("list: %q", v.Fault)
	}
	a.ocsp = func() []byte { return a.answer(cert, ocsp.Revoked) }
	if v := verify(t, a.verifier(func(o *Options) { o.CRL, o.OCSP = a.URL+"/crl", a.URL+"/ocsp" }), cms, request, wanted()); v.Fault != Revoked {
		t.Errorf("both: %q", v.Fault)
	}
}

// A list is fetched once until its end, by however many; then anew.
func TestListsAreKept(t *testing.T) {
	a := newAuthority(t)
	now := today
	v := a.verifier(func(o *Options) { o.Clock = func() time.Time { return now } })
	cert := a.issue()
	cms := craft(recipe{cert: cert, key: personKey(), content: request})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got, err := v.Verify(t.Context(), cms, request, wanted()); err != nil || !got.Good() {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	all.Wait()
	if a.asked["/crl"] != 1 || a.asked["/root-crl"] != 1 || a.asked["/ocsp"] != 8 {
		t.Errorf("asked %v", a.asked)
	}
	now = now.Add(2 * time.Hour)
	a.crl = func() []byte {
		return a.list(a.between, betweenKey(), []*x509.Certificate{cert}, func(l *x509.RevocationList) { l.NextUpdate = now.Add(time.Hour) })
	}
	if got := verify(t, v, cms, request, wanted()); got.Fault != Revoked || a.asked["/crl"] != 2 {
		t.Errorf("%q, asked %v", got.Fault, a.asked)
	}
}

// Answers too large, and redirections that go somewhere else, are not followed.
func TestFetchBounds(t *testing.T) {
	a := newAuthority(t)
	a.ocsp = func() []byte { return append(a.answer(a.between, ocsp.Good), make([]byte, mostOCSP)...) }
	a.crl = nil
	cms := craft(recipe{cert: a.issue(), key: personKey(), content: request})
	if v := verify(t, a.verifier(), cms, request, wanted()); v.Fault != NoStatus {
		t.Errorf("%q", v.Fault)
	}
	if _, _, err := a.verifier().fetch(t.Context(), a.URL+"/ocsp", "", nil, 10); err == nil {
		t.Error("more than asked for")
	}
	to, via := &http.Request{}, make([]*http.Request, 4)
	to.URL = must(http.NewRequest(http.MethodGet, "http://127.0.0.1/", nil)).URL
	if ownClient().CheckRedirect(to, via) == nil || ownClient().CheckRedirect(to, nil) != nil {
		t.Error("redirections without an end")
	}
	to.URL.Scheme = "file"
	if ownClient().CheckRedirect(to, nil) == nil {
		t.Error("a redirection into the disk")
	}
}
