package soap

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
)

// noon is the moment all tests of this package happen at.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("+05", 5*3600))

func clock() time.Time { return noon }

// The keys are made once: what is tested here does not depend on which.
var (
	gateKey  = sync.OnceValue(func() *rsa.PrivateKey { return newKey(2048) })
	otherKey = sync.OnceValue(func() *rsa.PrivateKey { return newKey(2048) })
)

func newKey(bits int) *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		panic(err)
	}
	return key
}

// identity makes a self-signed certificate, changed by change.
func identity(t testing.TB, key *rsa.PrivateKey, change func(*x509.Certificate)) *Identity {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "gate"},
		NotBefore: noon.AddDate(-1, 0, 0), NotAfter: noon.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	if change != nil {
		change(template)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &Identity{cert: cert, key: key}
}

func pool(all ...*Identity) *x509.CertPool {
	p := x509.NewCertPool()
	for _, one := range all {
		p.AddCert(one.cert)
	}
	return p
}

func pemOf(t testing.TB, i *Identity) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(i.key)
	if err != nil {
		t.Fatal(err)
	}
	out := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: i.cert.Raw})
	return append(out, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...)
}

// question is a request with everything in it.
func question() SyncRequest {
	return SyncRequest{
		MessageID: "q-1", CorrelationID: "c-1", ServiceID: "PERSON", At: noon,
		Sender: Sender{"demo", "secret"}, Data: []byte(`<iin>900101400013</iin><note a="1">x &amp; y</note>`),
	}
}

func answer() SyncAnswer {
	return SyncAnswer{
		MessageID: "a-1", CorrelationID: "q-1", SessionID: "{S}", At: noon, Code: "SCSS001", Message: "ok",
		Data: []byte(`<persons><person><iin>900101400013</iin></person></persons>`),
	}
}

func message() AsyncMessage {
	return AsyncMessage{
		ServiceID: "REQUEST", Type: TypeRequest, SenderCorrelationID: "26-000123", At: noon,
		Sender: Sender{"demo", "secret"}, Data: []byte(`<application><number>26-000123</number></application>`),
	}
}

// signed is an envelope's bytes.
func signed(t testing.TB, el *etree.Element, id *Identity) []byte {
	t.Helper()
	raw, err := WriteEnvelope(el, id)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func element(t testing.TB, m interface {
	Element() (*etree.Element, error)
}) *etree.Element {
	t.Helper()
	el, err := m.Element()
	if err != nil {
		t.Fatal(err)
	}
	return el
}

// serve runs a TLS server and gives an endpoint that trusts it.
func serve(t testing.TB, h http.HandlerFunc) *Endpoint {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = quiet
	s.StartTLS()
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return &Endpoint{URL: s.URL, HTTP: NewClient(roots, 10*time.Second), Clock: clock, Sender: Sender{"demo", "secret"}}
}

// replying answers every request with these bytes.
func replying(t testing.TB, status int, raw []byte) *Endpoint {
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write(raw)
	})
}

func ask(e *Endpoint) (SyncAnswer, error) { return e.SyncSend(context.Background(), question()) }

// refused asserts that bytes are not believed, for the cause told, and that
// nothing of them is in the error.
func refused(t *testing.T, raw []byte, o ReadOptions, cause string) {
	t.Helper()
	_, err := ReadEnvelope(bytes.NewReader(raw), o)
	unbelieved(t, err, cause)
}

func unbelieved(t *testing.T, err error, cause string) {
	t.Helper()
	if !errors.Is(err, egov.ErrAnswer) || !strings.Contains(err.Error(), cause) {
		t.Errorf("got %v, want an answer not believed: %q", err, cause)
	}
	if err != nil && strings.Contains(err.Error(), "900101400013") {
		t.Errorf("the error tells what was carried: %v", err)
	}
}
