package tui

import (
	"tereze/courier"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// eighths fill a cell from below.
var eighths = [...]safe.Text{
	safe.Const(" "), safe.Const("▁"), safe.Const("▂"), safe.Const("▃"), safe.Const("▄"),
	safe.Const("▅"), safe.Const("▆"), safe.Const("▇"), safe.Const("█"),
}

const (
	limitMinutes = 15
	hourCells    = 3 // of a bar with the gap behind it
)

// chart is the mean time at the counter by hour, in w × h cells: bars up to a
// line at 15 minutes, what is over it above the line; under them the hours and
// the means, with ! at those over.
func (p *wall) chart(w, h int) []safe.Line {
	th, hours := p.Theme, p.look.day.Hours
	if len(hours) == 0 {
		return []safe.Line{safe.Row(safe.Const(" "), p.Words.Wall().Nobody.CutWords(w-1).As(th.Muted))}
	}
	from, to := hours[0].Hour, hours[len(hours)-1].Hour
	cal := p.Office.Calendar() // the whole of an office's day, so that a bar keeps its place
	from, to = min(from, int(cal.OpenOn(p.day))/60), max(to, (int(cal.CloseOn(p.day))-1)/60)
	if fit := max((w-4)/hourCells, 1); to-from+1 > fit {
		from = to - fit + 1 // the latest ones
	}
	by := map[int]courier.Hour{}
	for _, x := range hours {
		by[x.Hour] = x
	}
	upper := max((h-3)/4, 1) // rows above the line
	lower := max(h-3-upper, 1)
	out := make([]safe.Line, 0, h)
	row := func(label safe.Text, cell func(courier.Hour) (safe.Text, safe.Style)) {
		line := safe.Row(label.FitLeft(3).As(th.Muted), safe.Const(" "))
		for x := from; x <= to; x++ {
			t, st := cell(by[x])
			line = line.Plus(t.Fit(hourCells).As(st))
		}
		out = append(out, line)
	}
	// bar is the part of a bar in a row between two heights, seconds.
	bar := func(low, high int) func(courier.Hour) (safe.Text, safe.Style) {
		return func(x courier.Hour) (safe.Text, safe.Style) {
			if x.Timed == 0 || x.Mean <= low {
				return safe.Text{}, th.Plain
			}
			n := min(max((x.Mean-low)*8/(high-low), 1), 8)
			st := th.Bar
			if low >= limitMinutes*60 {
				st = th.Trouble
			}
			return safe.Repeat(eighths[n], 2), st
		}
	}
	const limit = limitMinutes * 60
	for i := upper - 1; i >= 0; i-- {
		row(safe.Text{}, bar(limit+i*limit/lower, limit+(i+1)*limit/lower))
	}
	line := safe.Row(safe.Num(limitMinutes).FitLeft(3).As(th.Title), safe.Const(" "))
	for x := from; x <= to; x++ {
		if by[x].Timed > 0 && by[x].Mean > limit {
			line = line.Plus(safe.Const("██").As(th.Trouble), safe.Const("┈").As(th.Rule))
		} else {
			line = line.Plus(safe.Const("┈┈┈").As(th.Rule))
		}
	}
	out = append(out, line)
	for i := lower - 1; i >= 0; i-- {
		row(safe.Text{}, bar(i*limit/lower, (i+1)*limit/lower))
	}
	row(safe.Text{}, func(x courier.Hour) (safe.Text, safe.Style) {
		switch minutes := (x.Mean + 30) / 60; {
		case x.Timed == 0:
			return safe.Text{}, th.Plain
		case x.Mean > limit:
			return safe.Num(min(minutes, 99)).FitLeft(2).Plus(theme.Trouble.Text()), th.Trouble
		default:
			return safe.Num(minutes).FitLeft(2), th.Plain
		}
	})
	at := from
	row(safe.Text{}, func(courier.Hour) (safe.Text, safe.Style) {
		t := safe.Num(at)
		if at < 10 {
			t = safe.Const("0").Plus(t)
		}
		at++
		return t, th.Head
	})
	return out
}

// spark is a row of days, one cell each, scaled to the highest; a gap stands
// before every Monday. A day of nothing is a dot.
func (p *wall) spark(of func(courier.Past) int, st safe.Style) safe.Line {
	most := 1
	for _, d := range p.look.day.Month {
		most = max(most, of(d))
	}
	var t safe.Text
	for i, d := range p.look.day.Month {
		if i > 0 && d.On.Weekday() == 1 {
			t = t.Plus(safe.Const(" "))
		}
		n := of(d)
		if n == 0 {
			t = t.Plus(safe.Const("·"))
			continue
		}
		t = t.Plus(eighths[max(n*8/most, 1)])
	}
	return t.As(st)
}
