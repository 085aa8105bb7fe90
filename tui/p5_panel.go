package tui

import (
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// panel draws the steps of a case in w × h cells: below the list, or beside it.
func (p *provide) panel(w, h int) []safe.Line {
	if p.steps == nil {
		return []safe.Line{safe.Row(safe.Const(" "), p.Words.Common().Loading.As(p.Theme.Muted))}
	}
	out := p.panelHead(w)
	for i, l := range p.steps.lines {
		out = append(out, p.stepRows(i+1, l, w)...)
	}
	if w < oneRow {
		out = append(out, safe.Line{})
	}
	out = append(out, p.explained(w, h-len(out))...)
	if len(out) > h {
		out = out[:max(h, 0)]
	}
	for i := range out {
		out[i] = out[i].Cut(w)
	}
	return out
}

// oneRow is from how many cells a step takes one row and not two.
const oneRow = 76

func (p *provide) panelHead(w int) []safe.Line {
	c, words, th := p.steps.c, p.Words.P5(), p.Theme
	dot := safe.Const(" · ")
	name := safe.Clean(c.Recipient.ShortName())
	title := safe.Const(" ").Plus(safe.Clean(string(c.Number)), dot, name)
	service := p.ServiceShort(c.Edition, c.Service)
	if title.Width()+3+service.Width() <= w {
		title = title.Plus(dot, service)
	}
	out := []safe.Line{title.As(th.Title)}
	switch {
	case !c.Arrived:
		return append(out, safe.Rows(th.Trouble, indented(words.NotDelivered, w)...)...)
	case c.SentBack != "":
		rows := indented(words.SentBackWhy.Fill(safe.Clean(c.SentBack)), w)
		return append(out, safe.Rows(th.Trouble, rows[:min(len(rows), 2)]...)...)
	}
	in := words.NoIncoming
	if c.Incoming != "" {
		in = words.Incoming.Fill(safe.Clean(c.Incoming))
	}
	here := words.AtChancellery.Fill(p.Words.When(p.steps.here, p.Now()))
	row := safe.Const(" ").Plus(p.ProviderShort(c.Provider), dot, in, dot, here)
	if row.Width() <= w {
		return append(out, row.As(th.Muted))
	}
	return append(out, safe.Const(" ").Plus(p.ProviderShort(c.Provider), dot, in).As(th.Muted), safe.Const(" ").Plus(here).As(th.Muted))
}

func indented(t safe.Text, w int) []safe.Text {
	rows := t.Wrap(max(w-2, 1))
	for i := range rows {
		rows[i] = safe.Const(" ").Plus(rows[i])
	}
	return rows
}

// stepRows is one step: who, its limit in its own unit, since when and by when;
// once done, when and by whom it was stamped.
func (p *provide) stepRows(no int, l stepLine, w int) []safe.Line {
	th, st := p.Theme, p.Theme.Muted
	mark, sign := safe.Const(" · "), theme.None
	switch {
	case !l.ended.IsZero():
		mark, st = safe.Const(" ✓ "), th.Plain
	case l.now:
		mark, st = safe.Const(" ▸ "), th.Title
	}
	if l.late {
		sign = theme.Trouble
	}
	end := th.Mark(sign).Plus(safe.Const(" "))
	who := p.stepWho(no, l)
	if w < oneRow {
		limit := p.fullLimit(l)
		for i, o := range p.steps.lines {
			if p.stepWho(i+1, o).Width()+p.fullLimit(o).Width()+4 > w {
				limit = p.shortLimit(l)
			}
		}
		out := []safe.Line{safe.Ends(safe.Row(mark.As(st), who.As(st)), limit.As(st), w)}
		if when := p.stepWhen(l, w-8); !when.Empty() {
			out = append(out, safe.Ends(safe.Row(safe.Spaces(5), when), end, w))
		}
		return out
	}
	wide, limits := 0, 0
	for i, o := range p.steps.lines {
		wide, limits = max(wide, p.stepWho(i+1, o).Width()), max(limits, p.shortLimit(o).Width())
	}
	left := safe.Row(mark.As(st), who.Fit(min(wide, 27)).As(st), safe.Const("  "), p.shortLimit(l).Fit(min(limits, 20)).As(st), safe.Const("  "))
	return []safe.Line{safe.Ends(left.Plus(p.stepWhen(l, w-left.Width()-3)), end, w)}
}

func (p *provide) stepWho(no int, l stepLine) safe.Text {
	return safe.Num(no).Plus(safe.Const(" "), p.Of(l.Who))
}

func (p *provide) fullLimit(l stepLine) safe.Text { return safe.Clean(l.Limit.Say(p.Lang)) }

// shortLimit leaves out that minutes are working ones: the explanation says so.
func (p *provide) shortLimit(l stepLine) safe.Text {
	t := l.Limit
	if t.Unit == calendar.WorkingMinute {
		t.Unit = calendar.Minute
	}
	return safe.Clean(t.Say(p.Lang))
}

// stepWhen says in at most w cells when a step ended and who stamped it, or
// since when it runs and by when it must end.
func (p *provide) stepWhen(l stepLine, w int) safe.Line {
	now, th, words := p.Now(), p.Theme, p.Words.P5()
	t, st := safe.Text{}, th.Plain
	switch {
	case !l.ended.IsZero():
		t = p.stepMoment(l.ended)
		if by := t.Plus(safe.Const("  "), safe.Clean(l.by)); by.Width() <= w {
			t = by
		}
	case l.now && l.known:
		due := safe.Clean(l.due.At.String())
		if l.due.Whole {
			due = p.Words.Due(l.due.Date, 0, now)
		} else if l.due.Date != calendar.DateOf(l.since) {
			due = p.Words.Due(l.due.Date, l.due.At, now)
		}
		t, st = p.stepMoment(l.since).Plus(safe.Const(" → "), due), th.Accent
	}
	if l.late {
		st = th.Trouble
		if long := t.Plus(safe.Const("  "), words.Overdue); long.Width() <= w {
			t = long
		}
	}
	return t.CutWords(w).As(st)
}

// stepMoment is a moment with its hour, today's in the fewest letters.
func (p *provide) stepMoment(t time.Time) safe.Text {
	now, m := p.Now(), calendar.MomentOf(t)
	if m.Date == calendar.DateOf(now) {
		return p.Words.Due(m.Date, m.At, now)
	}
	return p.Words.When(t, now)
}

// explained says how the limit under way was counted, as far as there is room.
func (p *provide) explained(w, room int) []safe.Line {
	l, ok := p.steps.underWay()
	if !ok || !l.known {
		return safe.Rows(p.Theme.Muted, indented(p.notRunning(), w)...)
	}
	rows := explainRows(l.due, p, w-2)
	if len(rows) > room && len(rows) > 1 {
		rows = rows[1:] // since when is in the step's own row
	}
	if len(rows) > room && room > 0 {
		rows = rows[:room]
		rows[room-1] = safe.Row(rows[room-1].Cut(max(w-14, 1)), safe.Const(" … d").As(p.Theme.Key))
	}
	for i := range rows {
		rows[i] = safe.Row(safe.Const(" "), rows[i])
	}
	return rows
}

// notRunning says why no limit runs.
func (p *provide) notRunning() safe.Text {
	c, w := p.steps.c, p.Words.P5()
	switch {
	case c.Return != 0:
		return w.Returned.Fill(safe.Clean(uitoa(c.Return)), p.Words.Outcome(c.Outcome))
	case c.Stage == intake.Out && c.Arrived:
		return w.AllDone
	case c.Stage == intake.Out:
		return w.NoLimit
	}
	return p.Words.Stage(c.Stage)
}

func explainRows(d calendar.Due, p *provide, w int) []safe.Line {
	var out []safe.Line
	d.Term.Source = catalogue.Paragraph(d.Term.Source).In(p.Lang)
	for _, line := range d.Explain(p.Lang) {
		out = append(out, safe.Rows(p.Theme.Muted, safe.Clean(line).Wrap(max(w, 1))...)...)
	}
	return out
}

// how opens the explanation of each limit that has begun.
func (p *provide) how() Overlay {
	v := p.steps
	return NewReader(p.Env, func() safe.Text { return p.Words.P5().How }, func(w int) []safe.Line {
		var out []safe.Line
		for i, l := range v.lines {
			if !l.known {
				continue
			}
			if len(out) > 0 {
				out = append(out, safe.Line{})
			}
			out = append(out, safe.Num(i+1).Plus(safe.Const(" "), p.Of(l.Who)).As(p.Theme.Title))
			out = append(out, explainRows(l.due, p, w)...)
		}
		if len(out) == 0 {
			out = safe.Rows(p.Theme.Plain, p.notRunning().Wrap(w)...)
		}
		return out
	})
}
