package serve_test

import (
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/account"
	"tereze/tui/serve"
)

// A client that takes nothing more, and a line that has gone dead without a
// word, hold nobody and are noticed.
func TestASlowClientAndADeadLine(t *testing.T) {
	s, flushed := probes(t, func(o *serve.Options) { o.Alive, o.Stall = 100*time.Millisecond, 300*time.Millisecond })
	relay := newRelay(t, s.addr)
	c, err := gossh.Dial("tcp", relay.addr, &gossh.ClientConfig{User: "op1",
		Auth: []gossh.AuthMethod{gossh.Password(account.TrainingPassword)}, HostKeyCallback: gossh.FixedHostKey(s.host)})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	shell(t, c).has(t, "op1 kk|")
	relay.dead.Store(true)
	until(t, "the dead line to be noticed", func() bool { return s.Sessions() == 0 && flushed.Load() == 1 })
	if n, _, _ := s.Counts(); n != 0 {
		t.Errorf("%d lines are left", n)
	}

	sess := must(s.password(t, "op2").NewSession())
	in := must(sess.StdinPipe()) // its output is never read: the window fills
	stuck := must(sess.StdoutPipe())
	_ = stuck
	if err := sess.RequestPty("xterm", 300, 500, nil); err != nil {
		t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for i := 0; ; i++ { // every size is a whole frame
			if _, err := in.Write([]byte("x")); err != nil {
				return
			}
			if err := sess.WindowChange(100+i%2*200, 200+i%3*100); err != nil {
				return
			}
		}
	}()
	other := shell(t, s.password(t, "sector1"))
	other.has(t, "sector1")
	_, _ = other.Write([]byte("y"))
	other.has(t, "y")
	until(t, "the slow client to be cut", func() bool { return flushed.Load() == 2 })
}

// relay passes bytes on until the line goes dead.
type relay struct {
	addr string
	dead atomic.Bool
}

func newRelay(t *testing.T, to string) *relay {
	t.Helper()
	l := must(net.Listen("tcp", "127.0.0.1:0"))
	t.Cleanup(func() { l.Close() })
	r := &relay{addr: l.Addr().String()}
	pass := func(from, to net.Conn) {
		buf := make([]byte, 32<<10)
		for {
			n, err := from.Read(buf)
			if err != nil {
				return
			}
			if !r.dead.Load() {
				_, _ = to.Write(buf[:n])
			}
		}
	}
	go func() {
		a, err := l.Accept()
		if err != nil {
			return
		}
		b := must(net.Dial("tcp", to))
		t.Cleanup(func() { a.Close(); b.Close() })
		go pass(a, b)
		pass(b, a)
	}()
	return r
}

// Input without an end fills no memory: that session ends.
func TestEndlessInput(t *testing.T) {
	s, flushed := probes(t)
	c := shell(t, s.password(t, "op1"))
	c.has(t, "op1 kk|")
	_, _ = c.Write([]byte("\x1b[200~"))
	chunk := []byte(strings.Repeat("ә", 16<<10))
	for range 64 {
		if _, err := c.Write(chunk); err != nil {
			break
		}
	}
	until(t, "the session to end", func() bool { return flushed.Load() == 1 && s.Sessions() == 0 })
}
