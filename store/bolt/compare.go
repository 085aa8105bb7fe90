package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// Compared is how a file made anew relates to the one that stood there before.
type Compared struct {
	Behind uint64 // commits the old file had not taken in yet
	Same   uint64 // keys with the same value in both
	Later  uint64 // keys that differ because of those commits
	Other  uint64 // keys that differ, and no commit says why
	Unread string // why the old file could not be read to its end; empty: it could
}

// Equal says that the old file was read whole and nothing is unexplained.
func (c Compared) Equal() bool { return c.Other == 0 && c.Unread == "" }

// Compare holds a file that Recover put aside against the one it made, as far
// as the old one can be read. Nobody may have the store open for writing.
func Compare(ctx context.Context, old, path string, o Options) (r Compared, err error) {
	open := func(path string) (db *bbolt.DB, err error) {
		c := &core{path: path}
		err = c.careful(func() (err error) {
			db, err = bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: o.timeout()})
			return err
		})
		return db, err
	}
	fresh, err := open(path)
	if err != nil {
		return r, err
	}
	defer fresh.Close()
	was, err := open(old)
	if err != nil {
		r.Unread = err.Error()
		return r, nil
	}
	defer func() { _ = (&core{path: old}).careful(was.Close) }()
	later, err := since(ctx, was, old, path, o, &r)
	if err != nil || r.Unread != "" {
		return r, err
	}
	return r, fresh.View(func(now *bbolt.Tx) error {
		err := (&core{path: old}).careful(func() error {
			return was.View(func(then *bbolt.Tx) error {
				for _, name := range [][]byte{dataBucket, placesBucket} {
					if err := r.buckets(ctx, then.Bucket(name), now.Bucket(name), later); err != nil {
						return err
					}
				}
				return nil
			})
		})
		if errors.Is(err, store.ErrDamaged) { // of the old file: the new one was just made
			r.Unread, err = err.Error(), nil
		}
		return err
	})
}

// since collects the keys that commits wrote after the old file's position.
func since(ctx context.Context, was *bbolt.DB, old, path string, o Options, r *Compared) (map[string]bool, error) {
	var raw []byte
	err := (&core{path: old}).careful(func() error {
		return was.View(func(tx *bbolt.Tx) error {
			if b := tx.Bucket(engineBucket); b != nil {
				raw = bytes.Clone(b.Get(positionKey))
			}
			return nil
		})
	})
	at, bad := segment.ParsePosition(raw)
	if err = errors.Join(err, bad); err != nil {
		r.Unread = err.Error()
		return nil, nil
	}
	id, err := segment.Identify(path + logSuffix)
	if err != nil {
		return nil, err
	}
	so := o.segments()
	so.ReadOnly = true
	log, err := segment.Open(path+logSuffix, id, so)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	if at.Commit > log.End().Commit {
		r.Unread = fmt.Sprintf("it stands at commit %d, the log ends with %d", at.Commit, log.End().Commit)
		return nil, nil
	}
	r.Behind = log.End().Commit - at.Commit
	later := map[string]bool{}
	for f, err := range log.Frames(ctx, at) {
		if err != nil {
			return nil, err
		}
		for _, record := range f.Records {
			w, _, err := decodeRecord(record, o.Shred)
			if err != nil {
				return nil, err
			}
			for _, puts := range [][]store.Pair{w.Puts, w.Kept} {
				for _, p := range puts {
					later[string(p.Key)] = true
				}
			}
			for _, k := range w.Drops {
				later[string(k)] = true
			}
		}
	}
	return later, nil
}

// buckets walks two buckets side by side.
func (r *Compared) buckets(ctx context.Context, then, now *bbolt.Bucket, later map[string]bool) error {
	if then == nil {
		return &store.DamagedError{Where: "the old file", What: "a part of it is missing"}
	}
	a, b := then.Cursor(), now.Cursor()
	ak, av := a.First()
	bk, bv := b.First()
	differs := func(key []byte) {
		if later[string(key)] {
			r.Later++
		} else {
			r.Other++
		}
	}
	for n := 0; ak != nil || bk != nil; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		order := bytes.Compare(ak, bk)
		switch {
		case bk == nil || ak != nil && order < 0:
			differs(ak)
			ak, av = a.Next()
			continue
		case ak == nil || order > 0:
			differs(bk)
		default:
			if bytes.Equal(av, bv) {
				r.Same++
			} else {
				differs(ak)
			}
			ak, av = a.Next()
		}
		bk, bv = b.Next()
	}
	return nil
}
