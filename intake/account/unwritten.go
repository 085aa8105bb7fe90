package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"tereze/intake"
	"tereze/store"
)

// unwritten counts the failed tries of a store that cannot be written: in
// memory, so that a guesser waits all the same until the process ends.
type unwritten struct {
	mu    sync.Mutex
	tries map[string]*Try
}

// wait refuses while a delay runs.
func (u *unwritten) wait(ids [][]byte, now time.Time) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	var left time.Duration
	for _, id := range ids {
		if t := u.tries[string(id)]; t != nil {
			left = max(left, t.left(now))
		}
	}
	return mustWait(left)
}

// count adds a failure to each and drops what has faded.
func (u *unwritten) count(ids [][]byte, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.tries == nil {
		u.tries = map[string]*Try{}
	}
	for id, t := range u.tries {
		if !t.end().After(now) {
			delete(u.tries, id)
		}
	}
	for _, id := range ids {
		t := u.tries[string(id)]
		if t == nil {
			t = &Try{ID: id}
			u.tries[string(id)] = t
		}
		t.again(now)
	}
}

// proveUnwritten is prove on a disk that cannot be written: whoever knows the
// password comes in to read, and nothing is noted down, neither the log-in nor
// what failed.
func (h *House) proveUnwritten(ctx context.Context, p proof, won func(*store.Tx, *Account, *intake.Actor) error) error {
	now := h.Clock()
	var ids [][]byte
	err := h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, _, err := find(tx, p.code)
		ids = tryIDs(tx, acc, p.code, p.from)
		return err
	})
	if err != nil {
		return err
	}
	if err := h.unwritten.wait(ids, now); err != nil {
		return err
	}
	hash, err := h.compare(ctx, p)
	if err != nil {
		return err
	}
	if hash == "" {
		h.unwritten.count(ids, now)
		return intake.Refuse(p.problem, "password")
	}
	return h.Desk.Ledger.View(ctx, func(tx *store.Tx) error {
		acc, who, err := find(tx, p.code)
		if err != nil {
			return err
		}
		if acc == nil || who == nil || acc.Hash != hash || acc.Disabled {
			return intake.Refuse(p.problem, "password")
		}
		return forgoing(won(tx, acc, who))
	})
}

// forgoing lets pass what only could not be written.
func forgoing(err error) error {
	if errors.Is(err, store.ErrReadOnly) {
		return nil
	}
	return err
}
