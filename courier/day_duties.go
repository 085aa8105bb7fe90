package courier

import (
	"context"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// DutyKind names what the office owes on a day, in scripts too.
type DutyKind string

// The duties, in the order of the road. The first six hinder the closing of
// the day; the others are the provider's, or of days to come.
const (
	DutyCounter   DutyKind = "leave-counter"  // 3: must leave today, papers still at the counter
	DutySector    DutyKind = "leave-sector"   // 4: must leave today, in no registry
	DutyRegistry  DutyKind = "leave-registry" // 4: must leave today, in a registry the courier does not have
	DutyUnsettled DutyKind = "unsettled"      // 3: only one side said that the papers changed hands
	DutyForward   DutyKind = "forward"        // 6: came back, not with the inspector
	DutyArchive   DutyKind = "archive"        // 7: unclaimed, its month is over
	DutyStepToday DutyKind = "step-today"     // 5: the provider's step ends today
	DutyStepLate  DutyKind = "step-late"      // 5: it has ended
	DutyTerm      DutyKind = "term"           // the day told on the receipt comes within TermDays, or is past; not ready
	DutyReady     DutyKind = "unclaimed"      // 7: ready, waits for its recipient
)

// TermDays is how many days before the day told on the receipt a case that is
// not ready is named.
const TermDays = 3

// Duty is how many cases a duty is about.
type Duty struct {
	Kind  DutyKind `json:"kind"`
	N     int64    `json:"cases"`
	Late  int64    `json:"late"`  // of them past their day already
	Stops bool     `json:"stops"` // the day cannot be closed while N is not 0
}

// Duties is what a day owes, each duty once, in the order of the kinds above.
type Duties []Duty

// Of is one duty.
func (all Duties) Of(k DutyKind) Duty {
	for _, d := range all {
		if d.Kind == k {
			return d
		}
	}
	return Duty{Kind: k}
}

// Sum is how many cases some duties are about, and of them how many are late.
func (all Duties) Sum(kinds ...DutyKind) (n, late int64) {
	for _, k := range kinds {
		d := all.Of(k)
		n, late = n+d.N, late+d.Late
	}
	return n, late
}

// Hang is those that hinder the closing.
func (all Duties) Hang() (some Duties) {
	for _, d := range all {
		if d.Stops && d.N > 0 {
			some = append(some, d)
		}
	}
	return some
}

// Hangs lists what a day owes as things stand now. Drafts left over hinder
// nothing, and neither does what the provider has. All of it comes from kept
// tallies; only for a day gone by are the unsettled cases read, which are few.
func (o *Office) Hangs(ctx context.Context, day calendar.Date) (all Duties, err error) {
	today := o.Today()
	err = o.figures(ctx, func(tx *store.Tx) error {
		all, err = o.duties(tx, day, today)
		return err
	})
	return all, err
}

func (o *Office) duties(tx *store.Tx, day, today calendar.Date) (Duties, error) {
	count := map[intake.List]intake.Count{}
	for _, l := range []intake.List{intake.ListCounter, intake.ListSector, intake.ListOut, intake.ListMarked, intake.ListReady} {
		n, err := intake.CountList(tx, l, day)
		if err != nil {
			return nil, err
		}
		count[l] = n
	}
	packed, err := packedBy(tx, day)
	if err != nil {
		return nil, err
	}
	unsettled, err := o.unsettledBy(tx, day, today)
	if err != nil {
		return nil, err
	}
	term, err := intake.CountTerms(tx, day, TermDays)
	if err != nil {
		return nil, err
	}
	upTo := func(k DutyKind, n intake.Count) Duty { return Duty{k, n.Late + n.Today, n.Late, true} }
	ready, out := count[intake.ListReady], count[intake.ListOut]
	return Duties{
		upTo(DutyCounter, count[intake.ListCounter]), upTo(DutySector, count[intake.ListSector]), upTo(DutyRegistry, packed),
		{DutyUnsettled, unsettled, 0, true}, upTo(DutyForward, count[intake.ListMarked]), {DutyArchive, ready.Late, ready.Late, true},
		{DutyStepToday, out.Today, 0, false}, {DutyStepLate, out.Late, out.Late, false},
		{DutyTerm, term.Late + term.Today, term.Late, false}, {DutyReady, ready.All, ready.Late, false},
	}, nil
}

// packedBy counts what lies in registries that have not left.
func packedBy(tx *store.Tx, day calendar.Date) (all intake.Count, err error) {
	for _, s := range []State{Open, Closed} {
		hits, err := RegistryByState.Page(tx, []byte{byte(s)}, nil, 1000, false)
		if err != nil {
			return all, err
		}
		for _, h := range hits {
			no, _, err := store.ReadUint64(h.ID)
			if err != nil {
				return all, err
			}
			n, err := intake.LeavesOn(tx, no, day)
			if err != nil {
				return all, err
			}
			all.All, all.Late, all.Today = all.All+n.All, all.Late+n.Late, all.Today+n.Today
		}
	}
	return all, nil
}

// unsettledBy counts what was handed over by a day and stands on one word: all
// of it today, and of a day gone by what was said by its end.
func (o *Office) unsettledBy(tx *store.Tx, day, today calendar.Date) (n int64, err error) {
	if !day.Before(today) {
		all, err := intake.CountList(tx, intake.ListUnsettled, day)
		return all.All, err
	}
	var after []byte
	for {
		rows, err := intake.ListPage(tx, intake.ListUnsettled, after, 200)
		if err != nil || len(rows) == 0 {
			return n, err
		}
		for _, r := range rows {
			c, err := intake.Cases.Get(tx, r.ID[:])
			if err != nil {
				return n, err
			}
			if said := o.saidOn(c); !said.After(day) {
				n++
			}
		}
		after = rows[len(rows)-1].Cursor
	}
}

// saidOn is the day of the newest word about whose hands a case is in.
func (o *Office) saidOn(c *intake.Case) calendar.Date {
	for i := len(c.History) - 1; i >= 0; i-- {
		if e := c.History[i]; e.Act == intake.ActGive || e.Act == intake.ActReceive {
			return o.dayOf(e.At)
		}
	}
	return o.dayOf(c.AcceptedAt)
}
