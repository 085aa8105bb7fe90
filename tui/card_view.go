package tui

import (
	"strconv"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// fact is one line of a card: a label and what is said.
func (s *Session) fact(label, value safe.Text, w int) []safe.Line {
	if value.Empty() {
		return nil
	}
	const labels = 18
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

func (s *Session) heading(t safe.Text, w int) safe.Line {
	return safe.Row(safe.Const(" "), t.As(s.Theme.Head), safe.Const(" "), safe.Repeat(safe.Const("─"), w-t.Width()-3).As(s.Theme.Rule))
}

// cardRows is the whole card in w cells.
func cardRows(s *Session, c *intake.Case, w int) []safe.Line {
	if c == nil {
		return nil
	}
	out := cardFacts(s, c, w)
	out = append(out, cardPlace(s, c, w)...)
	out = append(out, safe.Line{}, s.heading(s.Words.Card().Papers, w))
	out = append(out, paperRows(s, c, w)...)
	if plan, err := s.Office.PlanOf(c); err == nil && c.Stage != intake.Refused {
		out = append(out, safe.Line{}, s.heading(s.Words.Card().Dates, w))
		for _, d := range plan.Dates {
			out = append(out, safe.Ends(safe.Row(safe.Const(" "), s.Of(d.Due.Label).CutWords(w-30)), s.Words.DayFull(d.Due.Date), w-1))
		}
	}
	out = append(out, safe.Line{}, s.heading(s.Words.Card().History, w))
	return append(out, historyRows(s, c, w)...)
}

// cardFacts is who and what.
func cardFacts(s *Session, c *intake.Case, w int) []safe.Line {
	t := s.Words.Card()
	out := s.fact(t.Recipient, safe.Clean(c.Recipient.FullName()), w)
	if c.Recipient.IIN != "" {
		out = append(out, s.fact(t.IIN, safe.Clean(c.Recipient.IIN), w)...)
	}
	out = append(out, s.fact(t.Phone, safe.Clean(c.Recipient.Phone), w)...)
	if c.Agent != nil {
		out = append(out, s.fact(t.Agent, safe.Clean(c.Agent.Person.FullName()).Plus(safe.Const(", "), s.Words.Authority(c.Agent.Kind)), w)...)
	}
	out = append(out, s.fact(t.Service, s.ServiceName(c.Edition, c.Service), w)...)
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
		out = append(out, s.fact(t.Queue, safe.Num(int(c.Queue)), w)...)
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

// cardPlace is where the case stands now.
func cardPlace(s *Session, c *intake.Case, w int) []safe.Line {
	t := s.Words.Card()
	no := func(text safe.Text, n uint64) []safe.Line {
		if n == 0 {
			return nil
		}
		return []safe.Line{safe.Row(safe.Const(" "), text.Fill(safe.Clean(strconv.FormatUint(n, 10))))}
	}
	var out []safe.Line
	out = append(out, no(t.Handover, c.Handover)...)
	out = append(out, no(t.Registry, c.Registry)...)
	out = append(out, no(t.Return, c.Return)...)
	if c.Incoming != "" {
		out = append(out, safe.Row(safe.Const(" "), t.Incoming.Fill(safe.Clean(c.Incoming))))
	}
	if c.SentBack != "" {
		out = append(out, safe.Row(safe.Const(" "), s.Theme.Mark(theme.Trouble), safe.Const(" "), t.SentBack.Fill(safe.Clean(c.SentBack)).CutWords(w-4)))
	}
	if c.Outcome != intake.NoOutcome {
		out = append(out, s.fact(t.Outcome, s.Words.Outcome(c.Outcome), w)...)
	}
	if c.Stage == intake.Ready {
		out = append(out, s.fact(t.Keep, s.Words.DayFull(c.KeepTo), w)...)
	}
	if c.Shelf != "" {
		out = append(out, safe.Row(safe.Const(" "), t.Shelf.Fill(safe.Clean(c.Shelf))))
	}
	return out
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
// its number.
func historyRows(s *Session, c *intake.Case, w int) []safe.Line {
	var out []safe.Line
	for _, h := range c.History {
		head := safe.Clean(h.At.Format("02.01.2006 15:04")).Plus(safe.Const("  "))
		if h.Process > 0 {
			head = head.Plus(safe.Num(int(h.Process)), safe.Const("  "))
		} else {
			head = head.Plus(safe.Const("   "))
		}
		what := s.Words.Act(h.Act)
		if h.Act == intake.ActStep && h.Step > 0 {
			what = what.Plus(safe.Const(" "), safe.Num(int(h.Step)))
		}
		if h.Note != "" && h.Act != intake.ActMark && h.Act != intake.ActReturn && h.Act != intake.ActGive {
			what = what.Plus(safe.Const(": "), safe.Clean(h.Note))
		}
		who := safe.Clean(h.By)
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), head.As(s.Theme.Muted), what.CutWords(w-head.Width()-who.Width()-4)), who.As(s.Theme.Muted), w-1))
	}
	return out
}

// cardBrief is the card beside a list, w × h cells.
func cardBrief(s *Session, c *intake.Case, w, h int) []safe.Line {
	out := []safe.Line{safe.Row(safe.Const(" "), safe.Clean(string(c.Number)).As(s.Theme.Title), safe.Const(" · "), s.Words.Stage(c.Stage))}
	out = append(out, cardFacts(s, c, w)...)
	out = append(out, cardPlace(s, c, w)...)
	out = append(out, s.heading(s.Words.Card().History, w))
	out = append(out, historyRows(s, c, w)...)
	return out[:min(len(out), h)]
}
