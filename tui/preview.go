package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// sideWidth is the cells of the card beside a list; a screen has it from
// wideFrom on. Beside a list of many columns it is listSide.
const (
	sideWidth = 50
	listSide  = 40
	wideFrom  = 120
)

// preview is the card of the selected case beside a list, on wide screens.
type preview struct {
	*Session
	owner Screen
	id    uuid.UUID // of the row in focus
	c     *intake.Case
	w     int
}

type previewMsg struct {
	owner *preview
	c     *intake.Case
}

func newPreview(s *Session, owner Screen) *preview { return &preview{Session: s, owner: owner} }

// wide tells, and remembers, whether the card stands beside the list.
func (p *preview) wide(w int) bool {
	p.w = w
	return w >= wideFrom
}

// show reads the case of a row.
func (p *preview) show(r widget.Row) tea.Cmd {
	row, ok := r.Value.(intake.ListRow)
	if !ok {
		p.id, p.c = uuid.Nil, nil
		return nil
	}
	p.id = row.ID
	return p.again()
}

// again reads the case anew: data have changed.
func (p *preview) again() tea.Cmd {
	if p.id == uuid.Nil {
		return nil
	}
	office, id := p.Office, p.id
	return p.Ask(p.owner, "preview", func(ctx context.Context) any {
		c, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return previewMsg{p, c}
	})
}

func (p *preview) update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(previewMsg)
	if !ok || m.owner != p {
		return nil, false
	}
	p.c = m.c
	return nil, true
}

func (p *preview) draw(w, h int) []safe.Line {
	if p.c == nil {
		return nil
	}
	return cardBrief(p.Session, p.c, w, h)
}

// join is the list in w × h cells, with the card beside it when that is wide.
func (p *preview) join(g *widget.Grid, w, h int) []safe.Line {
	if !p.wide(w) {
		return g.Draw(w, h, p.Theme)
	}
	left := w - listSide - 2
	if _, ok := g.Selected(); !ok {
		return beside(g.Draw(left, h, p.Theme), nil, left, h)
	}
	return beside(g.Draw(left, h, p.Theme), p.draw(listSide, h), left, h)
}

// beside joins a list and a card, h rows of them, with a rule between.
func beside(left, right []safe.Line, w, h int) []safe.Line {
	out := make([]safe.Line, h)
	for i := range h {
		var a, b safe.Line
		if i < len(left) {
			a = left[i]
		}
		if i < len(right) {
			b = right[i]
		}
		out[i] = safe.Row(a.Fit(w), safe.Const("│ "), b)
	}
	return out
}
