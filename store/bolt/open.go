package bolt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/google/uuid"
	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tereze/store"
)

// identity says which store a file is; kept inside and beside.
type identity struct {
	Format int       `json:"format"`
	Store  uuid.UUID `json:"store"`
}

const format = 1

// Create makes a new store where nothing is, and opens it. The folder must be
// there. Errors: store.ErrExists; store.ErrMissing for the folder;
// store.ErrDamaged when the file is gone but its companions are there.
//
// It works on X.new, which is renamed last: a creation that was cut short is
// begun again, never taken for a store.
func Create(path string, o Options) (*Engine, error) {
	if err := vacant(path); err != nil {
		return nil, err
	}
	if err := here(filepath.Dir(path), o, networkDisk); err != nil {
		return nil, err
	}
	temp := path + ".new"
	if err := o.make(path, temp); err != nil {
		return nil, err
	}
	if err := os.Link(temp, path); err != nil { // unlike rename never overwrites
		if errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%s: %w", path, store.ErrExists)
		}
		return nil, err
	}
	if err := os.Remove(temp); err != nil {
		return nil, err
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	return Open(path, o)
}

// vacant says whether a store may be made at path.
func vacant(path string) error {
	if dir, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) || err == nil && !dir.IsDir() {
		return fmt.Errorf("%w: the folder %s is missing (%w)", store.ErrMissing, filepath.Dir(path), fs.ErrNotExist)
	} else if err != nil {
		return err
	}
	there := func(suffix string) bool { _, err := os.Lstat(path + suffix); return err == nil }
	switch {
	case there(""):
		return fmt.Errorf("%s: %w (%w)", path, store.ErrExists, fs.ErrExist)
	case there(".new"): // what stands beside belongs to the unfinished creation
		return nil
	case there(idSuffix), there(noteSuffix), there(logSuffix):
		return &store.DamagedError{Where: path, What: "the file is gone, its companions are still there"}
	}
	return nil
}

// make fills X.new and writes the companions.
func (o Options) make(path, temp string) error {
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	db, err := bbolt.Open(temp, 0o600, &bbolt.Options{Timeout: o.timeout(), NoSync: o.NoSync, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	who := identity{Format: format}
	if who.Store, err = uuid.NewRandom(); err != nil {
		return errors.Join(err, db.Close())
	}
	id, err := json.Marshal(who)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	var at position
	err = db.Update(func(tx *bbolt.Tx) error {
		if _, err := tx.CreateBucket(dataBucket); err != nil {
			return err
		}
		b, err := tx.CreateBucket(engineBucket)
		if err != nil {
			return err
		}
		return errors.Join(b.Put(idKey, id), b.Put(positionKey, at.encode()))
	})
	return errors.Join(err, db.Close(), writeWhole(path+idSuffix, append(id, '\n')), writeWhole(path+noteSuffix, at.text()))
}

func (o Options) timeout() time.Duration {
	if o.Timeout == 0 {
		return time.Second
	}
	return o.Timeout
}

// Open opens the store at path and never makes one.
//
// Errors: store.ErrMissing; *store.LockedError; store.ErrExposed when others
// than the owner may read or write the file; store.ErrForeign for a file that
// is no store, a newer format, or another store than the one noted beside it;
// *store.DamagedError for an empty, short or damaged file and one older than
// its note (see Options.AcceptOlder).
func Open(path string, o Options) (*Engine, error) {
	e := &Engine{path: path, o: o}
	if err := e.open(o); err != nil {
		return nil, err
	}
	return e, nil
}

func (e *Engine) open(o Options) error {
	if err := admit(e.path, o); err != nil {
		return err
	}
	// Look at the file under a lock of our own, let go, and let bbolt lock: if
	// somebody slips in between, bbolt waits for him or gives up.
	held, err := lockFile(e.path, !o.ReadOnly, o.timeout())
	if err != nil {
		return e.locked(err)
	}
	err = inspect(held, e.path)
	err = errors.Join(err, held.Close())
	var damaged *store.DamagedError
	if errors.As(err, &damaged) && damaged.Back > 0 && o.AcceptOlder {
		err = nil
	}
	if err != nil {
		return err
	}
	var file *os.File
	var db *bbolt.DB
	err = e.careful(func() (err error) {
		db, err = bbolt.Open(e.path, 0o600, &bbolt.Options{
			Timeout: o.timeout(), ReadOnly: o.ReadOnly, NoSync: o.NoSync, MaxSize: o.MaxSize,
			FreelistType: bbolt.FreelistMapType, NoStatistics: true, InitialMmapSize: mapSize(),
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				var err error
				file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
				return file, err
			},
		})
		return err
	})
	if err != nil {
		if file != nil {
			file.Close() // bbolt closed it, unless it panicked
		}
		return e.locked(err)
	}
	db.AllocSize = 1 << 20
	e.db, e.file = db, file
	if err := e.verify(o); err != nil {
		if e.note != nil {
			e.note.Close()
			e.note = nil
		}
		e.file = nil
		return errors.Join(err, e.careful(db.Close))
	}
	return nil
}

// mapSize is so large that bbolt need not map the file anew for years: a commit
// that does waits for all open snapshots. It takes addresses, not memory.
func mapSize() int {
	if runtime.GOOS == "windows" || math.MaxInt == math.MaxInt32 {
		return 0 // there the file itself would grow, or addresses are scarce
	}
	return math.MaxInt32/2 + 1
}

// locked turns a timeout into who holds the lock.
func (e *Engine) locked(err error) error {
	if errors.Is(err, berrors.ErrTimeout) {
		return readHolder(e.path)
	}
	return err
}

// verify compares what is inside with what stands beside, under bbolt's lock.
func (e *Engine) verify(o Options) error {
	var inside, raw []byte
	err := e.careful(func() error {
		return e.db.View(func(tx *bbolt.Tx) error {
			b := tx.Bucket(engineBucket)
			if b == nil || tx.Bucket(dataBucket) == nil {
				return fmt.Errorf("%s: %w: some other program's bbolt file", e.path, store.ErrForeign)
			}
			inside, raw = bytes.Clone(b.Get(idKey)), bytes.Clone(b.Get(positionKey))
			return nil
		})
	})
	if err != nil {
		return err
	}
	at, ok := decodePosition(raw)
	if !ok {
		return &store.DamagedError{Where: e.path, What: "its position is unreadable"}
	}
	e.at = at
	trouble := e.compareIdentity(inside)
	if trouble == nil {
		trouble = e.comparePosition()
	}
	var damaged *store.DamagedError
	accepted := o.AcceptOlder && errors.As(trouble, &damaged)
	if trouble != nil && !accepted || o.ReadOnly {
		if accepted {
			return nil
		}
		return trouble
	}
	if accepted {
		if err := writeWhole(e.path+idSuffix, append(inside, '\n')); err != nil {
			return err
		}
	}
	if o.AcceptOlder {
		// A new mark: from here on the other branch is the foreign one. The
		// commit also rewrites a damaged meta page.
		if e.at, err = e.at.next(); err != nil {
			return err
		}
		if err := e.careful(func() error {
			return e.db.Update(func(tx *bbolt.Tx) error {
				return tx.Bucket(engineBucket).Put(positionKey, e.at.encode())
			})
		}); err != nil {
			return err
		}
		if err := writeWhole(e.path+noteSuffix, e.at.text()); err != nil {
			return err
		}
	}
	if e.note, err = os.OpenFile(e.path+noteSuffix, os.O_WRONLY, 0o600); err != nil {
		return err
	}
	writeNote(e.note, e.at) // a crash may have come before the last note
	return e.writeHolder()
}

func (e *Engine) compareIdentity(inside []byte) error {
	var in, beside identity
	if err := json.Unmarshal(inside, &in); err != nil {
		return fmt.Errorf("%s: %w: no identity inside", e.path, store.ErrForeign)
	}
	if in.Format > format {
		return fmt.Errorf("%s: %w: format %d, this program knows %d", e.path, store.ErrForeign, in.Format, format)
	}
	text, err := os.ReadFile(e.path + idSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return &store.DamagedError{Where: e.path + idSuffix, What: "missing"}
	}
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &beside); err != nil {
		return &store.DamagedError{Where: e.path + idSuffix, What: "unreadable"}
	}
	if in != beside {
		return fmt.Errorf("%s: %w: it is store %s, %s says %s", e.path, store.ErrForeign, in.Store, idSuffix, beside.Store)
	}
	return nil
}

// comparePosition accepts a file ahead of its note: the note is written after
// the commit and not flushed.
func (e *Engine) comparePosition() error {
	note, err := readNote(e.path + noteSuffix)
	switch {
	case err != nil:
		return err
	case note.count > e.at.count:
		return &store.DamagedError{Where: e.path, What: "it is older than its last known commit", Back: note.count - e.at.count}
	case note.count == e.at.count && note.mark != e.at.mark:
		return &store.DamagedError{Where: e.path, What: "its last commit is not the one known: another copy went on"}
	}
	return nil
}
