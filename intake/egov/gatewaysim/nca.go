package gatewaysim

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// NCAFault is what goes wrong with one request to the signing program.
type NCAFault string

// The faults. Those of the key do not show in the answer: it must be looked at.
const (
	NCAGood       NCAFault = ""
	NCACanceled   NCAFault = "canceled"    // the person closed the window
	NCATokenOut   NCAFault = "token-out"   // the token was pulled out
	NCAWrongKey   NCAFault = "wrong-key"   // another person's key was chosen
	NCAAuthKey    NCAFault = "auth-key"    // the key for logging in was chosen
	NCAHang       NCAFault = "hang"        // no answer until the client goes
	NCACut        NCAFault = "cut"         // closes in the middle of the answer
	NCAGarbage    NCAFault = "garbage"     // no JSON
	NCANoGreeting NCAFault = "no-greeting" // of a connection: says nothing at first
)

// NCALayerOptions is what the signing program's stand-in needs.
type NCALayerOptions struct {
	Clock   func() time.Time
	Key     *Certificate // signs
	Auth    *Certificate // logs in; nil: there is none
	Other   *Certificate // another person's, for NCAWrongKey
	Version string       // of the greeting; empty: "1.2"
	Listen  string       // empty: any port of 127.0.0.1
}

// NCALayer is the operator's signing program: a secure websocket with a
// certificate of its own making, one request at a time.
type NCALayer struct {
	o      NCALayerOptions
	server *http.Server
	url    string
	cert   *x509.Certificate
	gone   chan struct{}

	one sync.Mutex // one request at a time, whoever asks

	mu       sync.Mutex
	faults   []NCAFault
	requests []string
	seen     chan<- string // told of each request; nil: nobody wants to know
}

// StartNCALayer serves until Close.
func StartNCALayer(o NCALayerOptions) (*NCALayer, error) {
	if o.Version == "" {
		o.Version = "1.2"
	}
	shown, err := ownTLS()
	if err != nil {
		return nil, err
	}
	l, err := listen(o.Listen)
	if err != nil {
		return nil, err
	}
	n := &NCALayer{o: o, url: "wss://" + l.Addr().String(), cert: shown.Leaf, gone: make(chan struct{})}
	n.server = &http.Server{
		Handler: http.HandlerFunc(n.serve), ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{shown}},
	}
	go n.server.ServeTLS(l, "", "")
	return n, nil
}

// ownTLS is a certificate signed by itself.
func ownTLS() (tls.Certificate, error) {
	key, err := ring.key("ncalayer")
	if err != nil {
		return tls.Certificate{}, err
	}
	t := &x509.Certificate{
		Subject:      pkix.Name{CommonName: "127.0.0.1", Organization: []string{Organization}},
		SerialNumber: big.NewInt(13579), NotBefore: ages[0], NotAfter: ages[1],
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, IPAddresses: loopbackIPs,
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("gatewaysim: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, err
}

// URL is wss://127.0.0.1:port.
func (n *NCALayer) URL() string { return n.url }

// Roots holds its own certificate.
func (n *NCALayer) Roots() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(n.cert)
	return p
}

// Close ends the program: connections are cut, what hangs ends.
func (n *NCALayer) Close() error {
	n.mu.Lock()
	select {
	case <-n.gone:
	default:
		close(n.gone)
	}
	n.mu.Unlock()
	return n.server.Close()
}

// Next says how the following requests that need a key go, one each; after
// them all is well.
func (n *NCALayer) Next(faults ...NCAFault) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.faults = faults
}

// Requests lists what was asked so far, as "module.method".
func (n *NCALayer) Requests() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.requests)
}

// take gives the fault of the request under way.
func (n *NCALayer) take() NCAFault {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.faults) == 0 {
		return NCAGood
	}
	f := n.faults[0]
	n.faults = n.faults[1:]
	return f
}

// greets says whether this connection is greeted.
func (n *NCALayer) greets() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.faults) > 0 && n.faults[0] == NCANoGreeting {
		n.faults = n.faults[1:]
		return false
	}
	return true
}

func (n *NCALayer) serve(w http.ResponseWriter, r *http.Request) {
	// A small buffer, so that a cut answer is cut in its middle. Any page may
	// speak with the real one, so any origin may here.
	up := websocket.Upgrader{WriteBufferSize: 128, CheckOrigin: func(*http.Request) bool { return true }}
	c, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer c.Close()
	asked, left := make(chan []byte), make(chan struct{})
	go func() {
		defer close(left)
		for {
			_, data, err := c.ReadMessage()
			if err != nil {
				return
			}
			select {
			case asked <- data:
			case <-n.gone:
				return
			}
		}
	}()
	if n.greets() && c.WriteMessage(websocket.TextMessage, []byte(`{"result":{"version":"`+n.o.Version+`"}}`)) != nil {
		return
	}
	for {
		select {
		case data := <-asked:
			if !n.answer(c, data, left) {
				return
			}
		case <-left:
			return
		case <-n.gone:
			return
		}
	}
}

// answer gives one answer; false: the connection is at its end.
func (n *NCALayer) answer(c *websocket.Conn, data []byte, left chan struct{}) bool {
	n.one.Lock()
	defer n.one.Unlock()
	text, fault := n.reply(data)
	switch fault {
	case NCAHang:
		// One request at a time: the others wait until this client goes.
		select {
		case <-left:
		case <-n.gone:
		}
		return false
	case NCAGarbage:
		return c.WriteMessage(websocket.TextMessage, []byte("<html>\x00{\"code\":")) == nil
	case NCACut:
		if w, err := c.NextWriter(websocket.TextMessage); err == nil {
			w.Write(text[:len(text)/2])
		}
		return false
	}
	return c.WriteMessage(websocket.TextMessage, text) == nil
}
