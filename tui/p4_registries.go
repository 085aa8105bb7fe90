package tui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// registries lists the office's registries by where they are: open, closed, on
// the road, delivered.
type registries struct {
	*Session
	p      lang.Registry
	w, h   int
	state  courier.State
	counts [courier.Delivered + 1]int
	grid   *widget.Grid
	ask    func() tea.Cmd
}

func newRegistries(s *Session) Screen { return &registries{Session: s, state: courier.Open} }

// Relabel makes the list anew: its rows carry words.
func (g *registries) Relabel() {
	g.p = g.Words.Registry()
	old := g.grid
	g.makeGrid()
	follow(g.grid, old)
}

func (g *registries) makeGrid() {
	who := g.p.Courier
	if g.state == courier.Delivered {
		who = g.p.Receiver
	}
	g.grid = widget.NewGrid("registries", g.Asker(g), g.source(),
		widget.Column{Title: g.p.No, Min: 6, Max: 6, Right: true},
		widget.Column{Title: g.Words.P4().Provider, Min: 12, Max: 24},
		widget.Column{Title: g.p.Cases, Min: 5, Max: 6, Right: true},
		widget.Column{Title: g.p.When, Min: 13, Max: 13},
		widget.Column{Title: who, Min: 14, Max: 28},
		widget.Column{Title: g.p.Run, Min: 8, Max: 12, From: 100},
		widget.Column{Title: g.p.Seal, Min: 10, Max: 16, From: 100})
	g.grid.Multi = g.state == courier.Closed
	g.grid.Empty, g.grid.Waiting, g.grid.Fail = g.p.EmptyList, g.Words.Common().Loading, g.Fail
	g.Resize(g.w, g.h)
}

// regRow is a registry as the list shows it.
type regRow struct {
	courier.Registry
	held int
}

// source is a window on the registries in a state, by provider and number.
func (g *registries) source() widget.Source {
	office, words, session, state := g.Office, g.Words, g.Session, g.state
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		var page widget.Page
		err := office.Ledger.View(ctx, func(tx *store.Tx) error {
			page = widget.Page{}
			low, high := []byte{byte(state)}, []byte{byte(state) + 1}
			if edge := []byte(w.From); w.From != "" {
				if w.Inclusive == w.Back {
					edge = append(edge, 0)
				}
				if w.Back {
					high = edge
				} else {
					low = edge
				}
			}
			for hit, err := range courier.RegistryByState.Seek(tx, low, high, w.Back) {
				if err != nil {
					return err
				}
				if len(page.Rows) == w.Limit {
					page.More = true
					break
				}
				r, err := courier.Registries.Get(tx, hit.ID)
				if err != nil {
					return err
				}
				out, back, err := courier.Held(tx, r.Number)
				if err != nil {
					return err
				}
				page.Rows = append(page.Rows, widget.Row{
					ID: string(hit.ID), Key: string(hit.Cursor), Value: regRow{*r, int(out + back)},
					Cells: regCells(words, session.ProviderShort(r.Provider), r, int(out+back), office.Now()),
				})
			}
			if w.Back {
				slices.Reverse(page.Rows)
			}
			return nil
		})
		return page, err
	})
}

func regCells(w lang.Words, provider safe.Text, r *courier.Registry, held int, now time.Time) []safe.Text {
	at, who := r.OpenedAt, safe.Text{}
	switch r.State {
	case courier.Closed:
		at = r.ClosedAt
	case courier.Dispatched:
		at, who = r.DispatchedAt, safe.Clean(r.Courier)
	case courier.Delivered:
		at, who = r.DeliveredAt, safe.Clean(r.Receiver)
	}
	return []safe.Text{safe.Num(int(r.Number)), provider, safe.Num(held), w.When(at, now), who, safe.Clean(r.Run), safe.Clean(r.Seal)}
}

type regCounts [courier.Delivered + 1]int

// Init reads the counts and the list.
func (g *registries) Init() tea.Cmd { return tea.Batch(g.count(), g.grid.Load()) }

func (g *registries) reload() tea.Cmd { return tea.Batch(g.count(), g.grid.Reload()) }

func (g *registries) count() tea.Cmd {
	office := g.Office
	return g.Ask(g, "look", func(ctx context.Context) any {
		var n regCounts
		err := office.Ledger.View(ctx, func(tx *store.Tx) error {
			for s := courier.Open; s <= courier.Delivered; s++ {
				all, err := courier.RegistryByState.Tally(tx, []byte{byte(s)})
				if err != nil {
					return err
				}
				n[s] = int(all)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return n
	})
}

// show goes to another state.
func (g *registries) show(s courier.State) tea.Cmd {
	g.state = s
	g.makeGrid()
	return g.Init()
}

func (g *registries) turn(by int) tea.Cmd {
	return g.show(courier.State((int(g.state)-1+by+4)%4 + 1))
}

func (g *registries) Title() safe.Text { return safe.Const("4 ").Plus(g.p.Title) }

// Station is the fourth.
func (g *registries) Station() int { return 4 }

// Help says how a registry goes its way.
func (g *registries) Help() []safe.Text { return []safe.Text{g.p.HelpList} }

// Resize tells the list its height.
func (g *registries) Resize(w, h int) {
	g.w, g.h = w, h
	if g.grid != nil {
		g.grid.Resize(max(h-1, 2))
	}
}

// View is the tabs of the states and the list.
func (g *registries) View() Frame {
	th := g.Theme
	head := safe.Row(safe.Const(" "), g.Title().As(th.Title), safe.Const("  "))
	for s := courier.Open; s <= courier.Delivered; s++ {
		t := g.Words.State(s).Plus(safe.Const(" "), safe.Num(g.counts[s]))
		cell := safe.Row(safe.Const(" "), t.As(th.Head), safe.Const(" "))
		if s == g.state {
			cell = safe.Row(safe.Const("▐").As(th.Accent), t.As(th.Selected), safe.Const("▌").As(th.Accent))
		}
		head = head.Plus(cell)
	}
	return Frame{Head: []safe.Line{head.Cut(g.w)}, Body: g.grid.Draw(g.w, max(g.h-1, 1), th)}
}

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
	case Failed:
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
