package intake_test

import (
	"slices"
	"testing"
	"time"

	"tereze/intake"
	"tereze/store"
)

// A window reads on either way from any row, with it or without it.
func TestWindow(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	var want []string
	for i := range 9 {
		want = append(want, b.accept(b.duplicate(i)).Number.Tail())
	}
	var cursors [][]byte
	read := func(w intake.Window) (got []string) {
		b.view(func(tx *store.Tx) error {
			rows, err := intake.ListWindow(tx, intake.ListCounter, w)
			got = nil
			for _, r := range rows {
				got = append(got, r.Number.Tail())
				if w.From == nil && !w.Back && w.Limit == 100 {
					cursors = append(cursors, r.Cursor)
				}
			}
			return err
		})
		return got
	}
	if got := read(intake.Window{Limit: 100}); !slices.Equal(got, want) {
		t.Fatalf("all: %v", got)
	}
	if got := read(intake.Window{Limit: 100, Back: true}); !slices.Equal(got, want) {
		t.Errorf("all, from the end: %v", got)
	}
	if got := read(intake.Window{Limit: 3, Back: true}); !slices.Equal(got, want[6:]) {
		t.Errorf("the end: %v", got)
	}
	for i, c := range cursors {
		for limit := 1; limit < 4; limit++ {
			for _, with := range []bool{true, false} {
				on, back := i+1, i
				if with {
					on, back = i, i+1
				}
				if got := read(intake.Window{From: c, Inclusive: with, Limit: limit}); !slices.Equal(got, slices.Clip(want[on:min(on+limit, 9)])) {
					t.Errorf("%d on from %d, with it %v: %v", limit, i, with, got)
				}
				if got := read(intake.Window{From: c, Inclusive: with, Back: true, Limit: limit}); !slices.Equal(got, want[max(0, back-limit):back]) {
					t.Errorf("%d back from %d, with it %v: %v", limit, i, with, got)
				}
			}
		}
	}
}

// A window of one provider shows no other's rows, even where one code begins
// with the other.
func TestWindowOfProvider(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	for i, p := range []string{"school-1", "school-12", "school-1", "school-21"} {
		a := b.duplicate(i)
		a.Provider = p
		b.move(b.accept(a), intake.ActGive, intake.ActReceive)
		b.later(time.Minute)
	}
	for p, want := range map[string]int{"school-1": 2, "school-12": 1, "school-21": 1, "school-2": 0, "school": 0} {
		b.view(func(tx *store.Tx) error {
			rows, err := intake.ListWindowOf(tx, intake.ListSector, p, intake.Window{Limit: 100})
			n, _ := intake.CountListOf(tx, intake.ListSector, p, b.Today())
			if len(rows) != want || n.All != int64(want) {
				t.Errorf("%s: %d rows, counted %d, want %d", p, len(rows), n.All, want)
			}
			return err
		})
	}
}

// The day's acceptances stand in their order, wherever their cases are now;
// a case without a term of its own shows the day to come.
func TestAcceptedWindow(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	b.at(intake.Accepted, 1)
	b.at(intake.Refused, 2)
	b.at(intake.Issued, 3)
	b.later(24 * time.Hour)
	b.at(intake.Accepted, 4)
	b.view(func(tx *store.Tx) error {
		rows, err := intake.AcceptedWindow(tx, date(t, "2015-03-02"), intake.Window{Limit: 10})
		if len(rows) != 2 || rows[0].Number.Seq() != 1 || rows[0].Due != date(t, "2015-03-03") ||
			rows[1].Number.Seq() != 3 || rows[1].Stage != intake.Issued || rows[1].Due != date(t, "2015-04-01") {
			t.Errorf("%+v", rows)
		}
		return err
	})
}
