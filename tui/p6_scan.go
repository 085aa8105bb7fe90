package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/safe"
	"tereze/tui/scan"
)

// markedMsg is the answer to one scan.
type markedMsg struct {
	seq   int
	scan  courier.Scan
	table markTable
	chose bool // the scan chose the table
	state tableState
	read  bool // state was read
	err   error
}

// Scan takes everything the scanner sends: each is a line.
func (m *marking) Scan(s scan.Scan) (tea.Cmd, bool) {
	l := &markLine{at: s.At, text: s.Text, digits: s.Digits, table: m.table}
	m.add(l)
	if m.mode == choosing {
		m.mode = scanning
	}
	switch s.Kind {
	case scan.Code, scan.Typed:
		if again := m.again(l, s); !again {
			return m.mark(l), true
		}
	case scan.Foreign:
		l.state, l.verdict = lineTold, courier.Foreign
	default:
		l.state, l.verdict = lineTold, courier.Unreadable
	}
	m.settle(l)
	return nil, true
}

// again answers a code that came twice within a moment. A first scan that was
// not recorded, or was taken back since, does not count.
func (m *marking) again(l *markLine, s scan.Scan) bool {
	if !s.Again {
		return false
	}
	for _, was := range m.lines[1:] {
		if was.digits != l.digits || was.same {
			continue
		}
		if was.state == lineFailed || was.state == lineUndone {
			return false
		}
		seq, at := l.seq, l.at
		*l = *was
		l.seq, l.at, l.text, l.state, l.same, l.ago = seq, at, s.Text, lineTold, true, s.Since
		return true
	}
	return false
}

// mark hands the digits to the domain. Until its answer, keys and scans wait.
func (m *marking) mark(l *markLine) tea.Cmd {
	by, office, table, chosen := m.By(), m.Office, m.table, m.chosen
	seq, digits, outcome := l.seq, l.digits, intake.NoOutcome
	if m.refusal {
		outcome = intake.ReasonedRefusal
	}
	return m.Do(m, "mark", func(ctx context.Context) any {
		out := markedMsg{seq: seq, table: table}
		scanned, verdict, err := numberMeant(ctx, office, table, digits)
		if err != nil {
			out.err = err
			return out
		}
		if verdict != "" {
			out.scan = courier.Scan{Verdict: verdict, At: by.At}
			return out
		}
		if !chosen {
			if out.table, err = tableFor(ctx, office, scanned); err != nil {
				out.err = err
				return out
			}
			out.chose = out.table != markTable{}
		}
		if out.scan, out.err = office.Mark(ctx, by, out.table.ret, scanned, outcome); out.err != nil {
			return out
		}
		// The mark is on disk: that the count could not be read does not undo it.
		state, err := readTable(ctx, office, out.table)
		out.state, out.read = state, err == nil
		return out
	})
}

// numberMeant is the whole number behind what was scanned or typed: a code as
// it is, the last digits when only one case on the list, or else out, has them.
func numberMeant(ctx context.Context, office *courier.Office, table markTable, digits string) (string, courier.Verdict, error) {
	if _, fault := code.ParseBarcode(digits); fault == "" {
		return digits, "", nil
	}
	if _, fault := code.ParseNumber(digits); fault == "" {
		return digits, "", nil
	}
	if !isTail(digits) {
		return digits, "", nil // the domain says what is wrong with it
	}
	front := func(c *intake.Case) bool {
		if table.ret != 0 {
			return c.Stage == intake.Out && c.Return == table.ret
		}
		return c.Stage == intake.Out && c.Provider == table.provider
	}
	listed := func(c *intake.Case) bool { return c.Stage == intake.Out || table.ret != 0 && c.Return == table.ret }
	found, err := findCase(ctx, office, digits, front, listed)
	switch {
	case err != nil:
		return "", "", err
	case len(found) == 0:
		return "", courier.Unknown, nil
	case len(found) > 1:
		return "", several, nil
	}
	return string(found[0].Number), "", nil
}

// tableFor is the table a first scan chooses: the return registry its case is
// on, else its provider without a list.
func tableFor(ctx context.Context, office *courier.Office, scanned string) (markTable, error) {
	n, fault := code.ParseBarcode(scanned)
	if fault != "" {
		n, fault = code.ParseNumber(scanned)
	}
	if fault != "" || n.Office() != office.Office.Number {
		return markTable{}, nil
	}
	c, err := office.CaseByNumber(ctx, n)
	if _, ruled := intake.AsProblem(err); ruled {
		return markTable{}, nil
	} else if err != nil {
		return markTable{}, err
	}
	if c.Stage != intake.Out {
		return markTable{}, nil
	}
	return markTable{c.Return, c.Provider}, nil
}

func (m *marking) marked(x markedMsg) tea.Cmd {
	l := m.line(x.seq)
	if x.chose {
		m.table, m.chosen = x.table, true
	}
	if x.read {
		m.took(x.state)
	}
	if l == nil {
		return nil
	}
	l.table = x.table
	if x.err != nil {
		l.state = lineFailed
		m.settle(l)
		m.Fail(x.err)
		return nil
	}
	l.answer(x.scan)
	m.settle(l)
	return m.relook()
}

func (m *marking) line(seq int) *markLine {
	for _, l := range m.lines {
		if l.seq == seq {
			return l
		}
	}
	return nil
}

// surname is the first word of a short name.
func surname(name string) safe.Text {
	for i, r := range name {
		if r == ' ' {
			return safe.Clean(name[:i])
		}
	}
	return safe.Clean(name)
}
