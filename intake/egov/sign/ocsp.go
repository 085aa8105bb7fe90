package sign

import (
	"bytes"
	"context"
	"crypto/x509"
	"net/http"
	"slices"
	"time"

	"golang.org/x/crypto/ocsp"
)

// Bounds of answers: one without an end of its own is good for ten minutes.
const (
	mostOCSP = 64 << 10
	fresh    = 10 * time.Minute
)

// askOCSP says what a responder knows of a certificate.
func (v *Verifier) askOCSP(ctx context.Context, at string, c, issuer *x509.Certificate) status {
	q, err := ocsp.CreateRequest(c, issuer, nil)
	if err != nil {
		return unknown
	}
	b, code, err := v.fetch(ctx, at, "application/ocsp-request", q, mostOCSP)
	if err != nil || code != http.StatusOK {
		return unknown
	}
	return v.readOCSP(b, c, issuer)
}

func (v *Verifier) readOCSP(b []byte, c, issuer *x509.Certificate) status {
	// Without an issuer the library verifies the answer by the certificate that
	// lies in it, if one does; whose that is, is looked at here.
	r, err := ocsp.ParseResponseForCert(b, c, nil)
	now := v.o.Clock()
	if err != nil || !strongSign(r.SignatureAlgorithm) || !answers(r, issuer, now) {
		return unknown
	}
	end := r.NextUpdate
	if end.IsZero() {
		end = r.ThisUpdate.Add(fresh)
	}
	if r.ThisUpdate.After(now.Add(skew)) || !now.Before(end) {
		return unknown
	}
	switch r.Status {
	case ocsp.Good:
		return good
	case ocsp.Revoked:
		return revoked
	}
	return unknown
}

// answers says whether an answer is the issuer's own, or of somebody the issuer
// lets answer.
func answers(r *ocsp.Response, issuer *x509.Certificate, now time.Time) bool {
	d := r.Certificate
	if d == nil || bytes.Equal(d.Raw, issuer.Raw) {
		return r.CheckSignatureFrom(issuer) == nil
	}
	return r.CheckSignatureFrom(d) == nil && d.CheckSignatureFrom(issuer) == nil && strongSign(d.SignatureAlgorithm) && strongKey(d) &&
		dated(d, now) == "" && slices.Contains(d.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning)
}
