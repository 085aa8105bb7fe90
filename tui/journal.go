package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// journal lists the newest entries: what was done, by whom, on what.
type journal struct {
	*Session
	grid *widget.Grid
	w, h int
}

// journalShown is how many entries are read.
const journalShown = 500

func newJournal(s *Session) Screen { return &journal{Session: s} }

func (p *journal) Relabel() {
	w, home := p.Words.Setup(), p.Words.Home()
	office, now := p.Office, p.Now()
	words := p.Words
	p.grid = widget.NewGrid("journal", p.Asker(p), widget.SourceFunc(func(ctx context.Context, want widget.Want) (widget.Page, error) {
		head, err := office.Ledger.Head(ctx)
		if err != nil {
			return widget.Page{}, err
		}
		from := uint64(1)
		if head.Seq > journalShown {
			from = head.Seq - journalShown + 1
		}
		var all []store.Entry
		if head.Seq > 0 {
			if all, err = office.Ledger.Journal(ctx, from, journalShown); err != nil {
				return widget.Page{}, err
			}
		}
		var rows []widget.Row
		for i := len(all) - 1; i >= 0; i-- {
			e := all[i]
			rows = append(rows, widget.Row{ID: number(uitoa(e.Seq)).String(), Cells: []safe.Text{
				number(uitoa(e.Seq)), words.When(e.At, now), safe.Clean(e.Operator), safe.Clean(e.Act), safe.Clean(e.Subject)}})
		}
		return widget.Rows(rows).Page(ctx, want)
	}),
		widget.Column{Title: safe.Const("№"), Min: 8, Max: 10, Right: true},
		widget.Column{Title: home.Saved, Min: 14, Max: 16},
		widget.Column{Title: w.Code, Min: 10, Max: 16},
		widget.Column{Title: safe.Const("act"), Min: 14, Max: 20},
		widget.Column{Title: home.Number, Min: 17, Max: 30},
	)
	p.grid.Fail = p.Fail
	p.grid.Resize(max(p.h-1, 2))
}

func (p *journal) Init() tea.Cmd { return p.grid.Load() }

func (p *journal) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case Changed:
		return p.grid.Reload()
	case LangChanged:
		return p.grid.Load()
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

func (p *journal) Keys() []keys.Binding { return nil }
func (p *journal) Resize(w, h int)      { p.w, p.h = w, h; p.grid.Resize(max(h-1, 2)) }
func (p *journal) Title() safe.Text     { return p.Words.Role("auditor") }
func (p *journal) View() Frame          { return Frame{Body: p.grid.Draw(p.w, max(p.h-1, 2), p.Theme)} }
