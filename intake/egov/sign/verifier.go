package sign

import (
	"cmp"
	"context"
	"crypto/x509"
	"net/http"
	"sync"
	"time"
)

// Options say what a Verifier relies on.
type Options struct {
	Roots         *x509.CertPool // the authorities whose signatures count; nil: none does
	Intermediates *x509.CertPool // certificates on the way to them that a CMS may lack
	OCSP          string         // address to ask about signers; empty: as the certificate says
	CRL           string         // address of the list signers may stand in; empty: as the certificate says
	NCANode       string         // address of an NCANode server; empty: GOST cannot be verified here
	HTTP          *http.Client   // nil: one of our own, which gives up after 15 seconds
	Clock         func() time.Time
}

// Verifier verifies signatures. It may be used by many at once.
type Verifier struct {
	o Options

	mu    sync.Mutex
	lists map[listKey]*list
}

// New makes a Verifier.
func New(o Options) *Verifier {
	o.HTTP = cmp.Or(o.HTTP, ownClient())
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return &Verifier{o: o, lists: map[listKey]*list{}}
}

// Verify holds a detached CMS (DER, BER, PEM or base64) over content against
// what is wanted; without a moment in want, against now. An empty Fault is a
// good signature and nothing else is. Verdict.Signer is whom the certificate
// names: believe it only of a good one. The order of faults is the package's.
//
// An error is our own trouble alone, ctx's end above all, and says nothing of
// the signature.
func (v *Verifier) Verify(ctx context.Context, cms, content []byte, want Want) (Verdict, error) {
	if want.At.IsZero() {
		want.At = v.o.Clock()
	}
	s, ok := takeApart(cms)
	if !ok {
		return Verdict{Fault: Broken}, nil
	}
	verdict := Verdict{Signer: Parse(s.cert)}
	verdict.Signer.At = s.at
	var err error
	switch {
	case verdict.Signer.GOST:
		verdict.Fault, err = v.gostFault(ctx, s, content, want)
	case !strongKey(s.cert):
		verdict.Fault = WrongUse
	case !s.holds(content):
		return Verdict{Fault: Broken}, nil // it names nobody
	default:
		verdict.Fault = v.fault(ctx, s, want)
	}
	if err == nil && verdict.Fault == NoStatus {
		err = ctx.Err() // it was not they who did not answer
	}
	if err != nil {
		return Verdict{}, err
	}
	return verdict, nil
}

// fault judges the certificate of a signature that holds.
func (v *Verifier) fault(ctx context.Context, s *signed, want Want) Fault {
	chains := v.chains(s, want.At)
	if len(chains) == 0 {
		return UnknownRoot
	}
	if f := fits(s.cert, want); f != "" {
		return f
	}
	return v.revoked(ctx, chains)
}

// fits judges what a certificate says of itself.
func fits(c *x509.Certificate, want Want) Fault {
	if f := dated(c, want.At); f != "" {
		return f
	}
	who := Parse(c)
	switch {
	case !serves(c, want.Purpose):
		return WrongUse
	case want.IIN != "" && who.IIN != want.IIN:
		return WrongIIN
	case want.BIN != "" && who.BIN != want.BIN:
		return WrongBIN
	}
	return ""
}
