package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"go.etcd.io/bbolt"

	"tereze/store"
	"tereze/store/bolt/recent"
	"tereze/store/bolt/segment"
)

// openLog compares the file with what stands beside it, opens the log and reads
// what the file has not.
func (c *core) openLog(ctx context.Context) error {
	who, raw, err := c.inside()
	if err != nil {
		return err
	}
	beside, err := c.beside(who)
	if err != nil {
		return err
	}
	if who.Format == 1 && c.metaLost != nil && !c.o.AcceptOlder {
		return c.metaLost
	}
	if who.Format == 1 {
		if c.o.ReadOnly {
			return c.oldNote(raw)
		}
		if err := c.oldNote(raw); err != nil && !c.accepted(err) {
			return err
		}
		if raw, err = c.carryOver(ctx, who.Store); err != nil {
			return err
		}
	}
	at, err := segment.ParsePosition(raw)
	if err != nil {
		return &store.DamagedError{Where: c.path, What: "its position is unreadable"}
	}
	c.log, err = segment.Open(c.path+logSuffix, who.Store, c.o.segments())
	if errors.Is(err, store.ErrMissing) { // the store is there: it has lost its journal
		return &store.DamagedError{Where: c.path + logSuffix, What: "missing"}
	} else if err != nil {
		return err
	}
	// A note of the first format counts other commits than the log does.
	if err := c.compare(at, beside.Format == format); err != nil && !c.accepted(err) {
		return err
	}
	if err := c.replay(ctx, at); err != nil {
		return err
	}
	if c.o.ReadOnly {
		return nil
	}
	return c.takeOver(identity{Format: format, Store: who.Store}, beside)
}

// accepted says whether somebody has decided to live with it.
func (c *core) accepted(err error) bool {
	var damaged *store.DamagedError
	return c.o.AcceptOlder && errors.As(err, &damaged) && damaged.Back > 0
}

// inside reads identity and position, under bbolt's lock.
func (c *core) inside() (who identity, position []byte, err error) {
	var id []byte
	err = c.careful(func() error {
		return c.db.View(func(tx *bbolt.Tx) error {
			b := tx.Bucket(engineBucket)
			if b == nil || tx.Bucket(dataBucket) == nil {
				return fmt.Errorf("%s: %w: some other program's bbolt file", c.path, store.ErrForeign)
			}
			id, position = bytes.Clone(b.Get(idKey)), bytes.Clone(b.Get(positionKey))
			return nil
		})
	})
	if err != nil {
		return who, nil, err
	}
	if err := json.Unmarshal(id, &who); err != nil {
		return who, nil, fmt.Errorf("%s: %w: no identity inside", c.path, store.ErrForeign)
	}
	if who.Format > format {
		return who, nil, fmt.Errorf("%s: %w: format %d, this program knows %d", c.path, store.ErrForeign, who.Format, format)
	}
	return who, position, nil
}

// beside reads X.id and compares it.
func (c *core) beside(in identity) (beside identity, err error) {
	text, err := os.ReadFile(c.path + idSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return beside, &store.DamagedError{Where: c.path + idSuffix, What: "missing"}
	}
	if err != nil {
		return beside, err
	}
	if err := json.Unmarshal(text, &beside); err != nil {
		return beside, &store.DamagedError{Where: c.path + idSuffix, What: "unreadable"}
	}
	if in.Store != beside.Store || in.Format < beside.Format {
		return beside, fmt.Errorf("%s: %w: it is store %s of format %d, %s says %s of format %d", c.path,
			store.ErrForeign, in.Store, in.Format, idSuffix, beside.Store, beside.Format)
	}
	return beside, nil
}

// compare finds out whether the log has lost anything that the file or the note
// knows of. A note behind the log is none: it is written after the flush and
// not flushed itself.
func (c *core) compare(at segment.Position, noted bool) error {
	end := c.log.End()
	gone := func(last uint64, who string) error {
		return &store.DamagedError{Where: c.path + logSuffix, Back: last - end.Commit,
			What: fmt.Sprintf("commits %d to %d are gone, %s knows of them", end.Commit+1, last, who)}
	}
	if at.Commit > end.Commit {
		err := gone(at.Commit, "the file").(*store.DamagedError)
		err.Back = 0 // nothing one could live with: see Recover
		return err
	}
	if !noted {
		return nil
	}
	n, err := readNote(c.path + noteSuffix)
	switch {
	case err != nil:
		return err
	case n.count > end.Commit:
		return gone(n.count, "its note")
	case n.count == end.Commit && !c.log.EndsWith(n.mark):
		return &store.DamagedError{Where: c.path + logSuffix, What: "its last commit is not the one known: another copy went on"}
	}
	return nil
}

// replay reads the log from where the file stands. What would be too much for
// the memory goes into the file on the way.
func (c *core) replay(ctx context.Context, at segment.Position) error {
	c.last = at.Commit
	for f, err := range c.log.Frames(ctx, at) {
		if err != nil {
			return err
		}
		if err := c.recall(f); err != nil {
			return err
		}
		at = f.After
		if c.active.Bytes() >= c.o.batch() && !c.o.ReadOnly {
			switch err := c.put(c.active, c.kept, at); {
			case err == nil:
				c.active, c.kept = recent.New(), nil
			case !isFull(err) || !c.sound():
				return err
			} // on a full disk it stays in memory: one can read
		}
	}
	if end := c.log.End(); at.Commit != end.Commit || !c.log.EndsWith(at.Sum) {
		return &store.DamagedError{Where: c.path + logSuffix,
			What: fmt.Sprintf("the file stands at commit %d, which is not the log's", at.Commit)}
	}
	c.durable.Store(c.last)
	return nil
}

// recall puts a frame's commits into the active table.
func (c *core) recall(f segment.Frame) error {
	for i, record := range f.Records {
		c.last = f.First + uint64(i)
		w, kept, err := decodeRecord(record, c.o.Shred)
		if err != nil {
			return &store.DamagedError{Where: fmt.Sprintf("the journal's commit %d", c.last), What: err.Error()}
		}
		c.remember(c.last, w)
		for _, s := range kept {
			c.kept = append(c.kept, placed(f.Places[i], s))
		}
	}
	return nil
}

// remember puts a commit into the active table.
func (c *core) remember(commit uint64, w store.Write) {
	for _, p := range w.Puts {
		c.active.Put(commit, p.Key, recent.Value{Data: p.Value})
	}
	for _, p := range w.Kept {
		c.active.Put(commit, p.Key, recent.Value{Data: p.Value, Kept: true})
	}
	for _, k := range w.Drops {
		c.active.Put(commit, k, recent.Value{Drop: true})
	}
}

// takeOver brings what stands beside up to date and leaves word of the holder.
func (c *core) takeOver(who, beside identity) (err error) {
	end := c.log.End()
	if c.o.AcceptOlder || beside != who {
		if err := who.writeBeside(c.path, end); err != nil {
			return err
		}
	}
	if c.note, err = os.OpenFile(c.path+noteSuffix, os.O_WRONLY, 0o600); err != nil {
		return err
	}
	writeNote(c.note, end) // a crash may have come before the last note
	c.writeHolder()
	return nil
}

// letGo closes the files. The core takes nothing any more.
func (c *core) letGo() error {
	var errs []error
	c.gone = true
	if c.note != nil {
		if err := os.Remove(c.path + lockSuffix); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
		errs = append(errs, c.note.Close())
	}
	if c.wedged.Load() {
		// Closing bbolt would wait for ever; without its file it harms nobody.
		errs = append(errs, unlockFile(c.file), c.file.Close())
	} else {
		errs = append(errs, c.careful(c.db.Close))
	}
	if c.log != nil { // after the snapshots, which bbolt waits for
		errs = append(errs, c.log.Close())
	}
	return errors.Join(errs...)
}

// sound says whether bbolt still shows what it last committed, after it failed.
func (c *core) sound() bool {
	if c.wedged.Load() {
		return false
	}
	return c.careful(func() error {
		return c.db.View(func(tx *bbolt.Tx) error {
			_, err := segment.ParsePosition(tx.Bucket(engineBucket).Get(positionKey))
			return err
		})
	}) == nil
}
