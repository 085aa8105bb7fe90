package tui

import (
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
			st.Note, st.Sign = homeNote(t, n, widget.NoteWidth), theme.Trouble
		}
		var count int64
		switch n {
		case 1:
			count = c.Drafts
		case 2:
			count = c.Accepted
		case 3:
			count = c.Counter.All + c.Scan.All
			press(c.Counter.Late+c.Counter.Today+c.Scan.Late+c.Scan.Today, w.Today)
			press(c.Unsettled, w.Unsettled)
		case 4:
			count = c.Sector.All + c.Packed + c.Sent.All
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
			st.Count = homeNote(w.Drafts, count, widget.NoteWidth-1)
		}
		out = append(out, st)
	}
	return out
}

// homeNote is a number with its word when that fits whole, else alone.
func homeNote(words safe.Text, n int64, w int) safe.Text {
	if t := words.Fill(safe.Num(int(n))); t.Width() <= w {
		return t
	}
	return safe.Num(int(n))
}

// totals is the foot: how many there are, how many of them press, and what
// else is worth knowing, as far as there is room for whole parts.
func (h *home) totals() safe.Line {
	w, f, c := h.Words.Home(), h.Words.Home().Foot, &h.count
	row := safe.Row(safe.Const(" "))
	pressed := false
	say := func(t safe.Text, st safe.Style, sign theme.Sign) {
		part := safe.Row(t.As(st))
		if sign != theme.None && !pressed {
			part, pressed = safe.Row(h.Theme.Mark(sign), safe.Const(" "), part), true
		}
		if row.Width() > 1 {
			part = safe.Row(safe.Const(" · "), part)
		}
		if row.Width()+part.Width() < h.w {
			row = row.Plus(part)
		}
	}
	total := func(t safe.Text) { say(t, h.Theme.Plain, theme.None) }
	bad := func(words lang.Count, n int64) {
		if n > 0 {
			say(words.Of(int(n)), h.Theme.Trouble, theme.Trouble)
		}
	}
	calm := func(words lang.Count, n int64) {
		if n > 0 {
			say(words.Of(int(n)), h.Theme.Plain, theme.None)
		}
	}
	switch h.focus {
	case 1:
		total(f.Drafts.Of(int(c.Drafts)))
		calm(f.Turned, c.Refused)
	case 2:
		total(f.Accepted.Of(int(c.Accepted)))
		calm(f.Turned, c.Refused)
	case 3:
		total(w.Cases.Of(int(c.Counter.All)))
		bad(f.Late, c.Counter.Late)
		bad(f.MustGo, c.Counter.Today)
		bad(f.Unsettled, c.Unsettled)
		calm(h.Words.ERoad().ToSign, c.Scan.All)
	case 4:
		total(w.Cases.Of(int(c.Sector.All)))
		bad(f.Late, c.Sector.Late)
		bad(f.MustGo, c.Sector.Today)
		calm(f.Packed, c.Packed)
		calm(h.Words.ERoad().OnRoad, c.Sent.All)
		bad(h.Words.ERoad().Doubtful, c.Doubtful)
	case 5:
		total(w.Cases.Of(int(c.Away.All)))
		bad(f.Late, c.Away.Late)
		bad(f.Today, c.Away.Today)
		calm(f.Packed, c.Packed)
	case 6:
		total(w.Cases.Of(int(c.Marked.All)))
		bad(f.Hanging, c.Marked.Late)
	case 7:
		total(w.Cases.Of(int(c.Ready.All)))
		bad(f.ToArchive, c.Ready.Late)
		calm(f.Kept, c.Archived)
	}
	return row
}

// name says whose list is under the strip.
func (h *home) name() safe.Line {
	return safe.Row(safe.Const(" "), safe.Num(h.focus), safe.Const(" "), h.Words.Process(h.focus).As(h.Theme.Title),
		safe.Const(" · "), h.Words.Home().Lists[h.focus-1])
}

// small tells that there is no room for the strip: only the station in focus
// is named.
func (h *home) small() bool { return h.w < 70 || h.h < 9 }

// bands is the rows of the screen that are not the list's: strip, name, totals,
// and what the disk of the store is short of.
func (h *home) bands() int {
	n := 5
	if h.small() {
		n = 2
	}
	if !h.shortage().Empty() {
		n++
	}
	return n
}

// shortage says that nothing can be written, or that no new case may begin;
// empty: the disk is well.
func (h *home) shortage() safe.Text {
	if h.Office.ReadOnly {
		return h.Words.Trouble().ReadOnlyHome
	}
	if p := h.Office.Tight(); p != nil {
		return h.say(p)
	}
	return safe.Text{}
}

func (h *home) resizeGrid() {
	if h.grid != nil {
		h.grid.Resize(max(h.h-h.bands(), 2))
	}
}

func (h *home) View() Frame {
	f := Frame{Foot: []safe.Line{h.totals()}}
	if t := h.shortage(); !t.Empty() {
		row := safe.Row(safe.Const(" "), h.Theme.Mark(theme.Trouble), safe.Const(" "))
		f.Foot = append(f.Foot, row.Plus(t.CutWords(h.w-row.Width()).As(h.Theme.Trouble)))
	}
	if h.small() {
		st := h.strip()[h.focus-1]
		f.Head = []safe.Line{safe.Row(h.name(), safe.Const("  "), st.Count, safe.Const(" "), h.Theme.Mark(st.Sign), safe.Const(" "), st.Note)}
	} else {
		f.Head = widget.Strip(h.w, h.Theme, h.strip(), h.focus)
		f.Body = []safe.Line{h.name()}
	}
	f.Body = append(f.Body, h.side.join(h.grid, h.w, max(h.h-h.bands(), 2))...)
	return f
}

// electronic tells that the office has something of the electronic road: a
// gateway, or a case or message from when it had one.
func (h *home) electronic() bool {
	return h.Office.Office.Egov.On() || h.count.Scan.All+h.count.Sent.All+h.count.Doubtful > 0
}
