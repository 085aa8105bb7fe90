package tui

import (
	"strconv"
	"strings"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// fact is one line of a card: a label and what is said.
func (s *Session) fact(label, value safe.Text, w int) []safe.Line {
	if value.Empty() {
		return nil
	}
	labels := 18
	if w < 60 {
		labels = 15
	}
	var out []safe.Line
	for i, row := range value.Wrap(max(w-labels-2, 10)) {
		l := safe.Text{}
		if i == 0 {
			l = label
		}
		out = append(out, safe.Row(safe.Const(" "), l.Fit(labels-1).As(s.Theme.Label), safe.Const(" "), row))
	}
	return out
}

// phone is a telephone as people write it.
func (s *Session) phone(digits string) safe.Text {
	if d := strings.TrimPrefix(digits, "+"); len(d) == 11 {
		digits = "+" + d[:1] + " " + d[1:4] + " " + d[4:7] + " " + d[7:9] + " " + d[9:]
	}
	return safe.Clean(digits)
}

func (s *Session) heading(t safe.Text, w int) safe.Line {
	return safe.Row(safe.Const(" "), t.As(s.Theme.Head), safe.Const(" "), safe.Repeat(safe.Const("─"), w-t.Width()-3).As(s.Theme.Rule))
}

// cardRows is the whole card in w cells: where it stands, who and what; then
// what is asked first: a refused one's missing papers, another's road; mail is
// what it has in the outbox.
func cardRows(s *Session, c *intake.Case, mail []*intake.Message, w int) []safe.Line {
	if c == nil {
		return nil
	}
	t := s.Words.Card()
	out := cardNow(s, c, w)
	out = append(out, cardFacts(s, c, w)...)
	out = append(out, cardPlace(s, c, w)...)
	part := func(head safe.Text, rows []safe.Line) {
		if len(rows) > 0 {
			out = append(out, safe.Line{}, s.heading(head, w))
			out = append(out, rows...)
		}
	}
	e := s.Words.CardRoad()
	if c.Stage == intake.Refused {
		part(t.Papers, paperRows(s, c, w))
		part(e.Road, roadRows(s, c, w))
		part(t.History, historyRows(s, c, w))
		part(e.Files, fileRows(s, c, w))
		part(e.Messages, messageRows(s, mail, w))
		return out
	}
	part(e.Road, roadRows(s, c, w))
	part(t.History, historyRows(s, c, w))
	part(t.Dates, dateRows(s, c, w))
	part(t.Papers, paperRows(s, c, w))
	part(e.Files, fileRows(s, c, w))
	part(e.Messages, messageRows(s, mail, w))
	return out
}

// cardNow says where the case stands.
func cardNow(s *Session, c *intake.Case, w int) []safe.Line {
	at, sign := s.stands(c)
	say := at.As(s.Theme.Of(sign))
	if w < 60 {
		return []safe.Line{safe.Row(safe.Const(" "), s.Theme.Mark(sign), safe.Const(" "), say).Cut(w)}
	}
	return []safe.Line{safe.Row(safe.Const(" "), s.Words.Card().Now.Fit(17).As(s.Theme.Label), safe.Const(" "),
		say, safe.Const(" "), s.Theme.Mark(sign)).Cut(w)}
}

func dateRows(s *Session, c *intake.Case, w int) []safe.Line {
	plan, err := s.Office.PlanOf(c)
	if err != nil {
		return nil
	}
	var out []safe.Line
	for _, d := range plan.Dates {
		day := s.Words.DayFull(d.Due.Date)
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), s.Of(d.Due.Label).CutWords(w-day.Width()-4)), day, w-1))
	}
	return out
}

// cardFacts is who and what.
func cardFacts(s *Session, c *intake.Case, w int) []safe.Line {
	t := s.Words.Card()
	out := s.fact(t.Recipient, safe.Clean(c.Recipient.FullName()), w)
	return append(append(out, s.numberFacts(c, w)...), s.caseFacts(c, w)...)
}

// numberFacts is what only a card tells of the person: a list beside which a
// case is shown leaves no trace of who looked.
func (s *Session) numberFacts(c *intake.Case, w int) (out []safe.Line) {
	t := s.Words.Card()
	iin, phone := safe.Clean(c.Recipient.IIN), s.phone(c.Recipient.Phone)
	if w < 60 {
		out = append(out, s.fact(t.IIN, iin, w)...)
		out = append(out, s.fact(t.Phone, phone, w)...)
	} else {
		out = append(out, s.fact(t.IIN, safe.Join(safe.Const(" · "), iin, phone), w)...)
	}
	if c.Agent != nil {
		out = append(out, s.fact(t.Agent, safe.Clean(c.Agent.Person.FullName()).Plus(safe.Const(", "), s.Words.Authority(c.Agent.Kind)), w)...)
	}
	return out
}

// caseFacts is what is asked for, and of whom.
func (s *Session) caseFacts(c *intake.Case, w int) []safe.Line {
	t := s.Words.Card()
	out := s.fact(t.Service, s.ServiceName(c.Edition, c.Service), w)
	if _, ed, ok := s.Office.Service(c); ok {
		act := safe.Const("№ ").Plus(safe.Clean(ed.ActNumber), safe.Const(", "), s.Words.DayShort(ed.Adopted.Date), safe.Const(", "), s.Of(ed.RegionName))
		if c.Repealed {
			if end, ends := s.Office.Catalogue.Ends(ed); ends {
				act = act.Plus(safe.Const(" · "), t.Repealed.Fill(s.Words.DayShort(end.Date)))
			}
		}
		out = append(out, s.fact(t.Edition, act, w)...)
		if g, ok := groundName(s, c); ok {
			out = append(out, s.fact(t.Ground, g, w)...)
		}
	}
	out = append(out, s.fact(t.Provider, s.ProviderName(c.Provider), w)...)
	if c.Queue > 0 {
		out = append(out, s.fact(t.Queue, safe.Const("№ ").Plus(safe.Num(int(c.Queue))), w)...)
	}
	return out
}

func groundName(s *Session, c *intake.Case) (safe.Text, bool) {
	svc, _, ok := s.Office.Service(c)
	if !ok || c.Ground == "" {
		return safe.Text{}, false
	}
	g, ok := svc.GroundByCode(c.Ground)
	return s.Of(g.Name), ok
}

// cardPlace is the papers it travels with, what the provider said, and how
// long it waits.
func cardPlace(s *Session, c *intake.Case, w int) []safe.Line {
	t := s.Words.Card()
	no := func(text safe.Text, n uint64) safe.Text {
		if n == 0 {
			return safe.Text{}
		}
		return unbroken(text.Fill(safe.Clean(strconv.FormatUint(n, 10))))
	}
	say := func(text safe.Text, v string) safe.Text {
		if v == "" {
			return safe.Text{}
		}
		return unbroken(text.Fill(safe.Clean(v)))
	}
	road := safe.Join(safe.Const(" · "), no(t.Handover, c.Handover), no(t.Registry, c.Registry), say(t.Incoming, c.Incoming),
		no(t.Return, c.Return), say(t.Shelf, c.Shelf))
	var out []safe.Line
	out = append(out, s.fact(t.Road, road, w)...)
	if c.SentBack != "" {
		for i, row := range t.SentBack.Fill(safe.Clean(c.SentBack)).Wrap(max(w-4, 10)) {
			mark := safe.Row(safe.Const("  "))
			if i == 0 {
				mark = safe.Row(s.Theme.Mark(theme.Trouble), safe.Const(" "))
			}
			out = append(out, safe.Row(safe.Const(" "), mark, row))
		}
	}
	if c.Outcome != intake.NoOutcome {
		out = append(out, s.fact(t.Outcome, s.Words.Outcome(c.Outcome), w)...)
	}
	switch c.Stage {
	case intake.Accepted, intake.Handed, intake.Out:
		out = append(out, s.fact(t.Come, s.Words.DayFull(c.Come), w)...)
	case intake.Ready:
		out = append(out, s.fact(t.Keep, s.Words.DayFull(c.KeepTo), w)...)
	}
	return out
}

// unbroken keeps a few words on one row.
func unbroken(t safe.Text) safe.Text {
	return safe.Clean(strings.ReplaceAll(t.String(), " ", "\u00a0"))
}

// paperRows lists what was laid on the counter, and what was not.
func paperRows(s *Session, c *intake.Case, w int) []safe.Line {
	svc, _, ok := s.Office.Service(c)
	doc := func(code string) safe.Text {
		if ok {
			if d, found := svc.DocumentByCode(code); found {
				return s.Of(d.Name)
			}
		}
		return safe.Clean(code)
	}
	var out []safe.Line
	for _, p := range c.Papers {
		kind := s.Words.Kind(p.Kind)
		if p.Shown {
			kind = s.Words.Shown()
		} else {
			kind = kind.Plus(safe.Const(", "), s.Words.Card().Sheets.Fill(safe.Num(p.Sheets)))
		}
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), s.Theme.Mark(theme.Done), safe.Const(" "), doc(p.Code).CutWords(w-kind.Width()-6)), kind.As(s.Theme.Muted), w-1))
	}
	for _, m := range c.Missing {
		why := s.Words.Missing(m)
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), s.Theme.Mark(theme.Trouble), safe.Const(" "), doc(m.Code).CutWords(w-why.Width()-6)), why.As(s.Theme.Trouble), w-1))
	}
	return out
}

// historyRows is the timeline: newest last, one line an act, the process by
// its number; in a narrow place the moment is short and the worker left out.
func historyRows(s *Session, c *intake.Case, w int) []safe.Line {
	var out []safe.Line
	for _, h := range c.History {
		at, who := safe.Clean(h.At.Format("02.01.2006 15:04")), safe.Clean(h.By)
		if h.Window > 0 {
			who = who.Plus(safe.Const(" · "), s.Words.Home().Window.Fill(safe.Num(h.Window)))
		}
		if w < 60 {
			at, who = safe.Clean(h.At.Format("02.01 15:04")), safe.Text{}
			if h.At.Year() != s.Now().Year() {
				at = s.Words.Short(h.At).Pad(11)
			}
		}
		process := safe.Const(" ")
		if h.Process > 0 {
			process = safe.Num(int(h.Process))
		}
		head := at.Plus(safe.Const("  "), process, safe.Const("  "))
		what := s.Words.Act(h.Act)
		if h.Act == intake.ActStep && h.Step > 0 {
			what = what.Plus(safe.Const(" "), safe.Num(int(h.Step)))
		}
		if n := s.historyNote(h); !n.Empty() {
			what = what.Plus(safe.Const(": "), n)
		}
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), head.As(s.Theme.Muted), what.CutWords(w-head.Width()-who.Width()-4)), who.As(s.Theme.Muted), w-1))
	}
	return out
}

// historyNote is what a worker wrote; codes of the program are not for reading.
func (s *Session) historyNote(h intake.Event) safe.Text {
	switch h.Act {
	case intake.ActMark, intake.ActReturn, intake.ActGive, intake.ActIssue:
		return safe.Text{}
	}
	return safe.Clean(h.Note)
}

// cardBrief is the card beside a list, w × h cells.
func cardBrief(s *Session, c *intake.Case, w, h int) []safe.Line {
	out := []safe.Line{safe.Row(safe.Const(" "), safe.Clean(string(c.Number)).As(s.Theme.Title), safe.Const(" · "),
		s.Words.Stage(c.Stage).CutWords(w-22))}
	out = append(out, cardNow(s, c, w)...)
	out = append(out, s.fact(s.Words.Card().Recipient, safe.Clean(c.Recipient.ShortName()), w)...)
	out = append(out, s.caseFacts(c, w)...)
	out = append(out, cardPlace(s, c, w)...)
	if c.Stage == intake.Refused {
		out = append(out, s.heading(s.Words.Card().Papers, w))
		out = append(out, paperRows(s, c, w)...)
	}
	out = append(out, s.heading(s.Words.Card().History, w))
	out = append(out, historyRows(s, c, w)...)
	return out[:min(len(out), h)]
}
