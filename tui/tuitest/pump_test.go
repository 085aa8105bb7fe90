package tuitest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/tuitest"
)

// diary writes down what it gets.
type diary struct {
	clock *tuitest.Clock
	got   []string
}

func (d *diary) Init() tea.Cmd { return nil }
func (d *diary) View() tea.View {
	return tea.NewView("\x1b[1m" + strings.Join(d.got, " ") + "\x1b[m  ")
}

func say(s string) tea.Cmd { return func() tea.Msg { return s } }

func (d *diary) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case string:
		d.got = append(d.got, m)
	case tea.KeyPressMsg:
		d.got = append(d.got, m.String())
		switch m.String() {
		case "b":
			return d, tea.Batch(say("one"), tea.Sequence(say("two"), say("three")))
		case "t":
			return d, d.clock.Tick(time.Minute, func(at time.Time) tea.Msg { return at.Format("15:04") })
		case "q":
			return d, tea.Quit
		}
	}
	return d, nil
}

func TestPump(t *testing.T) {
	c := tuitest.NewClock(time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC))
	d := &diary{clock: c}
	p := tuitest.New(t, d, c, 80, 24)
	p.Press("b")
	if p.Frame() != "b one two three" {
		t.Errorf("batch and sequence: %q", p.Frame())
	}
	p.Press("t")
	p.Wait(50 * time.Second)
	p.HasNot("10:01")
	p.Wait(10 * time.Second)
	p.Has("10:01")

	d.got = nil
	p.Hold()
	p.Press("b")
	p.HasNot("one")
	p.Release()
	p.Has("one two three")

	d.got = nil
	p.Layout = "kz_basic"
	p.Press("1", "f10", "ctrl+q", "shift+tab", "space")
	if got := fmt.Sprint(d.got); got != `[" f10 ctrl+й shift+tab space]` {
		t.Errorf("keys under a layout: %s", got)
	}
	if p.Presses != 8 || p.Letters != 0 {
		t.Errorf("%d presses, %d letters", p.Presses, p.Letters)
	}
	p.Type("қ")
	if p.Presses != 9 || p.Letters != 1 || d.got[len(d.got)-1] != "қ" {
		t.Errorf("typed: %v", d.got)
	}
	p.Layout = ""
	p.Press("q")
	if !p.Quit {
		t.Error("quit was not seen")
	}
}

func TestUnder(t *testing.T) {
	for _, c := range []struct {
		layout, want string
		caps         bool
	}{
		{"", "0421n", false}, {"", "0421N", true}, {"kz_basic", `қңә"т`, false}, {"kz_basic", `ҚҢӘ"Т`, true}, {"ru_winkeys", "0421т", false},
	} {
		if got := tuitest.Under(c.layout, "0421n", c.caps); got != c.want {
			t.Errorf("%s %v: %q", c.layout, c.caps, got)
		}
	}
}
