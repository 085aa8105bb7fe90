package courier_test

import (
	"testing"

	"tereze/courier"
	"tereze/intake"
)

// An office that remembers its count tells every reader what one that counts
// anew would, after each act and on another day.
func TestConveyorRemembered(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	kept := &courier.Office{Desk: b.Desk}
	kept.Remember()
	readers := []*courier.Office{kept, kept.For(op), kept.For(sector)}
	last := courier.Conveyor{}
	same := func(what string, moved bool) {
		t.Helper()
		want := ok(b.Conveyor(ctx, b.Today()))(t)
		for i, r := range readers {
			if got := ok(r.Conveyor(ctx, b.Today()))(t); got != want {
				t.Errorf("%s, reader %d: %+v, counted anew %+v", what, i, got, want)
			}
		}
		if (want != last) != moved {
			t.Errorf("%s: moved %v, want %v", what, want != last, moved)
		}
		last = want
	}
	same("empty", false)
	b.duplicates(2, school)
	same("accepted", true)
	same("again", false)
	b.handed(1, school)
	same("handed", true)
	b.set("2015-03-03T10:00")
	same("the next day", true)
	if _, err := kept.For(intake.Actor{Code: "a", Role: intake.Auditor}).Conveyor(ctx, b.Today()); err == nil {
		t.Error("an auditor was told the count")
	}
}
