package backup

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"

	"tereze/store"
	"tereze/store/blob"
)

// Whole files beside the store, sealed, each named by the sum of its content,
// are copied one by one, so that one of them can vanish:
//
//	000002.files/SUM.age  age of a sealed file
//	000002.files.txt      what the run added: SUM LENGTH SHA-256, and - SUM of what
//	                      was meant to vanish since
//
// What a backup holds is what the runs of its chain added, but for what they
// took away. A file that is only missing in the office is not taken away here:
// it may be lost there.
const (
	filesSuffix = ".files"
	listSuffix  = ".files.txt"
	ageSuffix   = ".age"
)

// copied is one encrypted file of a backup.
type copied struct {
	run  int
	size int64
	sum  string // SHA-256 of what is on the disk, hex
}

func (m Manifest) filesDir() string { return fmt.Sprintf("%06d%s", m.Number, filesSuffix) }

func (c copied) path(dir string, sum blob.Sum) string {
	return filepath.Join(dir, Manifest{Number: c.run}.filesDir(), sum.String()+ageSuffix)
}

// held is what the runs of a chain hold of files.
func held(dir string, runs []Manifest) (map[blob.Sum]copied, error) {
	all := map[blob.Sum]copied{}
	for _, m := range runs {
		if m.Files == nil {
			continue
		}
		path := filepath.Join(dir, m.Files.Name)
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &store.DamagedError{Where: path, What: "missing"}
		} else if err != nil {
			return nil, err
		}
		bad := &store.DamagedError{Where: path, What: "it is not what was written"}
		if int64(len(text)) != m.Files.Size || sumOf(text) != m.Files.Sum {
			return nil, bad
		}
		for line := range strings.Lines(string(text)) {
			words := strings.Fields(line)
			if len(words) == 2 && words[0] == "-" {
				sum, ok := blob.ParseSum(words[1])
				if !ok {
					return nil, bad
				}
				delete(all, sum)
				continue
			}
			if len(words) != 3 {
				return nil, bad
			}
			sum, ok := blob.ParseSum(words[0])
			size, err := strconv.ParseInt(words[1], 10, 64)
			if !ok || err != nil || len(words[2]) != 64 {
				return nil, bad
			}
			all[sum] = copied{m.Number, size, words[2]}
		}
	}
	return all, nil
}

// files copies what is new and notes what is gone. before is what the chain
// holds so far; it is brought up to date.
func (w *writer) files(m *Manifest, before map[blob.Sum]copied) error {
	if w.o.Files == "" {
		return nil
	}
	var text bytes.Buffer
	there := map[blob.Sum]bool{}
	part := filepath.Join(w.dir, m.filesDir()+partSuffix)
	for sum, err := range blob.List(w.o.Files) {
		if err != nil {
			return err
		}
		there[sum] = true
		if _, has := before[sum]; has {
			continue
		}
		if m.Added == 0 {
			if err := os.Mkdir(part, 0o700); err != nil {
				return err
			}
			w.parts = append(w.parts, part)
		}
		c, err := w.sealed(sum, part)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it went meanwhile
		} else if err != nil {
			return err
		}
		c.run = m.Number
		before[sum] = c
		m.Added++
		m.AddedBytes += c.size
		fmt.Fprintf(&text, "%s %d %s\n", sum, c.size, c.sum)
	}
	gone, err := blob.Vanished(w.o.Files)
	if err != nil {
		return err
	}
	for _, sum := range gone {
		if _, has := before[sum]; has && !there[sum] {
			delete(before, sum)
			fmt.Fprintf(&text, "- %s\n", sum)
		}
	}
	for sum := range before {
		if !there[sum] {
			m.Absent++
		}
	}
	if text.Len() == 0 {
		return nil
	}
	if m.Added > 0 {
		if err := store.SyncFolder(part); err != nil {
			return err
		}
	}
	name := fmt.Sprintf("%06d%s", m.Number, listSuffix)
	list := filepath.Join(w.dir, name+partSuffix)
	w.parts = append(w.parts, list)
	m.Files, m.Format = &File{Name: name, Size: int64(text.Len()), Sum: sumOf(text.Bytes())}, formatFiles
	return writeFile(list, text.Bytes())
}

// sealed copies one file, encrypts it, and reads it back.
func (w *writer) sealed(sum blob.Sum, dir string) (copied, error) {
	in, err := os.Open(blob.Path(w.o.Files, sum))
	if err != nil {
		return copied{}, err
	}
	defer in.Close()
	path := filepath.Join(dir, sum.String()+ageSuffix)
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return copied{}, err
	}
	sink := &counted{f: out, h: sha256.New()}
	buf := bufio.NewWriterSize(sink, piece)
	z, err := age.Encrypt(buf, w.to...)
	if err == nil {
		var n int64
		if n, err = io.Copy(z, in); err == nil {
			err = errors.Join(z.Close(), buf.Flush(), out.Sync(), w.pace(n))
		}
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return copied{}, err
	}
	c := copied{size: sink.n, sum: hex.EncodeToString(sink.h.Sum(nil))}
	dropCache(path)
	return c, check(w.ctx, path, File{Size: c.size, Sum: c.sum}, w.pace)
}

// pruneFiles takes away copies that no run holds any more: of what vanished
// from the office, and of what a new chain copied again.
func pruneFiles(dir string, hold map[blob.Sum]copied) error {
	folders, err := filepath.Glob(filepath.Join(escape(dir), "[0-9][0-9][0-9][0-9][0-9][0-9]"+filesSuffix))
	if err != nil {
		return err
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		left := 0
		for _, e := range entries {
			path := filepath.Join(folder, e.Name())
			sum, ok := blob.ParseSum(strings.TrimSuffix(e.Name(), ageSuffix))
			if c, has := hold[sum]; !ok || has && c.path(dir, sum) == path {
				left++
				continue
			}
			if err := wipe(path); err != nil {
				return err
			}
		}
		if left == 0 {
			if err := os.Remove(folder); err != nil {
				return err
			}
		} else if err := store.SyncFolder(folder); err != nil {
			return err
		}
	}
	return nil
}

// UnpackedFiles is what UnpackFiles brought back.
type UnpackedFiles struct {
	Files int
	Bytes int64
	Lost  []string // paths of copies that are missing or damaged
}

// UnpackFiles brings the sealed files of the newest backup in dir back into a
// folder, which is made. One that is lost or damaged is told and left out: the
// others come back all the same.
//
// Errors: ErrNone, ErrIdentity, *store.DamagedError of a list.
func UnpackFiles(ctx context.Context, dir, to string, identities []age.Identity, progress func(what Stage, done, total uint64)) (u UnpackedFiles, err error) {
	hold, order, err := holds(dir)
	if err != nil || len(order) == 0 {
		return u, err
	}
	r := &reader{ctx: ctx, dir: dir, identities: identities, progress: progress}
	for _, c := range hold {
		r.total += uint64(c.size)
	}
	if err := os.Mkdir(to, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return u, err
	}
	for _, sum := range order {
		c := hold[sum]
		name, err := filepath.Rel(dir, c.path(dir, sum))
		if err != nil {
			return u, err
		}
		var data []byte
		err = r.decrypted(File{Name: name, Size: c.size, Sum: c.sum}, func(in io.Reader) (err error) {
			data, err = io.ReadAll(io.LimitReader(in, blob.Limit+piece))
			return err
		})
		if errors.Is(err, store.ErrDamaged) {
			u.Lost = append(u.Lost, c.path(dir, sum))
			continue
		} else if err != nil {
			return u, err
		}
		path := blob.Path(to, sum)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return u, err
		}
		if err := writeFile(path, data); err != nil {
			return u, err
		}
		u.Files++
		u.Bytes += int64(len(data))
	}
	return u, nil
}

// holds is held of the newest backup, and its sums in order.
func holds(dir string) (map[blob.Sum]copied, []blob.Sum, error) {
	all, err := Read(dir)
	if err != nil {
		return nil, nil, err
	}
	hold, err := held(dir, chain(all))
	var order []blob.Sum
	for sum := range hold {
		order = append(order, sum)
	}
	slices.SortFunc(order, func(a, b blob.Sum) int { return bytes.Compare(a[:], b[:]) })
	return hold, order, err
}
