package tui

import (
	"time"

	"tereze/intake/calendar"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Title is the wall and the day on it.
func (p *wall) Title() safe.Text {
	return p.Words.Wall().Title.Plus(safe.Const(" · "), p.Words.Day(p.moment(p.day), p.Now()))
}

func (p *wall) moment(d calendar.Date) time.Time { return d.In(p.Office.Office.Zone()) }

// head is the title, the days left open before, and what the chart shows.
func (p *wall) head() safe.Line {
	w, th := p.Words.Wall(), p.Theme
	left := safe.Row(safe.Const(" "), p.Title().As(th.Title))
	if n := len(p.look.open); n > 0 {
		left = left.Plus(safe.Const("  "), safe.Row(th.Mark(theme.Trouble), safe.Const(" "), w.LeftOpen.Of(n).As(th.Trouble)))
	}
	if p.w < 70 {
		return left
	}
	right := w.Chart
	if left.Width()+right.Width()+3 > p.w {
		right = w.ChartShort
	}
	return safe.Ends(left, safe.Row(right.As(th.Head), safe.Const(" ")), p.w)
}

// wallSplit is the cells of the duties; the chart has the rest.
const wallSplit = 38

// roomy tells that the screen bears both tables side by side and the reasons
// each in rows of their own.
func (p *wall) roomy() bool { return p.w >= 120 && p.h >= 28 }

// View draws the wall.
func (p *wall) View() Frame {
	th := p.Theme
	f := Frame{}
	if p.look == nil {
		f.Body = []safe.Line{safe.Row(safe.Const(" "), p.Words.Common().Loading.As(th.Muted))}
		return f
	}
	f.Head = []safe.Line{p.head()}
	if p.h >= 6 {
		f.Foot = []safe.Line{p.ending()}
	}
	room := p.h - 1 - len(f.Foot)
	top := p.upper(room)
	f.Body = top
	left := room - len(top)
	if p.roomy() {
		f.Body = append(f.Body, p.lowerWide(left)...)
	} else {
		f.Body = append(f.Body, p.lower(left)...)
	}
	for i := range f.Body {
		f.Body[i] = f.Body[i].Cut(p.w)
	}
	return f
}

// upper is the duties and, where there is room, the chart beside them.
func (p *wall) upper(room int) []safe.Line {
	n := len(wallDuties)
	if p.w < 70 {
		out := p.duties(p.w)
		return out[:min(len(out), max(room, 1))]
	}
	split := wallSplit
	if p.roomy() {
		n, split = min(n+4, room), 46
	}
	left, right := p.duties(split), p.chart(p.w-split-2, n)
	out := make([]safe.Line, 0, n)
	for i := range n {
		var a, b safe.Line
		if i < len(left) {
			a = left[i]
		}
		if i < len(right) {
			b = right[i]
		}
		out = append(out, safe.Row(a.Fit(split), safe.Const("│").As(p.Theme.Rule), safe.Const(" "), b))
	}
	return out[:min(n, max(room, 1))]
}

// duties is one row each: what, how many, and a sign where it hinders the
// closing or is late.
func (p *wall) duties(w int) []safe.Line {
	th := p.Theme
	var out []safe.Line
	for i, kinds := range wallDuties {
		n, late := p.look.duties.Sum(kinds...)
		sign := theme.None
		if late > 0 || n > 0 && p.look.duties.Of(kinds[0]).Stops {
			sign = theme.Trouble
		}
		lead, count := safe.Const("   "), safe.Const("–")
		if i == p.at {
			lead = safe.Const(" ▸ ")
		}
		if n > 0 {
			count = safe.Num(int(n))
		}
		text := lead.Plus(p.dutyName(kinds).Fit(max(w-12, 8)), count.FitLeft(6), safe.Const(" "))
		st := th.Plain
		switch {
		case i == p.at:
			st = th.Selected
		case n == 0:
			st = th.Muted
		}
		signStyle := th.Of(sign)
		if i == p.at {
			signStyle = st
		}
		out = append(out, safe.Row(text.As(st), sign.Text().Fit(2).As(signStyle)))
	}
	return out
}

// ending says whether the day can be closed, or what hinders it, or who closed
// it when.
func (p *wall) ending() safe.Line {
	w, th, room := p.Words.Wall(), p.Theme, p.w-4
	sign, t := theme.Done, w.Clear
	if p.look.end != nil {
		t = w.ClosedAt.Fill(p.Words.When(p.look.end.At, p.Now()), safe.Clean(p.look.end.By))
	} else if hang := p.hang(); !hang.Empty() {
		sign, t = theme.Trouble, w.Hang.Plus(safe.Const(" "), hang)
	}
	return safe.Row(safe.Const(" "), th.Mark(sign), safe.Const(" "), t.CutWords(room))
}
