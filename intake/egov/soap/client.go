package soap

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/beevik/etree"
)

// Sender is who asks, by the gateway's register.
type Sender struct{ ID, Password string }

// Endpoint is one channel of the gateway, or the office's callbacks as the
// gateway sees them. It may be used by many at once and keeps nothing.
type Endpoint struct {
	URL      string // https; http only to this very machine
	HTTP     *http.Client
	Identity *Identity        // nil: what we send is not signed
	Signers  *x509.CertPool   // whose signature an answer must have, faults too; nil: none
	Clock    func() time.Time // nil: time.Now
	Limit    int64            // the most bytes of an answer; 0: DefaultLimit
	Sender   Sender           // where a message names nobody
	Revoked  func(context.Context, *x509.Certificate) error
}

// NewClient makes an HTTP client that trusts these roots and no others, goes
// through no proxy, follows no redirect, and gives up after timeout.
func NewClient(roots *x509.CertPool, timeout time.Duration) *http.Client {
	if roots == nil {
		roots = x509.NewCertPool() // nil would mean the system's
	}
	dialer := &net.Dialer{Timeout: timeout}
	return &http.Client{
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    timeout,
			ResponseHeaderTimeout:  timeout,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    4,
			IdleConnTimeout:        time.Minute,
			DisableCompression:     true, // a small answer must not unfold into a large one
		},
	}
}

// exchange sends one operation and returns what may be believed of the answer.
func (e *Endpoint) exchange(ctx context.Context, content *etree.Element) (*Envelope, error) {
	raw, err := WriteEnvelope(content, e.Identity)
	if err != nil {
		return nil, err
	}
	if err := allowed(e.URL); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.URL, bytes.NewReader(raw))
	if err != nil {
		return nil, errors.New("soap: the address cannot be used")
	}
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("SOAPAction", `""`)
	client := e.HTTP
	if client == nil {
		client = NewClient(nil, 30*time.Second)
	}
	w, err := client.Do(r)
	if err != nil {
		return nil, unreachable(bareCause(err))
	}
	defer w.Body.Close()
	return e.answer(ctx, w)
}

const contentType = "text/xml; charset=utf-8"

// answer reads an HTTP answer. Without an envelope in it a 5xx is no answer at
// all; any other status is one that cannot be believed.
func (e *Endpoint) answer(ctx context.Context, w *http.Response) (*Envelope, error) {
	o := ReadOptions{Signers: e.Signers, Clock: e.Clock, Limit: e.Limit}.filled()
	if e.Revoked != nil {
		o.Revoked = func(c *x509.Certificate) error { return e.Revoked(ctx, c) }
	}
	down := w.StatusCode >= 500
	p, err := read(w, o)
	switch {
	case err != nil && down:
		return nil, unreachable(fmt.Errorf("HTTP status %d", w.StatusCode))
	case err != nil && w.StatusCode != http.StatusOK:
		return nil, bad("HTTP status %d", w.StatusCode)
	case err != nil:
		return nil, err
	}
	env, err := p.believe(o)
	if err != nil {
		return nil, err
	}
	if is(env.Body, nsEnvelope, opFault) {
		return nil, refusal(env)
	}
	if w.StatusCode != http.StatusOK {
		return nil, bad("HTTP status %d", w.StatusCode)
	}
	return env, nil
}

func read(w *http.Response, o ReadOptions) (*parsed, error) {
	if err := utf8Type(w.Header.Get("Content-Type")); err != nil {
		return nil, err
	}
	raw, err := readAll(w.Body, o.Limit)
	if err != nil {
		return nil, err
	}
	return parse(raw)
}

// utf8Type refuses a Content-Type that names another charset than UTF-8.
func utf8Type(header string) error {
	if header == "" {
		return nil
	}
	_, parameters, err := mime.ParseMediaType(header)
	if err != nil {
		return bad("its Content-Type cannot be read")
	}
	if c := parameters["charset"]; c != "" && !strings.EqualFold(c, "utf-8") && !strings.EqualFold(c, "utf8") {
		return bad("its charset is not UTF-8")
	}
	return nil
}

// allowed refuses to send a password in the clear, except to this machine.
func allowed(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return errors.New("soap: the address cannot be used")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme == "https" || u.Scheme == "http" && ip != nil && ip.IsLoopback() {
		return nil
	}
	return errors.New("soap: the address must begin with https")
}

// bareCause takes the address off an error of net/http.
func bareCause(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

// expect says whether a message holds the operation that was waited for.
func expect(env *Envelope, ns, op, inside string) *fields {
	if !is(env.Body, ns, op) {
		return &fields{err: bad("not the operation that was expected")}
	}
	return fieldsOf(env.Body, nil).inside(inside)
}

func (e *Endpoint) now() time.Time {
	if e.Clock == nil {
		return time.Now()
	}
	return e.Clock()
}

// fill gives a message the endpoint's own sender and moment where it has none.
func (e *Endpoint) fill(s *Sender, at *time.Time) {
	if s != nil && *s == (Sender{}) {
		*s = e.Sender
	}
	if at.IsZero() {
		*at = e.now()
	}
}
