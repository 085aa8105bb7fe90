package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tereze/store"
)

// keptKeys is how many files of keys are kept when nobody was blotted out:
// each opens all, so the others stand by for a bad disk.
const keptKeys = 3

// prune takes away the files of keys that know of fewer erasures than the
// newest: what they open beyond it is what had to vanish.
func prune(dir string, all []Manifest) error {
	last := all[len(all)-1]
	for i, m := range all[:len(all)-1] {
		if m.Keys == nil || m.Erasures == last.Erasures && i >= len(all)-keptKeys {
			continue
		}
		if err := wipe(filepath.Join(dir, m.Keys.Name)); err != nil {
			return err
		}
	}
	return store.SyncFolder(dir)
}

// wipe overwrites a file and removes it.
func wipe(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		zeroes := make([]byte, piece)
		for left := info.Size(); left > 0 && err == nil; left -= int64(len(zeroes)) {
			_, err = f.Write(zeroes[:min(left, piece)])
		}
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Remove(path)
}

// newestKeys is the file of keys of the last run, or another that knows as
// many erasures when that one is gone or bad. nil: nothing was hidden.
func newestKeys(all []Manifest) (files []File) {
	last := all[len(all)-1]
	for i := len(all) - 1; i >= 0; i-- {
		if m := all[i]; m.Keys != nil && m.Store == last.Store && m.Erasures == last.Erasures {
			files = append(files, *m.Keys)
		}
	}
	return files
}

var errNoKeys = &store.DamagedError{Where: "*.keys.age", What: "no whole file of people's keys is left"}
