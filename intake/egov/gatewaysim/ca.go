package gatewaysim

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"sync"
	"time"
)

var loopbackIPs = []net.IP{net.IPv4(127, 0, 0, 1)}

// Authorities and TLS are good from ages ago for ages: a TLS client goes by the
// machine's clock, whatever clock the stand-in was handed.
var ages = [2]time.Time{time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)}

// CAOptions is what an authority needs.
type CAOptions struct {
	Clock  func() time.Time
	Listen string // where CRL and OCSP are served; empty: any port of 127.0.0.1
	Name   string // told apart in names; empty: "2022"
}

// CA is an invented certification authority: a root, an intermediate that
// issues, and the two places where revocation is told. Safe for many at once.
type CA struct {
	clock    func() time.Time
	name     string
	root     *Certificate
	middle   *Certificate
	stranger *Certificate // another authority of the same name
	server   *http.Server
	url      string

	mu        sync.Mutex
	issued    int64
	numbers   int64 // of lists of revoked certificates
	revoked   map[string]revocation
	crlFault  StatusFault
	ocspFault StatusFault
}

// Certificate is a certificate with its key and whom it comes from.
type Certificate struct {
	Cert  *x509.Certificate
	Chain []*x509.Certificate // the issuer first; without the root
	Key   *rsa.PrivateKey     // nil: looks like GOST, and signs nothing
}

// NewCA makes an authority and serves its lists until Close.
func NewCA(o CAOptions) (*CA, error) {
	if o.Name == "" {
		o.Name = "2022"
	}
	ca := &CA{clock: o.Clock, name: o.Name, revoked: map[string]revocation{}}
	var err error
	if ca.root, err = ca.authority("root", nil); err != nil {
		return nil, err
	}
	if ca.middle, err = ca.authority("intermediate", ca.root); err != nil {
		return nil, err
	}
	if ca.stranger, err = ca.authority("stranger", nil); err != nil {
		return nil, err
	}
	l, err := listen(o.Listen)
	if err != nil {
		return nil, err
	}
	ca.url = "http://" + l.Addr().String()
	ca.server = &http.Server{Handler: ca.handler(), ReadHeaderTimeout: 10 * time.Second}
	go ca.server.Serve(l)
	return ca, nil
}

// Close stops the serving of lists.
func (ca *CA) Close() error { return ca.server.Close() }

// authority makes a certificate that issues; nil parent: of itself.
func (ca *CA) authority(place string, parent *Certificate) (*Certificate, error) {
	key, err := ring.key(ca.name + "/" + place)
	if err != nil {
		return nil, err
	}
	title := map[string]string{
		"root":         "СЫНАҚ НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) ",
		"intermediate": "СЫНАҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) ",
		"stranger":     "СЫНАҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) ",
	}[place]
	t := &x509.Certificate{
		Subject:   pkix.Name{Country: []string{"KZ"}, Organization: []string{Organization}, CommonName: title + ca.name},
		NotBefore: ages[0], NotAfter: ages[1],
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, IsCA: true, BasicConstraintsValid: true,
		SerialNumber: ca.serial(),
	}
	issuer, signer := t, key
	if parent != nil {
		issuer, signer = parent.Cert, parent.Key
	}
	der, err := x509.CreateCertificate(rand.Reader, t, issuer, &key.PublicKey, signer)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	c, err := x509.ParseCertificate(der)
	return &Certificate{Cert: c, Key: key}, err
}

func (ca *CA) serial() *big.Int {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	ca.issued++
	// Long, as real ones are: sixteen bytes, the highest bit off.
	return new(big.Int).Add(new(big.Int).Lsh(big.NewInt(0x7465), 112), big.NewInt(ca.issued))
}

// Issue makes a certificate. A subject's key is its own: two subjects of one
// authority never share one.
func (ca *CA) Issue(s Subject) (*Certificate, error) {
	serial := ca.serial()
	place := s.place
	if place == "" {
		place = serial.Text(16)
	}
	key, err := ring.key(ca.name + "/" + place)
	if err != nil {
		return nil, err
	}
	t, err := s.template(ca.clock())
	if err != nil {
		return nil, err
	}
	t.SerialNumber = serial
	if !s.NoStatus {
		t.OCSPServer, t.CRLDistributionPoints = []string{ca.OCSPURL()}, []string{ca.CRLURL()}
	}
	der, err := x509.CreateCertificate(rand.Reader, t, ca.middle.Cert, &key.PublicKey, ca.middle.Key)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	c, err := x509.ParseCertificate(der)
	return &Certificate{Cert: c, Chain: []*x509.Certificate{ca.middle.Cert}, Key: key}, err
}

// Root is the authority's own certificate.
func (ca *CA) Root() *x509.Certificate { return ca.root.Cert }

// Intermediate is the certificate all others are issued by.
func (ca *CA) Intermediate() *x509.Certificate { return ca.middle.Cert }

// Pool holds the root alone.
func (ca *CA) Pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(ca.root.Cert)
	return p
}

// SignRoots is root and intermediate as PEM.
func (ca *CA) SignRoots() []byte { return append(certPEM(ca.root.Cert), certPEM(ca.middle.Cert)...) }

func certPEM(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

// PEM is the certificate and its chain.
func (c *Certificate) PEM() []byte {
	out := certPEM(c.Cert)
	for _, x := range c.Chain {
		out = append(out, certPEM(x)...)
	}
	return out
}

// Identity is certificate, chain and key as PEM.
func (c *Certificate) Identity() ([]byte, error) {
	key, err := x509.MarshalPKCS8PrivateKey(c.Key)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	return append(c.PEM(), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})...), nil
}

// TLS is the certificate as a server shows it.
func (c *Certificate) TLS() tls.Certificate {
	t := tls.Certificate{Certificate: [][]byte{c.Cert.Raw}, PrivateKey: c.Key, Leaf: c.Cert}
	for _, x := range c.Chain {
		t.Certificate = append(t.Certificate, x.Raw)
	}
	return t
}
