package bolt

import (
	"context"
	"sync"

	"tereze/store"
)

// watchers are the channels Wake gave out, by key. A channel of one place is
// enough: signals merge.
type watchers struct {
	mu     sync.Mutex
	by     map[string]map[chan struct{}]bool
	closed bool
}

func (w *watchers) add(ctx context.Context, key []byte) <-chan struct{} {
	c, k := make(chan struct{}, 1), string(key)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || ctx.Err() != nil {
		close(c)
		return c
	}
	if w.by == nil {
		w.by = make(map[string]map[chan struct{}]bool)
	}
	if w.by[k] == nil {
		w.by[k] = make(map[chan struct{}]bool)
	}
	w.by[k][c] = true
	context.AfterFunc(ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.by[k][c] {
			close(c)
			if delete(w.by[k], c); len(w.by[k]) == 0 {
				delete(w.by, k)
			}
		}
	})
	return c
}

func (w *watchers) wake(done store.Write) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.by) == 0 {
		return
	}
	for _, puts := range [][]store.Pair{done.Puts, done.Kept} {
		for _, p := range puts {
			signal(w.by[string(p.Key)])
		}
	}
	for _, k := range done.Drops {
		signal(w.by[string(k)])
	}
}

func (w *watchers) wakeAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, all := range w.by {
		signal(all)
	}
}

func signal(all map[chan struct{}]bool) {
	for c := range all {
		select {
		case c <- struct{}{}:
		default: // one is waiting already
		}
	}
}

func (w *watchers) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, all := range w.by {
		for c := range all {
			close(c)
		}
	}
	w.by, w.closed = nil, true
}
