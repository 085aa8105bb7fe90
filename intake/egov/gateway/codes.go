package gateway

import (
	"errors"
	"fmt"
	"strings"

	"tereze/intake/egov"
)

// usual is what the codes seen in public mean, for a service whose settings
// name none. A status code is set by the receiving system: what is not here
// is unknown, and a person looks at it.
var usual = map[string]string{
	"SCSS001":        egov.CodeOK,
	"Success":        egov.CodeOK,
	"SCSE001":        egov.CodeNone,
	"SIGN_NOT_EXIST": egov.CodeRefused,
	"IS_NOT_VALID":   egov.CodeRefused,
}

// meaning is what a status code means for a service; "" when nobody knows.
func meaning(s egov.Service, code string) string {
	if len(s.Codes) > 0 {
		return s.Codes[code]
	}
	return usual[code]
}

// busy says that the other side asks for the message again later.
func busy(code string) error {
	return fmt.Errorf("%w: not now, says code %q", egov.ErrUnreachable, short(code))
}

// short is a code fit for an error: a system that puts a sentence there may
// name somebody in it.
func short(code string) string {
	code = strings.TrimSpace(code)
	if len(code) > 32 || strings.ContainsFunc(code, func(r rune) bool {
		return !(r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z')
	}) || long(code) {
		return "?"
	}
	return code
}

// long says whether there are digits enough for an IIN.
func long(code string) bool {
	run := 0
	for _, r := range code {
		if run++; r < '0' || r > '9' {
			run = 0
		}
		if run >= 12 {
			return true
		}
	}
	return false
}

// judge turns a status code into an error; nil for ok and none, which are told
// apart by found.
func judge(s egov.Service, code, text string, raw []byte) (found bool, err error) {
	switch meaning(s, code) {
	case egov.CodeOK:
		return true, nil
	case egov.CodeNone:
		return false, nil
	case egov.CodeRefused:
		return false, &egov.Refusal{Code: short(code), Text: text}
	case egov.CodeAgain:
		return false, busy(code)
	}
	return false, &egov.UnknownCode{Code: short(code), Raw: raw}
}

// faulted maps the code of a SOAP fault, where the service's table has it:
// again makes it worth another try; none is no error, and its code is given.
func faulted(s egov.Service, err error) (none string, _ error) {
	var refusal *egov.Refusal
	if !errors.As(err, &refusal) {
		return "", err
	}
	switch meaning(s, refusal.Code) {
	case egov.CodeNone:
		return refusal.Code, nil
	case egov.CodeAgain:
		return "", busy(refusal.Code)
	}
	return "", &egov.Refusal{Code: short(refusal.Code), Text: refusal.Text}
}
