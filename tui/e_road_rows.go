package tui

import (
	"context"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov/sign"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

func (p *eroad) columns() []widget.Column {
	w, hw := p.Words.ERoad(), p.Words.Home()
	number := widget.Column{Title: hw.Number, Min: 17, Max: 17}
	name, service := widget.Column{Title: hw.Name, Min: 14, Max: 30}, widget.Column{Title: hw.Service, Min: 13, Max: 13, From: 100}
	tries := widget.Column{Title: w.Tries, Min: 4, Max: 5, Right: true}
	switch p.sheet {
	case sheetSign:
		return []widget.Column{
			number, name, service, {Title: w.Scans, Min: 10, Max: 14}, {Title: w.Signature, Min: 8, Max: 10}, {Title: hw.LeaveBy, Min: 10, Max: 14},
		}
	case sheetSent:
		return []widget.Column{number, name, service, {Title: w.State, Min: 12, Max: 16}, tries, {Title: w.Next, Min: 12, Max: 14}}
	case sheetOutbox:
		return []widget.Column{
			{Title: w.Number, Min: 17, Max: 24}, {Title: w.Kind, Min: 14, Max: 22}, {Title: w.State, Min: 11, Max: 14}, tries,
			{Title: w.Next, Min: 12, Max: 14}, {Title: w.Why, Min: 24, Max: 60, From: 110},
		}
	case sheetUnclear:
		return []widget.Column{
			{Title: w.Came, Min: 12, Max: 14}, {Title: w.Number, Min: 17, Max: 24}, {Title: w.Kind, Min: 14, Max: 20}, {Title: w.Why, Min: 18, Max: 60},
		}
	}
	return []widget.Column{
		{Title: w.Came, Min: 12, Max: 13}, {Title: hw.Name, Min: 14, Max: 26}, {Title: hw.Service, Min: 9, Max: 14},
		{Title: w.Verdict, Min: 30, Max: 70},
	}
}

// source reads the sheet shown.
func (p *eroad) source() widget.Source {
	session, words := *p.Session, p.Words
	switch p.sheet {
	case sheetSign, sheetSent:
		return p.cases()
	case sheetOutbox:
		return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
			return session.outboxPage(ctx, words, w)
		})
	case sheetUnclear:
		return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
			return session.unclearPage(ctx, words, w)
		})
	}
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		return session.portalPage(ctx, words, w)
	})
}

// cases is the two sheets of cases: what each still lacks, or how far its
// request has come. A window is small: each row reads its case.
func (p *eroad) cases() widget.Source {
	session, words, sheet := *p.Session, p.Words, p.sheet
	list := intake.ListScan
	if sheet == sheetSent {
		list = intake.ListSent
	}
	plain := p.List(list, func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{safe.Clean(string(r.Number)), safe.Clean(r.Name), session.ServiceShort(r.Edition, r.Service), {}, {}, due}
	})
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		page, err := plain.Page(ctx, w)
		if err != nil {
			return page, err
		}
		for i := range page.Rows {
			r := &page.Rows[i]
			row := rowCase(*r)
			r.Value = noted{value: row}
			if sheet == sheetSent {
				r.Cells[5] = safe.Const("–")
			}
			id := row.ID
			if sheet == sheetSign {
				c, err := session.Office.Case(ctx, id)
				if err != nil {
					continue // it has gone meanwhile
				}
				missing := session.Office.MissingScans(c)
				r.Cells[3], r.Cells[4] = scansOf(words, missing), words.ERoad().NotSigned
				if len(missing) > 0 {
					r.Value = noted{row, words.ERoad().Lacking.Fill(session.documents(words, c, missing))}
				}
				if session.Office.RequestSigned(c) {
					r.Cells[4] = words.ERoad().Signed
				}
				continue
			}
			some, err := session.Office.MessagesOf(ctx, id)
			if err != nil {
				return page, err
			}
			for _, m := range some {
				if m.Kind == intake.MessageRequest {
					cells := session.messageCells(words, *m)
					r.Cells[3], r.Cells[4], r.Cells[5] = cells[2], cells[3], cells[4]
					r.Sign = messageSign(*m)
					r.Value = noted{row, cells[5]}
				}
			}
		}
		return page, nil
	})
}

func scansOf(words lang.Words, missing []string) safe.Text {
	if len(missing) == 0 {
		return words.ERoad().AllScans
	}
	return words.ERoad().NoScans.Fill(safe.Num(len(missing)))
}

// documents names documents of a case as its edition does.
func (s *Session) documents(words lang.Words, c *intake.Case, codes []string) (all safe.Text) {
	svc, _, _ := s.Office.Service(c)
	for _, code := range codes {
		name := safe.Clean(code)
		if d, ok := svcDocument(svc, code); ok {
			name = words.Of(d.Name)
		}
		all = safe.Join(safe.Const("; "), all, name)
	}
	return all
}

func messageSign(m intake.Message) theme.Sign {
	if m.State == intake.MessageDoubtful {
		return theme.Trouble
	}
	return theme.None
}

// messageCells is a message: number, kind, state, tries, next try, why.
func (s *Session) messageCells(words lang.Words, m intake.Message) []safe.Text {
	now := s.Now()
	next := safe.Const("–")
	if m.State == intake.MessageWaiting {
		at := m.Next.In(now.Location())
		next = words.Due(calendar.DateOf(at), calendar.ClockOf(at), now)
	}
	return []safe.Text{
		safe.Clean(m.Number), words.Message(m.Kind), words.MessageState(m.State), safe.Num(m.Attempts), next, whyOf(words, m.Why, m.Code),
	}
}

// whyOf is a reason as a message keeps it (intake.WhyOf), in words; code is what
// the gateway said, when the words do not have it.
func whyOf(words lang.Words, why, code string) safe.Text {
	m := intake.Message{Why: why}
	t := safe.Clean(why)
	if p := m.Problem(); p != nil {
		if said, ok := words.Explain(p); ok {
			t = said
		} else if f := sign.Fault(p.Code); f.Words().EN != p.Code {
			t = words.Of(f.Words())
		}
	}
	if code != "" && !strings.Contains(t.String(), code) {
		t = safe.Join(safe.Const(" · "), t, safe.Clean(code))
	}
	return t
}

// mostRows is how many rows a sheet shows: a person decides them one by one.
const mostRows = 500

func (s *Session) outboxPage(ctx context.Context, words lang.Words, w widget.Want) (widget.Page, error) {
	var rows []widget.Row
	for after := []byte(nil); len(rows) < mostRows; {
		some, next, err := s.Office.Outbox(ctx, intake.OutboxQuery{After: after, Limit: 100})
		if err != nil {
			return widget.Page{}, err
		}
		for _, m := range some {
			cells := s.messageCells(words, m)
			rows = append(rows, widget.Row{ID: m.ID.String(), Cells: cells, Sign: messageSign(m), Value: noted{m, cells[5]}})
		}
		if after = next; next == nil {
			break
		}
	}
	return widget.Rows(rows).Page(ctx, w)
}

func (s *Session) unclearPage(ctx context.Context, words lang.Words, w widget.Want) (widget.Page, error) {
	some, _, err := s.Office.Inbox(ctx, nil, mostRows)
	if err != nil {
		return widget.Page{}, err
	}
	var rows []widget.Row
	for _, m := range some {
		why := whyOf(words, m.Why, "")
		rows = append(rows, widget.Row{ID: m.GatewayID, Sign: theme.Trouble, Value: noted{m, why}, Cells: []safe.Text{
			words.When(m.At.In(s.Now().Location()), s.Now()), safe.Clean(m.Number), words.Incoming(m.Kind), why,
		}})
	}
	return widget.Rows(rows).Page(ctx, w)
}
