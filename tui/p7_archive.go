package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// archive is the end of process 7: what is past its month, as a dry run, and
// the sweep that ends at zero; and what is kept, for a person who comes late.
type archive struct {
	*Session
	grid     *widget.Grid
	kept     bool // shows the archive itself
	due      int64
	progress *atomic.Int64 // cases done, while a sweep runs; nil when none
	all      int64
	w, h     int
}

type (
	sweptMsg struct{ inv *intake.Inventory }
)

// longWork is how long a sweep or a batch may take before it is called late.
const longWork = time.Hour

func newArchive(s *Session) Screen { return &archive{Session: s} }

func (p *archive) Relabel() {
	w, hw := p.Words.P7(), p.Words.Home()
	session, today := *p.Session, p.Today()
	cells := func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{
			safe.Clean(string(r.Number)), safe.Clean(r.Name), session.ServiceShort(r.Edition, r.Service),
			due, session.ProviderShort(r.Provider),
		}
	}
	source := p.rows(cells, func(tx *store.Tx, win intake.Window) ([]intake.ListRow, error) {
		rows, err := intake.ListWindow(tx, intake.ListReady, win)
		for i, r := range rows {
			if !r.Due.Before(today) {
				return rows[:i], err // the list is in the order of its days
			}
		}
		return rows, err
	})
	empty := w.ArchiveEmpty
	if p.kept {
		source, empty = p.List(intake.ListArchive, cells), w.ArchivedEmpty
	}
	p.grid = widget.NewGrid("archive", p.Asker(p), source,
		widget.Column{Title: hw.Number, Min: 17, Max: 17},
		widget.Column{Title: hw.Name, Min: 16},
		widget.Column{Title: hw.Service, Min: 13, Max: 16},
		widget.Column{Title: w.Due, Min: 12, Max: 16},
		widget.Column{Title: hw.Provider, Min: 10, Max: 16},
	)
	p.grid.Empty, p.grid.Waiting, p.grid.Fail = empty, p.Words.Common().Loading, p.Fail
	p.grid.Resize(max(p.h-2, 2))
}

func (p *archive) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.count()) }

func (p *archive) count() tea.Cmd {
	office, today := p.Office, p.Today()
	return p.Ask(p, "counts", func(ctx context.Context) any {
		c, err := office.Conveyor(ctx, today)
		if err != nil {
			return err
		}
		return countsMsg{c}
	})
}

func (p *archive) Update(msg tea.Msg) tea.Cmd {
	w := p.Words.P7()
	switch m := msg.(type) {
	case countsMsg:
		p.due = m.Ready.Late
	case Changed, Shown:
		return tea.Batch(p.grid.Reload(), p.count())
	case LangChanged:
		return p.grid.Load()
	case Confirmed:
		if m.ID == "sweep" && m.Value == true {
			return p.sweep()
		}
	case Failed:
		if m.Topic == "sweep" {
			p.progress = nil
		}
	case sweptMsg:
		p.progress = nil
		p.Say(theme.Done, w.SweepDone.Fill(safe.Num(int(m.inv.Cases)), safe.Clean(m.inv.Key())))
		return tea.Batch(p.grid.Load(), p.count())
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// sweep archives everything due, however long it takes; it counts as it goes.
func (p *archive) sweep() tea.Cmd {
	by, office, done := p.By(), p.Office, &atomic.Int64{}
	p.progress, p.all = done, p.due
	usual := p.Deadline
	p.Deadline = longWork
	defer func() { p.Deadline = usual }()
	return p.Do(p, "sweep", func(ctx context.Context) any {
		inv, err := office.Archive(ctx, by, func(n, _ int) { done.Store(int64(n)) })
		if err != nil {
			return err
		}
		return sweptMsg{inv}
	})
}

func (p *archive) Keys() []keys.Binding {
	w, c, hw := p.Words.P7(), p.Words.Common(), p.Words.Home()
	row := func() safe.Text {
		if _, ok := p.grid.Selected(); !ok {
			return c.Nothing
		}
		return safe.Text{}
	}
	bs := []keys.Binding{
		{ID: "sweep", Keys: []string{"f9"}, Label: w.Sweep, Why: func() safe.Text {
			if p.due == 0 {
				return w.NothingDue
			}
			return safe.Text{}
		}, Do: func() tea.Cmd {
			return p.Confirm(p, "sweep", w.Sweep, []safe.Text{w.SweepAsk.Fill(safe.Num(int(p.due)))}, 0,
				widget.Choice{Label: c.No, Value: false}, widget.Choice{Label: c.Yes, Value: true})
		}},
		{ID: "show", Keys: []string{"tab"}, Label: w.Show, Do: func() tea.Cmd {
			p.kept = !p.kept
			p.Relabel()
			return p.grid.Load()
		}},
		{ID: "card", Keys: []string{"enter"}, Label: hw.Card, Why: row, Do: func() tea.Cmd {
			r, _ := p.grid.Selected()
			return p.Push(newCard(p.Session, rowCase(r).ID))
		}},
	}
	return bs
}

func (p *archive) Resize(w, h int) { p.w, p.h = w, h; p.grid.Resize(max(h-2, 2)) }
func (p *archive) Station() int    { return 7 }

// Title says which of the two lists is shown.
func (p *archive) Title() safe.Text {
	if p.kept {
		return p.Words.P7().InArchive
	}
	return p.Words.P7().ArchiveTitle
}

func (p *archive) View() Frame {
	w := p.Words.P7()
	f := Frame{Aside: w.Total.Of(int(p.due)).As(p.Theme.Muted), Body: p.grid.Draw(p.w, max(p.h-2, 2), p.Theme)}
	if p.progress != nil {
		n := p.progress.Load()
		f.Foot = []safe.Line{safe.Row(safe.Const(" "), widget.Bar(max(p.w/2, 10), p.Theme, int(n), int(p.all)), safe.Const(" "), w.Progress.Fill(safe.Num(int(n)), safe.Num(int(p.all))))}
	}
	return f
}

func (p *archive) Help() []safe.Text { return []safe.Text{p.Words.P7().HelpArchive} }
