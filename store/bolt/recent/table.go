package recent

import (
	"bytes"
	"iter"
	"sync/atomic"
	"unsafe"
)

// Value is what one commit did to a key. A Value that is no Drop is present,
// also when its Data is empty; Data is then never nil.
type Value struct {
	Data []byte // not to be modified; nil in a Drop
	Kept bool   // for the table's owner: the value lives in the log alone
	Drop bool   // the key is absent from this commit on
}

// Table is the ordered table. Put is for one caller at a time; everything else
// may be called by many goroutines at once, also beside Put. A reader must have
// learnt its commit number after the last Put of that commit, in a way that
// orders memory (a lock, a channel, an atomic).
type Table struct {
	head   node // comes before all keys; its prev is the last key
	height atomic.Int32
	random uint64 // xorshift; never 0

	nodes    slab[node]
	highs    slab[high]
	versions slab[version]

	keys, bytes atomic.Int64
	first, last atomic.Uint64
}

// New gives an empty table.
func New() *Table {
	t := &Table{random: 0x9e3779b97f4a7c15}
	t.head.high = new(high)
	t.height.Store(1)
	return t
}

const (
	nodeSize    = int(unsafe.Sizeof(node{}))
	highSize    = int(unsafe.Sizeof(high{}))
	versionSize = int(unsafe.Sizeof(version{}))
)

// Put writes a key at a commit. Commits never descend; a second Put of a key in
// one commit replaces the first. The table keeps key and v.Data as they are:
// they must not change afterwards.
func (t *Table) Put(commit uint64, key []byte, v Value) {
	switch {
	case v.Drop:
		v.Data = nil
	case v.Data == nil:
		v.Data = []byte{}
	}
	ver := t.versions.take()
	ver.Value, ver.commit = v, commit
	size := versionSize + len(v.Data)
	var before path
	if n := t.find(key, &before); n != nil {
		ver.older = n.newest.Load()
		n.newest.Store(ver)
	} else {
		size += t.insert(key, ver, &before)
		t.keys.Add(1)
	}
	t.bytes.Add(int64(size))
	if t.last.Load() != commit {
		t.first.CompareAndSwap(0, commit)
		t.last.Store(commit)
	}
}

// Get gives the newest version with a commit <= at; false when there is none.
// A Drop is a version.
func (t *Table) Get(key []byte, at uint64) (Value, bool) {
	_, n := t.seek(key)
	if n == nil || !bytes.Equal(n.key, key) {
		return Value{}, false
	}
	v := n.version(at)
	if v == nil {
		return Value{}, false
	}
	return v.Value, true
}

// Latest gives every key once, in order, with its newest version, drops
// included. Meant for a table that is no longer written to.
func (t *Table) Latest() iter.Seq2[[]byte, Value] {
	return func(yield func([]byte, Value) bool) {
		for n := t.head.next[0].Load(); n != nil; n = n.next[0].Load() {
			if !yield(n.key, n.newest.Load().Value) {
				return
			}
		}
	}
}

// Bytes is what the table and all it refers to takes in memory: keys, data of
// every version, and what is around them. Of a larger buffer that a key or data
// was cut from only the part referred to is counted.
func (t *Table) Bytes() int { return int(t.bytes.Load()) }

// Keys is the number of different keys, dropped ones included.
func (t *Table) Keys() int { return int(t.keys.Load()) }

// First is the lowest commit number put, 0 in an empty table.
func (t *Table) First() uint64 { return t.first.Load() }

// Last is the highest commit number put, 0 in an empty table. It may be a
// commit whose puts are still going on.
func (t *Table) Last() uint64 { return t.last.Load() }
