package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// markMode is what fills the screen of process 6.
type markMode int

const (
	choosing markMode = iota // against which list
	scanning                 // the loop itself
	lacking                  // all that is missing
)

// marking is process 6: the continuous scan loop. Each scan is one line with
// what was done or why not; nothing is ever asked. The lines are in
// p6_lines.go, what a scan does in p6_scan.go, the acts in p6_keys.go.
type marking struct {
	*Session
	mode    markMode
	table   markTable
	chosen  bool // the table was chosen, by hand or by the first scan
	entries []tableEntry

	tables, missing        *widget.Grid
	tableRows, missingRows shownRows

	state   tableState
	lines   []*markLine // the newest first
	seq     int
	top     int  // lines scrolled past
	refusal bool // the next scans are reasoned refusals
	w, h    int
}

func newMark(s *Session) Screen {
	m := &marking{Session: s}
	m.tables = widget.NewGrid("tables", s.Asker(m), &m.tableRows)
	m.missing = widget.NewGrid("missing", s.Asker(m), &m.missingRows)
	m.tables.Fail, m.missing.Fail = s.Fail, s.Fail
	return m
}

// Station says which one it is.
func (m *marking) Station() int { return 6 }

// Title is the process and the list on the table.
func (m *marking) Title() safe.Text {
	w := m.Words.P6()
	title := safe.Const("6 ").Plus(m.Words.Process(6), safe.Const(" · "))
	switch {
	case m.mode == choosing:
		return title.Plus(w.Ask)
	case m.mode == lacking:
		return title.Plus(w.MissingTitle)
	}
	return title.Plus(m.table.name(m.Session))
}

// Relabel sets the heads of the lists in the language of the session.
func (m *marking) Relabel() {
	w, home, c := m.Words.P6(), m.Words.Home(), m.Words.Common()
	m.tables.Columns = []widget.Column{
		{Title: w.What, Min: 30, Max: 40}, {Title: home.Provider, Min: 14, Max: 30},
		{Title: w.Waits, Min: 7, Max: 8, Right: true}, {Title: w.GivenOn, Min: 14, Max: 16},
	}
	m.missing.Columns = []widget.Column{
		{Title: home.Number, Min: 17, Max: 17}, {Title: home.Name, Min: 16, Max: 30},
		{Title: home.Service, Min: 14, Max: 20}, {Title: home.DueBy, Min: 14, Max: 16}, {Title: home.Provider, Min: 10, Max: 14, From: 100},
	}
	m.tables.Empty, m.tables.Waiting = c.Nothing, c.Loading
	m.missing.Empty, m.missing.Waiting = w.AllBack, c.Loading
	m.relist()
}

// Init reads what can be chosen.
func (m *marking) Init() tea.Cmd { return tea.Batch(m.readTables(), m.readState()) }

// Resize tells the cells there are.
func (m *marking) Resize(w, h int) {
	m.w, m.h = w, h
	m.tables.Resize(m.h - 1)
	m.missing.Resize(m.bodyHeight())
}

// readState reads what is awaited and what waits to be forwarded.
func (m *marking) readState() tea.Cmd {
	office, table := m.Office, m.table
	return m.Ask(m, "state", func(ctx context.Context) any {
		s, err := readTable(ctx, office, table)
		if err != nil {
			return err
		}
		return s
	})
}

// Update takes answers, broadcasts and the keys of the lists.
func (m *marking) Update(msg tea.Msg) tea.Cmd {
	switch x := msg.(type) {
	case tablesMsg:
		m.entries = x.entries
		m.relist()
		return m.tables.Reload()
	case tableState:
		m.took(x)
		return m.relook()
	case markedMsg:
		return m.marked(x)
	case correctedMsg:
		return m.corrected(x)
	case forwardedMsg:
		return m.forwarded(x)
	case missingMsg:
		if x.table == m.table {
			m.lookAt(x)
			return m.missing.Reload()
		}
	case Failed:
		return m.failed(x)
	case Changed, Shown:
		return tea.Batch(m.readTables(), m.readState())
	case LangChanged:
		return tea.Batch(m.tables.Reload(), m.relook())
	case tea.KeyPressMsg:
		if m.mode == scanning {
			m.scroll(x)
			return nil
		}
		return m.lists(msg)
	default:
		return m.lists(msg)
	}
	return nil
}

func (m *marking) lists(msg tea.Msg) tea.Cmd {
	if _, key := msg.(tea.KeyPressMsg); !key {
		if cmd, ok := m.tables.Update(msg); ok {
			return cmd
		}
		cmd, _ := m.missing.Update(msg)
		return cmd
	}
	list := m.tables
	if m.mode == lacking {
		list = m.missing
	}
	cmd, _ := list.Update(msg)
	return cmd
}

// took takes a state that was read for the table still in use.
func (m *marking) took(s tableState) {
	if s.table == m.table {
		m.state = s
	}
}

// failed settles the scan whose act broke: it is said on its line that it is
// not recorded, and the next scan of the same code is a new try.
func (m *marking) failed(f Failed) tea.Cmd {
	if f.Topic == "mark" || f.Topic == "correct" {
		for _, l := range m.lines {
			if l.state == lineWaits {
				l.state = lineFailed
				m.Answer(theme.Trouble, m.Words.P6().NotWritten)
			}
		}
	}
	if f.Topic == "" || f.Topic == "state" || f.Topic == "tables" { // a reading that failed would fail again, and again
		return nil
	}
	return m.readState()
}

func (m *marking) scroll(k tea.KeyPressMsg) {
	page := max(m.bodyHeight()-1, 1)
	switch k.Code {
	case tea.KeyDown:
		m.top++
	case tea.KeyUp:
		m.top--
	case tea.KeyPgDown:
		m.top += page
	case tea.KeyPgUp:
		m.top -= page
	case tea.KeyHome:
		m.top = 0
	case tea.KeyEnd:
		m.top = len(m.lines)
	}
	m.top = max(min(m.top, len(m.lines)-m.bodyHeight()), 0)
}
