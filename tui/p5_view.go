package tui

import (
	"tereze/tui/safe"
)

// panelRows is what the steps take below the list at 80×24.
const panelRows = 9

func (p *provide) bodyHeight() int {
	n := p.h - 2
	if p.footed() {
		n--
	}
	return max(n, 1)
}

// footed tells that there is a row below the list: of the steps of a case the
// panel says all.
func (p *provide) footed() bool { return !p.open || len(p.grid.Marked()) > 0 }

// listHeight is the rows of the list, its head among them.
func (p *provide) listHeight() int {
	if !p.open || p.beside() {
		return p.bodyHeight()
	}
	return max(p.bodyHeight()-panelRows, min(3, p.bodyHeight()))
}

// View draws the list, and the steps when they are open.
func (p *provide) View() Frame {
	h := p.bodyHeight()
	f := Frame{Head: []safe.Line{p.headLine(), p.filterLine()}}
	if p.footed() {
		f.Foot = []safe.Line{p.footLine()}
	}
	lh := p.listHeight()
	list := p.grid.Draw(p.listWidth(), lh, p.Theme)
	switch {
	case !p.open:
		f.Body = list
	case p.beside():
		f.Body = beside(list, p.panel(p.w-p.listWidth()-2, h), p.listWidth(), h)
	default:
		for len(list) < lh {
			list = append(list, safe.Line{})
		}
		rule := safe.Repeat(safe.Const("╌"), p.w).As(p.Theme.Rule)
		f.Body = append(append(list, rule), p.panel(p.w, h-lh-1)...)
	}
	return f
}

func (p *provide) headLine() safe.Line {
	w, n := p.Words.P5(), p.counts
	dot := safe.Const(" · ")
	late := w.Late.Of(int(n.late)).As(p.Theme.Plain)
	if n.late > 0 {
		late = safe.Const("! ").Plus(w.Late.Of(int(n.late))).As(p.Theme.Trouble)
	}
	right := safe.Row(w.All.Of(int(n.all)), dot, late, dot, w.Today.Of(int(n.today)), safe.Const(" "))
	return safe.Ends(safe.Row(safe.Const(" "), p.Title().As(p.Theme.Title)), right, p.w)
}

// filterLine says what is listed.
func (p *provide) filterLine() safe.Line {
	w, th := p.Words.P5(), p.Theme
	who := w.AllProviders
	if p.filter.provider != "" {
		who = p.ProviderName(p.filter.provider)
	}
	left := safe.Row(safe.Const(" ◂ ").As(th.Key), who.As(th.Title), safe.Const(" ▸").As(th.Key))
	if p.Actor.Role.AtProvider() { // has only its own
		left = safe.Row(safe.Const(" "), p.ProviderName(p.Actor.Provider).As(th.Title))
	}
	if p.filter.late {
		left = left.Plus(safe.Const("  · "), w.LateOnly.As(th.Trouble))
	}
	if p.filtered() {
		left = safe.Row(safe.Const(" "), w.OneCase.As(th.Title))
	}
	if p.counts.road == 0 {
		return left.Cut(p.w)
	}
	return safe.Ends(left, w.Road.Of(int(p.counts.road)).Plus(safe.Const(" ")).As(th.Muted), p.w)
}

// footLine says what is ticked, else more of the selected case.
func (p *provide) footLine() safe.Line {
	if n := len(p.grid.Marked()); n > 0 {
		return safe.Const(" ").Plus(p.Words.P5().Marks.Of(n, safe.Num(p.refusals()))).As(p.Theme.Marked).Cut(p.w)
	}
	r, ok := p.selected()
	if !ok {
		return safe.Line{}
	}
	t := p.ServiceShort(r.Edition, r.Service).Plus(safe.Const(" · "), p.ProviderName(r.Provider))
	return safe.Row(safe.Const(" "), t.CutWords(p.w-2).As(p.Theme.Muted))
}

// refusals counts the ticked rows that are reasoned refusals.
func (p *provide) refusals() (n int) {
	for _, r := range p.grid.Marked() {
		if p.refuse[r.ID] {
			n++
		}
	}
	return n
}

// Help is the screen's own.
func (p *provide) Help() []safe.Text {
	w := p.Words.P5()
	return []safe.Text{w.Help1, w.Help2, w.Help3}
}
