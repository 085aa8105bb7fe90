package printer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// toFolder lays a file into the folder under its name, or name-2, name-3 … when
// others were there before. The file appears whole or not at all.
func (p *Printer) toFolder(name, ext string, data []byte) (Done, error) {
	path, err := lay(p.folder, name, ext, data)
	if err != nil {
		return Done{}, filed(Folder, p.folder, err)
	}
	return Done{Where: path, File: true}, nil
}

// lay does it: written beside, flushed, then given its name. A folder that is
// made here is the owner's alone; one that is there keeps its rights.
func lay(dir, name, ext string, data []byte) (path string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, ".paper-*.tmp") // 0600
	if err != nil {
		return "", err
	}
	defer func() {
		// After a link the temporary name goes; after a rename it is gone.
		if e := os.Remove(f.Name()); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", err
	}
	for i := 1; i < 10000; i++ {
		path = filepath.Join(dir, name+ext)
		if i > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", name, i, ext))
		}
		if err = take(f.Name(), path); !errors.Is(err, fs.ErrExist) {
			return path, errors.Join(err, syncFolder(dir))
		}
	}
	return "", err
}

// take gives the file its name unless another has it. A link does both at once;
// disks without links get a look and a rename.
func take(tmp, path string) error {
	err := os.Link(tmp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, e := os.Lstat(path); e == nil {
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}

// syncFolder flushes the name too. Some systems cannot flush a folder; the
// file's own bytes are safe already, so that is no fault.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	_ = d.Sync()
	return d.Close()
}
