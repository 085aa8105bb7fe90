package agent

import (
	"cmp"
	"context"
	"io"
	"sync"
	"time"
)

// Hub knows the agents that are there, one a worker. The zero Hub is ready.
type Hub struct {
	// Every is how often an agent is asked whether it is there; three times as
	// long without a word, and its line is cut. 0: 20 seconds.
	Every time.Duration

	mu    sync.Mutex
	lines map[string]*line
}

// Add serves the line of a worker's agent until it ends, which is the error,
// and closes it. An older agent of the same worker has to go.
func (h *Hub) Add(ctx context.Context, worker string, rw io.ReadWriteCloser) error {
	l := newLine(ctx, rw, cmp.Or(h.Every, 20*time.Second))
	defer l.end(ErrLine)
	if err := l.greet(); err != nil {
		return l.end(err)
	}
	h.mu.Lock()
	old := h.lines[worker]
	if h.lines == nil {
		h.lines = map[string]*line{}
	}
	h.lines[worker] = l
	h.mu.Unlock()
	if old != nil {
		old.replaced()
	}
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.lines[worker] == l {
			delete(h.lines, worker)
		}
	}()
	return l.end(l.run())
}

// Signer signs by the worker's agent, if there is one: with ncalayer.ErrAway
// once its line is cut.
func (h *Hub) Signer(worker string) (Signer, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	l, ok := h.lines[worker]
	if !ok {
		return nil, false
	}
	return l, true
}
