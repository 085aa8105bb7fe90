package tui

import (
	"context"
	"errors"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// keeper knows what a session has typed and what of it is not on disk yet, and
// which writes are under way. It outlives the session's screens and its line:
// Door.Flush writes what is left.
type keeper struct {
	mu     sync.Mutex
	closed bool
	busy   int           // writes under way
	idle   chan struct{} // closed when busy falls to 0; nil while nobody waits
	todo   []*kept       // the newest of each key, in the order of typing

	one chan struct{} // whoever writes what is kept: one at a time
}

// kept is something typed, as it stood at one moment.
type kept struct {
	key   any
	write func(context.Context) error
}

func newKeeper() *keeper { return &keeper{one: make(chan struct{}, 1)} }

// enter begins a write; false: the session has ended, and it must not.
func (k *keeper) enter() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return false
	}
	k.busy++
	return true
}

func (k *keeper) leave() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.busy--; k.busy == 0 && k.idle != nil {
		close(k.idle)
		k.idle = nil
	}
}

// put notes what is to be written in the place of what stood there.
func (k *keeper) put(key any, write func(context.Context) error) *kept {
	n := &kept{key, write}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.todo = append(slices.DeleteFunc(k.todo, func(o *kept) bool { return o.key == key }), n)
	return n
}

// forget drops what is kept under a key: it was registered, or given up.
func (k *keeper) forget(key any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.todo = slices.DeleteFunc(k.todo, func(o *kept) bool { return o.key == key })
}

func (k *keeper) waits(n *kept) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Contains(k.todo, n)
}

// write writes n unless something newer took its place meanwhile, or another
// has written it; done tells that it did.
func (k *keeper) write(ctx context.Context, n *kept) (done bool, err error) {
	select {
	case k.one <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-k.one }()
	if !k.waits(n) {
		return false, nil
	}
	if err := n.write(ctx); err != nil {
		return false, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.todo = slices.DeleteFunc(k.todo, func(o *kept) bool { return o == n })
	return true, nil
}

// flush lets nothing new begin, waits for what has, and writes what is left.
func (k *keeper) flush(ctx context.Context) error {
	k.mu.Lock()
	k.closed = true
	var idle chan struct{}
	if k.busy > 0 {
		if k.idle == nil {
			k.idle = make(chan struct{})
		}
		idle = k.idle
	}
	k.mu.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	k.mu.Lock()
	todo := slices.Clone(k.todo)
	k.mu.Unlock()
	var errs []error
	for _, n := range todo {
		_, err := k.write(ctx, n)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Keep writes something half filled in, away from the App's goroutine, the
// newest state of a key only. What cannot be written now, because the line is
// cut or the disk is slow, Door.Flush writes. done comes to the screen once it
// is on disk.
func (s *Session) Keep(to Screen, topic string, key any, write func(context.Context) error, done any) tea.Cmd {
	k := s.keep
	n := k.put(key, write)
	return s.Ask(to, topic, func(ctx context.Context) any {
		ok, err := k.write(ctx, n)
		if err != nil {
			return err
		}
		if !ok {
			return nil
		}
		return done
	})
}

// Forget drops what Keep has not written yet under a key.
func (s *Session) Forget(key any) { s.keep.forget(key) }
