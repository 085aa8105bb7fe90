package courier

import (
	"bytes"
	"context"
	"fmt"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

// Audit proves the whole office: the store's chain, records, indexes and
// tallies, then each case's life against the law of its motion, its registry,
// the outbox, and the numbers: none twice, none missing. It holds no view longer than a
// page of cases.
func (o *Office) Audit(ctx context.Context, progress func(done, all uint64)) (store.Report, error) {
	report, err := o.Ledger.Audit(ctx, progress)
	if err != nil {
		return report, err
	}
	found := func(n code.Number, what string, args ...any) {
		report.Findings = append(report.Findings, store.Finding{Where: "case " + string(n), What: fmt.Sprintf(what, args...)})
	}
	highest, seen := map[calendar.Date]uint64{}, map[calendar.Date]uint64{}
	var after []byte
	for done := false; !done; {
		err := o.View(ctx, func(tx *store.Tx) error {
			n := 0
			for c, err := range intake.Cases.Scan(tx, after, nil, false) {
				if err != nil {
					return err
				}
				if n++; n > 200 {
					return nil
				}
				after = append(bytes.Clone(c.ID[:]), 0)
				checkLife(c, func(what string, args ...any) { found(c.Number, what, args...) })
				if err := checkPlace(tx, c, found); err != nil {
					return err
				}
				day := calendar.DateOf(c.Number.Day())
				highest[day] = max(highest[day], c.Number.Seq())
				seen[day]++
			}
			done = true
			return nil
		})
		if err != nil {
			return report, err
		}
	}
	letters, err := o.auditWire(ctx)
	if report.Findings = append(report.Findings, letters...); err != nil {
		return report, err
	}
	return report, o.View(ctx, func(tx *store.Tx) error {
		if err := checkPortal(tx, func(id, what string) {
			report.Findings = append(report.Findings, store.Finding{Where: "portal request " + id, What: what})
		}); err != nil {
			return err
		}
		for day, top := range highest {
			given, err := tx.Peek("case/" + day.String())
			if err != nil {
				return err
			}
			if given != top || seen[day] != top {
				report.Findings = append(report.Findings, store.Finding{Where: "numbers of " + day.String(), What: fmt.Sprintf("given to %d, highest %d, cases %d", given, top, seen[day])})
			}
		}
		return nil
	})
}

// checkLife replays a case's history: each act must be allowed where the case
// stood, and lead to where it stood next.
func checkLife(c *intake.Case, found func(string, ...any)) {
	if len(c.History) == 0 {
		found("no history")
		return
	}
	var done []intake.Event // acts not taken back
	for i, h := range c.History {
		next := c.State
		if i+1 < len(c.History) {
			next = c.History[i+1].Was
		}
		if h.Act == intake.ActUndo {
			if len(done) == 0 {
				found("event %d takes back nothing", i)
				continue
			}
			undone := done[len(done)-1]
			done = done[:len(done)-1]
			want := undone.Was
			if intake.UndoneByTwo(undone.Act) {
				want.Stage = intake.Annulled
			}
			if next != want {
				found("event %d did not restore what was", i)
			}
			continue
		}
		if h.Act != intake.ActCheck { // an undo passes over it
			done = append(done, h)
		}
		to, ok := h.Act.Allows(h.Was.Stage)
		if !ok || !h.Act.Keeps(c.Road) {
			found("event %d: %s is not allowed in stage %s", i, h.Act, h.Was.Stage)
		} else if next.Stage != to {
			found("event %d: %s led to %s, not %s", i, h.Act, next.Stage, to)
		}
		if h.Process != h.Act.Process() {
			found("event %d: process %d", i, h.Process)
		}
	}
}

// checkPlace holds a case against the registry it points to.
func checkPlace(tx *store.Tx, c *intake.Case, found func(code.Number, string, ...any)) error {
	if c.Stage == intake.Out && c.Registry == 0 && c.Road == intake.RoadPaper {
		found(c.Number, "out, but in no registry")
	}
	if err := checkWire(tx, c, found); err != nil {
		return err
	}
	for _, paper := range []struct {
		name string
		no   uint64
		has  func(*store.Tx, []byte) (bool, error)
	}{{"handover", c.Handover, Handovers.Has}, {"return registry", c.Return, Returns.Has}} {
		if paper.no == 0 {
			continue
		}
		if ok, err := paper.has(tx, store.AppendUint64(nil, paper.no)); err != nil {
			return err
		} else if !ok {
			found(c.Number, "%s %d is not there", paper.name, paper.no)
		}
	}
	if c.Registry == 0 {
		return nil
	}
	r, err := registry(tx, c.Registry)
	if p, ok := intake.AsProblem(err); ok {
		found(c.Number, "%s", p.Code)
		return nil
	} else if err != nil {
		return err
	}
	switch {
	case r.Provider != c.Provider:
		found(c.Number, "in a registry of another provider")
	case c.Arrived && r.State != Delivered:
		found(c.Number, "with the provider, but registry %d is %s", r.Number, r.State)
	case c.Stage == intake.Out && !c.Arrived && r.State == Delivered && !r.Pending:
		found(c.Number, "registry %d was delivered without it", r.Number)
	}
	return nil
}
