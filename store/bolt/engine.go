package bolt

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tereze/store"
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
	// AcceptOlder opens although the file does not go on from where the notes
	// beside it say, or its newest meta page is damaged: after somebody has
	// decided to live with an older copy. It writes the notes anew. It does
	// not accept another store's file.
	AcceptOlder bool
	// MaxSize is the most bytes the file may grow to; 0 means no limit.
	MaxSize int
	// Network lets the store lie on a disk behind a network: see admit.
	Network bool
	// Word is left in the lock's text for those who find the store in use: the
	// address it is served on. See store.LockedError.
	Word string
	// Now is the clock for the lock's text; nil means time.Now.
	Now func() time.Time
}

var (
	dataBucket   = []byte("data")
	engineBucket = []byte("engine")
	idKey        = []byte("id")
	positionKey  = []byte("position")
)

// Engine implements store.Engine, store.Reopener and store.Checker.
type Engine struct {
	path string
	o    Options

	mu      sync.RWMutex // held for reading while db is in use by a call
	db      *bbolt.DB    // nil after Close
	file    *os.File     // bbolt's own
	note    *os.File     // X.head; nil when read only
	stopped atomic.Bool  // a commit's outcome is unknown, or bbolt broke down
	wedged  atomic.Bool  // it broke down holding its own locks

	at    position // guarded by commit
	write sync.Mutex

	watch watchers
}

// position is how many commits there were, with a mark of the last one that no
// other file shares.
type position struct {
	count uint64
	mark  [16]byte
}

func (p position) encode() []byte {
	return append(binary.BigEndian.AppendUint64(nil, p.count), p.mark[:]...)
}

func decodePosition(b []byte) (p position, ok bool) {
	if len(b) != 24 {
		return p, false
	}
	p.count = binary.BigEndian.Uint64(b)
	copy(p.mark[:], b[8:])
	return p, true
}

func (p position) next() (position, error) {
	n := position{count: p.count + 1}
	_, err := rand.Read(n.mark[:])
	return n, err
}

// ready gives the bbolt handle; the caller holds mu for reading.
func (e *Engine) ready() (*bbolt.DB, error) {
	switch {
	case e.db == nil:
		return nil, fmt.Errorf("%s: %w", e.path, store.ErrClosed)
	case e.stopped.Load():
		return nil, fmt.Errorf("%s: %w", e.path, store.ErrUnknownOutcome)
	}
	return e.db, nil
}

// Commit implements store.Engine.
func (e *Engine) Commit(ctx context.Context, w store.Write) error {
	if err := w.Check(); err != nil {
		return err
	}
	if e.o.ReadOnly {
		return store.ErrReadOnly
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.RLock()
	err := e.commit(w)
	e.mu.RUnlock()
	if err == nil {
		e.watch.wake(w)
	}
	return err
}

func (e *Engine) commit(w store.Write) error {
	e.write.Lock()
	defer e.write.Unlock()
	db, err := e.ready()
	if err != nil {
		return err
	}
	next, err := e.at.next()
	if err != nil {
		return err
	}
	var tx *bbolt.Tx
	refused := false // by a guard, before anything was tried
	err = e.careful(func() error {
		var err error
		if tx, err = db.Begin(true); err != nil {
			return err
		}
		data := tx.Bucket(dataBucket)
		for _, g := range w.Guards {
			have := data.Get(g.Key)
			if (have == nil) != (g.Value == nil) || !bytes.Equal(have, g.Value) {
				refused = true
				return store.ErrConflict
			}
		}
		for _, p := range slices.Concat(w.Puts, w.Kept) {
			if err := data.Put(p.Key, p.Value); err != nil {
				return err
			}
		}
		for _, k := range w.Drops {
			if err := data.Delete(k); err != nil {
				return err
			}
		}
		if err := tx.Bucket(engineBucket).Put(positionKey, next.encode()); err != nil {
			return err
		}
		return tx.Commit()
	})
	if err == nil {
		e.at = next
		writeNote(e.note, next)
		return nil
	}
	if tx == nil {
		e.brokeDown(err)
	} else if undone := e.careful(tx.Rollback); undone != nil && !errors.Is(undone, berrors.ErrTxClosed) {
		e.brokeDown(undone)
	}
	if refused && !e.wedged.Load() {
		return err
	}
	// bbolt may have written its meta page before it failed, and its memory no
	// longer agrees with the file: nothing more until it is opened again.
	e.stopped.Store(true)
	if isFull(err) {
		return fmt.Errorf("%s: %w (%w): %v", e.path, store.ErrFull, store.ErrUnknownOutcome, err)
	}
	return fmt.Errorf("%s: %w: %w", e.path, store.ErrUnknownOutcome, err)
}

// brokeDown notes that bbolt panicked at the start or end of a transaction,
// where it leaves its locks held: whoever waits for them waits for ever.
func (e *Engine) brokeDown(err error) {
	if errors.Is(err, store.ErrDamaged) {
		e.wedged.Store(true)
		e.stopped.Store(true)
	}
}

// isFull also looks at the text: bbolt does not wrap all it meets.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		errors.Is(err, syscall.EFBIG) || errors.Is(err, berrors.ErrMaxSizeReached) ||
		strings.Contains(err.Error(), syscall.ENOSPC.Error())
}

// Reopen implements store.Reopener: it lets go of the file and opens it again
// with all suspicion, so that what is read next is what the disk holds.
func (e *Engine) Reopen(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.db == nil {
		return fmt.Errorf("%s: %w", e.path, store.ErrClosed)
	}
	if !e.stopped.Load() {
		return nil
	}
	if e.file != nil { // not yet let go by an earlier try
		if err := e.letGo(); err != nil {
			return err
		}
	}
	dropCache(e.path)
	again := e.o
	again.AcceptOlder = false // was accepted when it was opened first
	if err := e.open(again); err != nil {
		return err
	}
	e.stopped.Store(false)
	e.watch.wakeAll()
	return nil
}

// letGo closes bbolt and the note. The caller holds mu.
func (e *Engine) letGo() error {
	var errs []error
	if e.note != nil {
		if err := os.Remove(e.path + lockSuffix); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
		errs = append(errs, e.note.Close())
		e.note = nil
	}
	if e.wedged.Load() {
		// Closing bbolt would wait for ever; without its file it harms nobody.
		errs = append(errs, unlockFile(e.file), e.file.Close())
		e.wedged.Store(false)
	} else {
		errs = append(errs, e.careful(e.db.Close))
	}
	e.file = nil
	return errors.Join(errs...)
}

// Close implements store.Engine. It waits for open snapshots.
func (e *Engine) Close() error {
	e.watch.close()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.db == nil {
		return nil
	}
	var err error
	if e.file != nil {
		err = e.letGo()
	}
	e.db = nil
	return err
}

// Wake implements store.Engine.
func (e *Engine) Wake(ctx context.Context, key []byte) <-chan struct{} {
	return e.watch.add(ctx, key)
}

// Check implements store.Checker with bbolt's own walk over all pages.
func (e *Engine) Check(ctx context.Context, found func(what string)) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	db, err := e.ready()
	if err != nil {
		return err
	}
	return db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			found(err.Error())
		}
		return ctx.Err()
	})
}
