package store_test

import (
	"fmt"
	"testing"

	"tereze/store/storetest"
)

func TestJournalBackwards(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	if none, err := l.JournalBack(t.Context(), 0, 5); err != nil || len(none) != 0 {
		t.Errorf("empty: %v %v", none, err)
	}
	for i := range 9 {
		b.put(t, l, i, paper{ID: fmt.Sprintf("p%d", i), Owner: "Ayan"})
	}
	for _, r := range []struct {
		before uint64
		limit  int
		want   string
	}{
		{0, 3, "[9 8 7]"}, {7, 3, "[6 5 4]"}, {3, 5, "[2 1]"}, {1, 5, "[]"}, {2, 1, "[1]"},
		{100, 2, "[9 8]"}, {0, 100, "[9 8 7 6 5 4 3 2 1]"}, {0, 0, "[]"},
	} {
		some, err := l.JournalBack(t.Context(), r.before, r.limit)
		got := []uint64{}
		for _, n := range some {
			got = append(got, n.Seq)
		}
		if err != nil || fmt.Sprint(got) != r.want {
			t.Errorf("before %d, %d at most: %v, want %s (%v)", r.before, r.limit, got, r.want, err)
		}
	}
}
