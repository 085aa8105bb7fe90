package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// dispatch is process 4, the sector's own table: what it holds outside any
// registry, in the order in which it must leave, by provider (p4_groups.go).
// Keys are in p4_keys.go, acts in p4_put.go and p4_scan.go; the registries have screens of their own: their list
// (p4_registries.go), one registry (p4_registry.go), the courier's form
// (p4_send.go) and the delivery (p4_deliver.go).
type dispatch struct {
	*Session
	p    lang.P4
	w, h int

	grid  *widget.Grid
	side  *preview
	look  sectorLook
	group string // the provider shown, "" for all

	roll    scanRoll
	pending scanned
	long    longAct
	last    lastAct
	ask     func() tea.Cmd
}

func newDispatch(s *Session) Screen {
	d := &dispatch{Session: s}
	d.side = newPreview(s, d)
	return d
}

// Relabel makes the list anew: its rows carry words.
func (d *dispatch) Relabel() {
	d.p = d.Words.P4()
	old := d.grid
	home := d.Words.Home()
	d.grid = widget.NewGrid("sector", d.Asker(d), d.source(),
		widget.Column{Title: home.Service, Min: 11, Max: 14},
		widget.Column{Title: home.Number, Min: 17, Max: 17},
		widget.Column{Title: home.Name, Min: 12, Max: 30},
		widget.Column{Title: d.p.Provider, Min: 8, Max: 14},
		widget.Column{Title: home.LeaveBy, Min: 12, Max: 13},
		widget.Column{Title: d.Words.Act(intake.ActAccept), Min: 12, Max: 13, From: 100})
	d.grid.Empty, d.grid.Waiting = d.p.Empty, d.Words.Common().Loading
	d.grid.Fail, d.grid.Select = d.Fail, d.side.show
	follow(d.grid, old)
	d.Resize(d.w, d.h)
}

// source is the sector's list: all of it, or one provider's.
func (d *dispatch) source() widget.Source {
	office, words, session := d.Office, d.Words, d.Session
	cells := func(r intake.ListRow, _ safe.Text) []safe.Text {
		return []safe.Text{
			serviceShort(office, words, r), safe.Clean(string(r.Number)), safe.Clean(r.Name),
			session.ProviderShort(r.Provider), leaveBy(office, words, r.Due),
			words.When(r.Accepted, office.Now()),
		}
	}
	if d.group == "" {
		return d.List(intake.ListSector, cells)
	}
	return d.ListOf(intake.ListSector, d.group, cells)
}

// Init reads the counts and the list.
func (d *dispatch) Init() tea.Cmd { return tea.Batch(d.count(), d.grid.Load()) }

func (d *dispatch) reload() tea.Cmd { return tea.Batch(d.count(), d.grid.Reload()) }

// turn shows the next provider, or all of them.
func (d *dispatch) turn(by int) tea.Cmd {
	all := []string{""}
	at := 0
	for _, p := range d.look.parcels {
		if p.provider == d.group {
			at = len(all)
		}
		all = append(all, p.provider)
	}
	d.group = all[(at+by+len(all))%len(all)]
	return d.grid.SetSource(d.source())
}

// provider is the one chosen, else that of the selected row.
func (d *dispatch) provider() string {
	if d.group != "" {
		return d.group
	}
	if r, ok := d.grid.Selected(); ok {
		return rowCase(r).Provider
	}
	return ""
}

func (d *dispatch) Title() safe.Text { return safe.Const("4 ").Plus(d.Words.Process(4)) }

// Station is the fourth.
func (d *dispatch) Station() int { return 4 }

// Help says how papers get into registries.
func (d *dispatch) Help() []safe.Text { return d.p.Help[:] }

// Resize tells the list its height.
func (d *dispatch) Resize(w, h int) {
	d.w, d.h = w, h
	if d.grid != nil {
		d.grid.Resize(max(d.body()-d.rollRows(), 2))
	}
}

func (d *dispatch) heads() int {
	if d.h < 8 {
		return 1
	}
	return 2
}

// foot is what concerns the provider, and the trouble that must not be missed.
func (d *dispatch) foot() []safe.Line {
	var out []safe.Line
	if bar, ok := d.long.line(d.Session, d.w); ok {
		out = append(out, bar)
	} else if p := d.provider(); p != "" && d.h >= 10 {
		out = append(out, safe.Row(safe.Const(" "), d.about(p).CutWords(d.w-2)))
	}
	if n := d.look.mustLeave(); n > 0 && d.h >= 4 {
		out = append(out, d.trouble(n))
	}
	return out
}

// about says how a provider stands: its open registry, its hour.
func (d *dispatch) about(provider string) safe.Text {
	p, _ := d.look.of(provider)
	due := p.due
	if due.IsZero() {
		due = d.Today()
	}
	name, by := d.ProviderShort(provider), leaveBy(d.Office, d.Words, due)
	if p.open == 0 {
		return d.p.NoOpen.Fill(name, by)
	}
	return d.p.OpenHas.Of(p.held, safe.Num(int(p.open)), name, by)
}

// trouble says what stands outside any registry though its day has come.
func (d *dispatch) trouble(n int) safe.Line {
	l, th := &d.look, d.Theme
	t := d.p.MustLeave.Of(n, safe.Clean(d.Office.LeaveBy(d.Today()).String()))
	part := func(n int64, words safe.Text) {
		if n > 0 {
			t = t.Plus(safe.Const(" · "), words.Fill(safe.Num(int(n))))
		}
	}
	part(l.sector.Late+l.sector.Today, d.p.MustSector)
	part(l.counter.Late+l.counter.Today, d.p.MustCounter)
	part(l.sector.Late+l.counter.Late, d.p.Late)
	return safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "), t.CutWords(d.w-4).As(th.Trouble))
}

func (d *dispatch) body() int { return max(d.h-d.heads()-len(d.foot()), 1) }

func (d *dispatch) rollRows() int {
	if d.h < 12 || len(d.roll) == 0 {
		return 0
	}
	return min(len(d.roll)+1, max(d.body()/3, 2))
}

// View draws the providers, the list, the last scans, and on a wide screen the
// table of providers above the selected card.
func (d *dispatch) View() Frame {
	f := Frame{Head: []safe.Line{safe.Row(safe.Const(" "), d.Title().As(d.Theme.Title))}, Foot: d.foot()}
	if d.heads() > 1 {
		f.Head = append(f.Head, d.strip(d.w))
	}
	rows, under, w := d.body(), d.rollRows(), d.w
	wide := d.side.wide(d.w)
	if wide {
		w -= sideWidth + 1
	}
	f.Body = pad(d.grid.Draw(w, rows-under, d.Theme), rows-under)
	if under > 1 {
		f.Body = append(f.Body, safe.Repeat(safe.Const("─"), w).As(d.Theme.Rule))
		f.Body = append(f.Body, d.roll.draw(d.Session, w, under-1)...)
	}
	if wide {
		right := d.table(sideWidth-2, min(rows/3, len(d.look.parcels)+1))
		right = append(right, safe.Line{})
		right = append(right, d.side.draw(sideWidth, rows-len(right))...)
		f.Body = beside(f.Body, right, w, rows)
	}
	return f
}
