package bolt

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"bytes"

	"tereze/store"
)

// Snapshot implements store.Engine.
func (e *Engine) Snapshot(ctx context.Context) (store.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	db, err := e.ready()
	if err != nil {
		return nil, err
	}
	s := &snapshot{e: e}
	err = e.careful(func() (err error) {
		if s.tx, err = db.Begin(false); err == nil {
			s.data = s.tx.Bucket(dataBucket)
		}
		return err
	})
	if err != nil {
		e.brokeDown(err)
		return nil, err
	}
	return s, nil
}

type snapshot struct {
	e    *Engine
	tx   *bbolt.Tx
	data *bbolt.Bucket
}

func (s *snapshot) Get(key []byte) (value []byte, err error) {
	if s.tx == nil {
		return nil, store.ErrClosed
	}
	err = s.e.careful(func() error { value = s.data.Get(key); return nil })
	if err == nil && value == nil {
		err = store.ErrNotFound
	}
	return value, err
}

func (s *snapshot) Scan(from, to []byte, reverse bool) iter.Seq2[store.Pair, error] {
	return func(yield func(store.Pair, error) bool) {
		if s.tx == nil {
			yield(store.Pair{}, store.ErrClosed)
			return
		}
		var c *bbolt.Cursor
		move := func() (p store.Pair, err error) {
			err = s.e.careful(func() error {
				switch {
				case c == nil:
					c = s.data.Cursor()
					p.Key, p.Value = start(c, from, to, reverse)
				case reverse:
					p.Key, p.Value = c.Prev()
				default:
					p.Key, p.Value = c.Next()
				}
				// Touch the value here, where a fault of the map is caught.
				if len(p.Value) > 0 {
					_ = p.Value[0] + p.Value[len(p.Value)-1]
				}
				return nil
			})
			return p, err
		}
		for {
			p, err := move()
			if err != nil {
				yield(store.Pair{}, err)
				return
			}
			if p.Key == nil ||
				!reverse && to != nil && bytes.Compare(p.Key, to) >= 0 ||
				reverse && bytes.Compare(p.Key, from) < 0 {
				return
			}
			if !yield(p, nil) {
				return
			}
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
	s.tx, s.data = nil, nil
	err := s.e.careful(tx.Rollback)
	s.e.brokeDown(err)
	return err
}

// careful runs a call into bbolt. On damaged pages bbolt panics, on a file cut
// under it the memory map faults: both become errors.
func (e *Engine) careful(call func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &store.DamagedError{Where: e.path, What: fmt.Sprint(r)}
		}
	}()
	if err = call(); errors.Is(err, berrors.ErrDatabaseNotOpen) {
		err = store.ErrClosed
	}
	return err
}
