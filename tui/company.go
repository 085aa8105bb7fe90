package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Leaver is told once a screen is off the stack: popped, replaced, gone home.
type Leaver interface{ Leave() }

// company is one thing a screen has open, and who else has it open. The end of
// the session leaves it too.
type company struct {
	s     *Session
	id    uuid.UUID
	leave func()
	drawn safe.Text // what line said last
}

// enter opens the thing, once, and says who has it already.
func (c *company) enter(s *Session, id uuid.UUID) tea.Cmd {
	if c.leave != nil && c.id == id {
		return nil
	}
	c.Leave()
	leave := s.Presence.Enter(id, s.Actor, s.Now())
	stop := context.AfterFunc(s.Context, leave)
	c.s, c.id, c.leave = s, id, func() { stop(); leave() }
	if t := c.others(); !t.Empty() {
		return s.Say(theme.Trouble, t)
	}
	return nil
}

// Leave says that it is open here no more.
func (c *company) Leave() {
	if c.leave != nil {
		c.leave()
		c.leave = nil
	}
}

// others names who has it open now; empty: nobody else.
func (c *company) others() safe.Text {
	if c.leave == nil {
		return safe.Text{}
	}
	all := c.s.Presence.Others(c.id, c.s.Actor.Code)
	if len(all) == 0 {
		return safe.Text{}
	}
	w := c.s.Words
	who := safe.Clean(all[0].Actor.Name)
	if n := all[0].Actor.Window; n > 0 {
		who = who.Plus(safe.Const(", "), w.Home().Window.Fill(safe.Num(n)))
	}
	t := w.Traces().AlsoOpen.Fill(who, w.When(all[0].At, c.s.Now()))
	if n := len(all) - 1; n > 0 {
		t = t.Plus(safe.Const(" "), w.Traces().AndMore.Fill(safe.Num(n)))
	}
	return t
}

// line is others as a row of w cells; false: nobody.
func (c *company) line(w int) (safe.Line, bool) {
	t := c.others()
	c.drawn = t
	if t.Empty() {
		return safe.Line{}, false
	}
	th := c.s.Theme
	return safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "), t.CutWords(w-4).As(th.Trouble)), true
}

// Ticks says that somebody came or went since the screen was drawn.
func (c *company) Ticks() bool { return c.others().String() != c.drawn.String() }

// registryPresence is what a registry is known by to Presence.
func registryPresence(no uint64) uuid.UUID {
	return uuid.NewSHA1(uuid.Nil, []byte("registry/"+strconv.FormatUint(no, 10)))
}
