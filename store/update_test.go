package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

func TestDoubtfulCommits(t *testing.T) {
	b := newLibrary()
	for _, c := range []struct {
		name    string
		trouble []storetest.Trouble
		want    error
		runs    int
		reopens int
		there   bool
	}{
		{"the answer is lost", []storetest.Trouble{storetest.Reply}, nil, 1, 1, true},
		{"the commit is lost", []storetest.Trouble{storetest.Lost}, nil, 2, 1, true},
		{"somebody was first", []storetest.Trouble{storetest.Collision, storetest.Collision}, nil, 3, 0, true},
		{"lost, then the answer", []storetest.Trouble{storetest.Lost, storetest.Reply}, nil, 2, 2, true},
		{"lost for good", []storetest.Trouble{storetest.Lost, storetest.Lost, storetest.Lost}, store.ErrNotWritten, 3, 3, false},
		{"full", []storetest.Trouble{storetest.Full}, store.ErrFull, 1, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			flaky := &storetest.Flaky{Engine: e}
			l, err := store.OpenLedger(t.Context(), flaky, "042", storetest.Keys(), b.schema)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			flaky.Fail(c.trouble...)
			runs := 0
			head, err := l.Update(t.Context(), storetest.By(1), func(tx *store.Tx) error {
				runs++
				return b.papers.Put(tx, &paper{ID: "p", Shelf: "A"})
			})
			if !errors.Is(err, c.want) || errors.Is(err, store.ErrUnknownOutcome) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if runs != c.runs || flaky.Reopens != c.reopens {
				t.Errorf("%d runs, %d reopens; want %d, %d", runs, flaky.Reopens, c.runs, c.reopens)
			}
			now, err := l.Head(t.Context())
			if err != nil || c.there && (head.Seq != 1 || now != head) || !c.there && now.Seq != 0 {
				t.Errorf("head %v, now %v, %v", head, now, err)
			}
			storetest.MustAudit(t, l)
		})
	}
}

func TestUpdatesQueueAndWake(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	ctx, cancel := context.WithCancel(t.Context())
	woken := l.Wake(ctx)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { b.put(t, l, i, paper{ID: fmt.Sprintf("p%d", i), Shelf: "A"}) })
	}
	wg.Wait()
	<-woken
	cancel()
	for range woken { // ends, because ctx has
	}
	view(t, l, func(tx *store.Tx) error {
		if n, err := b.byShelf.Tally(tx, []byte("A")); n != 20 || err != nil {
			t.Errorf("%d papers, %v", n, err)
		}
		return nil
	})
}

func TestWaitingForTheTurnEndsWithTheContext(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	b.put(t, l, 1, paper{ID: "p"})
	_, err := l.Update(t.Context(), storetest.By(2), func(tx *store.Tx) error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := l.Update(ctx, storetest.By(3), func(*store.Tx) error { t.Error("ran"); return nil })
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want Canceled", err)
	}
}

func TestSameActTwice(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	first := b.put(t, l, 1, paper{ID: "p"})
	b.put(t, l, 2, paper{ID: "q"})
	again, err := l.Update(t.Context(), storetest.By(1), func(*store.Tx) error {
		t.Error("it ran again")
		return nil
	})
	if err != nil || again != first {
		t.Errorf("replay: %v, %v; want %v", again, err, first)
	}
}

// Two programs on one engine: who finds the head moved runs again on what the
// other has written.
func TestAnotherWriterIsNoticed(t *testing.T) {
	b := newLibrary()
	e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	var l [2]*store.Ledger
	for i := range l {
		if l[i], err = store.OpenLedger(t.Context(), e, "042", storetest.Keys(), b.schema); err != nil {
			t.Fatal(err)
		}
	}
	var given []uint64
	head, err := l[0].Update(t.Context(), storetest.By(1), func(tx *store.Tx) error {
		n, err := tx.Next("n")
		if given = append(given, n); len(given) == 1 {
			if _, err := l[1].Update(t.Context(), storetest.By(2), func(tx *store.Tx) error {
				_, err := tx.Next("n")
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		return err
	})
	if err != nil || head.Seq != 2 || fmt.Sprint(given) != "[1 2]" {
		t.Errorf("numbers %v, head %v, %v; want 1, then 2, which stands", given, head, err)
	}
	storetest.MustAudit(t, l[0])
}

// A receipt carries where the journal stood after its own act, whoever has
// written since.
func TestHeadOfAnAct(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	put := func(n int) store.Head {
		t.Helper()
		head, err := l.Update(t.Context(), storetest.By(n), func(tx *store.Tx) error {
			return b.papers.Put(tx, &paper{ID: fmt.Sprint(n), Shelf: "A"})
		})
		if err != nil {
			t.Fatal(err)
		}
		return head
	}
	first := put(1)
	put(2)
	if got, err := l.HeadOf(t.Context(), storetest.By(1).Op); err != nil || got != first || got.Seq != 1 {
		t.Errorf("%v, %v; want %v", got, err, first)
	}
	if _, err := l.HeadOf(t.Context(), storetest.By(3).Op); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an act that was not: %v", err)
	}
}
