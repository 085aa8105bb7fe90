package agent

import (
	"cmp"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"tereze/intake/egov/ncalayer"
)

// Request is what the office wants signed.
type Request struct {
	What
	Data []byte
}

// Agent is the worker's side.
type Agent struct {
	Signer Signer
	// Confirm shows the person what is to be signed, before NCALayer does; an
	// error leaves it unsigned. nil: NCALayer's own window is enough.
	Confirm func(context.Context, Request) error
	Up      func()        // the office has taken us on; may be nil
	Silence time.Duration // the office may say nothing; 0: 90 seconds
}

// Serve signs what comes over rw until ctx ends or the line does, and closes rw.
// Errors: ErrReplaced, ErrLine, ErrProtocol, ctx's.
func (a *Agent) Serve(ctx context.Context, rw io.ReadWriteCloser) error {
	ctx, cancel := context.WithCancelCause(ctx)
	shut := sync.OnceFunc(func() { _ = rw.Close() })
	defer context.AfterFunc(ctx, shut)()
	silence := cmp.Or(a.Silence, 90*time.Second)
	quiet := time.AfterFunc(silence, func() { cancel(ErrLine) })
	s := &served{Agent: a, ctx: ctx, out: &writer{w: rw}}
	defer s.jobs.Wait()
	defer shut()
	defer cancel(nil)
	defer quiet.Stop()

	if err := s.out.say(message{Hello: 1}); err != nil {
		return told(ctx, ErrLine)
	}
	for in := newReader(rw); ; {
		m, err := in.next(func() int { return mostLine })
		if err == nil {
			quiet.Reset(silence)
			err = s.take(m)
		}
		if err != nil {
			return told(ctx, err)
		}
	}
}

// told is why ctx ended, or what happened if it did not.
func told(ctx context.Context, err error) error {
	return cmp.Or(context.Cause(ctx), err)
}

// served is an agent at work on one line.
type served struct {
	*Agent
	ctx  context.Context
	out  *writer
	jobs sync.WaitGroup

	mu   sync.Mutex
	id   string // of the job under way; empty: none
	stop context.CancelFunc
}

// take does what a message asks.
func (s *served) take(m message) error {
	switch {
	case m.Bye != "":
		return ErrReplaced
	case m.Hello != 0:
		if s.Up != nil {
			s.Up()
		}
		return nil
	case m.Ping != 0:
		return s.out.say(message{Pong: m.Ping})
	case m.ID == "" || len(m.ID) > 64:
		return ErrProtocol
	case m.Cancel:
		s.mu.Lock()
		defer s.mu.Unlock()
		if m.ID == s.id {
			s.stop()
		}
		return nil
	case len(m.Data) > MostData:
		return ErrProtocol
	}
	return s.begin(m)
}

// begin signs beside the reading: one at a time, the office waits for it.
func (s *served) begin(m message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != "" {
		return ErrProtocol
	}
	ctx, stop := context.WithCancel(s.ctx)
	s.id, s.stop = m.ID, stop
	s.jobs.Go(func() {
		defer stop()
		answer := s.sign(ctx, m)
		s.mu.Lock()
		s.id = ""
		s.mu.Unlock()
		_ = s.out.say(answer) // a line that is cut is seen by who reads it
	})
	return nil
}

func (s *served) sign(ctx context.Context, m message) message {
	r := Request{What{short(m.Service), short(m.Number)}, m.Data}
	var cms []byte
	var err error
	if s.Confirm != nil {
		err = s.Confirm(ctx, r)
	}
	if err == nil {
		cms, err = s.Signer.Sign(ctx, r.Data)
	}
	if err == nil && (len(cms) == 0 || len(cms) > mostCMS) {
		err = &ncalayer.Failure{}
	}
	if err != nil {
		if errors.Is(err, ctx.Err()) {
			err = ncalayer.ErrCanceled
		}
		code, text := named(err)
		return message{ID: m.ID, Error: code, Text: text}
	}
	return message{ID: m.ID, CMS: cms}
}
