package blob

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// All lists what is kept, in the order of the sums.
func (s *Store) All() iter.Seq2[Sum, error] { return List(s.dir) }

// List is All of a folder nobody opened: it takes no keys.
func List(dir string) iter.Seq2[Sum, error] {
	return func(yield func(Sum, error) bool) {
		dirs, err := os.ReadDir(dir)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				yield(Sum{}, err)
			}
			return
		}
		for _, d := range dirs {
			if !d.IsDir() || len(d.Name()) != 2 {
				continue
			}
			files, err := os.ReadDir(filepath.Join(dir, d.Name()))
			if err != nil {
				yield(Sum{}, err)
				return
			}
			for _, f := range files {
				sum, ok := ParseSum(f.Name())
				if !ok || f.Name()[:2] != d.Name() || !f.Type().IsRegular() {
					continue // nothing of ours
				}
				if !yield(sum, nil) {
					return
				}
			}
		}
	}
}
