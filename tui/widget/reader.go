package widget

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/safe"
)

// Reader is text to read, longer than the screen: help, explanations of dates.
type Reader struct {
	// Rows lays the text out for w cells.
	Rows func(w int) []safe.Line
	top  int
	h, n int
}

// Paragraphs lays plain paragraphs out, an empty row between them.
func Paragraphs(ps ...safe.Text) func(w int) []safe.Line {
	return func(w int) []safe.Line {
		var out []safe.Line
		for i, p := range ps {
			if i > 0 {
				out = append(out, safe.Line{})
			}
			out = append(out, safe.Rows(safe.Style{}, p.Wrap(w)...)...)
		}
		return out
	}
}

// Update scrolls; false: not mine.
func (r *Reader) Update(msg tea.Msg) bool {
	m, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false
	}
	page := max(r.h-1, 1)
	switch {
	case m.Code == tea.KeyDown:
		r.top++
	case m.Code == tea.KeyUp:
		r.top--
	case m.Code == tea.KeyPgDown, m.Text == " ":
		r.top += page
	case m.Code == tea.KeyPgUp:
		r.top -= page
	case m.Code == tea.KeyHome:
		r.top = 0
	case m.Code == tea.KeyEnd:
		r.top = r.n
	default:
		return false
	}
	r.top = max(min(r.top, r.n-r.h), 0)
	return true
}

// Draw is the visible part in w × h cells.
func (r *Reader) Draw(w, h int) []safe.Line {
	rows := r.Rows(w)
	r.h, r.n = h, len(rows)
	r.top = max(min(r.top, r.n-h), 0)
	rows = rows[r.top:min(r.top+max(h, 0), len(rows))]
	out := make([]safe.Line, len(rows))
	for i, l := range rows {
		out[i] = l.Cut(w)
	}
	return out
}

// More tells whether there is text above and below the visible part.
func (r *Reader) More() (above, below bool) { return r.top > 0, r.top+r.h < r.n }
