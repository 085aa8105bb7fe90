package serve_test

import (
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"tereze/intake/account"
	"tereze/tui/serve"
)

// silent opens a connection and says nothing.
func (s *served) silent(t *testing.T) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

// greeted tells whether the server speaks to a connection or closed it.
func greeted(t *testing.T, c net.Conn) bool {
	t.Helper()
	n, err := c.Read(make([]byte, 1))
	if n == 0 && !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ECONNRESET) {
		t.Fatalf("neither greeted nor closed: %v", err)
	}
	return n == 1
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*serve.Options)
	}{
		{"from one address", func(o *serve.Options) { o.PerAddress = 3 }},
		{"in all", func(o *serve.Options) { o.All = 3 }},
		{"not logged in", func(o *serve.Options) { o.Waiting = 3 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, c.change)
			var held []net.Conn
			for range 3 {
				held = append(held, s.silent(t))
			}
			for i, h := range held {
				if !greeted(t, h) {
					t.Fatalf("connection %d is refused", i+1)
				}
			}
			for range 5 {
				if greeted(t, s.silent(t)) {
					t.Error("one too many")
				}
			}
			held[0].Close() // its place is free again, once
			until(t, "a free place", func() bool { n, _, _ := s.Counts(); return n == 2 })
			if !greeted(t, s.silent(t)) {
				t.Error("no room where one left")
			}
			if greeted(t, s.silent(t)) {
				t.Error("two came for one that left")
			}
		})
	}
	t.Run("who is logged in waits no more", func(t *testing.T) {
		s := open(t, func(o *serve.Options) { o.Waiting = 1 })
		for range 3 {
			shell(t, s.password(t, "op1")).has(t, "Ахметова")
		}
		if n, _, waiting := s.Counts(); n != 3 || waiting != 0 {
			t.Errorf("%d lines, %d waiting", n, waiting)
		}
	})
}

// A connection that does not come to its session in time is cut: one that says
// nothing, one that never logs in, one that logs in and asks for nothing.
func TestGrace(t *testing.T) {
	s := open(t, func(o *serve.Options) { o.Grace = 400 * time.Millisecond })
	idle := s.silent(t)
	if _, err := io.ReadAll(idle); err != nil && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("says nothing: %v", err)
	}
	c := s.password(t, "op1")
	if err := c.Wait(); err == nil {
		t.Error("opens nothing, and is not cut")
	}
	keep := shell(t, s.password(t, "op2"))
	keep.has(t, "В. Ли")
	<-time.After(600 * time.Millisecond) // the grace has passed for it too
	if n, _, _ := s.Counts(); n != 1 {
		t.Errorf("%d lines, want the one at work", n)
	}
}

// Connects and cuts, of every kind, leave nothing behind: no place, no session,
// no goroutine.
func TestNothingLeaks(t *testing.T) {
	rounds := 1000
	if testing.Short() {
		rounds = 100
	}
	s := open(t)
	visit := func(i int) {
		if i%4 == 0 { // hangs up in the middle of the greeting
			c := s.silent(t)
			_, _ = io.WriteString(c, "SSH-2.0-x\r\n")
			c.Close()
			return
		}
		if i%16 == 1 { // is told no
			if c, err := s.dial("op1", gossh.Password("wrong"+strings.Repeat("!", i%7))); err == nil {
				c.Close()
			}
			return
		}
		c, err := s.dial("sector1", gossh.Password(account.TrainingPassword))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if i%4 == 1 { // logs in and asks for nothing
			return
		}
		in := shell(t, c)
		if i%4 == 2 { // reads no further than the first frame
			in.has(t, "\n")
		}
		_, _ = in.Write([]byte("1\x1b[Bабв\x1b[200~")) // cut while typing
	}
	settled := func() bool {
		n, addresses, waiting := s.Counts()
		return n+addresses+waiting == 0 && s.Sessions() == 0
	}
	for i := range 8 { // what is made once stands after these
		visit(i)
	}
	until(t, "the first visits to end", settled)
	before := quietest(t, 0)
	for i := range rounds {
		visit(i)
	}
	until(t, "the visits to end", settled)
	if after := quietest(t, before); after > before {
		buf := make([]byte, 1<<20)
		t.Errorf("%d goroutines, %d before\n%s", after, before, buf[:runtime.Stack(buf, true)])
	}
}

// quietest is how many goroutines are left after a while, or as soon as there
// are no more than enough.
func quietest(t *testing.T, enough int) int {
	t.Helper()
	least := runtime.NumGoroutine()
	late := time.After(2 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for least > enough {
		select {
		case <-tick.C:
			least = min(least, runtime.NumGoroutine())
		case <-late:
			return least
		}
	}
	return least
}
