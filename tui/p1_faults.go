package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// failed shows where a rule refused; a draft that could not be written is
// tried again.
func (f *application) failed(m Failed) tea.Cmd {
	switch m.Topic {
	case "draft":
		f.unsaved = true
	case "recall", "recall.agent": // what the office knows is not what the register does
		return f.auto()
	case "registers":
		f.reg.asking = ""
		f.asides()
	case "scanned":
		t, ok := f.Explain(f.Words, m.Err)
		if !ok {
			t = f.Words.Scan().Garbled
		}
		return f.Answer(theme.Unknown, t)
	case "accept", "refuse":
		if !errors.Is(m.Err, context.DeadlineExceeded) && !errors.Is(m.Err, store.ErrUnknownOutcome) {
			f.tried = nil // nothing was written: the next try is a new act
		}
		if p, ok := intake.AsProblem(m.Err); ok {
			f.judge()
			if id := f.itemOf(p.Field); id != "" {
				f.form.Refuse(id, f.say(p))
			}
		}
	}
	return nil
}

// tell puts under a field what the rules say of it, once something is typed.
func (f *application) tell(id string) {
	f.judge()
	for _, x := range f.fields() {
		if x.ID() == id {
			f.told(x)
		}
	}
}

func (f *application) told(x *widget.Field) {
	why := f.fault(x.ID())
	_, day := f.day(x.Value())
	switch {
	case x.Value() == "", x == f.deed && f.deedDate.Value() == "": // its date is still to come
		why = safe.Text{}
	case !day && (x == f.deedDate || f.isIssue(x)):
		why = f.Words.P1().BadDate
	}
	x.Refuse(why)
}

func (f *application) isIssue(x *widget.Field) bool {
	for _, d := range f.issued {
		if d == x {
			return true
		}
	}
	return false
}

func (f *application) fields() []*widget.Field {
	out := append(append(f.person.all(), f.proxy.all()...), f.deed, f.deedDate, f.notary)
	for _, d := range f.issued {
		out = append(out, d)
	}
	return out
}

// fault is the first problem of the item with this id.
func (f *application) fault(id string) safe.Text {
	for _, p := range f.l.Problems {
		if f.itemOf(p.Field) == id || p.Field == id {
			return f.say(p)
		}
	}
	return safe.Text{}
}

func (s *Session) say(p *intake.Problem) safe.Text {
	t, ok := s.Words.Explain(p)
	if !ok {
		return safe.Clean(p.Code)
	}
	return t
}
