package tui

import (
	"context"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// awayCounts is what the head of process 5 tells.
type awayCounts struct {
	all, late, today int64
	road             int64            // of them with the courier
	by               map[string]int64 // what each provider has
}

// countTo bounds how many late cases are looked at one by one; past it the
// kept tallies, which know days and not minutes, must do.
const countTo = 5000

func readAway(ctx context.Context, office *courier.Office, f awayFilter) (n awayCounts, err error) {
	if desk(office) {
		return ownCounts(ctx, office)
	}
	now := office.Now()
	today := calendar.DateOf(now)
	err = office.View(ctx, func(tx *store.Tx) error {
		n = awayCounts{by: map[string]int64{}}
		list, err := intake.CountList(tx, intake.ListOut, today)
		if err != nil {
			return err
		}
		packed, _, err := registered(tx, "", courier.Open, courier.Closed)
		if err != nil {
			return err
		}
		n.all = list.All - packed
		for _, p := range office.Office.Providers {
			c, err := intake.CountListOf(tx, intake.ListOut, p.Code, today)
			if err != nil {
				return err
			}
			if c.All > 0 {
				n.by[p.Code] = c.All
			}
			if p.Code == f.provider {
				n.all, list = c.All, c
			}
		}
		if f.provider != "" {
			n.all = n.by[f.provider]
		}
		if n.road, _, err = registered(tx, f.provider, courier.Dispatched); err != nil {
			return err
		}
		if list.Late+list.Today > countTo {
			n.late, n.today = list.Late, list.Today
			return nil
		}
		for w := (intake.Window{Limit: 500}); ; {
			rows, err := f.window(tx, w)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if r.Due.After(today) {
					return nil
				}
				gone, err := hasLeft(tx, r)
				switch {
				case err != nil:
					return err
				case !gone:
				case isLate(r.Due, r.DueAt, now):
					n.late++
				default:
					n.today++
				}
				w.From = r.Cursor
			}
			if len(rows) < w.Limit {
				return nil
			}
		}
	})
	return n, err
}

// registered adds up the cases of the registries that stand in some states, of one
// provider or of all.
func registered(tx *store.Tx, provider string, states ...courier.State) (cases int64, registries int, err error) {
	for _, s := range states {
		hits, err := courier.RegistryByState.Page(tx, []byte{byte(s)}, nil, 1000, false)
		if err != nil {
			return 0, 0, err
		}
		for _, h := range hits {
			r, err := courier.Registries.Get(tx, h.ID)
			if err != nil {
				return 0, 0, err
			}
			if provider != "" && r.Provider != provider {
				continue
			}
			out, _, err := courier.Held(tx, r.Number)
			if err != nil {
				return 0, 0, err
			}
			cases += out
			registries++
		}
	}
	return cases, registries, nil
}
