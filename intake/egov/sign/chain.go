package sign

import (
	"bytes"
	"crypto/x509"
	"time"
)

// Bounds of what a stranger's CMS may make us try.
const (
	mostCerts  = 16
	mostChains = 4
)

// chains are the ways from the signer's certificate to a configured authority,
// the signer first, the authority last, all in date at the moment. Dates of the
// signer's own are not looked at here: an expired certificate of a known
// authority is an expired one. A file of authorities often holds those below
// the root too: where the root is there they are asked about as any other, if
// they name somebody to ask.
func (v *Verifier) chains(s *signed, at time.Time) [][]*x509.Certificate {
	if v.o.Roots == nil || len(s.others) > mostCerts {
		return nil // without roots the library would take the system's
	}
	between := x509.NewCertPool()
	if v.o.Intermediates != nil {
		between = v.o.Intermediates.Clone()
	}
	for _, c := range s.others {
		between.AddCert(c)
	}
	if at.Before(s.cert.NotBefore) {
		at = s.cert.NotBefore
	}
	if at.After(s.cert.NotAfter) {
		at = s.cert.NotAfter
	}
	all, err := s.cert.Verify(x509.VerifyOptions{
		Roots: v.o.Roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if err != nil {
		return nil
	}
	var good, short [][]*x509.Certificate
	for _, chain := range all {
		switch last := chain[len(chain)-1]; {
		case !strong(chain):
		case bytes.Equal(last.RawSubject, last.RawIssuer), len(last.OCSPServer)+len(last.CRLDistributionPoints) == 0:
			good = append(good, chain)
		default:
			short = append(short, chain)
		}
	}
	if len(good) == 0 {
		good = short
	}
	return good[:min(len(good), mostChains)]
}

// strong says whether every key of a chain is long enough, and every signature
// below the authority's own.
func strong(chain []*x509.Certificate) bool {
	for i, c := range chain {
		if !strongKey(c) || i < len(chain)-1 && !strongSign(c.SignatureAlgorithm) {
			return false
		}
	}
	return true
}

// dated is the fault of a certificate's dates at a moment.
func dated(c *x509.Certificate, at time.Time) Fault {
	switch {
	case at.Before(c.NotBefore):
		return NotYet
	case at.After(c.NotAfter):
		return Expired
	}
	return ""
}
