package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// sideWidth is the cells of the card beside a list; a screen has it from
// wideFrom on.
const (
	sideWidth = 50
	wideFrom  = 120
)

// preview is the card of the selected case beside a list, on wide screens. It
// reads only when there is room to show it.
type preview struct {
	*Session
	owner Screen
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
		p.c = nil
		return nil
	}
	office := p.Office
	return p.Ask(p.owner, "preview", func(ctx context.Context) any {
		c, err := office.Case(ctx, row.ID)
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
