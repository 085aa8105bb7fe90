package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"bytes"

	"github.com/google/uuid"
	"go.etcd.io/bbolt"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// A store of the first format is one bbolt file whose every commit was a
// transaction. Its log is made of what stands in it: from there on the file can
// be rebuilt like any other. It is done once, at the first writing opening, and
// begun anew when it was cut short.

// oldNote compares the count of commits inside with the note, as format 1 had it.
func (c *core) oldNote(position []byte) error {
	n, err := readNote(c.path + noteSuffix)
	if err != nil {
		return err
	}
	if len(position) != 24 {
		return &store.DamagedError{Where: c.path, What: "its position is unreadable"}
	}
	count := uint64(0)
	for _, b := range position[:8] {
		count = count<<8 | uint64(b)
	}
	switch {
	case n.count > count:
		return &store.DamagedError{Where: c.path, What: "it is older than its last known commit", Back: n.count - count}
	case n.count == count && !bytes.Equal(n.mark[:], position[8:]):
		return &store.DamagedError{Where: c.path, What: "its last commit is not the one known: another copy went on"}
	}
	return nil
}

// carryOver makes the log of a store of format 1 and gives its position.
func (c *core) carryOver(ctx context.Context, id uuid.UUID) (position []byte, err error) {
	dir := c.path + logSuffix
	temp := dir + ".new"
	if err := errors.Join(os.RemoveAll(temp), os.RemoveAll(dir)); err != nil { // of a try cut short
		return nil, err
	}
	log, err := segment.Create(temp, id, c.o.segments())
	if err != nil {
		return nil, err
	}
	err = c.careful(func() error { return c.db.View(func(tx *bbolt.Tx) error { return c.copyInto(ctx, log, tx) }) })
	at := log.End()
	if err = errors.Join(err, log.Close()); err != nil {
		return nil, err
	}
	if err := os.Rename(temp, dir); err != nil {
		return nil, err
	}
	if err := store.SyncFolder(filepath.Dir(dir)); err != nil {
		return nil, err
	}
	err = c.careful(func() error {
		return c.db.Update(func(tx *bbolt.Tx) error {
			_, err := tx.CreateBucketIfNotExists(placesBucket)
			return errors.Join(err, identity{Format: format, Store: id}.writeInside(tx, at))
		})
	})
	if err != nil {
		return nil, fmt.Errorf("%s: carrying the store over: %w", c.path, err)
	}
	return at.AppendBinary(nil)
}

// copyInto writes everything in the file as records of puts.
func (c *core) copyInto(ctx context.Context, log *segment.Log, tx *bbolt.Tx) error {
	var w store.Write
	size := 0
	flush := func() error {
		if len(w.Puts) == 0 {
			return nil
		}
		record, _, err := encodeRecord(w, c.o.Shred)
		if err != nil {
			return err
		}
		_, err = log.Append([][]byte{record})
		w.Puts, size = nil, 0
		return errors.Join(err, ctx.Err())
	}
	err := tx.Bucket(dataBucket).ForEach(func(k, v []byte) error {
		w.Puts = append(w.Puts, store.Pair{Key: k, Value: v})
		if size += len(k) + len(v); size < store.MaxBytes/4 {
			return nil
		}
		return flush()
	})
	return errors.Join(err, flush())
}
