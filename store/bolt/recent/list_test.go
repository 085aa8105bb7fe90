package recent

import (
	"bytes"
	"fmt"
	"testing"
)

// TestList looks at the list itself: sorted on each level, linked back on the
// lowest, and each level about a quarter of the one below, or searching is slow
// though right.
func TestList(t *testing.T) {
	const n = 20000
	table := New()
	for i := range n {
		table.Put(1, fmt.Appendf(nil, "%d", i*7919%n), Value{})
	}
	count := n * 4
	for level := range int(table.height.Load()) {
		below := count
		count = 0
		var last *node
		for at := table.head.link(level).Load(); at != nil; at = at.link(level).Load() {
			if last != nil && bytes.Compare(last.key, at.key) >= 0 {
				t.Fatalf("%s after %s on level %d", at.key, last.key, level)
			}
			if level == 0 && at.prev.Load() != last {
				t.Fatalf("%s is not linked back", at.key)
			}
			last = at
			count++
		}
		if level == 0 && (count != n || table.head.prev.Load() != last) {
			t.Fatalf("%d keys of %d, or the end is not linked back", count, n)
		}
		if below > 500 && (count < below/5 || count > below*3/10) {
			t.Errorf("%d of %d on level %d", count, below, level)
		}
	}
	if count > 16 {
		t.Errorf("%d keys on the highest level", count)
	}
}

// TestDraw: a table is the same each time it is filled in the same way.
func TestDraw(t *testing.T) {
	a, b := New(), New()
	for i := range 1000 {
		if x, y := a.draw(), b.draw(); x != y || x < 1 || x > levels {
			t.Fatalf("height %d: %d and %d", i, x, y)
		}
	}
}
