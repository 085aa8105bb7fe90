package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tereze/store"
	"tereze/store/bolt/recent"
	"tereze/store/bolt/segment"
)

// rebuiltSuffix is not that of a creation cut short: that may be begun anew.
const rebuiltSuffix = ".rebuilt"

// Recovered is what Recover did.
type Recovered struct {
	Commits uint64 // all the log has
	Lost    uint64 // commits that the note beside knew of and the log does not have
	Old     string // where the file that stood there before is now; empty: there was none
}

// Recover makes the file at path anew from its log alone. What stood there
// before is kept beside it as path.old-1, -2 and so on. Nobody may have the
// store open. progress may be nil; done and total count commits.
//
// Errors: *store.LockedError; store.ErrMissing when there is no log;
// *store.DamagedError for a log with a hole: what it says is gone must come
// from a backup; store.ErrForeign.
func Recover(ctx context.Context, path string, o Options, progress func(done, total uint64)) (r Recovered, err error) {
	o.ReadOnly, o.AcceptOlder = false, true
	if held, err := lockFile(path, true, o.timeout()); err == nil {
		defer held.Close()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return r, (&core{path: path}).locked(err)
	}
	dir := path + logSuffix
	id, err := segment.Identify(dir)
	if err != nil {
		return r, err
	}
	who := identity{Format: format, Store: id}
	if text, err := os.ReadFile(path + idSuffix); err == nil {
		var beside identity
		if json.Unmarshal(text, &beside) == nil && beside.Store != id {
			return r, fmt.Errorf("%s: %w: it is of store %s, %s says %s", dir, store.ErrForeign, id, idSuffix, beside.Store)
		}
	}
	c := &core{path: path + rebuiltSuffix, o: o, watch: new(watchers), active: recent.New()}
	if err := os.Remove(c.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r, err
	}
	if c.log, err = segment.Open(dir, id, o.segments()); err != nil {
		return r, err
	}
	defer c.log.Close()
	end := c.log.End()
	if err := c.rebuild(ctx, who, progress); err != nil {
		return r, errors.Join(err, os.Remove(c.path))
	}
	r.Commits = end.Commit
	if n, err := readNote(path + noteSuffix); err == nil && n.count > end.Commit {
		r.Lost = n.count - end.Commit
	}
	if r.Old, err = putAside(path); err != nil {
		return r, err
	}
	if err := os.Rename(c.path, path); err != nil {
		return r, err
	}
	return r, errors.Join(store.SyncFolder(filepath.Dir(path)), who.writeBeside(path, end))
}

// rebuild fills a new file from the whole log.
func (c *core) rebuild(ctx context.Context, who identity, progress func(done, total uint64)) error {
	begin, end := c.log.Begin(), c.log.End()
	if err := c.o.makeFile(c.path, who, begin); err != nil {
		return err
	}
	c.o.NoSync = true // flushed once, at the end
	if err := c.openFile(); err != nil {
		return err
	}
	at := begin
	for f, err := range c.log.Frames(ctx, begin) {
		if err != nil {
			return errors.Join(err, c.db.Close())
		}
		if err := c.recall(f); err != nil {
			return errors.Join(err, c.db.Close())
		}
		at = f.After
		if c.active.Bytes() < c.o.batch() && at.Commit != end.Commit {
			continue
		}
		if err := c.put(c.active, c.kept, at); err != nil {
			return errors.Join(err, c.db.Close())
		}
		c.active, c.kept = recent.New(), nil
		if progress != nil {
			progress(at.Commit, end.Commit)
		}
	}
	var err error
	if at.Commit != end.Commit || !c.log.EndsWith(at.Sum) {
		err = &store.DamagedError{Where: "log", What: fmt.Sprintf("it ends after commit %d of %d", at.Commit, end.Commit)}
	}
	return errors.Join(err, c.db.Sync(), c.db.Close())
}

// putAside renames what stands at path out of the way.
func putAside(path string) (old string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	for n := 1; ; n++ {
		old = fmt.Sprintf("%s.old-%d", path, n)
		if _, err := os.Lstat(old); errors.Is(err, fs.ErrNotExist) {
			return old, os.Rename(path, old)
		}
	}
}
