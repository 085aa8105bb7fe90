package gatewaysim

import (
	"crypto/x509"
	"slices"
	"testing"

	"github.com/smallstep/pkcs7"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
)

func TestPortalRequestsAreWhatTheySay(t *testing.T) {
	s, _ := started(t, Options{})
	seen := map[string]bool{}
	for _, kind := range PortalKinds() {
		t.Run(string(kind), func(t *testing.T) {
			raw, id, err := s.PortalRequest(kind)
			if err != nil {
				t.Fatal(err)
			}
			form, cms, err := payload.ReadSigned(raw)
			if err != nil {
				t.Fatal(err)
			}
			p := must(payload.ReadPortal(form))(t)
			if p.ID != id || seen[id] || p.Recipient.IIN != Aigerim || p.Service != "externat" || !p.At.Equal(noon) {
				t.Errorf("%+v", p)
			}
			seen[id] = true
			if p.Account.Authorised == (kind == PortalNotAuthorised) || (p.Account.IIN == Aigerim) == (kind == PortalOtherAccount) {
				t.Errorf("account %+v", p.Account)
			}
			paper := slices.ContainsFunc(p.Documents, func(d payload.Document) bool { return d.Code == "medical-conclusion" })
			if paper == (kind == PortalPapersMissing) {
				t.Errorf("documents %d", len(p.Documents))
			}
			if kind == PortalUnsigned {
				if len(cms) != 0 {
					t.Error("it is signed")
				}
				return
			}
			sig := must(pkcs7.Parse(cms))(t)
			sig.Content = form
			err = sig.VerifyWithChainAtTime(s.CA.Pool(), noon)
			if bad := kind == PortalTampered || kind == PortalGOST || kind == PortalExpired; (err != nil) != bad {
				t.Errorf("signature: %v", err)
			}
			c := sig.GetOnlySigner()
			if who := c.Subject.SerialNumber; (who == "IIN"+Aigerim) == (kind == PortalOtherIIN) {
				t.Errorf("signed by %s", who)
			}
			s.CA.mu.Lock()
			_, revoked := s.CA.revoked[c.SerialNumber.String()]
			s.CA.mu.Unlock()
			if revoked != (kind == PortalRevoked) {
				t.Errorf("revoked: %v", revoked)
			}
			if c.NotAfter.Before(noon) != (kind == PortalExpired) {
				t.Errorf("good till %v", c.NotAfter)
			}
			if sign := slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageEmailProtection); sign == (kind == PortalAuthKey) {
				t.Errorf("uses %v %v", c.ExtKeyUsage, c.UnknownExtKeyUsage)
			}
		})
	}
}

func TestPortalRequestIsPushedWhole(t *testing.T) {
	s, f := started(t, Options{})
	raw, id, err := s.PortalRequest(PortalGood)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PushPortal(raw); err != nil {
		t.Fatal(err)
	}
	s.SetCallback(f.url, nil)
	must(s.Pass(t.Context()))(t)
	if len(f.messages) != 1 || f.messages[0].ServiceID != services[string(egov.PortalRequest)] || f.messages[0].SenderCorrelationID != id {
		t.Fatalf("%d messages", len(f.messages))
	}
	form, cms, err := payload.ReadSigned(f.messages[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	sig := must(pkcs7.Parse(cms))(t)
	sig.Content = form
	if err := sig.VerifyWithChainAtTime(s.CA.Pool(), noon); err != nil {
		t.Errorf("what was signed did not come through: %v", err)
	}
	if s.PushPortal([]byte("<x/>")) == nil {
		t.Error("pushes what is no request")
	}
}
