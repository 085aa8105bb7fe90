package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tereze/intake/trio"
)

// there says that a file is not written over.
func there(path string) error {
	return &trouble{code: "file-exists", field: "out", cause: fs.ErrExist, text: trio.Text{
		KK: path + " бар: басқа атау беріңіз не --force қосыңыз.",
		RU: path + " уже есть: назовите иначе или добавьте --force.",
		EN: path + " is there: take another name or add --force.",
	}}
}

// free refuses a path that is taken, before anything is written down.
func free(path string, force bool) error {
	if path == "-" || force {
		return nil
	}
	if _, err := os.Lstat(path); err == nil {
		return there(path)
	}
	return nil
}

// writeWhole writes a file for its owner alone that appears whole or not at
// all: written beside, flushed, then given its name.
func writeWhole(path string, data []byte, force bool) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".paper-*.tmp") // 0600
	if err != nil {
		return err
	}
	defer func() {
		// After a link the temporary name goes; after a rename it is gone.
		if e := os.Remove(f.Name()); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if force {
		return os.Rename(f.Name(), path)
	}
	err = os.Link(f.Name(), path)
	if err == nil {
		return nil
	}
	// Taken meanwhile; or a disk without links, where a look must do.
	if taken := free(path, false); taken != nil {
		return taken
	}
	return os.Rename(f.Name(), path)
}
