package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// looks lists who was shown the card of a case, newest first. The question is
// asked once: it stands in the journal.
type looks struct {
	*Session
	id    uuid.UUID
	seen  intake.Seen
	names map[string]string // workers by code
	grid  *widget.Grid
	w, h  int
}

type looksMsg struct {
	seen   intake.Seen
	names  map[string]string
	unseen bool
}

func newLooks(s *Session, id uuid.UUID) Screen { return &looks{Session: s, id: id} }

// Init asks who looked.
func (p *looks) Init() tea.Cmd {
	by, office, id := p.By(), p.Office, p.id
	return p.Do(p, "looks", func(ctx context.Context) any {
		m := looksMsg{names: map[string]string{}}
		var err error
		m.seen, err = office.WhoSaw(ctx, by, id)
		if m.unseen = errors.Is(err, intake.ErrUnseen); err != nil && !m.unseen {
			return err
		}
		all, err := office.Workers(ctx)
		if err != nil {
			return err
		}
		for _, a := range all {
			m.names[a.Code] = a.Name
		}
		return m
	})
}

// Relabel lays the looks out as rows.
func (p *looks) Relabel() {
	w := p.Words.Traces()
	var rows []widget.Row
	for _, l := range p.seen.Looks {
		place := safe.Const("–")
		if l.Window > 0 {
			place = p.Words.Home().Window.Fill(safe.Num(l.Window))
		}
		rows = append(rows, widget.Row{ID: l.ID.String(), Cells: []safe.Text{
			safe.Clean(l.At.Format("02.01.2006 15:04:05")), safe.Clean(l.Actor), safe.Clean(p.names[l.Actor]), place}})
	}
	p.grid = widget.NewGrid("looks", p.Asker(p), widget.Rows(rows),
		widget.Column{Title: w.When, Min: 19, Max: 19},
		widget.Column{Title: w.Who, Min: 10, Max: 16},
		widget.Column{Title: w.Name, Min: 16, Max: 40},
		widget.Column{Title: w.Place, Min: 10, Max: 12},
	)
	p.grid.Empty, p.grid.Waiting, p.grid.Fail = w.LooksNone, p.Words.Common().Loading, p.Fail
	p.Resize(p.w, p.h)
}

func (p *looks) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case looksMsg:
		p.seen, p.names = m.seen, m.names
		p.Relabel()
		if m.unseen {
			p.Say(theme.Trouble, p.Words.Traces().Unseen)
		}
		return p.grid.Load()
	case LangChanged:
		return p.grid.Load()
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

func (p *looks) Keys() []keys.Binding {
	return []keys.Binding{{ID: "rows", Keys: []string{"up"}, Show: safe.Const("↑↓"), Label: p.Words.Common().Row}}
}

// Title is what is asked, and of which case.
func (p *looks) Title() safe.Text {
	t := p.Words.Traces().Looks
	if len(p.seen.Looks) > 0 {
		t = t.Plus(safe.Const(" · "), safe.Clean(string(p.seen.Looks[0].Number)))
	}
	return t
}

func (p *looks) Resize(w, h int) { p.w, p.h = w, h; p.grid.Resize(max(h-1, 2)) }

func (p *looks) View() Frame {
	f := Frame{Body: p.grid.Draw(p.w, max(p.h-1, 2), p.Theme)}
	if p.seen.All > 0 {
		f.Aside = p.Words.Traces().Times.Of(int(p.seen.All)).As(p.Theme.Muted)
	}
	return f
}

func (p *looks) Help() []safe.Text { return []safe.Text{p.Words.Traces().LooksHelp} }
