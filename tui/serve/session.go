package serve

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/tui"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Times a session takes at its end, at most.
const (
	flushing = 10 * time.Second // to write what was typed
	hangUp   = 2 * time.Second  // for the client to go by itself
	between  = 20 * time.Millisecond
)

// run is a session, from its beginning until its client has gone.
type run struct{ program *tea.Program }

type runKey struct{} // of the ssh.Context

// protect is the outermost middleware: a panic ends this session alone. The
// session is over when the client has heard how it ended.
func (s *Server) protect(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		r := new(run)
		sess.Context().SetValue(runKey{}, r)
		defer s.ended(r)
		defer func() { // a client that stays is cut
			conn, _ := sess.Context().Value(ssh.ContextKeyConn).(*gossh.ServerConn)
			late := time.AfterFunc(hangUp, func() { _ = conn.Close() })
			defer late.Stop()
			_ = conn.Wait()
		}()
		defer s.shield("session", func() {
			_, _ = io.WriteString(sess, restored)
			_ = sess.Exit(1)
		})
		next(sess)
	}
}

// work is the middleware that runs the screens.
func (s *Server) work(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		ctx := sess.Context()
		conn, _ := ctx.Value(ssh.ContextKeyConn).(*gossh.ServerConn)
		l, _ := ctx.Value(lineKey{}).(*line)
		t, _ := ctx.Value(terminalKey{}).(*terminal)
		if conn == nil || l == nil || t == nil || t.term == "" {
			_ = sess.Exit(1)
			return
		}
		entry, err := s.enter(ctx, conn)
		if err != nil {
			_, _ = io.WriteString(sess, s.sorry(err, t))
			_ = sess.Exit(1)
			return
		}
		l.settled()
		log := s.o.Log.With("worker", entry.Actor.Code, from(conn.RemoteAddr()))
		log.Info("session begins")
		code := s.screens(ctx, sess, conn, t, entry)
		log.Info("session ends")
		_ = sess.Exit(code)
		next(sess)
	}
}

// sorry says why somebody who proved to be somebody may not come in.
func (s *Server) sorry(err error, t *terminal) string {
	if p, ok := intake.AsProblem(err); ok {
		if text := s.explain(p); text != "" {
			return text
		}
	} else {
		s.o.Log.Error("log-in", "cause", err.Error())
	}
	return lines(notNow.In(t.lang(s.o.Office.Office.Lang)))
}

// calm is the rest between two re-readings of what others changed, spread parts
// those of many terminals: together less than a second.
const calm = 400 * time.Millisecond
const spread = 500 * time.Millisecond

// screens runs the program of one terminal to its end, whatever ends it, and
// gives the exit code.
func (s *Server) screens(ctx context.Context, sess ssh.Session, conn *gossh.ServerConn, t *terminal, entry *account.Entry) int {
	// The door ends what takes too long; this is for a door that does not.
	ctx, cancel := context.WithTimeout(ctx, s.o.Most+time.Minute)
	defer cancel()
	cut := sync.OnceFunc(func() { _ = conn.Close() })
	defer context.AfterFunc(ctx, func() { // who does not come to an end is cut
		late := time.AfterFunc(flushing, cut)
		context.AfterFunc(sess.Context(), func() { late.Stop() })
	})()

	env := surroundings(t.term)
	language := t.lang(s.o.Office.Office.Lang)
	if entry.Actor.Lang != "" {
		language = entry.Actor.Lang
	}
	var number atomic.Pointer[string] // of the first panic
	broken := func(r any) {
		n := s.panicked("screens", r)
		number.CompareAndSwap(nil, &n)
		cancel()
	}
	door := s.model(ctx, tui.DoorOptions{
		Office: s.o.Office, House: s.o.House, Entry: entry, From: host(conn.RemoteAddr()),
		Lang: language, Theme: theme.For(env), Log: s.o.Log, Dir: s.o.Dir, Presence: s.presence,
		Idle: s.o.Idle, Most: s.o.Most, Calm: calm, Spread: spread, Signer: s.signer(),
	})
	w, h := t.size()
	out := &output{sess, s.o.Stall, cut}
	paint := newPainter(out, env, colours(env), w, h)
	defer paint.stop()
	p := tea.NewProgram(&guarded{&unhurried{model: door, paint: paint.show, w: w, h: h}, broken}, tea.WithContext(ctx), tea.WithFilter(asked), tea.WithFPS(fps),
		tea.WithInput(silent{ctx.Done()}), tea.WithOutput(paint), tea.WithEnvironment(env),
		tea.WithColorProfile(colours(env)), tea.WithWindowSize(1, 1), tea.WithoutSignalHandler())
	if !s.began(sess.Context().Value(runKey{}).(*run), p) {
		_, _ = io.WriteString(sess, lines(closed.In(language)))
		return 1
	}
	beside := func(where string, f func()) {
		go func() {
			defer s.shield(where, cancel)
			f()
		}()
	}
	beside("keys", func() {
		defer cancel() // a client that closed its end has left
		if err := keys(ctx, sess, t.term, p.Send); !errors.Is(err, io.EOF) {
			s.o.Log.Info("input", "cause", err.Error(), "worker", entry.Actor.Code)
		}
	})
	beside("frames", paint.run)
	beside("window", func() { follow(ctx, t, p.Send) })
	beside("pulse", func() { pulse(ctx.Done(), conn, s.o.Alive) })

	if n := s.drive(p); n != "" { // Bubble Tea itself broke down and restored nothing
		number.CompareAndSwap(nil, &n)
		_, _ = io.WriteString(out, restored)
	}
	cancel()
	s.flush(door)
	if n := number.Load(); n != nil {
		_, _ = io.WriteString(out, lines(strings.ReplaceAll(crashed.In(language), "{0}", *n)))
		return 1
	}
	why := closed.In(language)
	if d, ok := door.(interface{ Parting() safe.Text }); ok {
		why = d.Parting().String() // empty: the person wanted to leave
	} else if !s.closing() {
		why = ""
	}
	_, _ = io.WriteString(out, lines(why))
	return 0
}

// drive runs the program; what breaks in it outside of our model gets a number.
func (s *Server) drive(p *tea.Program) (number string) {
	defer func() {
		if r := recover(); r != nil {
			number = s.panicked("program", r)
		}
	}()
	_, err := p.Run()
	if errors.Is(err, tea.ErrProgramPanic) {
		number = s.panicked("program", err)
	}
	return number
}

// flush writes what was typed and is not on disk yet, whatever became of the
// line.
func (s *Server) flush(door Model) {
	defer s.shield("flush", func() {})
	ctx, done := context.WithTimeout(context.Background(), flushing)
	defer done()
	if err := door.Flush(ctx); err != nil {
		s.o.Log.Error("draft not kept", "cause", err.Error())
	}
}

// follow tells the program the newest size of the window, not every one.
func follow(ctx context.Context, t *terminal, send func(tea.Msg)) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.resized:
		}
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
		}
		w, h := t.size()
		send(sizeMsg{w, h})
		pause.Reset(between)
	}
}

var _ wish.Middleware = (*Server)(nil).work

// signer is the machine a worker signs on: their own, over a line of their own.
func (s *Server) signer() tui.Signer {
	if s.o.Agents == nil {
		return nil
	}
	return s.o.Agents.Signer
}
