package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"

	"tereze/store"
	"tereze/store/bolt/recent"
	"tereze/store/bolt/segment"
)

// core is one opening of the files. After a commit of unknown outcome it takes
// no more, and Reopen makes another one from what the disk holds.
type core struct {
	path  string
	o     Options
	watch *watchers

	db   *bbolt.DB
	file *os.File // bbolt's own
	log  *segment.Log
	note *os.File // X.head; nil when read only

	metaLost error // one of bbolt's two meta pages is damaged: its last transaction may be lost

	gone    bool        // the files are let go of
	stopped atomic.Bool // a commit's outcome is unknown, or bbolt broke down
	wedged  atomic.Bool // it broke down holding its own locks

	// flushing holds one token: who writes to the log. It is taken before
	// ordering, and ordering before viewing.
	flushing chan struct{}

	ordering sync.Mutex
	last     uint64        // number of the commit ordered last
	open     *group        // what may be joined; nil: none
	newest   *group        // what was opened last; nil: none yet
	kept     []keptAt      // flushed, not yet given to the frozen table
	room     chan struct{} // closed when something was applied
	noRoom   error         // why nothing can be applied

	durable atomic.Uint64 // number of the last commit on the disk

	viewing        sync.RWMutex
	active, frozen *recent.Table // ordered; frozen is being applied, or nil

	apply applier
}

// recently reads what is ordered and not yet in the file; errElsewhere when the
// file has to be asked. The caller holds ordering.
func (c *core) recently(key []byte, at uint64) ([]byte, error) {
	for _, t := range []*recent.Table{c.active, c.frozen} {
		if t == nil {
			continue
		}
		if v, ok := t.Get(key, at); ok {
			if v.Drop {
				return nil, store.ErrNotFound
			}
			return v.Data, nil
		}
	}
	return nil, errElsewhere
}

var errElsewhere = errors.New("not among what is recent")

// rotate freezes the active table when want says so and none is frozen. The
// caller holds ordering and has closed the open group.
func (c *core) rotate(want bool) bool {
	if !want || c.frozen != nil || c.active.Keys() == 0 {
		return false
	}
	c.viewing.Lock()
	c.frozen, c.active = c.active, recent.New()
	c.viewing.Unlock()
	return true
}

// unapplied is what the tables take in memory, bytes. The caller holds ordering.
func (c *core) unapplied() int {
	n := c.active.Bytes()
	if c.frozen != nil {
		n += c.frozen.Bytes()
	}
	return n
}

// makeRoom waits while more is unapplied than memory is given for.
func (c *core) makeRoom(ctx context.Context) error {
	for {
		c.ordering.Lock()
		full, room, why := c.unapplied() > c.o.ceiling(), c.room, c.noRoom
		c.ordering.Unlock()
		switch {
		case c.stopped.Load():
			return c.doubt(nil)
		case !full:
			return nil
		case why != nil:
			return fmt.Errorf("%s: %w: %v", c.path, store.ErrFull, why)
		}
		select {
		case <-room:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// freeRoom lets those who wait in makeRoom look again.
func (c *core) freeRoom() {
	c.ordering.Lock()
	close(c.room)
	c.room = make(chan struct{})
	c.ordering.Unlock()
}

// close ends everything that works in the background, applies what is left,
// waits for open snapshots and lets go of the files.
func (c *core) close() error {
	c.apply.end()
	c.flushing <- struct{}{}
	var errs []error
	if !c.stopped.Load() && !c.o.ReadOnly {
		errs = append(errs, c.applyAll())
	}
	c.stopped.Store(true)
	<-c.flushing // groups that wait learn that it is over
	return errors.Join(append(errs, c.letGo())...)
}
