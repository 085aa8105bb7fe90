package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// longAct is how far an act on many cases is. The command counts, the screen
// looks now and then: neither waits for the other.
type longAct struct {
	what      safe.Text // empty: nothing is under way
	done, all *atomic.Int64
}

// lookMsg is the time to look how far the act is.
type lookMsg struct{}

// few cases are done before a bar could be read.
const few = 20

// begin starts the count of an act on n cases, 0 for not known yet; progress
// is for the command.
func (l *longAct) begin(s *Session, to Screen, what safe.Text, n int) (progress func(done, all int), tick tea.Cmd) {
	done, all := &atomic.Int64{}, &atomic.Int64{}
	all.Store(int64(n))
	l.what, l.done, l.all = what, done, all
	if n == 0 || n > few {
		tick = s.Later(to, 100*time.Millisecond, lookMsg{})
	}
	return func(d, a int) { done.Store(int64(d)); all.Store(int64(a)) }, tick
}

// look goes on looking while the act is under way.
func (l *longAct) look(s *Session, to Screen) tea.Cmd {
	if l.what.Empty() {
		return nil
	}
	return s.Later(to, 100*time.Millisecond, lookMsg{})
}

func (l *longAct) end() { l.what = safe.Text{} }

// line is the bar in w cells; false when there is nothing to wait for.
func (l *longAct) line(s *Session, w int) (safe.Line, bool) {
	if l.what.Empty() || l.all.Load() <= few {
		return safe.Line{}, false
	}
	head := safe.Const(" ").Plus(l.what, safe.Const("  "))
	return safe.Row(head, widget.Bar(w-head.Width()-1, s.Theme, int(l.done.Load()), int(l.all.Load()))), true
}

// lastAct is what u takes back: cases, each with the version the act left.
type lastAct []seen

type undoneMsg struct {
	done, left int
	first      movedMsg // when one alone has moved on
}

// undo takes the last act of each case back; what has moved on stays.
func (a lastAct) undo(ctx context.Context, office *courier.Office, by intake.By, progress func(done, all int)) any {
	var m undoneMsg
	for i, r := range a {
		c, err := office.Case(ctx, r.row.ID)
		if err != nil {
			return err
		}
		if c.Version() != r.version {
			m.left, m.first = m.left+1, moved(ctx, office, c)
			continue
		}
		part := by
		if len(a) > 1 {
			part = by.Part(r.row.ID[:])
		}
		if _, err := office.Undo(ctx, part, c, ""); err != nil {
			return err
		}
		m.done++
		progress(i+1, len(a))
	}
	return m
}

// yesNo are the answers of a question that key says yes to.
func (s *Session) yesNo(key string) []widget.Choice {
	c := s.Words.Common()
	return []widget.Choice{{Key: key, Label: c.Yes, Value: true}, {Label: c.No, Value: false}}
}

// sayUndone tells what an undo did.
func (s *Session) sayUndone(m undoneMsg) tea.Cmd {
	w := s.Words.P3()
	switch {
	case m.left == 1 && m.done == 0:
		return s.Say(theme.Trouble, m.first.say(s.Words))
	case m.left > 0:
		return s.Say(theme.Trouble, safe.Join(safe.Const("; "), w.Undone.Of(m.done), w.UndoLeft.Of(m.left)))
	}
	return s.Say(theme.Done, w.Undone.Of(m.done))
}
