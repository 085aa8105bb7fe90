package tui

import (
	"context"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// portalPage is what the portal sent, newest first, and what became of it.
func (s *Session) portalPage(ctx context.Context, words lang.Words, w widget.Want) (widget.Page, error) {
	var rows []widget.Row
	for q := (courier.PortalQuery{Limit: 100}); len(rows) < mostRows; {
		page, err := s.Office.PortalList(ctx, q)
		if err != nil {
			return widget.Page{}, err
		}
		for _, r := range page.Requests {
			said, sign := s.portalVerdict(words, r)
			rows = append(rows, widget.Row{ID: r.Portal, Value: noted{r, s.portalReasons(words, r)}, Sign: sign, Cells: []safe.Text{
				words.When(r.At.In(s.Now().Location()), s.Now()), safe.Clean(r.Name), s.portalService(words, r), said,
			}})
		}
		if q.After = page.Next; page.Next == nil {
			break
		}
	}
	for i := range rows { // the list's order is not that of the portal's numbers
		rows[i].Key = rows[i].ID
	}
	return widget.Rows(rows).Page(ctx, w)
}

// portalVerdict is a case's acceptance, the condition it failed with the first
// reason, or why it cannot be judged yet.
func (s *Session) portalVerdict(words lang.Words, r intake.PortalRequest) (safe.Text, theme.Sign) {
	w := words.ERoad()
	switch {
	case r.Waiting != "":
		return w.Waits.Plus(safe.Const(": "), whyOf(words, r.Waiting, "")), theme.Unknown
	case r.Condition == 0:
		return w.Met, theme.Done
	}
	t := w.Condition.Fill(safe.Num(int(r.Condition)))
	if len(r.Reasons) > 0 {
		t = t.Plus(safe.Const(": "), words.Of(s.Office.PortalReason(&r, r.Reasons[0])))
	}
	return t, theme.Trouble
}

// portalReasons is all that was against a request.
func (s *Session) portalReasons(words lang.Words, r intake.PortalRequest) (all safe.Text) {
	for _, reason := range r.Reasons {
		all = safe.Join(safe.Const("; "), all, words.Of(s.Office.PortalReason(&r, reason)))
	}
	if r.Waiting != "" {
		all = whyOf(words, r.Waiting, "")
	}
	return all
}

func (s *Session) portalService(words lang.Words, r intake.PortalRequest) safe.Text {
	if o, err := s.Office.Catalogue.Find(calendar.DateOf(r.At.In(s.Now().Location())), s.Office.Office.Region, r.Service); err == nil {
		return words.Of(o.Service.Short)
	}
	return safe.Clean(r.Service)
}
