package tui

import (
	"context"
	"fmt"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// markTable is what lies on the table: a return registry, what one provider
// should have given back by today, or nothing at all.
type markTable struct {
	ret      uint64
	provider string
}

func (t markTable) name(s *Session) safe.Text {
	w, dot := s.Words.P6(), safe.Const(" · ")
	switch {
	case t.ret != 0:
		return s.ProviderShort(t.provider).Plus(dot, w.Return.Fill(number(uitoa(t.ret))))
	case t.provider != "":
		return s.ProviderShort(t.provider).Plus(dot, w.NoList)
	}
	return w.NoListAny
}

// tableState is what the loop tells around its lines.
type tableState struct {
	table   markTable
	exp     courier.Expected
	missing []intake.ListRow // the first of them
	marked  intake.Count     // at the sector, not forwarded; Late: from earlier days
	strays  []string
}

// missingShown is how many of the missing are read with each scan.
const missingShown = 40

func readTable(ctx context.Context, office *courier.Office, t markTable) (s tableState, err error) {
	s.table = t
	today := calendar.DateOf(office.Now())
	switch {
	case t.ret != 0:
		r, err := office.ReturnRegistry(ctx, t.ret)
		if err != nil {
			return s, err
		}
		s.strays = r.Strays
		if s.missing, err = office.Awaited(ctx, t.ret, nil, missingShown); err != nil {
			return s, err
		}
		fallthrough
	case t.provider != "":
		if s.exp, err = office.Expects(ctx, t.ret, t.provider, today); err != nil {
			return s, err
		}
	}
	err = office.View(ctx, func(tx *store.Tx) error {
		if s.marked, err = intake.CountList(tx, intake.ListMarked, today); err != nil {
			return err
		}
		if t.ret == 0 && t.provider != "" {
			s.missing, err = dueBack(tx, t.provider, today, missingShown)
		}
		return err
	})
	return s, err
}

// dueBack is what a provider should have given back by a day.
func dueBack(tx *store.Tx, provider string, by calendar.Date, limit int) ([]intake.ListRow, error) {
	rows, err := intake.ListWindowOf(tx, intake.ListOut, provider, intake.Window{Limit: limit})
	for i, r := range rows {
		if r.Due.After(by) {
			return rows[:i], err
		}
	}
	return rows, err
}

// shownRows is a short list whose rows are put anew while a grid shows it.
type shownRows struct{ rows atomic.Pointer[[]widget.Row] }

func (s *shownRows) put(rows []widget.Row) { s.rows.Store(&rows) }

// Page reads from the rows put last.
func (s *shownRows) Page(ctx context.Context, w widget.Want) (widget.Page, error) {
	if rows := s.rows.Load(); rows != nil {
		return widget.Rows(*rows).Page(ctx, w)
	}
	return widget.Page{}, nil
}

// tableEntry is one of the lists that can be chosen.
type tableEntry struct {
	markTable
	waits int64
	at    calendar.Moment // when the provider gave it
}

type tablesMsg struct{ entries []tableEntry }

// readTables lists what can lie on the table: return registries that wait, then
// the providers that have cases, then nothing.
func (m *marking) readTables() tea.Cmd {
	office := m.Office
	return m.Ask(m, "tables", func(ctx context.Context) any {
		waiting, err := office.WaitingReturns(ctx)
		if err != nil {
			return err
		}
		var out tablesMsg
		for _, r := range waiting {
			out.entries = append(out.entries, tableEntry{markTable: markTable{r.Number, r.Provider}, waits: r.Waiting, at: calendar.MomentOf(r.At)})
		}
		today := calendar.DateOf(office.Now())
		for _, p := range office.Office.Providers {
			var n intake.Count
			err := office.View(ctx, func(tx *store.Tx) (err error) {
				n, err = intake.CountListOf(tx, intake.ListOut, p.Code, today)
				return err
			})
			if err != nil {
				return err
			}
			if n.All > 0 {
				out.entries = append(out.entries, tableEntry{markTable: markTable{0, p.Code}, waits: n.Late + n.Today})
			}
		}
		out.entries = append(out.entries, tableEntry{})
		return out
	})
}

// relist lays the entries out in the language of the session.
func (m *marking) relist() {
	w := m.Words.P6()
	rows := make([]widget.Row, len(m.entries))
	for i, e := range m.entries {
		what, who, waits, given := w.NoListAny, safe.Text{}, safe.Text{}, safe.Text{}
		if e.provider != "" {
			what, who, waits = w.NoList, m.ProviderShort(e.provider), safe.Num(int(e.waits))
		}
		if e.ret != 0 {
			what = w.Return.Fill(number(uitoa(e.ret)))
			given = m.Words.Due(e.at.Date, e.at.At, m.Now())
		}
		rows[i] = widget.Row{ID: fmt.Sprintf("%d %s", e.ret, e.provider), Key: fmt.Sprintf("%06d", i),
			Cells: []safe.Text{what, who, waits, given}, Value: e.markTable}
	}
	m.tableRows.put(rows)
}

// pick puts the selected list on the table.
func (m *marking) pick() tea.Cmd {
	r, ok := m.tables.Selected()
	if !ok {
		return nil
	}
	return m.lay(r.Value.(markTable))
}

func (m *marking) lay(t markTable) tea.Cmd {
	m.mode, m.table, m.chosen, m.state, m.top = scanning, t, true, tableState{table: t, marked: m.state.marked}, 0
	return m.readState()
}

// missingMsg is all that a table still waits for.
type missingMsg struct {
	table markTable
	rows  []intake.ListRow
}

// missingMost bounds the list of the missing.
const missingMost = 5000

// look reads all that is missing.
func (m *marking) look() tea.Cmd {
	office, t := m.Office, m.table
	return m.Ask(m, "missing", func(ctx context.Context) any {
		out := missingMsg{table: t}
		if t.ret == 0 {
			err := office.View(ctx, func(tx *store.Tx) (err error) {
				out.rows, err = dueBack(tx, t.provider, calendar.DateOf(office.Now()), missingMost)
				return err
			})
			if err != nil {
				return err
			}
			return out
		}
		var after []byte
		for len(out.rows) < missingMost {
			rows, err := office.Awaited(ctx, t.ret, after, 500)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				break
			}
			out.rows = append(out.rows, rows...)
			after = rows[len(rows)-1].Cursor
		}
		return out
	})
}

// relook reads the missing anew while they are shown.
func (m *marking) relook() tea.Cmd {
	if m.mode != lacking {
		return nil
	}
	return m.look()
}

func (m *marking) lookAt(x missingMsg) {
	rows := make([]widget.Row, len(x.rows))
	for i, r := range x.rows {
		due, sign := m.Due(r.Due, r.DueAt)
		rows[i] = widget.Row{ID: r.ID.String(), Key: string(r.Cursor), Version: uint64(r.Version), Sign: sign, Value: r,
			Cells: []safe.Text{safe.Clean(string(r.Number)), safe.Clean(r.Name), m.ServiceShort(r.Edition, r.Service), due, m.ProviderShort(r.Provider)}}
	}
	m.missingRows.put(rows)
}
