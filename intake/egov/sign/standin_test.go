package sign_test

import (
	"crypto/x509"
	"testing"
	"time"

	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/sign"
)

// The stand-in's authority and this verifier were written apart: what it says
// of a certificate is understood, and nothing it does wrong is a pass.
func TestTheStandInsAuthority(t *testing.T) {
	now := time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	ca, err := gatewaysim.NewCA(gatewaysim.CAOptions{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer ca.Close()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca.SignRoots())
	who := gatewaysim.Subject{IIN: "850505400026", BIN: "990140001234", Surname: "ӘЛИЕВА", Name: "ҚҰНДЫЗ", Org: "Мектеп"}
	form := []byte("<application/>")
	issue := func(s gatewaysim.Subject) *gatewaysim.Certificate {
		c, err := ca.Issue(s)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	is := func(name string, c *gatewaysim.Certificate, want sign.Fault) {
		t.Helper()
		cms, err := gatewaysim.Sign(c, form, gatewaysim.SignOptions{At: now})
		if err != nil {
			t.Fatal(err)
		}
		v := sign.New(sign.Options{Roots: roots, Intermediates: roots, Clock: clock}) // anew: it keeps lists
		got, err := v.Verify(t.Context(), cms, form, sign.Want{IIN: who.IIN, BIN: who.BIN, Purpose: []string{gatewaysim.UseSign}, At: now})
		if err != nil || got.Fault != want {
			t.Errorf("%s: %q, %v, want %q", name, got.Fault, err, want)
		}
	}
	good := issue(who)
	is("good", good, "")
	for _, f := range []gatewaysim.StatusFault{gatewaysim.StatusStale, gatewaysim.StatusGarbage, gatewaysim.StatusGone, gatewaysim.StatusStranger,
		gatewaysim.StatusDelegate, gatewaysim.StatusOther, gatewaysim.StatusUnknown, gatewaysim.StatusLater} {
		ca.FailCRL(gatewaysim.StatusGone)
		ca.FailOCSP(f)
		is("OCSP alone: "+string(f), good, sign.NoStatus)
		ca.FailCRL("")
		is("OCSP, and a list: "+string(f), good, "")
	}
	for _, f := range []gatewaysim.StatusFault{gatewaysim.StatusStale, gatewaysim.StatusGarbage, gatewaysim.StatusGone, gatewaysim.StatusStranger} {
		ca.FailOCSP(gatewaysim.StatusGone)
		ca.FailCRL(f)
		is("list alone: "+string(f), good, sign.NoStatus)
	}
	ca.FailCRL("")
	ca.FailOCSP("")
	other, old, login, silent := who, who, who, who
	other.IIN = "900101300017"
	old.From, old.To = now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)
	login.Uses = []string{gatewaysim.UseAuth, gatewaysim.UsePerson}
	silent.NoStatus = true
	is("another person", issue(other), sign.WrongIIN)
	is("expired", issue(old), sign.Expired)
	is("to log in with", issue(login), sign.WrongUse)
	is("nobody to ask", issue(silent), sign.NoStatus)
	damaged, err := gatewaysim.Damaged(good)
	if err != nil {
		t.Fatal(err)
	}
	is("damaged", damaged, sign.UnknownRoot)
	gost, err := ca.IssueGOST(who)
	if err != nil {
		t.Fatal(err)
	}
	is("GOST", gost, sign.CannotHere)
	ca.Revoke(good.Cert.SerialNumber, now.Add(-time.Hour))
	is("revoked", good, sign.Revoked)
	ca.FailCRL(gatewaysim.StatusGone)
	is("revoked, says OCSP", good, sign.Revoked)
	ca.FailCRL("")
	ca.FailOCSP(gatewaysim.StatusGone)
	is("revoked, says the list", good, sign.Revoked)
}
