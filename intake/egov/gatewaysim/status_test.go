package gatewaysim

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"
)

func crlPEM(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: der})
}

// fetch reads an address; "" when the connection was cut.
func fetch(t *testing.T, method, address string, body []byte) []byte {
	t.Helper()
	r := must(http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(body)))(t)
	r.Close = true // one connection each: a cut one is not tried again
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil
	}
	defer a.Body.Close()
	return must(io.ReadAll(a.Body))(t)
}

func TestListOfRevokedAndItsFaults(t *testing.T) {
	ca := newCA(t)
	c := must(ca.Issue(person))(t).Cert
	ca.Revoke(c.SerialNumber, noon.Add(-time.Hour))
	list := func() *x509.RevocationList {
		l, err := x509.ParseRevocationList(fetch(t, "GET", ca.CRLURL(), nil))
		if err != nil {
			return nil
		}
		return l
	}
	l := list()
	if l.CheckSignatureFrom(ca.Intermediate()) != nil || len(l.RevokedCertificateEntries) != 1 || l.RevokedCertificateEntries[0].SerialNumber.Cmp(c.SerialNumber) != 0 || !l.NextUpdate.After(noon) {
		t.Errorf("good list: %+v", l)
	}
	ca.FailCRL(StatusStale)
	if l = list(); !l.NextUpdate.Before(noon) {
		t.Errorf("stale list is good till %v", l.NextUpdate)
	}
	ca.FailCRL(StatusStranger)
	if l = list(); l.CheckSignatureFrom(ca.Intermediate()) == nil || l.Issuer.String() != ca.Intermediate().Subject.String() {
		t.Error("the stranger's list does not pretend, or is believed")
	}
	ca.FailCRL(StatusGarbage)
	if list() != nil {
		t.Error("garbage was read")
	}
	ca.FailCRL(StatusGone)
	if got := fetch(t, "GET", ca.CRLURL(), nil); got != nil {
		t.Errorf("the connection was not cut: %d bytes", len(got))
	}
	ca.FailCRL(StatusGood)
	if list() == nil {
		t.Error("does not recover")
	}
}

func TestOCSPAndItsFaults(t *testing.T) {
	ca := newCA(t)
	good, bad := must(ca.Issue(person))(t).Cert, must(ca.Issue(person))(t).Cert
	ca.Revoke(bad.SerialNumber, noon.Add(-time.Hour))
	ask := func(c *x509.Certificate, f StatusFault) (*ocsp.Response, error) {
		ca.FailOCSP(f)
		q := must(ocsp.CreateRequest(c, ca.Intermediate(), nil))(t)
		return ocsp.ParseResponseForCert(fetch(t, "POST", ca.OCSPURL(), q), c, ca.Intermediate())
	}
	if r, err := ask(good, StatusGood); err != nil || r.Status != ocsp.Good {
		t.Errorf("good: %v %v", r, err)
	}
	if r, err := ask(bad, StatusGood); err != nil || r.Status != ocsp.Revoked || !r.RevokedAt.Equal(noon.Add(-time.Hour)) {
		t.Errorf("revoked: %v %v", r, err)
	}
	if r, err := ask(good, StatusStale); err != nil || !r.NextUpdate.Before(noon) {
		t.Errorf("stale: %v %v", r, err)
	}
	if r, err := ask(good, StatusUnknown); err != nil || r.Status != ocsp.Unknown {
		t.Errorf("unknown: %v %v", r, err)
	}
	if r, err := ask(bad, StatusDelegate); err != nil || r.Certificate == nil || len(r.Certificate.ExtKeyUsage) > 0 && r.Certificate.ExtKeyUsage[0] == x509.ExtKeyUsageOCSPSigning {
		t.Errorf("delegate: %v %v", r, err)
	}
	for _, f := range []StatusFault{StatusStranger, StatusOther, StatusGarbage, StatusGone, StatusLater} {
		if r, err := ask(bad, f); err == nil {
			t.Errorf("%s: %v", f, r.Status)
		}
	}
	// By address too, as some ask.
	ca.FailOCSP(StatusGood)
	q := must(ocsp.CreateRequest(bad, ca.Intermediate(), nil))(t)
	raw := fetch(t, "GET", ca.OCSPURL()+"/"+url.PathEscape(base64.StdEncoding.EncodeToString(q)), nil)
	if r, err := ocsp.ParseResponseForCert(raw, bad, ca.Intermediate()); err != nil || r.Status != ocsp.Revoked {
		t.Errorf("by address: %v %v", r, err)
	}
}

func TestOpenSSLReadsTheListAndAsks(t *testing.T) {
	ca := newCA(t)
	bad := must(ca.Issue(person))(t)
	ca.Revoke(bad.Cert.SerialNumber, noon.Add(-time.Hour))
	files := map[string][]byte{
		"list.pem": crlPEM(must(ca.CRL())(t)), "middle.pem": certPEM(ca.Intermediate()), "root.pem": certPEM(ca.Root()), "cert.pem": certPEM(bad.Cert),
	}
	said, ok := openssl(t, files, "crl", "-in", "list.pem", "-CAfile", "middle.pem", "-noout", "-text")
	if !ok || !strings.Contains(said, "verify OK") || !strings.Contains(said, "Serial Number: "+strings.ToUpper(bad.Cert.SerialNumber.Text(16))) {
		t.Errorf("openssl crl: %s", said)
	}
	said, ok = openssl(t, files, "ocsp", "-issuer", "middle.pem", "-cert", "cert.pem", "-url", ca.OCSPURL(), "-CAfile", "root.pem",
		"-verify_other", "middle.pem", "-attime", big.NewInt(noon.Unix()).String(), "-no_nonce", "-validity_period", "2000000000")
	if !ok || !strings.Contains(said, "Response verify OK") || !strings.Contains(said, "cert.pem: revoked") {
		t.Errorf("openssl ocsp: %s", said)
	}
}
