package store_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"sync"
	"testing"

	"tereze/store"
)

// logged is an engine in memory that keeps, as a log would, every put as its
// shredder hid it and every drop, and can be made again of that.
type logged struct {
	mu    sync.Mutex
	shred store.Shredder
	data  map[string][]byte
	log   [][]store.Pair // a nil value is a drop
	fail  error          // of the next commit
}

func newLogged(s store.Shredder) *logged { return &logged{shred: s, data: map[string][]byte{}} }

func (e *logged) Commit(_ context.Context, w store.Write) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.fail; err != nil {
		e.fail = nil
		return err
	}
	for _, g := range w.Guards {
		have, ok := e.data[string(g.Key)]
		if ok != (g.Value != nil) || !bytes.Equal(have, g.Value) {
			return store.ErrConflict
		}
	}
	var record []store.Pair
	for _, p := range slices.Concat(w.Puts, w.Kept) {
		hidden, err := e.shred.Hide(p.Key, p.Value)
		if err != nil {
			return err
		}
		record = append(record, store.Pair{Key: p.Key, Value: hidden})
	}
	for _, p := range slices.Concat(w.Puts, w.Kept) {
		e.data[string(p.Key)] = p.Value
	}
	for _, k := range w.Drops {
		delete(e.data, string(k))
		record = append(record, store.Pair{Key: k})
	}
	e.log = append(e.log, record)
	return nil
}

// replayed is a new engine of the log alone. left are the keys whose newest
// put was erased: there must be none.
func (e *logged) replayed(t testing.TB, s store.Shredder) *logged {
	t.Helper()
	fresh := newLogged(s)
	fresh.log = slices.Clone(e.log)
	left := map[string]bool{}
	for _, record := range e.log {
		for _, p := range record {
			delete(left, string(p.Key))
			if p.Value == nil {
				delete(fresh.data, string(p.Key))
				continue
			}
			value, err := s.Show(p.Key, p.Value)
			switch {
			case errors.Is(err, store.ErrErased):
				left[string(p.Key)] = true
			case err != nil:
				t.Fatalf("replay: %v", err)
			default:
				fresh.data[string(p.Key)] = value
			}
		}
	}
	if len(left) > 0 {
		t.Errorf("%d keys end with an erased value", len(left))
	}
	return fresh
}

func (e *logged) Snapshot(context.Context) (store.Snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return &loggedView{data: maps.Clone(e.data)}, nil
}

func (e *logged) Wake(ctx context.Context, _ []byte) <-chan struct{} {
	c := make(chan struct{})
	context.AfterFunc(ctx, func() { close(c) })
	return c
}

func (e *logged) Close() error { return nil }

type loggedView struct {
	data map[string][]byte
	keys []string
}

func (v *loggedView) Get(key []byte) ([]byte, error) {
	if value, ok := v.data[string(key)]; ok {
		return value, nil
	}
	return nil, store.ErrNotFound
}

func (v *loggedView) Scan(from, to []byte, reverse bool) iter.Seq2[store.Pair, error] {
	if v.keys == nil {
		v.keys = slices.Sorted(maps.Keys(v.data))
	}
	low, _ := slices.BinarySearch(v.keys, string(from))
	high := len(v.keys)
	if to != nil {
		high, _ = slices.BinarySearch(v.keys, string(to))
	}
	keys := slices.Clone(v.keys[min(low, high):high])
	if reverse {
		slices.Reverse(keys)
	}
	return func(yield func(store.Pair, error) bool) {
		for _, k := range keys {
			if !yield(store.Pair{Key: []byte(k), Value: v.data[k]}, nil) {
				return
			}
		}
	}
}

func (v *loggedView) Close() error { return nil }
