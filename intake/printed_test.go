package intake_test

import (
	"slices"
	"testing"
)

// What is printed is in the journal once, however often the same act is sent,
// and nothing but the journal changes.
func TestPrintedIsJournalled(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	c := b.accept(b.duplicate(1))
	by := b.By(op1)
	head, err := b.Printed(ctx, by, "receipt", c.Number.String(), true)
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.Printed(ctx, by, "receipt", c.Number.String(), true)
	if err != nil || again != head {
		t.Errorf("sent again: %v, %v", again, err)
	}
	if first, err := b.Printed(ctx, b.By(op2), "refusal", "042-150302-000009", false); err != nil || first.Seq != head.Seq+1 {
		t.Errorf("%v, %v", first, err)
	}
	all, err := b.Ledger.Journal(ctx, head.Seq, 2)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	for i, want := range []struct {
		act, subject, who string
		args              []string
	}{{"reprint", c.Number.String(), "op1", []string{"receipt"}}, {"print", "042-150302-000009", "op2", []string{"refusal"}}} {
		e := all[i]
		if e.Act != want.act || e.Subject != want.subject || e.Operator != want.who || !slices.Equal(e.Args, want.args) {
			t.Errorf("entry %d: %+v", i, e)
		}
	}
	if now, err := b.Case(ctx, c.ID); err != nil || now.Version() != c.Version() {
		t.Errorf("the case moved: %v", err)
	}
}
