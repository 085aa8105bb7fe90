package recent_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tereze/store/bolt/recent"
)

// state is the table as one commit left it; drops are in it.
type state map[string]recent.Value

// keys are few and short, so that they repeat, and some are others' beginnings.
var keys = rapid.Custom(func(t *rapid.T) []byte {
	return []byte(rapid.StringMatching("[abc]{1,4}").Draw(t, "key"))
})

var values = rapid.Custom(func(t *rapid.T) recent.Value {
	if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
		return recent.Value{Drop: true}
	}
	return recent.Value{
		Data: rapid.SliceOfN(rapid.Byte(), 0, 3).Draw(t, "data"), Kept: rapid.Bool().Draw(t, "kept"),
	}
})

// bounds draws nil, empty and other bounds, from > to among them.
func bounds(t *rapid.T) (from, to []byte, reverse bool) {
	bound := rapid.OneOf(rapid.Just[[]byte](nil), rapid.Just([]byte{}), keys)
	return bound.Draw(t, "from"), bound.Draw(t, "to"), rapid.Bool().Draw(t, "reverse")
}

type row struct {
	key   string
	value recent.Value
}

// rows is what a scan of s must give.
func (s state) rows(from, to []byte, reverse bool) (all []row) {
	for _, k := range slices.Sorted(maps.Keys(s)) {
		if k >= string(from) && (to == nil || k < string(to)) {
			all = append(all, row{k, s[k]})
		}
	}
	if reverse {
		slices.Reverse(all)
	}
	return all
}

// walk reads a source to its end.
func walk(t *rapid.T, s recent.Source) (all []row) {
	for {
		k, v, ok, err := s.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		all = append(all, row{string(k), v})
	}
	if _, _, ok, _ := s.Next(); ok {
		t.Fatal("it goes on after its end")
	}
	return all
}

func equal(a, b recent.Value) bool {
	return bytes.Equal(a.Data, b.Data) && (a.Data == nil) == (b.Data == nil) && a.Kept == b.Kept && a.Drop == b.Drop
}

func same(t *rapid.T, what string, got, want []row) {
	if !slices.EqualFunc(got, want, func(a, b row) bool { return a.key == b.key && equal(a.value, b.value) }) {
		t.Fatalf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// TestAgainstAMap puts at random and keeps what each commit left: every one of
// them must still be seen at the end.
func TestAgainstAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, now := recent.New(), state{}
		left := map[uint64]state{0: {}}
		commit, first := uint64(0), uint64(0)
		for range rapid.IntRange(0, 30).Draw(t, "commits") {
			commit += rapid.Uint64Range(1, 3).Draw(t, "step")
			if first == 0 {
				first = commit
			}
			for range rapid.IntRange(1, 8).Draw(t, "puts") {
				k, v := keys.Draw(t, "key"), values.Draw(t, "value")
				now[string(k)] = v
				if len(v.Data) == 0 {
					v.Data = nil // an empty value is there all the same
				}
				table.Put(commit, k, v)
			}
			left[commit] = maps.Clone(now)
		}
		if table.Keys() != len(now) || table.First() != first || table.Last() != commit {
			t.Fatalf("%d keys of %d, commits %d to %d of %d to %d", table.Keys(), len(now), table.First(), table.Last(), first, commit)
		}
		var latest []row
		for k, v := range table.Latest() {
			latest = append(latest, row{string(k), v})
		}
		same(t, "latest", latest, now.rows(nil, nil, false))
		for range 8 {
			at := rapid.Uint64Range(0, commit+1).Draw(t, "at")
			seen := at
			for left[seen] == nil {
				seen--
			}
			k := keys.Draw(t, "look")
			got, ok := table.Get(k, at)
			if want, there := left[seen][string(k)]; ok != there || !equal(got, want) {
				t.Fatalf("%s at %d: %v %v, not %v %v", k, at, got, ok, want, there)
			}
			from, to, reverse := bounds(t)
			same(t, fmt.Sprintf("%q to %q, reverse %t, at %d", from, to, reverse, at),
				walk(t, table.Scan(from, to, reverse, at)), left[seen].rows(from, to, reverse))
		}
	})
}

// fixed is a source over rows; every step makes the key before it worthless.
type fixed struct {
	rows  []row
	fails error
	key   []byte
}

func (f *fixed) Next() ([]byte, recent.Value, bool, error) {
	for i := range f.key {
		f.key[i] = 0xff
	}
	if len(f.rows) == 0 {
		return nil, recent.Value{}, false, f.fails
	}
	r := f.rows[0]
	f.rows, f.key = f.rows[1:], []byte(r.key)
	return f.key, r.value, true, nil
}

// TestMergeAgainstAMap merges two tables and a source that has no drops.
func TestMergeAgainstAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var layers [3]state
		var tables [2]*recent.Table
		for i := range layers {
			layers[i] = state{}
			for range rapid.IntRange(0, 25).Draw(t, "size") {
				k, v := keys.Draw(t, "key"), values.Draw(t, "value")
				if i == 2 && v.Drop {
					continue
				}
				layers[i][string(k)] = v
			}
			if i < 2 {
				tables[i] = recent.New()
				for k, v := range layers[i] {
					tables[i].Put(1, []byte(k), v)
				}
			}
		}
		from, to, reverse := bounds(t)
		m := recent.Merge(reverse,
			tables[0].Scan(from, to, reverse, 1), tables[1].Scan(from, to, reverse, 1),
			&fixed{rows: layers[2].rows(from, to, reverse)})
		model := state{}
		for _, l := range slices.Backward(layers[:]) {
			maps.Copy(model, l)
		}
		maps.DeleteFunc(model, func(_ string, v recent.Value) bool { return v.Drop })
		want := model.rows(from, to, reverse)
		// A part of it one by one, to see where it comes from, then the rest.
		var got []row
		for range rapid.IntRange(0, len(want)).Draw(t, "steps") {
			k, v, ok, err := m.Next()
			if !ok || err != nil {
				t.Fatalf("it ends after %d of %d: %v", len(got), len(want), err)
			}
			source := slices.IndexFunc(layers[:], func(l state) bool { _, ok := l[string(k)]; return ok })
			if m.From() != source {
				t.Fatalf("%s comes from %d, not %d", k, m.From(), source)
			}
			got = append(got, row{string(k), v})
		}
		same(t, "merge", append(got, walk(t, m)...), want)
	})
}
