package plain

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tereze/store"
)

var bucket = []byte("data")

// Engine implements store.Engine.
type Engine struct {
	db *bbolt.DB

	mu     sync.Mutex
	woken  map[string][]chan struct{}
	closed bool
}

// Open opens the file at path or makes it.
func Open(path string, noSync bool) (*Engine, error) {
	// A commit that maps the file anew would wait for open snapshots.
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: noSync, InitialMmapSize: 1 << 30})
	if err != nil {
		return nil, err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists(bucket)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Engine{db: db, woken: make(map[string][]chan struct{})}, nil
}

// Commit implements store.Engine.
func (e *Engine) Commit(ctx context.Context, w store.Write) error {
	if err := errors.Join(w.Check(), ctx.Err()); err != nil {
		return err
	}
	err := e.db.Update(func(tx *bbolt.Tx) error {
		data := tx.Bucket(bucket)
		for _, g := range w.Guards {
			have := data.Get(g.Key)
			if (have == nil) != (g.Value == nil) || !bytes.Equal(have, g.Value) {
				return store.ErrConflict
			}
		}
		var errs []error
		for _, p := range w.Puts {
			errs = append(errs, data.Put(p.Key, p.Value))
		}
		for _, p := range w.Kept {
			errs = append(errs, data.Put(p.Key, p.Value))
		}
		for _, k := range w.Drops {
			errs = append(errs, data.Delete(k))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		return ours(err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, p := range w.Puts {
		e.signal(p.Key)
	}
	for _, p := range w.Kept {
		e.signal(p.Key)
	}
	for _, k := range w.Drops {
		e.signal(k)
	}
	return nil
}

func ours(err error) error {
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return store.ErrClosed
	}
	return err
}

func (e *Engine) signal(key []byte) {
	for _, c := range e.woken[string(key)] {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Wake implements store.Engine.
func (e *Engine) Wake(ctx context.Context, key []byte) <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, k := make(chan struct{}, 1), string(key)
	if e.closed || ctx.Err() != nil {
		close(c)
		return c
	}
	e.woken[k] = append(e.woken[k], c)
	context.AfterFunc(ctx, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		for i, other := range e.woken[k] {
			if other == c {
				e.woken[k] = append(e.woken[k][:i:i], e.woken[k][i+1:]...)
				close(c)
				return
			}
		}
	})
	return c
}

// Close implements store.Engine.
func (e *Engine) Close() error {
	e.mu.Lock()
	for _, all := range e.woken {
		for _, c := range all {
			close(c)
		}
	}
	e.woken, e.closed = nil, true
	e.mu.Unlock()
	return e.db.Close()
}
