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
	switch p.sheet {
	case sheetSign:
		return []widget.Column{
			{Title: hw.Number, Min: 17, Max: 17}, {Title: hw.Name, Min: 14, Max: 30}, {Title: hw.Service, Min: 13, Max: 13},
			{Title: w.Scans, Min: 10, Max: 14}, {Title: w.Signature, Min: 8, Max: 10}, {Title: hw.LeaveBy, Min: 10, Max: 14},
		}
	case sheetSent:
		return []widget.Column{
			{Title: hw.Number, Min: 17, Max: 17}, {Title: hw.Name, Min: 14, Max: 30}, {Title: hw.Service, Min: 13, Max: 13},
			{Title: w.State, Min: 12, Max: 16}, {Title: w.Tries, Min: 4, Max: 5, Right: true}, {Title: w.Next, Min: 12, Max: 14},
		}
	case sheetOutbox:
		return []widget.Column{
			{Title: w.Number, Min: 17, Max: 24}, {Title: w.Kind, Min: 16, Max: 22}, {Title: w.State, Min: 12, Max: 14},
			{Title: w.Tries, Min: 4, Max: 5, Right: true}, {Title: w.Next, Min: 12, Max: 14}, {Title: w.Why, Min: 10, Max: 40},
		}
	case sheetUnclear:
		return []widget.Column{
			{Title: w.Came, Min: 12, Max: 14}, {Title: w.Number, Min: 17, Max: 24}, {Title: w.Kind, Min: 14, Max: 20}, {Title: w.Why, Min: 24, Max: 60},
		}
	}
	return []widget.Column{
		{Title: w.Came, Min: 12, Max: 14}, {Title: hw.Name, Min: 14, Max: 26}, {Title: hw.Service, Min: 13, Max: 14},
		{Title: w.Verdict, Min: 24, Max: 60},
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
			if sheet == sheetSent {
				r.Cells[5] = safe.Const("–")
			}
			id := rowCase(*r).ID
			if sheet == sheetSign {
				c, err := session.Office.Case(ctx, id)
				if err != nil {
					continue // it has gone meanwhile
				}
				r.Cells[3], r.Cells[4] = scansOf(words, session.Office.MissingScans(c)), words.ERoad().NotSigned
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

// whyOf is a reason in words: a problem's, a signature's fault, or the code as
// it came.
func whyOf(words lang.Words, why, code string) safe.Text {
	if t, ok := words.Problem(why); ok {
		why = t.String()
	} else if f := sign.Fault(why); f.Words().EN != why {
		why = words.Of(f.Words()).String()
	}
	return safe.Clean(strings.TrimSpace(why + " " + code))
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
			rows = append(rows, widget.Row{ID: m.ID.String(), Cells: s.messageCells(words, m), Sign: messageSign(m), Value: m})
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
		rows = append(rows, widget.Row{ID: m.GatewayID, Sign: theme.Trouble, Value: m, Cells: []safe.Text{
			words.When(m.At.In(s.Now().Location()), s.Now()), safe.Clean(m.Number), words.Incoming(m.Kind), whyOf(words, m.Why, ""),
		}})
	}
	return widget.Rows(rows).Page(ctx, w)
}
