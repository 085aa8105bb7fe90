package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// scanFoundMsg is what a scanned or typed number led to.
type scanFoundMsg struct {
	scan  scan.Scan
	found []*intake.Case
	other string // the number of the office it belongs to, when that is not ours
}

// seek looks a scanned or typed number up; to gets a scanFoundMsg. Keys and
// further scans wait for it: they are meant for the screen it leads to. What is
// no number of a case is not taken.
func (s *Session) seek(to Screen, sc scan.Scan) (tea.Cmd, bool) { return s.seekFor(to, to, sc) }

// lister has a list on which the last digits of a number are looked for first.
// The answer is used in commands.
type lister interface{ front() fits }

// seekFor is seek where the list in front is another screen's.
func (s *Session) seekFor(to, front Screen, sc scan.Scan) (tea.Cmd, bool) {
	if sc.Kind != scan.Code && sc.Kind != scan.Typed || sc.Again {
		return nil, false
	}
	office := s.Office
	query := sc.Digits
	if sc.Kind == scan.Typed && !isTail(query) {
		query = sc.Text.String()
	}
	var lists []fits
	if l, ok := front.(lister); ok {
		lists = append(lists, l.front())
	}
	return s.Do(to, "", func(ctx context.Context) any {
		m := scanFoundMsg{scan: sc}
		if n, ok := numberOf(sc); ok && n.Office() != office.Office.Number {
			m.other = n.Office()
			return m
		}
		var err error
		if m.found, err = findCase(ctx, office, query, lists...); err != nil {
			return err
		}
		return m
	}), true
}

// numberOf is the whole number of a case in a scan.
func numberOf(sc scan.Scan) (code.Number, bool) {
	n, fault := code.ParseBarcode(sc.Digits)
	if fault != "" && sc.Kind == scan.Typed {
		n, fault = code.ParseNumber(sc.Digits)
	}
	return n, fault == ""
}

// openFound opens the card of the case a scan led to, or the list of the
// cases, and answers; a scan that led to nothing is answered too.
func (s *Session) openFound(m scanFoundMsg) tea.Cmd {
	switch {
	case len(m.found) == 1:
		c := m.found[0]
		at, sign := s.stands(c)
		s.Answer(sign, tailed(c, at))
		return s.Push(newCard(s, c.ID))
	case len(m.found) > 1:
		s.Answer(theme.Done, s.Words.Card().Found.Of(len(m.found)))
		p := newSearch(s, m.scan.Text.String())
		p.(*search).found, p.(*search).asked = m.found, m.scan.Text.String()
		return s.Push(p)
	}
	return s.answerNone(m)
}

// answerNone says why a scan led to no case.
func (s *Session) answerNone(m scanFoundMsg) tea.Cmd {
	w := s.Words.Card()
	n, whole := numberOf(m.scan)
	switch {
	case m.other != "":
		return s.Answer(theme.Trouble, w.OtherOffice.Fill(safe.Clean(m.other)))
	case whole:
		return s.Answer(theme.Unknown, tailOfNumber(n).Plus(safe.Const(" "), w.NoCase))
	}
	return s.Answer(theme.Unknown, w.NothingOf.Fill(m.scan.Text.Cut(24)))
}

// tailed is a sentence about a case, with the end of its number as people say it.
func tailed(c *intake.Case, say safe.Text) safe.Text {
	return tailOfNumber(c.Number).Plus(safe.Const(" "), say)
}

func tailOfNumber(n code.Number) safe.Text {
	return safe.Clean("…" + n.String()[max(len(n)-6, 0):])
}

// front is the list of the station in focus.
func (h *home) front() fits {
	today := h.Today()
	switch h.focus {
	case 2:
		return acceptedOn(today)
	case 3:
		return inStage(intake.Accepted)
	case 4:
		return inStage(intake.Handed)
	case 5:
		return inStage(intake.Out)
	case 6:
		return inStage(intake.Marked)
	case 7:
		return inStage(intake.Ready)
	}
	return func(*intake.Case) bool { return false } // drafts have no number yet
}

func (a *acceptedToday) front() fits { return acceptedOn(a.Today()) }
func (p *issue) front() fits         { return inStage(intake.Ready) }

func (p *archive) front() fits {
	if p.kept {
		return inStage(intake.Archived)
	}
	today := p.Today()
	return func(c *intake.Case) bool { return c.Stage == intake.Ready && c.KeepTo.Before(today) }
}

func acceptedOn(day calendar.Date) fits {
	return func(c *intake.Case) bool { return c.Stage != intake.Refused && calendar.DateOf(c.AcceptedAt) == day }
}

// stands says where a case stands, and how well.
func (s *Session) stands(c *intake.Case) (safe.Text, theme.Sign) {
	w := s.Words.Card().At
	sign := theme.Done
	due, today := movesBy(c), s.Today()
	if !due.IsZero() && !today.Before(due) {
		sign = theme.Trouble
	}
	day := func() safe.Text { return s.Words.DayShort(calendar.DateOf(c.Last().At)) }
	if t, how, ok := s.electronicStands(c, sign); ok {
		return t, how
	}
	no := safe.Clean(strconv.FormatUint(c.Registry, 10))
	switch c.Stage {
	case intake.Refused:
		return w.Refused.Fill(day()), theme.Same
	case intake.Accepted:
		if c.Given {
			return w.Given, sign
		}
		return w.Counter, sign
	case intake.Handed:
		return w.Sector, sign
	case intake.Out:
		switch {
		case c.Return != 0:
			return w.Back, sign
		case c.SentBack != "":
			return w.SentBack, theme.Trouble
		case c.Arrived:
			return w.Provider.Fill(s.ProviderShort(c.Provider)), sign
		}
		return w.Registry.Fill(no), sign
	case intake.Marked:
		return w.Marked, sign
	case intake.Ready:
		if due.Before(today) {
			return w.Overdue, sign
		}
		return w.Ready, sign
	case intake.Issued:
		return w.Issued.Fill(day()), theme.Same
	case intake.Archived:
		return w.Archived.Fill(safe.Clean(c.Shelf)), theme.Trouble
	case intake.Withdrawn:
		return w.Withdrawn.Fill(day()), theme.Same
	}
	return w.Annulled, theme.Same
}

// movesBy is the last day a case may stand where it stands; none for what is
// at its end.
func movesBy(c *intake.Case) calendar.Date {
	switch c.Stage {
	case intake.Accepted, intake.Handed:
		return c.Dispatch
	case intake.Out:
		if c.Step > 0 {
			return c.StepDue
		}
		return c.Deadline
	case intake.Marked:
		return c.ReadyOn
	case intake.Ready:
		return c.KeepTo
	}
	return calendar.Date{}
}
