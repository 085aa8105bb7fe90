package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/courier/export"
	"tereze/courier/papers"
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
	grid  *widget.Grid
	kept  bool // shows the archive itself
	n     courier.Conveyor
	long  longAct // a sweep under way
	swept string  // the inventory it made
	w, h  int
}

type sweptMsg struct{ inv *intake.Inventory }

// longWork is how long a sweep or a batch may take before it is called late.
const longWork = time.Hour

func newArchive(s *Session) Screen { return &archive{Session: s} }

func (p *archive) Relabel() {
	w := p.Words.P7()
	if p.grid == nil {
		p.grid = widget.NewGrid("archive", p.Asker(p), p.source())
	}
	p.grid.Columns = p.columns()
	p.grid.Waiting, p.grid.Fail, p.grid.Empty = p.Words.Common().Loading, p.Fail, w.ArchiveEmpty
	if p.kept {
		p.grid.Empty = w.ArchivedEmpty
	}
}

func (p *archive) columns() []widget.Column {
	hw := p.Words.Home()
	return []widget.Column{
		{Title: hw.Number, Min: 17, Max: 17},
		{Title: hw.Name, Min: 16, Max: 34},
		{Title: hw.Service, Min: 13, Max: 13},
		{Title: hw.KeepBy, Min: 10, Max: 14},
		{Title: hw.To, Min: 8, Max: 16},
		{Title: p.Words.Act(intake.ActAccept), Min: 10, Max: 12, From: 110},
	}
}

// source is the dry run, or what the archive keeps.
func (p *archive) source() widget.Source {
	session, words, today := *p.Session, p.Words, p.Today()
	cells := func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{
			safe.Clean(string(r.Number)), safe.Clean(r.Name), session.ServiceShort(r.Edition, r.Service),
			due, session.ProviderShort(r.Provider), words.Short(r.Accepted),
		}
	}
	if p.kept {
		return unsigned(p.List(intake.ListArchive, cells))
	}
	return p.rows(cells, func(tx *store.Tx, win intake.Window) ([]intake.ListRow, error) {
		rows, err := intake.ListWindow(tx, intake.ListReady, win)
		for i, r := range rows {
			if !r.Due.Before(today) {
				return rows[:i], err // the list is in the order of its days
			}
		}
		return rows, err
	})
}

// unsigned is a list whose days are past and press nobody.
func unsigned(s widget.Source) widget.Source {
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		page, err := s.Page(ctx, w)
		for i := range page.Rows {
			page.Rows[i].Sign = theme.None
		}
		return page, err
	})
}

func (p *archive) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.counts(p)) }

func (p *archive) Update(msg tea.Msg) tea.Cmd {
	w := p.Words.P7()
	switch m := msg.(type) {
	case countsMsg:
		p.n = m.Conveyor
	case Changed, Shown:
		return p.reload()
	case LangChanged:
		return p.grid.Renew(p.source())
	case Confirmed:
		if m.ID == "sweep" && m.Value == true {
			return p.sweep()
		}
	case Failed:
		p.long.end()
		if m.Topic != "counts" {
			return p.reload() // what was put away before the failure stays put away
		}
	case lookMsg:
		return p.long.look(p.Session, p)
	case sweptMsg:
		p.long.end()
		if m.inv.Number == 0 {
			p.Say(theme.Same, w.NothingDue)
		} else {
			p.swept = m.inv.Key()
			p.Say(theme.Done, w.SweepDone.Fill(safe.Num(int(m.inv.Cases)), safe.Clean(m.inv.Key())))
		}
		return p.reload()
	case cardMovedMsg:
		return tea.Batch(p.Say(theme.Done, m.say), p.reload())
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

func (p *archive) reload() tea.Cmd { return tea.Batch(p.grid.Reload(), p.counts(p)) }

// sweep archives everything due, however long it takes; it counts as it goes.
func (p *archive) sweep() tea.Cmd {
	by, office := p.By(), p.Office
	progress, tick := p.long.begin(p.Session, p, p.Words.P7().Sending, int(p.n.Ready.Late))
	usual := p.Deadline
	p.Deadline = longWork
	defer func() { p.Deadline = usual }()
	return tea.Batch(tick, p.Do(p, "sweep", func(ctx context.Context) any {
		inv, err := office.Archive(ctx, by, progress)
		if err != nil {
			return err
		}
		return sweptMsg{inv}
	}))
}

// retrieve takes the selected case back out, as it stood on the screen.
func (p *archive) retrieve() tea.Cmd {
	r, _ := p.grid.Selected()
	row := rowCase(r)
	return p.takeBack(p, row.ID, row.Number, row.Version)
}

func (p *archive) Keys() []keys.Binding {
	w, c, hw := p.Words.P7(), p.Words.Common(), p.Words.Home()
	row := func() safe.Text {
		if _, ok := p.grid.Selected(); !ok {
			return c.Nothing
		}
		return safe.Text{}
	}
	sweep := keys.Binding{ID: "sweep", Keys: []string{"f9"}, Label: w.Sweep, Why: func() safe.Text {
		if p.n.Ready.Late == 0 {
			return w.NothingDue
		}
		return safe.Text{}
	}, Do: func() tea.Cmd {
		return p.Confirm(p, "sweep", w.Archive, []safe.Text{w.SweepAsk.Fill(safe.Num(int(p.n.Ready.Late)))}, 0,
			widget.Choice{Label: c.No, Value: false}, widget.Choice{Label: c.Yes, Value: true})
	}}
	var label safe.Text // in the hints just after a sweep: its list is to be printed
	if p.swept != "" && !p.kept {
		label = p.Words.Paper(papers.Inventory)
	}
	show := w.ShowKept
	if p.kept {
		show = w.ShowDue
		sweep = keys.Binding{ID: "retrieve", Keys: []string{"f9"}, Label: w.Retrieve, Why: row, Do: p.retrieve}
	}
	return append([]keys.Binding{
		sweep,
		{ID: "show", Keys: []string{"tab"}, Label: show, Do: func() tea.Cmd {
			p.kept = !p.kept
			p.Relabel()
			return p.grid.SetSource(p.source())
		}},
		{ID: "card", Keys: []string{"enter"}, Label: hw.Case, Help: hw.Card, Why: row, Do: func() tea.Cmd {
			r, _ := p.grid.Selected()
			return p.Push(newCard(p.Session, rowCase(r).ID))
		}},
		{ID: "print", Keys: []string{"p"}, Label: label, Help: p.Words.Print().InventoryHelp, Do: p.print, Why: p.whyNotPrint},
	}, p.exportKeys(p, func() export.What {
		if p.kept {
			return export.What{Kind: export.List, List: intake.ListArchive}
		}
		return export.What{Kind: export.List, List: intake.ListReady}
	}, nil)...)
}

// print shows the inventory: of the kept case selected, or of the sweep just
// made.
func (p *archive) print() tea.Cmd {
	want := papers.Want{Kind: papers.Inventory, Inventory: p.swept}
	if p.kept {
		r, _ := p.grid.Selected()
		want = papers.Want{Kind: papers.Inventory, Case: rowCase(r).ID}
	}
	return p.showPaper(p, want, nil)
}

func (p *archive) whyNotPrint() safe.Text {
	if _, ok := p.grid.Selected(); p.kept && !ok || !p.kept && p.swept == "" {
		return p.Words.Print().NoInventory
	}
	return safe.Text{}
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
	n, foot := p.n.Ready.Late, w.DryRun
	if p.kept {
		n, foot = p.n.Archived, w.KeptFoot
	}
	f := Frame{Aside: w.Total.Of(int(n)).As(p.Theme.Muted), Body: p.grid.Draw(p.w, max(p.h-2, 2), p.Theme)}
	line, running := p.long.line(p.Session, p.w)
	switch {
	case running:
		f.Foot = []safe.Line{line}
	case n > 0:
		f.Foot = []safe.Line{safe.Row(safe.Const(" "), foot.CutWords(p.w-2).As(p.Theme.Muted))}
	}
	return f
}

func (p *archive) Help() []safe.Text { return []safe.Text{p.Words.P7().HelpArchive} }
