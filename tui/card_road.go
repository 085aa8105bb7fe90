package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// cardMessagesMsg is what a case has in the outbox.
type cardMessagesMsg struct{ all []*intake.Message }

// messages reads what a case has in the outbox: nothing is there of an office
// without a gateway.
func (c *card) messages() tea.Cmd {
	if c.c == nil || c.c.Road == intake.RoadPaper && !c.Office.Office.Egov.On() && len(c.mail) == 0 {
		return nil
	}
	office, id := c.Office, c.id
	return c.Ask(c, "messages", func(ctx context.Context) any {
		all, err := office.MessagesOf(ctx, id)
		if err != nil {
			return err
		}
		return cardMessagesMsg{all}
	})
}

// roadRows is the electronic road with the act's own numbers: what is done,
// when and by whom; then what the registers said.
func roadRows(s *Session, c *intake.Case, w int) []safe.Line {
	var out []safe.Line
	points := s.Office.Points(c)
	road := catalogue.CSC
	if c.Road == intake.RoadPortal {
		road = catalogue.Portal
	}
	for _, p := range points {
		name := s.Words.Point(p.Point).Fit(11)
		mark, style := safe.Const("·").As(s.Theme.Muted), s.Theme.Plain
		switch {
		case p.Done:
			mark = s.Theme.Mark(theme.Done)
		case p.Failed:
			mark, style = s.Theme.Mark(theme.Trouble), s.Theme.Trouble
		case p.Skipped:
			mark, style = safe.Const("–").As(s.Theme.Muted), s.Theme.Muted
		}
		at := s.pointAt(p, w)
		what, note, room := s.Of(p.Short(road)), s.pointNote(p), max(w-at.Width()-17, 8)
		if whole := what.Plus(safe.Const(": "), note); !note.Empty() && whole.Width() <= room {
			what, note = whole, safe.Text{}
		}
		left := safe.Row(safe.Const(" "), mark, safe.Const(" "), name.As(s.Theme.Label), safe.Const(" "),
			what.CutWords(room).As(style))
		out = append(out, safe.Ends(left, at.As(s.Theme.Muted), w-1))
		if note.Empty() {
			continue
		}
		for _, row := range note.Wrap(max(w-17, 10)) {
			out = append(out, safe.Row(safe.Spaces(15), row.As(style)))
		}
	}
	return append(out, s.checkFacts(c, w)...)
}

// pointAt is when and who, as far as there is room.
func (s *Session) pointAt(p intake.PointState, w int) safe.Text {
	if p.At.IsZero() || !p.Done && !p.Failed {
		return safe.Text{}
	}
	at := p.At.In(s.Office.Office.Zone())
	if w < 60 {
		return safe.Clean(at.Format("02.01 15:04"))
	}
	t := safe.Clean(at.Format("02.01.2006 15:04"))
	if p.By != "" {
		t = t.Plus(safe.Const("  "), safe.Clean(p.By))
	}
	return t
}

// pointNote is what was said at a point: a verdict, a number, reasons.
func (s *Session) pointNote(p intake.PointState) safe.Text {
	t := s.Words.CardRoad()
	v, verdict := intake.ParseVerdict(p.Note)
	switch {
	case p.Note == "":
		return safe.Text{}
	case p.Note == "unverified":
		return t.Unverified
	case verdict && p.Kind == catalogue.PointProcess && v.Checked(): // the condition after it says so
		return safe.Text{}
	case verdict:
		return s.Words.Verdict(v)
	case p.Kind == catalogue.PointCondition && p.Done:
		return t.By.Fill(safe.Clean(p.Note))
	}
	return safe.Clean(p.Note)
}

// checkFacts is what each state register said.
func (s *Session) checkFacts(c *intake.Case, w int) (out []safe.Line) {
	t := s.Words.CardRoad()
	say := func(label safe.Text, v intake.Verdict, at time.Time) {
		if c.Road != intake.RoadCentre && v == intake.Unasked {
			return
		}
		said := s.Words.Verdict(v)
		if !at.IsZero() && v.Checked() {
			said = said.Plus(safe.Const(", "), safe.Clean(at.In(s.Office.Office.Zone()).Format("02.01.2006 15:04")))
		}
		if v > intake.Same || v == intake.Unreachable {
			said = theme.Trouble.Text().Plus(safe.Const(" "), said)
		}
		out = append(out, s.fact(label, said, w)...)
	}
	say(t.Person, c.Check.Person, c.Check.PersonAt)
	if c.Agent != nil {
		say(t.Agent, c.Check.Agent, time.Time{})
		if c.Agent.Kind == intake.ProxyNotary {
			say(t.Notary, c.Check.Power, c.Check.PowerAt)
		}
	}
	if c.Origin != "" {
		out = append(out, s.fact(t.Portal, safe.Clean(c.Origin), w)...)
	}
	return out
}

// fileRows lists the scans and signed files of a case.
func fileRows(s *Session, c *intake.Case, w int) (out []safe.Line) {
	svc, _, _ := s.Office.Service(c)
	for _, f := range c.Files {
		name := safe.Clean(f.Document)
		if t, ok := intake.FileWords(f.Document); ok {
			name = s.Of(t)
		} else if d, ok := svcDocument(svc, f.Document); ok {
			name = s.Of(d.Name)
		}
		facts := fileFacts(s.Words, f.Type, f.Size, f.Pages)
		if w >= 60 {
			facts = facts.Plus(safe.Const("  "), safe.Clean(f.At.In(s.Office.Office.Zone()).Format("02.01.2006 15:04")))
		}
		mark := s.Theme.Mark(theme.Done)
		if f.Unverified {
			mark = s.Theme.Mark(theme.Trouble)
		}
		out = append(out, safe.Ends(safe.Row(safe.Const(" "), mark, safe.Const(" "), name.CutWords(max(w-facts.Width()-6, 8))), facts.As(s.Theme.Muted), w-1))
	}
	return out
}

// messageRows lists what a case has in the outbox: its state, how often it was
// tried, when it goes again, and why it does not.
func messageRows(s *Session, all []*intake.Message, w int) (out []safe.Line) {
	t := s.Words.CardRoad()
	for _, m := range all {
		sign := theme.Same
		switch m.State {
		case intake.MessageAnswered:
			sign = theme.Done
		case intake.MessageDoubtful:
			sign = theme.Trouble
		}
		facts := s.Words.MessageState(m.State)
		if m.Attempts > 0 {
			facts = facts.Plus(safe.Const(", "), t.Attempts.Of(m.Attempts))
		}
		if m.State == intake.MessageWaiting && m.Attempts > 0 {
			facts = facts.Plus(safe.Const(", "), t.NextAt.Fill(s.Words.When(m.Next, s.Now())))
		}
		left := safe.Row(safe.Const(" "), s.Theme.Mark(sign), safe.Const(" "), s.Words.Message(m.Kind).CutWords(max(w-facts.Width()-6, 8)))
		out = append(out, safe.Ends(left, facts.As(s.Theme.Muted), w-1))
		if p := m.Problem(); p != nil && m.State != intake.MessageAnswered {
			for _, row := range s.say(p).Wrap(max(w-6, 10)) {
				out = append(out, safe.Row(safe.Const("     "), row.As(s.Theme.Doubt)))
			}
		}
	}
	return out
}

// electronicStands says where a case that is not carried by courier stands;
// false where the paper's own words fit.
func (s *Session) electronicStands(c *intake.Case, sign theme.Sign) (safe.Text, theme.Sign, bool) {
	t := s.Words.CardRoad()
	switch {
	case c.Road == intake.RoadCentre && c.Stage == intake.Accepted && c.Signed:
		return t.ToSend, sign, true
	case c.Road == intake.RoadCentre && c.Stage == intake.Accepted && len(c.Files) > 0:
		return t.ToSign, sign, true
	case c.Road == intake.RoadCentre && c.Stage == intake.Accepted:
		return t.ToScan, sign, true
	case c.Road == intake.RoadCentre && c.Stage == intake.Out && !c.Arrived:
		return t.Sent, sign, true
	case c.Stage == intake.Ready && c.Outcome == intake.Unaccepted:
		return t.NotTaken, theme.Trouble, true
	case c.Road == intake.RoadPortal && c.Stage == intake.Out && c.SentBack == "":
		return t.FromPortal.Fill(s.ProviderShort(c.Provider)), sign, true
	case c.Road == intake.RoadChancellery && c.Stage == intake.Out && c.SentBack == "":
		return t.AtDesk.Fill(s.ProviderShort(c.Provider)), sign, true
	}
	return safe.Text{}, 0, false
}
