package recent

import "bytes"

// Source is a walk over keys in one direction, each key once. At the end ok is
// false, and so is every later answer; an error ends the walk. What Next gives
// must not be modified and stays as it is as long as its owner promises, at the
// least until the next call.
type Source interface {
	Next() (key []byte, v Value, ok bool, err error)
}

// Cursor is a Source over one table as it was after one commit. It is for one
// goroutine; what it gives stays valid for good.
type Cursor struct {
	next    *node
	bound   []byte // forwards: the first key beyond, nil if none; backwards: the lowest
	reverse bool
	at      uint64
}

// Scan walks the keys with from <= key < to in order, or backwards, each with
// its newest version that has a commit <= at; drops are given too. A nil from
// is the beginning, a nil to the end. The bounds must not change meanwhile.
func (t *Table) Scan(from, to []byte, reverse bool, at uint64) *Cursor {
	c := &Cursor{reverse: reverse, at: at}
	switch {
	case reverse && to == nil:
		c.next, c.bound = t.head.prev.Load(), from
	case reverse:
		c.bound = from
		if n, _ := t.seek(to); n != &t.head {
			c.next = n
		}
	case from == nil:
		c.next, c.bound = t.head.next[0].Load(), to
	default:
		_, c.next = t.seek(from)
		c.bound = to
	}
	return c
}

// Next implements Source. The error is always nil.
func (c *Cursor) Next() (key []byte, v Value, ok bool, err error) {
	for n := c.next; n != nil; n = c.next {
		if c.reverse {
			if bytes.Compare(n.key, c.bound) < 0 {
				break
			}
			c.next = n.prev.Load()
		} else {
			if c.bound != nil && bytes.Compare(n.key, c.bound) >= 0 {
				break
			}
			c.next = n.next[0].Load()
		}
		if ver := n.version(c.at); ver != nil {
			return n.key, ver.Value, true, nil
		}
	}
	return nil, Value{}, false, nil
}
