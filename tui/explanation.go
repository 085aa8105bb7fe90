package tui

import (
	"tereze/intake"
	"tereze/tui/safe"
)

// newExplanation is an overlay that says how each date of a case was counted:
// from what, in which unit, which days were passed over and why, by which
// paragraph.
func newExplanation(s *Session, c *intake.Case) Overlay {
	return NewReader(s.Env,
		func() safe.Text { return s.Words.Card().Dates },
		func(w int) []safe.Line { return explanationRows(s, c, w) })
}

func explanationRows(s *Session, c *intake.Case, w int) []safe.Line {
	plan, err := s.Office.PlanOf(c)
	if err != nil {
		t, _ := s.Words.Explain(err)
		return safe.Rows(s.Theme.Plain, t.Wrap(w)...)
	}
	return planRows(s, plan, w)
}

// planRows lays a plan's dates out with their explanations.
func planRows(s *Session, plan intake.Plan, w int) []safe.Line {
	var out []safe.Line
	for i, d := range plan.Dates {
		if i > 0 {
			out = append(out, safe.Line{})
		}
		day := s.Words.DayFull(d.Due.Date)
		if !d.Due.Whole {
			day = day.Plus(safe.Const(" "), safe.Clean(d.Due.At.String()))
		}
		label := s.Of(d.Due.Label)
		out = append(out, safe.Ends(label.CutWords(w-day.Width()-2).As(s.Theme.Title), day.As(s.Theme.Accent), w))
		for _, line := range d.Due.Explain(s.Lang) {
			for _, row := range safe.Clean(line).Wrap(w - 2) {
				out = append(out, safe.Row(safe.Const("  "), row))
			}
		}
	}
	return out
}
