package blob

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tereze/store"
)

// listFile lists what is to vanish and what has vanished, a sum a line. It is
// only ever appended to. Backups take their copies away by it, and by nothing
// else: a folder that is lost is no erasure.
const listFile = "gone"

// Gone notes, flushed, that contents are to vanish: before the record that
// names them is changed. Carry then carries it out, also after a crash.
func (s *Store) Gone(sums ...Sum) error {
	if len(sums) == 0 {
		return nil
	}
	if s.readOnly {
		return store.ErrReadOnly
	}
	s.listing.Lock()
	defer s.listing.Unlock()
	if err := makeFolder(s.dir); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(s.dir, listFile), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString("\n") // whatever was cut off before it
	for _, sum := range sums {
		text.WriteString(sum.String() + "\n")
	}
	_, err = f.WriteString(text.String())
	return errors.Join(err, f.Sync(), f.Close(), store.SyncFolder(s.dir))
}

// Vanished reads the list of a folder: what Gone was told of, each once. Some
// of it may be there, where it was put again or a record still names it.
func Vanished(dir string) ([]Sum, error) {
	text, err := os.ReadFile(filepath.Join(dir, listFile))
	if err != nil {
		return nil, gone(err)
	}
	var all []Sum
	seen := map[Sum]bool{}
	for line := range strings.Lines(string(text)) {
		if sum, ok := ParseSum(strings.TrimSuffix(line, "\n")); ok && !seen[sum] {
			seen[sum] = true
			all = append(all, sum)
		}
	}
	return all, nil
}

// Carry carries out what Gone noted: takes away what is still there and named
// by no record any more.
func (s *Store) Carry(ctx context.Context, named func(Sum) (bool, error)) error {
	list, err := Vanished(s.dir)
	if err != nil {
		return err
	}
	for _, sum := range list {
		if _, err := os.Lstat(s.path(sum)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := s.drop(ctx, sum, named); err != nil {
			return err
		}
	}
	return nil
}

// drop takes one away unless it is named. Somebody may put and name it between
// the question and the end: then it is put back.
func (s *Store) drop(ctx context.Context, sum Sum, named func(Sum) (bool, error)) error {
	if is, err := named(sum); is || err != nil {
		return err
	}
	data, lost := s.Get(ctx, sum)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.wipe(sum); err != nil {
		return err
	}
	is, err := named(sum)
	if err != nil || !is || lost != nil {
		return err
	}
	_, err = s.Put(ctx, data)
	return err
}

// Drop forgets a content for good; what is not there is forgotten already.
func (s *Store) Drop(sum Sum) error {
	if err := s.Gone(sum); err != nil {
		return err
	}
	return s.wipe(sum)
}

// wipe overwrites a file and removes it.
func (s *Store) wipe(sum Sum) error {
	if s.readOnly {
		return store.ErrReadOnly
	}
	path := s.path(sum)
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	if info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(make([]byte, info.Size()))
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	if err := gone(os.Remove(path)); err != nil {
		return err
	}
	return store.SyncFolder(filepath.Dir(path))
}
