package courier_test

import (
	"context"
	"iter"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// recount counts a day by reading every case and every turn-away there is.
func recount(b *bench, on calendar.Date) (total courier.Tally, operators, services map[string]courier.Tally, hours map[int]int, missing, turned, late int) {
	b.Helper()
	operators, services, hours = map[string]courier.Tally{}, map[string]courier.Tally{}, map[int]int{}
	zone := b.Office.Office.Zone()
	day := func(t time.Time) bool { return calendar.DateOf(t.In(zone)) == on }
	add := func(by, service string, change func(*courier.Tally)) {
		change(&total)
		o, s := operators[by], services[service]
		change(&o)
		change(&s)
		operators[by], services[service] = o, s
	}
	err := b.Ledger.View(b.ctx(), func(tx *store.Tx) error {
		for c, err := range intake.Cases.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if first := c.History[0]; day(first.At) {
				hours[first.At.In(zone).Hour()]++
				add(first.By, c.Service, func(t *courier.Tally) {
					if first.Act == intake.ActRefuse {
						t.Refused++
					} else {
						t.Accepted++
					}
					if c.Stage == intake.Annulled {
						t.Annulled++
					}
					if took := first.At.Sub(c.StartedAt); !c.StartedAt.IsZero() && took >= 0 && day(c.StartedAt) {
						t.Timed++
						t.Mean += int(took / time.Second) // a sum, for now
						if took > 15*time.Minute {
							t.Over++
						}
					}
				})
				missing += len(c.Missing)
			}
			if c.Stage == intake.Issued {
				for _, e := range c.History {
					if e.Act == intake.ActIssue && day(e.At) {
						add(e.By, c.Service, func(t *courier.Tally) { t.Issued++ })
						break
					}
				}
			}
			if c.ReadyOn == on && c.ReadyOn.After(c.Come) {
				late++
			}
		}
		for t, err := range intake.TurnAways.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if day(t.At) {
				turned++
				add(t.By, t.Service, func(t *courier.Tally) { t.Elsewhere++ })
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return
}

// same holds a kept tally against a recounted one, whose Mean is still a sum.
func sameTally(t *testing.T, what string, got, want courier.Tally) {
	t.Helper()
	if want.Timed > 0 {
		want.Mean = (2*want.Mean + want.Timed) / (2 * want.Timed)
	}
	a := []int{got.Accepted, got.Annulled, got.Refused, got.Elsewhere, got.Issued, got.Timed, got.Mean, got.Over}
	b := []int{want.Accepted, want.Annulled, want.Refused, want.Elsewhere, want.Issued, want.Timed, want.Mean, want.Over}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%s: %v, recounted %v", what, a, b)
	}
}

// The figures of every day of a filled office are those of its cases, one by
// one.
func TestDayIsItsCases(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:42")
	b.Desk.Office.Training = true
	if err := training.Fill(b.ctx(), b.Office, training.Least, b.Now()); err != nil {
		t.Fatal(err)
	}
	var seen courier.Tally
	lateDays := 0
	for i := range 75 {
		on := b.Today().Add(-i)
		d := ok(b.Day(b.ctx(), on))(t)
		total, operators, services, hours, missing, turned, late := recount(b, on)
		sameTally(t, on.String(), d.Total, total)
		if len(d.Operators) != len(operators) || len(d.Services) != len(services) || len(d.Hours) != len(hours) {
			t.Errorf("%s: %d operators, %d services, %d hours; recounted %d, %d, %d", on, len(d.Operators), len(d.Services), len(d.Hours), len(operators), len(services), len(hours))
		}
		for _, o := range d.Operators {
			sameTally(t, on.String()+" "+o.Code, o, operators[o.Code])
		}
		for _, s := range d.Services {
			sameTally(t, on.String()+" "+s.Code, s, services[s.Code])
		}
		for _, h := range d.Hours {
			if h.Served != hours[h.Hour] {
				t.Errorf("%s at %d: %d served, recounted %d", on, h.Hour, h.Served, hours[h.Hour])
			}
		}
		n := 0
		for _, r := range d.Refusals {
			n += r.N
		}
		away := 0
		for _, r := range d.TurnAways {
			away += r.N
		}
		if n != missing || away != turned {
			t.Errorf("%s: %d missing, %d turned away; recounted %d, %d", on, n, away, missing, turned)
		}
		last := d.Month[len(d.Month)-1]
		if len(d.Month) != courier.Month || last.On != on || last.Accepted != total.Accepted || last.Late != late {
			t.Errorf("%s: the month ends with %+v, recounted %d accepted, %d late", on, last, total.Accepted, late)
		}
		seen.Accepted, seen.Refused, seen.Issued = seen.Accepted+total.Accepted, seen.Refused+total.Refused, seen.Issued+total.Issued
		seen.Elsewhere, seen.Annulled, lateDays = seen.Elsewhere+total.Elsewhere, seen.Annulled+total.Annulled, lateDays+late
	}
	if seen.Accepted < 40 || seen.Refused == 0 || seen.Issued == 0 || seen.Elsewhere == 0 || seen.Annulled == 0 || lateDays == 0 {
		t.Errorf("the office shows too little: %+v, %d late", seen, lateDays)
	}
}

// What took how long: of what was begun on another day, or nobody knows when,
// no time is known, and yet it counts.
func TestDayTimes(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for _, began := range []time.Duration{4 * time.Minute, 16 * time.Minute, 15 * time.Minute, 26 * time.Hour, -time.Hour, 0} {
		a := b.app("duplicate", school)
		by := b.by(op)
		a.StartedAt = by.At.Add(-began)
		if began == 0 {
			a.StartedAt = time.Time{}
		}
		ok(b.Accept(b.ctx(), by, a))(t)
	}
	d := ok(b.Day(b.ctx(), b.Today()))(t)
	if x := d.Total; x.Accepted != 6 || x.Timed != 3 || x.Over != 1 || x.Mean != 700 {
		t.Errorf("%+v", x)
	}
	if len(d.Hours) != 1 || d.Hours[0].Served != 6 || d.Hours[0].Over != 1 {
		t.Errorf("%+v", d.Hours)
	}
}

// An issue counts on its own day and for who gave; taken back, no more.
func TestDayOfIssue(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ids := b.marked(2, school)
	ok(b.Forward(b.ctx(), b.by(sector), nil, nil))(t)
	b.set("2015-03-03T23:30")
	for _, id := range ids {
		ok(b.Issue(b.ctx(), b.by(op), id, intake.Handing{Receipt: true, Identity: intake.IdentityCard}))(t)
	}
	ok(b.Undo(b.ctx(), b.by(op), b.read(ids[0]), ""))(t)
	for day, want := range map[int]int{2: 0, 3: 1, 4: 0} {
		d := ok(b.Day(b.ctx(), calendar.Date{Year: 2015, Month: 3, Day: day}))(t)
		if d.Total.Issued != want {
			t.Errorf("%d March: %d issued, want %d", day, d.Total.Issued, want)
		}
	}
}

// watched counts what is looked up in an engine.
type watched struct {
	store.Engine
	gets atomic.Int64
}

type watchedSnap struct {
	store.Snapshot
	e *watched
}

func (e *watched) Snapshot(ctx context.Context) (store.Snapshot, error) {
	s, err := e.Engine.Snapshot(ctx)
	return watchedSnap{s, e}, err
}

func (s watchedSnap) Get(key []byte) ([]byte, error) { s.e.gets.Add(1); return s.Snapshot.Get(key) }

func (s watchedSnap) Scan(from, to []byte, reverse bool) iter.Seq2[store.Pair, error] {
	return s.Snapshot.Scan(from, to, reverse)
}

// The figures open no case: what is looked up one by one does not grow with
// the cases of the day.
func TestDayReadsNoCase(t *testing.T) {
	e := &watched{Engine: ok(bolt.Create(t.TempDir()+"/store.db", bolt.Options{NoSync: true}))(t)}
	l := ok(store.OpenLedger(t.Context(), e, storetest.Office, storetest.Keys(), courier.Schema()))(t)
	t.Cleanup(func() { _ = l.Close() })
	b := bare(t, l, "atyrau", "2015-03-02T10:00")
	gets := func() int64 {
		e.gets.Store(0)
		ok(b.Day(b.ctx(), b.Today()))(t)
		ok(b.Hangs(b.ctx(), b.Today()))(t)
		ok(b.LeftOpen(b.ctx(), b.Today()))(t)
		return e.gets.Load()
	}
	b.duplicates(2, school)
	few := gets()
	b.duplicates(30, school)
	b.handed(20, other)
	if many := gets(); many > few || few == 0 {
		t.Errorf("%d look-ups with 52 cases, %d with 2", many, few)
	}
}
