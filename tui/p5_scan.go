package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// awayFound is the answer to a scan: the cases it may mean.
type awayFound struct {
	text  safe.Text
	cases []*intake.Case
	row   awayRow // of the only one, when it has left
	left  bool
}

// Scan puts the case under the pointer and opens its steps.
func (p *provide) Scan(s scan.Scan) (tea.Cmd, bool) {
	if s.Kind != scan.Code && s.Kind != scan.Typed {
		return nil, false
	}
	office, text, query, src := p.Office, s.Text, s.Digits, p.src
	return p.Do(p, "scan", func(ctx context.Context) any {
		found, err := findCase(ctx, office, query, inStage(intake.Out))
		if err != nil {
			return err
		}
		f := awayFound{text: text, cases: found}
		if len(found) != 1 || found[0].Stage != intake.Out {
			return f
		}
		if desk(office) {
			all, err := src.own(ctx, &awayState{})
			for _, r := range all {
				if r.ID == found[0].ID {
					f.row, f.left = r, true
				}
			}
			if err != nil {
				return err
			}
			return f
		}
		err = office.View(ctx, func(tx *store.Tx) error {
			rows, err := src.single(tx, found[0].ID, office.Now())
			if err != nil || len(rows) == 0 {
				return err
			}
			f.row = rows[0]
			f.left, err = hasLeft(tx, rows[0].ListRow)
			return err
		})
		if err != nil {
			return err
		}
		return f
	}), true
}

func (p *provide) found(m awayFound) tea.Cmd {
	w := p.Words.P5()
	switch {
	case len(m.cases) == 0:
		return p.Answer(theme.Unknown, w.ScanNone.Fill(m.text))
	case len(m.cases) > 1:
		return p.Answer(theme.Unknown, w.ScanSeveral.Fill(m.text))
	case !m.left:
		c := m.cases[0]
		number, stage := shortNumber(c.Number), p.Words.Stage(c.Stage)
		if n := stationOf(c.Stage); n > 0 {
			return p.Answer(theme.Trouble, w.ScanElsewhere.Fill(number, stage, safe.Num(n)))
		}
		return p.Answer(theme.Trouble, w.ScanElsewhereEnd.Fill(number, stage))
	}
	sign := theme.Done
	if m.row.late {
		sign = theme.Trouble
	}
	p.Answer(sign, shortNumber(m.row.Number).Plus(safe.Const(" "), stepCell(&awayState{words: p.Words}, m.row, false)))
	return p.reach(m.row.ID)
}

// shortNumber is what tells cases of one day apart: …000182.
func shortNumber(n code.Number) safe.Text {
	s := n.String()
	return safe.Const("…").Plus(safe.Clean(s[max(len(s)-6, 0):]))
}

// stationOf is where a case is worked on in a stage; 0: nowhere any more.
func stationOf(s intake.Stage) int {
	switch s {
	case intake.Accepted:
		return 3
	case intake.Handed, intake.Out: // out, and not gone: in a registry here
		return 4
	case intake.Marked:
		return 6
	case intake.Ready, intake.Archived:
		return 7
	}
	return 0
}
