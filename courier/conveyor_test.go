package courier_test

import (
	"testing"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
)

// One case or more at each station, counted where it stands.
func TestConveyor(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	unclaimed := b.marked(2, school)
	ok(b.Forward(ctx, b.by(sector), nil, nil))(t)
	b.set("2015-04-03T10:00")
	ok(b.Archive(ctx, b.by(issuer), nil))(t)
	ok(b.Retrieve(ctx, b.two(issuer), unclaimed[0]))(t)
	b.set("2015-04-06T10:00")
	b.handed(3, other) // due on the 7th
	b.set("2015-04-07T10:00")
	b.marked(1, school)
	b.delivered(2, school)
	b.listed(4, "school-7")
	b.handed(1, "school-7")
	ok(b.PutAll(ctx, b.by(sector), "school-7", nil))(t)
	b.handed(2, "school-7")
	b.duplicates(5, school)
	app := b.app("duplicate", school)
	if err := b.SaveDraft(ctx, b.by(op), app); err != nil {
		t.Fatal(err)
	}
	app.ID, app.Papers = ok(b.Blank("duplicate"))(t).ID, nil
	ok(b.Refuse(ctx, b.by(op), app))(t)
	got := ok(b.Conveyor(ctx, b.Today()))(t)
	want := courier.Conveyor{
		Drafts: 1, Accepted: 15, Refused: 1, Counter: intake.Count{All: 5}, Sector: intake.Count{All: 5, Today: 3},
		Packed: 5, Away: intake.Count{All: 2, Today: 2}, Marked: intake.Count{All: 1, Today: 1}, Ready: intake.Count{All: 1}, Archived: 1,
	}
	if got != want {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if n := got.MustLeave(); n != 3 {
		t.Errorf("%d must leave", n)
	}
}

// A return registry waits until its last case is marked.
func TestWaitingReturns(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, first := b.back(2, school)
	ret, second := b.back(3, other)
	b.scan(ret.Number, b.read(second[0]).Number.Barcode())
	b.scan(1, b.read(first[0]).Number.Barcode())
	all := ok(b.WaitingReturns(t.Context()))(t)
	if len(all) != 2 || all[0].Number != 2 || all[0].Expected != (courier.Expected{Waiting: 2, Back: 1}) || all[1].Expected != (courier.Expected{Waiting: 1, Back: 1}) {
		t.Fatalf("%+v", all)
	}
	b.scan(1, b.read(first[1]).Number.Barcode())
	if all = ok(b.WaitingReturns(t.Context()))(t); len(all) != 1 || all[0].Number != 2 || all[0].Provider != other {
		t.Errorf("%+v", all)
	}
}

// The training office's counts are those of its cases.
func TestConveyorOfTraining(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	now := b.Now()
	b.Desk.Office.Training = true
	if err := training.Fill(t.Context(), b.Office, training.Least, now); err != nil {
		t.Fatal(err)
	}
	c := ok(b.Conveyor(t.Context(), b.Today()))(t)
	for name, n := range map[string]int64{
		"drafts": c.Drafts, "accepted today": c.Accepted, "counter": c.Counter.Late, "unsettled": c.Unsettled, "sector": c.Sector.Late,
		"packed": c.Packed, "away": c.Away.Late, "marked": c.Marked.Late, "ready": c.Ready.Late, "archived": c.Archived, "must leave": c.MustLeave(),
	} {
		if n < 1 {
			t.Errorf("%s: %d", name, n)
		}
	}
}
