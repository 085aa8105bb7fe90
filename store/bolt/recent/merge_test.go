package recent_test

import (
	"errors"
	"slices"
	"testing"

	"tereze/store/bolt/recent"
)

func put(s string) recent.Value { return recent.Value{Data: []byte(s)} }

// TestMergePairs shows what a snapshot's user gets: earlier sources first, no
// drops, an empty value that is there.
func TestMergePairs(t *testing.T) {
	young, old := recent.New(), recent.New()
	young.Put(7, []byte("b"), recent.Value{Drop: true})
	young.Put(7, []byte("c"), put("young"))
	old.Put(3, []byte("b"), put("old"))
	old.Put(3, []byte("c"), recent.Value{Drop: true})
	old.Put(3, []byte("d"), recent.Value{})
	file := &fixed{rows: []row{{"a", put("file")}, {"c", put("file")}, {"e", recent.Value{}}}}
	var got []string
	for p, err := range recent.Merge(false, young.Scan(nil, nil, false, 7), old.Scan(nil, nil, false, 7), file).Pairs() {
		if err != nil || p.Value == nil {
			t.Fatalf("%s: %v, %v", p.Key, p.Value, err)
		}
		got = append(got, string(p.Key)+"="+string(p.Value))
	}
	if want := []string{"a=file", "c=young", "d=", "e="}; !slices.Equal(got, want) {
		t.Fatalf("%q, not %q", got, want)
	}
}

func TestMergeError(t *testing.T) {
	table, broken := recent.New(), errors.New("broken")
	table.Put(1, []byte("b"), put("1"))
	table.Put(1, []byte("x"), put("2"))
	m := recent.Merge(false, table.Scan(nil, nil, false, 1), &fixed{rows: []row{{"a", put("3")}}, fails: broken})
	var got []string
	var last error
	for p, err := range m.Pairs() {
		if last != nil {
			t.Fatal("it goes on after an error")
		}
		if last = err; err == nil {
			got = append(got, string(p.Key))
		}
	}
	if !slices.Equal(got, []string{"a"}) || last != broken {
		t.Fatalf("%q, then %v", got, last)
	}
	if _, _, ok, err := m.Next(); ok || err != broken {
		t.Fatalf("the error is forgotten: %t, %v", ok, err)
	}
}

// TestMergeMovesLate: a reader that takes a page must not pay for the row after
// it, nor lose what it was given to the look ahead.
func TestMergeMovesLate(t *testing.T) {
	f := &fixed{rows: []row{{"a", put("1")}, {"b", put("2")}, {"c", put("3")}}}
	n := 0
	for p, err := range recent.Merge(false, f).Pairs() {
		if n++; n == 2 {
			if err != nil || string(p.Key) != "b" || len(f.rows) != 1 {
				t.Fatalf("%q, %v, %d left", p.Key, err, len(f.rows))
			}
			return
		}
	}
	t.Fatal("it ends early")
}
