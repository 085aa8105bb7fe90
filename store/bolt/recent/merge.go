package recent

import (
	"bytes"
	"iter"

	"tereze/store"
)

// Merged walks several sources as one. It is for one goroutine and goes over
// its sources once. It is a Source itself.
type Merged struct {
	heads   []head
	reverse bool
	from    int
	err     error
}

// head is where a source stands.
type head struct {
	source Source
	key    []byte
	value  Value
	state  state
	hidden int // the earlier source that has this key too, -1 if none
}

type state uint8

const (
	spent state = iota // its key was given or hidden: move it before looking
	waits              // key and value are set
	ended
)

// Merge walks sources that all go in the same direction. Of equal keys the
// earliest source's counts, and a key that is dropped there is left out.
func Merge(reverse bool, sources ...Source) *Merged {
	m := &Merged{reverse: reverse, heads: make([]head, len(sources))}
	for i, s := range sources {
		m.heads[i].source = s
	}
	return m
}

// Next gives the next key that is present, never a Drop. A source is moved only
// when its next key is needed. The first error ends the walk and is given again
// by every later call.
func (m *Merged) Next() (key []byte, v Value, ok bool, err error) {
	for {
		best, err := m.best()
		if best == nil {
			return nil, Value{}, false, err
		}
		if !best.value.Drop {
			if best.value.Data == nil {
				best.value.Data = []byte{}
			}
			return best.key, best.value, true, nil
		}
	}
}

// best gives the head that comes next, drops included, and marks it and all that
// it hides as spent; nil at the end.
func (m *Merged) best() (*head, error) {
	best := -1
	for i := range m.heads {
		h := &m.heads[i]
		if h.state == spent && m.err == nil {
			h.state = waits
			var ok bool
			if h.key, h.value, ok, m.err = h.source.Next(); !ok {
				h.state = ended
			}
		}
		if m.err != nil {
			return nil, m.err
		}
		if h.state == ended {
			continue
		}
		h.hidden = -1
		if best >= 0 {
			c := bytes.Compare(h.key, m.heads[best].key)
			if c == 0 {
				h.hidden = best
			}
			if c == 0 || (c < 0) == m.reverse {
				continue
			}
		}
		best = i
	}
	if best < 0 {
		return nil, nil
	}
	for i := best; i < len(m.heads); i++ {
		if h := &m.heads[i]; h.state == waits && (i == best || h.hidden == best) {
			h.state = spent
		}
	}
	m.from = best
	return &m.heads[best], nil
}

// From says which source the last key came from, counted from 0.
func (m *Merged) From() int { return m.from }

// Pairs gives the rest of the walk as store.Snapshot.Scan does: an error comes
// as the last element.
func (m *Merged) Pairs() iter.Seq2[store.Pair, error] {
	return func(yield func(store.Pair, error) bool) {
		for {
			key, v, ok, err := m.Next()
			if err != nil {
				yield(store.Pair{}, err)
				return
			}
			if !ok || !yield(store.Pair{Key: key, Value: v.Data}, nil) {
				return
			}
		}
	}
}
