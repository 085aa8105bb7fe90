package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"tereze/tui"
)

// Server serves one office.
type Server struct {
	o        Options
	key      gossh.Signer
	ssh      *ssh.Server
	presence *tui.Presence
	model    func(context.Context, tui.DoorOptions) Model
	missed   sparse // refusals not logged one by one
	gate     *gate

	mu      sync.Mutex
	runs    map[*run]struct{}
	last    bool           // no new session begins
	deserts chan struct{}  // closed when last and no session runs
	relayed sync.WaitGroup // agents; none begins after last
}

// New makes the server of an office, with the host key in Options.Dir: made now
// if there is none. Errors: those of HostKey.
func New(o Options) (*Server, error) {
	key, err := HostKey(o.Dir)
	if err != nil {
		return nil, err
	}
	o.Office.Remember()
	s := &Server{o: o.filled(), key: key, presence: tui.NewPresence(), runs: map[*run]struct{}{}, deserts: make(chan struct{})}
	s.gate = newGate(s.o, s.turnedAway)
	s.model = func(ctx context.Context, o tui.DoorOptions) Model { return tui.NewDoor(ctx, o) }
	s.ssh, err = wish.NewServer(
		func(srv *ssh.Server) error { srv.AddHostKey(key); return nil },
		wish.WithVersion("Tereze"),
		wish.WithBanner(greeting(o.Office.Office.Name)),
		wish.WithMiddleware(s.work, s.protect), // the last one is the outermost
		func(srv *ssh.Server) error {
			srv.ServerConfigCallback = func(ctx ssh.Context) *gossh.ServerConfig { return s.config(ctx) }
			srv.HandshakeTimeout = s.o.Grace
			srv.ConnCallback = func(ctx ssh.Context, c net.Conn) net.Conn {
				ctx.SetValue(lineKey{}, c)
				return c
			}
			srv.ConnectionFailedCallback = func(c net.Conn, _ error) { s.turnedAway(c.RemoteAddr(), "log-in") }
			srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.channel, "default": s.reject}
			// Empty, not nil: nothing is ever taken from the library's defaults.
			srv.RequestHandlers = map[string]ssh.RequestHandler{}
			srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
			srv.LocalPortForwardingCallback = func(ssh.Context, string, uint32) bool { return false }
			srv.ReversePortForwardingCallback = func(ssh.Context, string, uint32) bool { return false }
			srv.SessionRequestCallback = func(_ ssh.Session, kind string) bool { return kind == "shell" }
			return nil
		})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Fingerprint is the host key's, as ssh shows it at the first connection.
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.key.PublicKey()) }

// Line is what a person types to come in; port is left out where it is ssh's
// own.
func Line(address, login string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		host, port = address, "22"
	}
	if login == "" {
		login = "LOGIN"
	}
	if port == "22" {
		return fmt.Sprintf("ssh %s@%s", login, host)
	}
	return fmt.Sprintf("ssh -p %s %s@%s", port, login, host)
}

// Serve serves until ctx ends or the listener breaks, which is the error. Then
// everybody is told, saves and leaves; who has not after Options.Leave is cut.
// When Serve returns no session writes any more. It serves once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	s.gate.Listener = l
	ended := make(chan error, 1)
	go func() { ended <- s.ssh.Serve(s.gate) }()
	var broken error
	select {
	case <-ctx.Done():
	case broken = <-ended:
		ended <- broken
	}
	err := l.Close()
	if errors.Is(err, net.ErrClosed) {
		err = nil
	}
	s.leave()
	s.gate.cut()
	_ = s.ssh.Close()
	<-ended
	s.relayed.Wait()
	s.wait(s.o.Leave + flushing)
	return errors.Join(broken, err)
}

// began takes a session into the list, unless the office closes.
func (s *Server) began(r *run, p *tea.Program) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.last {
		r.program = p
		s.runs[r] = struct{}{}
	}
	return !s.last
}

func (s *Server) ended(r *run) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.runs[r]; !ok {
		return // it never began
	}
	delete(s.runs, r)
	if s.last && len(s.runs) == 0 {
		close(s.deserts)
	}
}

func (s *Server) closing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// Sessions is how many people are at work now.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.runs)
}

// leave tells everybody that the office closes and waits for them a while.
func (s *Server) leave() {
	s.mu.Lock()
	s.last = true
	if len(s.runs) == 0 {
		close(s.deserts)
	}
	for r := range s.runs {
		go r.program.Send(tui.Closing{})
	}
	s.mu.Unlock()
	s.wait(s.o.Leave)
}

func (s *Server) wait(d time.Duration) {
	late := time.NewTimer(d)
	defer late.Stop()
	select {
	case <-s.deserts:
	case <-late.C:
	}
}

// turnedAway keeps word of a connection that came to nothing.
func (s *Server) turnedAway(a net.Addr, why string) {
	if more, ok := s.missed.log(time.Now()); ok {
		s.o.Log.Info("turned away", from(a), "why", why, "more", more)
	}
}

// sparse lets one line a second through, so that nobody fills a disk from
// outside.
type sparse struct {
	mu   sync.Mutex
	last time.Time
	held int
}

func (s *sparse) log(now time.Time) (held int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.last) < time.Second {
		s.held++
		return 0, false
	}
	held, s.held, s.last = s.held, 0, now
	return held, true
}
