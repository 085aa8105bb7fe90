package soap

import (
	"context"
	"crypto/x509"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/beevik/etree"
)

// CallbackOptions say who may call, and who is told. Message and State return
// nil when what came is on the disk, or was there before; an error makes the
// gateway send it again, and is not shown to it.
type CallbackOptions struct {
	Signers  *x509.CertPool // whose signature counts; nil: anybody's word, so only behind a wall
	Identity *Identity      // nil: answers are not signed
	Limit    int64          // bytes; 0: DefaultLimit
	Clock    func() time.Time
	Revoked  func(context.Context, *x509.Certificate) error
	Message  func(context.Context, AsyncMessage) error
	State    func(context.Context, StateChange) error
	Log      *slog.Logger
}

// Callback is our side of IAsyncChannelClient: the gateway's pushes.
func Callback(o CallbackOptions) http.Handler {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "POST only", http.StatusMethodNotAllowed)
			return
		}
		content, fault := o.serve(r)
		if fault != nil {
			content = fault.Element()
		}
		raw, err := WriteEnvelope(content, o.Identity)
		if err != nil { // a number of theirs that XML cannot hold does not get here
			http.Error(w, "cannot answer", http.StatusInternalServerError)
			return
		}
		WriteHTTP(w, raw, fault != nil)
	})
}

func (o CallbackOptions) serve(r *http.Request) (*etree.Element, *Fault) {
	read := ReadOptions{Signers: o.Signers, Clock: o.Clock, Limit: o.Limit}
	if o.Revoked != nil {
		read.Revoked = func(c *x509.Certificate) error { return o.Revoked(r.Context(), c) }
	}
	env, err := ReadHTTP(r, read)
	if err != nil {
		return nil, o.fault("Client", "NOT_UNDERSTOOD", err)
	}
	switch {
	case is(env.Body, AsyncTypes, opSend) && o.Message != nil:
		return o.message(r.Context(), env)
	case is(env.Body, AsyncTypes, opStateChange) && o.State != nil:
		return o.state(r.Context(), env)
	}
	return nil, o.fault("Client", "NOT_UNDERSTOOD", errors.New("soap: not an operation of ours"))
}

func (o CallbackOptions) message(ctx context.Context, env *Envelope) (*etree.Element, *Fault) {
	m, err := ReadAsyncMessage(env)
	if err == nil && m.MessageID == "" {
		err = bad("a message without its number")
	}
	if err != nil {
		return nil, o.fault("Client", "NOT_UNDERSTOOD", err)
	}
	if err := o.Message(ctx, m); err != nil {
		return nil, o.fault("Server", "TRY_AGAIN", err)
	}
	return AsyncReceipt{MessageID: m.MessageID, CorrelationID: m.CorrelationID, SessionID: m.SessionID, At: o.Clock()}.Element(), nil
}

func (o CallbackOptions) state(ctx context.Context, env *Envelope) (*etree.Element, *Fault) {
	c, err := ReadStateChange(env)
	if err != nil {
		return nil, o.fault("Client", "NOT_UNDERSTOOD", err)
	}
	if err := o.State(ctx, c); err != nil {
		return nil, o.fault("Server", "TRY_AGAIN", err)
	}
	return StateReceived(o.Clock(), c.SessionID), nil
}

// fault tells the log why, and the caller only that.
func (o CallbackOptions) fault(code, reason string, cause error) *Fault {
	o.Log.Warn("gateway's push not taken", "code", reason, "cause", cause)
	return &Fault{Code: code, Text: "not taken", Async: true,
		Info: &ErrorInfo{Code: reason, Message: "not taken", At: o.Clock()}}
}

// ReadHTTP reads the envelope of a request that came in.
func ReadHTTP(r *http.Request, o ReadOptions) (*Envelope, error) {
	if err := utf8Type(r.Header.Get("Content-Type")); err != nil {
		return nil, err
	}
	return ReadEnvelope(r.Body, o)
}

// WriteHTTP answers a request with an envelope; a fault has the status 500, as
// SOAP wants it.
func WriteHTTP(w http.ResponseWriter, raw []byte, fault bool) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	if fault {
		w.WriteHeader(http.StatusInternalServerError)
	}
	_, _ = w.Write(raw) // whoever has gone asks again
}
