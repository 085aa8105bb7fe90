package intake_test

import (
	"testing"
	"time"

	"tereze/intake"
)

// A form is kept for who typed it and about what; the newest state stands,
// until it is dropped.
func TestPads(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	sector := intake.Actor{Code: "sector1", Role: intake.Sector}
	load := func(a intake.Actor, of string) string {
		t.Helper()
		p, err := b.LoadPad(t.Context(), a, "delivery", of)
		if err != nil {
			t.Fatal(err)
		}
		if p == nil {
			return ""
		}
		return string(p.Data) + " " + p.At.Format("15:04")
	}
	save := func(a intake.Actor, of, data string) {
		t.Helper()
		b.refused(b.SavePad(t.Context(), b.By(a), "delivery", of, []byte(data)), "")
	}
	save(sector, "7", "one")
	b.later(time.Minute)
	save(sector, "7", "two")
	save(sector, "17", "other")
	if got := load(sector, "7"); got != "two 10:01" {
		t.Errorf("kept %q", got)
	}
	if got := load(op1, "7") + load(sector, "1"); got != "" {
		t.Errorf("another's: %q", got)
	}
	for range 2 {
		b.refused(b.DropPad(t.Context(), b.By(sector), "delivery", "7"), "")
	}
	if got := load(sector, "7") + load(sector, "17"); got != "other 10:01" {
		t.Errorf("after the drop: %q", got)
	}
	b.refused(b.SavePad(t.Context(), b.By(intake.Actor{Code: "a", Role: intake.Auditor}), "delivery", "7", nil), intake.ProblemRole)
}
