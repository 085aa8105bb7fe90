package plain

import (
	"bytes"
	"context"
	"iter"

	"go.etcd.io/bbolt"

	"tereze/store"
)

// Snapshot implements store.Engine.
func (e *Engine) Snapshot(ctx context.Context) (store.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tx, err := e.db.Begin(false)
	if err != nil {
		return nil, ours(err)
	}
	return &snapshot{tx: tx}, nil
}

type snapshot struct{ tx *bbolt.Tx }

func (s *snapshot) Get(key []byte) ([]byte, error) {
	if s.tx == nil {
		return nil, store.ErrClosed
	}
	value := s.tx.Bucket(bucket).Get(key)
	if value == nil {
		return nil, store.ErrNotFound
	}
	return value, nil
}

func (s *snapshot) Scan(from, to []byte, reverse bool) iter.Seq2[store.Pair, error] {
	return func(yield func(store.Pair, error) bool) {
		if s.tx == nil {
			yield(store.Pair{}, store.ErrClosed)
			return
		}
		c := s.tx.Bucket(bucket).Cursor()
		var k, v []byte
		step := c.Next
		if reverse {
			step = c.Prev
			if k, v = c.Last(); to != nil {
				if found, _ := c.Seek(to); found == nil {
					k, v = c.Last()
				} else {
					k, v = c.Prev()
				}
			}
		} else if k, v = c.First(); from != nil {
			k, v = c.Seek(from)
		}
		for ; k != nil; k, v = step() {
			if !reverse && to != nil && bytes.Compare(k, to) >= 0 || reverse && bytes.Compare(k, from) < 0 ||
				!yield(store.Pair{Key: k, Value: v}, nil) {
				return
			}
		}
	}
}

func (s *snapshot) Close() error {
	if s.tx == nil {
		return nil
	}
	tx := s.tx
	s.tx = nil
	return tx.Rollback()
}
