package storetest

import (
	"context"
	"errors"
	"sync"

	"tereze/store"
)

// Trouble is how Flaky fails a commit.
type Trouble int

// What may happen to a commit whose answer is an error.
const (
	Lost      Trouble = iota + 1 // nothing was written
	Reply                        // all was written, the answer was lost
	Collision                    // somebody else wrote first
	Full                         // no space
)

// Flaky is an engine that fails commits on demand.
type Flaky struct {
	store.Engine
	mu      sync.Mutex
	next    []Trouble
	stopped bool
	Reopens int // how often it was brought back
}

// Fail queues troubles for the next commits; 0 lets one pass.
func (f *Flaky) Fail(next ...Trouble) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next = append(f.next, next...)
}

var errCut = errors.New("the line was cut")

// Commit fails as queued.
func (f *Flaky) Commit(ctx context.Context, w store.Write) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stopped {
		return store.ErrUnknownOutcome
	}
	var trouble Trouble
	if len(f.next) > 0 {
		trouble, f.next = f.next[0], f.next[1:]
	}
	switch trouble {
	case Collision:
		return store.ErrConflict
	case Lost:
		f.stopped = true
		return errCut
	case Full:
		f.stopped = true
		return errors.Join(store.ErrFull, store.ErrUnknownOutcome)
	case Reply:
		if err := f.Engine.Commit(ctx, w); err != nil {
			return err
		}
		f.stopped = true
		return errCut
	}
	return f.Engine.Commit(ctx, w)
}

// Snapshot refuses after a failed commit until Reopen.
func (f *Flaky) Snapshot(ctx context.Context) (store.Snapshot, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stopped {
		return nil, store.ErrUnknownOutcome
	}
	return f.Engine.Snapshot(ctx)
}

// Reopen brings it back.
func (f *Flaky) Reopen(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stopped {
		f.Reopens++
	}
	f.stopped = false
	return nil
}
