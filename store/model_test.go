package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// TestAgainstAMap does random transactions on a ledger and on a map. Inside
// each transaction and after it both must show the same, and the audit nothing.
func TestAgainstAMap(t *testing.T) {
	b := newLibrary()
	dir := t.TempDir()
	run := 0
	ids := rapid.SampledFrom([]string{"a", "ab", "b", "c", "ca", "d"})
	shelves := rapid.SampledFrom([]string{"", "A", "AB", "B"})
	rapid.Check(t, func(t *rapid.T) {
		run++
		e, err := bolt.Create(filepath.Join(dir, fmt.Sprint(run)), bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		l, err := store.OpenLedger(context.Background(), e, "042", storetest.Keys(), b.schema)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		model, refused := map[string]paper{}, errors.New("refused")
		for act := range rapid.IntRange(1, 8).Draw(t, "acts") {
			next := maps.Clone(model)
			fail := rapid.IntRange(0, 4).Draw(t, "fail") == 0
			_, err := l.Update(context.Background(), storetest.By(act), func(tx *store.Tx) error {
				for range rapid.IntRange(1, 6).Draw(t, "steps") {
					id := ids.Draw(t, "id")
					if rapid.Bool().Draw(t, "drop") {
						_, there := next[id]
						if err := b.papers.Drop(tx, []byte(id)); errors.Is(err, store.ErrNotFound) == there {
							t.Fatalf("drop of %s: %v", id, err)
						}
						delete(next, id)
					} else {
						p := paper{ID: id, Shelf: shelves.Draw(t, "shelf"), Owner: shelves.Draw(t, "owner"), Pages: rapid.Int64Range(-2, 3).Draw(t, "pages")}
						if err := b.papers.Put(tx, &p); err != nil {
							return err
						}
						next[id] = p
					}
				}
				b.same(t, tx, next)
				if fail {
					return refused
				}
				return nil
			})
			if fail && err != refused || !fail && err != nil {
				t.Fatal(err)
			}
			if !fail {
				model = next
			}
			if err := l.View(context.Background(), func(tx *store.Tx) error { b.same(t, tx, model); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if report, err := l.Audit(context.Background(), nil); err != nil || !report.OK() {
			t.Fatalf("%v %v", report.Findings, err)
		}
	})
}

// same compares records, an index page by page in both directions, and counts.
func (b *library) same(t *rapid.T, tx *store.Tx, model map[string]paper) {
	var ids []string
	for p, err := range b.papers.Scan(tx, nil, nil, false) {
		if err != nil {
			t.Fatal(err)
		}
		want := model[p.ID]
		if p.Shelf != want.Shelf || p.Owner != want.Owner || p.Pages != want.Pages {
			t.Fatalf("record %+v, want %+v", *p, want)
		}
		ids = append(ids, p.ID)
	}
	if want := slices.Sorted(maps.Keys(model)); !slices.Equal(ids, want) {
		t.Fatalf("records %v, want %v", ids, want)
	}
	counts := map[string]int64{}
	byShelf := map[string][]string{}
	for _, id := range ids {
		p := model[id]
		counts[p.Shelf]++
		byShelf[p.Shelf] = append(byShelf[p.Shelf], id)
		weight := p.Pages
		if weight == 0 {
			weight = 1
		}
		counts["pages/"+p.Shelf] += weight
	}
	maps.DeleteFunc(counts, func(_ string, n int64) bool { return n == 0 })
	kept := map[string]int64{}
	for c, err := range b.byShelf.Tallies(tx, nil) {
		if err != nil {
			t.Fatal(err)
		}
		kept[string(c.Key)] = c.N
	}
	if !maps.Equal(kept, counts) {
		t.Fatalf("tallies %v, want %v", kept, counts)
	}
	for _, reverse := range []bool{false, true} {
		for _, shelf := range []string{"", "A", "AB", "B"} {
			var got []string
			var cursor []byte
			for {
				hits, err := b.byShelf.Page(tx, store.AppendString(nil, shelf), cursor, 2, reverse)
				if err != nil {
					t.Fatal(err)
				}
				if len(hits) == 0 {
					break
				}
				for _, h := range hits {
					got, cursor = append(got, string(h.ID)), h.Cursor
				}
			}
			want := slices.Clone(byShelf[shelf])
			if reverse {
				slices.Reverse(want)
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("shelf %q, reverse %v: %v, want %v", shelf, reverse, got, want)
			}
		}
	}
}
