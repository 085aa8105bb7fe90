package store_test

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
	"tereze/store/storetest/plain"
)

// Equal commands give equal state on the plain engine and on the journal-first
// one: records, index entries, counts, sequences, ops and journal, also when an
// act is sent twice and after opening again.
func TestEqualCommandsEqualState(t *testing.T) {
	b := newLibrary()
	dir, run := t.TempDir(), 0
	refused := errors.New("refused")
	rapid.Check(t, func(t *rapid.T) {
		run++
		o := bolt.Options{NoSync: true, Batch: rapid.SampledFrom([]int{1, 1 << 20}).Draw(t, "batch")}
		path := filepath.Join(dir, fmt.Sprint(run))
		open := func(e store.Engine, err error) *store.Ledger {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			l, err := store.OpenLedger(t.Context(), e, "042", storetest.Keys(), b.schema)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		reference := open(plain.Open(path+".plain", true))
		defer reference.Close()
		e, err := bolt.Create(path, o)
		l := open(e, err)
		defer func() { l.Close() }()
		for act := range rapid.IntRange(1, 12).Draw(t, "acts") {
			again := act > 0 && rapid.IntRange(0, 5).Draw(t, "again") == 0
			by := storetest.By(act)
			if again {
				by = storetest.By(act - 1)
			}
			papers := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) paper {
				return paper{ID: rapid.StringMatching("[a-c]{1,2}").Draw(t, "id"), Shelf: rapid.SampledFrom([]string{"", "A", "AB"}).Draw(t, "shelf"),
					Owner: "o", Pages: rapid.Int64Range(-1, 3).Draw(t, "pages")}
			}), 1, 5).Draw(t, "papers")
			drop, fail := rapid.IntRange(0, 3).Draw(t, "drop") == 0, rapid.IntRange(0, 5).Draw(t, "fail") == 0
			command := func(tx *store.Tx) error {
				tx.Note("shelve", papers[0].ID, "x")
				if _, err := tx.Next("numbers"); err != nil {
					return err
				}
				for _, p := range papers {
					if drop {
						if err := b.papers.Drop(tx, []byte(p.ID)); err != nil && !errors.Is(err, store.ErrNotFound) {
							return err
						}
					} else if err := b.papers.Put(tx, &p); err != nil {
						return err
					}
				}
				if fail {
					return refused
				}
				return nil
			}
			want, wantErr := reference.Update(t.Context(), by, command)
			got, gotErr := l.Update(t.Context(), by, command)
			if got.Seq != want.Seq || gotErr != wantErr {
				t.Fatalf("act %d: %d %v, the reference says %d %v", act, got.Seq, gotErr, want.Seq, wantErr)
			}
			if rapid.IntRange(0, 4).Draw(t, "reopen") == 0 {
				if err := l.Close(); err != nil {
					t.Fatal(err)
				}
				e, err := bolt.Open(path, o)
				l = open(e, err)
			}
			left, err := reference.Plain(t.Context())
			right, err2 := l.Plain(t.Context())
			if err := errors.Join(err, err2); err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(left, right) {
				t.Fatalf("act %d: %q\nthe reference has %q", act, right, left)
			}
		}
		for _, l := range []*store.Ledger{reference, l} {
			if report, err := l.Audit(t.Context(), nil); err != nil || !report.OK() {
				t.Fatalf("%v %v", report.Findings, err)
			}
		}
	})
}
