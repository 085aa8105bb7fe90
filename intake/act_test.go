package intake_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
)

// One act over many cases, cut off and sent again with the same By, does each
// case once; the journal names the cases of each part.
func TestEach(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	var ids []uuid.UUID
	for i := range 12 {
		ids = append(ids, b.accept(b.duplicate(i)).ID)
	}
	by := b.By(op1)
	runs := 0
	each := func(ctx context.Context, stop int, cancel func()) error {
		return b.Each(ctx, by, intake.ActGive, "7", ids, func(done, all int) {
			if done == stop {
				cancel()
			}
		}, func(_ *store.Tx, c *intake.Case) error {
			runs++
			return c.Move(by, intake.ActGive, "", func(s *intake.State) { s.Given = true })
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := each(ctx, 5, cancel); !errors.Is(err, context.Canceled) || runs != 5 {
		t.Fatalf("%v after %d", err, runs)
	}
	for range 2 {
		if err := each(t.Context(), -1, nil); err != nil {
			t.Fatal(err)
		}
	}
	if runs != 12 {
		t.Errorf("%d runs for 12 cases", runs)
	}
	for _, id := range ids {
		if c := b.must(b.Case(t.Context(), id)); c.Version() != 2 || !c.Given {
			t.Errorf("%s has %d acts", c.Number, c.Version())
		}
	}
	head, err := b.Ledger.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	last, err := b.Ledger.Journal(t.Context(), head.Seq, 1)
	if err != nil || len(last) != 1 {
		t.Fatal(err)
	}
	if e := last[0]; e.Act != "give" || e.Subject != "7" || e.Process != 3 || e.Operator != "op1" || join(e.Args) != "042-150302-000011 042-150302-000012" {
		t.Errorf("%+v", e)
	}
}

// A case that refuses takes its whole part with it: all or nothing.
func TestEachRefused(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	good, bad := b.accept(b.duplicate(1)), b.at(intake.Withdrawn, 2)
	err := b.Each(t.Context(), b.By(op1), intake.ActGive, "", []uuid.UUID{good.ID, bad.ID}, nil, func(_ *store.Tx, c *intake.Case) error {
		return c.Move(b.By(op1), intake.ActGive, "", nil)
	})
	b.refused(err, intake.ProblemNotNow)
	if c := b.must(b.Case(t.Context(), good.ID)); c.Version() != 1 {
		t.Errorf("half done: %+v", c.Last())
	}
}

// A rehearsal finds the case that would refuse, and writes nothing.
func TestRehearse(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	var ids []uuid.UUID
	for i := range 6 {
		ids = append(ids, b.accept(b.duplicate(i)).ID)
	}
	by := b.By(op1)
	give := func(_ *store.Tx, c *intake.Case) error { return c.Move(by, intake.ActGive, "", nil) }
	before := b.head()
	if err := b.Rehearse(t.Context(), by, intake.ActGive, ids, give); err != nil {
		t.Error(err)
	}
	bad := b.at(intake.Refused, 7).ID
	b.refused(b.Rehearse(t.Context(), by, intake.ActGive, append(ids, bad), give), intake.ProblemNotNow)
	if b.head() != before+1 { // the refusal's own entry
		t.Errorf("a rehearsal wrote %d entries", b.head()-before-1)
	}
	if err := b.Each(t.Context(), by, intake.ActGive, "", ids, nil, give); err != nil {
		t.Errorf("after the rehearsal: %v", err)
	}
	if c := b.must(b.Case(t.Context(), ids[5])); c.Last().Act != intake.ActGive {
		t.Errorf("the act itself was taken for done: %+v", c.Last())
	}
}
