package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"tereze/store"
	"tereze/store/bolt"
)

const oldStore = "7b1f6a0e-3c52-4d0b-9a55-0d8f1c2b3a44"

// oldFormat makes a store as format 1 had it, with n keys, after count commits.
func oldFormat(t *testing.T, path string, n int, count byte) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := fmt.Sprintf(`{"format":1,"store":%q}`, oldStore)
	position := append([]byte{0, 0, 0, 0, 0, 0, 0, count}, bytes.Repeat([]byte{7}, 16)...)
	err = db.Update(func(tx *bbolt.Tx) error {
		data, err := tx.CreateBucket([]byte("data"))
		if err != nil {
			return err
		}
		engine, err := tx.CreateBucket([]byte("engine"))
		if err != nil {
			return err
		}
		for i := range n {
			if err := data.Put(fmt.Appendf(nil, "key%05d", i), fmt.Appendf(nil, "value %d", i)); err != nil {
				return err
			}
		}
		return errors.Join(engine.Put([]byte("id"), []byte(id)), engine.Put([]byte("position"), position))
	})
	note := fmt.Sprintf("%020d %x\n", count, position[8:])
	err = errors.Join(err, db.Close(), os.WriteFile(path+".id", []byte(id+"\n"), 0o600), os.WriteFile(path+".head", []byte(note), 0o600))
	if err != nil {
		t.Fatal(err)
	}
}

// A store of the first format opens, read only as it is, for writing with a log
// made of what stands in it; a carrying over that was cut short anywhere is
// begun anew or ended, and afterwards the file can be had from the log.
func TestTheFirstFormatIsCarriedOver(t *testing.T) {
	const n = 3000
	whole := func(t *testing.T, e store.Engine) {
		t.Helper()
		for i := range n {
			if k := fmt.Sprintf("key%05d", i); get(t, e, k) != fmt.Sprintf("value %d", i) {
				t.Fatalf("%s is %q", k, get(t, e, k))
			}
		}
	}
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, path string)
	}{
		{"at once", func(*testing.T, string) {}},
		{"cut short before the log had its name", func(t *testing.T, path string) {
			if err := errors.Join(os.Mkdir(path+".log.new", 0o700), os.WriteFile(path+".log.new/00000001.seg", []byte("half"), 0o600)); err != nil {
				t.Fatal(err)
			}
		}},
		{"cut short before the file knew of the log", func(t *testing.T, path string) {
			other := path + ".other"
			oldFormat(t, other, 5, 9)
			e, err := bolt.Open(other, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			e.Close()
			copyLog(t, other+".log", path+".log")
		}},
		{"cut short before the companions were written", func(t *testing.T, path string) {
			id, _ := os.ReadFile(path + ".id")
			note, _ := os.ReadFile(path + ".head")
			e, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			e.Close()
			if err := errors.Join(os.WriteFile(path+".id", id, 0o600), os.WriteFile(path+".head", note, 0o600)); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "s.db")
			oldFormat(t, path, n, 200)
			c.spoil(t, path)
			for range 2 {
				e, err := bolt.Open(path, bolt.Options{NoSync: true})
				if err != nil {
					t.Fatal(err)
				}
				whole(t, e)
				put(t, e, "new", "1")
				if err := e.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if _, err := bolt.Recover(t.Context(), path, bolt.Options{NoSync: true}, nil); err != nil {
				t.Fatal(err)
			}
			e, err := bolt.Open(path, bolt.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			whole(t, e)
		})
	}
	t.Run("read only", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "s.db")
		oldFormat(t, path, n, 200)
		e, err := bolt.Open(path, bolt.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		whole(t, e)
		if _, err := os.Stat(path + ".log"); err == nil {
			t.Error("reading made a log")
		}
	})
	t.Run("an older copy", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "s.db")
		oldFormat(t, path, 5, 200)
		note, _ := os.ReadFile(path + ".head")
		os.WriteFile(path+".head", bytes.Replace(note, []byte("200"), []byte("203"), 1), 0o600)
		var damaged *store.DamagedError
		if _, err := bolt.Open(path, bolt.Options{NoSync: true}); !errors.As(err, &damaged) || damaged.Back != 3 {
			t.Errorf("%v, want 3 commits back", err)
		}
		e, err := bolt.Open(path, bolt.Options{NoSync: true, AcceptOlder: true})
		if err != nil {
			t.Fatal(err)
		}
		e.Close()
	})
}
