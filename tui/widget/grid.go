package widget

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/safe"
)

// Ask runs fn away from the screen's goroutine and brings what it returns to
// the screen as a message; Env.Asker makes one. A newer question on a topic
// makes the older one's answer void.
type Ask func(topic string, fn func(context.Context) any) tea.Cmd

// Grid is a list of any length of which some three pages are held: as quick at
// a million rows as at ten. The selection is kept by id when rows move.
//
// A screen hands its messages to Update, calls Load in Init and Reload when
// data have changed.
type Grid struct {
	Columns []Column
	Multi   bool      // Space ticks rows
	Empty   safe.Text // said when there are no rows
	Waiting safe.Text // said until the first page is there
	Fail    func(error) tea.Cmd
	// Select is told when another row is selected.
	Select func(Row) tea.Cmd

	name   string
	ask    Ask
	source Source

	rows         []Row
	above, below bool // there are more rows than the window holds
	top, at      int  // first visible row, selected row
	height       int  // rows on screen at the last Draw or Resize
	want         string
	loaded, busy bool
	marks        map[string]Row
	queue        []tea.KeyPressMsg // moves made while a page was on its way
}

// NewGrid makes a list; name tells the lists of one screen apart.
func NewGrid(name string, ask Ask, source Source, columns ...Column) *Grid {
	return &Grid{name: name, ask: ask, source: source, Columns: columns, height: 16, marks: map[string]Row{}}
}

// SetSource changes what is listed and reads it from the beginning.
func (g *Grid) SetSource(s Source) tea.Cmd {
	g.source = s
	g.marks = map[string]Row{}
	return g.Load()
}

// Renew changes how the same list is told, in another language: the window is
// read anew, selection and ticks stay.
func (g *Grid) Renew(s Source) tea.Cmd {
	g.source = s
	return g.Reload()
}

// Resize tells how many rows of cells the grid is drawn in, its head included.
func (g *Grid) Resize(h int) {
	g.height = max(h-1, 1)
	g.show()
}

// Selected is the row in focus; false when there is none.
func (g *Grid) Selected() (Row, bool) {
	if g.at < 0 || g.at >= len(g.rows) {
		return Row{}, false
	}
	return g.rows[g.at], true
}

// SelectID selects the row with this id now, or as soon as it is read.
func (g *Grid) SelectID(id string) {
	g.want = id
	for i, r := range g.rows {
		if r.ID == id {
			g.at, g.want = i, ""
		}
	}
	g.show()
}

// Marked are the ticked rows in no order; none when nothing is ticked.
func (g *Grid) Marked() []Row {
	var out []Row
	for _, r := range g.marks {
		out = append(out, r)
	}
	return out
}

// Mark ticks a row or clears its tick.
func (g *Grid) Mark(r Row, on bool) {
	if on {
		g.marks[r.ID] = r
	} else {
		delete(g.marks, r.ID)
	}
}

// ClearMarks clears every tick.
func (g *Grid) ClearMarks() { g.marks = map[string]Row{} }

// Loaded tells that the first page is there; Len is how many rows are held.
func (g *Grid) Loaded() bool { return g.loaded }

// Len is how many rows are held, not how many there are.
func (g *Grid) Len() int { return len(g.rows) }

// page is how many rows are read at a time.
func (g *Grid) page() int { return max(g.height, 16) }

// pageMsg brings rows to the grid that asked.
type pageMsg struct {
	grid *Grid
	kind kind
	page Page
	err  error
}

type kind int

const (
	fresh kind = iota // from the beginning or the end
	after
	before
	again // the window anew
	last  // the end of the list
)

func (g *Grid) read(k kind, w Want) tea.Cmd {
	g.busy = true
	src := g.source // the goroutine must not look at g
	return g.ask("grid:"+g.name, func(ctx context.Context) any {
		p, err := src.Page(ctx, w)
		return pageMsg{g, k, p, err}
	})
}

// Load reads from the beginning.
func (g *Grid) Load() tea.Cmd {
	if g.source == nil {
		return nil
	}
	return g.read(fresh, Want{Limit: 2 * g.page()})
}

// Reload reads the window anew: rows that came, went and moved. The selection
// stays on its row; when that is gone, on the place.
func (g *Grid) Reload() tea.Cmd {
	if g.source == nil {
		return nil
	}
	w := Want{Limit: max(len(g.rows), 2*g.page())}
	if g.above && len(g.rows) > 0 {
		w.From, w.Inclusive = g.rows[0].Key, true
	}
	return g.read(again, w)
}

// Update takes the pages that come and the keys that move; false: not mine.
func (g *Grid) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case pageMsg:
		if m.grid != g {
			return nil, false
		}
		return g.take(m), true
	case tea.KeyPressMsg:
		return g.press(m)
	}
	return nil, false
}

func (g *Grid) take(m pageMsg) tea.Cmd {
	g.busy = false
	if m.err != nil {
		g.queue = nil
		if g.Fail != nil {
			return g.Fail(m.err)
		}
		return nil
	}
	was, had := g.Selected()
	line := g.at - g.top
	keep := 3 * g.page()
	switch m.kind {
	case fresh:
		g.rows, g.above, g.below = m.page.Rows, false, m.page.More
		g.top, g.at = 0, 0
		had = false
	case last:
		g.rows, g.above, g.below = m.page.Rows, m.page.More, false
		g.at, had = len(g.rows)-1, false
	case again:
		g.rows, g.below = m.page.Rows, m.page.More
		g.at = min(g.at, max(len(g.rows)-1, 0))
	case after:
		g.rows, g.below = append(g.rows, m.page.Rows...), m.page.More
		if drop := min(len(g.rows)-keep, g.top); drop > 0 {
			g.rows = append([]Row(nil), g.rows[drop:]...)
			g.above = true
		}
	case before:
		g.rows, g.above = append(append([]Row(nil), m.page.Rows...), g.rows...), m.page.More
		if drop := min(len(g.rows)-keep, len(g.rows)-len(m.page.Rows)-g.top-g.height); drop > 0 {
			g.rows, g.below = g.rows[:len(g.rows)-drop], true
		}
	}
	g.loaded = true
	if g.want != "" {
		was, had = Row{ID: g.want}, true
	}
	if had {
		for i, r := range g.rows {
			if r.ID == was.ID {
				g.at, g.want = i, ""
				g.top = g.at - line
			}
		}
	}
	for i, r := range g.rows {
		if _, ok := g.marks[r.ID]; ok {
			g.marks[r.ID] = g.rows[i]
		}
	}
	g.show()
	cmds := []tea.Cmd{g.told(was)}
	// The end of the list went away under the window: fill up from above.
	if m.kind == again && g.above && len(g.rows) < g.height {
		w := Want{Limit: 2 * g.page(), Back: true}
		if len(g.rows) > 0 {
			w.From = g.rows[0].Key
			return g.read(before, w)
		}
		g.above = false
		return g.read(fresh, Want{Limit: 2 * g.page()})
	}
	for len(g.queue) > 0 && !g.busy {
		k := g.queue[0]
		g.queue = g.queue[1:]
		cmd, _ := g.press(k)
		cmds = append(cmds, cmd)
	}
	if !g.busy {
		cmds = append(cmds, g.near())
	}
	return tea.Batch(cmds...)
}

// told says to the screen that another row is selected now.
func (g *Grid) told(was Row) tea.Cmd {
	now, ok := g.Selected()
	if !ok || g.Select == nil || now.ID == was.ID {
		return nil
	}
	return g.Select(now)
}

// show moves the visible part so that the selection is in it.
func (g *Grid) show() {
	g.at = max(min(g.at, len(g.rows)-1), 0)
	g.top = max(min(g.top, len(g.rows)-g.height), 0)
	if g.at < g.top {
		g.top = g.at
	}
	if g.at >= g.top+g.height {
		g.top = g.at - g.height + 1
	}
}

// near reads on when the selection comes near an end of the window.
func (g *Grid) near() tea.Cmd {
	if g.busy || len(g.rows) == 0 {
		return nil
	}
	if g.below && g.at >= len(g.rows)-g.page() {
		return g.read(after, Want{From: g.rows[len(g.rows)-1].Key, Limit: g.page()})
	}
	if g.above && g.at < g.page() {
		return g.read(before, Want{From: g.rows[0].Key, Back: true, Limit: g.page()})
	}
	return nil
}

func (g *Grid) press(m tea.KeyPressMsg) (tea.Cmd, bool) {
	if m.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModShift) != 0 {
		return nil, false
	}
	by := 0
	switch {
	case m.Code == tea.KeyDown:
		by = 1
	case m.Code == tea.KeyUp:
		by = -1
	case m.Code == tea.KeyPgDown:
		by = g.height
	case m.Code == tea.KeyPgUp:
		by = -g.height
	case m.Code == tea.KeyHome && g.above:
		return g.read(fresh, Want{Limit: 2 * g.page()}), true
	case m.Code == tea.KeyHome:
		by = -len(g.rows)
	case m.Code == tea.KeyEnd && g.below:
		return g.end(), true
	case m.Code == tea.KeyEnd:
		by = len(g.rows)
	case m.Text == " " && g.Multi:
		if r, ok := g.Selected(); ok {
			_, on := g.marks[r.ID]
			g.Mark(r, !on)
			by = 1
		}
	default:
		return nil, false
	}
	to := g.at + by
	if g.busy && (to >= len(g.rows) && g.below || to < 0 && g.above) && len(g.queue) < 64 {
		g.queue = append(g.queue, m) // goes on when the page is there
		return nil, true
	}
	was, _ := g.Selected()
	g.at = to
	g.show()
	return tea.Batch(g.told(was), g.near()), true
}

// end reads the last page and selects its last row.
func (g *Grid) end() tea.Cmd {
	return g.read(last, Want{Back: true, Limit: 2 * g.page()})
}
