package scans

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// How long things are waited for.
const (
	still = time.Second        // a file's size and time stand still so long before it counts as whole
	old   = 2 * time.Minute    // what was last written longer ago is whole at the first look
	kept  = 7 * 24 * time.Hour // what was taken stands in takenDir so long
)

// takenDir is where files go that a case has.
const takenDir = "taken"

// mostListed bounds what one look reads.
const mostListed = 500

// What can be wrong with a name besides what Inspect says.
var (
	ErrNoFile  = errors.New("scans: no such file in the folder")
	ErrGrowing = errors.New("scans: still being written")
)

// Folder is what a scanner fills, seen by looking at it now and then: shares of
// a network do not tell of changes. It may be used by many at once.
type Folder struct {
	dir   string
	clock func() time.Time

	mu   sync.Mutex
	seen map[string]look
}

// look is how a file stood, and since when it has.
type look struct {
	size  int64
	at    time.Time
	since time.Time
	facts Facts
	err   error
	known bool // it was read
}

// Found is one file of the folder that is whole.
type Found struct {
	Name string
	At   time.Time // when it was last written
	Facts
	Why error // why it cannot be taken; nil: it can
}

// Watch watches a folder, which need not be there yet, by the machine's clock.
func Watch(dir string, clock func() time.Time) *Folder {
	return &Folder{dir: dir, clock: clock, seen: map[string]look{}}
}

// Dir is the folder's path.
func (f *Folder) Dir() string { return f.dir }

// List gives the files that are whole, oldest first; waiting says how many are
// still being written: look again in a second. What lies in folders within,
// links, and what is named as nothing finished is, it passes over.
func (f *Folder) List(ctx context.Context) (list []Found, waiting int, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sweep()
	entries, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	} else if err != nil {
		return nil, 0, err
	}
	there := map[string]bool{}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		if len(list) == mostListed {
			break
		}
		if !ours(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		there[e.Name()] = true
		l, ok := f.look(e.Name())
		if !ok {
			waiting++
			continue
		}
		if !l.known {
			var data []byte
			if data, l.err = f.read(e.Name(), l); l.err == nil {
				l.facts, l.err = Inspect(data)
			}
			if errors.Is(l.err, ErrGrowing) || errors.Is(l.err, ErrNoFile) {
				waiting++
				continue
			}
			l.facts.Size, l.known = l.size, true
			f.seen[e.Name()] = l
		}
		list = append(list, Found{Name: e.Name(), At: l.at, Facts: l.facts, Why: l.err})
	}
	for name := range f.seen {
		if !there[name] {
			delete(f.seen, name)
		}
	}
	slices.SortStableFunc(list, func(a, b Found) int { return a.At.Compare(b.At) })
	return list, waiting, nil
}

// ours says whether a name may be a finished file's.
func ours(name string) bool {
	low := strings.ToLower(name)
	for _, end := range []string{".part", ".tmp", ".partial", ".crdownload", "~"} {
		if strings.HasSuffix(low, end) {
			return false
		}
	}
	return name != "" && name[0] != '.' && name[0] != '~' && filepath.Base(name) == name && filepath.IsLocal(name) &&
		low != "thumbs.db" && low != "desktop.ini"
}

// look compares a file with how it stood. ok: it has stood still.
func (f *Folder) look(name string) (l look, ok bool) {
	info, err := os.Lstat(filepath.Join(f.dir, name))
	if err != nil || !info.Mode().IsRegular() {
		delete(f.seen, name)
		return l, false
	}
	now := f.clock()
	l, there := f.seen[name]
	if !there || l.size != info.Size() || !l.at.Equal(info.ModTime()) || now.Before(l.since) {
		l = look{size: info.Size(), at: info.ModTime(), since: now}
		f.seen[name] = l
	}
	return l, now.Sub(l.since) >= still || now.Sub(l.at) >= old
}

// read reads a file that stood still, itself and no link to another, and sees
// that it is the same afterwards.
func (f *Folder) read(name string, l look) ([]byte, error) {
	path := filepath.Join(f.dir, name)
	before, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !before.Mode().IsRegular() {
		return nil, ErrNoFile
	} else if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, MostBytes+1))
	if err != nil {
		return nil, err
	}
	after, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(before, after) || after.Size() != l.size || !after.ModTime().Equal(l.at) {
		return nil, ErrGrowing
	}
	return data, nil
}

// Take reads a file that List gave, hands it to attach and, once that is done,
// moves it into taken/ under its sum: the scanner's name may be a person's.
// When attach fails it stays where it is.
//
// Errors: ErrNoFile, ErrGrowing, those of Inspect, that of attach.
func (f *Folder) Take(ctx context.Context, name string, attach func(data []byte) error) error {
	f.mu.Lock()
	l, whole := look{}, false
	if ours(name) {
		l, whole = f.look(name)
	}
	f.mu.Unlock()
	switch {
	case l == look{}:
		return ErrNoFile
	case !whole:
		return ErrGrowing
	case ctx.Err() != nil:
		return ctx.Err()
	}
	data, err := f.read(name, l)
	if err != nil {
		return err
	}
	facts, err := Inspect(data)
	if err != nil {
		return err
	}
	if err := attach(data); err != nil {
		return err
	}
	return f.moved(name, takenName(sha256.Sum256(data), facts.Type))
}

func takenName(sum [32]byte, kind string) string { return hex.EncodeToString(sum[:]) + "." + kind }

// moved puts a file among those taken.
func (f *Folder) moved(name, as string) error {
	dir := filepath.Join(f.dir, takenDir)
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return errors.Join(err, &fs.PathError{Op: "mkdir", Path: dir, Err: fs.ErrExist})
	}
	if err := os.Rename(filepath.Join(f.dir, name), filepath.Join(dir, as)); err != nil {
		return err
	}
	now := f.clock()
	return os.Chtimes(filepath.Join(dir, as), now, now)
}

// sweep takes away what was taken long ago: the case has it.
func (f *Folder) sweep() {
	dir := filepath.Join(f.dir, takenDir)
	some, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range some {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && taken(e.Name()) && f.clock().Sub(info.ModTime()) > kept {
			_ = wipe(filepath.Join(dir, e.Name()), info.Size())
		}
	}
}

// taken says whether a name is one that Take gives.
func taken(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	raw, err := hex.DecodeString(stem)
	return err == nil && len(raw) == sha256.Size
}

// Forget takes away what was taken with these sums: the person was blotted out.
func (f *Folder) Forget(sums ...[32]byte) error {
	var failed error
	for _, sum := range sums {
		for _, kind := range []string{PDF, JPEG, TIFF} {
			path := filepath.Join(f.dir, takenDir, takenName(sum, kind))
			info, err := os.Lstat(path)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err == nil {
				err = wipe(path, info.Size())
			}
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// wipe overwrites a file and removes it.
func wipe(path string, size int64) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.Write(make([]byte, min(size, MostBytes)))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Remove(path)
}
