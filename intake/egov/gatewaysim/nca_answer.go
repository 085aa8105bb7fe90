package gatewaysim

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"slices"
	"strings"
)

// quiet takes what net/http would print of connections that are cut on purpose.
var quiet = log.New(io.Discard, "", 0)

// The modules of the signing program that are known here.
const (
	moduleCommon = "kz.gov.pki.knca.commonUtils"
	moduleBasics = "kz.gov.pki.knca.basics"
)

// tokenOut is what Java says when the token is pulled out: the shape is
// recorded, the words are our assumption.
const tokenOut = "java.security.ProviderException: sun.security.pkcs11.wrapper.PKCS11Exception: CKR_DEVICE_REMOVED"

type ncaRequest struct {
	Module string          `json:"module"`
	Method string          `json:"method"`
	Args   json.RawMessage `json:"args"`
}

type ncaSign struct {
	Storages []string        `json:"allowedStorages"`
	Format   string          `json:"format"`
	Data     json.RawMessage `json:"data"`
	Signing  *struct {
		Decode      *bool `json:"decode"`
		Encapsulate bool  `json:"encapsulate"`
		Digested    bool  `json:"digested"`
	} `json:"signingParams"`
	Signer struct {
		Uses []string `json:"extKeyUsageOids"`
	} `json:"signerParams"`
}

// reply gives the answer's text, and the fault where the connection shows it.
func (n *NCALayer) reply(data []byte) ([]byte, NCAFault) {
	var q ncaRequest
	if err := json.Unmarshal(data, &q); err != nil {
		return commonFailure("org.json.JSONException: A JSONObject text must begin with '{' at 1 [character 2 line 1]"), NCAGood
	}
	n.mu.Lock()
	n.requests = append(n.requests, q.Module+"."+q.Method)
	seen := n.seen
	n.mu.Unlock()
	if seen != nil {
		seen <- q.Method
	}
	switch q.Module {
	case moduleCommon:
		return n.common(q)
	case moduleBasics:
		return n.basics(q)
	}
	return commonFailure("module.not.found: " + q.Module), NCAGood
}

func (n *NCALayer) common(q ncaRequest) ([]byte, NCAFault) {
	if q.Method == "getActiveTokens" {
		return commonResult([]string{"AKKaztokenStore"}), NCAGood
	}
	mismatch := commonFailure("java.lang.IllegalArgumentException: argument type mismatch. Method: " + q.Method)
	args := []any{}
	if json.Unmarshal(q.Args, &args) != nil {
		return mismatch, NCAGood
	}
	text := func(i int) (s string, ok bool) {
		if i < len(args) {
			s, ok = args[i].(string)
		}
		return s, ok
	}
	_, ok := text(0)
	switch q.Method {
	case "getKeyInfo":
		ok = ok && len(args) == 1
	case "createCAdESFromBase64", "createCMSSignatureFromBase64":
		_, two := text(1)
		_, three := text(2)
		ok = ok && two && three && len(args) == 4
		if ok {
			_, ok = args[3].(bool)
		}
	default:
		return commonFailure("java.lang.NoSuchMethodException: " + q.Method), NCAGood
	}
	if !ok {
		return mismatch, NCAGood
	}
	fault := n.take()
	switch fault {
	case NCACanceled:
		return commonFailure("action.canceled"), NCAGood
	case NCATokenOut:
		return commonFailure(tokenOut), NCAGood
	}
	kind, _ := text(1)
	c, err := n.key(fault, kind == "AUTHENTICATION")
	if err != nil {
		return commonFailure(err.Error()), NCAGood
	}
	if q.Method == "getKeyInfo" {
		return commonResult(keyInfo(c)), fault
	}
	b64, _ := text(2)
	content, err := base64.StdEncoding.DecodeString(b64)
	if err != nil {
		return commonFailure("java.lang.IllegalArgumentException: Illegal base64 character"), NCAGood
	}
	der, err := Sign(c, content, SignOptions{At: n.o.Clock(), Attached: args[3].(bool), Alone: true})
	if err != nil {
		return commonFailure(err.Error()), NCAGood
	}
	return commonResult(lines(der)), fault
}

// key is what the person chose.
func (n *NCALayer) key(f NCAFault, auth bool) (*Certificate, error) {
	c := n.o.Key
	switch {
	case f == NCAWrongKey:
		c = n.o.Other
	case f == NCAAuthKey || auth:
		c = n.o.Auth
	}
	if c == nil {
		return nil, errors.New("java.security.KeyStoreException: no such key")
	}
	return c, nil
}

// keyInfo is a certificate as the program tells of it.
func keyInfo(c *Certificate) map[string]string {
	algorithm := "RSA"
	if c.Key == nil {
		algorithm = "ECGOST3410-2015-512"
	}
	return map[string]string{
		"algorithm": algorithm, "alias": fmt.Sprintf("%x", c.Cert.SubjectKeyId), "keyId": fmt.Sprintf("%x", c.Cert.SubjectKeyId),
		"authorityKeyIdentifier": fmt.Sprintf("%x", c.Cert.AuthorityKeyId),
		"certNotBefore":          fmt.Sprint(c.Cert.NotBefore.UnixMilli()), "certNotAfter": fmt.Sprint(c.Cert.NotAfter.UnixMilli()),
		"issuerCn": c.Cert.Issuer.CommonName, "issuerDn": c.Cert.Issuer.String(),
		"subjectCn": c.Cert.Subject.CommonName, "subjectDn": c.Cert.Subject.String(),
		"serialNumber": c.Cert.SerialNumber.String(), "pem": string(certPEM(c.Cert)),
	}
}

// lines is base64 in lines, as Java writes it.
func lines(der []byte) string {
	var b strings.Builder
	for chunk := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(der)), 76) {
		b.Write(chunk)
		b.WriteString("\r\n")
	}
	return b.String()
}

func (n *NCALayer) basics(q ncaRequest) ([]byte, NCAFault) {
	if q.Method != "sign" {
		return basicsFailure("java.lang.NoSuchMethodException: " + q.Method), NCAGood
	}
	var args ncaSign
	if err := json.Unmarshal(q.Args, &args); err != nil || args.Signing == nil {
		return basicsFailure(`org.json.JSONException: JSONObject["signingParams"] is not a JSONObject.`), NCAGood
	}
	if args.Format != "cms" {
		return basicsFailure("java.lang.UnsupportedOperationException: format " + args.Format), NCAGood
	}
	var list []string
	single := ""
	one := json.Unmarshal(args.Data, &single) == nil
	if one {
		list = []string{single}
	} else if json.Unmarshal(args.Data, &list) != nil {
		return basicsFailure(`org.json.JSONException: JSONObject["data"] not a string.`), NCAGood
	}
	fault := n.take()
	switch fault {
	case NCACanceled:
		return encoded(map[string]any{"body": map[string]any{}, "status": true}), NCAGood
	case NCATokenOut:
		return basicsFailure(tokenOut), NCAGood
	}
	c, err := n.key(fault, slices.Contains(args.Signer.Uses, UseAuth))
	if err != nil {
		return basicsFailure(err.Error()), NCAGood
	}
	var made []string
	for _, text := range list {
		content := []byte(text)
		if args.Signing.Decode == nil || *args.Signing.Decode {
			if content, err = base64.StdEncoding.DecodeString(text); err != nil {
				return basicsFailure("java.lang.IllegalArgumentException: Illegal base64 character"), NCAGood
			}
		}
		der, err := Sign(c, content, SignOptions{
			At: n.o.Clock(), Attached: args.Signing.Encapsulate, Hashed: args.Signing.Digested, Alone: true,
		})
		if err != nil {
			return basicsFailure(err.Error()), NCAGood
		}
		made = append(made, CMSPEM(der))
	}
	body := map[string]any{"result": made}
	if one {
		body["result"] = made[0]
	}
	return encoded(map[string]any{"body": body, "status": true}), fault
}

func commonResult(v any) []byte { return encoded(map[string]any{"code": "200", "responseObject": v}) }

func commonFailure(text string) []byte {
	return encoded(map[string]string{"code": "500", "message": text})
}

func basicsFailure(details string) []byte {
	return encoded(map[string]any{
		"status": false, "code": "INVOCATION_ERROR", "message": "An invoked method threw an exception.", "details": details,
	})
}

// encoded is an answer as JSON; what is put in can always be encoded.
func encoded(v any) []byte {
	data, _ := json.Marshal(v)
	return data
}
