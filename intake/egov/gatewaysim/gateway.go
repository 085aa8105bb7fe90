package gatewaysim

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// Options is what the other side needs; Clock alone must be there.
type Options struct {
	Clock  func() time.Time
	Log    *slog.Logger   // nil: silent; never told of a person
	Listen string         // empty: any port of 127.0.0.1
	People []egov.Person  // nil: People
	Powers []Power        // nil: Powers
	Policy Policy         // what the provider does by itself
	Portal payload.Portal // what PortalRequest asks for; name the office's provider; else externat on the ground of health
}

// Sim is the other side. Safe for many at once.
type Sim struct {
	CA       *CA          // of people: the operator, the provider's head, recipients
	Gate     *CA          // of the gateway: TLS and envelopes
	Head     *Certificate // of the provider's head, who signs results
	Operator *Certificate // of an operator of the State Corporation

	o      Options
	script script
	region *region
	server *http.Server
	line   *line
	url    string
	push   *http.Client

	identity *Certificate // the office's own, that it signs its envelopes with
	signer   *Certificate // the gateway's
	expired  *Certificate
	revoked  *Certificate
	envelope map[*Certificate]*soap.Identity

	mu       sync.Mutex
	signers  map[string]*Certificate // of portal requests, by what is the matter
	callback string
	asked    map[string]int
	last     *soap.SyncAnswer // to a question, for OutOfOrder
	flap     string
	turns    int
	release  chan struct{}
	held     chan struct{}
	end      context.CancelFunc
	gone     chan struct{} // closed when nothing is served any more
}

// Start serves until Close, or until ctx ends.
func Start(ctx context.Context, o Options) (*Sim, error) {
	if o.Clock == nil {
		return nil, errors.New("gatewaysim: no clock")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	now := o.Clock()
	if o.People == nil {
		o.People = People(now)
	}
	if o.Powers == nil {
		o.Powers = Powers(now)
	}
	s := &Sim{
		o: o, region: newRegion(o.Clock), signers: map[string]*Certificate{}, asked: map[string]int{},
		release: make(chan struct{}), held: make(chan struct{}, 64), gone: make(chan struct{}),
	}
	s.region.policy, s.region.fileOf = o.Policy, s.result
	if err := s.certify(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	l, err := listen(o.Listen)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.url = "https://" + l.Addr().String()
	s.line = &line{Listener: l}
	s.push = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}
	s.server = &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet, TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{s.tls()}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}},
	}
	go s.server.ServeTLS(s.line, "", "")
	ctx, s.end = context.WithCancel(ctx)
	context.AfterFunc(ctx, func() {
		defer close(s.gone)
		s.stop()
	})
	return s, nil
}

// Close ends the other side: connections are cut, answers on hold dropped.
func (s *Sim) Close() error {
	if s.end == nil { // it never began
		return s.stop()
	}
	s.end()
	<-s.gone
	return nil
}

func (s *Sim) stop() error {
	var errs []error
	if s.server != nil {
		errs = append(errs, s.server.Close())
	}
	for _, ca := range []*CA{s.CA, s.Gate} {
		if ca != nil {
			errs = append(errs, ca.Close())
		}
	}
	return errors.Join(errs...)
}

// tls is the certificate the channels are served with.
func (s *Sim) tls() tls.Certificate { return s.signers["tls"].TLS() }

// result is a file of the provider's decision, signed by its head.
func (s *Sim) result(number string) (file, signature []byte, kind string, err error) {
	file = Leaf("RESULT", number)
	signature, err = Sign(s.Head, file, SignOptions{At: s.o.Clock()})
	return file, signature, "pdf", err
}

// certify makes the two authorities and everybody's certificates. Keys take
// time, so those of different places are made side by side.
func (s *Sim) certify() error {
	var wait sync.WaitGroup
	for _, place := range []string{"gate/intermediate", "gate/tls", "gate/signer", "gate/office", "2022/root", "2022/intermediate", "2022/head", "2022/operator"} {
		wait.Go(func() { ring.key(place) }) // an error comes again where the key is wanted
	}
	wait.Wait()
	now := s.o.Clock()
	var err error
	if s.CA, err = NewCA(CAOptions{Clock: s.o.Clock}); err != nil {
		return err
	}
	if s.Gate, err = NewCA(CAOptions{Clock: s.o.Clock, Name: "gate"}); err != nil {
		return err
	}
	seal := func(name string) Subject {
		return Subject{CommonName: name, Uses: []string{}, place: "signer", KeyUsage: x509.KeyUsageDigitalSignature}
	}
	past := seal("СЫНАҚ ШЛЮЗ, ӨТКЕН")
	past.From, past.To = now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)
	office := seal("СЫНАҚ ХҚКО")
	office.place = "office"
	var shown *Certificate
	for _, x := range []struct {
		to   **Certificate
		from *CA
		who  Subject
	}{
		{&shown, s.Gate, Subject{CommonName: "127.0.0.1", Server: true, place: "tls"}},
		{&s.signer, s.Gate, seal("СЫНАҚ ШЛЮЗ")},
		{&s.expired, s.Gate, past},
		{&s.revoked, s.Gate, seal("СЫНАҚ ШЛЮЗ, ҚАЙТАРЫЛҒАН")},
		{&s.identity, s.Gate, office},
		{&s.Head, s.CA, Subject{
			IIN: Dinara, BIN: "150240012347", Surname: "САҒЫНДЫҚОВА", Name: "ДИНАРА", Patronymic: "ЖАҚСЫБАЙҚЫЗЫ", Org: "№ 1 МЕКТЕП",
			Uses: []string{UseSign, UseOrganisation, UseHead}, place: "head",
		}},
		{&s.Operator, s.CA, Subject{IIN: Daniyar, Surname: "ОСПАНОВ", Name: "ДАНИЯР", Patronymic: "СЕРІКҰЛЫ", place: "operator"}},
	} {
		if *x.to, err = x.from.Issue(x.who); err != nil {
			return err
		}
	}
	s.signers["tls"] = shown
	s.Gate.Revoke(s.revoked.Cert.SerialNumber, now.Add(-time.Hour))
	s.envelope = map[*Certificate]*soap.Identity{}
	for _, c := range []*Certificate{s.signer, s.expired, s.revoked} {
		pem, err := c.Identity()
		if err != nil {
			return err
		}
		if s.envelope[c], err = soap.LoadIdentity(pem); err != nil {
			return fmt.Errorf("gatewaysim: %w", err)
		}
	}
	return nil
}

// line is the listener; while it is down, whoever comes is cut off.
type line struct {
	net.Listener
	mu   sync.Mutex
	down bool
}

func (l *line) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil || !l.isDown() {
			return c, err
		}
		c.Close()
	}
}

func (l *line) isDown() bool { l.mu.Lock(); defer l.mu.Unlock(); return l.down }
