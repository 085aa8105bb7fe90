package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/widget"
)

// search finds cases by anything a person at the window can say.
type search struct {
	*Session
	query *widget.Field
	grid  *widget.Grid
	found []*intake.Case
	asked string // what the rows answer
	w, h  int
}

type searchFoundMsg struct {
	query string
	cases []*intake.Case
}

const mostFound = 200

func newSearch(s *Session, query string) Screen {
	p := &search{Session: s, query: widget.NewField("query", 80)}
	p.query.SetValue(query)
	p.query.Focus()
	return p
}

func (p *search) Relabel() {
	w := p.Words.Card()
	p.query.Label, p.query.Hint = w.Query, w.QueryHint
	p.fill()
}

// fill lays the cases found out as rows.
func (p *search) fill() {
	hw := p.Words.Home()
	var rows []widget.Row
	for _, c := range p.found {
		rows = append(rows, widget.Row{ID: c.ID.String(), Value: c, Cells: []safe.Text{
			safe.Clean(string(c.Number)), safe.Clean(c.Recipient.ShortName()), p.ServiceShort(c.Edition, c.Service),
			p.Words.Stage(c.Stage), p.ProviderShort(c.Provider),
		}})
	}
	p.grid = widget.NewGrid("found", p.Asker(p), widget.Rows(rows),
		widget.Column{Title: hw.Number, Min: 17, Max: 17},
		widget.Column{Title: hw.Name, Min: 16},
		widget.Column{Title: hw.Service, Min: 13, Max: 16},
		widget.Column{Title: p.Words.Card().Title, Min: 16, Max: 22},
		widget.Column{Title: hw.Provider, Min: 8, Max: 16},
	)
	p.grid.Empty = p.Words.Card().SearchHelp
	if p.asked != "" {
		p.grid.Empty = p.Words.Card().Found0
	}
	p.grid.Fail = p.Fail
	p.grid.Resize(max(p.h-3, 2))
}

func (p *search) Init() tea.Cmd {
	if p.query.Value() != "" {
		return p.find()
	}
	return p.grid.Load()
}

func (p *search) find() tea.Cmd {
	office, q := p.Office, p.query.Value()
	return p.Ask(p, "find", func(ctx context.Context) any {
		cases, err := office.Find(ctx, q, mostFound)
		if err != nil {
			return err
		}
		return searchFoundMsg{q, cases}
	})
}

func (p *search) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case searchFoundMsg:
		p.asked, p.found = m.query, m.cases
		p.fill()
		if len(m.cases) == 1 {
			return tea.Batch(p.grid.Load(), p.Push(newCard(p.Session, m.cases[0].ID)))
		}
		return p.grid.Load()
	case LangChanged:
		return p.grid.Load()
	case tea.KeyPressMsg:
		if m.Code == tea.KeyEnter || m.Code == tea.KeyKpEnter {
			return p.enter()
		}
		if cmd, mine := p.query.Update(m); mine {
			return cmd
		}
	case tea.PasteMsg:
		cmd, _ := p.query.Update(m)
		return cmd
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// enter looks the query up; asked again, it opens the row in focus.
func (p *search) enter() tea.Cmd {
	if p.query.Value() != p.asked || p.asked == "" {
		if p.query.Value() == "" {
			return nil
		}
		return p.find()
	}
	if r, ok := p.grid.Selected(); ok {
		return p.Push(newCard(p.Session, r.Value.(*intake.Case).ID))
	}
	return nil
}

// Scan looks up what was scanned.
func (p *search) Scan(sc scan.Scan) (tea.Cmd, bool) {
	if sc.Kind != scan.Code && sc.Kind != scan.Typed {
		return nil, false
	}
	p.query.SetValue(sc.Digits)
	return p.find(), true
}

func (p *search) Typing() bool    { return true }
func (p *search) Resize(w, h int) { p.w, p.h = w, h; p.grid.Resize(max(h-3, 2)) }

// Title names the screen.
func (p *search) Title() safe.Text { return p.Words.Card().Search }

func (p *search) Keys() []keys.Binding {
	c := p.Words.Common()
	return []keys.Binding{
		{ID: "find", Keys: []string{"enter"}, Label: c.Open, Do: p.enter},
		{ID: "rows", Keys: []string{"up"}, Show: safe.Const("↑↓"), Label: c.Row},
	}
}

func (p *search) View() Frame {
	look := widget.Look{Theme: p.Theme, Focused: true, Label: p.query.LabelWidth()}
	body := p.query.Draw(p.w-2, look)
	body = append(body, safe.Line{})
	f := Frame{Body: append(body, p.grid.Draw(p.w, max(p.h-1-len(body), 2), p.Theme)...)}
	if p.asked != "" {
		f.Aside = p.Words.Card().Found.Of(len(p.found)).As(p.Theme.Muted)
	}
	return f
}

func (p *search) Help() []safe.Text { return []safe.Text{p.Words.Card().SearchHelp} }
