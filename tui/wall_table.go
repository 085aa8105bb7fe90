package tui

import (
	"tereze/courier"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// lower is what stands under the duties at 80: one table, the reasons in one
// row, the month in two. What has no room is left out from the reasons on.
func (p *wall) lower(n int) []safe.Line {
	tail := p.month(p.w)
	if reasons := p.reasons(p.w); n >= 6 {
		tail = append([]safe.Line{reasons}, tail...)
	}
	if n < 5 || p.w < 60 {
		tail = nil
	}
	rows := max(n-len(tail), 0)
	return append(p.table(p.byJob, p.w, rows), tail...)[:max(n, 0)]
}

// reasonSide is the cells of the reasons beside the tables on a wide screen.
const reasonSide = 46

// lowerWide is both tables, the reasons beside them each in its own rows, and
// the month.
func (p *wall) lowerWide(n int) []safe.Line {
	rule := safe.Repeat(safe.Const("─"), p.w).As(p.Theme.Rule)
	w, d, left := p.Words.Wall(), p.look.day, p.w-reasonSide-2
	month := p.month(p.w)
	rows := max(n-len(month)-2, 4)
	half := rows / 2
	tables := append(p.table(p.byJob, left, half), p.table(!p.byJob, left, rows-half)...)
	reasons := append(pad(p.reasonRows(w.Refusals, d.Refusals, reasonSide, half-1), half),
		p.reasonRows(w.TurnAways, d.TurnAways, reasonSide, rows-half)...)
	out := append([]safe.Line{rule}, beside(tables, reasons, left, rows)...)
	return append(append(out, rule), month...)[:max(n, 0)]
}

// table is per worker or, byJob, per service, in w × n cells.
func (p *wall) table(byJob bool, w, n int) []safe.Line {
	out := make([]safe.Line, 0, n)
	if n == 0 {
		return out
	}
	words, th := p.Words.Wall(), p.Theme
	all, head := p.look.day.Operators, words.Operators
	if byJob {
		all, head = p.look.day.Services, words.Services
	}
	heads := []safe.Text{words.Accepted, words.Refused, words.Sent, words.Issued, words.Mean, words.Over}
	const cell = 10
	widths := []int{cell, cell, cell + 1, cell - 2, cell - 3, 5}
	if w < 72 { // the narrow: what counts most
		heads, widths = []safe.Text{words.Accepted, words.Refused, words.Issued, words.Mean, words.Over}, []int{cell, cell, cell - 2, cell - 3, 5}
	}
	used := 0
	for _, x := range widths {
		used += x
	}
	name := max(w-used-5, 6)
	line := safe.Const("   ").Plus(head.Fit(name))
	for i, h := range heads {
		line = line.Plus(h.FitLeft(widths[i]))
	}
	rows := n - 1
	from := 0
	if len(all) > rows && byJob == p.byJob {
		p.scroll = min(p.scroll, max(len(all)-rows, 0))
		from = p.scroll
	}
	if len(all) > rows {
		arrow := safe.Const(" ↓")
		if from > 0 && from+rows < len(all) {
			arrow = safe.Const(" ↕")
		} else if from > 0 {
			arrow = safe.Const(" ↑")
		}
		line = line.Plus(arrow)
	}
	out = append(out, line.As(th.Head))
	for _, t := range all[min(from, len(all)):] {
		if len(out) >= n {
			break
		}
		out = append(out, p.tally(t, byJob, name, widths, len(heads) == 5))
	}
	if len(all) == 0 && len(out) < n {
		out = append(out, safe.Row(safe.Const("   "), words.Nobody.CutWords(w-4).As(th.Muted)))
	}
	return pad(out, n)
}

func (p *wall) tally(t courier.Tally, byJob bool, name int, widths []int, narrow bool) safe.Line {
	th := p.Theme
	who := p.Of(t.Name)
	if !byJob && t.Window > 0 {
		who = safe.Num(t.Window).Plus(safe.Const(" · "), who)
	}
	count := func(n int) safe.Text {
		if n == 0 {
			return safe.Const("–")
		}
		return safe.Num(n)
	}
	mean, over, sign := safe.Const("–"), safe.Const("–"), theme.None
	if t.Timed > 0 {
		mean, over = p.Words.InMinutes(t.Mean), safe.Num(t.Over)
		if t.Over > 0 {
			sign = theme.Trouble
		}
	}
	cells := []safe.Text{count(t.Accepted), count(t.Refused), count(t.Elsewhere), count(t.Issued), mean, over}
	if narrow {
		cells = append(cells[:2:2], cells[3:]...)
	}
	line := safe.Const("   ").Plus(who.Fit(name))
	for i, c := range cells {
		line = line.Plus(c.FitLeft(widths[i]))
	}
	return safe.Row(line.As(th.Plain), safe.Const(" "), th.Mark(sign))
}

// reasons is refusals and turn-aways in one row of w cells.
func (p *wall) reasons(w int) safe.Line {
	words, th, d := p.Words.Wall(), p.Theme, p.look.day
	list := func(head, none safe.Text, all []courier.Reason, room int) safe.Line {
		n := 0
		var parts []safe.Text
		for _, r := range all {
			n += r.N
			parts = append(parts, p.Of(r.Name).Cut(max(room-16, 10)).Plus(safe.Const(" "), safe.Num(r.N)))
		}
		if n == 0 {
			return none.As(th.Muted)
		}
		line := safe.Row(head.Fill(safe.Num(n)).As(th.Head), safe.Const(" "), parts[0])
		for i, part := range parts[1:] {
			if line.Width()+part.Width()+3 > room {
				return line.Plus(safe.Const(" +"), safe.Num(len(parts)-1-i))
			}
			line = line.Plus(safe.Const(" · "), part)
		}
		return line
	}
	room := w - 6
	if len(d.Refusals) > 0 && len(d.TurnAways) > 0 {
		room = w * 3 / 5
	}
	left := list(words.Refusals, words.NoRefusals, d.Refusals, room)
	right := list(words.TurnAways, words.NoTurnAways, d.TurnAways, max(w-left.Width()-6, 10))
	return safe.Row(safe.Const("   "), left, safe.Const(" │ ").As(th.Rule), right).Cut(w)
}

// reasonRows is reasons, one a row, in w × n cells.
func (p *wall) reasonRows(head safe.Text, all []courier.Reason, w, n int) []safe.Line {
	th, sum := p.Theme, 0
	for _, r := range all {
		sum += r.N
	}
	out := []safe.Line{safe.Const("   ").Plus(head.Fill(safe.Num(sum))).As(th.Head)}
	for i, r := range all {
		if left := len(all) - i; len(out) == n-1 && left > 1 {
			out = append(out, safe.Row(safe.Const("   "), p.Words.Common().MoreBelow.Of(left).As(th.Muted)))
			break
		}
		if len(out) >= n {
			break
		}
		out = append(out, safe.Row(safe.Const("   "), p.Of(r.Name).Fit(max(w-12, 8)), safe.Num(r.N).FitLeft(6)))
	}
	return out
}

// month is the thirty days behind: accepted, and what came back late.
func (p *wall) month(w int) []safe.Line {
	words, th, month := p.Words.Wall(), p.Theme, p.look.day.Month
	label := max(words.Month.Width(), words.Late.Width())
	last := month[len(month)-1]
	row := func(t safe.Text, of func(courier.Past) int, st safe.Style, sum int) safe.Line {
		return safe.Row(safe.Const("   "), t.Fit(label).As(th.Head), safe.Const("  "), p.spark(of, st), safe.Num(sum).FitLeft(6)).Cut(w)
	}
	return []safe.Line{
		row(words.Month, func(d courier.Past) int { return d.Accepted }, th.Bar, last.Accepted),
		row(words.Late, func(d courier.Past) int { return d.Late }, th.Trouble, last.Late),
	}
}
