package tui

import (
	"context"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// makeGrid makes one of the three lists in the words of the moment.
func (h *handover) makeGrid(p pane) *widget.Grid {
	home := h.Words.Home()
	number := widget.Column{Title: home.Number, Min: 17, Max: 17}
	name := widget.Column{Title: home.Name, Min: 12, Max: 30}
	service := widget.Column{Title: home.Service, Min: 13, Max: 14}
	provider := widget.Column{Title: home.Provider, Min: 10, Max: 16, From: 100}
	var g *widget.Grid
	switch p {
	case paneGive:
		g = widget.NewGrid("give", h.Asker(h), h.givable(), service, number, name,
			widget.Column{Title: home.LeaveBy, Min: 12, Max: 13}, provider)
		g.Multi, g.Empty = true, h.p.EmptyGive
	case paneReceive:
		g = widget.NewGrid("receive", h.Asker(h), h.open(false), number, name,
			widget.Column{Title: h.p.Giver, Min: 13, Max: 14}, widget.Column{Title: h.p.When, Min: 13, Max: 13},
			widget.Column{Title: h.p.ActNo, Min: 4, Max: 4, Right: true}, wide(service), provider)
		g.Empty = h.p.EmptyReceive
	default:
		g = widget.NewGrid("unsettled", h.Asker(h), h.open(true), number, name,
			widget.Column{Title: h.p.What, Min: 21, Max: 22}, widget.Column{Title: h.p.Who, Min: 12, Max: 13},
			wide(widget.Column{Title: h.p.When, Min: 11, Max: 14}), wide(service), provider)
		g.Empty = h.p.EmptyUnsettled
	}
	g.Waiting, g.Fail, g.Select = h.Words.Common().Loading, h.Fail, h.side.show
	return g
}

func wide(c widget.Column) widget.Column { c.From = 100; return c }

// leaveBy says by what day and hour a case must be with the courier.
func leaveBy(office *courier.Office, w lang.Words, d calendar.Date) safe.Text {
	return w.Due(d, office.LeaveBy(d), office.Now())
}

// givable is a source on what stands at the counter and was not handed over.
func (h *handover) givable() widget.Source {
	office, words, session := h.Office, h.Words, h.Session
	cells := func(r intake.ListRow, _ safe.Text) []safe.Text {
		return []safe.Text{
			serviceShort(office, words, r), safe.Clean(string(r.Number)), safe.Clean(r.Name),
			leaveBy(office, words, r.Due), session.ProviderShort(r.Provider),
		}
	}
	return h.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
		return sieve(tx, intake.ListCounter, w, func(r intake.ListRow) bool { return !r.Given })
	})
}

// serviceShort is Session.ServiceShort in words fixed before: for commands.
func serviceShort(office *courier.Office, w lang.Words, r intake.ListRow) safe.Text {
	if svc, _, ok := office.ServiceOf(r.Edition, r.Service); ok {
		return w.Of(svc.Short)
	}
	return safe.Clean(r.Service)
}

// sieve is a window of those rows of a list that are kept. What it leaves out
// is a few, so it never reads far.
func sieve(tx *store.Tx, l intake.List, w intake.Window, keep func(intake.ListRow) bool) ([]intake.ListRow, error) {
	var out []intake.ListRow
	for len(out) < w.Limit {
		part, err := intake.ListWindow(tx, l, w)
		if err != nil {
			return nil, err
		}
		var kept []intake.ListRow
		for _, r := range part {
			if keep(r) {
				kept = append(kept, r)
			}
		}
		if w.Back {
			out = append(kept, out...)
		} else {
			out = append(out, kept...)
		}
		if len(part) < w.Limit {
			break
		}
		w.Inclusive, w.From = false, part[len(part)-1].Cursor
		if w.Back {
			w.From = part[0].Cursor
		}
	}
	if n := len(out) - w.Limit; n > 0 && w.Back {
		return out[n:], nil
	} else if n > 0 {
		return out[:w.Limit], nil
	}
	return out, nil
}

// open is a source on the unsettled list: all of it, or only what the sector
// can receive. Each row reads its case, for who said what and when.
func (h *handover) open(all bool) widget.Source {
	office, words, p, session := h.Office, h.Words, h.p, h.Session
	keep := func(r intake.ListRow) bool { return all || r.Given && r.Stage == intake.Accepted }
	cells := func(r intake.ListRow, _ safe.Text) []safe.Text { return []safe.Text{} }
	list := h.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
		return sieve(tx, intake.ListUnsettled, w, keep)
	})
	return widget.SourceFunc(func(ctx context.Context, want widget.Want) (widget.Page, error) {
		page, err := list.Page(ctx, want)
		if err != nil {
			return page, err
		}
		workers, err := office.Workers(ctx)
		if err != nil {
			return page, err
		}
		names := map[string]safe.Text{}
		for _, a := range workers {
			names[a.Code] = safe.Clean(a.Name)
		}
		for i := range page.Rows {
			r := rowCase(page.Rows[i])
			c, err := office.Case(ctx, r.ID)
			if err != nil {
				return page, err
			}
			ev := lastSaid(c)
			who, ok := names[ev.By]
			if !ok {
				who = safe.Clean(ev.By)
			}
			number, name := safe.Clean(string(r.Number)), safe.Clean(r.Name)
			when := words.When(ev.At, office.Now())
			row := &page.Rows[i]
			row.Sign = theme.None
			if !r.Given || calendar.DateOf(ev.At).Before(office.Today()) {
				row.Sign = theme.Trouble
			}
			if !all {
				row.Cells = []safe.Text{number, name, who, when, safe.Num(int(r.Handover)), serviceShort(office, words, r), session.ProviderShort(r.Provider)}
				continue
			}
			what := p.GivenNotReceived
			if !r.Given {
				what = p.ReceivedNotGiven
			}
			row.Cells = []safe.Text{number, name, what, who, when, serviceShort(office, words, r), session.ProviderShort(r.Provider)}
		}
		return page, nil
	})
}

// lastSaid is the newest word of either side about a case's papers.
func lastSaid(c *intake.Case) intake.Event {
	for i := len(c.History) - 1; i >= 0; i-- {
		if e := c.History[i]; e.Act == intake.ActGive || e.Act == intake.ActReceive {
			return e
		}
	}
	return c.Last()
}
