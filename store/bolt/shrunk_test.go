package bolt_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
)

// A file cut under a live process ends in an error that says so, never in a
// wrong answer: each value that is read is the one that was written, and one
// that is there is not said to be absent.
func TestShrunkWhileOpen(t *testing.T) {
	const n = 300
	value := func(i int) string { return fmt.Sprint(i, strings.Repeat("v", 500+i)) }
	key := func(i int) string { return fmt.Sprintf("key%04d", i) }
	for _, name := range []string{"s.db", "s.db.log/00000001.seg"} {
		for _, size := range []int64{0, 100, 4096, 9000, 40000, 100000} {
			path := filepath.Join(t.TempDir(), "s.db")
			e, err := bolt.Create(path, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			for i := range n {
				p := store.Pair{Key: []byte(key(i)), Value: []byte(value(i))}
				w := store.Write{Puts: []store.Pair{p}}
				if i%2 == 0 { // its value stands in the journal alone
					w = store.Write{Kept: []store.Pair{p}}
				}
				if err := e.Commit(t.Context(), w); err != nil {
					t.Fatal(err)
				}
			}
			// Opened anew, nothing is in memory.
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			if e, err = bolt.Open(path, bolt.Options{NoSync: true}); err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(filepath.Join(filepath.Dir(path), name), size); err != nil {
				t.Fatal(err)
			}
			failed := 0
			for i := range n {
				snap, err := e.Snapshot(t.Context())
				if err == nil {
					var got []byte
					if got, err = snap.Get([]byte(key(i))); err == nil && string(got) != value(i) {
						t.Fatalf("%s cut to %d: %s is %.20q", name, size, key(i), got)
					}
					snap.Close()
				}
				if err != nil {
					failed++
				}
				if errors.Is(err, store.ErrNotFound) {
					t.Fatalf("%s cut to %d: %s is said to be absent", name, size, key(i))
				}
			}
			if failed == 0 {
				t.Errorf("%s cut to %d: nobody noticed", name, size)
			}
			_ = e.Close() // it may have more to say
			if _, err := bolt.Open(path, bolt.Options{NoSync: true}); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%s cut to %d: opened again: %v", name, size, err)
			}
		}
	}
}
