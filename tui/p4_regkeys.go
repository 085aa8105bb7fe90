package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/courier/export"
	"tereze/courier/papers"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// Keys are those of the state in view.
func (g *registries) Keys() []keys.Binding {
	p := g.p
	enter := keys.Binding{ID: "open", Keys: []string{"enter", "f5"}, Label: p.OpenKey, Do: g.enter, Why: g.noneSelected}
	var bs []keys.Binding
	switch g.state {
	case courier.Open:
		bs = []keys.Binding{enter, {ID: "close", Keys: []string{"f9"}, Label: p.CloseKey, Do: g.close, Why: g.noneSelected}}
	case courier.Closed:
		bs = []keys.Binding{
			{ID: "send", Keys: []string{"f9"}, Label: p.SendKey, Do: g.send, Why: g.noneSelected},
			{ID: "mark", Keys: []string{"space"}, Label: p.MarkKey}, enter,
			{ID: "reopen", Keys: []string{"f8"}, Label: p.ReopenKey, Do: g.reopen, Why: g.noneSelected},
		}
	case courier.Dispatched:
		enter.Keys = []string{"f5"}
		bs = []keys.Binding{
			{ID: "deliver", Keys: []string{"enter", "f7"}, Label: p.DeliverKey, Do: g.deliver, Why: g.noneSelected},
			{ID: "recall", Keys: []string{"f8"}, Label: p.RecallKey, Do: g.recall, Why: g.noneSelected}, enter,
		}
	default:
		bs = []keys.Binding{enter}
	}
	bs = append(bs, keys.Binding{ID: "print", Keys: []string{"p"}, Help: g.Words.Print().KeyHelp, Why: g.noneSelected, Do: func() tea.Cmd {
		return g.showPaper(g, papers.Want{Kind: papers.Registry, Number: g.selected().Number}, nil)
	}})
	bs = append(bs, g.exportKeys(g, func() export.What {
		return export.What{Kind: export.Registry, Number: g.selected().Number}
	}, g.noneSelected)...)
	return append(bs,
		keys.Binding{ID: "state", Keys: []string{"right", "tab"}, Show: safe.Const("←→"), Label: p.TabKey, Do: func() tea.Cmd { return g.turn(1) }},
		keys.Binding{ID: "state.back", Keys: []string{"left", "shift+tab"}, Do: func() tea.Cmd { return g.turn(-1) }})
}

func (g *registries) noneSelected() safe.Text {
	if _, ok := g.grid.Selected(); !ok {
		return g.p.NoneMarked
	}
	return safe.Text{}
}

func (g *registries) selected() regRow {
	r, _ := g.grid.Selected()
	return r.Value.(regRow)
}

func (g *registries) enter() tea.Cmd   { return g.Push(newRegistry(g.Session, g.selected().Number)) }
func (g *registries) deliver() tea.Cmd { return g.Push(newDelivery(g.Session, g.selected().Number)) }
func (g *registries) close() tea.Cmd   { return g.act(closeRegistry(g.Session, g, g.selected())) }
func (g *registries) reopen() tea.Cmd  { return g.act(reopenRegistry(g.Session, g, g.selected())) }
func (g *registries) recall() tea.Cmd  { return g.act(recallRegistry(g.Session, g, g.selected())) }

func (g *registries) act(ask, run func() tea.Cmd) tea.Cmd {
	g.ask = run
	return ask()
}

// send opens the courier's form for the ticked registries, or the selected one.
func (g *registries) send() tea.Cmd {
	var rows []regRow
	for _, r := range g.grid.Marked() {
		rows = append(rows, r.Value.(regRow))
	}
	if len(rows) == 0 {
		rows = []regRow{g.selected()}
	}
	slices.SortFunc(rows, func(a, b regRow) int { return int(a.Number) - int(b.Number) })
	return g.Push(newSending(g.Session, rows))
}

// foundMsg is the registry a scanned case stands in.
type foundMsg struct {
	laidMsg
	what safe.Text
}

// Scan opens the registry of the scanned case.
func (g *registries) Scan(sc scan.Scan) (tea.Cmd, bool) {
	n, no, taken := g.scanNumber(sc)
	if !taken {
		return nil, false
	}
	if no != nil {
		return g.Answer(theme.Unknown, no(g.Words)), true
	}
	office, what := g.Office, n.shown()
	return g.Do(g, "scan", func(ctx context.Context) any {
		c, no, err := n.find(ctx, office, inStage(intake.Out))
		if c != nil {
			what = safe.Clean(string(c.Number))
		}
		switch {
		case err != nil:
			return err
		case no != nil:
			return foundMsg{laidMsg{no: no}, what}
		case c.Registry == 0:
			return foundMsg{laidMsg{c: c}, what}
		}
		r, err := office.Registry(ctx, c.Registry)
		if err != nil {
			return err
		}
		return foundMsg{laidMsg{c: c, reg: r}, what}
	}), true
}

func (g *registries) found(m foundMsg) tea.Cmd {
	say, sign := whereabouts(m.laidMsg)
	if m.c != nil && m.c.Stage == intake.Handed {
		say, sign = func(w lang.Words) safe.Text { return w.P4().NoRegistry }, theme.Trouble
	}
	g.Answer(sign, safe.Join(safe.Const(" "), tailOf(m.what), say(g.Words)))
	if m.reg != nil {
		return g.Push(newRegistry(g.Session, m.reg.Number))
	}
	return nil
}

// Update takes the answers of acts, and what the list needs.
func (g *registries) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case regCounts:
		g.counts = m
		return nil
	case Confirmed:
		if m.Value == true && g.ask != nil {
			return g.ask()
		}
		return nil
	case regDoneMsg:
		return tea.Batch(g.Say(theme.Done, m.say(g.Words)), g.reload())
	case regMovedMsg:
		return tea.Batch(g.Say(theme.Trouble, m.say(g.Words)), g.reload())
	case foundMsg:
		return g.found(m)
	case Failed:
		if m.Topic == "scan" {
			g.Answer(theme.Trouble, sayError(m.Err)(g.Words))
		}
		if m.Topic == "look" {
			return nil
		}
		return g.reload()
	case Changed:
		return g.reload()
	case Shown:
		return g.shown()
	case LangChanged:
		return g.Init()
	}
	cmd, _ := g.grid.Update(msg)
	return cmd
}

// shown reads anew and lets go of ticks on what has left meanwhile.
func (g *registries) shown() tea.Cmd {
	g.grid.ClearMarks()
	return g.reload()
}
