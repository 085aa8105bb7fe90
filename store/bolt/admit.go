package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"tereze/store"
)

// logSuffix names the folder of the journal's files beside the store's file.
const logSuffix = ".log"

// admit says whether the store at path may be opened at all, by what can be
// told without reading it: what stands there, whose it is, who else may touch
// it, and on what disk it lies. Open asks it before anything else.
//
// Errors: store.ErrMissing; *store.DamagedError when the file is gone and its
// companions are not; store.ErrForeign for what is no file; store.ErrExposed;
// store.ErrOwner; store.ErrNetwork.
func admit(path string, o Options) error { return admitOn(path, o, networkDisk) }

// disk names the network file system that path lies on; empty: none.
type disk func(path string) (kind string, err error)

func admitOn(path string, o Options, d disk) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent(path)
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: %w: not a file", path, store.ErrForeign)
	}
	if err := apart(path, info, o); err != nil {
		return err
	}
	for _, suffix := range []string{idSuffix, noteSuffix, shredSuffix} {
		if err := beside(path+suffix, false, o); err != nil {
			return err
		}
	}
	if err := journals(path+logSuffix, o, d); err != nil {
		return err
	}
	return here(path, o, d)
}

// journals is beside for the journal's folder and what is in it.
func journals(dir string, o Options, d disk) error {
	if err := beside(dir, true, o); err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	for _, f := range files {
		if err := beside(filepath.Join(dir, f.Name()), false, o); err != nil {
			return err
		}
	}
	return here(dir, o, d)
}

// absent tells a store that was never there from one whose file is gone: that
// one is both missing and damaged. What a creation cut short left counts as
// nothing.
func absent(path string) error {
	missing := fmt.Errorf("%w at %s (%w)", store.ErrMissing, path, fs.ErrNotExist)
	there := func(suffix string) bool { _, err := os.Lstat(path + suffix); return err == nil }
	for _, suffix := range []string{logSuffix, idSuffix, noteSuffix} {
		if there(suffix) && !there(".new") {
			what := "the file is gone, " + filepath.Base(path) + suffix + " is still there"
			return fmt.Errorf("%w (%w)", &store.DamagedError{Where: path, What: what}, missing)
		}
	}
	return missing
}

// beside judges a companion of the store; whether it may be missing others say.
func beside(path string, folder bool, o Options) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.IsDir() != folder || !folder && !info.Mode().IsRegular():
		kind := "a file"
		if folder {
			kind = "a folder"
		}
		return fmt.Errorf("%s: %w: not %s", path, store.ErrForeign, kind)
	}
	return apart(path, info, o)
}

// apart wants a file or folder that nobody but its owner may touch, and that
// is ours. Root is asked the same when it would write: what root makes beside
// the store is root's, and the owner could not open the store the next day.
// Reading leaves nothing behind, so root may read anybody's.
func apart(path string, info fs.FileInfo, o Options) error {
	if perm := info.Mode().Perm(); runtime.GOOS != "windows" && perm&0o077 != 0 {
		needs := 0o600
		if info.IsDir() {
			needs = 0o700
		}
		return fmt.Errorf("%s: %w: mode %04o, needs %04o", path, store.ErrExposed, perm, needs)
	}
	owner, known := ownerOf(info)
	us := os.Geteuid()
	if !known || owner == us || us == 0 && o.ReadOnly {
		return nil
	}
	return &store.OwnerError{Path: path, Owner: userName(owner), Us: userName(us)}
}

// here refuses a disk behind a network unless that is meant: there a lock may
// be nobody's or two people's, and a flush may be a promise of the other side.
func here(path string, o Options, d disk) error {
	if o.Network {
		return nil
	}
	kind, err := d(path)
	if err != nil || kind == "" {
		return err
	}
	return fmt.Errorf("%s: %w (%s)", path, store.ErrNetwork, kind)
}
