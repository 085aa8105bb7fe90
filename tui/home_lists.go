package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// list puts the list of the station in focus under the strip.
func (h *home) list() tea.Cmd {
	h.grid = widget.NewGrid("home", h.Asker(h), h.source(), h.columns()...)
	h.grid.Select = h.side.show
	h.grid.Fail = h.Fail
	h.grid.Empty, h.grid.Waiting = h.Words.Home().EmptyList, h.Words.Common().Loading
	h.resizeGrid()
	return h.grid.Load()
}

// relabel says the list anew in another language; the selection stays.
func (h *home) relabel() tea.Cmd {
	h.grid.Columns = h.columns()
	h.grid.Empty, h.grid.Waiting = h.Words.Home().EmptyList, h.Words.Common().Loading
	return h.grid.Renew(h.source())
}

func (h *home) source() widget.Source {
	words, session := h.Words, *h.Session
	cells := func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{
			session.ServiceShort(r.Edition, r.Service), safe.Clean(string(r.Number)), safe.Clean(r.Name),
			session.ProviderShort(r.Provider), due, words.Short(r.Accepted),
		}
	}
	switch h.focus {
	case 1:
		return h.drafts()
	case 2:
		day := h.Today()
		return h.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
			return intake.AcceptedWindow(tx, day, w)
		})
	case 3:
		return h.List(intake.ListCounter, cells)
	case 4:
		return h.List(intake.ListSector, cells)
	case 5:
		return h.List(intake.ListOut, cells)
	case 6:
		return h.List(intake.ListMarked, cells)
	}
	return h.List(intake.ListReady, cells)
}

func (h *home) columns() []widget.Column {
	w := h.Words.Home()
	by := [...]safe.Text{w.Saved, w.LeaveBy, w.LeaveBy, w.LeaveBy, w.DueBy, w.DueBy, w.KeepBy}[h.focus-1]
	due := 10 // "хранить до"
	if h.focus == 1 || h.focus == 5 {
		if due = 12; h.Lang == trio.EN { // with the hour: "завтра 18:00", "tomorrow 18:00"
			due = 14
		}
	}
	number := w.Number
	if h.focus == 1 {
		number = h.Words.Setup().Window // a draft has no number yet
	}
	return []widget.Column{
		{Title: w.Service, Min: 13, Max: 13},
		{Title: number, Min: 17, Max: 17},
		{Title: w.Name, Min: 13, Max: 28},
		{Title: w.To, Min: 8, Max: 12},
		{Title: by, Min: due, Max: 14},
		{Title: h.Words.Act(intake.ActAccept), Min: 10, Max: 12, From: 88},
	}
}

// drafts lists what the counter has begun and not finished.
func (h *home) drafts() widget.Source {
	office, words, session := h.Office, h.Words, *h.Session
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		all, err := office.DraftsOf(ctx, "")
		if err != nil {
			return widget.Page{}, err
		}
		now := office.Now()
		var rows []widget.Row
		for _, f := range all {
			saved := f.SavedAt.In(now.Location())
			service := safe.Clean(f.App.Service)
			if o, err := office.Catalogue.Find(calendar.DateOf(saved), office.Office.Region, f.App.Service); err == nil {
				service = words.Of(o.Service.Short)
			}
			rows = append(rows, widget.Row{ID: f.App.ID.String(), Value: f, Cells: []safe.Text{
				service, words.Home().Window.Fill(safe.Num(f.Window)), safe.Clean(f.App.Recipient.ShortName()),
				session.ProviderShort(f.App.Provider), words.Due(calendar.DateOf(saved), calendar.ClockOf(saved), now),
			}})
		}
		return widget.Rows(rows).Page(ctx, w)
	})
}
