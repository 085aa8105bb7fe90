package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// registryView is one registry and what is in it.
type registryView struct {
	*Session
	company
	p    lang.Registry
	no   uint64
	w, h int

	read    registryRead
	grid    *widget.Grid
	side    *preview
	roll    scanRoll
	pending scanned
	last    lastAct
	ask     func() tea.Cmd
}

// registryRead is the registry as last read.
type registryRead struct {
	row  regRow
	act  *courier.Discrepancy // when something did not match
	next uint64               // the provider's open registry
}

func newRegistry(s *Session, no uint64) Screen {
	v := &registryView{Session: s, no: no}
	v.side = newPreview(s, v)
	return v
}

// Relabel makes the list anew: its rows carry words.
func (v *registryView) Relabel() {
	v.p = v.Words.Registry()
	v.makeGrid()
}

// makeGrid lists the cases; a delivered registry tells their incoming numbers.
func (v *registryView) makeGrid() {
	old, home := v.grid, v.Words.Home()
	office, words := v.Office, v.Words
	last := widget.Column{Title: home.DueBy, Min: 10, Max: 12}
	delivered, incoming := v.state() == courier.Delivered, map[uuid.UUID]string{}
	if delivered {
		last = widget.Column{Title: v.p.Box, Min: 16, Max: 24}
		for _, n := range v.read.row.Incoming {
			incoming[n.Case] = n.Number
		}
	}
	cells := func(r intake.ListRow, _ safe.Text) []safe.Text {
		tail := words.DayShort(r.Due)
		if delivered {
			tail = safe.Clean(incoming[r.ID])
		}
		return []safe.Text{
			safe.Clean(string(r.Number)), safe.Clean(r.Name), serviceShort(office, words, r),
			tail, words.When(r.Accepted, office.Now()),
		}
	}
	v.grid = widget.NewGrid("contents", v.Asker(v), v.RegistryRows('o', v.no, cells),
		widget.Column{Title: home.Number, Min: 17, Max: 17},
		widget.Column{Title: home.Name, Min: 14, Max: 30},
		widget.Column{Title: home.Service, Min: 11, Max: 14},
		last,
		widget.Column{Title: v.Words.Act(intake.ActAccept), Min: 12, Max: 13, From: 100})
	v.grid.Empty, v.grid.Waiting = v.p.EmptyBox, v.Words.Common().Loading
	v.grid.Fail, v.grid.Select = v.Fail, v.side.show
	follow(v.grid, old)
	v.Resize(v.w, v.h)
}

// Init reads the registry and its cases.
func (v *registryView) Init() tea.Cmd {
	return tea.Batch(v.look(), v.grid.Load(), v.enter(v.Session, registryPresence(v.no)))
}

func (v *registryView) reload() tea.Cmd { return tea.Batch(v.look(), v.grid.Reload()) }

func (v *registryView) look() tea.Cmd {
	office, no := v.Office, v.no
	return v.Ask(v, "look", func(ctx context.Context) any {
		r, held, err := readRegistry(ctx, office, no)
		if err != nil {
			return err
		}
		m := registryRead{row: regRow{*r, held}}
		if m.act, err = office.DiscrepancyOf(ctx, no); err != nil {
			return err
		}
		err = office.View(ctx, func(tx *store.Tx) error {
			all, err := parcels(tx, office.Today())
			for _, p := range all {
				if p.provider == r.Provider {
					m.next = p.open
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		return m
	})
}

func (v *registryView) state() courier.State { return v.read.row.State }

// Title is the number and whose registry it is.
func (v *registryView) Title() safe.Text {
	t := safe.Const("4 ").Plus(v.p.Name.Fill(safe.Num(int(v.no))))
	if v.read.row.Provider == "" {
		return t
	}
	return t.Plus(safe.Const(" · "), v.ProviderName(v.read.row.Provider))
}

// Station is the fourth.
func (v *registryView) Station() int { return 4 }

// Help says what a scan does here.
func (v *registryView) Help() []safe.Text { return []safe.Text{v.p.HelpContents, v.p.HelpList} }

// Resize tells the list its height.
func (v *registryView) Resize(w, h int) {
	v.w, v.h = w, h
	if v.grid != nil {
		v.grid.Resize(max(v.body()-v.rollRows(), 2))
	}
}

func (v *registryView) heads() int {
	if v.h < 8 {
		return 1
	}
	return 2
}

func (v *registryView) body() int { return max(v.h-v.heads()-len(v.foot()), 1) }

func (v *registryView) rollRows() int {
	if v.h < 12 || len(v.roll) == 0 {
		return 0
	}
	return min(len(v.roll)+1, max(v.body()/3, 2))
}

// where says the state of the registry and since when.
func (v *registryView) where() safe.Text {
	r, w, now := v.read.row, v.Words, v.Now()
	clean := func(s string) safe.Text {
		if s == "" {
			return safe.Const("–")
		}
		return safe.Clean(s)
	}
	switch r.State {
	case courier.Open:
		return v.p.Opened.Fill(w.When(r.OpenedAt, now))
	case courier.Closed:
		if v.read.next > 0 {
			return v.Words.P4().NextOf.Fill(safe.Num(int(r.Number)), safe.Num(int(v.read.next)))
		}
		return v.p.Closed.Of(r.held, safe.Num(int(r.Number))).Plus(safe.Const(" · "), w.When(r.ClosedAt, now))
	case courier.Dispatched:
		return v.p.SentAt.Fill(w.When(r.DispatchedAt, now), clean(r.Courier), clean(r.Run), clean(r.Seal), safe.Num(int(r.Batch)))
	case courier.Delivered:
		return v.p.DeliveredAt.Fill(w.When(r.DeliveredAt, now), clean(r.Receiver))
	}
	return safe.Text{}
}

// foot tells of the discrepancy act, when there is one.
func (v *registryView) foot() []safe.Line {
	a := v.read.act
	if a == nil || v.h < 10 {
		return nil
	}
	th := v.Theme
	out := []safe.Line{safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "),
		v.p.Act.Fill(safe.Num(int(a.Number)), safe.Num(len(a.Missed)), safe.Num(len(a.Extra))).CutWords(v.w-4).As(th.Trouble))}
	list := func(t safe.Text, some []string) {
		if len(some) > 0 {
			out = append(out, safe.Row(safe.Const("   "), t.Fill(safe.Clean(strings.Join(some, ", "))).CutWords(v.w-4)))
		}
	}
	list(v.p.ActMissed, a.Missed)
	list(v.p.ActExtra, a.Extra)
	return out
}

// View is the registry's state, its cases, the last scans.
func (v *registryView) View() Frame {
	th, r := v.Theme, v.read.row
	f := Frame{Foot: v.foot()}
	aside := safe.Row(v.Words.State(r.State).As(th.Accent), safe.Const(" · "), v.Words.Home().Cases.Of(r.held), safe.Const(" "))
	f.Head = []safe.Line{safe.Ends(safe.Row(safe.Const(" "), v.Title().As(th.Title)), aside, v.w)}
	if v.heads() > 1 {
		row, ok := v.line(v.w)
		if !ok {
			row = safe.Row(safe.Const("   "), v.where().CutWords(v.w-4))
		}
		f.Head = append(f.Head, row)
	}
	rows, under, w := v.body(), v.rollRows(), v.w
	wide := v.side.wide(v.w)
	if wide {
		w -= sideWidth + 1
	}
	f.Body = pad(v.grid.Draw(w, rows-under, th), rows-under)
	if under > 1 {
		f.Body = append(f.Body, safe.Repeat(safe.Const("─"), w).As(th.Rule))
		f.Body = append(f.Body, v.roll.draw(v.Session, w, under-1)...)
	}
	if wide {
		f.Body = beside(f.Body, v.side.draw(sideWidth, rows), w, rows)
	}
	return f
}
