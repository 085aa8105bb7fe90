package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tereze/courier"
	"tereze/intake/egov"
	"tereze/intake/egov/agent"
	"tereze/intake/egov/gateway"
	"tereze/intake/egov/sign"
)

// connect gives the office its side of the electronic road: the gateway and
// the verifier of its settings. A file of theirs that cannot stand is said,
// and the office works on without: on paper.
func (o *place) connect() {
	s, clock := o.Desk.Office.Egov, func() time.Time { return o.Clock() }
	g, err := gateway.Open(o.dir, s, gateway.Options{Training: o.Desk.Office.Training, Clock: clock})
	switch {
	case err == nil:
		o.Gateway = g
	case !errors.Is(err, egov.ErrOff):
		o.unfit(err)
	}
	roots, err := gateway.Roots(o.dir, "egov.sign.roots", s.Sign.Roots, o.Desk.Office.Training)
	switch {
	case err != nil:
		o.unfit(err)
	case roots != nil:
		o.Verifier = sign.New(sign.Options{Roots: roots, Intermediates: roots, OCSP: s.Sign.OCSP, CRL: s.Sign.CRL, NCANode: s.Sign.NCANode, Clock: clock})
	}
}

// unfit says which file of the gateway's settings cannot stand.
func (o *place) unfit(err error) {
	var f *gateway.Fault
	if errors.As(err, &f) {
		o.a.caution(problemOut{"egov", string(f.Why), f.Setting + ", " + f.File + ": " + f.Words().In(o.a.lang)})
		return
	}
	o.a.caution(problemOut{"egov", "", err.Error()})
}

// post keeps the outbox moving, hears what the gateway pushes and empties the
// portal's drop folder, until stop; stop waits until all of it has ended.
func (o *place) post(log *slog.Logger) (stop func(), err error) {
	if o.Desk.ReadOnly {
		return func() {}, nil
	}
	ctx, cancel := context.WithCancel(o.a.ctx)
	var all sync.WaitGroup
	if o.Gateway != nil {
		all.Go(func() { (&courier.Post{Office: o.Office, Log: log}).Run(ctx) })
	}
	if drop, ok := o.portalDrop(); ok || o.Gateway != nil { // what came by the gateway may wait too
		all.Go(func() { (&courier.Drop{Office: o.Office, Dir: drop, Log: log}).Run(ctx) })
	}
	served, err := o.callbacks(log)
	if err != nil {
		cancel()
		all.Wait()
		return nil, err
	}
	return func() { served(); cancel(); all.Wait() }, nil
}

// portalDrop is the folder portal requests are dropped into; false: there is
// none.
func (o *place) portalDrop() (string, bool) {
	dir := o.Desk.Office.Egov.Portal
	if dir == "" {
		dir = "portal"
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(o.dir, dir)
	}
	info, err := os.Stat(dir)
	return dir, err == nil && info.IsDir()
}

// callbacks listens where the gateway may push to us, over TLS with the
// system's own certificate.
func (o *place) callbacks(log *slog.Logger) (stop func(), err error) {
	s := o.Desk.Office.Egov
	g, ok := o.Gateway.(*gateway.Gateway)
	if s.Callback == "" || !ok {
		return func() {}, nil
	}
	path := s.Identity
	if !filepath.IsAbs(path) {
		path = filepath.Join(o.dir, path)
	}
	own, err := tls.LoadX509KeyPair(path, path)
	if err != nil {
		return nil, err
	}
	l, err := new(net.ListenConfig).Listen(o.a.ctx, "tcp", s.Callback)
	if err != nil {
		return nil, err
	}
	srv := &http.Server{
		Handler: g.Callbacks(o.Take), ReadTimeout: 30 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{own}, MinVersion: tls.VersionTLS12},
		ErrorLog:  slog.NewLogLogger(log.Handler(), slog.LevelInfo),
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := srv.ServeTLS(l, "", ""); !errors.Is(err, http.ErrServerClosed) {
			log.Error("callbacks", "cause", err.Error())
		}
	}()
	return func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(o.a.ctx), 5*time.Second)
		defer cancel()
		_ = srv.Shutdown(ending)
		<-done
	}, nil
}

// ownSigner is the signing program of this very machine: for a local terminal.
func (o *place) ownSigner() func(string) (agent.Signer, bool) {
	s := o.Desk.Office.Egov.Sign
	if s.Roots == "" {
		return nil // what nobody can verify is not asked for
	}
	c, err := signer(s)
	if err != nil {
		o.unfit(err)
		return nil
	}
	return func(string) (agent.Signer, bool) { return c, true }
}
