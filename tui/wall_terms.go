package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/widget"
)

// terms lists what is not ready for its recipient though the day told on the
// receipt is near or past.
type terms struct {
	*Session
	grid *widget.Grid
	side *preview
	n    intake.Count
	w, h int
}

type termsMsg struct{ n intake.Count }

func newTerms(s *Session) Screen {
	p := &terms{Session: s}
	p.side = newPreview(s, p)
	return p
}

// Relabel sets the heads anew.
func (p *terms) Relabel() {
	w, home := p.Words.Wall(), p.Words.Home()
	if p.grid == nil {
		p.grid = widget.NewGrid("terms", p.Asker(p), p.source())
	}
	p.grid.Columns = []widget.Column{
		{Title: home.Number, Min: 17, Max: 17}, {Title: home.Name, Min: 14, Max: 28}, {Title: w.ComeBy, Min: 10, Max: 13},
		{Title: w.Stage, Min: 15, Max: 18}, {Title: home.To, Min: 8, Max: 14}, {Title: home.Service, Min: 13, Max: 14, From: 100},
	}
	p.grid.Empty, p.grid.Waiting, p.grid.Fail, p.grid.Select = w.TermsEmpty, p.Words.Common().Loading, p.Fail, p.side.show
}

func (p *terms) source() widget.Source {
	session, words, last := *p.Session, p.Words, p.Today().Add(courier.TermDays)
	return p.rows(func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{safe.Clean(string(r.Number)), safe.Clean(r.Name), due, words.Stage(r.Stage),
			session.ProviderShort(r.Provider), session.ServiceShort(r.Edition, r.Service)}
	}, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) { return intake.TermWindow(tx, last, w) })
}

func (p *terms) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.count()) }

func (p *terms) count() tea.Cmd {
	office, today := p.Office, p.Today()
	return p.Ask(p, "count", func(ctx context.Context) any {
		var m termsMsg
		err := office.View(ctx, func(tx *store.Tx) (err error) {
			m.n, err = intake.CountTerms(tx, today, courier.TermDays)
			return err
		})
		if err != nil {
			return err
		}
		return m
	})
}

func (p *terms) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case termsMsg:
		p.n = m.n
	case Changed, Shown:
		return tea.Batch(p.grid.Reload(), p.count(), p.side.again())
	case LangChanged:
		return p.grid.Renew(p.source())
	case scanFoundMsg:
		return p.openFound(m)
	}
	if cmd, mine := p.side.update(msg); mine {
		return cmd
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// Scan opens the card of a case.
func (p *terms) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

func (p *terms) Keys() []keys.Binding {
	home := p.Words.Home()
	return []keys.Binding{{ID: "card", Keys: []string{"enter"}, Label: home.Case, Help: home.Card, Why: func() safe.Text {
		if _, ok := p.grid.Selected(); !ok {
			return p.Words.Wall().TermsEmpty
		}
		return safe.Text{}
	}, Do: func() tea.Cmd {
		r, _ := p.grid.Selected()
		return p.Push(newCard(p.Session, rowCase(r).ID))
	}}}
}

func (p *terms) Resize(w, h int)  { p.w, p.h = w, h; p.grid.Resize(max(h-1, 2)) }
func (p *terms) Title() safe.Text { return p.Words.Wall().TermsTitle }

func (p *terms) Help() []safe.Text { return []safe.Text{p.Words.Wall().HelpTerms} }

func (p *terms) View() Frame {
	n := p.Words.Wall().Terms.Of(int(p.n.Late + p.n.Today))
	return Frame{Aside: n.As(p.Theme.Muted), Body: p.side.join(p.grid, p.w, max(p.h-1, 2))}
}
