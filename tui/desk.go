package tui

import (
	"context"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/widget"
)

// On station 5's screen a provider's worker sees their own cases alone: what it
// reads comes from here. The office checks the same once more.

// desk tells that the reader is a provider's desk.
func desk(office *courier.Office) bool {
	a, ok := office.Reader()
	return ok && a.Role.AtProvider()
}

// own reads all that a provider has with it: hundreds at most.
func (s *awaySource) own(ctx context.Context, st *awayState) (all []awayRow, err error) {
	now := s.office.Now()
	for w := (intake.Window{Limit: 500}); ; {
		list, _, err := s.office.Own(ctx, w)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			w.From = r.Cursor
			row := awayRow{ListRow: r, late: isLate(r.Due, r.DueAt, now)}
			if !r.Arrived || st.filter.late && !row.late {
				continue
			}
			if svc, _, ok := s.office.ServiceOf(r.Edition, r.Service); ok {
				row.steps = svc.Steps
			}
			c, err := s.office.Case(ctx, r.ID)
			if err != nil {
				continue // it has gone meanwhile
			}
			row.since = c.StepSince.In(now.Location())
			all = append(all, row)
		}
		if len(list) < w.Limit {
			return all, nil
		}
	}
}

// ownPage is a page of own.
func (s *awaySource) ownPage(ctx context.Context, w widget.Want) (widget.Page, error) {
	st, now := s.state.Load(), s.office.Now()
	all, err := s.own(ctx, st)
	if err != nil {
		return widget.Page{}, err
	}
	var rows []widget.Row
	for _, r := range all {
		if st.filter.one == r.ID || st.filter.one == [16]byte{} {
			row := s.row(st, r, now)
			row.Key = ""
			rows = append(rows, row)
		}
	}
	return widget.Rows(rows).Page(ctx, w)
}

// ownCounts is what the head of process 5 tells a desk.
func ownCounts(ctx context.Context, office *courier.Office) (n awayCounts, err error) {
	src := &awaySource{office: office}
	all, err := src.own(ctx, &awayState{})
	n.by = map[string]int64{}
	for _, r := range all {
		n.all++
		n.by[r.Provider]++
		switch {
		case r.late:
			n.late++
		case r.Due == office.Today():
			n.today++
		}
	}
	return n, err
}
