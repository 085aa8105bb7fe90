package store

import (
	"context"
	"fmt"
	"iter"
)

// Limits of one Write, the same on every engine.
const (
	MaxKeys      = 100     // guards, puts and drops together
	MaxBytes     = 1 << 20 // all keys and values together, bytes
	MaxKeyLength = 1024    // one key, bytes
)

// Pair is a key with its value.
type Pair struct{ Key, Value []byte }

// Engine is an ordered map of bytes with atomic, conditional commits.
// All methods may be called from several goroutines at once.
type Engine interface {
	// Snapshot gives one consistent view. Close it soon: some engines pay for
	// long ones with file size, and a commit may wait for it.
	Snapshot(ctx context.Context) (Snapshot, error)
	// Commit applies all of w, durable on return. ErrConflict: a guard moved,
	// nothing was written. ErrTooLarge, ErrInvalid, ErrReadOnly, ErrClosed:
	// nothing was written either. After any other error the outcome is unknown.
	Commit(ctx context.Context, w Write) error
	// Wake signals that the key may have changed. Signals merge and carry no
	// data. The channel is closed when ctx ends or the engine closes.
	Wake(ctx context.Context, key []byte) <-chan struct{}
	// Close waits for open snapshots; closing twice is harmless.
	Close() error
}

// Reopener is implemented by an engine that stops after a commit of unknown
// outcome. Reopen brings it back on what is really there; it does nothing to an
// engine that has not stopped. What a snapshot shows afterwards is final.
type Reopener interface {
	Reopen(ctx context.Context) error
}

// Snapshot is one consistent view, for one goroutine at a time. What it returns
// must not be modified and is valid until Close.
type Snapshot interface {
	// Get returns ErrNotFound when the key is absent, never (nil, nil).
	Get(key []byte) ([]byte, error)
	// Scan gives the pairs with from <= key < to in key order, or backwards.
	// A nil from is the beginning, a nil to the end. An error ends it.
	Scan(from, to []byte, reverse bool) iter.Seq2[Pair, error]
	// Close may be called twice.
	Close() error
}

// Pipeline is implemented by an engine that flushes several commits at once:
// the next one may be built on a commit that is ordered and not yet on the disk.
type Pipeline interface {
	// Tip is a view of everything ordered, also of what may still be lost: for
	// what is committed next, never for people's eyes. Snapshot shows only what
	// is on the disk.
	Tip(ctx context.Context) (Snapshot, error)
	// Order does all of Commit but the waiting: errors as there, and then
	// nothing was ordered. durable must be called once; it returns when w and
	// everything ordered before it is on the disk. After an error of durable
	// the outcome is unknown and the engine stopped. An empty w orders nothing;
	// its durable waits for what was ordered before.
	Order(ctx context.Context, w Write) (durable func() error, err error)
}

// Write is what one commit does. Guards are compared first: a guard's key must
// hold exactly its value; a nil value says the key must be absent. Dropping an
// absent key is no error. No key may be put or dropped twice.
type Write struct {
	Guards, Puts []Pair
	Drops        [][]byte
	// Kept are puts of keys that are written once and seldom read: an engine
	// with a log keeps their values there alone. Otherwise they are Puts.
	Kept []Pair
}

// Shredder hides in an engine's log what must be able to vanish from it, told
// by the key it stands under. Both are called by many goroutines.
type Shredder interface {
	// Hide gives the value as the log keeps it: encrypted under the key of the
	// person it is of, or as it is.
	Hide(key, value []byte) ([]byte, error)
	// Show gives the value back; ErrErased when that key was destroyed.
	Show(key, hidden []byte) ([]byte, error)
}

// Check says whether w keeps to what every engine promises to take; engines
// call it first. The errors are ErrTooLarge and ErrInvalid.
func (w Write) Check() error {
	n := len(w.Guards) + len(w.Puts) + len(w.Kept) + len(w.Drops)
	if n > MaxKeys {
		return fmt.Errorf("%w: %d keys, at most %d", ErrTooLarge, n, MaxKeys)
	}
	size := 0
	seen := make(map[string]bool, len(w.Puts)+len(w.Kept)+len(w.Drops))
	key := func(k []byte, once bool) error {
		size += len(k)
		switch {
		case len(k) == 0:
			return fmt.Errorf("%w: an empty key", ErrInvalid)
		case len(k) > MaxKeyLength:
			return fmt.Errorf("%w: a key of %d bytes, at most %d", ErrTooLarge, len(k), MaxKeyLength)
		case once && seen[string(k)]:
			return fmt.Errorf("%w: a key written twice", ErrInvalid)
		}
		if once {
			seen[string(k)] = true
		}
		return nil
	}
	for _, p := range w.Guards {
		size += len(p.Value)
		if err := key(p.Key, false); err != nil {
			return err
		}
	}
	for _, puts := range [][]Pair{w.Puts, w.Kept} {
		for _, p := range puts {
			size += len(p.Value)
			if err := key(p.Key, true); err != nil {
				return err
			}
		}
	}
	for _, k := range w.Drops {
		if err := key(k, true); err != nil {
			return err
		}
	}
	if size > MaxBytes {
		return fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, size, MaxBytes)
	}
	return nil
}
