package sign

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// ErrNCANode says that the configured address cannot be trusted with a verdict:
// anybody on the way could change it.
var ErrNCANode = errors.New("sign: NCANode is asked over https or on this machine only")

const mostVerdict = 1 << 20

// verification is NCANode's answer to /cms/verify, as much of it as is used.
type verification struct {
	Valid   bool `json:"valid"`
	Signers []struct {
		Certificate  *ncaCert  `json:"certificate"` // of newer versions
		Certificates []ncaCert `json:"certificates"`
	} `json:"signers"`
}

type ncaCert struct {
	Valid       bool   `json:"valid"`
	Serial      string `json:"serialNumber"` // hexadecimal
	Revocations []struct {
		Revoked bool `json:"revoked"`
	} `json:"revocations"`
	Subject struct {
		IIN string `json:"iin"`
		BIN string `json:"bin"`
	} `json:"subject"`
}

// gostFault judges a GOST signature: the dates, the purpose and the person
// ourselves, all else by NCANode. An NCANode that does not answer leaves the
// status open.
func (v *Verifier) gostFault(ctx context.Context, s *signed, content []byte, want Want) (Fault, error) {
	if v.o.NCANode == "" {
		return CannotHere, nil
	}
	at, err := nodeAddress(v.o.NCANode)
	if err != nil {
		return "", err
	}
	if f := fits(s.cert, want); f != "" {
		return f, nil
	}
	q, err := json.Marshal(map[string]any{
		"cms": base64.StdEncoding.EncodeToString(s.der), "data": base64.StdEncoding.EncodeToString(content),
		"revocationCheck": []string{"OCSP", "CRL"},
	})
	if err != nil {
		return "", err
	}
	b, code, err := v.fetch(ctx, at, "application/json", q, mostVerdict)
	if err != nil {
		return NoStatus, nil //nolint:nilerr // nobody answered
	}
	if code == http.StatusBadRequest {
		return Broken, nil
	}
	var answer verification
	if code != http.StatusOK || json.Unmarshal(b, &answer) != nil {
		return NoStatus, nil
	}
	return answer.fault(Parse(s.cert)), nil
}

// fault holds NCANode's answer against the certificate we have read ourselves:
// an answer about another one is worth nothing.
func (a *verification) fault(who Signer) Fault {
	if len(a.Signers) != 1 {
		return Broken
	}
	one := a.Signers[0]
	c := one.Certificate
	if c == nil && len(one.Certificates) > 0 {
		c = &one.Certificates[0]
	}
	if c == nil || strings.TrimLeft(strings.ToLower(c.Serial), "0") != who.Serial || c.Subject.IIN != who.IIN {
		return Broken
	}
	for _, r := range c.Revocations {
		if r.Revoked {
			return Revoked
		}
	}
	switch {
	case len(c.Revocations) == 0:
		return NoStatus
	case !c.Valid:
		return UnknownRoot
	case !a.Valid:
		return Broken
	}
	return ""
}

func nodeAddress(at string) (string, error) {
	u, err := url.Parse(strings.TrimRight(at, "/") + "/cms/verify")
	if err != nil || !web(u) {
		return "", ErrNCANode
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme != "https" && u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", ErrNCANode
	}
	return u.String(), nil
}
