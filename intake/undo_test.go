package intake_test

import (
	"errors"
	"testing"
	"time"

	"tereze/intake"
	"tereze/store"
)

func TestUndoable(t *testing.T) {
	for _, r := range []struct {
		name   string
		by     intake.Actor
		after  time.Duration
		reason string
		want   string
	}{
		{"own, same day", op1, time.Minute, "", ""},
		{"own, at the end of the day", op1, 13 * time.Hour, "", ""},
		{"own, the next day", op1, 14 * time.Hour, "", "undo-other-shift"},
		{"own, the next day, with a reason", op1, 24 * time.Hour, "қате", "undo-other-shift"},
		{"another's", op2, time.Minute, "қате", "undo-other-shift"},
		{"supervisor without a reason", boss, time.Minute, "", "reason-missing"},
		{"supervisor with spaces", boss, time.Minute, " ", "reason-missing"},
		{"supervisor", boss, time.Minute, "қате", ""},
		{"supervisor, a month later", boss, 31 * 24 * time.Hour, "қате", ""},
	} {
		t.Run(r.name, func(t *testing.T) {
			b := open(t, "atyrau", "2015-03-02T10:00")
			c := b.at(intake.Ready, 1)
			before := b.must(b.Case(t.Context(), c.ID))
			issued := b.must(b.Issue(t.Context(), b.By(op1), c.ID, intake.Handing{Receipt: true, Identity: intake.Passport}))
			b.later(r.after)
			ev, err := b.Undoable(issued, b.By(r.by), r.reason)
			b.refused(err, r.want)
			if ev.Act != intake.ActIssue {
				t.Errorf("the last act is %s", ev.Act)
			}
			got, err := b.Undo(t.Context(), b.By(r.by), c.ID, r.reason, nil)
			b.refused(err, r.want)
			if r.want != "" {
				return
			}
			if state(got.State) != state(before.State) || got.Last().Act != intake.ActUndo || got.Last().Process != 7 || got.Last().By != r.by.Code || got.Last().Note != r.reason {
				t.Errorf("%+v\n%+v", got.State, got.Last())
			}
			if got.Version() != issued.Version()+1 {
				t.Error("the reversal is not on record")
			}
		})
	}
}

// Undo restores every date, act by act, back to the beginning; then nothing
// is left, and the number stays used.
func TestUndoAll(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.accept(b.duplicate(1))
	var were []intake.State
	for _, a := range road(intake.Issued) {
		were = append(were, c.State)
		b.later(time.Minute)
		c = b.move(c, a)
	}
	for i := len(were) - 1; i >= 0; i-- {
		c = b.undo(c)
		if state(c.State) != state(were[i]) {
			t.Fatalf("undo %d: %+v, want %+v", i, c.State, were[i])
		}
	}
	c = b.undo(c)
	if c.Stage != intake.Annulled || c.Number != "042-150302-000001" {
		t.Errorf("%s %s", c.Number, c.Stage)
	}
	_, err := b.Undo(t.Context(), b.By(op1), c.ID, "", nil)
	b.refused(err, intake.ProblemUndoNothing)
	for _, l := range allLists {
		if got := b.listed(l); len(got) != 0 {
			t.Errorf("list %c: %v", l, got)
		}
	}
}

// Undo, act, undo, undo: each takes back the newest act that stands.
func TestUndoOrder(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.at(intake.Handed, 1)
	undo := func(want intake.Act, stage intake.Stage) {
		t.Helper()
		ev, err := b.Undoable(c, b.By(hands(want)), "")
		if err != nil || ev.Act != want {
			t.Fatalf("would undo %s, want %s (%v)", ev.Act, want, err)
		}
		if c = b.undo(c); c.Stage != stage {
			t.Fatalf("undo of %s led to %s", want, c.Stage)
		}
	}
	undo(intake.ActReceive, intake.Accepted)
	c = b.move(c, intake.ActReceive, intake.ActAdd)
	undo(intake.ActAdd, intake.Handed)
	undo(intake.ActReceive, intake.Accepted)
	undo(intake.ActGive, intake.Accepted)
	c = b.move(c, intake.ActGive)
	undo(intake.ActGive, intake.Accepted)
	undo(intake.ActAccept, intake.Annulled)
}

// Sent again, an undo is one undo; what the guard sees it may refuse.
func TestUndoReplayed(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.at(intake.Handed, 1)
	by := b.By(sec1)
	for range 2 {
		if got := b.must(b.Undo(t.Context(), by, c.ID, "", nil)); got.Stage != intake.Accepted || got.Version() != c.Version()+1 {
			t.Errorf("%s, version %d", got.Stage, got.Version())
		}
	}
	guarded := errors.New("the registry has left")
	_, err := b.Undo(t.Context(), b.By(op1), c.ID, "", func(_ *store.Tx, now *intake.Case, last intake.Event) error {
		if now.ID != c.ID || last.Act != intake.ActGive {
			t.Errorf("the guard sees %s of %s", last.Act, now.Number)
		}
		return guarded
	})
	if !errors.Is(err, guarded) {
		t.Errorf("%v", err)
	}
}
