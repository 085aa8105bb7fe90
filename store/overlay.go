package store

import (
	"iter"
	"slices"
)

// overlay is what a transaction has written so far, in key order.
type overlay struct {
	keys    []string // sorted
	changes map[string]pending
	bases   map[string]base
}

// base is what the snapshot has under a key, as far as it was read or follows
// from what was.
type base struct {
	plain  []byte
	absent bool
}

type pending struct {
	plain []byte
	drop  bool
	again bool // written although it stands so already (shred_erase.go)
}

func newOverlay() *overlay {
	const usual = 24 // keys an act touches
	return &overlay{keys: make([]string, 0, usual), changes: make(map[string]pending, usual), bases: make(map[string]base, usual)}
}

// know notes a base that nobody read: an index entry stands where the record it
// belongs to says, and nowhere else. What was changed before says nothing.
func (o *overlay) know(key string, b base) {
	if _, changed := o.changes[key]; changed {
		return
	}
	if _, known := o.bases[key]; !known {
		o.bases[key] = b
	}
}

func (o *overlay) set(key string, p pending) {
	if _, ok := o.changes[key]; !ok {
		i, _ := slices.BinarySearch(o.keys, key)
		o.keys = slices.Insert(o.keys, i, key)
	}
	o.changes[key] = p
}

// after is the first key >= from, before the last key < below.
func (o *overlay) after(from string) (string, bool) {
	i, _ := slices.BinarySearch(o.keys, from)
	if i == len(o.keys) {
		return "", false
	}
	return o.keys[i], true
}

func (o *overlay) before(below string) (string, bool) {
	i, _ := slices.BinarySearch(o.keys, below)
	if i == 0 {
		return "", false
	}
	return o.keys[i-1], true
}

// scan gives from <= key < to of snapshot and overlay together, unsealed. The
// loop's body may write: what it writes ahead of the scan is met, what it
// writes behind is not. Both bounds are set by all callers.
func (tx *Tx) scan(from, to []byte, reverse bool) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		if err := tx.usable(false); err != nil {
			yield(Pair{}, err)
			return
		}
		if tx.over == nil {
			tx.walk(from, to, reverse, yield)
			return
		}
		next := string(from) // forwards: the overlay's next key is at least this
		if reverse {
			next = string(to) // backwards: it is below this
		}
		// own yields the overlay's keys that come before stop ("" = to the end).
		own := func(stop string) bool {
			for tx.over != nil {
				var k string
				var ok bool
				if reverse {
					k, ok = tx.over.before(next)
					ok = ok && k >= string(from) && (stop == "" || k > stop)
				} else {
					k, ok = tx.over.after(next)
					ok = ok && k < string(to) && (stop == "" || k < stop)
				}
				if !ok {
					return true
				}
				if next = k; !reverse {
					next += "\x00"
				}
				if p := tx.over.changes[k]; !p.drop && !yield(Pair{[]byte(k), p.plain}, nil) {
					return false
				}
			}
			return true
		}
		for p, err := range tx.snap.Scan(from, to, reverse) {
			if err != nil {
				yield(Pair{}, err)
				return
			}
			k := string(p.Key)
			if !own(k) {
				return
			}
			if next = k; !reverse {
				next += "\x00"
			}
			if tx.over != nil {
				if o, ok := tx.over.changes[k]; ok {
					if !o.drop && !yield(Pair{[]byte(k), o.plain}, nil) {
						return
					}
					continue
				}
			}
			plain, err := tx.l.open(p.Key, p.Value)
			if err != nil {
				yield(Pair{}, err)
				return
			}
			if !yield(Pair{[]byte(k), plain}, nil) {
				return
			}
		}
		own("")
	}
}

// walk is scan where nothing was written: what it gives lies in few large
// pieces of memory, which live as long as any of it does.
func (tx *Tx) walk(from, to []byte, reverse bool, yield func(Pair, error) bool) {
	const piece = 8 << 10
	var room []byte
	for p, err := range tx.snap.Scan(from, to, reverse) {
		if err != nil {
			yield(Pair{}, err)
			return
		}
		if need := len(p.Key) + len(p.Value); cap(room)-len(room) < need {
			room = make([]byte, 0, max(piece, need))
		}
		at := len(room)
		room = append(room, p.Key...)
		key := room[at:len(room):len(room)]
		at = len(room)
		whole, err := tx.l.keys.openTo(room, p.Key, p.Value)
		if err != nil {
			yield(Pair{}, &DamagedError{Where: tx.l.y.place(p.Key), What: "the sealed value does not open"})
			return
		}
		room = whole
		if !yield(Pair{key, room[at:len(room):len(room)]}, nil) {
			return
		}
	}
}
