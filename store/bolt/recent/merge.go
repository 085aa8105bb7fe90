package recent

import (
	"bytes"
	"iter"
	"slices"

	"tereze/store"
)

// Merged walks several sources as one. It is for one goroutine and goes over
// its sources once. It is a Source itself.
type Merged struct {
	line    []*head // in the order of the walk; of equal keys the earlier source first
	spent   []*head // given or hidden: to be moved before the next look
	reverse bool
	from    int
	err     error
}

// head is where a source stands.
type head struct {
	source Source
	number int
	key    []byte
	value  Value
	hidden bool // the one before it in the line has the same key
}

// Merge walks sources that all go in the same direction. Of equal keys the
// earliest source's counts, and a key that is dropped there is left out.
func Merge(reverse bool, sources ...Source) *Merged {
	n := len(sources)
	heads, room := make([]head, n), make([]*head, 2*n)
	m := &Merged{reverse: reverse, line: room[:0:n], spent: room[n:]}
	for i, s := range sources {
		heads[i].source, heads[i].number = s, i
		m.spent[i] = &heads[i]
	}
	return m
}

// Next gives the next key that is present, never a Drop. A source is moved only
// when its next key is needed. The first error ends the walk and is given again
// by every later call.
func (m *Merged) Next() (key []byte, v Value, ok bool, err error) {
	for {
		for _, h := range m.spent {
			if m.err != nil {
				break
			}
			if h.key, h.value, ok, m.err = h.source.Next(); ok {
				m.queue(h)
			}
		}
		m.spent = m.spent[:0]
		if m.err != nil || len(m.line) == 0 {
			return nil, Value{}, false, m.err
		}
		n := 1
		for n < len(m.line) && m.line[n].hidden {
			n++
		}
		best := m.line[0]
		m.spent = append(m.spent, m.line[:n]...)
		m.line = append(m.line[:0], m.line[n:]...)
		if !best.value.Drop {
			m.from = best.number
			if best.value.Data == nil {
				best.value.Data = []byte{}
			}
			return best.key, best.value, true, nil
		}
	}
}

// queue puts h in its place in the line. It looks from the front: mostly one
// source gives many keys in a row, and then one comparison a key is enough.
func (m *Merged) queue(h *head) {
	i := 0
	h.hidden = false
	for ; i < len(m.line); i++ {
		c := bytes.Compare(h.key, m.line[i].key)
		if c == 0 && h.number > m.line[i].number {
			h.hidden = true
			continue
		}
		if c == 0 {
			// h takes over the other's place in the row of equals.
			m.line[i].hidden = true
			break
		}
		if (c < 0) != m.reverse {
			break
		}
	}
	m.line = slices.Insert(m.line, i, h)
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
