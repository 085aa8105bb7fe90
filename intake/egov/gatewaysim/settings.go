package gatewaysim

import (
	"crypto/x509"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"tereze/intake/egov"
)

// services are the numbers of the gateway's register of services, by kind.
var services = map[string]string{
	"person":                    "STAND_IN_GBDFL",
	"power":                     "STAND_IN_ENIS",
	string(egov.KindRequest):    "STAND_IN_RSHEP_REQUEST",
	string(egov.KindWithdrawal): "STAND_IN_RSHEP_WITHDRAWAL",
	string(egov.KindResult):     "STAND_IN_PORTAL_RESULT",
	string(egov.KindRefusal):    "STAND_IN_PORTAL_REFUSAL",
	"answer":                    "STAND_IN_RSHEP_ANSWER",
	string(egov.PortalRequest):  "STAND_IN_PORTAL_REQUEST",
}

// kindOf is the kind of a service; "" for one nobody registered.
func kindOf(service string) string {
	for kind, id := range services {
		if id == service {
			return kind
		}
	}
	return ""
}

// codes are the status codes all services answer with.
var codes = map[string]string{CodeOK: "ok", CodeNone: "none", CodeRefused: "refused", CodeBusy: "again"}

// The sender's name and password the gateway knows.
const (
	Sender   = "stand-in-office"
	Password = "stand-in-password"
)

// Settings writes what an office needs to know the other side by into dir/egov
// (roots.pem, signers.pem, identity.pem, sign-roots.pem) and returns the
// settings for its office.toml; the files are named relative to dir. An office
// that the stand-in shall push to sets Callback itself, and tells SetCallback.
func (s *Sim) Settings(dir string) (egov.Settings, error) {
	identity, err := s.identity.Identity()
	if err != nil {
		return egov.Settings{}, err
	}
	to := filepath.Join(dir, "egov")
	if err := os.MkdirAll(to, 0o700); err != nil {
		return egov.Settings{}, fmt.Errorf("gatewaysim: %w", err)
	}
	for name, data := range map[string][]byte{
		"roots.pem": certPEM(s.Gate.Root()),
		// Pinned one by one: the one that is past is still here, the one that
		// was taken away is not.
		"signers.pem":    append(certPEM(s.signer.Cert), certPEM(s.expired.Cert)...),
		"identity.pem":   identity,
		"sign-roots.pem": s.CA.SignRoots(),
	} {
		if err := os.WriteFile(filepath.Join(to, name), data, 0o600); err != nil {
			return egov.Settings{}, fmt.Errorf("gatewaysim: %w", err)
		}
	}
	set := egov.Settings{
		Sync: s.url + "/sync", Async: s.url + "/async",
		Roots: "egov/roots.pem", Signers: "egov/signers.pem", Identity: "egov/identity.pem",
		Sender: Sender, Password: Password,
		Sign: egov.Sign{Roots: "egov/sign-roots.pem", OCSP: s.CA.OCSPURL(), CRL: s.CA.CRLURL()},
	}
	for _, kind := range []string{
		"person", "power", string(egov.KindRequest), string(egov.KindWithdrawal), string(egov.KindResult), string(egov.KindRefusal),
		"answer", string(egov.PortalRequest),
	} {
		set.Services = append(set.Services, egov.Service{Kind: kind, ID: services[kind], Codes: maps.Clone(codes)})
	}
	return set, nil
}

// Signers holds the certificates the gateway signs with now.
func (s *Sim) Signers() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(s.signer.Cert)
	p.AddCert(s.expired.Cert)
	return p
}
