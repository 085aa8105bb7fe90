package egov

import (
	"encoding/xml"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The kinds of services that are no RequestKind.
const (
	KindPerson = "person"         // ГБД ФЛ
	KindPower  = "power"          // ЕНИС
	KindAnswer = "answer"         // what АРМ РШЭП says of our requests
	KindPortal = "portal-request" // what comes from the portal
)

// ServiceKinds lists what a service of the settings may be for.
func ServiceKinds() []string {
	return []string{KindPerson, KindPower, string(KindRequest), string(KindWithdrawal), string(KindResult), string(KindRefusal), KindAnswer, KindPortal}
}

// The meanings a status code may be given.
const (
	CodeOK      = "ok"
	CodeNone    = "none"    // the register has nothing under the number
	CodeRefused = "refused" // the message is wrong; sending it again will not help
	CodeAgain   = "again"   // not now: it is sent again
)

// CodeMeanings lists them.
func CodeMeanings() []string { return []string{CodeOK, CodeNone, CodeRefused, CodeAgain} }

// PowerFields are the fields of ЕНИС's question and answer that a service may
// call by other names.
func PowerFields() []string {
	return []string{"number", "date", "principal", "trustee", "found", "valid", "issued", "expires", "revoked", "notary"}
}

// Check names the first setting that cannot stand, as its key in office.toml
// is called, and what is in it; "" when all can. Files are not looked at.
func (s Settings) Check() (setting, value string) {
	switch {
	case (s.Sync == "") != (s.Async == ""):
		return "egov.async", s.Async // one channel is no gateway
	case s.On() && !address(s.Sync, "https"):
		return "egov.sync", s.Sync
	case s.On() && !address(s.Async, "https"):
		return "egov.async", s.Async
	case s.On() && s.Roots == "":
		return "egov.roots", ""
	case s.On() && s.Sender == "":
		return "egov.sender", ""
	case s.Callback != "" && !listens(s.Callback):
		return "egov.callback", s.Callback
	case s.Callback != "" && s.Signers == "":
		return "egov.signers", "" // or anybody could push
	case s.Callback != "" && s.Identity == "":
		return "egov.identity", "" // of its TLS
	}
	seen := map[string]bool{}
	for _, x := range s.Services {
		if setting, value := x.check(); setting != "" || seen[x.Kind] {
			return "egov.service" + setting, strings.TrimSpace(x.Kind + " " + value)
		}
		seen[x.Kind] = true
	}
	return s.Sign.check()
}

func (x Service) check() (setting, value string) {
	switch {
	case !slices.Contains(ServiceKinds(), x.Kind):
		return ".kind", ""
	case strings.TrimSpace(x.ID) == "":
		return ".id", ""
	case len(x.Names) > 0 && x.Kind != KindPower:
		return ".names", ""
	}
	for code, meaning := range x.Codes {
		if code == "" || !slices.Contains(CodeMeanings(), meaning) {
			return ".codes", code
		}
	}
	taken := map[string]bool{}
	for field, element := range x.Names {
		if !slices.Contains(PowerFields(), field) || !elementName(element) || taken[element] {
			return ".names", field
		}
		taken[element] = true
	}
	return "", ""
}

func (s Sign) check() (setting, value string) {
	switch {
	case s.OCSP != "" && !address(s.OCSP, "http", "https"):
		return "egov.sign.ocsp", s.OCSP
	case s.CRL != "" && !address(s.CRL, "http", "https"):
		return "egov.sign.crl", s.CRL
	case s.NCANode != "" && !address(s.NCANode, "http", "https"):
		return "egov.sign.ncanode", s.NCANode
	case s.NCALayer != "" && !address(s.NCALayer, "wss", "ws"):
		return "egov.sign.ncalayer", s.NCALayer
	case s.Purpose != "" && !dotted.MatchString(s.Purpose):
		return "egov.sign.purpose", s.Purpose
	}
	return "", ""
}

var dotted = regexp.MustCompile(`^[0-2](\.(0|[1-9][0-9]*))+$`)

// address says whether s is an address of one of the schemes, with a host and
// without a password in it.
func address(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	return err == nil && slices.Contains(schemes, u.Scheme) && u.Hostname() != "" && u.User == nil
}

func listens(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}

// elementName says whether s may be an element's name without a prefix.
func elementName(s string) bool {
	if s == "" || strings.ContainsAny(s, " :<>/&\"'=\t\n") {
		return false
	}
	d := xml.NewDecoder(strings.NewReader("<" + s + "/>"))
	t, err := d.Token()
	e, ok := t.(xml.StartElement)
	return err == nil && ok && e.Name.Local == s
}
