package gateway_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
	"tereze/intake/egov/gateway"
	"tereze/intake/egov/soap"
)

var (
	noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.FixedZone("UTC+5", 5*3600))
	key  = sync.OnceValue(func() *rsa.PrivateKey { // one for all: what counts is the certificate
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		return k
	})
)

func clock() time.Time { return noon }

// cert is a self-signed certificate of an organisation, in date at noon.
func cert(t *testing.T, org string, change func(*x509.Certificate)) *x509.Certificate {
	t.Helper()
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{Organization: []string{org}, CommonName: org},
		NotBefore: noon.AddDate(-1, 0, 0), NotAfter: noon.AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	if change != nil {
		change(c)
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key().Public(), key())
	if err != nil {
		t.Fatal(err)
	}
	c, err = x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pemOf(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

func identityPEM(t *testing.T, c *x509.Certificate) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key())
	if err != nil {
		t.Fatal(err)
	}
	return append(pemOf(c), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...)
}

// other is the other side: it keeps what it is asked and answers as told.
type other struct {
	t      *testing.T
	server *httptest.Server
	cert   *x509.Certificate // its TLS and its signature
	id     *soap.Identity
	asked  []*soap.Envelope
	answer func(*soap.Envelope) (*etree.Element, error) // an error: HTTP 503 without SOAP
	read   soap.ReadOptions
}

func newOther(t *testing.T, answer func(*soap.Envelope) (*etree.Element, error)) *other {
	t.Helper()
	o := &other{t: t, answer: answer, cert: cert(t, "GATE", nil), read: soap.ReadOptions{Clock: clock}}
	var err error
	if o.id, err = soap.NewIdentity(o.cert, key()); err != nil {
		t.Fatal(err)
	}
	o.server = httptest.NewUnstartedServer(http.HandlerFunc(o.serve))
	o.server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{o.cert.Raw}, PrivateKey: key()}}}
	o.server.StartTLS()
	t.Cleanup(o.server.Close)
	return o
}

func (o *other) serve(w http.ResponseWriter, r *http.Request) {
	e, err := soap.ReadHTTP(r, o.read)
	if err != nil {
		o.t.Errorf("the other side cannot read us: %v", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	o.asked = append(o.asked, e)
	body, err := o.answer(e)
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	raw, err := soap.WriteEnvelope(body, o.id)
	if err != nil {
		o.t.Errorf("the other side cannot write: %v", err)
	}
	soap.WriteHTTP(w, raw, body.Tag == "Fault")
}

// settings writes the other side's certificates into dir.
func (o *other) settings(dir string) egov.Settings {
	s := egov.Settings{Sync: o.server.URL, Async: o.server.URL, Roots: "roots.pem", Signers: "signers.pem", Identity: "identity.pem", Sender: "tereze", Password: "p"}
	for file, data := range map[string][]byte{s.Roots: pemOf(o.cert), s.Signers: pemOf(o.cert), s.Identity: identityPEM(o.t, cert(o.t, "OFFICE", nil))} {
		write(o.t, dir, file, data)
	}
	for _, kind := range egov.ServiceKinds() {
		s.Services = append(s.Services, egov.Service{Kind: kind, ID: "ID-" + kind})
	}
	return s
}

func write(t *testing.T, dir, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// open opens the gateway to the other side; change changes its settings.
func (o *other) open(change func(*egov.Settings)) *gateway.Gateway {
	o.t.Helper()
	dir := o.t.TempDir()
	s := o.settings(dir)
	if change != nil {
		change(&s)
	}
	g, err := gateway.Open(dir, s, gateway.Options{Clock: clock})
	if err != nil {
		o.t.Fatal(err)
	}
	return g
}

// service changes one service of the settings.
func service(kind string, change func(*egov.Service)) func(*egov.Settings) {
	return func(s *egov.Settings) {
		for i := range s.Services {
			if s.Services[i].Kind == kind {
				change(&s.Services[i])
			}
		}
	}
}

// without drops a service.
func without(kind string) func(*egov.Settings) {
	return service(kind, func(x *egov.Service) { x.Kind = "-" })
}

func ctx(t *testing.T) context.Context { return t.Context() }
