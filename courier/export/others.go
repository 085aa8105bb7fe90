package export

import (
	"encoding/hex"
	"iter"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
)

// Turn-aways and the journal: neither names a recipient.

func turnAwayColumns() []column[*intake.TurnAway] {
	return []column[*intake.TurnAway]{
		numbered[*intake.TurnAway](),
		{heads.at, 26, func(j *job, t *intake.TurnAway) cell { return j.moment(t.At) }},
		{heads.service, 40, func(j *job, t *intake.TurnAway) cell { return j.service(t.Edition, t.Service) }},
		{heads.reason, 34, func(j *job, t *intake.TurnAway) cell { return j.in(t.Why()) }},
		{heads.sent, 40, func(j *job, t *intake.TurnAway) cell {
			var to []string
			for _, c := range t.Channels {
				to = append(to, catalogue.Channel(c).Words().In(j.lang))
			}
			return text(strings.Join(to, ", "))
		}},
		{heads.edition, 22, func(_ *job, t *intake.TurnAway) cell { return text(t.Edition) }},
		{heads.window, 8, func(_ *job, t *intake.TurnAway) cell { return known(t.Window) }},
		{heads.operator, 12, func(_ *job, t *intake.TurnAway) cell { return text(t.By) }},
	}
}

// turnAways reads those of the day, or all, in the order of time.
func (j *job) turnAways() iter.Seq2[*intake.TurnAway, error] {
	var from, to []byte
	if start, end, ok := j.span(); ok {
		from, to = store.AppendTime(nil, start), store.AppendTime(nil, end)
	}
	return paged(j, func(tx *store.Tx, after []byte) (some []*intake.TurnAway, next []byte, err error) {
		low := from
		if after != nil {
			low = append(after, 0)
		}
		for h, err := range intake.TurnAwaysBy.Seek(tx, low, to, false) {
			if err != nil {
				return nil, nil, err
			}
			t, err := intake.TurnAways.Get(tx, h.ID)
			if err != nil {
				return nil, nil, err
			}
			if some = append(some, t); len(some) == pageRows {
				return some, h.Cursor, nil
			}
		}
		return some, nil, nil
	})
}

// span is the day asked for as moments of the office; false for all days.
func (j *job) span() (start, end time.Time, ok bool) {
	if j.what.Day.IsZero() {
		return start, end, false
	}
	zone := j.Office.Office.Zone()
	return j.what.Day.In(zone), j.what.Day.Add(1).In(zone), true
}

func journalColumns() []column[store.Entry] {
	return []column[store.Entry]{
		{heads.seq, 9, func(_ *job, n store.Entry) cell { return count(n.Seq) }},
		{heads.at, 26, func(j *job, n store.Entry) cell { return j.moment(n.At) }},
		{heads.operator, 12, func(_ *job, n store.Entry) cell { return text(n.Operator) }},
		{heads.process, 9, func(_ *job, n store.Entry) cell { return known(n.Process) }},
		{heads.act, 20, func(_ *job, n store.Entry) cell { return text(n.Act) }},
		{heads.subject, 22, func(_ *job, n store.Entry) cell { return text(n.Subject) }},
		{heads.details, 40, func(_ *job, n store.Entry) cell { return text(strings.Join(n.Args, " ")) }},
		{heads.changes, 10, func(_ *job, n store.Entry) cell { return count(len(n.Changes)) }},
		{heads.hash, 66, func(_ *job, n store.Entry) cell { return text(hex.EncodeToString(n.Hash[:])) }},
		{heads.previous, 66, func(_ *job, n store.Entry) cell { return text(hex.EncodeToString(n.Prev[:])) }},
	}
}

// ofDay leaves the entries of the day asked for; all when none is.
func (j *job) ofDay(all iter.Seq2[store.Entry, error]) iter.Seq2[store.Entry, error] {
	if j.what.Day.IsZero() {
		return all
	}
	return func(yield func(store.Entry, error) bool) {
		for n, err := range all {
			if err == nil && calendar.DateOf(n.At.In(j.Office.Office.Zone())) != j.what.Day {
				continue
			}
			if !yield(n, err) {
				return
			}
		}
	}
}
