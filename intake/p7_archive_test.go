package intake_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"tereze/intake"
	"tereze/store"
)

var allLists = []intake.List{intake.ListCounter, intake.ListUnsettled, intake.ListSector, intake.ListOut, intake.ListMarked, intake.ListReady, intake.ListArchive}

// listed is the numbers on a work list, by their last digits.
func (b *bench) listed(l intake.List) (out []string) {
	b.Helper()
	b.view(func(tx *store.Tx) error {
		rows, err := intake.ListPage(tx, l, nil, 1000)
		for _, r := range rows {
			out = append(out, r.Number.Tail())
		}
		return err
	})
	return out
}

func (b *bench) due() (out []string) {
	b.Helper()
	rows, err := b.ArchiveDue(b.Context(), b.Today(), nil, 1000)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range rows {
		out = append(out, r.Number.Tail())
	}
	return out
}

func TestArchive(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for i := range 7 {
		b.at(intake.Ready, i) // keep to 2 April
	}
	b.set("2015-03-03T10:00")
	fresh := b.at(intake.Ready, 7) // keep to 3 April
	b.set("2015-04-02T10:00")
	if got := b.due(); len(got) != 0 {
		t.Errorf("due on the last day: %v", got)
	}
	inv, err := b.Archive(t.Context(), b.By(iss1), nil)
	if err != nil || inv.Number != 0 || inv.Cases != 0 || countTable(b, intake.Inventories) != 0 {
		t.Errorf("an inventory of nothing: %+v, %v", inv, err)
	}

	b.set("2015-04-03T10:00")
	if got := b.due(); len(got) != 7 {
		t.Errorf("due the day after: %v", got)
	}
	before := b.head()
	b.due()
	if b.head() != before {
		t.Error("a dry run wrote something")
	}
	var steps []string
	by := b.By(iss1)
	inv, err = b.Archive(t.Context(), by, func(done, all int) { steps = append(steps, fmt.Sprintf("%d/%d", done, all)) })
	if err != nil || inv.Key() != "2015/1" || inv.Cases != 7 || !inv.Done || inv.Day != b.Today() || inv.By != "iss1" {
		t.Errorf("%+v, %v", inv, err)
	}
	if join(steps) != "5/7 7/7" {
		t.Errorf("progress %v", steps)
	}
	if got := b.listed(intake.ListReady); join(got) != fresh.Number.Tail() {
		t.Errorf("ready: %v", got)
	}
	if got := b.listed(intake.ListArchive); len(got) != 7 {
		t.Errorf("archive: %v", got)
	}
	// Again: nothing to do, whoever asks; the same act sent again answers with its inventory.
	before = b.head()
	again, err := b.Archive(t.Context(), b.By(iss1), nil)
	if err != nil || again.Number != 0 || again.Cases != 0 {
		t.Errorf("a second sweep: %+v, %v", again, err)
	}
	if again, err = b.Archive(t.Context(), by, nil); err != nil || *again != *inv {
		t.Errorf("the same sweep sent again: %+v, %v", again, err)
	}
	if b.head() != before || countTable(b, intake.Inventories) != 1 {
		t.Error("a repeated sweep wrote something")
	}
	b.set("2015-04-04T10:00")
	if inv, err = b.Archive(t.Context(), b.By(iss1), nil); err != nil || inv.Key() != "2015/2" || inv.Cases != 1 {
		t.Errorf("the next day: %+v, %v", inv, err)
	}
	b.set("2016-01-05T10:00")
	b.at(intake.Ready, 9)
	b.set("2016-02-08T10:00")
	if inv, err = b.Archive(t.Context(), b.By(iss1), nil); err != nil || inv.Key() != "2016/1" {
		t.Errorf("the next year begins at 1: %+v, %v", inv, err)
	}
}

func (b *bench) head() uint64 {
	b.Helper()
	h, err := b.Ledger.Head(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return h.Seq
}

// A sweep cut off at any point goes on under the same inventory, whether by
// the same act sent again or by a new one, and ends at zero.
func TestArchiveCutOff(t *testing.T) {
	for _, same := range []bool{true, false} {
		for _, cut := range []int{5, 10, 12} { // after the first part, the second, the last
			t.Run(fmt.Sprintf("same act %v, cut at %d", same, cut), func(t *testing.T) {
				b := open(t, "atyrau", "2015-03-02T10:00")
				for i := range 12 {
					b.at(intake.Ready, i)
				}
				b.set("2015-04-03T10:00")
				ctx, cancel := context.WithCancel(t.Context())
				by := b.By(iss1)
				inv, err := b.Archive(ctx, by, func(done, _ int) {
					if done == cut {
						cancel()
					}
				})
				if !errors.Is(err, context.Canceled) || inv == nil || inv.Key() != "2015/1" || inv.Done {
					t.Fatalf("%+v, %v", inv, err)
				}
				if got := b.due(); len(got) != 12-cut {
					t.Errorf("left: %v", got)
				}
				if !same {
					b.later(time.Minute)
					by = b.By(boss)
				}
				inv, err = b.Archive(t.Context(), by, nil)
				if err != nil || inv.Key() != "2015/1" || inv.Cases != 12 || !inv.Done {
					t.Errorf("%+v, %v", inv, err)
				}
				if got := b.due(); len(got) != 0 {
					t.Errorf("left: %v", got)
				}
				if n := countTable(b, intake.Inventories); n != 1 {
					t.Errorf("%d inventories", n)
				}
			})
		}
	}
}

// What is issued or withdrawn while the sweep runs is not swept.
func TestArchiveBesideOthers(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	var cases []*intake.Case
	for i := range 7 {
		cases = append(cases, b.at(intake.Ready, i))
	}
	b.set("2015-04-03T10:00")
	inv, err := b.Archive(t.Context(), b.By(iss1), func(done, _ int) {
		if done == 5 {
			b.must(b.Issue(t.Context(), b.By(op2), cases[6].ID, intake.Handing{Receipt: true, Identity: intake.Passport}))
		}
	})
	if err != nil || inv.Cases != 6 || !inv.Done {
		t.Errorf("%+v, %v", inv, err)
	}
	if c := b.must(b.Case(t.Context(), cases[6].ID)); c.Stage != intake.Issued {
		t.Errorf("%s", c.Stage)
	}
}

// What was cut off yesterday is closed as it stood, and today has its own.
func TestArchiveCutOffYesterday(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for i := range 7 {
		b.at(intake.Ready, i)
	}
	b.set("2015-04-03T10:00")
	ctx, cancel := context.WithCancel(t.Context())
	b.Archive(ctx, b.By(iss1), func(int, int) { cancel() })
	b.set("2015-04-04T10:00")
	inv, err := b.Archive(t.Context(), b.By(iss1), nil)
	if err != nil || inv.Key() != "2015/2" || inv.Cases != 2 || !inv.Done {
		t.Errorf("%+v, %v", inv, err)
	}
	var got []string
	b.view(func(tx *store.Tx) error {
		for v, err := range intake.Inventories.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			got = append(got, fmt.Sprintf("%s:%d:%v", v.Key(), v.Cases, v.Done))
		}
		return nil
	})
	if join(got) != "2015/1:5:true 2015/2:2:true" {
		t.Errorf("%v", got)
	}
}

// A person who comes late gets the result back from the archive.
func TestRetrieve(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.at(intake.Ready, 1)
	b.set("2015-04-03T10:00")
	if _, err := b.Archive(t.Context(), b.By(iss1), nil); err != nil {
		t.Fatal(err)
	}
	c = b.must(b.Case(t.Context(), c.ID))
	if c.Stage != intake.Archived || c.Shelf != "2015/1" || c.Last().Note != "2015/1" {
		t.Fatalf("%+v", c.State)
	}
	_, err := b.Issue(t.Context(), b.By(op1), c.ID, intake.Handing{Receipt: true, Identity: intake.Passport})
	b.refused(err, intake.ProblemNotNow)
	b.set("2015-06-30T10:00")
	c = b.must(b.Retrieve(t.Context(), b.two(iss1), c.ID))
	if c.Stage != intake.Ready || c.Shelf != "" || c.KeepTo != date(t, "2015-07-30") || c.Last().By != "iss1" || c.Last().Second != "boss" {
		t.Errorf("%+v", c.State)
	}
	if got := b.due(); len(got) != 0 {
		t.Errorf("due again at once: %v", got)
	}
	c = b.must(b.Issue(t.Context(), b.By(op2), c.ID, intake.Handing{Receipt: true, Identity: intake.Passport}))
	if c.Stage != intake.Issued {
		t.Errorf("%s", c.Stage)
	}
}

// Counts of a list agree with its rows, day by day.
func TestCountList(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	b.at(intake.Ready, 1)
	b.set("2015-03-03T10:00")
	b.at(intake.Ready, 2)
	b.set("2015-03-04T10:00")
	b.at(intake.Ready, 3)
	for on, want := range map[string]intake.Count{
		"2015-04-02": {All: 3, Today: 1}, "2015-04-03": {All: 3, Late: 1, Today: 1}, "2015-04-06": {All: 3, Late: 3},
	} {
		b.view(func(tx *store.Tx) error {
			n, err := intake.CountList(tx, intake.ListReady, date(t, on))
			if n != want {
				t.Errorf("on %s: %+v, want %+v", on, n, want)
			}
			return err
		})
	}
}

// A result marked at night stands under the office's own date: the store
// keeps no zones, and its audit must agree.
func TestMarkedAtNight(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	out := b.at(intake.Out, 1)
	b.set("2015-03-03T02:00") // still 2 March in UTC
	c := b.move(out, intake.ActMark)
	if c.ReadyOn != b.Today() {
		t.Errorf("marked on %s", c.ReadyOn)
	}
	b.view(func(tx *store.Tx) error {
		n, err := intake.CountList(tx, intake.ListMarked, b.Today())
		if n != (intake.Count{All: 1, Today: 1}) {
			t.Errorf("%+v", n)
		}
		return err
	})
	b.move(c, intake.ActForward)
	if got := b.listed(intake.ListMarked); len(got) != 0 {
		t.Errorf("still marked: %v", got)
	}
}
