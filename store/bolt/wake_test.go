package bolt

import (
	"context"
	"runtime"
	"testing"

	"tereze/store"
)

// A watcher costs no goroutine and nothing stays when its context ends.
func TestWatchersLeaveNothingBehind(t *testing.T) {
	var w watchers
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	var all []<-chan struct{}
	for range 100 {
		all = append(all, w.add(ctx, []byte("k")))
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines more", n-before)
	}
	w.wake(store.Write{Puts: []store.Pair{{Key: []byte("k")}}})
	cancel()
	for _, c := range all {
		for range c { // the signal, then the end
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.by) != 0 {
		t.Errorf("%d keys still watched", len(w.by))
	}
}
