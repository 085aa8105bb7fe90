package bolt

import (
	"errors"
	"slices"
	"sync"
	"time"

	"bytes"

	"go.etcd.io/bbolt"

	"tereze/store/bolt/recent"
	"tereze/store/bolt/segment"
)

// What is in the log is put into the file in the background: when a batch has
// come together, or soon after the last of fewer.
const (
	defaultBatch   = 24 << 20 // bytes of memory in the active table
	defaultCeiling = 64 << 20 // bytes in both tables: writers wait beyond it
	soon           = 2 * time.Second
	fullRetry      = 5 * time.Second
	dataFill       = 0.8  // of a page that is split: batches come in order, single keys do not
	chunkKeys      = 2048 // put in one bbolt transaction: its flush must not hold up the log's
)

func (o Options) batch() int {
	if o.Batch > 0 {
		return o.Batch
	}
	return defaultBatch
}

func (o Options) ceiling() int {
	if o.Ceiling > 0 {
		return o.Ceiling
	}
	return defaultCeiling
}

// applier is the one goroutine that writes to the file.
type applier struct {
	due   chan struct{}    // a table was frozen, or there is something to freeze
	stop  chan struct{}    // closed by end
	done  chan struct{}    // closed when the goroutine is gone
	once  sync.Once        // of closing stop
	file  sync.Mutex       // held while the file is written to, and while it is checked
	upto  segment.Position // where the frozen table ends
	kept  []keptAt         // its kept values
	ready bool             // the frozen table is on the disk: it may be applied
}

func (a *applier) end() {
	a.once.Do(func() { close(a.stop) })
	<-a.done
}

// settled hands the frozen table, now on the disk, to the applier.
func (c *core) settled(upto segment.Position) {
	c.ordering.Lock()
	c.apply.upto, c.apply.kept, c.apply.ready = upto, c.kept, true
	c.kept = nil
	c.ordering.Unlock()
	c.kick()
}

func (c *core) kick() {
	select {
	case c.apply.due <- struct{}{}:
	default:
	}
}

// applying runs until the core is closed.
func (c *core) applying() {
	defer close(c.apply.done)
	timer := time.NewTimer(soon)
	timer.Stop()
	armed := false
	arm := func(d time.Duration) {
		if !armed {
			timer.Reset(d)
			armed = true
		}
	}
	for {
		select {
		case <-c.apply.stop:
			return
		case <-c.apply.due:
			arm(soon)
		case <-timer.C:
			armed = false
			c.freeze()
		}
		if c.stopped.Load() {
			continue
		}
		switch done, err := c.applyFrozen(); {
		case err != nil && isFull(err) && c.sound():
			c.short(err)
			arm(fullRetry)
		case err != nil:
			_ = c.stop(err)
		case done:
			c.short(nil)
			c.kick() // what came meanwhile
		}
	}
}

// short notes why nothing can be applied, nil: nothing keeps it.
func (c *core) short(why error) {
	c.ordering.Lock()
	c.noRoom = why
	c.ordering.Unlock()
	c.freeRoom()
}

// freeze rotates what has lain long enough, when the log is not being written.
func (c *core) freeze() {
	select {
	case c.flushing <- struct{}{}:
	default:
		c.kick() // the next one will
		return
	}
	defer func() { <-c.flushing }()
	c.ordering.Lock()
	rotated := c.open == nil && c.rotate(true)
	c.ordering.Unlock()
	if rotated {
		c.settled(c.log.End())
	}
}

// applyFrozen puts the frozen table into the file. done: there was one.
func (c *core) applyFrozen() (done bool, err error) {
	c.ordering.Lock()
	t, upto, kept, ready := c.frozen, c.apply.upto, c.apply.kept, c.apply.ready
	c.ordering.Unlock()
	if t == nil || !ready {
		return false, nil
	}
	c.apply.file.Lock()
	err = c.put(t, kept, upto)
	c.apply.file.Unlock()
	if err != nil {
		return false, err
	}
	c.ordering.Lock()
	c.viewing.Lock()
	c.frozen = nil
	c.viewing.Unlock()
	c.apply.kept, c.apply.ready = nil, false
	c.ordering.Unlock()
	c.freeRoom()
	return true, nil
}

// applyAll is for the end: the caller holds flushing, nobody orders any more.
func (c *core) applyAll() error {
	for range 2 { // the frozen table, then the active one
		if _, err := c.applyFrozen(); err != nil {
			return err
		}
		c.ordering.Lock()
		c.open = nil
		rotated := c.rotate(c.durable.Load() >= c.active.Last())
		c.ordering.Unlock()
		if rotated {
			c.settled(c.log.End())
		}
	}
	return nil
}

// put writes a table's newest versions in key order, in several transactions;
// the last one moves the position. When it is cut short the log is replayed
// from the old position over what is there already, which changes nothing.
func (c *core) put(t *recent.Table, kept []keptAt, upto segment.Position) error {
	slices.SortFunc(kept, func(a, b keptAt) int { return bytes.Compare(a.key, b.key) })
	b := &batch{c: c}
	for k, v := range t.Latest() {
		if v.Kept {
			continue
		}
		if err := b.step(func(data, places *bbolt.Bucket) error {
			if b.among(k) {
				if err := places.Delete(k); err != nil {
					return err
				}
			}
			if v.Drop {
				return data.Delete(k)
			}
			return data.Put(k, v.Data)
		}); err != nil {
			return err
		}
	}
	for _, k := range kept {
		if v, ok := t.Get(k.key, t.Last()); ok && !v.Kept {
			continue // put or dropped since
		}
		if err := b.step(func(data, places *bbolt.Bucket) error {
			at, _ := k.place.AppendBinary(nil)
			return errors.Join(data.Delete(k.key), places.Put(k.key, at))
		}); err != nil {
			return err
		}
	}
	at, _ := upto.AppendBinary(nil)
	if err := b.step(func(_, _ *bbolt.Bucket) error { return b.tx.Bucket(engineBucket).Put(positionKey, at) }); err != nil {
		return err
	}
	return b.commit()
}

// batch puts into bbolt, a bounded number of keys in a transaction.
type batch struct {
	c         *core
	tx        *bbolt.Tx
	n         int
	low, high []byte // the keys that have places
}

// among says whether key may be one with a place.
func (b *batch) among(key []byte) bool {
	return b.low != nil && bytes.Compare(key, b.low) >= 0 && bytes.Compare(key, b.high) <= 0
}

func (b *batch) step(fn func(data, places *bbolt.Bucket) error) error {
	err := b.c.careful(func() error {
		if b.tx == nil {
			var err error
			if b.tx, err = b.c.db.Begin(true); err != nil {
				b.c.brokeDown(err)
				return err
			}
			cur := b.tx.Bucket(placesBucket).Cursor()
			b.low, _ = cur.First()
			b.high, _ = cur.Last()
			b.low, b.high = bytes.Clone(b.low), bytes.Clone(b.high)
			b.tx.Bucket(placesBucket).FillPercent = 0.95 // they come in order
			b.tx.Bucket(dataBucket).FillPercent = dataFill
		}
		return fn(b.tx.Bucket(dataBucket), b.tx.Bucket(placesBucket))
	})
	if err != nil {
		return errors.Join(err, b.undo())
	}
	if b.n++; b.n >= chunkKeys {
		return b.commit()
	}
	return nil
}

func (b *batch) commit() error {
	if b.tx == nil {
		return nil
	}
	if err := b.c.careful(b.tx.Commit); err != nil {
		return errors.Join(err, b.undo())
	}
	b.tx, b.n = nil, 0
	return nil
}

// undo rolls back; where bbolt has done so itself there is nothing to say.
func (b *batch) undo() error {
	if b.tx == nil {
		return nil
	}
	tx := b.tx
	b.tx = nil
	return b.c.rolledBack(tx)
}
