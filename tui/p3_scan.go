package tui

import (
	"context"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// saying is a sentence in the language of the moment: an answer on the list of
// scans must not stay in the language it was given in.
type saying func(lang.Words) safe.Text

// scanRoll is what became of the last scans, newest first.
type scanRoll []scanned

type scanned struct {
	at   time.Time
	what safe.Text // the number, or what was under the scanner
	name safe.Text
	say  saying
	sign theme.Sign
}

// rolled is how many scans a roll remembers.
const rolled = 200

// said answers a scan on the scan line and keeps the answer on the roll.
func (r *scanRoll) said(s *Session, line scanned) {
	line.at = s.Now()
	*r = append(scanRoll{line}, (*r)[:min(len(*r), rolled-1)]...)
	s.Answer(line.sign, safe.Join(safe.Const(" "), tailOf(line.what), line.say(s.Words)))
}

// tailOf is a number as people say it: its end.
func tailOf(what safe.Text) safe.Text {
	if n := code.Number(what.String()); n.Valid() {
		return safe.Const("…").Plus(safe.Clean(n.String()[len(n.String())-6:]))
	}
	return what.Cut(16)
}

// draw is at most n rows of the roll in w cells.
func (r scanRoll) draw(s *Session, w, n int) []safe.Line {
	var out []safe.Line
	for _, l := range r[:min(len(r), max(n, 0))] {
		said := l.say(s.Words)
		name := min(max(w-67, 8), 24)
		row := safe.Row(safe.Const("   "), safe.Clean(l.at.Format("15:04:05")).As(s.Theme.Muted), safe.Const("  "),
			l.what.Fit(17), safe.Const("  "), l.name.Fit(name), safe.Const("  "), said.CutWords(w-36-name).As(s.Theme.Of(l.sign)))
		out = append(out, safe.Ends(row.Cut(w-3), s.Theme.Mark(l.sign).Plus(safe.Const(" ")), w))
	}
	return out
}

// seen is a case as a screen showed it when a key was pressed.
type seen struct {
	row     intake.ListRow
	version int
}

// movedMsg refuses an act: a case has moved since the screen showed it.
type movedMsg struct {
	number code.Number
	last   intake.Event
	who    string
}

// unmoved re-reads what a screen showed; the first case that has moved since
// comes back as a movedMsg. It runs in commands, before anything is written.
func unmoved(ctx context.Context, office *courier.Office, rows ...seen) (any, bool) {
	for _, r := range rows {
		c, err := office.Case(ctx, r.row.ID)
		if err != nil {
			return err, false
		}
		if c.Version() != r.version {
			return moved(ctx, office, c), false
		}
	}
	return nil, true
}

func moved(ctx context.Context, office *courier.Office, c *intake.Case) movedMsg {
	m := movedMsg{number: c.Number, last: c.Last()}
	if a, err := office.Worker(ctx, m.last.By); err == nil {
		m.who = a.Name
	} else {
		m.who = m.last.By
	}
	return m
}

// say tells what changed, and who did it.
func (m movedMsg) say(w lang.Words) safe.Text {
	return w.P3().Changed.Fill(safe.Clean(string(m.number)), w.Act(m.last.Act), safe.Clean(m.who), w.Clock(m.last.At))
}

// noSuchCase tells the refusal "no case of this number" from other errors.
func noSuchCase(err error) bool {
	p, ok := intake.AsProblem(err)
	return ok && p.Code == intake.ProblemNoCase
}

// sayError answers a scan whose act failed.
func sayError(err error) saying {
	return func(w lang.Words) safe.Text {
		if t, ok := w.Explain(err); ok {
			return t
		}
		return w.P3().NotDone
	}
}
