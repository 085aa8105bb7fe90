package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// attempts of one Update: conflicts come only from other programs on a shared
// engine, doubtful commits from failing disks or lines.
const (
	maxConflicts = 16
	maxDoubts    = 2
)

// Update runs fn and commits what it wrote, with indexes, counts and one journal
// entry, all or nothing, durable on return. It returns the journal's head after
// the commit.
//
// fn may run twice: it reads no clock, makes no ids and does no I/O. When fn
// returns an error nothing is written and Update returns that error as it is.
// When fn changes nothing and notes nothing, nothing is committed and the
// current head comes back.
//
// When by.Op was committed before, fn does not run and the head of that commit
// comes back: callers re-read by ids they fixed before.
//
// Errors of its own: ErrTooLarge (MaxKeys and MaxBytes hold for everything
// derived too), ErrReadOnly, ErrFull, ErrNotWritten: nothing was changed.
// ErrUnknownOutcome: it could not be found out; the same By may be sent again.
// Waiting for the turn ends with ctx. An Update within an Update's or View's fn
// waits for itself.
//
// Functions run one after another. On a Pipeline the next one runs while the
// one before is being flushed, on top of what that one wrote; should the flush
// fail, both fail and each finds out by its own Op.
func (l *Ledger) Update(ctx context.Context, by By, fn func(*Tx) error) (Head, error) {
	if by.Op == uuid.Nil || by.At.IsZero() {
		return Head{}, fmt.Errorf("%w: By without Op or At", ErrInvalid)
	}
	conflicts, doubts := 0, 0
	for {
		head, durable, err := l.attempt(ctx, by, fn)
		if err == nil {
			if err = durable(); err != nil {
				err = &commitError{err}
			}
		}
		var failed *commitError
		if !errors.As(err, &failed) {
			return head, err
		}
		switch cause := failed.cause; {
		case errors.Is(cause, ErrTooLarge), errors.Is(cause, ErrReadOnly),
			errors.Is(cause, ErrInvalid), errors.Is(cause, ErrClosed):
			return Head{}, cause
		case errors.Is(cause, ErrConflict):
			if conflicts++; conflicts > maxConflicts {
				return Head{}, fmt.Errorf("%w: %d times in a row", ErrNotWritten, conflicts)
			}
		default:
			// Doubt. The next attempt looks the Op up first; until then fn is
			// not run again, and the head guards against a late arrival.
			doubts++
			head, found, err := l.resolve(ctx, by.Op)
			switch {
			case err != nil:
				return Head{}, fmt.Errorf("%w: %v, then %w", ErrUnknownOutcome, cause, err)
			case found:
				return head, nil
			case errors.Is(cause, ErrFull):
				return Head{}, fmt.Errorf("%w (%w): %v", ErrFull, ErrNotWritten, cause)
			case doubts > maxDoubts:
				return Head{}, l.givenUp(cause)
			}
		}
	}
}

// givenUp is the error after the Op was looked for and not found.
func (l *Ledger) givenUp(cause error) error {
	if _, final := l.e.(Reopener); final {
		return fmt.Errorf("%w: %v", ErrNotWritten, cause)
	}
	return fmt.Errorf("%w: %v", ErrUnknownOutcome, cause)
}

// resolve finds out what is really there after a doubtful commit. It does so
// even when the caller has gone, so that the engine does not stay stopped.
func (l *Ledger) resolve(ctx context.Context, op uuid.UUID) (Head, bool, error) {
	ctx = context.WithoutCancel(ctx)
	if r, ok := l.e.(Reopener); ok {
		if err := r.Reopen(ctx); err != nil {
			return Head{}, false, err
		}
	}
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Head{}, false, err
	}
	defer snap.Close()
	return l.done(snap, op)
}

// done looks an Op up.
func (l *Ledger) done(snap Snapshot, op uuid.UUID) (Head, bool, error) {
	plain, err := l.read(snap, l.y.op(op))
	if errors.Is(err, ErrNotFound) {
		return Head{}, false, nil
	}
	if err != nil {
		return Head{}, false, err
	}
	head, err := decodeHead(plain)
	if err != nil {
		return Head{}, false, &DamagedError{Where: l.y.place(l.y.op(op)), What: err.Error()}
	}
	return head, true, nil
}

// HeadOf is where the journal stood after the commit of an act: its number is
// that of the act's own entry, whoever wrote since. ErrNotFound: no such act
// was committed.
func (l *Ledger) HeadOf(ctx context.Context, op uuid.UUID) (Head, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Head{}, err
	}
	defer snap.Close()
	head, found, err := l.done(snap, op)
	if err == nil && !found {
		err = ErrNotFound
	}
	return head, err
}

// commitError marks an error as the engine's, apart from fn's own.
type commitError struct{ cause error }

func (e *commitError) Error() string { return e.cause.Error() }

// attempt takes the turn, runs fn and orders what it wrote. durable waits for
// the disk, with the turn given on; it is not nil when err is.
func (l *Ledger) attempt(ctx context.Context, by By, fn func(*Tx) error) (_ Head, durable func() error, _ error) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return Head{}, nil, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return Head{}, nil, err
	}
	snap, err := l.tip(ctx)
	if err != nil {
		return Head{}, nil, err
	}
	tx := &Tx{l: l, snap: snap, over: newOverlay()}
	defer tx.end()
	if head, found, err := l.done(snap, by.Op); !seededRetryNoOp && (found || err != nil) {
		return l.flushed(ctx, head, err)
	}
	head, raw, err := l.head(snap)
	if err != nil {
		return Head{}, nil, err
	}
	raw = bytes.Clone(raw)
	if err := fn(tx); err != nil {
		return Head{}, nil, err
	}
	w, next, err := tx.derive(by, head)
	if err != nil || next == head {
		return l.flushed(ctx, head, err)
	}
	w.Guards = []Pair{{Key: l.y.kind(kindHead), Value: raw}}
	tx.end() // engines may wait for open snapshots before they write
	if seededIndexLater {
		if w, err = l.indexesFirstLeftOut(ctx, w); err != nil {
			return Head{}, nil, &commitError{err}
		}
	}
	durable, err = l.order(ctx, w)
	if err != nil {
		return Head{}, nil, &commitError{err}
	}
	return next, durable, nil
}

// flushed gives a head that was read from the tip once it is on the disk.
func (l *Ledger) flushed(ctx context.Context, head Head, err error) (Head, func() error, error) {
	if err != nil {
		return Head{}, nil, err
	}
	durable, err := l.order(ctx, Write{})
	if err != nil {
		return Head{}, nil, &commitError{err}
	}
	return head, durable, nil
}

// order commits, on a Pipeline up to the waiting.
func (l *Ledger) order(ctx context.Context, w Write) (durable func() error, err error) {
	if p, ok := l.e.(Pipeline); ok {
		return p.Order(ctx, w)
	}
	atOnce := func() error { return nil }
	if len(w.Puts)+len(w.Kept)+len(w.Drops) == 0 {
		return atOnce, nil
	}
	return atOnce, l.e.Commit(ctx, w)
}

// derive turns the overlay into what is committed: sealed values, the journal
// entry, the op and the new head. next equals head when there is nothing to do.
func (tx *Tx) derive(by By, head Head) (w Write, next Head, err error) {
	l := tx.l
	entry := Entry{Seq: head.Seq + 1, Prev: head.Hash, At: by.At, Op: by.Op, Operator: by.Operator,
		Process: by.Process, Act: tx.act, Subject: tx.subject, Args: tx.args}
	for _, k := range tx.over.keys {
		key, change := []byte(k), tx.over.changes[k]
		base, err := tx.base(key)
		absent := errors.Is(err, ErrNotFound)
		if err != nil && !absent {
			return w, head, err
		}
		if change.drop && absent || !change.drop && !change.again && !absent && bytes.Equal(base, change.plain) {
			continue // came to nothing
		}
		if table, id, ok := l.y.change(key); ok {
			c := Change{Table: table, ID: bytes.Clone(id), Dropped: change.drop}
			if !change.drop {
				c.Sum = l.keys.sumOf(key, change.plain)
			}
			entry.Changes = append(entry.Changes, c)
		}
		if change.drop {
			w.Drops = append(w.Drops, key)
		} else {
			w.Puts = append(w.Puts, Pair{key, l.keys.seal(key, change.plain)})
		}
	}
	if len(w.Puts)+len(w.Drops) == 0 && !tx.noted {
		return w, head, nil
	}
	value, next, err := l.journalValue(tx.snap, entry)
	if err != nil {
		return w, head, err
	}
	sealed := func(key, plain []byte) Pair { return Pair{key, l.keys.seal(key, plain)} }
	w.Kept = []Pair{sealed(l.y.journal(next.Seq), value)}
	w.Puts = append(w.Puts, sealed(l.y.op(by.Op), next.encode()), sealed(l.y.kind(kindHead), next.encode()))
	return w, next, nil
}
