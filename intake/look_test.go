package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// saw is a list of looks in short: "op2@4 042-150302-000001".
func saw(s intake.Seen) string {
	var out []string
	for _, l := range s.Looks {
		how := ""
		if l.ByIIN {
			how = " iin"
		}
		out = append(out, fmt.Sprintf("%s@%d %s%s", l.Actor, l.Window, string(l.Number)[11:], how))
	}
	return fmt.Sprintf("%d: %s", s.All, strings.Join(out, ", "))
}

func lastEntry(t testing.TB, l *store.Ledger) store.Entry {
	t.Helper()
	some, err := l.JournalBack(context.Background(), 0, 1)
	if err != nil || len(some) != 1 {
		t.Fatalf("journal: %v %v", some, err)
	}
	return some[0]
}

func TestWhoSaw(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ctx := t.Context()
	one := b.accept(b.app("duplicate", "application identity-document"))
	two := b.accept(b.app("preschool-queue", "application birth-certificate parent-identity"))
	if one.RecipientID != two.RecipientID {
		t.Fatal("the two cases should be one person's")
	}
	by := b.By(op2)
	c, err := b.Look(ctx, by, one.ID)
	if err != nil || c.Number != one.Number || c.AcceptedAt.Location().String() != b.Office.Zone().String() {
		t.Fatalf("%v %v", c, err)
	}
	if e := lastEntry(t, b.Ledger); e.Act != "see" || e.Subject != string(one.Number) || e.Operator != "op2" || e.Process != 0 {
		t.Errorf("%+v", e)
	}
	if again, err := b.Look(ctx, by, one.ID); err != nil || again.ID != one.ID { // the same look, sent again
		t.Errorf("%v %v", again, err)
	}
	b.later(time.Minute)
	if _, err := b.Look(ctx, b.By(op1), two.ID); err != nil {
		t.Fatal(err)
	}
	b.later(time.Minute)
	k, err := b.RecallSeen(ctx, b.By(op1), one.Recipient.IIN)
	if err != nil || k.Person == nil {
		t.Fatalf("%+v %v", k, err)
	}
	if e := lastEntry(t, b.Ledger); e.Act != "see" || e.Subject != string(two.Number) {
		t.Errorf("%+v", e)
	}
	head, _ := b.Ledger.Head(ctx)
	if k, err := b.RecallSeen(ctx, b.By(op1), iinOf(t, 77)); err != nil || k.Person != nil {
		t.Errorf("a newcomer: %+v %v", k, err)
	}
	if now, _ := b.Ledger.Head(ctx); now != head {
		t.Error("nobody was shown, and it was kept")
	}

	for _, r := range []struct {
		name string
		ask  func() (intake.Seen, error)
		want string
		of   string // the journal's subject
	}{
		{"the first case", func() (intake.Seen, error) { return b.WhoSaw(ctx, b.By(boss), one.ID) }, "1: op2@4 000001", string(one.Number)},
		{"the second", func() (intake.Seen, error) { return b.WhoSaw(ctx, b.By(boss), two.ID) }, "1: op1@3 000002", string(two.Number)},
		{"the person", func() (intake.Seen, error) { return b.WhoSawIIN(ctx, b.By(boss), one.Recipient.IIN) },
			"3: op1@3 000002 iin, op1@3 000002, op2@4 000001", string(two.Number)},
		{"nobody", func() (intake.Seen, error) { return b.WhoSawIIN(ctx, b.By(boss), iinOf(t, 77)) }, "0: ", ""},
	} {
		got, err := r.ask()
		if err != nil || saw(got) != r.want {
			t.Errorf("%s: %s, want %s (%v)", r.name, saw(got), r.want, err)
		}
		if e := lastEntry(t, b.Ledger); e.Act != "looks" || e.Subject != r.of || e.Operator != "boss" {
			t.Errorf("%s: in the journal stands %s %s", r.name, e.Act, e.Subject)
		}
	}
}

func TestLookRights(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	c := b.accept(b.duplicate(1))
	head, _ := b.Ledger.Head(t.Context())
	for _, r := range intake.Roles() {
		a := intake.Actor{Code: "x1", Role: r, Provider: c.Provider}
		_, err := b.Look(t.Context(), b.By(a), c.ID)
		switch {
		case r.AtProvider():
			b.refused(err, intake.ProblemNoCase) // it is not with the provider
		case r.May(intake.CanSee):
			b.refused(err, "")
		default:
			b.refused(err, intake.ProblemRole)
		}
		_, err = b.WhoSaw(t.Context(), b.By(a), c.ID)
		want := intake.ProblemRole
		if r == intake.Supervisor {
			want = ""
		}
		b.refused(err, want)
		_, err = b.WhoSawIIN(t.Context(), b.By(a), c.Recipient.IIN)
		b.refused(err, want)
	}
	if now, _ := b.Ledger.Head(t.Context()); now.Seq != head.Seq+6 { // four saw, one asked twice
		t.Errorf("%d entries", now.Seq-head.Seq)
	}
	_, err := b.Look(t.Context(), b.By(op1), uuid.New())
	b.refused(err, intake.ProblemNoCase)
}

// Opened for reading only, a card is shown and the caller told that no trace
// of it is kept.
func TestLookOnReadOnly(t *testing.T) {
	path := t.TempDir() + "/store.db"
	w, err := bolt.Create(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.OpenLedger(t.Context(), w, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		t.Fatal(err)
	}
	office := intake.DefaultOffice(storetest.Office, "atyrau")
	b := &bench{TB: t, Desk: &intake.Desk{Ledger: l, Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &office}}
	b.Clock = func() time.Time { return b.now }
	b.set("2015-03-02T10:00")
	c := b.accept(b.duplicate(1))
	b.must(b.Look(t.Context(), b.By(op1), c.ID))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	e, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	ro, err := store.OpenLedger(t.Context(), e, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	d := &intake.Desk{Ledger: ro, Catalogue: b.Catalogue, Book: b.Book, Office: b.Office, Clock: b.Clock}
	head, _ := ro.Head(t.Context())
	got, err := d.Look(t.Context(), d.By(op1), c.ID)
	if !errors.Is(err, intake.ErrUnseen) || got == nil || got.Number != c.Number {
		t.Errorf("%v %v", got, err)
	}
	k, err := d.RecallSeen(t.Context(), d.By(op1), c.Recipient.IIN)
	if !errors.Is(err, intake.ErrUnseen) || k.Person == nil {
		t.Errorf("%v %v", k, err)
	}
	s, err := d.WhoSaw(t.Context(), d.By(boss), c.ID)
	if !errors.Is(err, intake.ErrUnseen) || saw(s) != "1: op1@3 000001" {
		t.Errorf("%v %v", saw(s), err)
	}
	if now, _ := ro.Head(t.Context()); now != head {
		t.Error("written to a store opened for reading")
	}
}

// Nothing of a person stands in the clear where looks are kept.
func TestLookKeysTellNothing(t *testing.T) {
	b, e := openCounting(t, "atyrau", "2015-03-02T10:00")
	c := b.accept(b.duplicate(1))
	b.must(b.Look(t.Context(), b.By(op1), c.ID))
	snap, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	looks := 0
	for p, err := range snap.Scan(nil, nil, false) {
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(p.Key, []byte("look")) {
			looks++
		}
		for _, no := range []string{c.Recipient.IIN, c.Recipient.Surname, c.Recipient.Given} {
			if bytes.Contains(p.Key, []byte(no)) || bytes.Contains(p.Value, []byte(no)) {
				t.Errorf("%q tells %q", p.Key, no)
			}
		}
	}
	if looks != 5 { // the record, two entries, two counts
		t.Errorf("%d keys of looks", looks)
	}
}
