package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier/export"
	"tereze/courier/papers"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Keys are the acts that fit the mode.
func (m *marking) Keys() []keys.Binding {
	w, c := m.Words.P6(), m.Words.Common()
	forward := keys.Binding{ID: "forward", Keys: []string{"f9"}, Label: w.KeyForward, Do: func() tea.Cmd { return m.forward(0) }, Why: m.whyNotForward}
	back := func(mode markMode) func() tea.Cmd {
		return func() tea.Cmd { m.mode = mode; return nil }
	}
	switch m.mode {
	case choosing:
		out := []keys.Binding{
			{ID: "pick", Keys: []string{"enter"}, Label: w.KeyPick, Do: m.pick},
			{ID: "row", Keys: []string{"up", "down"}, Show: safe.Const("↑↓"), Label: c.Row},
			forward,
		}
		return append(out, m.exportKeys(m, func() export.What {
			return export.What{Kind: export.List, List: intake.ListMarked}
		}, nil)...)
	case lacking:
		return []keys.Binding{forward,
			{ID: "row", Keys: []string{"up", "down"}, Show: safe.Const("↑↓"), Label: c.Row},
			{ID: "missing", Keys: []string{"esc", "f7", "l"}, Label: c.Back, Do: back(scanning)},
		}
	}
	return append([]keys.Binding{forward,
		{ID: "outcome", Keys: []string{"f6", "r"}, Label: w.KeyOutcome, Do: func() tea.Cmd { m.refusal = !m.refusal; return nil }},
		{ID: "undo", Keys: []string{"f8", "u"}, Label: w.KeyUndo, Do: m.undo, Why: m.whyNotUndo},
		{ID: "missing", Keys: []string{"f7", "l"}, Label: w.KeyMissing, Do: m.showMissing, Why: m.whyNotMissing},
		{ID: "correct", Keys: []string{"enter"}, Label: w.KeyCorrect, Do: m.correct, Why: m.whyNotCorrect},
		{ID: "table", Keys: []string{"esc", "f5", "t"}, Label: w.KeyTable, Do: func() tea.Cmd {
			m.mode = choosing
			return m.readTables()
		}},
		{ID: "scroll", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: safe.Const("↑↓"), Help: c.Scroll},
		{ID: "print", Keys: []string{"p"}, Help: m.Words.Print().ReturnHelp, Why: m.noReturn, Do: func() tea.Cmd {
			return m.showPaper(m, papers.Want{Kind: papers.Return, Number: m.table.ret}, nil)
		}},
	}, m.exportKeys(m, m.exported, nil)...)
}

// noReturn: only a return registry is a paper; what was due back is none.
func (m *marking) noReturn() safe.Text {
	if m.table.ret == 0 {
		return m.Words.Print().NoReturn
	}
	return safe.Text{}
}

// exported is the return registry on the table, or what is marked.
func (m *marking) exported() export.What {
	if m.table.ret != 0 {
		return export.What{Kind: export.Return, Number: m.table.ret}
	}
	return export.What{Kind: export.List, List: intake.ListMarked}
}

func (m *marking) whyNotForward() safe.Text {
	if m.state.marked.All == 0 {
		return m.Words.P6().WhyNothing
	}
	return safe.Text{}
}

func (m *marking) whyNotUndo() safe.Text {
	if m.last() != nil {
		return safe.Text{}
	}
	for _, l := range m.lines {
		if l.state == lineForwarded {
			return m.Words.P6().WhyForwarded
		}
	}
	return m.Words.P6().WhyNoLine
}

// justNow is how long after a scan an Enter may still be the scanner's own:
// some send it twice.
const justNow = time.Second

func (m *marking) whyNotCorrect() safe.Text {
	if why := m.whyNotUndo(); !why.Empty() {
		return why
	}
	if since := m.Clock().Sub(m.lines[0].at); since >= 0 && since < justNow {
		return m.Words.P6().WhyJust
	}
	return safe.Text{}
}

func (m *marking) whyNotMissing() safe.Text {
	if m.table == (markTable{}) {
		return m.Words.P6().WhyNoList
	}
	return safe.Text{}
}

func (m *marking) showMissing() tea.Cmd {
	m.mode = lacking
	m.missingRows.put(nil)
	return m.look()
}

// correctedMsg is the answer to an undo, and to the mark that may follow it.
type correctedMsg struct {
	seq   int
	again markedMsg
	marks bool // marked again
	state tableState
	err   error
}

// undo takes the newest mark back; pressed again, the one before it.
func (m *marking) undo() tea.Cmd { return m.takeBack(m.last(), false) }

// correct changes the outcome of the newest mark: it is taken back and made
// again.
func (m *marking) correct() tea.Cmd { return m.takeBack(m.last(), true) }

func (m *marking) takeBack(l *markLine, again bool) tea.Cmd {
	first, second, office := m.By(), m.By(), m.Office
	seq, row, table := l.seq, intake.ListRow{ID: l.id, Number: l.number, Version: l.version}, l.table
	outcome := intake.ReasonedRefusal
	if l.outcome == intake.ReasonedRefusal {
		outcome = intake.Result
	}
	shown := m.table
	return m.Do(m, "undo", func(ctx context.Context) any {
		c, err := office.CaseAsSeen(ctx, row.ID, row.Version)
		if err != nil {
			return err
		}
		if _, err := office.Undo(ctx, first, c, ""); err != nil {
			return err
		}
		out := correctedMsg{seq: seq}
		if again {
			out.again.scan, out.err = office.Mark(ctx, second, table.ret, string(row.Number), outcome)
			out.marks = out.err == nil
		}
		if s, err := readTable(ctx, office, shown); err == nil {
			out.state = s
		}
		return out
	})
}

func (m *marking) corrected(x correctedMsg) tea.Cmd {
	m.took(x.state)
	l := m.line(x.seq)
	if l == nil {
		return nil
	}
	w := m.Words.P6()
	l.state = lineUndone
	switch {
	case x.marks:
		l.answer(x.again.scan)
		m.Say(theme.Done, w.Corrected.Fill(shortNumber(l.number), m.Words.Outcome(l.outcome)))
	case x.err != nil:
		m.Fail(x.err)
	default:
		m.Say(theme.Done, w.UndoDone.Fill(shortNumber(l.number)))
	}
	return m.relook()
}

// portion is how many cases one forwarding takes; between portions scans have
// their turn.
const portion = 200

type forwardedMsg struct {
	ids   []uuid.UUID
	all   int // with the portions before
	more  bool
	state tableState
}

// forward passes what is marked to the inspector, a portion at a time.
func (m *marking) forward(before int) tea.Cmd {
	by, office, table := m.By(), m.Office, m.table
	return m.Do(m, "forward", func(ctx context.Context) any {
		var rows []intake.ListRow
		err := office.View(ctx, func(tx *store.Tx) (err error) {
			rows, err = intake.ListPage(tx, intake.ListMarked, nil, portion+1)
			return err
		})
		if err != nil {
			return err
		}
		out := forwardedMsg{all: before, more: len(rows) > portion}
		for _, r := range rows[:min(len(rows), portion)] {
			out.ids = append(out.ids, r.ID)
		}
		if len(out.ids) > 0 {
			n, err := office.Forward(ctx, by, out.ids, nil)
			if err != nil {
				return err
			}
			out.all += n
		}
		out.state, err = readTable(ctx, office, table)
		if err != nil {
			return err
		}
		return out
	})
}

func (m *marking) forwarded(x forwardedMsg) tea.Cmd {
	m.took(x.state)
	gone := map[uuid.UUID]bool{}
	for _, id := range x.ids {
		gone[id] = true
	}
	for _, l := range m.lines {
		if l.state == lineTold && l.marked() && gone[l.id] {
			l.state = lineForwarded
		}
	}
	w, missing := m.Words.P6(), int(m.state.exp.Waiting)
	say := w.ForwardedAll.Of(x.all)
	if missing > 0 {
		say = w.ForwardedSome.Of(x.all, safe.Num(missing))
	}
	m.Say(theme.Done, say)
	if x.more {
		return m.forward(x.all)
	}
	return nil
}
