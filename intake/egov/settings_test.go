package egov_test

import (
	"testing"

	"tereze/intake/egov"
)

func settings() egov.Settings {
	return egov.Settings{
		Sync: "https://gate.test/sync", Async: "https://gate.test/async", Callback: "127.0.0.1:8443", Roots: "roots.pem", Signers: "signers.pem",
		Identity: "identity.pem", Sender: "tereze",
		Services: []egov.Service{
			{Kind: egov.KindPerson, ID: "GBDFL", Codes: map[string]string{"SCSS001": egov.CodeOK}},
			{Kind: egov.KindPower, ID: "ENIS", Names: map[string]string{"number": "deedNo"}},
			{Kind: string(egov.KindRequest), ID: "RSHEP"}, {Kind: egov.KindAnswer, ID: "ANSWER"}, {Kind: egov.KindPortal, ID: "ANSWER"},
		},
		Sign: egov.Sign{OCSP: "http://ocsp.test/", NCALayer: "wss://127.0.0.1:13579", Purpose: "1.3.6.1.5.5.7.3.4"},
	}
}

// The first setting that cannot stand is named; an office on paper needs none.
func TestSettingsCheck(t *testing.T) {
	if name, value := settings().Check(); name != "" {
		t.Fatalf("good settings: %s %q", name, value)
	}
	if name, _ := (egov.Settings{}).Check(); name != "" {
		t.Errorf("an office on paper: %s", name)
	}
	for _, x := range []struct {
		want  string
		spoil func(*egov.Settings)
	}{
		{"egov.async", func(s *egov.Settings) { s.Async = "" }},
		{"egov.async", func(s *egov.Settings) { s.Sync = "" }},
		{"egov.sync", func(s *egov.Settings) { s.Sync = "http://gate.test/" }},
		{"egov.sync", func(s *egov.Settings) { s.Sync = "https:///x" }},
		{"egov.async", func(s *egov.Settings) { s.Async = "https://me:secret@gate.test/" }},
		{"egov.roots", func(s *egov.Settings) { s.Roots = "" }},
		{"egov.sender", func(s *egov.Settings) { s.Sender = "" }},
		{"egov.callback", func(s *egov.Settings) { s.Callback = "127.0.0.1" }},
		{"egov.callback", func(s *egov.Settings) { s.Callback = "127.0.0.1:0" }},
		{"egov.signers", func(s *egov.Settings) { s.Signers = "" }},
		{"egov.identity", func(s *egov.Settings) { s.Identity = "" }},
		{"egov.service.kind", func(s *egov.Settings) { s.Services[0].Kind = "people" }},
		{"egov.service", func(s *egov.Settings) { s.Services[1] = s.Services[0] }},
		{"egov.service.id", func(s *egov.Settings) { s.Services[0].ID = " " }},
		{"egov.service.codes", func(s *egov.Settings) { s.Services[0].Codes = map[string]string{"X": "fine"} }},
		{"egov.service.names", func(s *egov.Settings) { s.Services[0].Names = map[string]string{"number": "n"} }},
		{"egov.service.names", func(s *egov.Settings) { s.Services[1].Names = map[string]string{"colour": "n"} }},
		{"egov.service.names", func(s *egov.Settings) { s.Services[1].Names = map[string]string{"number": "a b"} }},
		{"egov.service.names", func(s *egov.Settings) { s.Services[1].Names = map[string]string{"number": "1a"} }},
		{"egov.service.names", func(s *egov.Settings) { s.Services[1].Names = map[string]string{"number": "n", "date": "n"} }},
		{"egov.sign.ocsp", func(s *egov.Settings) { s.Sign.OCSP = "ldap://x" }},
		{"egov.sign.crl", func(s *egov.Settings) { s.Sign.CRL = "crl" }},
		{"egov.sign.ncanode", func(s *egov.Settings) { s.Sign.NCANode = "127.0.0.1:14579" }},
		{"egov.sign.ncalayer", func(s *egov.Settings) { s.Sign.NCALayer = "https://127.0.0.1" }},
		{"egov.sign.purpose", func(s *egov.Settings) { s.Sign.Purpose = "signing" }},
	} {
		s := settings()
		x.spoil(&s)
		if name, value := s.Check(); name != x.want {
			t.Errorf("%q %q, want %s", name, value, x.want)
		}
	}
}
