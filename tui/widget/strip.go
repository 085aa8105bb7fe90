package widget

import (
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Station is one of the seven on the conveyor.
type Station struct {
	No    int
	Name  safe.Text  // in full, for a wide screen
	Short safe.Text  // at most eight cells
	Count safe.Text  // how many cases stand there
	Note  safe.Text  // what is late or due today, at most NoteWidth cells; empty: nothing
	Sign  theme.Sign // before the note
}

// NoteWidth is the cells of a note with its sign before it, at 80.
const NoteWidth = 8

// Strip is the conveyor in three rows of w cells: names, counts, notes. The
// station in focus stands between ▐ and ▌; focus 0 is none.
func Strip(w int, th theme.Theme, stations []Station, focus int) []safe.Line {
	if len(stations) == 0 {
		return nil
	}
	var rows [3][]safe.Part
	for i, n := range share(w-1, len(stations)) {
		s := stations[i]
		name := safe.Num(s.No).Plus(safe.Const(" "), s.Name)
		if name.Width() > n-2 {
			name = safe.Num(s.No).Plus(safe.Const(" "), s.Short)
		}
		name = name.Cut(n - 2)
		cell := safe.Row(safe.Const(" "), name.As(th.Head), safe.Const(" "))
		count := th.Plain
		if s.No == focus {
			cell = safe.Row(safe.Const("▐").As(th.Accent), name.As(th.Selected), safe.Const("▌").As(th.Accent))
			count = th.Title
		}
		note := s.Note.As(th.Of(s.Sign))
		if !s.Note.Empty() && s.Sign != theme.None {
			note = safe.Row(th.Mark(s.Sign), safe.Const(" "), note)
		}
		rows[0] = append(rows[0], cell.Fit(n))
		rows[1] = append(rows[1], safe.Row(safe.Const("   "), s.Count.As(count)).Fit(n))
		rows[2] = append(rows[2], safe.Row(safe.Const(" "), note).Fit(n))
	}
	out := make([]safe.Line, len(rows))
	for i, r := range rows {
		out[i] = safe.Row(append([]safe.Part{safe.Const(" ")}, r...)...)
	}
	return out
}
