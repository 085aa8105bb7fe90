package bolt_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest/plain"
)

// Random commits on this engine and on the plain one: equal commands give equal
// state, whether what was written is in memory or in the file, after opening
// again, in a copy of the files taken while they were open, in one whose file
// is lost and recovered, and to a reader who changes nothing.
func TestAgainstThePlainEngine(t *testing.T) {
	dir, run := t.TempDir(), 0
	keys := rapid.SampledFrom([]string{"a", "ab", "b", "ba", "c", "k1", "k2", "k3", "z"})
	rapid.Check(t, func(t *rapid.T) {
		run++
		path := filepath.Join(dir, fmt.Sprint(run))
		o := bolt.Options{NoSync: true, Batch: rapid.SampledFrom([]int{1, 2000, 1 << 20}).Draw(t, "batch")}
		e := must(bolt.Create(path, o))(t)
		defer func() { e.Close() }()
		model := must(plain.Open(path+".plain", true))(t)
		defer model.Close()
		for act := range rapid.IntRange(1, 25).Draw(t, "acts") {
			var w store.Write
			for _, k := range rapid.SliceOfNDistinct(keys, 1, 5, rapid.ID).Draw(t, "keys") {
				p := store.Pair{Key: []byte(k), Value: fmt.Appendf(nil, "%d of %s", act, k)}
				switch how := rapid.IntRange(0, 3).Draw(t, "how"); {
				case how == 0:
					w.Drops = append(w.Drops, p.Key)
				case how == 1 && k[0] == 'k':
					w.Kept = append(w.Kept, p)
				default:
					w.Puts = append(w.Puts, p)
				}
			}
			if err := errors.Join(e.Commit(t.Context(), w), model.Commit(t.Context(), w)); err != nil {
				t.Fatal(err)
			}
			want := all(t, model)
			equal(t, "now", all(t, e), want)
			switch rapid.IntRange(0, 5).Draw(t, "then") {
			case 0:
				if err := e.Close(); err != nil {
					t.Fatal(err)
				}
				e = must(bolt.Open(path, o))(t)
				equal(t, "opened again", all(t, e), want)
			case 1:
				other := copied(t, path, fmt.Sprintf("%s.%d", path, act))
				reader := must(bolt.Open(other, bolt.Options{ReadOnly: true}))(t)
				equal(t, "read only", all(t, reader), want)
				reader.Close()
				left := must(bolt.Open(other, o))(t)
				equal(t, "after a crash", all(t, left), want)
				left.Close()
			case 2:
				other := copied(t, path, fmt.Sprintf("%s.%d", path, act))
				if err := os.Remove(other); err != nil {
					t.Fatal(err)
				}
				if _, err := bolt.Recover(t.Context(), other, o, nil); err != nil {
					t.Fatal(err)
				}
				made := must(bolt.Open(other, o))(t)
				equal(t, "recovered", all(t, made), want)
				made.Close()
			}
		}
	})
}

func must[T any](v T, err error) func(*rapid.T) T {
	return func(t *rapid.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// all is everything in an engine, both ways and by key.
func all(t *rapid.T, e store.Engine) map[string]string {
	t.Helper()
	snap := must(e.Snapshot(t.Context()))(t)
	defer snap.Close()
	var order [2][]string
	got := map[string]string{}
	for i, reverse := range []bool{false, true} {
		for p, err := range snap.Scan(nil, nil, reverse) {
			if err != nil {
				t.Fatal(err)
			}
			order[i] = append(order[i], string(p.Key))
			got[string(p.Key)] = string(p.Value)
			if v, err := snap.Get(p.Key); err != nil || string(v) != string(p.Value) {
				t.Fatalf("Get of %q: %q %v, scanned %q", p.Key, v, err, p.Value)
			}
		}
	}
	slices.Reverse(order[1])
	if !slices.Equal(order[0], order[1]) || !slices.IsSorted(order[0]) || len(got) != len(order[0]) {
		t.Fatalf("forwards %q, backwards %q", order[0], order[1])
	}
	return got
}

func equal(t *rapid.T, when string, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Fatalf("%s: %v\nwant %v", when, got, want)
	}
}

// copied is the store's files as a crash would leave them now.
func copied(t *rapid.T, from, to string) string {
	t.Helper()
	for _, suffix := range []string{"", ".id", ".head"} {
		b := must(os.ReadFile(from + suffix))(t)
		if err := os.WriteFile(to+suffix, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(to+".log", 0o700); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(from + ".log/*.seg")
	for _, name := range names {
		b := must(os.ReadFile(name))(t)
		if err := os.WriteFile(filepath.Join(to+".log", filepath.Base(name)), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return to
}
