package serve_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/account"
	"tereze/tui"
	"tereze/tui/serve"
)

// probe is a screen that tells what it was given, and panics on demand.
type probe struct {
	*atomic.Int32
	o    tui.DoorOptions
	env  []string
	w, h int
	sent string
}

type blow struct{ name string }

func (p *probe) Init() tea.Cmd { return nil }

func (p *probe) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	burst := func() tea.Msg { panic(blow{"Серіков Дәурен"}) }
	switch m := msg.(type) {
	case tea.EnvMsg:
		p.env = m
	case tea.WindowSizeMsg:
		p.w, p.h = m.Width, m.Height
	case tui.Closing:
		return p, tea.Quit
	case tea.KeyPressMsg:
		switch p.sent += m.Text; m.Text {
		case "q":
			return p, tea.Quit
		case "u":
			panic(blow{"Серіков Дәурен"})
		case "c":
			return p, burst
		case "b":
			return p, tea.Batch(nil, tea.Batch(burst, tea.ClearScreen))
		case "s":
			return p, tea.Sequence(tea.ClearScreen, tea.Batch(burst, burst))
		case "z":
			return p, tea.Suspend
		}
	}
	return p, nil
}

func (p *probe) View() tea.View {
	if strings.HasSuffix(p.sent, "v") {
		panic(fmt.Sprintf("no view of %s", "Серіков Дәурен"))
	}
	v := tea.NewView(fmt.Sprintf("%s %s|%d×%d|%s|%s|", p.o.Entry.Actor.Code, p.o.Lang, p.w, p.h, strings.Join(p.env, ","), p.sent))
	v.AltScreen = true
	return v
}

func (p *probe) Flush(context.Context) error {
	p.Add(1)
	if strings.HasSuffix(p.sent, "f") {
		panic(blow{"Серіков Дәурен"})
	}
	return nil
}

// probes serves probes in the place of the door; the number is of those flushed.
func probes(t *testing.T, change ...func(*serve.Options)) (*served, *atomic.Int32) {
	t.Helper()
	flushed := new(atomic.Int32)
	s := open(t, change...)
	s.SetModel(func(_ context.Context, o tui.DoorOptions) serve.Model { return &probe{Int32: flushed, o: o} })
	return s, flushed
}

// A screen that panics, wherever it does, ends its own session with a number;
// the person's data stay out of the log and off the screen, and others go on.
func TestAPanicEndsOneSession(t *testing.T) {
	s, flushed := probes(t)
	printed := caught(t)
	other := shell(t, s.password(t, "sector1"))
	other.has(t, "sector1")
	number := regexp.MustCompile(`Ішкі қате № (\d{6})`)
	for i, key := range []string{"u", "c", "b", "s", "v"} {
		c := s.ssh(t, login{user: "op1", password: account.TrainingPassword})
		c.has(t, "op1 kk|")
		c.send(t, key)
		if code := c.left(t); code != 1 {
			t.Errorf("%s: exit code %d", key, code)
		}
		text, raw := c.ended(t)
		m := number.FindStringSubmatch(text)
		if m == nil || !strings.Contains(s.log.String(), "number="+m[1]) {
			t.Errorf("%s: no number that stands in the log too:\n%s", key, text)
		}
		back := strings.LastIndex(raw, "\x1b[?1049l")
		if back < 0 || strings.Contains(raw[back:], "\x1b[?1049h") || !strings.Contains(raw, "\x1b[?25h") {
			t.Errorf("%s: the terminal is not restored: %q", key, raw)
		}
		if strings.Contains(text, "Серіков") || strings.Contains(text, "goroutine") {
			t.Errorf("%s: the cause is on the screen:\n%s", key, text)
		}
		until(t, "the flush", func() bool { return flushed.Load() == int32(i+1) })
	}
	if log := s.log.String(); strings.Contains(log, "Серіков") || !strings.Contains(log, "panic of serve_test.blow") {
		t.Errorf("the log:\n%s", log)
	}
	_, _ = other.Write([]byte("x"))
	other.has(t, "x")
	_, _ = other.Write([]byte("f")) // one that breaks when it is over
	_, _ = other.Write([]byte("q"))
	other.ended(t)
	shell(t, s.password(t, "op2")).has(t, "op2")
	if text := printed(); text != "" {
		t.Errorf("printed by the process: %s", text)
	}
}

// caught takes what the process prints on standard error until it is asked.
func caught(t *testing.T) func() string {
	t.Helper()
	usual, file := os.Stderr, must(os.CreateTemp(t.TempDir(), "stderr"))
	os.Stderr = file
	back := func() string {
		os.Stderr = usual
		return string(must(os.ReadFile(file.Name())))
	}
	t.Cleanup(func() { back(); file.Close() })
	return back
}
