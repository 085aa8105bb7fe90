package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// Scan goes to the row of the case, on whatever sheet it is; what is on none
// opens its card.
func (p *eroad) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

func (p *eroad) scanned(m scanFoundMsg) tea.Cmd {
	if len(m.found) != 1 {
		return p.openFound(m)
	}
	c := m.found[0]
	if c.Road != intake.RoadCentre {
		return p.openFound(m)
	}
	to := -1
	switch {
	case c.Stage == intake.Accepted:
		to = sheetSign
	case c.Stage == intake.Out && c.Step == 0:
		to = sheetSent
	default:
		return p.openFound(m)
	}
	p.Answer(theme.Done, tailed(c, p.Words.ERoad().Tabs[to]))
	cmd := p.grid.Reload()
	if to != p.sheet {
		cmd = p.show(to)
	}
	p.grid.SelectID(c.ID.String())
	return cmd
}

// card opens the case of the row; a portal's request that made none tells all
// that was against it.
func (p *eroad) card() tea.Cmd {
	if m, ok := p.value().(intake.PortalRequest); ok && m.Case == [16]byte{} {
		return p.Open(NewReader(p.Env, func() safe.Text { return p.Words.ERoad().Tabs[sheetPortal] },
			func(w int) []safe.Line { return p.portalRows(m, w) }))
	}
	id, _, _ := p.picked()
	return p.Push(newCard(p.Session, id))
}

// portalRows is a refused request in full.
func (p *eroad) portalRows(m intake.PortalRequest, w int) []safe.Line {
	th, words := p.Theme, p.Words
	var out []safe.Line
	say := func(t safe.Text, st safe.Style) { out = append(out, safe.Rows(st, t.Wrap(w)...)...) }
	say(safe.Join(safe.Const(" · "), safe.Clean(m.Name), p.portalService(words, m)), th.Title)
	say(safe.Join(safe.Const(" · "), words.ERoad().Portal.Plus(safe.Const(": "), safe.Clean(m.Portal)), words.When(m.At.In(p.Now().Location()), p.Now())), th.Muted)
	out = append(out, safe.Line{})
	said, sign := p.portalVerdict(words, m)
	if m.Condition != 0 {
		said = words.Of(intake.PortalConditionWords(m.Condition))
	}
	lead := safe.Row(th.Mark(sign), safe.Const(" "))
	for _, row := range said.Wrap(w - 2) {
		out = append(out, safe.Row(lead, row.As(th.Trouble)))
		lead = safe.Row(safe.Const("  "))
	}
	for i, reason := range m.Reasons {
		lead := safe.Num(i + 1).Plus(safe.Const(". "))
		for _, row := range words.Of(p.Office.PortalReason(&m, reason)).Wrap(max(w-5, 1)) {
			out = append(out, safe.Row(safe.Const("  "), lead, row))
			lead = safe.Const("   ")
		}
	}
	return out
}
