package sign

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// skew is how far the clocks of others may be ahead of ours.
const skew = 5 * time.Minute

// status is what one source knows of a certificate.
type status int

const (
	unknown status = iota
	good
	revoked
)

// worst puts what two sources know together: one who says "revoked" is enough,
// and one who says "good" where nobody says that.
func worst(a, b status) status { return max(a, b) }

// revoked looks along every chain. One chain that is good all the way is good
// enough, unless somebody says of any certificate on the ways that it is
// revoked.
func (v *Verifier) revoked(ctx context.Context, chains [][]*x509.Certificate) Fault {
	fault := NoStatus
	for _, chain := range chains {
		whole := true
		for i := range len(chain) - 1 {
			switch v.status(ctx, chain[i], chain[i+1], i == 0) {
			case revoked:
				return Revoked
			case unknown:
				whole = false
			}
		}
		if whole {
			fault = ""
		}
	}
	return fault
}

// status asks all who may know: the configured addresses are those of signers,
// the others' stand in their certificates.
func (v *Verifier) status(ctx context.Context, c, issuer *x509.Certificate, signer bool) (s status) {
	for _, at := range addresses(v.o.OCSP, c.OCSPServer, signer) {
		s = worst(s, v.askOCSP(ctx, at, c, issuer))
	}
	for _, at := range addresses(v.o.CRL, c.CRLDistributionPoints, signer) {
		s = worst(s, v.lookUp(ctx, at, c, issuer))
	}
	return s
}

func addresses(configured string, own []string, signer bool) []string {
	if configured != "" && (signer || len(own) == 0) {
		return []string{configured}
	}
	return own[:min(len(own), 3)]
}

var errFetch = errors.New("sign: not fetched")

// ownClient goes to plain web addresses and follows few redirections.
func ownClient() *http.Client {
	return &http.Client{Timeout: 15 * time.Second, CheckRedirect: func(to *http.Request, via []*http.Request) error {
		if len(via) > 3 || !web(to.URL) {
			return errFetch
		}
		return nil
	}}
}

func web(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// fetch gets an answer of at most so many bytes: by POST when there is a body.
func (v *Verifier) fetch(ctx context.Context, at, kind string, body []byte, most int64) (answer []byte, code int, err error) {
	u, err := url.Parse(at)
	if err != nil || !web(u) {
		return nil, 0, errFetch
	}
	method := http.MethodGet
	if body != nil {
		method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, 0, errFetch
	}
	if body != nil {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := v.o.HTTP.Do(req)
	if err != nil {
		return nil, 0, errFetch // its text has the address, which is nobody's business
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, most+1))
	if err != nil || int64(len(answer)) > most {
		return nil, 0, errFetch
	}
	return answer, resp.StatusCode, nil
}
