package serve

import (
	"io"
	"sync"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/trio"
)

// terminal is what a client said of itself before its session began, and how
// large its window is now.
type terminal struct {
	term    string
	resized chan struct{} // the size changed; merges, carries no data

	mu            sync.Mutex
	width, height int
	locale        locale
}

func (t *terminal) size() (w, h int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.width, t.height
}

func (t *terminal) resize(cols, rows uint32) {
	t.mu.Lock()
	t.width, t.height = clampWindow(cols, rows)
	t.mu.Unlock()
	select {
	case t.resized <- struct{}{}:
	default:
	}
}

func (t *terminal) env(name, value string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.locale.set(name, value)
}

func (t *terminal) lang(office trio.Lang) trio.Lang {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.locale.lang(office)
}

type (
	lineKey     struct{} // of the ssh.Context: the *line
	terminalKey struct{} // the *terminal
)

// channel takes the one session of a connection.
func (s *Server) channel(srv *ssh.Server, conn *gossh.ServerConn, n gossh.NewChannel, ctx ssh.Context) {
	defer s.shield("channel", func() { _ = conn.Close() })
	l, ok := ctx.Value(lineKey{}).(*line)
	if !ok || !l.opened.CompareAndSwap(false, true) {
		_ = n.Reject(gossh.Prohibited, oneSession)
		return
	}
	t := &terminal{resized: make(chan struct{}, 1), width: 80, height: 24}
	ctx.SetValue(terminalKey{}, t)
	ssh.DefaultSessionHandler(srv, conn, &sifted{NewChannel: n, s: s, t: t, conn: conn, ctx: ctx}, ctx)
}

// reject turns down every other kind of channel.
func (s *Server) reject(_ *ssh.Server, _ *gossh.ServerConn, n gossh.NewChannel, _ ssh.Context) {
	_ = n.Reject(gossh.Prohibited, noForwarding)
}

// sifted is a session channel of whose requests only a terminal and a shell
// come through. A worker's agent is served beside the library.
type sifted struct {
	gossh.NewChannel
	s     *Server
	t     *terminal
	conn  *gossh.ServerConn
	ctx   ssh.Context
	begun bool // a shell or an agent has the channel
}

// Accept accepts the channel and lets its requests through one by one.
func (c *sifted) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, in, err := c.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	out := make(chan *gossh.Request)
	go func() {
		defer c.s.shield("requests", func() { _ = c.conn.Close() })
		defer close(out)
		for req := range in {
			if c.passes(ch, req) {
				out <- req // the other end takes all there are
			}
		}
	}()
	return ch, out, nil
}

// passes answers a request itself, or says that it may go on.
func (c *sifted) passes(ch gossh.Channel, req *gossh.Request) bool {
	if c.begun && req.Type != "window-change" && req.Type != "env" {
		_ = req.Reply(false, nil)
		return false
	}
	switch req.Type {
	case "pty-req":
		var p struct {
			Term                      string
			Cols, Rows, Width, Height uint32
			Modes                     string
		}
		if c.t.term != "" || gossh.Unmarshal(req.Payload, &p) != nil {
			break
		}
		c.t.term = terminalName(p.Term)
		c.t.resize(p.Cols, p.Rows)
		w, h := c.t.size()
		p.Term, p.Cols, p.Rows, p.Width, p.Height, p.Modes = c.t.term, uint32(w), uint32(h), 0, 0, ""
		req.Payload = gossh.Marshal(&p)
		return true
	case "window-change":
		var p struct{ Cols, Rows, Width, Height uint32 }
		if c.t.term != "" && gossh.Unmarshal(req.Payload, &p) == nil {
			c.t.resize(p.Cols, p.Rows)
			_ = req.Reply(true, nil)
			return false
		}
	case "env":
		var p struct{ Name, Value string }
		ok := gossh.Unmarshal(req.Payload, &p) == nil && len(p.Value) <= 64 && c.t.env(p.Name, p.Value)
		_ = req.Reply(ok, nil)
		return false
	case "shell":
		if c.t.term != "" {
			c.begun = true
			return true
		}
		c.refuse(ch, req, noTerminal)
		return false
	case "exec":
		if c.relays(req) {
			c.begun = true
			_ = req.Reply(true, nil)
			c.s.relay(c.ctx, c.conn, ch, c.t)
			return false
		}
		c.refuse(ch, req, noCommand)
		return false
	case "subsystem":
		c.refuse(ch, req, noFiles)
		return false
	}
	_ = req.Reply(false, nil) // agent, X11, signals, breaks, what else there may be
	return false
}

// refuse says a sentence where the client shows it and ends the channel. The
// request is taken up for no more than that: a client that sees it fail shows
// no sentence.
func (c *sifted) refuse(ch gossh.Channel, req *gossh.Request, why trio.Text) {
	_ = req.Reply(true, nil)
	_, _ = io.WriteString(ch.Stderr(), lines(why.In(c.t.lang(c.s.o.Office.Office.Lang))))
	_, _ = ch.SendRequest("exit-status", false, gossh.Marshal(&struct{ Status uint32 }{1}))
	_ = ch.Close()
	c.s.o.Log.Info("refused", "request", req.Type, from(c.conn.RemoteAddr()))
}
