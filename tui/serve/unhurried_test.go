package serve

import (
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// adder draws how many messages it got, and counts its drawings.
type adder struct{ got, drawn int }

func (a *adder) Init() tea.Cmd                       { return nil }
func (a *adder) Update(tea.Msg) (tea.Model, tea.Cmd) { a.got++; return a, nil }
func (a *adder) View() tea.View                      { a.drawn++; return tea.NewView(strconv.Itoa(a.got)) }

// What comes within a moment is drawn once; a key is drawn at once; the last
// that came is drawn in the end.
func TestUnhurried(t *testing.T) {
	a := &adder{}
	u := &unhurried{model: a}
	u.Init()
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
	if a.drawn != 1 || later != 1 || u.View().Content != "0" {
		t.Fatalf("drawn %d times, %d drawings to come, shows %q", a.drawn, later, u.View().Content)
	}
	send(tea.KeyPressMsg{Code: 'a', Text: "a"})
	if u.View().Content != "6" {
		t.Errorf("a key is not drawn at once: %q", u.View().Content)
	}
	send("one more")
	send(drawMsg{})
	if u.View().Content != "7" || a.drawn != 3 || a.got != 7 {
		t.Errorf("shows %q, drawn %d times, got %d", u.View().Content, a.drawn, a.got)
	}
	if send("the next") == nil {
		t.Error("nothing will draw what came last")
	}
}
