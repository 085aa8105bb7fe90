package tui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
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
		err := office.View(ctx, func(tx *store.Tx) error {
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
		err := office.View(ctx, func(tx *store.Tx) error {
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
