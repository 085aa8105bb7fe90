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

// Write is what one commit does. Guards are compared first: a guard's key must
// hold exactly its value; a nil value says the key must be absent. Dropping an
// absent key is no error. No key may be put or dropped twice.
type Write struct {
	Guards, Puts []Pair
	Drops        [][]byte
}

// Check says whether w keeps to what every engine promises to take; engines
// call it first. The errors are ErrTooLarge and ErrInvalid.
func (w Write) Check() error {
	n := len(w.Guards) + len(w.Puts) + len(w.Drops)
	if n > MaxKeys {
		return fmt.Errorf("%w: %d keys, at most %d", ErrTooLarge, n, MaxKeys)
	}
	size := 0
	seen := make(map[string]bool, len(w.Puts)+len(w.Drops))
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
	for _, p := range w.Puts {
		size += len(p.Value)
		if err := key(p.Key, true); err != nil {
			return err
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
