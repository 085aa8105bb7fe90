package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// Options say how to open; the zero value is the careful way.
type Options struct {
	// Timeout is how long to wait for another program's lock; 0 means one second.
	Timeout time.Duration
	// ReadOnly opens without writing anything, beside the file neither.
	ReadOnly bool
	// NoSync leaves out the flushes: only for throw-away training stores and
	// tests. A power cut may then lose or damage everything.
	NoSync bool
	// AcceptOlder opens although the journal ends before what the note beside it
	// says: after somebody has decided to live with an older copy. It writes
	// the note anew. It does not accept another store's files.
	AcceptOlder bool
	// MaxSize is the most bytes the file may grow to; 0 means no limit.
	MaxSize int
	// Network lets the store lie on a disk behind a network: see admit.
	Network bool
	// Shred hides values in the journal's files; nil: they stand there as given.
	Shred store.Shredder
	// Batch is how much is gathered in memory before it is put into the file,
	// Ceiling how much may wait there before writers wait; bytes, 0 means 24
	// and 64 MiB.
	Batch, Ceiling int
	// Word is left in the lock's text for those who find the store in use: the
	// address it is served on. See store.LockedError.
	Word string
	// Now is the clock for the lock's text; nil means time.Now.
	Now func() time.Time
}

var (
	dataBucket   = []byte("data")   // key -> value
	placesBucket = []byte("places") // key of a kept value -> its place in the log
	engineBucket = []byte("engine")
	idKey        = []byte("id")
	positionKey  = []byte("position") // up to where the log is in the file
)

// Engine implements store.Engine, store.Pipeline, store.Reopener and
// store.Checker.
type Engine struct {
	path string
	o    Options

	mu   sync.RWMutex // held for writing by Reopen and Close
	core *core        // nil after Close

	watch watchers
}

var (
	_ store.Pipeline = (*Engine)(nil)
	_ store.Reopener = (*Engine)(nil)
	_ store.Checker  = (*Engine)(nil)
)

// ready gives the files; the caller holds mu for reading.
func (e *Engine) ready() (*core, error) {
	switch {
	case e.core == nil:
		return nil, fmt.Errorf("%s: %w", e.path, store.ErrClosed)
	case e.core.stopped.Load():
		return nil, e.core.doubt(nil)
	}
	return e.core, nil
}

// Snapshot implements store.Engine: what is on the disk.
func (e *Engine) Snapshot(ctx context.Context) (store.Snapshot, error) {
	return e.view(ctx, func(c *core) uint64 { return c.durable.Load() })
}

// Tip implements store.Pipeline.
func (e *Engine) Tip(ctx context.Context) (store.Snapshot, error) {
	return e.view(ctx, func(c *core) uint64 {
		c.ordering.Lock()
		defer c.ordering.Unlock()
		return c.last
	})
}

func (e *Engine) view(ctx context.Context, at func(*core) uint64) (store.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	c, err := e.ready()
	if err != nil {
		return nil, err
	}
	s, err := c.view(at(c))
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Commit implements store.Engine. It keeps what w holds: the caller must not
// change it afterwards.
func (e *Engine) Commit(ctx context.Context, w store.Write) error {
	if e.o.ReadOnly {
		return errors.Join(w.Check(), store.ErrReadOnly)
	}
	durable, err := e.Order(ctx, w)
	if err != nil {
		return err
	}
	return durable()
}

// Order implements store.Pipeline. It keeps what w holds.
func (e *Engine) Order(ctx context.Context, w store.Write) (durable func() error, err error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	if e.o.ReadOnly {
		if len(w.Puts)+len(w.Kept)+len(w.Drops) == 0 {
			return func() error { return nil }, nil
		}
		return nil, store.ErrReadOnly
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	c, err := e.ready()
	if err != nil {
		return nil, err
	}
	g, err := c.order(ctx, w)
	if err != nil {
		return nil, err
	}
	return g.wait, nil
}

// isFull also looks at the text: bbolt does not wrap all it meets.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		errors.Is(err, syscall.EFBIG) || errors.Is(err, berrors.ErrMaxSizeReached) ||
		strings.Contains(err.Error(), syscall.ENOSPC.Error())
}

// Reopen implements store.Reopener: it lets go of the files and opens them
// again with all suspicion, so that what is read next is what the disk holds.
func (e *Engine) Reopen(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.core == nil {
		return fmt.Errorf("%s: %w", e.path, store.ErrClosed)
	}
	if !e.core.stopped.Load() {
		return nil
	}
	if !e.core.gone {
		if err := e.core.close(); err != nil {
			return err
		}
	}
	dropCache(e.path)
	again := e.o
	again.AcceptOlder = false // was accepted when it was opened first
	c, err := open(ctx, e.path, again, &e.watch)
	if err != nil {
		return err
	}
	e.core = c
	e.watch.wakeAll()
	return nil
}

// Close implements store.Engine. It waits for open snapshots.
func (e *Engine) Close() error {
	e.watch.close()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.core == nil {
		return nil
	}
	c := e.core
	e.core = nil
	if c.gone {
		return nil
	}
	return c.close()
}

// Wake implements store.Engine.
func (e *Engine) Wake(ctx context.Context, key []byte) <-chan struct{} {
	return e.watch.add(ctx, key)
}

// Log is the journal's files, for who copies them; nil after Close.
func (e *Engine) Log() *segment.Log {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.core == nil {
		return nil
	}
	return e.core.log
}

// Check implements store.Checker: bbolt's own walk over all pages, then the
// whole log, whose chain is followed.
func (e *Engine) Check(ctx context.Context, found func(what string)) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	c, err := e.ready()
	if err != nil {
		return err
	}
	c.apply.file.Lock() // bbolt compares with its newest list of free pages
	err = c.readable()
	var damaged *store.DamagedError
	if errors.As(err, &damaged) { // bbolt's walk, in a goroutine of its own, would end the program
		c.apply.file.Unlock()
		found(damaged.What)
		return ctx.Err()
	}
	err = c.careful(func() error {
		return c.db.View(func(tx *bbolt.Tx) error {
			for err := range tx.Check() {
				found(err.Error())
			}
			return ctx.Err()
		})
	})
	c.apply.file.Unlock()
	if err != nil || c.log == nil {
		return err
	}
	end := c.durable.Load()
	for f, err := range c.log.Frames(ctx, c.log.Begin()) {
		switch {
		case errors.As(err, &damaged):
			found(damaged.Where + ": " + damaged.What)
			return nil
		case err != nil:
			return err
		case f.After.Commit >= end:
			return nil
		}
	}
	return ctx.Err()
}

// readable reads all keys and values of the file once, in order.
func (c *core) readable() error {
	s, err := c.view(0)
	if err != nil {
		return err
	}
	defer s.Close()
	var before []byte
	w := &walk{s: s, bucket: s.data}
	for {
		p, ok, err := w.next()
		if err != nil || !ok {
			return err
		}
		if bytes.Compare(before, p.Key) >= 0 {
			return &store.DamagedError{Where: c.path, What: "its keys are out of order"}
		}
		before = p.Key
	}
}
