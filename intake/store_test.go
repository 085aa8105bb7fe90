package intake_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// counting is an engine that remembers how many keys its last commit took.
type counting struct {
	store.Engine
	last, most int
}

func (c *counting) Commit(ctx context.Context, w store.Write) error {
	c.last = len(w.Guards) + len(w.Puts) + len(w.Drops)
	c.most = max(c.most, c.last)
	return c.Engine.Commit(ctx, w)
}

func openCounting(t testing.TB, region, at string) (*bench, *counting) {
	t.Helper()
	e, err := bolt.Create(t.TempDir()+"/store.db", bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	c := &counting{Engine: e}
	l, err := store.OpenLedger(context.Background(), c, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { storetest.MustAudit(t, l); l.Close() })
	return openOn(t, l, region, at), c
}

// long is a name of eight words with no beginning in common: more keys than
// are kept of one person.
func long(from int) intake.Person {
	letters := []rune("абвгдежзиклмнопрстуфхцчшщыэюя")
	word := func() string {
		w := make([]rune, 9)
		for i := range w {
			w[i] = letters[(from+i)%len(letters)]
		}
		from += 3
		return string(unicode.ToUpper(w[0])) + string(w[1:])
	}
	return intake.Person{IIN: "900101300017", Surname: word() + "-" + word() + " " + word(),
		Given: word() + " " + word() + " " + word(), Patronymic: word() + " " + word()}
}

// The heaviest acceptance stays far from what a transaction may hold: a
// person who comes back with another name of many words and another
// telephone, from a draft, into a queue.
func TestAcceptKeys(t *testing.T) {
	b, e := openCounting(t, "atyrau", "2015-03-02T10:00")
	accept := func(p intake.Person) {
		a := b.app("preschool-queue", "application birth-certificate parent-identity")
		a.Recipient = p
		if err := b.SaveDraft(t.Context(), b.By(op1), a); err != nil {
			t.Fatal(err)
		}
		b.accept(a)
	}
	p := long(0)
	p.Phone = "77010000001"
	accept(p)
	first := e.last
	p = long(1)
	p.Phone = "77010000002"
	accept(p)
	t.Logf("keys: a new person %d, another name and telephone %d, of %d", first, e.last, store.MaxKeys)
	if e.most > store.MaxKeys*9/10 {
		t.Errorf("%d keys of %d", e.most, store.MaxKeys)
	}
	if found, err := b.Find(t.Context(), p.Surname, 10); err != nil || len(found) != 2 {
		t.Errorf("found %d by the first word, %v", len(found), err)
	}
}

// The heaviest move of as many cases as go into one transaction: each on two
// lists, in a registry that went out and one that comes back, at a provider
// of its own, with a day of its own.
func TestBatchKeys(t *testing.T) {
	b, e := openCounting(t, "atyrau", "2015-03-02T10:00")
	var ids []uuid.UUID
	for i := range 5 {
		a := b.duplicate(i)
		a.Provider = b.Office.ProvidersOf("school")[i].Code
		c := b.move(b.accept(a), intake.ActReceive, intake.ActAdd) // never given: unsettled
		ids = append(ids, b.must(b.Do(t.Context(), b.By(sec1), c.ID, intake.ActStep, "", func(tx *store.Tx, c *intake.Case) error {
			n := uint64(i + 1)
			errs := errors.Join(
				courier.Handovers.Put(tx, &courier.Handover{Number: n, Op: newID(), At: b.Now()}),
				courier.Returns.Put(tx, &courier.Return{Number: n, Op: newID(), Provider: c.Provider, At: b.Now()}),
				courier.Registries.Put(tx, &courier.Registry{Number: c.Registry, Op: newID(), Provider: c.Provider, State: courier.Delivered, OpenedAt: b.Now()}))
			c.Arrived, c.Step, c.Return, c.Handover = true, uint8(n), n, n
			c.StepDue = b.Today().Add(i)
			return errs
		})).ID)
	}
	e.most = 0
	each := func(act intake.Act, change func(i int, s *intake.State)) {
		t.Helper()
		i := 0
		err := b.Each(t.Context(), b.By(hands(act)), act, "1", ids, nil, func(_ *store.Tx, c *intake.Case) error {
			n := i % len(ids)
			i++
			return c.Move(b.By(op1), act, "", func(s *intake.State) { change(n, s) })
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d keys", act, e.last)
	}
	each(intake.ActStep, func(i int, s *intake.State) { s.StepDue = b.Today().Add(10 + i) })
	each(intake.ActMark, func(i int, s *intake.State) { s.ReadyAt = b.Now() })
	each(intake.ActForward, func(i int, s *intake.State) { s.KeepTo = b.Today().Add(20 + i) })
	each(intake.ActArchive, func(i int, s *intake.State) { s.Shelf = "2015/" + string(rune('1'+i)) })
	each(intake.ActRetrieve, func(i int, s *intake.State) { s.Shelf, s.KeepTo = "", b.Today().Add(40+i) })
	each(intake.ActWithdraw, func(int, *intake.State) {})
	if e.most > store.MaxKeys*9/10 {
		t.Errorf("%d keys of %d", e.most, store.MaxKeys)
	}
}

// No key and no value tells who came: neither in letters, nor folded, nor as
// hexadecimal digits.
func TestNothingReadable(t *testing.T) {
	b, e := openCounting(t, "atyrau", "2015-03-02T10:00")
	a := b.app("duplicate", "application identity-document")
	a.Recipient = intake.Person{IIN: "900101300017", Surname: "Жұмабаева", Given: "Айгерім", Phone: "77011234567", Address: "Сәтбаев көшесі, 15"}
	a.Agent = &intake.Representative{Kind: intake.ProxyNotary, DeedNumber: "К-1547", DeedDate: date(t, "2015-01-15"), Notary: "Оспанов",
		Person: intake.Person{IIN: "900101400013", Surname: "Төлегенова", Given: "Сәуле"}}
	if err := b.SaveDraft(t.Context(), b.By(op1), a); err != nil {
		t.Fatal(err)
	}
	secrets := []string{"900101300017", "900101400013", "77011234567", "7011234567", "Жұмабаева", "жұмабаева", "жумабаева", "жумаба", "Айгерім", "айгерим",
		"Төлегенова", "толегенова", "Оспанов", "К-1547", "Сәтбаев", "аттестат"}
	scan := func() (n int) {
		snap, err := e.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		for p, err := range snap.Scan(nil, nil, false) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			for _, s := range secrets {
				for _, form := range [][]byte{[]byte(s), []byte(hex.EncodeToString([]byte(s)))} {
					if bytes.Contains(p.Key, form) {
						t.Errorf("key %q tells %s", p.Key, s)
					}
					if bytes.Contains(p.Value, form) {
						t.Errorf("the value of %q tells %s", p.Key, s)
					}
				}
			}
		}
		return n
	}
	scan()
	c := b.move(b.accept(a), road(intake.Ready)...)
	b.must(b.Issue(t.Context(), b.By(op1), c.ID, intake.Handing{NoReceipt: "аттестат", Identity: intake.Passport, Agent: true, Authority: "К-1547"}))
	if n := scan(); n < 40 {
		t.Errorf("only %d keys: the scan sees nothing", n)
	}
	head, err := b.Ledger.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for seq := uint64(1); seq <= head.Seq; seq++ {
		entries, err := b.Ledger.Journal(t.Context(), seq, 1)
		if err != nil || len(entries) != 1 {
			t.Fatalf("entry %d: %v", seq, err)
		}
		said := strings.Join(append(entries[0].Args, entries[0].Act, entries[0].Subject, entries[0].Operator), " ")
		for _, s := range secrets {
			if strings.Contains(said, s) {
				t.Errorf("the journal's entry %d tells %s", seq, s)
			}
		}
	}
}
