package backup_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/bolt/backup"
)

// A log that hides people is never read without their keys as if it did not,
// and one that began without hiding goes on with it.
func TestHiding(t *testing.T) {
	o := newOffice(t)
	o.put(1, "Адам")
	if err := o.l.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if _, err := bolt.Recover(ctx, o.path, bolt.Options{NoSync: true}, nil); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("without keys: %v", err)
	}
	opts, err := bolt.Hiding(o.path, keys, "042", o.schema, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Recover(ctx, o.path, opts, nil); err != nil {
		t.Errorf("with them: %v", err)
	}
	if err := os.Remove(o.path + ".shred"); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Hiding(o.path, keys, "042", o.schema, bolt.Options{NoSync: true}); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("lost keys: %v", err)
	}

	path := filepath.Join(t.TempDir(), "y.db")
	plain, err := bolt.Create(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	o.l = o.ledger(plain)
	o.put(2, "Басқа")
	if err := o.l.Close(); err != nil {
		t.Fatal(err)
	}
	opts.Shred = o.keysOf(path, true)
	for range 2 {
		e, err := bolt.Open(path, opts)
		if err != nil {
			t.Fatal(err)
		}
		o.l = o.ledger(e)
		o.put(3, "Бөлек")
		if err := o.l.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := bolt.Recover(ctx, path, opts, nil); err != nil {
			t.Fatal(err)
		}
	}
	e, err := bolt.Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	o.l = o.ledger(e)
	if got := o.owners(o.l); got[id(2)] != "Басқа" || got[id(3)] != "Бөлек" {
		t.Errorf("%v", got)
	}
}

// A manifest of another folder, whole in itself, does not fit into the chain.
func TestSwapped(t *testing.T) {
	o := newOffice(t)
	first, other := o.dir, filepath.Join(t.TempDir(), "other")
	for n := range 3 {
		o.put(n, "Адам")
		for _, o.dir = range []string{other, first} {
			o.backup()
		}
	}
	data, err := os.ReadFile(filepath.Join(other, "000002.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(first, "000002.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Read(first); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("swapped: %v", err)
	}
}
