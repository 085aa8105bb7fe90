package serve_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/account"
	"tereze/tui"
	"tereze/tui/serve"
)

// When the office closes everybody is told, saves and leaves; who does not is
// cut; Serve comes back after the last of them was flushed.
func TestGracefulStop(t *testing.T) {
	s, flushed := probes(t, func(o *serve.Options) { o.Leave = 5 * time.Second })
	var all []*openssh
	for range 3 {
		c := s.ssh(t, login{user: "op1", password: account.TrainingPassword})
		c.has(t, "op1 kk|")
		all = append(all, c)
	}
	waiting := s.silent(t)
	if !greeted(t, waiting) {
		t.Fatal("not greeted")
	}
	s.stop()
	for _, c := range all {
		if code := c.left(t); code != 0 {
			t.Errorf("exit code %d", code)
		}
		text, raw := c.ended(t)
		if !strings.Contains(text, "Кеңсе сервері тоқтатылды") || !strings.Contains(raw, "\x1b[?1049l") {
			t.Errorf("not told: %q", raw)
		}
	}
	s.over()
	if n := flushed.Load(); n != 3 {
		t.Errorf("%d sessions were flushed", n)
	}
	if n, _, _ := s.Counts(); n != 0 {
		t.Errorf("%d lines are left", n)
	}
	if c, err := net.Dial("tcp", s.addr); err == nil {
		c.Close()
		t.Error("still listening")
	}
}

// What stands in a form when the office closes is offered when it opens again.
func TestAStopInTheMiddleOfAForm(t *testing.T) {
	s := open(t)
	c := s.in(t, "op1", "Ахметова")
	c.send(t, "1")
	c.has(t, "Телнұсқа")
	c.send(t, "3")
	c.has(t, "Тегі")
	c.send(t, manIIN)
	c.has(t, manIIN)
	c.types(t, "Қуанышев")
	s.stop()
	if code := c.left(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.over()
	s.start(t)
	c = s.in(t, "op1", "Ахметова")
	c.send(t, "1")
	c.has(t, "Аяқталмаған өтініштер", "Қуанышев")
}

// deaf is a screen that does not hear that the office closes.
type deaf struct{ *probe }

func (d deaf) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tui.Closing); !ok {
		d.probe.Update(msg)
	}
	return d, nil
}

func TestAStopThatIsNotHeard(t *testing.T) {
	s, flushed := probes(t, func(o *serve.Options) { o.Leave = 200 * time.Millisecond })
	s.SetModel(func(_ context.Context, o tui.DoorOptions) serve.Model { return deaf{&probe{Int32: flushed, o: o}} })
	c := shell(t, s.password(t, "op1"))
	c.has(t, "op1 kk|")
	s.stop()
	c.ended(t)
	s.over()
	if flushed.Load() != 1 {
		t.Error("what was typed is lost")
	}
}
