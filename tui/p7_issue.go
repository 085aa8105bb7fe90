package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier/export"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// issue is station 7: results waiting for their recipients, the one to be
// archived first on top.
type issue struct {
	*Session
	grid *widget.Grid
	side *preview
	n    intake.Count
	w, h int
}

// issuePickedMsg is the case of a scan.
type issuePickedMsg struct{ c *intake.Case }

func newIssue(s *Session) Screen {
	p := &issue{Session: s}
	p.side = newPreview(s, p)
	return p
}

func (p *issue) Relabel() {
	w := p.Words.P7()
	if p.grid == nil {
		p.grid = widget.NewGrid("ready", p.Asker(p), p.source())
	}
	p.grid.Columns = p.columns()
	p.grid.Empty, p.grid.Waiting, p.grid.Fail, p.grid.Select = w.Empty, p.Words.Common().Loading, p.Fail, p.side.show
}

func (p *issue) source() widget.Source {
	words, session := p.Words, *p.Session
	return p.List(intake.ListReady, func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{
			safe.Clean(string(r.Number)), safe.Clean(r.Name), session.ServiceShort(r.Edition, r.Service),
			words.P7().Short(r.Outcome), due, session.ProviderShort(r.Provider),
		}
	})
}

func (p *issue) columns() []widget.Column {
	w, hw := p.Words.P7(), p.Words.Home()
	return []widget.Column{
		{Title: hw.Number, Min: 17, Max: 17},
		{Title: hw.Name, Min: 15, Max: 28},
		{Title: hw.Service, Min: 13, Max: 13},
		{Title: w.Outcome, Min: 10, Max: 10},
		{Title: hw.KeepBy, Min: 10, Max: 10},
		{Title: hw.To, Min: 8, Max: 12, From: 88},
	}
}

func (p *issue) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.counts(p)) }

func (p *issue) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case countsMsg:
		p.n = m.Ready
	case Changed, Shown:
		return tea.Batch(p.grid.Reload(), p.counts(p), p.side.again())
	case LangChanged:
		return p.grid.Renew(p.source())
	case issuePickedMsg:
		return p.picked(m.c)
	case scanFoundMsg:
		if len(m.found) != 1 {
			return p.openFound(m)
		}
		return p.picked(m.found[0])
	}
	if cmd, mine := p.side.update(msg); mine {
		return cmd
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// Scan finds the case of a receipt and goes on by its stage.
func (p *issue) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

// picked goes on with a case by its stage: what is ready is checked and given,
// what is in the archive can be taken out, the rest says where it is.
func (p *issue) picked(c *intake.Case) tea.Cmd {
	w := p.Words.P7()
	at, sign := p.stands(c)
	switch c.Stage {
	case intake.Ready:
		p.Answer(theme.Done, tailed(c, w.CheckNow))
		return p.Push(newIssuing(p.Session, c))
	case intake.Archived:
		p.Answer(theme.Trouble, tailed(c, w.InArchiveSay))
		return p.Push(newCard(p.Session, c.ID))
	}
	if sign == theme.Done {
		sign = theme.Trouble // it cannot be issued now
	}
	return p.Answer(sign, tailed(c, at))
}

func (p *issue) Resize(w, h int)  { p.w, p.h = w, h; p.grid.Resize(max(h-2, 2)) }
func (p *issue) Title() safe.Text { return p.Words.P7().Title }
func (p *issue) Station() int     { return 7 }

func (p *issue) Keys() []keys.Binding {
	w, hw := p.Words.P7(), p.Words.Home()
	some := func() safe.Text {
		if _, ok := p.grid.Selected(); !ok {
			return w.Empty
		}
		return safe.Text{}
	}
	return append([]keys.Binding{
		{ID: "issue", Keys: []string{"enter", "f9"}, Label: w.Give, Why: some, Do: p.open},
		{ID: "card", Keys: []string{"space", "c"}, Label: hw.Card, Why: some, Do: func() tea.Cmd {
			r, _ := p.grid.Selected()
			return p.Push(newCard(p.Session, rowCase(r).ID))
		}},
		{ID: "archive", Keys: []string{"f7", "a"}, Label: w.Archive, Do: func() tea.Cmd { return p.Push(newArchive(p.Session)) }},
	}, p.exportKeys(p, func() export.What { return export.What{Kind: export.List, List: intake.ListReady} }, nil)...)
}

func (p *issue) open() tea.Cmd {
	r, _ := p.grid.Selected()
	office, id := p.Office, rowCase(r).ID
	return p.Ask(p, "open", func(ctx context.Context) any {
		c, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return issuePickedMsg{c}
	})
}

func (p *issue) View() Frame {
	w := p.Words.P7()
	f := Frame{Aside: w.Total.Of(int(p.n.All)).As(p.Theme.Muted)}
	if p.n.Late > 0 {
		f.Foot = []safe.Line{safe.Row(safe.Const(" "), p.Theme.Mark(theme.Trouble), safe.Const(" "), w.Overdue.Of(int(p.n.Late)).CutWords(p.w-4))}
	}
	f.Body = p.side.join(p.grid, p.w, max(p.h-1-len(f.Foot), 2))
	return f
}

func (p *issue) Help() []safe.Text {
	w := p.Words.P7()
	return []safe.Text{w.Help1, w.Help2}
}
