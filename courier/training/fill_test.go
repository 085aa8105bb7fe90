package training_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
	"tereze/store/storetest"
)

var zone = time.FixedZone("UTC+5", 5*3600)

func at(y, m, d, h, min int) time.Time { return time.Date(y, time.Month(m), d, h, min, 0, 0, zone) }

// office is an empty training office whose clock shows now.
func office(t testing.TB, region string, now time.Time) *courier.Office {
	o := intake.DefaultOffice(storetest.Office, region)
	o.Training = true
	return &courier.Office{Desk: &intake.Desk{
		Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(), Book: calendar.Embedded(),
		Office: &o, Clock: func() time.Time { return now },
	}}
}

// cases is everything there is.
func cases(t testing.TB, o *courier.Office) (all []*intake.Case) {
	err := o.Ledger.View(t.Context(), func(tx *store.Tx) error {
		for c, err := range intake.Cases.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func audited(t testing.TB, o *courier.Office) {
	report, err := o.Audit(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		t.Error(f)
	}
}

// show is what one play must hold.
func show(t *testing.T, o *courier.Office, now time.Time) {
	t.Helper()
	stages := map[intake.Stage]int{}
	has := map[string]int{}
	people := map[string]int{}
	for _, c := range cases(t, o) {
		stages[c.Stage]++
		people[c.Recipient.IIN]++
		count := func(what string, yes bool) {
			if yes {
				has[what]++
			}
		}
		today := calendar.DateOf(now)
		count("given, not received", c.Stage == intake.Accepted && c.Given)
		count("received, not given", c.Stage == intake.Handed && !c.Given)
		count("late in a registry", c.Late)
		count("sent back", c.SentBack != "")
		count("refused by the provider", c.Outcome == intake.ReasonedRefusal && c.Stage == intake.Ready)
		count("announced, not marked", c.Stage == intake.Out && c.Return != 0)
		count("late with the provider", c.Stage == intake.Out && c.Arrived && c.StepDue.Before(today))
		count("in time with the provider", c.Stage == intake.Out && c.Arrived && c.StepDue.After(today))
		for step := range uint8(4) {
			count(fmt.Sprintf("step %d", step+1), c.Stage == intake.Out && c.Step == step+1)
		}
		for i, h := range c.History {
			count("act "+string(h.Act), true)
			if h.At.After(now) || i > 0 && h.At.Before(c.History[i-1].At) {
				t.Errorf("%s: %s at %v", c.Number, h.Act, h.At)
			}
		}
		for _, m := range c.Missing {
			count("missing "+m.Why, true)
		}
	}
	for _, s := range intake.Stages() {
		if stages[s] == 0 {
			t.Errorf("no case is %s", s)
		}
	}
	want := []string{
		"given, not received", "received, not given", "late in a registry", "sent back", "refused by the provider",
		"announced, not marked", "late with the provider", "missing absent", "step 1", "step 2", "step 3", "step 4",
	}
	for _, a := range []intake.Act{
		intake.ActGive, intake.ActReceive, intake.ActAdd, intake.ActDeliver, intake.ActStep, intake.ActSendBack, intake.ActComplete,
		intake.ActReturn, intake.ActMark, intake.ActForward, intake.ActIssue, intake.ActArchive, intake.ActRetrieve, intake.ActUndo,
	} {
		want = append(want, "act "+string(a))
	}
	for _, w := range want {
		if has[w] == 0 {
			t.Errorf("nothing: %s", w)
		}
	}
	again := 0
	for number, n := range people {
		if n > 1 && number != "" {
			again++
		}
	}
	if again == 0 {
		t.Error("nobody came twice")
	}
	showLate(t, o, now)
	for _, s := range []courier.State{courier.Open, courier.Closed, courier.Dispatched, courier.Delivered} {
		if some, err := o.RegistriesIn(t.Context(), s, 10); err != nil || len(some) == 0 {
			t.Errorf("no registry is %s (%v)", s, err)
		}
	}
	if drafts, err := o.DraftsOf(t.Context(), ""); err != nil || len(drafts) != 3 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
}

// showLate wants something late at every station.
func showLate(t *testing.T, o *courier.Office, now time.Time) {
	t.Helper()
	err := o.Ledger.View(t.Context(), func(tx *store.Tx) error {
		for list, name := range map[intake.List]string{
			intake.ListCounter: "counter", intake.ListUnsettled: "unsettled", intake.ListSector: "sector",
			intake.ListOut: "out", intake.ListMarked: "marked", intake.ListReady: "ready",
		} {
			n, err := intake.CountList(tx, list, calendar.DateOf(now))
			if err != nil {
				return err
			}
			if n.All == 0 || n.Late == 0 && list != intake.ListUnsettled {
				t.Errorf("list %s: %+v", name, n)
			}
		}
		for what, rows := range map[string]int{"turn-aways": count(t, tx, intake.TurnAways), "inventories": count(t, tx, intake.Inventories)} {
			if rows == 0 {
				t.Errorf("no %s", what)
			}
		}
		if n := count(t, tx, courier.Discrepancies); n != 1 {
			t.Errorf("%d discrepancy acts", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func count[T any](t *testing.T, tx *store.Tx, table *store.Table[T]) (n int) {
	for _, err := range table.Scan(tx, nil, nil, false) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func TestFillShowsEveryStage(t *testing.T) {
	for _, c := range []struct {
		name, region string
		n            int
		now          time.Time
	}{
		{"a morning", "atyrau", training.Default, at(2015, 3, 2, 10, 0)},
		{"few cases", "atyrau", training.Least, at(2015, 3, 2, 16, 30)},
		{"a night", "atyrau", training.Least, at(2015, 6, 11, 2, 15)},
		{"a Sunday, repealed", "atyrau", training.Least, at(2026, 7, 26, 12, 0)},
		{"after a holiday", "atyrau", training.Least, at(2025, 3, 26, 9, 5)},
		{"another region", "mangystau", training.Least, at(2016, 9, 21, 11, 11)},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := office(t, c.region, c.now)
			if err := training.Fill(t.Context(), o, c.n, c.now); err != nil {
				t.Fatal(err)
			}
			if got := o.Now(); !got.Equal(c.now) {
				t.Errorf("the clock was left at %v", got)
			}
			if got := len(cases(t, o)); got < c.n || got > c.n+c.n/10 { // those refused and back come on top
				t.Errorf("%d cases, wanted %d", got, c.n)
			}
			show(t, o, c.now)
			audited(t, o)
			forward(t, o)
		})
	}
}

// forward holds the journal's clock: it never goes back.
func forward(t *testing.T, o *courier.Office) {
	var last time.Time
	for from := uint64(1); ; {
		some, err := o.Ledger.Journal(t.Context(), from, 500)
		if err != nil || len(some) == 0 {
			if err != nil {
				t.Error(err)
			}
			return
		}
		for _, e := range some {
			if e.At.Before(last) {
				t.Fatalf("entry %d (%s) is of %v, the one before of %v", e.Seq, e.Act, e.At, last)
			}
			last, from = e.At, e.Seq+1
		}
	}
}

func TestFillTwiceIsTheSame(t *testing.T) {
	now := at(2015, 3, 2, 10, 0)
	var first []*intake.Case
	for range 2 {
		o := office(t, "atyrau", now)
		if err := training.Fill(t.Context(), o, training.Least, now); err != nil {
			t.Fatal(err)
		}
		all := cases(t, o)
		if first == nil {
			first = all
			continue
		}
		if len(all) != len(first) {
			t.Fatalf("%d cases and %d", len(first), len(all))
		}
		for i := range all {
			if a, b := first[i], all[i]; a.ID != b.ID || a.Number != b.Number || a.State != b.State || a.Recipient != b.Recipient {
				t.Fatalf("case %d differs: %s %+v, %s %+v", i, a.Number, a.State, b.Number, b.State)
			}
		}
	}
}

func TestFillNothingOffered(t *testing.T) {
	now := at(2013, 5, 2, 10, 0)
	if err := training.Fill(t.Context(), office(t, "atyrau", now), 0, now); err != training.ErrNothingOffered {
		t.Fatal(err)
	}
}
