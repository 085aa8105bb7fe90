package main

import (
	"testing"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/store/bolt"
)

// An office with older cases beside the played ones is a sound one, and people
// can come in.
func TestPreparedOfficeIsSound(t *testing.T) {
	dir := t.TempDir()
	ctx := t.Context()
	people := []intake.Actor{{Code: "typer1", Name: "Т. Біреу", Role: intake.Operator, Window: 1, Lang: "kk"}}
	first, err := prepare(ctx, dir, training.Least, people, true)
	if err != nil {
		t.Fatal(err)
	}
	err = opened(ctx, dir, still(morning), bolt.Options{}, func(o *courier.Office) error {
		if err := old(ctx, o, 250); err != nil {
			return err
		}
		r, err := o.Audit(ctx, nil)
		for _, f := range r.Findings {
			t.Error(f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	g, err := prepare(ctx, dir, 0, people, true) // once more: nothing is made twice
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Codes) < training.Least || len(g.Codes) != len(first.Codes)+250 || len(g.Out) == 0 || g.Size == 0 {
		t.Errorf("%d codes, %d out, %d bytes", len(g.Codes), len(g.Out), g.Size)
	}
}
