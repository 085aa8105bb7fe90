package intake

import (
	"context"
	"slices"
	"strings"
	"time"

	"tereze/intake/calendar"
	"tereze/store"
)

// JournalFilter chooses entries of the journal. Its zero value but for Process
// chooses every one; a Process below 0 is any.
type JournalFilter struct {
	Worker  string
	Process int
	Acts    []string // any of these; empty: any
	Subject string   // a number, its end, or an argument
	Day     calendar.Date
}

// Any tells that the filter chooses everything.
func (f JournalFilter) Any() bool {
	return f.Worker == "" && f.Process < 0 && len(f.Acts) == 0 && f.Subject == "" && f.Day.IsZero()
}

func (f JournalFilter) fits(n *store.Entry, zone *time.Location) bool {
	switch {
	case f.Worker != "" && n.Operator != f.Worker,
		f.Process >= 0 && int(n.Process) != f.Process,
		len(f.Acts) > 0 && !slices.Contains(f.Acts, n.Act),
		!f.Day.IsZero() && calendar.DateOf(n.At.In(zone)) != f.Day:
		return false
	}
	return f.Subject == "" || strings.HasSuffix(n.Subject, f.Subject) || slices.Contains(n.Args, f.Subject)
}

// JournalWindow asks for a page of the journal, newest first.
type JournalWindow struct {
	From      uint64 // continue from this number; 0: from the edge
	Inclusive bool
	Newer     bool // towards the newest; from the edge: the oldest entries
	Limit     int
}

const (
	journalStep = 512            // entries read in one transaction
	slack       = 48 * time.Hour // how far a clock set back may disorder the journal
)

// JournalPage reads a page of entries, newest first, for who may read the journal.
// It looks through it a bounded step at a time. more tells that others follow
// further on.
func (d *Desk) JournalPage(ctx context.Context, a Actor, f JournalFilter, w JournalWindow) (some []store.Entry, more bool, err error) {
	if err := a.May(CanJournal); err != nil {
		return nil, false, err
	}
	zone := d.Office.Zone()
	at, err := d.journalFrom(ctx, f, w)
	if err != nil {
		return nil, false, err
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		var step []store.Entry
		if w.Newer {
			step, err = d.Ledger.Journal(ctx, at, journalStep)
		} else if at != 1 {
			step, err = d.Ledger.JournalBack(ctx, at, journalStep)
		}
		if err != nil {
			return nil, false, err
		}
		for i := range step {
			if f.passed(&step[i], zone, w.Newer) {
				return turned(some, w.Newer), false, nil
			}
			if !f.fits(&step[i], zone) {
				continue
			}
			if len(some) == w.Limit {
				return turned(some, w.Newer), true, nil
			}
			some = append(some, step[i])
		}
		if len(step) < journalStep {
			return turned(some, w.Newer), false, nil
		}
		if at = step[len(step)-1].Seq; w.Newer {
			at++
		}
	}
}

// turned is the page newest first.
func turned(some []store.Entry, newer bool) []store.Entry {
	if newer {
		slices.Reverse(some)
	}
	return some
}

// passed tells that no entry further on can be of the day: the journal is in
// the order of the clock, but for a clock that was set back.
func (f JournalFilter) passed(n *store.Entry, zone *time.Location, newer bool) bool {
	if f.Day.IsZero() {
		return false
	}
	if newer {
		return n.At.After(f.Day.Add(1).In(zone).Add(slack))
	}
	return n.At.Before(f.Day.In(zone).Add(-slack))
}

// journalFrom is where reading begins: JournalBack's before, Journal's from.
// Of a day it is found by halving.
func (d *Desk) journalFrom(ctx context.Context, f JournalFilter, w JournalWindow) (uint64, error) {
	switch {
	case w.From > 0 && w.Newer == w.Inclusive:
		return w.From, nil
	case w.From > 0:
		return w.From + 1, nil
	case f.Day.IsZero() && w.Newer:
		return 1, nil
	case f.Day.IsZero():
		return 0, nil
	}
	at := f.Day.Add(1).In(d.Office.Zone()).Add(slack)
	if w.Newer {
		at = f.Day.In(d.Office.Zone()).Add(-slack)
	}
	head, err := d.Ledger.Head(ctx)
	low, high := uint64(1), head.Seq+1 // the first entry after at is in [low, high]
	for err == nil && low < high {
		mid := (low + high) / 2
		var some []store.Entry
		if some, err = d.Ledger.Journal(ctx, mid, 1); len(some) == 1 && !some[0].At.After(at) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, err
}
