package ncalayer

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"tereze/intake/egov/sign"
)

// newer is the first version whose module "basics" is used: it takes the
// purpose of the key, and lets the person choose the store.
var newer = []int{1, 2}

// since says whether a version is that of newer, or a later one.
func since(version string) bool {
	for i, part := range strings.SplitN(version, ".", 3) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return false
		}
		if i >= len(newer) || n > newer[i] {
			return true
		}
		if n < newer[i] {
			return false
		}
		if i == len(newer)-1 {
			return true
		}
	}
	return false
}

// greeting is what NCALayer says first.
type greeting struct {
	Result *struct {
		Version string `json:"version"`
	} `json:"result"`
}

type object = map[string]any

// question asks for a signature: the shape of the program's version.
func (c *Client) question(version string, data []byte) object {
	text := base64.StdEncoding.EncodeToString(data)
	if !since(version) {
		store := c.store
		if store == "" {
			store = "PKCS12"
		}
		return object{"module": "kz.gov.pki.knca.commonUtils", "method": "createCMSSignatureFromBase64", "args": []any{store, "SIGNATURE", text, false}}
	}
	var stores []string // null: the person chooses
	if c.store != "" {
		stores = []string{c.store}
	}
	uses := []string{}
	if c.purpose != "" {
		uses = append(uses, c.purpose)
	}
	return object{"module": "kz.gov.pki.knca.basics", "method": "sign", "args": object{
		"allowedStorages": stores, "format": "cms", "data": text, "locale": c.Locale,
		"signingParams": object{"decode": true, "encapsulate": false, "digested": false, "tsaProfile": nil},
		"signerParams":  object{"extKeyUsageOids": uses},
	}}
}

// answer is of either module.
type answer struct {
	Status  *bool           `json:"status"`
	Body    json.RawMessage `json:"body"`
	Details any             `json:"details"`
	Code    any             `json:"code"` // a number in quotes or bare, or a word
	Message string          `json:"message"`
	Object  json.RawMessage `json:"responseObject"`
}

// said says whether a message is an answer at all: there are beats of the heart
// between them.
func said(raw []byte) (a answer, ok bool) {
	if json.Unmarshal(raw, &a) != nil {
		return a, false
	}
	return a, a.Status != nil || a.Code != nil
}

// signature is what an answer brings.
func (a answer) signature() ([]byte, error) {
	var text string
	switch {
	case a.Status != nil && *a.Status:
		var body struct {
			Result json.RawMessage `json:"result"`
		}
		_ = json.Unmarshal(a.Body, &body) // what is missing is a person who closed the window
		if text = first(body.Result); text == "" {
			text = first(a.Object)
		}
		if text == "" {
			return nil, ErrCanceled
		}
	case a.Status == nil && word(a.Code) == "200":
		if text = first(a.Object); text == "" {
			return nil, &Failure{}
		}
	default:
		details, _ := a.Details.(string)
		code := word(a.Code)
		if _, err := strconv.Atoi(code); err == nil {
			code = "" // a number explains nothing
		}
		return nil, fault(a.Message, details, code)
	}
	der, err := sign.Decode([]byte(text))
	if err != nil {
		return nil, &Failure{}
	}
	return der, nil
}

// first is a text, or the first of several.
func first(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return strings.TrimSpace(one)
	}
	var many []string
	if json.Unmarshal(raw, &many) == nil && len(many) == 1 {
		return strings.TrimSpace(many[0])
	}
	return ""
}

func word(code any) string {
	switch c := code.(type) {
	case string:
		return c
	case float64:
		return strconv.Itoa(int(c))
	}
	return ""
}
