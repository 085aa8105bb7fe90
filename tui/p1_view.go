package tui

import (
	"fmt"
	"time"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// View is the form with its clock; what is missing and what to mind below.
func (f *application) View() Frame {
	w := f.w
	fr := Frame{Head: f.heading(), Foot: f.foot()}
	h := max(f.h-len(fr.Head)-len(fr.Foot), 1)
	if w < wideFrom {
		fr.Body = f.form.Draw(w, h, f.Theme)
		return fr
	}
	left := w - sideWidth - 2
	fr.Body = beside(f.form.Draw(left, h, f.Theme), f.side(sideWidth), left, h)
	return fr
}

// heading is the service with the clock of the counter, and its regulation.
func (f *application) heading() []safe.Line {
	th, w := f.Theme, f.Words.P1()
	clock := f.clock()
	title := f.Title().CutWords(f.w - clock.Width() - 4)
	rows := []safe.Line{safe.Ends(safe.Row(safe.Const(" "), title.As(th.Title)), clock.Plus(safe.Const(" ")), f.w)}
	if f.h < 10 {
		return rows
	}
	act, force := f.actLine(f.offer.Edition), w.InForce.Fill(f.Words.DayShort(f.Today())).As(th.Muted)
	if r := f.offer.Repealed; r != nil {
		force = safe.Row(safe.Const("! ").As(th.Trouble), w.Repealed.Fill(f.Words.DayShort(r.Date)).As(th.Trouble))
	}
	act = act.CutWords(f.w - force.Width() - 6)
	return append(rows, safe.Ends(safe.Row(safe.Const("   "), act.As(th.Muted)), force.Plus(safe.Const(" ")), f.w))
}

// actLine names an edition in one row.
func (s *Session) actLine(e *catalogue.Edition) safe.Text {
	return s.Words.P1().Act.Fill(s.Of(e.RegionName), s.Words.DayShort(e.Adopted.Date), safe.Clean(e.ActNumber))
}

// Ticks says that the clock of the counter runs.
func (f *application) Ticks() bool { return true }

// clock is how long the person has stood at the window, against the limit.
func (f *application) clock() safe.Line {
	limit := f.svc.Limits.Counter.Amount
	if limit == 0 {
		limit = 15
	}
	gone := max(f.Now().Sub(f.started), 0)
	t := safe.Clean(fmt.Sprintf("%02d:%02d", int(gone/time.Minute), int(gone/time.Second)%60))
	if gone >= 100*time.Minute {
		t = safe.Const("99:59+")
	}
	t = f.Words.P1().Clock.Fill(t, safe.Num(limit))
	if gone > time.Duration(limit)*time.Minute {
		return safe.Row(safe.Const("! "), t).Over(f.Theme.Trouble)
	}
	return t.As(f.Theme.Accent)
}

// head is the row above the documents.
func (f *application) head(w int) []safe.Line {
	words := f.Words.P1()
	tail := words.ColKind.Fit(kindCells).Plus(words.ColSheets.FitLeft(sheetCells), safe.Const(" "))
	return []safe.Line{safe.Ends(safe.Row(safe.Const("  "), words.Papers).Over(f.Theme.Head), tail.As(f.Theme.Head), w)}
}

// foot is the answer of process 1 with the state of the draft, and what to mind.
func (f *application) foot() []safe.Line {
	th := f.Theme
	var out []safe.Line
	warn := f.warnings()
	room := 2
	if f.h < 14 {
		room = 0
	} else if f.w >= wideFrom {
		room = 0 // they stand in full at the side
	}
	if len(warn) == 1 && room > 1 { // in full
		lead := safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "))
		for i, t := range warn[0].Wrap(f.w - 4) {
			if i < room {
				out = append(out, safe.Row(lead, t.As(th.Trouble)))
			}
			lead = safe.Row(safe.Const("   "))
		}
		warn = nil
	}
	for i, t := range warn {
		if i == room {
			break
		}
		row := safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "))
		more := safe.Line{}
		if i == room-1 && len(warn) > room {
			more = f.Words.P1().More.Of(len(warn) - room).As(th.Muted).Plus(safe.Const(" "))
		}
		left := row.Plus(t.CutWords(f.w - 4 - more.Width()).As(th.Trouble))
		out = append(out, safe.Ends(left, more, f.w))
	}
	saved := f.saved().Plus(safe.Const(" "))
	return append(out, safe.Ends(safe.Row(safe.Const(" "), f.verdict(f.w-saved.Width()-3)), saved, f.w))
}

// verdict is computed, never clicked.
func (f *application) verdict(room int) safe.Line {
	th, w := f.Theme, f.Words.P1()
	fields := 0
	for _, p := range f.l.Problems {
		if !p.StoreTrouble() { // stands above
			fields++
		}
	}
	if f.l.Complete && fields == 0 {
		return safe.Row(th.Mark(theme.Done), safe.Const(" "), w.Complete.As(th.Done))
	}
	t := w.Complete
	if !f.l.Complete {
		t = w.Missing.Of(len(f.l.Missing))
	}
	if fields > 0 {
		t = safe.Join(safe.Const(" · "), t, w.Fields.Of(fields))
	}
	return t.CutWords(room).As(th.Title)
}

func (f *application) saved() safe.Line {
	th, w := f.Theme, f.Words.P1()
	switch {
	case f.unsaved:
		return safe.Row(safe.Const("! ").As(th.Trouble), w.NotSaved.As(th.Trouble))
	case !f.savedAt.IsZero():
		return w.Saved.Fill(safe.Clean(f.savedAt.Format("15:04:05"))).As(th.Muted)
	}
	return safe.Line{}
}

// warnings are what the operator should know, the gravest first.
func (f *application) warnings() (out []safe.Text) {
	for _, p := range f.l.Warnings { // before all: a person stands there under another's name
		if p.Code == intake.ProblemDeceased || p.Code == intake.ProblemIncapable {
			out = append(out, f.say(p))
		}
	}
	for _, t := range []safe.Text{f.here.others(), f.whose.others()} {
		if !t.Empty() {
			out = append(out, t)
			break
		}
	}
	if p := f.known.Duplicate(f.svc.Code); p != nil {
		out = append(out, f.say(p))
	}
	if c := f.known.Refused; c != nil && c.Service == f.svc.Code && len(c.Missing) > 0 {
		t := f.Words.P1().WasMissing.Plus(safe.Const(" "), f.Words.DayShort(f.dayOf(c.AcceptedAt)), safe.Const(": "), f.missing(c.Missing[0]))
		out = append(out, t)
	}
	for _, p := range f.l.Problems {
		if p.Field == "service" || p.StoreTrouble() {
			out = append(out, f.say(p))
		}
	}
	for _, p := range f.l.Warnings {
		if p.Code == intake.ProblemUnchecked || p.Code == intake.ProblemDeceased || p.Code == intake.ProblemIncapable { // said beside the number: nobody need do anything
			continue
		}
		t := f.say(p)
		if m := f.mendable(); p.Code == intake.ProblemNameLatin && len(m) > 0 {
			t = safe.Join(safe.Const(" "), t, f.mendTo(m))
		}
		out = append(out, t)
	}
	return out
}

func (f *application) side(w int) []safe.Line {
	th := f.Theme
	var out []safe.Line
	if len(f.plan.Dates) > 0 && !f.plan.Come.IsZero() {
		out = append(out, f.Words.P1().IfNow.As(th.Head))
		for _, d := range f.plan.Dates {
			if d.Step == 0 {
				day := f.Words.DayShort(d.Due.Date)
				out = append(out, safe.Ends(safe.Row(safe.Const("  "), f.Of(d.Due.Label).CutWords(w-14)), day.As(th.Accent), w))
			}
		}
	}
	return append(out, f.noteRows(w)...)
}

// notes is everything that is missing, wrong or to be minded, in full.
func (f *application) notes() Overlay {
	return NewReader(f.Env, func() safe.Text { return f.Words.P1().NotesTitle }, f.noteRows)
}

func (f *application) noteRows(w int) []safe.Line {
	th, words := f.Theme, f.Words.P1()
	var out []safe.Line
	list := func(head safe.Text, ts []safe.Text, sign theme.Sign) {
		if len(ts) == 0 {
			return
		}
		if len(out) > 0 || f.w >= wideFrom {
			out = append(out, safe.Line{})
		}
		out = append(out, head.As(th.Head))
		for _, t := range ts {
			lead := safe.Row(th.Mark(sign), safe.Const(" "))
			for _, r := range t.Wrap(w - 2) {
				out = append(out, safe.Row(lead, r))
				lead = safe.Row(safe.Const("  "))
			}
		}
	}
	var miss, wrong []safe.Text
	for _, m := range f.l.Missing {
		miss = append(miss, f.missing(m))
	}
	for _, p := range f.l.Problems {
		wrong = append(wrong, f.say(p))
	}
	list(words.NotesMissing, miss, theme.Unknown)
	list(words.NotesWrong, wrong, theme.Unknown)
	list(words.NotesWarn, f.warnings(), theme.Trouble)
	var open []safe.Text
	for _, c := range f.known.Open {
		open = append(open, safe.Join(safe.Const(" · "), safe.Clean(c.Number.String()), f.ServiceShort(c.Edition, c.Service), f.Words.Stage(c.Stage)))
	}
	list(words.OpenCases, open, theme.Same)
	if len(out) == 0 {
		out = append(out, words.NotesAll.As(th.Done))
	}
	return out
}

func (f *application) mendTo(fields []*widget.Field) safe.Text {
	to := safe.Text{}
	for _, x := range fields {
		to = safe.Join(safe.Const(" "), to, safe.Clean(mended(x)))
	}
	return f.Words.P1().MendTo.Fill(to)
}
