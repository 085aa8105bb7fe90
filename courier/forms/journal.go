package forms

import (
	"context"
	"slices"
	"strconv"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// acts is what the journal says was done on a day.
type acts struct {
	cases      map[intake.Act]int // by act, cases
	turned     map[string]int     // by reason
	dispatched []uint64           // registries that left and were not recalled
	delivered  []uint64           // registries
	mismatches int                // discrepancy acts
	strays     int                // codes of other offices under the scanner
}

// done adds up the journal of a day up to head.
func done(ctx context.Context, o *courier.Office, day calendar.Date, head store.Head) (*acts, error) {
	a := &acts{cases: map[intake.Act]int{}, turned: map[string]int{}}
	from, err := firstOf(ctx, o, day.Add(-1), head.Seq)
	if err != nil {
		return nil, err
	}
	for from <= head.Seq {
		some, err := o.Ledger.Journal(ctx, from, int(min(page, head.Seq-from+1)))
		if err != nil {
			return nil, err
		}
		for _, n := range some {
			switch on := calendar.DateOf(n.At.In(o.Desk.Office.Zone())); {
			case on == day:
				a.add(n)
			case on.After(day.Add(1)):
				return a, nil
			}
		}
		if len(some) == 0 {
			break
		}
		from += uint64(len(some))
	}
	return a, nil
}

// firstOf finds the first entry of a day or later, by halves. The entries
// stand in the order of time but for a clock that was set back: who asks takes
// a day more at either side.
func firstOf(ctx context.Context, o *courier.Office, day calendar.Date, last uint64) (uint64, error) {
	low, high := uint64(1), last+1
	for low < high {
		mid := low + (high-low)/2
		n, err := o.Ledger.Journal(ctx, mid, 1)
		if err != nil {
			return 0, err
		}
		if len(n) == 1 && calendar.DateOf(n[0].At.In(o.Desk.Office.Zone())).Before(day) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, nil
}

// add counts one entry. An act over many cases names them as arguments, an act
// on one names it as its subject.
func (a *acts) add(n store.Entry) {
	for _, c := range n.Changes { // the act is written with its delivery, whose entry bears no other name
		if c.Table == "discrepancy" && !c.Dropped {
			a.mismatches++
		}
	}
	switch act := intake.Act(n.Act); act {
	case intake.ActDeliver:
		if no, ok := number(n.Subject); ok && len(n.Args) == 0 {
			a.delivered = append(a.delivered, no)
		}
	case intake.ActGive, intake.ActReturn, intake.ActForward, intake.ActArchive:
		a.cases[act] += max(1, len(n.Args))
	case intake.ActReceive, intake.ActMark, intake.ActIssue, intake.ActRetrieve, intake.ActWithdraw, intake.ActSendBack, intake.ActUndo:
		a.cases[act]++
	case "turn-away":
		if len(n.Args) > 0 {
			a.turned[n.Args[0]]++
		}
	case "dispatch":
		for _, s := range n.Args {
			if no, ok := number(s); ok {
				a.dispatched = append(a.dispatched, no)
			}
		}
	case "dispatch-recall":
		if no, ok := number(n.Subject); ok {
			if i := slices.Index(a.dispatched, no); i >= 0 {
				a.dispatched = slices.Delete(a.dispatched, i, i+1)
			}
		}
	case "stray":
		a.strays++
	}
}

func number(s string) (uint64, bool) {
	no, err := strconv.ParseUint(s, 10, 64)
	return no, err == nil
}
