package courier

import (
	"context"
	"slices"
	"strconv"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// Acts is what the journal says was done on a day behind the counter. Being
// read from the journal, it is the same whenever it is asked for.
type Acts struct {
	Cases      map[intake.Act]int `json:"cases"`      // by act, how many cases
	Mismatches int                `json:"mismatches"` // discrepancy acts
	Strays     int                `json:"strays"`     // codes of other offices under the scanner
	Moves      []Move             `json:"registries"` // those that left or arrived, by number

	dispatched []uint64 // and were not recalled
	delivered  []uint64
}

// Move is a registry that left or arrived on the day.
type Move struct {
	*Registry `json:"-"`
	No        uint64 `json:"registry"`
	Provider  string `json:"provider"`
	Cases     int    `json:"cases"`
	Missed    int    `json:"missed"`
	Left      bool   `json:"left"`
	Arrived   bool   `json:"arrived"`
}

// Acts adds up the journal of a day up to head, without reading all of it. It
// costs what the day's entries cost: the wall does without.
func (o *Office) Acts(ctx context.Context, on calendar.Date, head store.Head) (*Acts, error) {
	if err := o.Allows(intake.CanCloseDay); err != nil {
		return nil, err
	}
	a := &Acts{Cases: map[intake.Act]int{}, Moves: []Move{}}
	from, err := o.firstOf(ctx, on.Add(-1), head.Seq)
	if err != nil {
		return nil, err
	}
	for from <= head.Seq {
		some, err := o.Ledger.Journal(ctx, from, int(min(200, head.Seq-from+1)))
		if err != nil {
			return nil, err
		}
		past := false
		for _, n := range some {
			switch day := o.dayOf(n.At); {
			case day == on:
				a.add(n)
			case day.After(on.Add(1)):
				past = true
			}
		}
		if len(some) == 0 || past {
			break
		}
		from += uint64(len(some))
	}
	return a, o.moves(ctx, a)
}

func (o *Office) dayOf(t time.Time) calendar.Date { return calendar.DateOf(t.In(o.Office.Zone())) }

// firstOf finds the first entry of a day or later, by halves. The entries
// stand in the order of time but for a clock that was set back: who asks takes
// a day more at either side.
func (o *Office) firstOf(ctx context.Context, day calendar.Date, last uint64) (uint64, error) {
	low, high := uint64(1), last+1
	for low < high {
		mid := low + (high-low)/2
		n, err := o.Ledger.Journal(ctx, mid, 1)
		if err != nil {
			return 0, err
		}
		if len(n) == 1 && o.dayOf(n[0].At).Before(day) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, nil
}

// add counts one entry. An act over many cases names them as arguments, an act
// on one names it as its subject.
func (a *Acts) add(n store.Entry) {
	for _, c := range n.Changes { // the act is written with its delivery, whose entry bears no other name
		if c.Table == "discrepancy" && !c.Dropped {
			a.Mismatches++
		}
	}
	switch act := intake.Act(n.Act); act {
	case intake.ActDeliver:
		if no, ok := numberOf(n.Subject); ok && len(n.Args) == 0 {
			a.delivered = append(a.delivered, no)
		}
	case intake.ActGive, intake.ActReturn, intake.ActForward, intake.ActArchive:
		a.Cases[act] += max(1, len(n.Args))
	case intake.ActReceive, intake.ActMark, intake.ActRetrieve, intake.ActWithdraw, intake.ActSendBack, intake.ActUndo, intake.ActIssue:
		a.Cases[act]++
	case "dispatch":
		for _, s := range n.Args {
			if no, ok := numberOf(s); ok {
				a.dispatched = append(a.dispatched, no)
			}
		}
	case "dispatch-recall":
		if no, ok := numberOf(n.Subject); ok {
			if i := slices.Index(a.dispatched, no); i >= 0 {
				a.dispatched = slices.Delete(a.dispatched, i, i+1)
			}
		}
	case "stray":
		a.Strays++
	}
}

func numberOf(s string) (uint64, bool) {
	no, err := strconv.ParseUint(s, 10, 64)
	return no, err == nil
}

// moves reads the registries of the day, by their numbers.
func (o *Office) moves(ctx context.Context, a *Acts) error {
	nos := append(slices.Clone(a.dispatched), a.delivered...)
	slices.Sort(nos)
	return o.View(ctx, func(tx *store.Tx) error {
		a.Moves = a.Moves[:0]
		for _, no := range slices.Compact(nos) {
			r, err := registry(tx, no)
			if err != nil {
				return err
			}
			a.Moves = append(a.Moves, Move{o.here(r), no, r.Provider, int(r.Cases), len(r.Missed),
				slices.Contains(a.dispatched, no), slices.Contains(a.delivered, no)})
		}
		return nil
	})
}

// Out is how many registries left, and their cases.
func (a *Acts) Out() (registries, cases int) {
	for _, m := range a.Moves {
		if m.Left {
			registries, cases = registries+1, cases+m.Cases
		}
	}
	return registries, cases
}

// In is how many registries reached their providers, and the cases in them.
func (a *Acts) In() (registries, cases int) {
	for _, m := range a.Moves {
		if m.Arrived {
			registries, cases = registries+1, cases+m.Cases-m.Missed
		}
	}
	return registries, cases
}
