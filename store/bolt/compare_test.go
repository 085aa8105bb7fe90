package bolt

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"tereze/store"
)

// The file that recovery put aside is held against the new one: equal, behind
// the log, changed by nobody's commit, or not readable.
func TestCompare(t *testing.T) {
	ctx := context.Background()
	made := func(t *testing.T) string {
		path := filepath.Join(t.TempDir(), "x.db")
		e, err := Create(path, Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 300 {
			w := store.Write{Puts: []store.Pair{{Key: fmt.Append(nil, "key ", i%100), Value: fmt.Append(nil, "value ", i)}},
				Kept: []store.Pair{{Key: fmt.Append(nil, "kept ", i), Value: []byte("entry")}}}
			if err := e.Commit(ctx, w); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		// Everything into the file.
		if _, err := Recover(ctx, path, Options{NoSync: true}, nil); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		spoil func(path string) error
		ok    func(Compared) bool
	}{
		"equal": {nil, func(r Compared) bool { return r.Equal() && r.Same == 400 && r.Later == 0 && r.Behind == 0 }},
		"behind": {func(path string) error {
			e, err := Open(path, Options{NoSync: true})
			if err != nil {
				return err
			}
			old, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			err = e.Commit(ctx, store.Write{Puts: []store.Pair{{Key: []byte("key 1"), Value: []byte("later")}}, Drops: [][]byte{[]byte("key 2")}})
			if err := e.Close(); err != nil {
				return err
			}
			if err == nil {
				err = os.WriteFile(path, old, 0o600)
			}
			return err
		}, func(r Compared) bool { return r.Equal() && r.Same == 398 && r.Later == 2 && r.Behind == 1 }},
		"changed": {func(path string) error {
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				return err
			}
			err = db.Update(func(tx *bbolt.Tx) error {
				b := tx.Bucket(dataBucket)
				if err := b.Put([]byte("key 5"), []byte("forged")); err != nil {
					return err
				}
				if err := b.Put([]byte("key 5x"), []byte("forged")); err != nil {
					return err
				}
				return b.Delete([]byte("key 7"))
			})
			if err := db.Close(); err != nil {
				return err
			}
			return err
		}, func(r Compared) bool { return !r.Equal() && r.Same == 398 && r.Other == 3 && r.Unread == "" }},
		"short":   {func(path string) error { return os.Truncate(path, 4096*5) }, func(r Compared) bool { return !r.Equal() && r.Unread != "" }},
		"nothing": {func(path string) error { return os.WriteFile(path, []byte("nothing"), 0o600) }, func(r Compared) bool { return !r.Equal() && r.Unread != "" }},
	} {
		t.Run(name, func(t *testing.T) {
			path := made(t)
			if c.spoil != nil {
				if err := c.spoil(path); err != nil {
					t.Fatal(err)
				}
			}
			rec, err := Recover(ctx, path, Options{NoSync: true}, nil)
			if err != nil {
				t.Fatal(err)
			}
			r, err := Compare(ctx, rec.Old, path, Options{NoSync: true})
			if err != nil || !c.ok(r) {
				t.Errorf("%+v %v", r, err)
			}
		})
	}
}
