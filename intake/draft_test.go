package intake_test

import (
	"testing"

	"tereze/intake"
	"tereze/store"
)

func TestDrafts(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	save := func(by intake.By, a intake.Application) {
		if err := b.SaveDraft(ctx, by, a); err != nil {
			t.Fatal(err)
		}
	}
	drafts := func(actor string) (s []string) {
		all, err := b.DraftsOf(ctx, actor)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			s = append(s, f.Actor+":"+f.App.Recipient.Given)
		}
		return s
	}
	mine, other := b.duplicate(1), b.duplicate(2)
	mine.Recipient.Given = "Д"
	save(b.By(op1), mine)
	mine.Recipient.Given = "Дә"
	save(b.By(op1), mine)
	save(b.By(op2), other)
	if got := join(drafts("op1")); got != "op1:Дә" {
		t.Errorf("op1: %s", got)
	}
	if got := drafts(""); len(got) != 2 {
		t.Errorf("all: %v", got)
	}
	all, _ := b.DraftsOf(ctx, "op1")
	if f := all[0]; f.Window != 3 || !f.SavedAt.Equal(b.now) || f.App.ID != mine.ID || f.App.Papers[0] != mine.Papers[0] || f.App.Recipient.IIN != mine.Recipient.IIN {
		t.Errorf("%+v", f)
	}
	b.accept(mine)
	if got := drafts("op1"); len(got) != 0 {
		t.Errorf("after acceptance: %v", got)
	}
	save(b.By(op1), mine) // a field change that was under way
	if got := drafts("op1"); len(got) != 0 {
		t.Errorf("a late save raised the draft: %v", got)
	}
	for range 2 {
		if err := b.DropDraft(ctx, b.By(op2), other.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := drafts(""); len(got) != 0 {
		t.Errorf("after giving up: %v", got)
	}
	b.view(func(tx *store.Tx) error {
		n, err := intake.DraftsBy.Tally(tx, []byte("all"))
		if n != 0 {
			t.Errorf("tally %d", n)
		}
		return err
	})
}
