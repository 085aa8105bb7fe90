package agent

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"tereze/intake/egov/ncalayer"
)

// signs is a Signer out of a function.
type signs func(ctx context.Context, data []byte) ([]byte, error)

func (f signs) Sign(ctx context.Context, data []byte) ([]byte, error) { return f(ctx, data) }

func prefixed(_ context.Context, data []byte) ([]byte, error) {
	return append([]byte("CMS of "), data...), nil
}

// office is a hub with an agent at it.
type office struct {
	*Hub
	added chan error // what Add returned
	left  chan error // what Serve returned
	cut   func()
}

// join puts an agent of a worker at a hub.
func (h *Hub) join(t *testing.T, worker string, a *Agent) *office {
	t.Helper()
	here, there := net.Pipe()
	o := &office{Hub: h, added: make(chan error, 1), left: make(chan error, 1), cut: func() { here.Close() }}
	up := make(chan struct{})
	a.Up = func() { close(up) }
	go func() { o.added <- h.Add(t.Context(), worker, here) }()
	go func() { o.left <- a.Serve(t.Context(), there) }()
	t.Cleanup(func() { here.Close(); there.Close() })
	within(t, up)
	until(t, func() bool { _, ok := h.Signer(worker); return ok })
	return o
}

func within[T any](t *testing.T, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(10 * time.Second):
		t.Fatal("waited in vain")
	}
	return v
}

func until(t *testing.T, good func() bool) {
	t.Helper()
	late := time.NewTimer(10 * time.Second)
	defer late.Stop()
	for tick := time.NewTicker(time.Millisecond); !good(); {
		select {
		case <-tick.C:
		case <-late.C:
			t.Fatal("waited in vain")
		}
	}
}

// What the office wants signed comes back signed, after the person saw what it
// is for.
func TestSign(t *testing.T) {
	var saw Request
	h := &Hub{}
	h.join(t, "op1", &Agent{Signer: signs(prefixed), Confirm: func(_ context.Context, r Request) error { saw = r; return nil }})
	s, ok := h.Signer("op1")
	if !ok {
		t.Fatal("nobody is there")
	}
	cms, err := s.Sign(About(t.Context(), What{"Экстернат", "042-2015-000017"}), []byte("form"))
	if err != nil || string(cms) != "CMS of form" {
		t.Errorf("%q, %v", cms, err)
	}
	if saw.Service != "Экстернат" || saw.Number != "042-2015-000017" || string(saw.Data) != "form" {
		t.Errorf("the person saw %+v", saw)
	}
	if _, ok := h.Signer("op2"); ok {
		t.Error("another worker's agent")
	}
	big := bytes.Repeat([]byte{7}, MostData)
	if cms, err := s.Sign(t.Context(), big[:mostCMS-10]); err != nil || len(cms) != mostCMS-3 {
		t.Errorf("half a megabyte: %d, %v", len(cms), err)
	}
	var f *ncalayer.Failure
	if _, err := s.Sign(t.Context(), big); !errors.As(err, &f) { // what comes back is too large for a signature
		t.Errorf("a signature of a megabyte: %v", err)
	}
	if _, err := s.Sign(t.Context(), append(big, 0)); !errors.Is(err, ncalayer.ErrBig) {
		t.Errorf("more than a megabyte: %v", err)
	}
	if cms, err := s.Sign(t.Context(), []byte("again")); err != nil || string(cms) != "CMS of again" {
		t.Errorf("%q, %v", cms, err)
	}
}

// What goes wrong there is said here, by its kind.
func TestFaultsTravel(t *testing.T) {
	for _, want := range []error{ncalayer.ErrCanceled, ncalayer.ErrToken, ncalayer.ErrAway, &ncalayer.Failure{Text: "keystore password was incorrect"}, errors.New("IIN900101300017")} {
		h := &Hub{}
		h.join(t, "op1", &Agent{Signer: signs(func(context.Context, []byte) ([]byte, error) { return nil, want })})
		s, _ := h.Signer("op1")
		_, err := s.Sign(t.Context(), []byte("x"))
		var f, got *ncalayer.Failure
		switch {
		case errors.As(want, &f):
			if !errors.As(err, &got) || got.Text != f.Text {
				t.Errorf("%v came as %v", want, err)
			}
		case strings.Contains(want.Error(), "IIN"):
			if !errors.As(err, &got) || got.Text != "" {
				t.Errorf("an error of ours came as %v", err)
			}
		case !errors.Is(err, want):
			t.Errorf("%v came as %v", want, err)
		}
	}
	h := &Hub{}
	h.join(t, "op1", &Agent{Signer: signs(prefixed), Confirm: func(context.Context, Request) error { return ncalayer.ErrCanceled }})
	s, _ := h.Signer("op1")
	if _, err := s.Sign(t.Context(), []byte("x")); !errors.Is(err, ncalayer.ErrCanceled) {
		t.Errorf("a person who said no: %v", err)
	}
}

// Who does not want it any more closes the window there; the next one has the
// turn after that.
func TestCancel(t *testing.T) {
	open, closed := make(chan struct{}, 2), make(chan struct{}, 2)
	first := true
	h := &Hub{}
	h.join(t, "op1", &Agent{Signer: signs(func(ctx context.Context, data []byte) ([]byte, error) {
		if !first {
			return prefixed(ctx, data)
		}
		first = false
		open <- struct{}{}
		<-ctx.Done()
		closed <- struct{}{}
		return nil, ctx.Err()
	})})
	s, _ := h.Signer("op1")
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan error, 1)
	go func() { _, err := s.Sign(ctx, []byte("x")); got <- err }()
	within(t, open)
	second := make(chan string, 1)
	go func() { cms, err := s.Sign(t.Context(), []byte("y")); second <- fmt.Sprint(string(cms), err) }()
	cancel()
	if err := within(t, got); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	within(t, closed)
	if v := within(t, second); v != "CMS of y<nil>" {
		t.Error(v)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Sign(gone, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// One at a time, whoever asks.
func TestOneAtATime(t *testing.T) {
	at := make(chan struct{}, 1)
	h := &Hub{}
	h.join(t, "op1", &Agent{Signer: signs(func(ctx context.Context, data []byte) ([]byte, error) {
		select {
		case at <- struct{}{}:
		default:
			t.Error("two at once")
		}
		defer func() { <-at }()
		return prefixed(ctx, data)
	})})
	s, _ := h.Signer("op1")
	all := make(chan error, 20)
	for i := range cap(all) {
		go func() {
			cms, err := s.Sign(t.Context(), []byte{byte(i)})
			if err == nil && !bytes.HasSuffix(cms, []byte{byte(i)}) {
				err = errors.New("another's signature")
			}
			all <- err
		}()
	}
	for range cap(all) {
		if err := within(t, all); err != nil {
			t.Error(err)
		}
	}
}

// A cut line fails what waits on it, and the agent is gone.
func TestCutLine(t *testing.T) {
	open := make(chan struct{}, 1)
	h := &Hub{}
	o := h.join(t, "op1", &Agent{Signer: signs(func(ctx context.Context, _ []byte) ([]byte, error) {
		open <- struct{}{}
		<-ctx.Done()
		return nil, ctx.Err()
	})})
	s, _ := h.Signer("op1")
	got := make(chan error, 2)
	for range 2 { // one at the window, one that waits its turn
		go func() { _, err := s.Sign(t.Context(), []byte("x")); got <- err }()
	}
	within(t, open)
	o.cut()
	for range 2 {
		if err := within(t, got); !errors.Is(err, ncalayer.ErrAway) {
			t.Error(err)
		}
	}
	if err := within(t, o.added); !errors.Is(err, ErrLine) {
		t.Error(err)
	}
	if err := within(t, o.left); !errors.Is(err, ErrLine) {
		t.Error(err)
	}
	if _, ok := h.Signer("op1"); ok {
		t.Error("it is still there")
	}
	if _, err := s.Sign(t.Context(), []byte("x")); !errors.Is(err, ncalayer.ErrAway) {
		t.Error(err)
	}
}

// The newest agent of a worker is the one; the older is told why it has to go.
func TestTheNewestWins(t *testing.T) {
	h := &Hub{}
	old := h.join(t, "op1", &Agent{Signer: signs(prefixed)})
	other := h.join(t, "op2", &Agent{Signer: signs(prefixed)})
	fresh := h.join(t, "op1", &Agent{Signer: signs(func(context.Context, []byte) ([]byte, error) { return []byte("newer"), nil })})
	if err := within(t, old.left); !errors.Is(err, ErrReplaced) {
		t.Error(err)
	}
	if err := within(t, old.added); !errors.Is(err, ErrReplaced) {
		t.Error(err)
	}
	s, ok := h.Signer("op1")
	if !ok {
		t.Fatal("the older one took the newer one with it")
	}
	if cms, err := s.Sign(t.Context(), []byte("x")); err != nil || string(cms) != "newer" {
		t.Errorf("%q, %v", cms, err)
	}
	select {
	case err := <-other.added:
		t.Error("another worker's agent had to go:", err)
	case err := <-fresh.added:
		t.Error("the newest had to go:", err)
	default:
	}
}

// Each side cuts a line on which the other has fallen silent, and ends with its
// context.
func TestSilence(t *testing.T) {
	h := &Hub{Every: 5 * time.Millisecond}
	here, there := net.Pipe()
	added := make(chan error, 1)
	go func() { added <- h.Add(t.Context(), "op1", here) }()
	r := bufio.NewReader(there)
	if _, err := io.WriteString(there, `{"hello":1}`+"\n"); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, r) }() // hears and does not answer
	if err := within(t, added); !errors.Is(err, ErrLine) {
		t.Error(err)
	}
	here, there = net.Pipe() // takes nothing at all
	go func() { added <- h.Add(t.Context(), "op1", here) }()
	_, _ = io.WriteString(there, `{"hello":1}`+"\n")
	if err := within(t, added); !errors.Is(err, ErrLine) {
		t.Error(err)
	}
	here, _ = net.Pipe() // says nothing at all
	go func() { added <- h.Add(t.Context(), "op1", here) }()
	if err := within(t, added); !errors.Is(err, ErrLine) {
		t.Error(err)
	}

	here, there = net.Pipe()
	go func() { _, _ = io.Copy(io.Discard, here) }()
	a := &Agent{Signer: signs(prefixed), Silence: 5 * time.Millisecond}
	if err := a.Serve(t.Context(), there); !errors.Is(err, ErrLine) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	here, there = net.Pipe()
	go func() { _, _ = bufio.NewReader(here).ReadString('\n'); cancel() }()
	if err := (&Agent{Signer: signs(prefixed)}).Serve(ctx, there); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// An agent that answers its pings stays however long it signs.
func TestAlive(t *testing.T) {
	h := &Hub{Every: 250 * time.Millisecond}
	pings := make(chan struct{}, 1000)
	here, there := net.Pipe()
	added := make(chan error, 1)
	go func() { added <- h.Add(t.Context(), "op1", here) }()
	a := &Agent{Signer: signs(func(ctx context.Context, data []byte) ([]byte, error) {
		for range 4 {
			select {
			case <-pings:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		return prefixed(ctx, data)
	})}
	go func() { _ = a.Serve(t.Context(), &counted{there, pings}) }()
	until(t, func() bool { _, ok := h.Signer("op1"); return ok })
	s, _ := h.Signer("op1")
	if cms, err := s.Sign(t.Context(), []byte("x")); err != nil || string(cms) != "CMS of x" {
		t.Errorf("%q, %v", cms, err)
	}
	here.Close()
	within(t, added)
}

// counted tells of each ping's answer.
type counted struct {
	net.Conn
	pongs chan struct{}
}

func (c *counted) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(`"pong"`)) {
		c.pongs <- struct{}{}
	}
	return c.Conn.Write(b)
}

// Whoever says what it was not asked for is cut, and before it says much.
func TestUnasked(t *testing.T) {
	for name, c := range map[string]struct{ hello, then string }{
		"no greeting":          {`{"pong":1}`, ""},
		"another protocol":     {`{"hello":2}`, ""},
		"a shell's user":       {`ls -la`, ""},
		"a long greeting":      {`{"hello":1,"text":"` + strings.Repeat("x", fewLine) + `"}`, ""},
		"a pong for no ping":   {`{"hello":1}`, `{"pong":7}`},
		"a signature for none": {`{"hello":1}`, `{"id":"1","cms":"AAAA"}`},
		"nothing":              {`{"hello":1}`, `{}`},
		"no JSON":              {`{"hello":1}`, `{`},
		"a long line":          {`{"hello":1}`, `{"text":"` + strings.Repeat("x", 100*fewLine) + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			here, there := net.Pipe()
			defer there.Close()
			added := make(chan error, 1)
			h := &Hub{}
			go func() { added <- h.Add(t.Context(), "op1", here) }()
			go func() { _, _ = io.Copy(io.Discard, there) }()
			go func() { _, _ = io.WriteString(there, c.hello+"\n"+c.then+"\n") }()
			if err := within(t, added); !errors.Is(err, ErrProtocol) {
				t.Error(err)
			}
		})
	}
	// And the agent does not take everything of the office either.
	for name, says := range map[string]string{
		"two at once":    `{"id":"1","data":"AA=="}` + "\n" + `{"id":"2","data":"AA=="}`,
		"no number":      `{"data":"AA=="}`,
		"too much":       fmt.Sprintf(`{"id":"1","data":%s}`, must(json.Marshal(make([]byte, MostData+1)))),
		"without an end": strings.Repeat("x", mostLine+10),
	} {
		t.Run(name, func(t *testing.T) {
			here, there := net.Pipe()
			defer here.Close()
			left := make(chan error, 1)
			a := &Agent{Signer: signs(func(ctx context.Context, _ []byte) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() })}
			go func() { left <- a.Serve(t.Context(), there) }()
			go func() { _, _ = io.Copy(io.Discard, here) }()
			go func() { _, _ = io.WriteString(here, says+"\n") }()
			if err := within(t, left); !errors.Is(err, ErrProtocol) {
				t.Error(err)
			}
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
