package ncalayer

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"net"
	"net/url"
	"time"

	"github.com/gorilla/websocket"
)

// Usual is where NCALayer listens.
const Usual = "wss://127.0.0.1:13579"

// Bounds of an exchange.
const (
	MostData = 1 << 20 // bytes to sign
	mostSaid = 4 << 20 // bytes of one message of NCALayer's
	waiting  = 10 * time.Second
)

// Client asks the NCALayer of this machine. Each signature is a connection of
// its own: the program takes one question at a time on each.
type Client struct {
	Locale string // of its windows: "kk", "ru", "en"

	at             string
	store, purpose string
	wait           time.Duration // for a connection and for the greeting
}

// New makes a client of the NCALayer at an address of this machine; empty:
// Usual. store is where the key lies, empty: the person chooses; purpose the
// extended key usage it must have, dotted, empty: any. Errors: ErrAddress.
func New(address, store, purpose string) (*Client, error) {
	u, err := url.Parse(cmp.Or(address, Usual))
	if err != nil || u.Scheme != "wss" || u.User != nil || !here(u.Hostname()) {
		return nil, ErrAddress
	}
	return &Client{Locale: "kk", at: u.String(), store: store, purpose: purpose, wait: waiting}, nil
}

// here tells an address of this machine, by its form.
func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// dial opens a connection and reads the greeting. The certificate is the
// program's own and nobody's else: it counts on the loopback alone.
func (c *Client) dial(ctx context.Context) (conn *websocket.Conn, version string, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.wait)
	defer cancel()
	d := websocket.Dialer{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // see above
		NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			if a, ok := conn.RemoteAddr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
				_ = conn.Close()
				return nil, ErrAddress
			}
			return conn, nil
		},
	}
	conn, resp, err := d.DialContext(ctx, c.at, nil)
	if err != nil {
		return nil, "", ErrAway
	}
	_ = resp.Body.Close()
	conn.SetReadLimit(mostSaid)
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	_, raw, err := conn.ReadMessage()
	var g greeting
	if err != nil || json.Unmarshal(raw, &g) != nil || g.Result == nil {
		_ = conn.Close()
		return nil, "", ErrAway // somebody else listens there
	}
	return conn, g.Result.Version, nil
}

// Version says which NCALayer runs here. Errors: ErrAway, ctx's.
func (c *Client) Version(ctx context.Context) (string, error) {
	conn, version, err := c.dial(ctx)
	if err != nil {
		return "", ours(ctx, err)
	}
	_ = conn.Close()
	return version, nil
}

// Sign has the person sign data and gives the detached CMS, DER or BER. It
// waits as long as the person takes: ctx's end closes the window. Errors:
// ErrCanceled, ErrToken, ErrAway, *Failure, ErrBig, ctx's.
func (c *Client) Sign(ctx context.Context, data []byte) (cms []byte, err error) {
	if len(data) > MostData {
		return nil, ErrBig
	}
	conn, version, err := c.dial(ctx)
	if err != nil {
		return nil, ours(ctx, err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if err := conn.WriteJSON(c.question(version, data)); err != nil {
		return nil, ours(ctx, ErrAway)
	}
	for {
		_, raw, err := conn.ReadMessage()
		if err != nil {
			return nil, ours(ctx, ErrAway)
		}
		if a, ok := said(raw); ok {
			return a.signature()
		}
	}
}

// ours is an error, unless it is ctx's end that brought it about.
func ours(ctx context.Context, err error) error {
	return cmp.Or(ctx.Err(), err)
}
