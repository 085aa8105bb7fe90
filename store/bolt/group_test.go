package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
)

func create(t *testing.T, o bolt.Options) *bolt.Engine {
	t.Helper()
	e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func at(t *testing.T, view func(context.Context) (store.Snapshot, error), k string) string {
	t.Helper()
	snap, err := view(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	v, err := snap.Get([]byte(k))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	return string(v)
}

// What is ordered can be built upon at once and is shown to people only when it
// is on the disk.
func TestOrderedIsNotYetShown(t *testing.T) {
	e := create(t, bolt.Options{})
	write := func(k, v string, guards ...store.Pair) func() error {
		t.Helper()
		durable, err := e.Order(t.Context(), store.Write{Guards: guards, Puts: []store.Pair{{Key: []byte(k), Value: []byte(v)}}})
		if err != nil {
			t.Fatal(err)
		}
		return durable
	}
	first := write("a", "1", store.Pair{Key: []byte("a")})
	second := write("a", "2", store.Pair{Key: []byte("a"), Value: []byte("1")})
	if _, err := e.Order(t.Context(), store.Write{Guards: []store.Pair{{Key: []byte("a"), Value: []byte("1")}}}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a guard that moved: %v", err)
	}
	everything, err := e.Order(t.Context(), store.Write{})
	if err != nil {
		t.Fatal(err)
	}
	if tip, shown := at(t, e.Tip, "a"), at(t, e.Snapshot, "a"); tip != "2" || shown != "" {
		t.Errorf("before the flush: tip %q, shown %q", tip, shown)
	}
	if err := everything(); err != nil {
		t.Fatal(err)
	}
	if shown := at(t, e.Snapshot, "a"); shown != "2" {
		t.Errorf("after it: %q", shown)
	}
	if err := errors.Join(first(), second()); err != nil {
		t.Error(err)
	}
}

// Many writers at once: every commit is there once, numbers without a gap, also
// in what is opened from the files alone.
func TestManyWritersOneFlush(t *testing.T) {
	for _, o := range []bolt.Options{{NoSync: true}, {NoSync: true, Batch: 1, Ceiling: 4 << 10}, {}} {
		t.Run(fmt.Sprintf("batch %d sync %v", o.Batch, !o.NoSync), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "s.db")
			e, err := bolt.Create(path, o)
			if err != nil {
				t.Fatal(err)
			}
			const writers, each = 8, 25
			var wg sync.WaitGroup
			for w := range writers {
				wg.Go(func() {
					for i := range each {
						put(t, e, fmt.Sprintf("%d-%d", w, i), "x")
						if at(t, e.Snapshot, fmt.Sprintf("%d-%d", w, i)) != "x" {
							t.Error("a commit is not shown to who made it")
						}
					}
				})
			}
			wg.Wait()
			if got := e.Log().End().Commit; got != writers*each {
				t.Errorf("%d commits in the log", got)
			}
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			if e, err = bolt.Open(path, o); err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			for w := range writers {
				for i := range each {
					if at(t, e.Snapshot, fmt.Sprintf("%d-%d", w, i)) != "x" {
						t.Errorf("%d-%d is gone", w, i)
					}
				}
			}
		})
	}
}

// A commit that is waited for by nobody is flushed with the next one.
func TestNobodyWaits(t *testing.T) {
	e := create(t, bolt.Options{NoSync: true})
	if _, err := e.Order(t.Context(), store.Write{Puts: []store.Pair{{Key: []byte("left"), Value: []byte("1")}}}); err != nil {
		t.Fatal(err)
	}
	put(t, e, "next", "1")
	if at(t, e.Snapshot, "left") != "1" {
		t.Error("it is not there")
	}
}
