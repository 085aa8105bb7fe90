package bolt_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"os"

	"tereze/store"
	"tereze/store/bolt"
)

// When the file cannot take what is in the log, commits go on as far as memory
// is given for, then are refused; nothing that was committed is lost.
func TestTheFileIsFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	e, err := bolt.Create(path, bolt.Options{NoSync: true, MaxSize: 2 << 20, Batch: 1 << 20, Ceiling: 4 << 20})
	if err != nil {
		t.Fatal(err)
	}
	big := strings.Repeat("x", 400<<10)
	n := 0
	for ; n < 40; n++ {
		w := store.Write{Puts: []store.Pair{{Key: []byte{'k', byte(n)}, Value: []byte(big)}}}
		if err = e.Commit(t.Context(), w); err != nil {
			break
		}
	}
	if !errors.Is(err, store.ErrFull) || n < 5 {
		t.Fatalf("after %d commits: %v, want ErrFull", n, err)
	}
	whole := func(e store.Engine) {
		t.Helper()
		for i := range n {
			if get(t, e, string([]byte{'k', byte(i)})) != big {
				t.Errorf("commit %d is gone", i)
			}
		}
		if get(t, e, string([]byte{'k', byte(n)})) != "" {
			t.Error("what was refused is there")
		}
	}
	if err := e.Reopen(t.Context()); err != nil {
		t.Fatal(err)
	}
	whole(e)
	if err := e.Close(); err != nil && !errors.Is(err, store.ErrFull) {
		t.Logf("closing: %v", err)
	}
	if e, err = bolt.Open(path, bolt.Options{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	whole(e)
	put(t, e, "small", "1")
	var found []string
	if err := e.Check(t.Context(), func(what string) { found = append(found, what) }); err != nil || len(found) > 0 {
		t.Errorf("check: %v %v", found, err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

// A file cut while it is open must end in an error, not in the end of the
// program by SIGBUS.
func TestCutUnderItsFeet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	build(t, path, 200)
	e, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 8192); err != nil {
		t.Fatal(err)
	}
	snap, err := e.Snapshot(t.Context())
	if err == nil {
		for _, scanned := range snap.Scan(nil, nil, false) {
			err = errors.Join(err, scanned)
		}
		snap.Close()
	}
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("%v, want ErrDamaged", err)
	}
	if err := e.Commit(t.Context(), store.Write{Puts: []store.Pair{{Key: []byte("a")}}}); err == nil {
		t.Error("a commit on a cut file")
	}
	if err := e.Reopen(t.Context()); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Reopen: %v, want ErrDamaged", err)
	}
	e.Close()
}
