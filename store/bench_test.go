package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// BenchmarkUpdate is one act on a record with two indexes: with both flushes,
// and without, which is what the program itself costs.
func BenchmarkUpdate(b *testing.B) {
	for _, noSync := range []bool{false, true} {
		b.Run(fmt.Sprintf("nosync=%v", noSync), func(b *testing.B) {
			lib := newLibrary()
			e, err := bolt.Create(filepath.Join(b.TempDir(), "s.db"), bolt.Options{NoSync: noSync})
			if err != nil {
				b.Fatal(err)
			}
			l, err := store.OpenLedger(b.Context(), e, "042", storetest.Keys(), lib.schema)
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			n := 0
			for b.Loop() {
				n++
				_, err := l.Update(b.Context(), storetest.By(n), func(tx *store.Tx) error {
					seq, err := tx.Next("n")
					return errors.Join(err, lib.papers.Put(tx, &paper{ID: fmt.Sprintf("%08d", seq), Shelf: "A", Owner: "Ayan"}))
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPage is a list's window: 50 rows from the middle of an index.
func BenchmarkPage(b *testing.B) {
	lib := newLibrary()
	l := storetest.Open(b, lib.schema)
	for i := range 200 {
		_, err := l.Update(b.Context(), storetest.By(i), func(tx *store.Tx) error {
			var err error
			for k := range 20 {
				err = errors.Join(err, lib.papers.Put(tx, &paper{ID: fmt.Sprintf("%03d-%02d", i, k), Shelf: "A"}))
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	err := l.View(b.Context(), func(tx *store.Tx) error {
		hits, err := lib.byShelf.Page(tx, store.AppendString(nil, "A"), nil, 2000, false)
		if err != nil {
			return err
		}
		after := hits[1999].Cursor
		for b.Loop() {
			if _, err := lib.byShelf.Page(tx, store.AppendString(nil, "A"), after, 50, false); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
