package serve

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// adder draws how many messages it got, and counts its drawings.
type adder struct {
	got, drawn int
	same       bool
}

func (a *adder) Init() tea.Cmd                       { return nil }
func (a *adder) Update(tea.Msg) (tea.Model, tea.Cmd) { a.got++; return a, nil }
func (a *adder) Same() bool                          { return a.same }
func (a *adder) View() tea.View {
	a.drawn++
	v := tea.NewView(strconv.Itoa(a.got))
	v.AltScreen = true
	return v
}

// What comes within a moment is drawn once; a key is drawn at once; the last
// that came is drawn in the end.
func TestUnhurried(t *testing.T) {
	a, on := &adder{}, frame{}
	u := &unhurried{model: a, paint: func(f frame) { on = f }, w: 80, h: 24}
	u.Init() // tells the size
	send := func(m tea.Msg) tea.Cmd {
		_, cmd := u.Update(m)
		u.View()
		return cmd
	}
	u.View()
	later := 0
	for range 5 {
		if send("an answer") != nil {
			later++
		}
	}
	if a.drawn != 1 || later != 1 || on != (frame{"1", 80, 24}) {
		t.Fatalf("drawn %d times, %d drawings to come, shows %q", a.drawn, later, on.text)
	}
	send(tea.KeyPressMsg{Code: 'a', Text: "a"})
	if on.text != "7" {
		t.Errorf("a key is not drawn at once: %q", on.text)
	}
	send("one more")
	send(drawMsg{})
	if on.text != "8" || a.drawn != 3 || a.got != 8 {
		t.Errorf("shows %q, drawn %d times, got %d", on.text, a.drawn, a.got)
	}
	a.same = true
	if send("a second that changes nothing") != nil {
		t.Error("the same is drawn again")
	}
	a.same = false
	send(sizeMsg{0, 43})
	send(tea.WindowSizeMsg{Width: 1, Height: 1}) // Bubble Tea's own: not for the model
	if on.w != 1 || on.h != 43 || a.got != 10 {
		t.Errorf("a new size: %+v, got %d", on, a.got)
	}
	if send("the next") == nil {
		t.Error("nothing will draw what came last")
	}
}

// A frame is written when the full screen is open, and again in full after
// whatever Bubble Tea wrote; never after the screen was given back.
func TestPainter(t *testing.T) {
	var out bytes.Buffer
	p := newPainter(&out, []string{"TERM=xterm-256color"}, colorprofile.ANSI256, 20, 3)
	draw := func(f string) string {
		out.Reset()
		p.take(frame{f, 20, 3})
		return out.String()
	}
	if got := draw("early"); got != "" {
		t.Errorf("drawn before the full screen: %q", got)
	}
	out.Reset()
	if _, err := p.Write([]byte(ansi.SetModeAltScreenSaveCursor)); err != nil || !strings.HasSuffix(ansi.Strip(out.String()), "early") {
		t.Errorf("what waited is not drawn: %q, %v", out.String(), err)
	}
	if got := draw("earlz"); !strings.Contains(got, "z") || strings.Contains(got, "earl") {
		t.Errorf("not the difference: %q", got)
	}
	if got := draw("earlz"); got != "" {
		t.Errorf("the same frame again: %q", got)
	}
	out.Reset()
	_, _ = p.Write([]byte("\x1b[2J"))
	if !strings.Contains(out.String(), "earlz") {
		t.Errorf("not drawn again over what came between: %q", out.String())
	}
	out.Reset()
	p.take(frame{"earlz", 10, 2})
	if got := out.String(); !strings.Contains(got, "earlz") {
		t.Errorf("not drawn again at a new size: %q", got)
	}
	out.Reset()
	_, _ = p.Write([]byte(ansi.ResetModeAltScreenSaveCursor))
	if got := out.String() + draw("late"); strings.Contains(got, "earlz") || strings.Contains(got, "late") {
		t.Errorf("drawn after the end: %q", got)
	}
}

// Frames that wait are left out for the newest; none is drawn after stop.
func TestPainterShowsTheNewest(t *testing.T) {
	p := newPainter(&bytes.Buffer{}, []string{"TERM=xterm"}, colorprofile.ANSI, 10, 1)
	for _, f := range []string{"a", "b", "c"} {
		p.show(frame{f, 10, 1})
	}
	if f := <-p.next; f.text != "c" || len(p.next) != 0 {
		t.Errorf("waits: %+v, and %d more", f, len(p.next))
	}
	p.stop()
	p.run() // ends
}
