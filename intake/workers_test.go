package intake_test

import (
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/trio"
)

func TestWorkers(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	save := func(a intake.Actor) error { return b.SaveActor(ctx, b.By(root), a) }
	kz := op1
	kz.Lang = trio.KK
	for _, a := range []intake.Actor{op2, kz, boss} {
		if err := save(a); err != nil {
			t.Fatal(err)
		}
	}
	all, err := b.Workers(ctx)
	if err != nil || len(all) != 3 || all[0] != boss || all[1] != kz || all[2] != op2 {
		t.Errorf("%+v, %v", all, err)
	}
	kz.Window = 9
	if err := save(kz); err != nil {
		t.Fatal(err)
	}
	if a, err := b.Worker(ctx, "op1"); err != nil || *a != kz {
		t.Errorf("%+v, %v", a, err)
	}
	for _, code := range []string{"op9", ""} {
		_, err := b.Worker(ctx, code)
		b.refused(err, intake.ProblemOperator)
	}
	for _, a := range []intake.Actor{{Name: "А. Ахметова"}, {Code: "op3"}, {Code: " ", Name: " "}} {
		b.refused(save(a), intake.ProblemOperator)
	}
}

func TestClockBack(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	back := func(want time.Duration) {
		t.Helper()
		if got, err := b.ClockBack(t.Context()); err != nil || got != want {
			t.Errorf("%v, %v; want %v", got, err, want)
		}
	}
	back(0) // an empty journal
	b.accept(b.duplicate(1))
	back(0)
	b.later(-time.Minute)
	back(0) // clocks of two windows may differ that much
	b.later(-time.Minute)
	back(0)
	b.later(-time.Second)
	back(2*time.Minute + time.Second)
	b.later(-2 * time.Hour)
	back(2*time.Hour + 2*time.Minute + time.Second)
	b.accept(b.duplicate(2)) // it holds all the same
	back(0)
	b.later(26 * time.Hour)
	back(0)
}
