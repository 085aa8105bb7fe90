package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// acceptedToday is station 2: the day's acceptances, the newest on top.
type acceptedToday struct {
	*Session
	grid *widget.Grid
	side *preview
	n    int64
	w, h int
}

// countMsg is how many applications the day has.
type countMsg struct{ n int64 }

// receiptMsg opens the receipt of a case again.
type receiptMsg struct{ c *intake.Case }

func newAcceptedToday(s *Session) Screen {
	a := &acceptedToday{Session: s}
	a.grid = widget.NewGrid("accepted", s.Asker(a), a.source())
	a.side = newPreview(s, a)
	a.grid.Select = a.side.show
	return a
}

// source reads the day's window newest first.
func (a *acceptedToday) source() widget.Source {
	day, zone := a.Today(), a.Office.Office.Zone()
	words, s := a.Words, a.Session
	short := map[string]safe.Text{} // filled here: the source runs elsewhere
	for _, e := range a.Office.Catalogue.Editions() {
		for _, svc := range e.Services {
			short[e.ID+"/"+svc.Code] = a.Of(svc.Short)
		}
	}
	cells := func(r intake.ListRow, _ safe.Text) []safe.Text {
		return []safe.Text{
			words.Clock(r.Accepted.In(zone)), safe.Clean(r.Number.String()), safe.Clean(r.Name),
			short[r.Edition+"/"+r.Service], words.Stage(r.Stage), s.ProviderShort(r.Provider),
		}
	}
	return a.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
		w.Back = !w.Back
		list, err := intake.AcceptedWindow(tx, day, w)
		slices.Reverse(list)
		return list, err
	})
}

// Relabel says the heads of the columns; the rows are read anew.
func (a *acceptedToday) Relabel() {
	h, p := a.Words.Home(), a.Words.P2()
	a.grid.Columns = []widget.Column{
		{Title: p.ColTime, Min: 5, Max: 5}, {Title: h.Number, Min: 17, Max: 17}, {Title: h.Name, Min: 19, Max: 24},
		{Title: h.Service, Min: 13, Max: 14}, {Title: p.ColStage, Min: 10, Max: 22}, {Title: h.Provider, Min: 14, Max: 14, From: 100},
	}
	a.grid.Empty, a.grid.Waiting = p.Empty, a.Words.Common().Loading
}

// Init reads the list and its count.
func (a *acceptedToday) Init() tea.Cmd { return tea.Batch(a.grid.Load(), a.count()) }

func (a *acceptedToday) count() tea.Cmd {
	office, day := a.Office, a.Today()
	return a.Ask(a, "count", func(ctx context.Context) any {
		var n int64
		err := office.View(ctx, func(tx *store.Tx) (err error) {
			n, _, err = intake.AcceptedOn(tx, day)
			return err
		})
		if err != nil {
			return err
		}
		return countMsg{n}
	})
}

// Update takes pages, the card beside, and what changed.
func (a *acceptedToday) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case countMsg:
		a.n = m.n
		return nil
	case receiptMsg:
		return a.Push(newReceipt(a.Session, m.c, headAt{}))
	case LangChanged:
		return a.grid.SetSource(a.source())
	case Changed, Shown:
		return tea.Batch(a.grid.Reload(), a.count())
	}
	if cmd, ok := a.side.update(msg); ok {
		return cmd
	}
	cmd, _ := a.grid.Update(msg)
	return cmd
}

// Resize takes the cells.
func (a *acceptedToday) Resize(w, h int) {
	a.w, a.h = w, h
	a.side.wide(w)
	a.grid.Resize(max(h-1, 1))
}

// Station is the acceptance.
func (a *acceptedToday) Station() int { return 2 }

// Title is the process and the day.
func (a *acceptedToday) Title() safe.Text {
	return safe.Join(safe.Const(" · "), safe.Const("2 ").Plus(a.Words.Process(2)), a.Words.P2().Today)
}

// Help says what the list is.
func (a *acceptedToday) Help() []safe.Text { return []safe.Text{a.Words.P2().HelpToday} }

// Keys: the card of a row, its receipt.
func (a *acceptedToday) Keys() []keys.Binding {
	none := func() safe.Text {
		if _, ok := a.grid.Selected(); !ok {
			return a.Words.P2().Empty
		}
		return safe.Text{}
	}
	return []keys.Binding{
		{ID: "card", Keys: []string{"enter"}, Label: a.Words.Home().Card, Why: none, Do: func() tea.Cmd {
			r, _ := a.grid.Selected()
			return a.Push(newCard(a.Session, rowCase(r).ID))
		}},
		{ID: "receipt", Keys: []string{"k"}, Label: a.Words.P2().ShowReceipt, Why: none, Do: a.receipt},
		{ID: "move", Keys: []string{"down", "up"}, Show: safe.Const("↑↓"), Help: a.Words.Common().Choose},
	}
}

func (a *acceptedToday) receipt() tea.Cmd {
	r, _ := a.grid.Selected()
	office, id := a.Office, rowCase(r).ID
	return a.Ask(a, "receipt", func(ctx context.Context) any {
		c, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return receiptMsg{c}
	})
}

// View is the list, with the card beside it on a wide screen.
func (a *acceptedToday) View() Frame {
	f := Frame{Aside: a.Words.P2().Count.Of(int(a.n)).As(a.Theme.Muted)}
	h := max(a.h-1, 1)
	if a.w < wideFrom {
		f.Body = a.grid.Draw(a.w, h, a.Theme)
		return f
	}
	left := a.w - sideWidth - 2
	f.Body = beside(a.grid.Draw(left, h, a.Theme), a.side.draw(sideWidth, h), left, h)
	return f
}
