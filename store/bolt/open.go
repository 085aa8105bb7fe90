package bolt

import (
	"context"
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
	"tereze/store/bolt/recent"
	"tereze/store/bolt/segment"
)

// identity says which store a file is; kept inside and beside.
type identity struct {
	Format int       `json:"format"`
	Store  uuid.UUID `json:"store"`
}

// format is what this program writes. It opens format 1, the file without a
// log, and carries it over.
const format = 2

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
	if err := store.SyncFolder(filepath.Dir(path)); err != nil {
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
		return unused(path + logSuffix)
	case there(idSuffix), there(noteSuffix), there(logSuffix):
		return &store.DamagedError{Where: path, What: "the file is gone, its companions are still there"}
	}
	return nil
}

// unused says whether nothing was ever committed to the log in dir.
func unused(dir string) error {
	id, err := segment.Identify(dir)
	if errors.Is(err, store.ErrMissing) {
		return nil
	}
	var damaged *store.DamagedError
	if errors.As(err, &damaged) { // not even a header: it was being made
		return nil
	}
	if err != nil {
		return err
	}
	log, err := segment.Open(dir, id, segment.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer log.Close()
	if n := log.End().Commit; n > 0 {
		return &store.DamagedError{Where: dir, What: fmt.Sprintf("the file is gone, its journal of %d commits is still there", n)}
	}
	return nil
}

// make fills X.new and writes the companions.
func (o Options) make(path, temp string) error {
	// X.new first: what stands beside it belongs to an unfinished making.
	if err := errors.Join(os.WriteFile(temp, nil, 0o600), store.SyncFolder(filepath.Dir(path))); err != nil {
		return err
	}
	if err := os.RemoveAll(path + logSuffix); err != nil {
		return err
	}
	who := identity{Format: format}
	var err error
	if who.Store, err = uuid.NewRandom(); err != nil {
		return err
	}
	log, err := segment.Create(path+logSuffix, who.Store, o.segments())
	if err != nil {
		return err
	}
	at := log.Begin()
	if err := log.Close(); err != nil {
		return err
	}
	if err := o.makeFile(temp, who, at); err != nil {
		return err
	}
	return who.writeBeside(path, at)
}

// makeFile makes an empty bbolt file of the store, at a position of its log.
func (o Options) makeFile(temp string, who identity, at segment.Position) error {
	db, err := bbolt.Open(temp, 0o600, &bbolt.Options{Timeout: o.timeout(), NoSync: o.NoSync, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{dataBucket, placesBucket, engineBucket} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return who.writeInside(tx, at)
	})
	return errors.Join(err, db.Close())
}

// writeInside notes in the file which store it is and up to where the log is
// in it.
func (who identity) writeInside(tx *bbolt.Tx, at segment.Position) error {
	id, err := json.Marshal(who)
	if err != nil {
		return err
	}
	raw, _ := at.AppendBinary(nil)
	b := tx.Bucket(engineBucket)
	return errors.Join(b.Put(idKey, id), b.Put(positionKey, raw))
}

// writeBeside writes the companions.
func (who identity) writeBeside(path string, at segment.Position) error {
	id, err := json.Marshal(who)
	if err != nil {
		return err
	}
	return errors.Join(writeWhole(path+idSuffix, append(id, '\n')), writeWhole(path+noteSuffix, noteText(at)))
}

func (o Options) segments() segment.Options {
	return segment.Options{ReadOnly: o.ReadOnly, NoSync: o.NoSync}
}

func (o Options) timeout() time.Duration {
	if o.Timeout == 0 {
		return time.Second
	}
	return o.Timeout
}

// Open opens the store at path and never makes one. What the log has and the
// file has not is read into memory. A store of format 1 is carried over, unless
// it is opened read only.
//
// Errors: store.ErrMissing; *store.LockedError; store.ErrExposed when others
// than the owner may read or write the files; store.ErrForeign for a file that
// is no store, a newer format, or another store than the one noted beside it;
// *store.DamagedError for an empty, short or damaged file, a log with a hole,
// and a log that ends before what the note or the file knows of (see
// Options.AcceptOlder); those of admit.
func Open(path string, o Options) (*Engine, error) {
	e := &Engine{path: path, o: o}
	c, err := open(context.Background(), path, o, &e.watch)
	if err != nil {
		return nil, err
	}
	e.core = c
	return e, nil
}

func open(ctx context.Context, path string, o Options, watch *watchers) (*core, error) {
	if err := admit(path, o); err != nil {
		return nil, err
	}
	c := &core{path: path, o: o, watch: watch, flushing: make(chan struct{}, 1), room: make(chan struct{}), active: recent.New(),
		apply: applier{due: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}}
	if err := c.openFile(); err != nil {
		return nil, err
	}
	if err := c.openLog(ctx); err != nil {
		return nil, errors.Join(err, c.letGo())
	}
	if o.ReadOnly {
		close(c.apply.done)
	} else {
		go c.applying()
		c.kick() // what was replayed
	}
	return c, nil
}

// openFile opens bbolt's file under its lock.
func (c *core) openFile() error {
	// Look at the file under a lock of our own, let go, and let bbolt lock: if
	// somebody slips in between, bbolt waits for him or gives up.
	held, err := lockFile(c.path, !c.o.ReadOnly, c.o.timeout())
	if err != nil {
		return c.locked(err)
	}
	err = inspect(held, c.path)
	err = errors.Join(err, held.Close())
	var damaged *store.DamagedError
	if errors.As(err, &damaged) && damaged.Back > 0 {
		c.metaLost, err = err, nil // the log makes up for it, where there is one
	}
	if err != nil {
		return err
	}
	err = c.careful(func() (err error) {
		c.db, err = bbolt.Open(c.path, 0o600, &bbolt.Options{
			Timeout: c.o.timeout(), ReadOnly: c.o.ReadOnly, NoSync: c.o.NoSync, MaxSize: c.o.MaxSize,
			FreelistType: bbolt.FreelistMapType, NoStatistics: true, InitialMmapSize: mapSize(),
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				var err error
				c.file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
				return c.file, err
			},
		})
		return err
	})
	if err != nil {
		if c.file != nil {
			c.file.Close() // bbolt closed it, unless it panicked
		}
		return c.locked(err)
	}
	c.db.AllocSize = 1 << 20
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
func (c *core) locked(err error) error {
	if errors.Is(err, berrors.ErrTimeout) {
		return readHolder(c.path)
	}
	return err
}
