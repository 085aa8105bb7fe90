package soap

import (
	"fmt"
	"strings"
	"time"

	"github.com/beevik/etree"

	"tereze/intake/egov"
)

// bad says why an answer cannot be believed. The cause is our own sentence:
// nothing of what came in may be put into it.
func bad(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{egov.ErrAnswer}, args...)...)
}

// ErrorInfo is the gateway's own account of what went wrong.
type ErrorInfo struct {
	Code, Message, Data string
	SubError            string
	SessionID           string
	At                  time.Time
}

// put writes the account into an element, in the gateway's order.
func (i *ErrorInfo) put(el *etree.Element) {
	put(el, "errorCode", i.Code)
	put(el, "errorMessage", i.Message)
	putSome(el, "errorData", i.Data)
	putMoment(el, "errorDate", i.At)
	putSome(el, "subError", i.SubError)
	putSome(el, "sessionId", i.SessionID)
}

// errorInfo reads one; nil when there is none.
func (f *fields) errorInfo(name string) *ErrorInfo {
	if f.maybe(name) == nil || f.err != nil {
		return nil
	}
	in := f.inside(name)
	i := &ErrorInfo{
		Code: in.required("errorCode"), Message: in.optional("errorMessage"), Data: in.optional("errorData"),
		At: in.moment("errorDate"), SubError: in.optional("subError"), SessionID: in.optional("sessionId"),
	}
	f.err = in.err
	return i
}

// Fault is a SOAP fault as the gateway writes it.
type Fault struct {
	Code  string     // "Client": the message is wrong; "Server": it could not be dealt with
	Text  string     // for the log of who asked
	Info  *ErrorInfo // nil: no detail
	Async bool       // the asynchronous channel's detail
}

// Element is the fault for the Body of an envelope.
func (f Fault) Element() *etree.Element {
	el := etree.NewElement("s:Fault")
	el.CreateAttr("xmlns:s", nsEnvelope)
	put(el, "faultcode", "s:"+f.Code)
	put(el, "faultstring", f.Text)
	if f.Info == nil {
		return el
	}
	ns, name := SyncTypes, "SendMessageFault1_SendMessageFault"
	if f.Async {
		ns, name = AsyncTypes, "sendMessageFault1_sendMessageFault"
	}
	info := el.CreateElement("detail").CreateElement("t:" + name)
	info.CreateAttr("xmlns:t", ns)
	f.Info.put(info)
	return el
}

// refusal reads a fault: the gateway's own code where it gives one, otherwise
// SOAP's.
func refusal(env *Envelope) error {
	f := fieldsOf(env.Body, nil)
	r := &egov.Refusal{Code: plainCode(f.optional("faultcode")), Text: f.optional("faultstring")}
	if detail := f.maybe("detail"); detail != nil && f.err == nil {
		inside, err := children(detail)
		if err != nil {
			return err
		}
		for _, el := range inside {
			in := fieldsOf(el, nil)
			code, text := in.optional("errorCode"), in.optional("errorMessage")
			if in.err == nil && code != "" {
				r.Code, r.Text = plainCode(code), text
				break
			}
		}
	}
	if f.err != nil {
		return f.err
	}
	return r
}

// plainCode keeps a code that looks like one. A refusal's code is written into
// logs, so a sentence in its place must not get there.
func plainCode(s string) string {
	if _, local, ok := strings.Cut(s, ":"); ok {
		s = local
	}
	plain := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("._-", r)
	}
	digits := 0
	for _, r := range s {
		if !plain(r) {
			return "unreadable"
		}
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	if s == "" || len(s) > 64 || digits >= 12 { // twelve digits may be somebody's IIN
		return "unreadable"
	}
	return s
}
