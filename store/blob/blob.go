package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tereze/store"
)

// Limit is the most one file may hold, in bytes.
const Limit = 20 << 20

// The errors. ErrMissing: nothing is kept under this sum. ErrDamaged: what is
// kept is not what was put there, or the keys are others.
var (
	ErrTooBig  = errors.New("blob: too big")
	ErrMissing = errors.New("blob: missing")
	ErrDamaged = errors.New("blob: damaged")
)

// Sum names a content: its SHA-256.
type Sum [32]byte

// String is the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// ParseSum reads what String wrote.
func ParseSum(text string) (s Sum, ok bool) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(s) || hex.EncodeToString(raw) != text {
		return s, false
	}
	return Sum(raw), true
}

// Store is a folder of sealed files. It may be used by many at once.
type Store struct {
	dir      string
	keys     *store.Keys
	readOnly bool
	listing  sync.Mutex // held while the list of what is gone is written

	step func(what string) // told before each step of writing; for tests
}

// Option is a word about how a folder is opened.
type Option func(*Store)

// ReadOnly opens without making, sweeping or writing anything: Put, Gone and
// Drop answer store.ErrReadOnly. A folder that is not there is an empty one.
func ReadOnly(s *Store) { s.readOnly = true }

// tempDir is where files are written before they get their names.
const tempDir = ".tmp"

// Open opens a folder, which is made by the first Put, and takes away what was
// half written when the power went.
func Open(dir string, keys *store.Keys, opts ...Option) (*Store, error) {
	s := &Store{dir: dir, keys: keys, step: func(string) {}}
	for _, o := range opts {
		o(s)
	}
	if s.readOnly {
		return s, nil
	}
	left, err := os.ReadDir(filepath.Join(dir, tempDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, f := range left {
		if err := os.Remove(filepath.Join(dir, tempDir, f.Name())); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// path spreads the files over 256 folders: a year of scans is a hundred
// thousand.
func (s *Store) path(sum Sum) string { return Path(s.dir, sum) }

// Path is where a folder keeps a content.
func Path(dir string, sum Sum) string {
	name := sum.String()
	return filepath.Join(dir, name[:2], name)
}

// Put keeps data and returns its sum; on return it is on the disk, whole, or
// nothing is left of it. What is there already is written again: it may have
// been damaged, and it is young again for those who sweep.
func (s *Store) Put(ctx context.Context, data []byte) (Sum, error) {
	sum := Sum(sha256.Sum256(data))
	switch {
	case len(data) > Limit:
		return sum, ErrTooBig
	case s.readOnly:
		return sum, store.ErrReadOnly
	case ctx.Err() != nil:
		return sum, ctx.Err()
	}
	path := s.path(sum)
	temp := filepath.Join(s.dir, tempDir)
	for _, dir := range []string{s.dir, temp, filepath.Dir(path)} {
		if err := makeFolder(dir); err != nil {
			return sum, err
		}
	}
	part := filepath.Join(temp, rand.Text())
	err := s.write(part, s.keys.SealFile(sum.String(), data))
	if err == nil {
		s.step("rename")
		err = os.Rename(part, path)
	}
	if err != nil {
		return sum, errors.Join(err, gone(os.Remove(part)))
	}
	s.step("sync folder")
	return sum, store.SyncFolder(filepath.Dir(path))
}

// makeFolder makes a folder of our own in one that is there, and makes its name
// last. A link is no folder of ours.
func makeFolder(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if err == nil {
		return store.SyncFolder(filepath.Dir(dir))
	}
	if info, e := os.Lstat(dir); e == nil && info.IsDir() {
		return nil
	}
	return err
}

func (s *Store) write(path string, data []byte) error {
	s.step("write")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		s.step("sync")
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// gone lets an error pass that says that there is nothing.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// open opens the file of a content, itself and no link to another.
func (s *Store) open(sum Sum) (*os.File, fs.FileInfo, error) {
	path := s.path(sum)
	if d, err := os.Lstat(filepath.Dir(path)); err == nil && !d.IsDir() {
		return nil, nil, fmt.Errorf("%w: %s", ErrDamaged, sum)
	}
	for {
		looked, err := os.Lstat(path)
		if err == nil && !looked.Mode().IsRegular() {
			return nil, nil, fmt.Errorf("%w: %s", ErrDamaged, sum)
		}
		var f *os.File
		if err == nil {
			f, err = os.Open(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%w: %s", ErrMissing, sum)
		} else if err != nil {
			return nil, nil, err
		}
		info, err := f.Stat()
		if err == nil && os.SameFile(looked, info) {
			return f, info, nil
		}
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, nil, err
		}
		// Put again meanwhile: another look.
	}
}

// Get reads a content whole.
func (s *Store) Get(ctx context.Context, sum Sum) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, _, err := s.open(sum)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	const more = 1 << 10 // a seal takes less
	sealed, err := io.ReadAll(io.LimitReader(f, Limit+more))
	if err != nil {
		return nil, err
	}
	data, err := s.keys.OpenFile(sum.String(), sealed)
	if err != nil || Sum(sha256.Sum256(data)) != sum {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, sum)
	}
	return data, nil
}

// Kept says since when a content is there, by the disk's clock, without reading
// it.
//
// Errors: ErrMissing; ErrDamaged for what is no file.
func (s *Store) Kept(sum Sum) (since time.Time, err error) {
	f, info, err := s.open(sum)
	if err != nil {
		return since, err
	}
	return info.ModTime(), f.Close()
}
