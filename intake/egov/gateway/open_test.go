package gateway_test

import (
	"crypto/x509"
	"errors"
	"testing"

	"tereze/intake/egov"
	"tereze/intake/egov/gateway"
	"tereze/intake/trio"
)

func TestOpenOff(t *testing.T) {
	if g, err := gateway.Open(t.TempDir(), egov.Settings{}, gateway.Options{}); g != nil || !errors.Is(err, egov.ErrOff) {
		t.Errorf("%v %v", g, err)
	}
}

// What is wrong with a file is said before anything is sent; the stand-in's
// certificates are refused by subject and by issuer, except in training.
func TestOpenRefuses(t *testing.T) {
	standIn := func(t *testing.T) []byte { return pemOf(cert(t, gateway.StandIn, nil)) }
	for _, x := range []struct {
		name, file string
		data       func(*testing.T) []byte
		why        gateway.Why // "" : it may
		training   bool
	}{
		{"no roots", "roots.pem", func(*testing.T) []byte { return []byte("x") }, gateway.NoCertificate, false},
		{"rubbish", "roots.pem", func(*testing.T) []byte {
			return []byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
		}, gateway.NoCertificate, false},
		{"too big", "roots.pem", func(*testing.T) []byte { return make([]byte, 1<<20+1) }, gateway.Unreadable, false},
		{"the stand-in's root", "roots.pem", standIn, gateway.OfStandIn, false},
		{"the stand-in's root in lower case", "roots.pem", func(t *testing.T) []byte { return pemOf(cert(t, " tereze stand-in", nil)) }, gateway.OfStandIn, false},
		{"after a good one", "signers.pem", func(t *testing.T) []byte { return append(pemOf(cert(t, "GATE", nil)), standIn(t)...) }, gateway.OfStandIn, false},
		{"the stand-in's signer", "signers.pem", standIn, gateway.OfStandIn, false},
		{"given by the stand-in", "signers.pem", func(t *testing.T) []byte { return pemOf(issued(t)) }, gateway.OfStandIn, false},
		{"the stand-in's identity", "identity.pem", func(t *testing.T) []byte { return identityPEM(t, cert(t, gateway.StandIn, nil)) }, gateway.OfStandIn, false},
		{"training", "roots.pem", standIn, "", true},
		{"training, signer", "signers.pem", standIn, "", true},
		{"identity without a key", "identity.pem", func(t *testing.T) []byte { return pemOf(cert(t, "OFFICE", nil)) }, gateway.NoKey, false},
		{"expired identity", "identity.pem", func(t *testing.T) []byte {
			return identityPEM(t, cert(t, "OFFICE", func(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, -1) }))
		}, gateway.Expired, true},
		{"identity of tomorrow", "identity.pem", func(t *testing.T) []byte {
			return identityPEM(t, cert(t, "OFFICE", func(c *x509.Certificate) { c.NotBefore = noon.AddDate(0, 0, 1) }))
		}, gateway.NotYet, false},
	} {
		dir := t.TempDir()
		s := newOther(t, receipt).settings(dir)
		write(t, dir, x.file, x.data(t))
		g, err := gateway.Open(dir, s, gateway.Options{Clock: clock, Training: x.training})
		var f *gateway.Fault
		switch {
		case x.why == "" && (err != nil || g == nil):
			t.Errorf("%s: %v", x.name, err)
		case x.why != "" && (!errors.As(err, &f) || f.Why != x.why || f.File != x.file || g != nil):
			t.Errorf("%s: %v, want %s", x.name, err, x.why)
		}
	}
	s := newOther(t, receipt).settings(t.TempDir())
	var f *gateway.Fault
	if _, err := gateway.Open(t.TempDir(), s, gateway.Options{Clock: clock}); !errors.As(err, &f) || f.Why != gateway.Unreadable || f.Setting != "egov.roots" {
		t.Errorf("no file: %v", err)
	}
}

// issued is a certificate of a good name given by the stand-in.
func issued(t *testing.T) *x509.Certificate {
	t.Helper()
	ca := cert(t, gateway.StandIn, nil)
	of := cert(t, "GATE", nil)
	of.Issuer, of.RawIssuer = ca.Subject, nil
	der, err := x509.CreateCertificate(nil, of, ca, key().Public(), key())
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFaultsHaveWords(t *testing.T) {
	for _, why := range []gateway.Why{gateway.Unreadable, gateway.NoCertificate, gateway.NoKey, gateway.OfStandIn, gateway.NotYet, gateway.Expired} {
		w := (&gateway.Fault{Why: why, Day: noon}).Words()
		if len(w.Missing()) > 0 || w.KK == string(why) || w == (trio.Text{}) {
			t.Errorf("%s: %+v", why, w)
		}
	}
}

// The certificates of signatures are read by the same rules.
func TestRoots(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.pem", pemOf(cert(t, gateway.StandIn, nil)))
	if p, err := gateway.Roots(dir, "egov.sign.roots", "a.pem", true); err != nil || p == nil {
		t.Errorf("training: %v", err)
	}
	if p, err := gateway.Roots(dir, "egov.sign.roots", "a.pem", false); err == nil || p != nil {
		t.Errorf("a real office: %v", err)
	}
	if p, err := gateway.Roots(dir, "egov.sign.roots", "", false); err != nil || p != nil {
		t.Errorf("none: %v", err)
	}
}
