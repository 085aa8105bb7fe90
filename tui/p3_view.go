package tui

import (
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Resize tells the lists their height: where a selection moves by pages.
func (h *handover) Resize(w, rows int) {
	h.w, h.h = w, rows
	for i := range panes {
		if h.grids[i] != nil {
			h.grids[i].Resize(max(h.body(i)-h.rollRows(i), 2))
		}
	}
}

// heads is the rows of the head: the tabs, and what concerns the list.
func (h *handover) heads() int {
	if h.h < 8 {
		return 1
	}
	return 2
}

func (h *handover) body(pane) int { return max(h.h-h.heads(), 1) }

// rollRows is how many rows under the list tell of the last scans.
func (h *handover) rollRows(p pane) int {
	if p != paneReceive || h.h < 10 || len(h.roll) == 0 {
		return 0
	}
	return min(len(h.roll)+1, h.body(p)/2)
}

// View draws the tabs, the list in view and what the last scans did.
func (h *handover) View() Frame {
	f := Frame{Head: []safe.Line{h.tabs()}}
	if h.heads() > 1 {
		f.Head = append(f.Head, h.context())
	}
	rows := h.body(h.pane)
	under := h.rollRows(h.pane)
	g := h.grid()
	if h.side.wide(h.w) {
		left := h.w - sideWidth - 1
		f.Body = beside(append(pad(g.Draw(left, rows-under, h.Theme), rows-under), h.rolled(left, under)...), h.side.draw(sideWidth, rows), left, rows)
		return f
	}
	f.Body = append(pad(g.Draw(h.w, rows-under, h.Theme), rows-under), h.rolled(h.w, under)...)
	return f
}

// pad fills a list up to n rows.
func pad(rows []safe.Line, n int) []safe.Line {
	for len(rows) < n {
		rows = append(rows, safe.Line{})
	}
	return rows
}

// rolled is the last scans under a thin rule.
func (h *handover) rolled(w, n int) []safe.Line {
	if n < 2 {
		return nil
	}
	rule := safe.Repeat(safe.Const("─"), w).As(h.Theme.Rule)
	return append([]safe.Line{rule}, h.roll.draw(h.Session, w, n-1)...)
}

// tabs name the three lists with their counts; what is unsettled has its sign.
func (h *handover) tabs() safe.Line {
	th := h.Theme
	names := [panes]safe.Text{h.p.Give, h.p.Receive, h.p.Unsettled}
	counts := [panes]int{h.look.counter, h.look.given, h.look.given + h.look.taken}
	left := safe.Row(safe.Const(" "), h.Title().As(th.Title), safe.Const("   "))
	for i := range panes {
		t := names[i].Plus(safe.Const(" "), safe.Num(counts[i]))
		cell := safe.Row(safe.Const(" "), t.As(th.Head), safe.Const(" "))
		if i == h.pane {
			cell = safe.Row(safe.Const("▐").As(th.Accent), t.As(th.Selected), safe.Const("▌").As(th.Accent))
		}
		if i == paneUnsettled && counts[i] > 0 {
			cell = cell.Plus(th.Mark(theme.Trouble))
		}
		left = left.Plus(cell, safe.Const(" "))
	}
	return left.Cut(h.w)
}

// context is the row under the tabs: who receives, what waits, how far an act is.
func (h *handover) context() safe.Line {
	if bar, ok := h.long.line(h.Session, h.w); ok {
		return bar
	}
	th := h.Theme
	switch h.pane {
	case paneGive:
		a, ok := h.receiver()
		if !ok {
			return safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "), h.p.NoSector.As(th.Trouble))
		}
		left := safe.Row(safe.Const(" "), h.p.To.Fill(safe.Clean(a.Name)))
		if n := len(h.grid().Marked()); n > 0 {
			return safe.Ends(left, safe.Row(h.Words.Common().Marked.Of(n).As(th.Marked), safe.Const(" ")), h.w)
		}
		return left
	case paneReceive:
		return safe.Row(safe.Const(" "), h.p.Waiting.Fill(safe.Num(h.look.mine), safe.Num(h.look.given)))
	}
	return safe.Row(safe.Const(" "), h.p.Gap.CutWords(h.w-2).As(th.Muted))
}
