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

// When there is no room the engine stops, and goes on after Reopen with all
// that was committed and nothing of what was not.
func TestFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	e, err := bolt.Create(path, bolt.Options{NoSync: true, MaxSize: 3 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	big := strings.Repeat("x", 400<<10)
	n := 0
	for ; n < 20; n++ {
		w := store.Write{Puts: []store.Pair{{Key: []byte{'k', byte(n)}, Value: []byte(big)}}}
		if err = e.Commit(t.Context(), w); err != nil {
			break
		}
	}
	if !errors.Is(err, store.ErrFull) || !errors.Is(err, store.ErrUnknownOutcome) || n == 0 {
		t.Fatalf("after %d commits: %v, want ErrFull", n, err)
	}
	if _, err := e.Snapshot(t.Context()); !errors.Is(err, store.ErrUnknownOutcome) {
		t.Errorf("Snapshot while in doubt: %v", err)
	}
	if err := e.Commit(t.Context(), store.Write{}); !errors.Is(err, store.ErrUnknownOutcome) {
		t.Errorf("Commit while in doubt: %v", err)
	}
	woken := e.Wake(t.Context(), []byte("k"))
	if err := e.Reopen(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-woken
	if get(t, e, string([]byte{'k', byte(n - 1)})) != big || get(t, e, string([]byte{'k', byte(n)})) != "" {
		t.Error("the store holds something else than what was committed")
	}
	if err := e.Reopen(t.Context()); err != nil {
		t.Errorf("Reopen without need: %v", err)
	}
	put(t, e, "small", "1")
	var found []string
	if err := e.Check(t.Context(), func(what string) { found = append(found, what) }); err != nil || len(found) > 0 {
		t.Errorf("check: %v %v", found, err)
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
