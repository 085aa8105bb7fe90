package widget

import (
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Column is one column of a Grid.
type Column struct {
	Title safe.Text
	Min   int  // cells it needs
	Max   int  // cells it can use; 0: as many as there are
	Right bool // numbers: aligned right
	From  int  // shown only when the grid is at least so wide: a column gained at 132
}

// layout gives each column its cells: what they need first, then the rest to
// those that can use it. A column that gets none is not drawn; the last ones
// are left out first when there is no room.
func (g *Grid) layout(w int) []int {
	widths := make([]int, len(g.Columns))
	left := w - g.lead() - 2
	for i, c := range g.Columns {
		if w < c.From {
			continue
		}
		need := c.Min + 2
		if left < need {
			if left > 8 && c.Max == 0 {
				widths[i] = left - 2
			}
			break
		}
		widths[i] = c.Min
		left -= need
	}
	for left > 0 {
		grew := false
		for i, c := range g.Columns {
			if left > 0 && widths[i] > 0 && (c.Max == 0 || widths[i] < c.Max) {
				widths[i]++
				left--
				grew = true
			}
		}
		if !grew {
			break
		}
	}
	return widths
}

// lead is the cells before the first column: the pointer, the tick.
func (g *Grid) lead() int {
	if g.Multi {
		return 7
	}
	return 3
}

// Draw is the head and the visible rows in w × h cells.
func (g *Grid) Draw(w, h int, th theme.Theme) []safe.Line {
	if h <= 0 || w <= 0 {
		return nil
	}
	if g.height != max(h-1, 1) {
		g.Resize(h)
	}
	widths := g.layout(w)
	out := make([]safe.Line, 0, h)
	head := make([]safe.Text, 0, 2*len(widths)+1)
	head = append(head, safe.Spaces(g.lead()))
	for i, n := range widths {
		if n > 0 {
			head = append(head, align(g.Columns[i], g.Columns[i].Title, n), gap)
		}
	}
	// The arrows stand over the signs; blanks given up for them are no cut.
	heads := safe.Text{}.Plus(head...).As(th.Head)
	if a := g.arrows(); !a.Empty() && w > 2 {
		heads = safe.Row(heads.Slice(0, w-2).Pad(w-2), a.As(th.Muted))
	}
	out = append(out, heads.Cut(w))
	if len(g.rows) == 0 && h > 1 {
		say := g.Empty
		if !g.loaded {
			say = g.Waiting
		}
		return append(out, safe.Row(safe.Spaces(3), say.As(th.Muted)).Cut(w))
	}
	for i := g.top; i < len(g.rows) && len(out) < h; i++ {
		out = append(out, g.row(i, widths, w, th))
	}
	return out
}

var gap = safe.Const("  ")

func align(c Column, t safe.Text, n int) safe.Text {
	if c.Right {
		return t.FitLeft(n)
	}
	return t.Fit(n)
}

// arrows say that there is more above or below, in words of no language.
func (g *Grid) arrows() safe.Text {
	up := g.top > 0 || g.above
	down := g.top+g.height < len(g.rows) || g.below
	switch {
	case up && down:
		return safe.Const("↑↓")
	case up:
		return safe.Const("↑ ")
	case down:
		return safe.Const(" ↓")
	}
	return safe.Text{}
}

func (g *Grid) row(i int, widths []int, w int, th theme.Theme) safe.Line {
	r := g.rows[i]
	parts := make([]safe.Text, 0, 2*len(widths)+2)
	lead := safe.Const("   ")
	if i == g.at {
		lead = safe.Const(" ▸ ")
	}
	parts = append(parts, lead)
	_, marked := g.marks[r.ID]
	switch {
	case marked:
		parts = append(parts, safe.Const("[x] "))
	case g.Multi:
		parts = append(parts, safe.Const("[ ] "))
	}
	for c, n := range widths {
		if n == 0 {
			continue
		}
		var t safe.Text
		if c < len(r.Cells) {
			t = r.Cells[c]
		}
		parts = append(parts, align(g.Columns[c], t, n), gap)
	}
	text := safe.Text{}.Plus(parts...)
	st := th.Plain
	switch {
	case i == g.at:
		st = th.Selected
	case marked:
		st = th.Marked
	}
	if w < 4 {
		return text.Fit(w).As(st)
	}
	sign := r.Sign.Text().Fit(2)
	signStyle := th.Of(r.Sign)
	if i == g.at {
		signStyle = st
	}
	return safe.Row(text.Fit(w-2).As(st), sign.As(signStyle))
}
