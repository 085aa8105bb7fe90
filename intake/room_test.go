package intake_test

import (
	"errors"
	"testing"

	"tereze/intake"
)

// A disk with less than 200 MB takes no new case. What has begun goes on to its
// end, and who is turned away gets the paper.
func TestDiskLow(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	free, unknown := uint64(intake.LeastRoom), error(nil)
	b.Room = func() (uint64, error) { return free, unknown }
	by, first := b.By(op1), b.duplicate(1)
	c := b.must(b.Accept(t.Context(), by, first)) // just enough

	free--
	_, err := b.Accept(t.Context(), b.By(op1), b.duplicate(2))
	b.refused(err, intake.ProblemDiskLow)
	if p, _ := intake.AsProblem(err); len(p.Args) != 1 || p.Args[0] != "199" {
		t.Errorf("it says %v, want 199 MB", p.Args)
	}
	// It is said before anything is asked for, and to every worker's desk.
	if l := b.For(op1).Check(new(intake.Application)); len(l.Problems) == 0 || l.Problems[0].Code != intake.ProblemDiskLow {
		t.Errorf("an empty form is told %v", l.Problems)
	}
	// The same act sent again gets its answer: it was done.
	if again := b.must(b.Accept(t.Context(), by, first)); again.Number != c.Number {
		t.Errorf("sent again it is %s, not %s", again.Number, c.Number)
	}
	// Open cases end, drafts are kept, refusals are printed.
	if on := b.move(c, intake.ActGive); on.Version() == c.Version() {
		t.Error("an open case stands still")
	}
	draft := b.duplicate(3)
	if err := b.SaveDraft(t.Context(), b.By(op1), draft); err != nil {
		t.Error(err)
	}
	if r := b.must(b.Refuse(t.Context(), b.By(op1), b.app("duplicate", "application"))); r.Stage != intake.Refused || r.Number == "" {
		t.Errorf("no paper for who is turned away: %+v", r)
	}
	// Room again, or nobody knows: the window is open.
	free++
	b.accept(draft)
	free, unknown = 0, errors.New("no answer")
	b.accept(b.duplicate(4))
}

// On a disk that cannot be written every act is told so, and all can be read.
func TestDeskReadOnly(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.accept(b.duplicate(1))
	head := b.head()
	b.ReadOnly = true
	d := b.For(op1)
	_, err := d.Accept(t.Context(), b.By(op1), b.duplicate(2))
	b.refused(err, intake.ProblemReadOnly)
	b.refused(d.SaveDraft(t.Context(), b.By(op1), b.duplicate(3)), intake.ProblemReadOnly)
	_, err = d.Undo(t.Context(), b.By(op1), c.ID, "", nil)
	b.refused(err, intake.ProblemReadOnly)
	if got := b.must(d.Case(t.Context(), c.ID)); got.Number != c.Number {
		t.Errorf("read %s", got.Number)
	}
	if at, err := d.Printed(t.Context(), b.By(op1), "receipt", string(c.Number), true); err != nil || at.Seq != head {
		t.Errorf("a paper: entry %d, %v; want the last one, %d", at.Seq, err, head)
	}
	if b.head() != head {
		t.Error("something was written")
	}
}
