package export

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Folder is the name of the export folder in the data folder.
const Folder = "export"

// stale is how old a cut-off file must be before another export clears it up:
// older than any export runs.
const stale = 6 * time.Hour

// folder is the export folder, held open so that nothing can be put in its
// place; no name leads out of it.
type folder struct {
	root *os.Root
	path string
}

// openFolder opens DIR/export, making it when it is not there. A link in its
// place is not followed.
func openFolder(dir string) (*folder, error) {
	path := filepath.Join(dir, Folder)
	data, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer data.Close()
	if err := data.Mkdir(Folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	there, err := data.Lstat(Folder)
	if err != nil {
		return nil, err
	}
	if !there.IsDir() {
		return nil, strange(path)
	}
	root, err := data.OpenRoot(Folder)
	if err != nil {
		return nil, err
	}
	opened, err := root.Stat(".")
	if err == nil && !os.SameFile(there, opened) {
		err = strange(path)
	}
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &folder{root, path}, nil
}

// draft begins a file under a name that no one takes for an export.
func (d *folder) draft() (*os.File, string, error) {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	name := partHead + hex.EncodeToString(b[:]) + partTail
	f, err := d.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, "", err
	}
	if info, err := f.Stat(); err == nil {
		d.sweep(info.ModTime())
	}
	return f, name, nil
}

// The names of drafts, and of the pages XLSX keeps beside them while it grows.
const (
	partHead, partTail = ".tereze-", ".part"
	xlsxHead           = "excelize-"
)

// sweep clears up what a killed program left: drafts, and names reserved for
// them, which are empty as no export is. What cannot be cleared up stays.
func (d *folder) sweep(now time.Time) {
	all, err := fs.ReadDir(d.root.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range all {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || now.Sub(info.ModTime()) < stale {
			continue
		}
		n := e.Name()
		draft := strings.HasPrefix(n, partHead) && strings.HasSuffix(n, partTail) || strings.HasPrefix(n, xlsxHead)
		if draft || strings.HasPrefix(n, "tereze-") && info.Size() == 0 {
			_ = d.root.Remove(n)
		}
	}
}

// reserve takes a free name: the stem, or the stem and a number. A link under
// the name is a name taken: it is neither followed nor replaced.
func (d *folder) reserve(stem string, f Format) (string, error) {
	if err := good(stem); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name += fmt.Sprintf("-%d", n)
		}
		name += "." + string(f)
		file, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 100_000 {
			continue
		} else if err != nil {
			return "", err
		}
		return name, file.Close()
	}
}

// good refuses a name that is more than a plain name in one folder.
func good(stem string) error {
	for _, r := range stem {
		if r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			return &fs.PathError{Op: "name", Path: stem, Err: fs.ErrInvalid}
		}
	}
	if stem == "" || stem[0] == '-' || len(stem) > 120 {
		return &fs.PathError{Op: "name", Path: stem, Err: fs.ErrInvalid}
	}
	return nil
}

// has says whether a file of ours stands under a name.
func (d *folder) has(name string) bool {
	info, err := d.root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// settle makes the new name last through a cut of the power. The file is whole
// and in its place by now: what the disk says here changes nothing.
func (d *folder) settle() {
	if f, err := d.root.Open("."); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

func (d *folder) close() { _ = d.root.Close() }
