package tui

import (
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

const (
	markHead = 2
	markFoot = 3
	sideList = 34 // the missing beside the lines, on a wide screen
)

func (m *marking) bodyHeight() int { return max(m.h-markHead-markFoot, 1) }

// View draws the mode.
func (m *marking) View() Frame {
	switch m.mode {
	case choosing:
		f := Frame{Body: m.tables.Draw(m.w, max(m.h-2, 1), m.Theme)}
		f.Foot = []safe.Line{m.forwardLine()}
		return f
	case lacking:
		return Frame{Head: m.head(), Body: m.missing.Draw(m.w, m.bodyHeight(), m.Theme), Foot: m.foot()}
	}
	h := m.bodyHeight()
	if m.w < wideFrom || m.table == (markTable{}) {
		return Frame{Head: m.head(), Body: m.drawLines(m.w, h), Foot: m.foot()}
	}
	w := m.w - sideList - 2
	return Frame{Head: m.head(), Body: beside(m.drawLines(w, h), m.side(sideList, h), w, h), Foot: m.foot()}
}

// head is what is on the table, how many were expected and how many are here.
func (m *marking) head() []safe.Line {
	w, th := m.Words.P6(), m.Theme
	have, all := m.counted()
	left := safe.Row(safe.Const(" "), m.Title().As(th.Title))
	if m.table == (markTable{}) {
		return []safe.Line{
			safe.Ends(left, safe.Row(w.Have.Of(int(have)), safe.Const(" ")), m.w),
			safe.Row(safe.Const("   "), w.NothingAwaited.As(th.Muted)).Cut(m.w),
		}
	}
	right := safe.Row(w.Expect.Of(int(all)), safe.Const(" · "), w.Have.Of(int(have)).As(th.Accent), safe.Const(" "))
	return []safe.Line{
		safe.Ends(left, right, m.w),
		safe.Row(safe.Const("   "), widget.Bar(m.w-6, th, int(have), int(all))),
	}
}

// counted is how many came back and how many were expected in all.
func (m *marking) counted() (have, all int64) {
	if m.table.ret != 0 {
		return m.state.exp.Back, m.state.exp.Back + m.state.exp.Waiting
	}
	have = m.here()
	return have, have + m.state.exp.Waiting
}

func (m *marking) drawLines(w, h int) []safe.Line {
	if len(m.lines) == 0 {
		return []safe.Line{{}, safe.Row(safe.Const("   "), m.Words.P6().Empty.CutWords(w-3).As(m.Theme.Muted))}
	}
	var out []safe.Line
	for _, l := range m.lines[min(m.top, len(m.lines)):] {
		if len(out) == h {
			break
		}
		out = append(out, m.drawLine(l, w))
	}
	return out
}

// drawLine is the time, the number, whose it is, what was done, a sign.
func (m *marking) drawLine(l *markLine, w int) safe.Line {
	th := m.Theme
	what, sign := m.what(l)
	st := th.Of(sign)
	if sign == theme.Done {
		st = th.Plain
	}
	left := safe.Row(safe.Const(" "), safe.Clean(l.at.Format("15:04:05")).As(th.Muted), safe.Const("  "),
		l.shown().Fit(17).As(th.Plain), safe.Const("  "))
	if w < 74 {
		return safe.Ends(left.Plus(what.CutWords(w-left.Width()-3).As(st)), th.Mark(sign).Plus(safe.Const(" ")), w)
	}
	left = left.Plus(m.who(l).Fit(20).As(th.Plain), safe.Const("  "))
	if w >= 95 {
		left = left.Plus(m.ServiceShort(l.edition, l.service).Fit(13).As(th.Muted), safe.Const("  "))
	}
	if w >= 110 {
		left = left.Plus(m.ProviderShort(l.provider).Fit(10).As(th.Muted), safe.Const("  "))
	}
	return safe.Ends(left.Plus(what.CutWords(w-left.Width()-3).As(st)), th.Mark(sign).Plus(safe.Const(" ")), w)
}

// side is the missing beside the lines.
func (m *marking) side(w, h int) []safe.Line {
	th, waiting := m.Theme, int(m.state.exp.Waiting)
	if waiting == 0 {
		return []safe.Line{m.allBack()}
	}
	out := []safe.Line{m.Words.P6().Missing.Of(waiting).As(th.Head)}
	for _, r := range m.state.missing {
		if len(out) == h {
			break
		}
		out = append(out, safe.Row(shortNumber(r.Number), safe.Const("  "), safe.Clean(r.Name)).Cut(w))
	}
	return out
}

// allBack says that nothing is missing, once something has come.
func (m *marking) allBack() safe.Line {
	w, th := m.Words.P6(), m.Theme
	if have, _ := m.counted(); have == 0 {
		return w.NothingAwaited.As(th.Muted)
	}
	return safe.Row(th.Mark(theme.Done), safe.Const(" "), w.AllBack.As(th.Done))
}

func (m *marking) foot() []safe.Line {
	return []safe.Line{m.missingLine(), m.forwardLine(), m.nextLine()}
}

// missingLine names the first of the missing, as many as there is room for.
func (m *marking) missingLine() safe.Line {
	th, waiting := m.Theme, int(m.state.exp.Waiting)
	if m.table == (markTable{}) {
		return safe.Line{}
	}
	if waiting == 0 {
		return safe.Row(safe.Const(" "), m.allBack()).Cut(m.w)
	}
	row := safe.Row(safe.Const(" "), m.Words.P6().Missing.Of(waiting).As(th.Title))
	for i, r := range m.state.missing {
		one := safe.Const("  ").Plus(shortNumber(r.Number), safe.Const(" "), surname(r.Name))
		if row.Width()+one.Width() > m.w-4 {
			row = row.Plus(safe.Const(" … l").As(th.Key))
			break
		}
		row = row.Plus(one)
		if i == len(m.state.missing)-1 && waiting > len(m.state.missing) && row.Width() <= m.w-4 {
			row = row.Plus(safe.Const(" … l").As(th.Key))
		}
	}
	return row.Cut(m.w)
}

// forwardLine says what must be with the inspector today, and what should have
// been before today.
func (m *marking) forwardLine() safe.Line {
	w, th, n := m.Words.P6(), m.Theme, m.state.marked
	left := safe.Row(safe.Const(" "), w.NothingToForward.As(th.Muted))
	if n.All > 0 {
		left = safe.Row(safe.Const(" "), w.ToForward.Of(int(n.All)), safe.Const("  F9").As(th.Key))
	}
	if n.Late == 0 {
		return left.Cut(m.w)
	}
	old := safe.Const("! ").Plus(w.Old.Of(int(n.Late)), safe.Const(" ")).As(th.Trouble)
	return safe.Ends(left, old, m.w)
}

// nextLine says what the next scan will be, and what lies aside.
func (m *marking) nextLine() safe.Line {
	w, th := m.Words.P6(), m.Theme
	next := safe.Row(safe.Const(" "), w.NextResult.As(th.Muted))
	if m.refusal {
		next = safe.Row(safe.Const(" "), safe.Const("! ").Plus(w.NextRefusal).As(th.Trouble))
	}
	if len(m.state.strays) == 0 {
		return next.Cut(m.w)
	}
	aside := w.Strays.Of(len(m.state.strays)).Plus(safe.Const("  "), safe.Clean(m.state.strays[len(m.state.strays)-1]), safe.Const(" "))
	return safe.Ends(next, aside.As(th.Doubt), m.w)
}

// Help is the screen's own.
func (m *marking) Help() []safe.Text {
	w := m.Words.P6()
	return []safe.Text{w.Help1, w.Help2, w.Help3}
}
