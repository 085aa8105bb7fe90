package serve

import (
	"context"
	"errors"
	"io"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/account"
	"tereze/intake/egov/agent"
	"tereze/intake/trio"
)

// errUnwelcome ends the agent of a worker whose account was shut.
var errUnwelcome = errors.New("account shut or role changed")

// relays says whether a request is the one command there is: the worker's own
// machine offers to sign. It has no terminal and nothing runs for it.
func (c *sifted) relays(req *gossh.Request) bool {
	var p struct{ Command string }
	return c.s.o.Agents != nil && c.t.term == "" && gossh.Unmarshal(req.Payload, &p) == nil && p.Command == agent.Command
}

// relay serves the agent on a channel, on a goroutine of its own, and ends the
// connection with it.
func (s *Server) relay(ctx ssh.Context, conn *gossh.ServerConn, ch gossh.Channel, t *terminal) {
	if !s.relayBegins() {
		s.hang(conn, ch, 1, closed.In(t.lang(s.o.Office.Office.Lang)))
		return
	}
	go func() {
		defer s.relayed.Done()
		defer s.shield("agent", func() { _ = conn.Close() })
		code, why := s.relayFor(ctx, conn, ch, t)
		s.hang(conn, ch, code, why)
	}()
}

// relayBegins counts an agent in, unless the office closes.
func (s *Server) relayBegins() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.last {
		s.relayed.Add(1)
	}
	return !s.last
}

// relayFor serves the agent of who came in, and says how it ended.
func (s *Server) relayFor(ctx ssh.Context, conn *gossh.ServerConn, ch gossh.Channel, t *terminal) (code uint32, why string) {
	l, ok := ctx.Value(lineKey{}).(*line)
	if !ok {
		return 1, ""
	}
	entry, err := s.enter(ctx, conn)
	if err != nil {
		return 1, s.sorry(err, t)
	}
	language := t.lang(s.o.Office.Office.Lang)
	if entry.Actor.Lang != "" {
		language = entry.Actor.Lang
	}
	if entry.MustChange {
		return 1, lines(changeFirst.In(language))
	}
	l.settled()
	log := s.o.Log.With("worker", entry.Actor.Code, from(conn.RemoteAddr()))
	log.Info("agent begins")
	err = s.attend(ctx, conn, ch, entry)
	log.Info("agent ends", "why", err.Error())
	said := map[error]trio.Text{agent.ErrReplaced: replaced, errUnwelcome: shut, context.DeadlineExceeded: longest}
	for e, text := range said {
		if errors.Is(err, e) {
			return 1, lines(text.In(language))
		}
	}
	return 0, ""
}

// attend holds the agent's line for as long as its worker may be here.
func (s *Server) attend(ctx ssh.Context, conn *gossh.ServerConn, ch gossh.Channel, entry *account.Entry) error {
	until, done := context.WithTimeout(ctx, s.o.Most)
	defer done()
	stays, end := context.WithCancelCause(until)
	defer end(nil)
	beside := func(where string, f func()) {
		s.relayed.Go(func() {
			defer s.shield(where, func() { end(errUnwelcome) })
			f()
		})
	}
	beside("pulse", func() { pulse(stays.Done(), conn, s.o.Alive) })
	beside("still", func() { s.still(stays, entry, end) })
	out := &output{ch, s.o.Stall, func() { _ = conn.Close() }}
	return s.o.Agents.Add(stays, entry.Actor.Code, newPiped(ch, out))
}

// still looks again and again whether who came in may stay.
func (s *Server) still(ctx context.Context, entry *account.Entry, end func(error)) {
	tick := time.NewTicker(s.o.Alive)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		stays, err := s.o.House.Still(ctx, entry.Actor)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			s.o.Log.Error("agent", "cause", err.Error())
		}
		if !stays {
			end(errUnwelcome)
			return
		}
	}
}

// hang says how it ended and closes the connection: the client goes by itself,
// or is cut.
func (s *Server) hang(conn *gossh.ServerConn, ch gossh.Channel, code uint32, why string) {
	late := time.AfterFunc(hangUp, func() { _ = conn.Close() })
	defer late.Stop()
	_, _ = io.WriteString(ch.Stderr(), why)
	_, _ = ch.SendRequest("exit-status", false, gossh.Marshal(&struct{ Status uint32 }{code}))
	_ = ch.Close()
	_ = conn.Wait()
}

// piped is a channel that can be closed for reading alone: how it ended is
// still to be said on it.
type piped struct {
	*io.PipeReader
	io.Writer
}

func newPiped(r io.Reader, w io.Writer) *piped {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, r)
		_ = in.CloseWithError(err)
	}()
	return &piped{out, w}
}

var _ io.ReadWriteCloser = (*piped)(nil)
