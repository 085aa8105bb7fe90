package tui

import (
	"tereze/intake"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// strip is the seven stations, each with its count and what presses.
func (h *home) strip() []widget.Station {
	w, c := h.Words.Home(), &h.count
	var out []widget.Station
	for n := 1; n <= 7; n++ {
		st := widget.Station{No: n, Name: h.Words.Process(n), Short: h.Words.ProcessShort(n)}
		press := func(n int64, t safe.Text) {
			if n == 0 || !st.Note.Empty() {
				return
			}
			if st.Note = t.Fill(safe.Num(int(n))); st.Note.Width() > widget.NoteWidth {
				st.Note = safe.Num(int(n)) // whole words or none
			}
			st.Sign = theme.Trouble
		}
		var count int64
		switch n {
		case 1:
			count = c.Drafts
		case 2:
			count = c.Accepted
		case 3:
			count = c.Counter.All
			press(c.Counter.Late+c.Counter.Today, w.Today)
			press(c.Unsettled, w.Unsettled)
		case 4:
			count = c.Sector.All + c.Packed
			press(c.Sector.Late+c.Sector.Today, w.Today)
		case 5:
			count = c.Away.All
			press(c.Away.Late, w.Late)
			press(c.Away.Today, w.Today)
		case 6:
			count = c.Marked.All
			press(c.Marked.Late, w.NotForwarded)
			press(c.Marked.Today, w.Today)
		case 7:
			count = c.Ready.All
			press(c.Ready.Late, w.Archive)
		}
		st.Count = safe.Num(int(count))
		if n == 1 && count > 0 {
			st.Count = w.Drafts.Fill(st.Count)
		}
		out = append(out, st)
	}
	return out
}

// totals is the foot: how many there are and how many of them press.
func (h *home) totals() safe.Line {
	w, f, c := h.Words.Home(), h.Words.Home().Foot, &h.count
	total := func(n intake.Count) safe.Text { return w.Cases.Of(int(n.All)) }
	var calm, bad []safe.Text
	some := func(to *[]safe.Text, words lang.Count, n int64) {
		if n > 0 {
			*to = append(*to, words.Of(int(n)))
		}
	}
	var first safe.Text
	switch h.focus {
	case 1:
		first = f.Drafts.Of(int(c.Drafts))
		some(&calm, f.Turned, c.Refused)
	case 2:
		first = f.Accepted.Of(int(c.Accepted))
		some(&calm, f.Turned, c.Refused)
	case 3:
		first = total(c.Counter)
		some(&bad, f.Gone, c.Counter.Late)
		some(&bad, f.MustGo, c.Counter.Today)
		some(&bad, f.Unsettled, c.Unsettled)
	case 4:
		first = total(c.Sector)
		some(&bad, f.Gone, c.Sector.Late)
		some(&bad, f.MustGo, c.Sector.Today)
		some(&calm, f.Packed, c.Packed)
	case 5:
		first = total(c.Away)
		some(&bad, f.Late, c.Away.Late)
		some(&bad, f.Today, c.Away.Today)
		some(&calm, f.Packed, c.Packed)
	case 6:
		first = total(c.Marked)
		some(&bad, f.Hanging, c.Marked.Late)
	case 7:
		first = total(c.Ready)
		some(&bad, f.ToArchive, c.Ready.Late)
		some(&calm, f.Kept, c.Archived)
	}
	dot := safe.Const(" · ")
	row := safe.Row(safe.Const(" "), safe.Join(dot, append([]safe.Text{first}, calm...)...))
	if len(bad) > 0 {
		row = row.Plus(dot, h.Theme.Mark(theme.Trouble), safe.Const(" "), safe.Join(dot, bad...).As(h.Theme.Trouble))
	}
	return row
}

// name says whose list is under the strip.
func (h *home) name() safe.Line {
	return safe.Row(safe.Const(" "), safe.Num(h.focus), safe.Const(" "), h.Words.Process(h.focus).As(h.Theme.Title),
		safe.Const(" · "), h.Words.Home().Lists[h.focus-1])
}

// homeBands is the rows of the screen that are not the list's: strip, name,
// totals.
const homeBands = 5

func (h *home) resizeGrid() {
	if h.grid != nil {
		h.grid.Resize(max(h.h-homeBands, 2))
	}
}

func (h *home) View() Frame {
	f := Frame{Head: widget.Strip(h.w, h.Theme, h.strip(), h.focus), Foot: []safe.Line{h.totals()}}
	rows := max(h.h-homeBands, 2)
	f.Body = []safe.Line{h.name()}
	f.Body = append(f.Body, h.side.join(h.grid, h.w, rows)...)
	return f
}
