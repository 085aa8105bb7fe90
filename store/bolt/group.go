package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// group is the commits that are flushed together: those that were ordered while
// the group before was on its way to the disk. The first to wait leads it.
type group struct {
	c       *core
	records [][]byte
	writes  []store.Write // whom to wake
	kept    [][]span      // of each record
	last    uint64        // commit number
	led     atomic.Bool
	done    chan struct{}
	err     error // set before done is closed
}

// keptAt is a kept value that went into the log and is not yet in the file.
type keptAt struct {
	key   []byte
	place segment.Place
}

// place is a commit in the log, its kept values counted from the record.
func placed(record segment.Place, s span) keptAt {
	return keptAt{s.key, segment.Place{Segment: record.Segment, Offset: record.Offset + uint32(s.from), Length: uint32(s.size)}}
}

// order gives w its number, shows it to Tip and lets it join the group.
func (c *core) order(ctx context.Context, w store.Write) (*group, error) {
	if len(w.Puts)+len(w.Kept)+len(w.Drops) == 0 {
		return c.everything(w)
	}
	record, kept, err := encodeRecord(w, c.o.Shred)
	if err != nil {
		return nil, err
	}
	if err := c.makeRoom(ctx); err != nil {
		return nil, err
	}
	c.ordering.Lock()
	defer c.ordering.Unlock()
	if c.stopped.Load() {
		return nil, c.doubt(nil)
	}
	if err := c.guarded(w.Guards); err != nil {
		return nil, err
	}
	c.last++
	c.remember(c.last, w)
	g := c.open
	if g == nil {
		g = &group{c: c, done: make(chan struct{})}
		c.open, c.newest = g, g
	}
	g.records, g.kept = append(g.records, record), append(g.kept, kept)
	g.writes, g.last = append(g.writes, w), c.last
	return g, nil
}

// everything is the newest group: when it is done, all that was ordered is.
// It is nil when nothing was.
func (c *core) everything(w store.Write) (*group, error) {
	c.ordering.Lock()
	defer c.ordering.Unlock()
	if c.stopped.Load() {
		return nil, c.doubt(nil)
	}
	return c.newest, c.guarded(w.Guards)
}

// guarded compares the guards. The caller holds ordering.
func (c *core) guarded(guards []store.Pair) error {
	var base *snapshot
	for _, g := range guards {
		have, err := c.recently(g.Key, c.last)
		if errors.Is(err, errElsewhere) {
			if base == nil {
				if base, err = c.view(c.last); err != nil {
					return err
				}
				defer base.Close()
			}
			have, err = base.Get(g.Key)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if absent := err != nil; absent != (g.Value == nil) || !bytes.Equal(have, g.Value) {
			return store.ErrConflict
		}
	}
	return nil
}

// wait returns when the group is on the disk.
func (g *group) wait() error {
	if g == nil {
		return nil
	}
	if seededEarlyAck {
		go g.lead()
		return nil
	}
	g.lead()
	<-g.done
	return g.err
}

// lead writes and flushes the group, unless somebody does already.
func (g *group) lead() {
	if !g.led.CompareAndSwap(false, true) {
		return
	}
	c := g.c
	c.flushing <- struct{}{}
	defer func() { <-c.flushing }()
	c.ordering.Lock()
	c.open = nil // nobody joins from here on; whoever comes now is flushed next
	rotated := c.rotate(c.active.Bytes() >= c.o.batch())
	c.ordering.Unlock()
	g.err = g.flush()
	if g.err == nil && rotated {
		c.settled(c.log.End())
	}
	close(g.done)
	if g.err == nil {
		for _, w := range g.writes {
			c.watch.wake(w)
		}
		c.kick()
	}
	g.records, g.kept, g.writes = nil, nil, nil
}

func (g *group) flush() error {
	c := g.c
	if c.stopped.Load() {
		return c.doubt(nil)
	}
	places, err := c.log.Append(g.records)
	if err != nil {
		return c.stop(err)
	}
	c.ordering.Lock()
	for i, spans := range g.kept {
		for _, s := range spans {
			c.kept = append(c.kept, placed(places[i], s))
		}
	}
	c.ordering.Unlock()
	c.durable.Store(g.last)
	writeNote(c.note, c.log.End())
	return nil
}

// stop takes no more commits until the files are opened again: what is on the
// disk is not known.
func (c *core) stop(cause error) error {
	c.stopped.Store(true)
	c.freeRoom()
	return c.doubt(cause)
}

func (c *core) doubt(cause error) error {
	switch {
	case cause == nil:
		return fmt.Errorf("%s: %w", c.path, store.ErrUnknownOutcome)
	case isFull(cause):
		return fmt.Errorf("%s: %w (%w): %v", c.path, store.ErrFull, store.ErrUnknownOutcome, cause)
	}
	return fmt.Errorf("%s: %w: %w", c.path, store.ErrUnknownOutcome, cause)
}
