package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

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
	w, hw := p.Words.P7(), p.Words.Home()
	words, session := p.Words, *p.Session
	p.grid = widget.NewGrid("ready", p.Asker(p), p.List(intake.ListReady, func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{
			safe.Clean(string(r.Number)), safe.Clean(r.Name), session.ServiceShort(r.Edition, r.Service),
			words.Outcome(r.Outcome), due, session.ProviderShort(r.Provider),
		}
	}),
		widget.Column{Title: hw.Number, Min: 17, Max: 17},
		widget.Column{Title: hw.Name, Min: 15},
		widget.Column{Title: hw.Service, Min: 13, Max: 16},
		widget.Column{Title: w.Outcome, Min: 9, Max: 22},
		widget.Column{Title: hw.KeepBy, Min: 11, Max: 16},
		widget.Column{Title: hw.Provider, Min: 10, Max: 16, From: 110},
	)
	p.grid.Empty, p.grid.Waiting, p.grid.Fail, p.grid.Select = w.Empty, p.Words.Common().Loading, p.Fail, p.side.show
}

func (p *issue) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.count()) }

func (p *issue) count() tea.Cmd {
	office, today := p.Office, p.Today()
	return p.Ask(p, "counts", func(ctx context.Context) any {
		c, err := office.Conveyor(ctx, today)
		if err != nil {
			return err
		}
		return countsMsg{c}
	})
}

func (p *issue) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case countsMsg:
		p.n = m.Ready
	case Changed, Shown:
		return tea.Batch(p.grid.Reload(), p.count())
	case LangChanged:
		return p.grid.Load()
	case issuePickedMsg:
		return p.picked(m.c)
	}
	if cmd, mine := p.side.update(msg); mine {
		return cmd
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// Scan finds the case of a receipt and goes on by its stage.
func (p *issue) Scan(sc scan.Scan) (tea.Cmd, bool) {
	if sc.Kind != scan.Code && sc.Kind != scan.Typed {
		return nil, false
	}
	office, digits := p.Office, sc.Digits
	return p.Ask(p, "scan", func(ctx context.Context) any {
		found, err := office.Find(ctx, digits, 2)
		switch {
		case err != nil:
			return err
		case len(found) != 1:
			return intake.Refuse(intake.ProblemNoCase, "number")
		}
		return issuePickedMsg{found[0]}
	}), true
}

func (p *issue) picked(c *intake.Case) tea.Cmd {
	w, n := p.Words.P7(), safe.Clean(string(c.Number))
	switch c.Stage {
	case intake.Ready:
		p.Answer(theme.Done, n)
		return p.Push(newIssuing(p.Session, c))
	case intake.Issued:
		return p.Answer(theme.Same, w.AlreadyIssued.Fill(n))
	case intake.Archived:
		p.Answer(theme.Trouble, w.InArchiveSay.Fill(n))
		return p.Push(newCard(p.Session, c.ID))
	}
	return p.Answer(theme.Trouble, w.NotReady.Fill(n, p.Words.Stage(c.Stage)))
}

func (p *issue) Resize(w, h int)  { p.w, p.h = w, h; p.grid.Resize(max(h-1, 2)) }
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
	return []keys.Binding{
		{ID: "issue", Keys: []string{"f9", "enter"}, Show: safe.Const("Enter"), Label: w.Give, Why: some, Do: p.open},
		{ID: "card", Keys: []string{"space", "c"}, Show: safe.Const("Space"), Label: hw.Card, Why: some, Do: func() tea.Cmd {
			r, _ := p.grid.Selected()
			return p.Push(newCard(p.Session, rowCase(r).ID))
		}},
		{ID: "archive", Keys: []string{"f7", "a"}, Label: w.Archive, Do: func() tea.Cmd { return p.Push(newArchive(p.Session)) }},
	}
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
	aside := w.Total.Of(int(p.n.All)).As(p.Theme.Muted)
	f := Frame{Aside: aside}
	if p.n.Late > 0 {
		f.Foot = []safe.Line{safe.Row(safe.Const(" "), p.Theme.Mark(theme.Trouble), safe.Const(" "), w.ArchiveTitle, safe.Const(": "), safe.Num(int(p.n.Late)))}
	}
	rows := max(p.h-1-len(f.Foot), 2)
	if p.side.wide(p.w) {
		left := p.w - sideWidth - 2
		f.Body = beside(p.grid.Draw(left, rows, p.Theme), p.side.draw(sideWidth, rows), left, rows)
	} else {
		f.Body = p.grid.Draw(p.w, rows, p.Theme)
	}
	return f
}

func (p *issue) Help() []safe.Text {
	w := p.Words.P7()
	return []safe.Text{w.Help1, w.Help2}
}
