package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tereze/store"
	"tereze/store/bolt/recent"
	"tereze/store/bolt/segment"
)

// snapshot is the file at one moment and above it what was ordered up to one
// commit and is not in the file.
type snapshot struct {
	c      *core
	at     uint64
	recent [2]*recent.Table // newer first; nil where there is none
	tx     *bbolt.Tx        // nil when closed
	data   *bbolt.Bucket
	places *bbolt.Bucket // of kept values; nil when there are none
	low    []byte        // the first and the last key in places
	high   []byte
	seen   byte // so that touch is not left out
}

// view gives the state after a commit that was ordered.
func (c *core) view(at uint64) (*snapshot, error) {
	c.viewing.RLock()
	defer c.viewing.RUnlock()
	s := &snapshot{c: c, at: at, recent: [2]*recent.Table{c.active, c.frozen}}
	err := c.careful(func() (err error) {
		if s.tx, err = c.db.Begin(false); err != nil {
			return err
		}
		s.data = s.tx.Bucket(dataBucket)
		places := s.tx.Bucket(placesBucket)
		if places == nil { // a store of the first format, read only
			return nil
		}
		cur := places.Cursor()
		if s.low, _ = cur.First(); s.low != nil {
			s.high, _ = cur.Last()
			s.places = places
		}
		return nil
	})
	if err != nil {
		c.brokeDown(err)
		return nil, err
	}
	return s, nil
}

// kept says whether key may be one with a place.
func (s *snapshot) kept(key []byte) bool {
	return s.places != nil && bytes.Compare(key, s.low) >= 0 && bytes.Compare(key, s.high) <= 0
}

func (s *snapshot) Get(key []byte) (value []byte, err error) {
	if s.tx == nil {
		return nil, store.ErrClosed
	}
	for _, t := range s.recent {
		if t == nil {
			continue
		}
		if v, ok := t.Get(key, s.at); ok {
			if v.Drop {
				return nil, store.ErrNotFound
			}
			return v.Data, nil
		}
	}
	var place []byte
	err = s.c.careful(func() error {
		if s.kept(key) {
			place = s.places.Get(key)
		}
		if place == nil {
			value = s.data.Get(key)
		}
		s.touch(place)
		s.touch(value)
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case place != nil:
		return s.c.fetch(place)
	case value == nil:
		return nil, store.ErrNotFound
	}
	return value, nil
}

// touch reads something of each page b lies on, inside of careful, where a fault
// of the map is caught: a damaged page may say that a value goes on behind the
// end of the file.
func (s *snapshot) touch(b []byte) {
	for i := 0; i < len(b); i += 1024 {
		s.seen += b[i]
	}
	if len(b) > 0 {
		s.seen += b[len(b)-1]
	}
}

// fetch reads a kept value from the log.
func (c *core) fetch(place []byte) ([]byte, error) {
	p, err := segment.ParsePlace(place)
	if err != nil {
		return nil, &store.DamagedError{Where: c.path, What: "the place of a kept value is unreadable"}
	}
	return c.log.Read(p)
}

func (s *snapshot) Scan(from, to []byte, reverse bool) iter.Seq2[store.Pair, error] {
	return func(yield func(store.Pair, error) bool) {
		if s.tx == nil {
			yield(store.Pair{}, store.ErrClosed)
			return
		}
		data := &walk{s: s, bucket: s.data, from: from, to: to, reverse: reverse}
		sources := make([]recent.Source, 0, 4)
		for _, t := range s.recent {
			// Most lists touch nothing recent: then nothing is to be merged.
			if t == nil {
				continue
			}
			cursor := t.Scan(from, to, reverse, s.at)
			first := *cursor
			if _, _, some, _ := first.Next(); some {
				sources = append(sources, cursor)
			}
		}
		if s.places != nil && (to == nil || bytes.Compare(s.low, to) < 0) && bytes.Compare(s.high, from) >= 0 {
			sources = append(sources, &walk{s: s, bucket: s.places, from: from, to: to, reverse: reverse, kept: true})
		}
		if len(sources) == 0 {
			data.pairs(yield)
			return
		}
		for p, err := range recent.Merge(reverse, append(sources, data)...).Pairs() {
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// ahead is how many pairs of a bucket are read in one call into bbolt.
const ahead = 8

// walk is a recent.Source over one bucket.
type walk struct {
	s        *snapshot
	bucket   *bbolt.Bucket
	cursor   *bbolt.Cursor
	from, to []byte
	reverse  bool
	kept     bool // the values are places
	over     bool // nothing is left behind what was read
	read     [ahead]store.Pair
	at, n    int // of read
}

// next gives the next pair as the bucket has it; ok is false at the end.
func (w *walk) next() (p store.Pair, ok bool, err error) {
	if w.at == w.n && !w.over {
		w.at, w.n = 0, 0
		err = w.s.c.careful(w.fill)
	}
	if w.at == w.n || err != nil {
		return p, false, err
	}
	w.at++
	return w.read[w.at-1], true, nil
}

func (w *walk) fill() error {
	most := ahead
	if w.cursor == nil {
		most = 1 // often one is all that is wanted
	}
	for w.n < most {
		var p store.Pair
		switch {
		case w.cursor == nil:
			w.cursor = w.bucket.Cursor()
			p.Key, p.Value = start(w.cursor, w.from, w.to, w.reverse)
		case w.reverse:
			p.Key, p.Value = w.cursor.Prev()
		default:
			p.Key, p.Value = w.cursor.Next()
		}
		w.s.touch(p.Key)
		w.s.touch(p.Value)
		if p.Key == nil ||
			!w.reverse && w.to != nil && bytes.Compare(p.Key, w.to) >= 0 ||
			w.reverse && bytes.Compare(p.Key, w.from) < 0 {
			w.over = true
			return nil
		}
		w.read[w.n] = p
		w.n++
	}
	return nil
}

// Next implements recent.Source.
func (w *walk) Next() (key []byte, v recent.Value, ok bool, err error) {
	p, ok, err := w.next()
	if ok && w.kept {
		p.Value, err = w.s.c.fetch(p.Value)
	}
	return p.Key, recent.Value{Data: p.Value}, ok && err == nil, err
}

// pairs gives all that is left.
func (w *walk) pairs(yield func(store.Pair, error) bool) {
	for {
		p, ok, err := w.next()
		if err != nil {
			yield(store.Pair{}, err)
			return
		}
		if !ok || !yield(p, nil) {
			return
		}
	}
}

func start(c *bbolt.Cursor, from, to []byte, reverse bool) (k, v []byte) {
	switch {
	case !reverse && from == nil:
		return c.First()
	case !reverse:
		return c.Seek(from)
	case to == nil:
		return c.Last()
	}
	if k, _ := c.Seek(to); k == nil {
		return c.Last() // to lies behind everything
	}
	return c.Prev()
}

func (s *snapshot) Close() error {
	if s.tx == nil {
		return nil
	}
	tx := s.tx
	*s = snapshot{c: s.c}
	err := s.c.careful(tx.Rollback)
	s.c.brokeDown(err)
	return err
}

// careful runs a call into bbolt. On damaged pages bbolt panics, on a file cut
// under it the memory map faults: both become errors.
func (c *core) careful(call func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &store.DamagedError{Where: c.path, What: fmt.Sprint(r)}
		}
	}()
	if err = call(); errors.Is(err, berrors.ErrDatabaseNotOpen) {
		err = store.ErrClosed
	}
	return err
}

// brokeDown notes that bbolt panicked at the start or end of a transaction,
// where it leaves its locks held: whoever waits for them waits for ever.
func (c *core) brokeDown(err error) {
	if errors.Is(err, store.ErrDamaged) {
		c.wedged.Store(true)
		c.stopped.Store(true)
	}
}

// rolledBack undoes a writing transaction; one that bbolt has closed itself is
// no trouble.
func (c *core) rolledBack(tx *bbolt.Tx) error {
	err := c.careful(tx.Rollback)
	if errors.Is(err, berrors.ErrTxClosed) {
		return nil
	}
	if err != nil {
		c.brokeDown(err)
	}
	return err
}
