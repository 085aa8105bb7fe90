package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"tereze/store"
)

// Limit is the most one file may hold, in bytes.
const Limit = 20 << 20

// The errors. ErrMissing: nothing is kept under this sum. ErrDamaged: what is
// kept is not what was put there.
var (
	ErrTooBig  = errors.New("blob: too big")
	ErrMissing = errors.New("blob: missing")
	ErrDamaged = errors.New("blob: damaged")
)

// Sum names a content: its SHA-256.
type Sum [32]byte

// String is the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// Store is a folder of sealed files. It may be used by many at once.
type Store struct {
	dir  string
	keys *store.Keys
}

// Open makes the folder when it is missing.
func Open(dir string, keys *store.Keys) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return &Store{dir, keys}, nil
}

// path spreads the files over 256 folders: a year of scans is a hundred
// thousand.
func (s *Store) path(sum Sum) string {
	name := sum.String()
	return filepath.Join(s.dir, name[:2], name)
}

// Put keeps data and returns its sum; on return it is on the disk. What is
// there already is not written again.
func (s *Store) Put(ctx context.Context, data []byte) (Sum, error) {
	sum := Sum(sha256.Sum256(data))
	if len(data) > Limit {
		return sum, ErrTooBig
	}
	if _, err := s.Get(ctx, sum); err == nil {
		return sum, nil
	}
	path := s.path(sum)
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return sum, err
	}
	tmp := filepath.Join(dir, "."+rand.Text())
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return sum, err
	}
	_, err = f.Write(s.keys.SealFile(sum.String(), data))
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return sum, errors.Join(err, os.Remove(tmp))
	}
	return sum, errors.Join(store.SyncFolder(dir), store.SyncFolder(s.dir))
}

// Get reads a content whole.
func (s *Store) Get(ctx context.Context, sum Sum) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sealed, err := os.ReadFile(s.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrMissing, sum)
	} else if err != nil {
		return nil, err
	}
	data, err := s.keys.OpenFile(sum.String(), sealed)
	if err != nil || Sum(sha256.Sum256(data)) != sum {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, sum)
	}
	return data, nil
}

// Drop forgets a content; what is not there is forgotten already.
func (s *Store) Drop(sum Sum) error {
	err := os.Remove(s.path(sum))
	if err == nil {
		return store.SyncFolder(filepath.Dir(s.path(sum)))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// All lists what is kept, in the order of the sums.
func (s *Store) All() iter.Seq2[Sum, error] {
	return func(yield func(Sum, error) bool) {
		dirs, err := os.ReadDir(s.dir)
		if err != nil {
			yield(Sum{}, err)
			return
		}
		for _, d := range dirs {
			files, err := os.ReadDir(filepath.Join(s.dir, d.Name()))
			if err != nil {
				if !yield(Sum{}, err) {
					return
				}
				continue
			}
			for _, f := range files {
				raw, err := hex.DecodeString(f.Name())
				if err != nil || len(raw) != len(Sum{}) {
					continue // a file half written when the power went
				}
				if !yield(Sum(raw), nil) {
					return
				}
			}
		}
	}
}
