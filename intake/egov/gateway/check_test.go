package gateway_test

import (
	"crypto/x509"
	"testing"

	"tereze/intake/egov"
	"tereze/intake/egov/gateway"
)

// graded finds the grades of one thing.
func graded(all []gateway.Finding, what string) (grades []gateway.Grade) {
	for _, f := range all {
		if f.What == what {
			grades = append(grades, f.Grade)
		}
		if f.Grade != gateway.Good && len(f.Text.Missing()) > 0 {
			grades = append(grades, "no words")
		}
	}
	return grades
}

func TestCheck(t *testing.T) {
	for _, x := range []struct {
		name, what string
		change     func(t *testing.T, o *other, dir string, s *egov.Settings)
		want       []gateway.Grade
	}{
		{"good roots", "egov.roots", nil, []gateway.Grade{gateway.Good}},
		{"good channel", "egov.sync", nil, []gateway.Grade{gateway.Good}},
		{"good service", "service person", nil, []gateway.Grade{gateway.Good}},
		{"two signers, one past", "egov.signers", func(t *testing.T, o *other, dir string, _ *egov.Settings) {
			past := cert(t, "GATE", func(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, -1) })
			write(t, dir, "signers.pem", append(pemOf(o.cert), pemOf(past)...))
		}, []gateway.Grade{gateway.Good, gateway.Bad}},
		{"a month is short", "egov.signers", func(t *testing.T, _ *other, dir string, _ *egov.Settings) {
			write(t, dir, "signers.pem", pemOf(cert(t, "GATE", func(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, 29) })))
		}, []gateway.Grade{gateway.Warning}},
		{"more than a month is not", "egov.signers", func(t *testing.T, _ *other, dir string, _ *egov.Settings) {
			write(t, dir, "signers.pem", pemOf(cert(t, "GATE", func(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, 31) })))
		}, []gateway.Grade{gateway.Good}},
		{"the stand-in", "egov.roots", func(t *testing.T, _ *other, dir string, _ *egov.Settings) {
			write(t, dir, "roots.pem", pemOf(cert(t, gateway.StandIn, nil)))
		}, []gateway.Grade{gateway.Bad}},
		{"no key", "egov.identity", func(t *testing.T, o *other, dir string, _ *egov.Settings) {
			write(t, dir, "identity.pem", pemOf(o.cert))
		}, []gateway.Grade{gateway.Bad}},
		{"identity past", "egov.identity", func(t *testing.T, _ *other, dir string, _ *egov.Settings) {
			write(t, dir, "identity.pem", identityPEM(t, cert(t, "OFFICE", func(c *x509.Certificate) { c.NotAfter = noon.AddDate(0, 0, -1) })))
		}, []gateway.Grade{gateway.Bad}},
		{"no sign roots", "egov.sign.roots", nil, []gateway.Grade{gateway.Warning}},
		{"no file", "egov.sign.roots", func(_ *testing.T, _ *other, _ string, s *egov.Settings) { s.Sign.Roots = "none.pem" }, []gateway.Grade{gateway.Bad}},
		{"down", "egov.async", func(_ *testing.T, o *other, _ string, _ *egov.Settings) { o.server.Close() }, []gateway.Grade{gateway.Bad}},
		{"other roots", "egov.async", func(t *testing.T, _ *other, dir string, _ *egov.Settings) {
			write(t, dir, "roots.pem", pemOf(cert(t, "OTHER", func(c *x509.Certificate) { c.SerialNumber.SetInt64(9) })))
		}, []gateway.Grade{gateway.Bad}},
		{"no roots at all", "egov.sync", func(_ *testing.T, _ *other, _ string, s *egov.Settings) { s.Roots = "none.pem" }, []gateway.Grade{gateway.Bad}},
		{"not mapped", "service power", func(_ *testing.T, _ *other, _ string, s *egov.Settings) { without(egov.KindPower)(s) }, []gateway.Grade{gateway.Warning}},
	} {
		o, dir := newOther(t, receipt), t.TempDir()
		s := o.settings(dir)
		if x.change != nil {
			x.change(t, o, dir, &s)
		}
		all := gateway.Check(ctx(t), dir, s, gateway.Options{Clock: clock})
		got := graded(all, x.what)
		if len(got) != len(x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
			continue
		}
		for i := range got {
			if got[i] != x.want[i] {
				t.Errorf("%s: %v, want %v", x.name, got, x.want)
			}
		}
		if len(o.asked) > 0 {
			t.Errorf("%s: %d messages were sent", x.name, len(o.asked))
		}
	}
}
