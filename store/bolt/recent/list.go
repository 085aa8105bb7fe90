package recent

import (
	"bytes"
	"sync/atomic"
)

// A skip list: all keys stand on level 0, a quarter of those on a level stand
// on the next one too. Level 0 is linked both ways, so that a walk backwards
// costs no search.
const (
	lowLevels = 3 // inside of the node, enough for 63 of 64
	levels    = 12
)

type high [levels - lowLevels]atomic.Pointer[node]

type node struct {
	key    []byte
	newest atomic.Pointer[version]
	prev   atomic.Pointer[node] // nil in the first node
	next   [lowLevels]atomic.Pointer[node]
	high   *high // the levels above, nil in most nodes
}

// version never changes once it can be reached.
type version struct {
	Value
	commit uint64
	older  *version
}

// path is the last node before a key, on each level.
type path [levels]*node

func (n *node) link(level int) *atomic.Pointer[node] {
	if level < lowLevels {
		return &n.next[level]
	}
	return &n.high[level-lowLevels]
}

// version gives the newest one with a commit <= at, or nil.
func (n *node) version(at uint64) *version {
	v := n.newest.Load()
	for v != nil && v.commit > at {
		v = v.older
	}
	return v
}

// seek gives the last node with a key < key (maybe the head) and the first with
// a key >= key (nil at the end). The second one is not asked of the first again
// by callers: a writer may have put a newer key between them meanwhile.
func (t *Table) seek(key []byte) (before, from *node) {
	before = &t.head
	for level := int(t.height.Load()) - 1; level >= 0; level-- {
		for {
			n := before.link(level).Load()
			if n == from { // nil, or known from the level above to be >= key
				break
			}
			if bytes.Compare(n.key, key) >= 0 {
				from = n
				break
			}
			before = n
		}
	}
	return before, from
}

// find is the writer's seek: it gives the key's node, or nil and where it is to
// be linked in.
func (t *Table) find(key []byte, before *path) *node {
	height := int(t.height.Load())
	for level := height; level < levels; level++ {
		before[level] = &t.head
	}
	at, stop := &t.head, (*node)(nil)
	for level := height - 1; level >= 0; level-- {
		for {
			n := at.link(level).Load()
			if n == stop {
				break
			}
			c := bytes.Compare(n.key, key)
			if c == 0 {
				return n
			}
			if c > 0 {
				stop = n
				break
			}
			at = n
		}
		before[level] = at
	}
	return nil
}

// insert links a new key in and returns the bytes it takes. The node is whole
// before the first link leads to it, and each level's link comes after the one
// below, so that whoever comes down through it finds the way.
func (t *Table) insert(key []byte, v *version, before *path) int {
	n := t.nodes.take()
	size := nodeSize + len(key)
	n.key = key[:len(key):len(key)]
	n.newest.Store(v)
	height := t.draw()
	if height > lowLevels {
		n.high = t.highs.take()
		size += highSize
	}
	for level := range height {
		n.link(level).Store(before[level].link(level).Load())
	}
	if before[0] != &t.head {
		n.prev.Store(before[0])
	}
	for level := range height {
		before[level].link(level).Store(n)
	}
	after := n.next[0].Load()
	if after == nil {
		after = &t.head
	}
	after.prev.Store(n)
	if height > int(t.height.Load()) {
		t.height.Store(int32(height))
	}
	return size
}

// draw gives a new node's height, 1 to levels.
func (t *Table) draw() int {
	t.random ^= t.random << 13
	t.random ^= t.random >> 7
	t.random ^= t.random << 17
	height := 1
	for bits := t.random >> 16; bits&3 == 0 && height < levels; bits >>= 2 {
		height++
	}
	return height
}

// slab gives out zeroed Ts from a few large allocations. It begins small: most
// of a table's cost must not come with its first key.
type slab[T any] struct {
	free []T
	size int
}

func (s *slab[T]) take() *T {
	if len(s.free) == 0 {
		s.size = min(max(2*s.size, 8), 256)
		s.free = make([]T, s.size)
	}
	x := &s.free[0]
	s.free = s.free[1:]
	return x
}
