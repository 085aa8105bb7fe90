package gatewaysim

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/crypto/ocsp"
)

// StatusFault is what is wrong with the list of revoked certificates or with
// an OCSP answer.
type StatusFault string

// The faults.
const (
	StatusGood     StatusFault = ""
	StatusStale    StatusFault = "stale"    // its next update is past
	StatusGarbage  StatusFault = "garbage"  // bytes, and no such thing
	StatusGone     StatusFault = "gone"     // the connection is cut
	StatusStranger StatusFault = "stranger" // signed by another authority of the same name
	StatusDelegate StatusFault = "delegate" // OCSP: signed by an ordinary certificate of ours
	StatusOther    StatusFault = "other"    // OCSP: about another certificate
	StatusUnknown  StatusFault = "unknown"  // OCSP: knows no such certificate
	StatusLater    StatusFault = "later"    // OCSP: tryLater
)

type revocation struct {
	serial *big.Int
	at     time.Time
}

// Revoke puts a certificate on the list, from a moment on.
func (ca *CA) Revoke(serial *big.Int, at time.Time) {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	ca.revoked[serial.String()] = revocation{serial, at}
}

// FailCRL makes the list wrong; StatusGood puts it right.
func (ca *CA) FailCRL(f StatusFault) { ca.mu.Lock(); defer ca.mu.Unlock(); ca.crlFault = f }

// FailOCSP makes the answers wrong; StatusGood puts them right.
func (ca *CA) FailOCSP(f StatusFault) { ca.mu.Lock(); defer ca.mu.Unlock(); ca.ocspFault = f }

// CRLURL is where the list is.
func (ca *CA) CRLURL() string { return ca.url + "/nca_rsa.crl" }

// OCSPURL is where single certificates are asked about.
func (ca *CA) OCSPURL() string { return ca.url + "/ocsp" }

func (ca *CA) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /nca_rsa.crl", func(w http.ResponseWriter, r *http.Request) {
		ca.mu.Lock()
		f := ca.crlFault
		ca.mu.Unlock()
		send(w, f, "application/pkix-crl", ca.CRL)
	})
	answer := func(w http.ResponseWriter, asked []byte) {
		ca.mu.Lock()
		f := ca.ocspFault
		ca.mu.Unlock()
		send(w, f, "application/ocsp-response", func() ([]byte, error) { return ca.ocsp(asked, f) })
	}
	mux.HandleFunc("POST /ocsp", func(w http.ResponseWriter, r *http.Request) {
		asked, _ := io.ReadAll(io.LimitReader(r.Body, 1<<16))
		answer(w, asked)
	})
	mux.HandleFunc("GET /ocsp/{asked}", func(w http.ResponseWriter, r *http.Request) {
		text, _ := url.PathUnescape(r.PathValue("asked"))
		asked, _ := base64.StdEncoding.DecodeString(text)
		answer(w, asked)
	})
	return mux
}

func send(w http.ResponseWriter, f StatusFault, kind string, body func() ([]byte, error)) {
	switch f {
	case StatusGone:
		panic(http.ErrAbortHandler) // cuts the connection, quietly
	case StatusGarbage:
		w.Header().Set("Content-Type", kind)
		w.Write([]byte("0\x82garbage"))
		return
	}
	data, err := body()
	if err != nil {
		http.Error(w, "no list", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Write(data)
}

// CRL is the list of revoked certificates (DER) as it stands, with the fault
// that was set.
func (ca *CA) CRL() ([]byte, error) {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	ca.numbers++
	now := ca.clock()
	t := &x509.RevocationList{Number: big.NewInt(ca.numbers), ThisUpdate: now.Add(-time.Hour), NextUpdate: now.Add(24 * time.Hour)}
	for _, r := range ca.revoked {
		t.RevokedCertificateEntries = append(t.RevokedCertificateEntries,
			x509.RevocationListEntry{SerialNumber: r.serial, RevocationTime: r.at, ReasonCode: 1})
	}
	issuer := ca.middle
	switch ca.crlFault {
	case StatusStale:
		t.ThisUpdate, t.NextUpdate = now.AddDate(0, 0, -9), now.AddDate(0, 0, -8)
	case StatusStranger:
		issuer = ca.stranger
	}
	der, err := x509.CreateRevocationList(rand.Reader, t, issuer.Cert, issuer.Key)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	return der, nil
}

func (ca *CA) ocsp(asked []byte, f StatusFault) ([]byte, error) {
	q, err := ocsp.ParseRequest(asked)
	if err != nil {
		return ocsp.MalformedRequestErrorResponse, nil
	}
	if f == StatusLater {
		return ocsp.TryLaterErrorResponse, nil
	}
	now := ca.clock()
	t := ocsp.Response{
		Status: ocsp.Good, SerialNumber: q.SerialNumber, IssuerHash: q.HashAlgorithm,
		ProducedAt: now, ThisUpdate: now.Add(-time.Minute), NextUpdate: now.Add(time.Hour),
	}
	ca.mu.Lock()
	r, revoked := ca.revoked[q.SerialNumber.String()]
	ca.mu.Unlock()
	if revoked {
		t.Status, t.RevokedAt, t.RevocationReason = ocsp.Revoked, r.at, ocsp.KeyCompromise
	}
	issuer, responder, key := ca.middle.Cert, ca.middle.Cert, crypto.Signer(ca.middle.Key)
	switch f {
	case StatusStale:
		t.ThisUpdate, t.NextUpdate = now.AddDate(0, 0, -9), now.AddDate(0, 0, -8)
	case StatusOther:
		t.Status, t.SerialNumber = ocsp.Good, new(big.Int).Add(q.SerialNumber, big.NewInt(1))
	case StatusUnknown:
		t.Status = ocsp.Unknown
	case StatusStranger:
		t.Status, responder, key = ocsp.Good, ca.stranger.Cert, ca.stranger.Key
	case StatusDelegate:
		c, err := ca.Issue(Subject{CommonName: "СЫНАҚ ЕСІМ", place: "delegate"})
		if err != nil {
			return nil, err
		}
		t.Status, t.Certificate, responder, key = ocsp.Good, c.Cert, c.Cert, c.Key
	}
	return ocsp.CreateResponse(issuer, responder, t, key)
}
