package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/age"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// mostSmall bounds what is read into memory: settings, rules, keys; bytes.
const mostSmall = 1 << 30

// Unpacked is what Unpack brought back.
type Unpacked struct {
	Last  Manifest
	Runs  int // how many runs it took
	Files map[string][]byte
}

// Unpack writes the log, the id and the keys of people of the newest backup in
// dir for a store at path, whose folder must be there; the extras of the last
// run come back in memory. The bbolt file is the caller's to make, with
// bolt.Recover. Sums, chain and the log's end are compared with the manifests.
//
// Errors: ErrNone, ErrIdentity, store.ErrExists, *store.DamagedError.
func Unpack(ctx context.Context, dir, path string, identities []age.Identity, progress func(what Stage, done, total uint64)) (u Unpacked, err error) {
	all, err := Read(dir)
	if err != nil {
		return u, err
	}
	for _, suffix := range []string{"", idSuffix, logSuffix, shredSuffix} {
		if ok, err := exists(path + suffix); ok || err != nil {
			return u, errors.Join(fmt.Errorf("%s: %w", path+suffix, store.ErrExists), err)
		}
	}
	runs := chain(all)
	r := &reader{ctx: ctx, dir: dir, path: path, identities: identities, progress: progress, ends: map[string]int64{}}
	for _, m := range runs {
		r.total += uint64(m.Data.Size)
	}
	if err := os.Mkdir(path+logSuffix, 0o700); err != nil {
		return u, err
	}
	for _, m := range runs {
		r.files = map[string][]byte{}
		if err := r.unpack(m); err != nil {
			return u, err
		}
	}
	u.Last, u.Runs, u.Files = runs[len(runs)-1], len(runs), r.files
	if err := r.keys(all); err != nil {
		return u, err
	}
	if err := writeFile(path+idSuffix, r.id); err != nil {
		return u, err
	}
	if err := errors.Join(store.SyncFolder(path+logSuffix), store.SyncFolder(filepath.Dir(path))); err != nil {
		return u, err
	}
	return u, r.ended(u.Last)
}

// ended compares the end of what was unpacked with the manifest.
func (r *reader) ended(m Manifest) error {
	log, err := segment.Open(r.path+logSuffix, m.Store, segment.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer log.Close()
	if pointOf(log.End()) != m.To {
		return &store.DamagedError{Where: r.dir, What: fmt.Sprintf("the log ends with commit %d, the backup with %d", log.End().Commit, m.To.Commit)}
	}
	return nil
}

type reader struct {
	ctx         context.Context
	dir, path   string
	identities  []age.Identity
	progress    func(what Stage, done, total uint64)
	done, total uint64

	files map[string][]byte
	id    []byte
	ends  map[string]int64 // of the log's files so far
}

// decrypted opens one encrypted file and calls fn with what is in it; then the
// file's sum is compared.
func (r *reader) decrypted(f File, fn func(io.Reader) error) error {
	path := filepath.Join(r.dir, f.Name)
	in, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return &store.DamagedError{Where: path, What: "missing"}
	}
	if err != nil {
		return err
	}
	defer in.Close()
	h := sha256.New()
	n := &meter{r: r}
	source := io.TeeReader(in, io.MultiWriter(h, n))
	plain, err := age.Decrypt(source, r.identities...)
	if err == nil {
		err = fn(plain)
	}
	if _, e := io.Copy(io.Discard, source); e != nil {
		return e
	}
	if n.size != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Sum {
		return &store.DamagedError{Where: path, What: "it is not what was written"}
	}
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return fmt.Errorf("%s: %w", path, ErrIdentity)
	}
	return err
}

type meter struct {
	r    *reader
	size int64
}

func (m *meter) Write(b []byte) (int, error) {
	m.size += int64(len(b))
	m.r.done += uint64(len(b))
	if m.r.progress != nil {
		m.r.progress(Unpacking, min(m.r.done, m.r.total), m.r.total)
	}
	return len(b), m.r.ctx.Err()
}

func (r *reader) unpack(m Manifest) error {
	return r.decrypted(m.Data, func(in io.Reader) error {
		t := tar.NewReader(in)
		for {
			head, err := t.Next()
			if errors.Is(err, io.EOF) {
				_, err = io.Copy(io.Discard, in) // age tells an end cut off only there
				return err
			}
			if err != nil {
				return err
			}
			if err := r.entry(head, t, m); err != nil {
				return err
			}
		}
	})
}

func (r *reader) entry(head *tar.Header, in io.Reader, m Manifest) error {
	strange := &store.DamagedError{Where: filepath.Join(r.dir, m.Data.Name), What: fmt.Sprintf("it holds %q", head.Name)}
	what, name, _ := strings.Cut(head.Name, "/")
	switch {
	case head.Typeflag != tar.TypeReg:
		return strange
	case what == "log":
		name, at, ok := strings.Cut(name, "@")
		from, err := strconv.ParseInt(at, 10, 64)
		if !ok || err != nil || filepath.Base(name) != name || filepath.Ext(name) != ".seg" || from != 0 && from != r.ends[name] {
			return strange
		}
		return r.piece(name, from, head.Size, in)
	case head.Size > mostSmall:
		return strange
	case what == "id":
		var err error
		r.id, err = io.ReadAll(in)
		return err
	case what == "files" && filepath.IsLocal(filepath.FromSlash(name)):
		data, err := io.ReadAll(in)
		r.files[name] = data
		return err
	}
	return strange
}

// piece writes a piece of a log's file where it belongs.
func (r *reader) piece(name string, from, size int64, in io.Reader) error {
	f, err := os.OpenFile(filepath.Join(r.path+logSuffix, name), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.NewOffsetWriter(f, from), in)
	r.ends[name] = from + size
	return errors.Join(err, f.Sync(), f.Close())
}

// keys brings the newest whole file of people's keys back.
func (r *reader) keys(all []Manifest) error {
	files := newestKeys(all)
	if len(files) == 0 {
		if all[len(all)-1].Erasures > 0 {
			return errNoKeys
		}
		return nil
	}
	var first error
	for _, f := range files {
		var data []byte
		err := r.decrypted(f, func(in io.Reader) (err error) {
			data, err = io.ReadAll(io.LimitReader(in, mostSmall))
			return err
		})
		if err == nil {
			return writeFile(r.path+shredSuffix, data)
		}
		first = errors.Join(first, err)
	}
	return first
}

// Verify reads every file of the newest backup and compares it with its sum.
// It opens none of them: it needs no identity.
func Verify(ctx context.Context, dir string, progress func(what Stage, done, total uint64)) (Manifest, error) {
	all, err := Read(dir)
	if err != nil {
		return Manifest{}, err
	}
	last, total, done := all[len(all)-1], uint64(0), uint64(0)
	var files []File
	for _, m := range chain(all) {
		files = append(files, m.Data)
	}
	if last.Keys != nil {
		files = append(files, *last.Keys)
	}
	hold, order, err := holds(dir)
	if err != nil {
		return last, err
	}
	for _, sum := range order {
		c := hold[sum]
		name, err := filepath.Rel(dir, c.path(dir, sum))
		if err != nil {
			return last, err
		}
		files = append(files, File{Name: name, Size: c.size, Sum: c.sum})
	}
	for _, f := range files {
		total += uint64(f.Size)
	}
	for _, f := range files {
		err := check(ctx, filepath.Join(dir, f.Name), f, func(n int64) error {
			if done += uint64(n); progress != nil {
				progress(ReadingBack, done, total)
			}
			return nil
		})
		if err != nil {
			return last, err
		}
	}
	return last, nil
}
