package backup

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"tereze/store"
	"tereze/store/blob"
	"tereze/store/bolt/segment"
)

const (
	partSuffix = ".part"
	piece      = 1 << 20  // bytes copied at once
	flushEvery = 16 << 20 // bytes: one flush of gigabytes would stall the disk
)

// writer writes the files of one run; they get their names at the end.
type writer struct {
	ctx    context.Context
	dir    string
	to     []age.Recipient
	o      Options
	number int
	parts  []string
	hold   map[blob.Sum]copied // sealed files the chain holds

	began        time.Time
	sent         int64
	total, moved uint64
}

func (w *writer) run(p *point, from segment.Position, m *Manifest) error {
	if err := w.sweep(); err != nil {
		return err
	}
	var err error
	m.Data, err = w.encrypted(fmt.Sprintf("%06d.age", w.number), func(out io.Writer) error {
		t := tar.NewWriter(out)
		if err := w.log(t, p, from); err != nil {
			return err
		}
		if err := small(t, "id", p.rawID); err != nil {
			return err
		}
		for _, x := range w.o.Extras {
			if !filepath.IsLocal(filepath.FromSlash(x.Name)) {
				return fmt.Errorf("%w: the name %q", store.ErrInvalid, x.Name)
			}
			data, err := os.ReadFile(x.Path)
			if err != nil {
				return err
			}
			if err := small(t, "files/"+x.Name, data); err != nil {
				return err
			}
		}
		return t.Close()
	})
	if err != nil {
		return err
	}
	if p.shred != nil {
		f, err := w.encrypted(fmt.Sprintf("%06d.keys.age", w.number), func(out io.Writer) error {
			_, err := out.Write(p.shred)
			return err
		})
		if err != nil {
			return err
		}
		m.Keys = &f
	}
	if err := w.readBack(m); err != nil {
		return err
	}
	if err := w.files(m, w.hold); err != nil { // those the copied log names are there: they were before it
		return err
	}
	text, err := m.encode()
	if err != nil {
		return err
	}
	part := filepath.Join(w.dir, m.name()+partSuffix)
	w.parts = append(w.parts, part)
	if err := writeFile(part, text); err != nil {
		return err
	}
	for _, part := range w.parts { // the manifest last
		name := part[:len(part)-len(partSuffix)]
		if ok, err := exists(name); ok && part == w.parts[len(w.parts)-1] || err != nil {
			return errors.Join(fmt.Errorf("%s: %w: another backup ran beside", name, store.ErrExists), err)
		}
		if err := os.Rename(part, name); err != nil {
			return err
		}
	}
	w.parts = nil
	return store.SyncFolder(w.dir)
}

// sweep removes what runs left that did not come to their end.
func (w *writer) sweep() error {
	left, err := filepath.Glob(filepath.Join(escape(w.dir), "*"+partSuffix))
	for _, name := range left {
		err = errors.Join(err, os.RemoveAll(name))
	}
	// Named already, when the power went before the manifest was.
	return errors.Join(err, os.RemoveAll(filepath.Join(w.dir, Manifest{Number: w.number}.filesDir())))
}

// clean takes the parts of a failed run away.
func (w *writer) clean() {
	for _, part := range w.parts {
		_ = os.RemoveAll(part)
	}
}

// log copies the log from a position to its end, each frame checked first.
func (w *writer) log(t *tar.Writer, p *point, from segment.Position) error {
	w.total, w.began = 0, w.o.now()
	start := func(s segment.Info) int64 {
		if s.Number == from.Segment && from != p.log.Begin() {
			return int64(from.Offset)
		}
		return 0
	}
	some := p.segments[from.Segment-1:]
	for _, s := range some {
		w.total += uint64(s.Size - start(s))
	}
	next := 0 // of some
	var f *os.File
	var at int64 // copied up to here
	defer func() {
		if f != nil {
			f.Close()
		}
	}()
	// upTo copies what was checked: of segment number up to an offset.
	upTo := func(number uint32, offset int64) error {
		for next < len(some) && some[next].Number <= number {
			s := some[next]
			if f == nil {
				var err error
				if f, err = os.Open(s.Path); err != nil {
					return err
				}
				at = start(s)
				head := &tar.Header{Name: fmt.Sprintf("log/%08d.seg@%d", s.Number, at), Mode: 0o600, Size: s.Size - at, Format: tar.FormatPAX}
				if err := t.WriteHeader(head); err != nil {
					return err
				}
			}
			end := s.Size
			if s.Number == number {
				end = min(offset, end)
			}
			if err := w.copy(t, f, at, end); err != nil {
				return err
			}
			if at = end; at < s.Size {
				return nil
			}
			if err := f.Close(); err != nil {
				return err
			}
			f, next = nil, next+1
		}
		return nil
	}
	checked := from
	for frame, err := range p.log.Frames(w.ctx, from) {
		if err != nil {
			return err
		}
		if frame.After.Commit > p.end.Commit {
			break
		}
		far := frame.After.Segment != checked.Segment || int64(frame.After.Offset)-at >= piece
		if checked = frame.After; far {
			if err := upTo(checked.Segment, int64(checked.Offset)); err != nil {
				return err
			}
		}
	}
	if checked != p.end && checked.Commit != p.end.Commit {
		return &store.DamagedError{Where: p.path + logSuffix, What: fmt.Sprintf("commits %d to %d cannot be read", checked.Commit+1, p.end.Commit)}
	}
	last := some[len(some)-1]
	return upTo(last.Number, last.Size)
}

func (w *writer) copy(out io.Writer, f *os.File, from, to int64) error {
	for from < to {
		n := min(to-from, piece)
		if _, err := io.CopyN(out, io.NewSectionReader(f, from, n), n); err != nil {
			return err
		}
		from += n
		w.moved += uint64(n)
		w.tell(Copying, w.moved, w.total)
		if err := w.pace(n); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) tell(what Stage, done, total uint64) {
	if w.o.Progress != nil {
		w.o.Progress(what, done, total)
	}
}

// pace keeps what was read to the rate.
func (w *writer) pace(n int64) error {
	rate := w.o.Rate
	if rate == 0 {
		rate = DefaultRate
	}
	if rate < 0 {
		return w.ctx.Err()
	}
	w.sent += n
	due := time.Duration(float64(w.sent) / float64(rate) * float64(time.Second))
	early := due - w.o.now().Sub(w.began)
	if early <= 0 {
		return w.ctx.Err()
	}
	if w.o.Wait != nil {
		return w.o.Wait(w.ctx, early)
	}
	timer := time.NewTimer(early)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-w.ctx.Done():
		return w.ctx.Err()
	}
}

func small(t *tar.Writer, name string, data []byte) error {
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data)), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := t.Write(data)
	return err
}

// encrypted writes one file for the recipients and flushes it.
func (w *writer) encrypted(name string, fill func(io.Writer) error) (File, error) {
	part := filepath.Join(w.dir, name+partSuffix)
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return File{}, err
	}
	w.parts = append(w.parts, part)
	sink := &counted{f: f, h: sha256.New()}
	buf := bufio.NewWriterSize(sink, piece)
	out, err := age.Encrypt(buf, w.to...)
	if err == nil {
		if err = fill(out); err == nil {
			err = errors.Join(out.Close(), buf.Flush(), f.Sync())
		}
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return File{}, err
	}
	return File{Name: name, Size: sink.n, Sum: hex.EncodeToString(sink.h.Sum(nil))}, nil
}

// counted sums what goes into a file and flushes it now and then.
type counted struct {
	f        *os.File
	h        hash.Hash
	n, clean int64
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.f.Write(b)
	c.h.Write(b[:n])
	if c.n += int64(n); err == nil && c.n-c.clean >= flushEvery {
		c.clean, err = c.n, c.f.Sync()
	}
	return n, err
}

// readBack compares the files with what was written, from the disk if the
// system lets its memory of them go.
func (w *writer) readBack(m *Manifest) error {
	files, total, done := []File{m.Data}, m.Data.Size, uint64(0)
	if m.Keys != nil {
		files, total = append(files, *m.Keys), total+m.Keys.Size
	}
	for _, f := range files {
		path := filepath.Join(w.dir, f.Name+partSuffix)
		dropCache(path)
		err := check(w.ctx, path, f, func(n int64) error {
			done += uint64(n)
			w.tell(ReadingBack, done, uint64(total))
			return w.pace(n)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// check compares a file with its sum. step is told of every piece.
func check(ctx context.Context, path string, f File, step func(n int64) error) error {
	r, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &store.DamagedError{Where: path, What: "missing"}
	}
	if err != nil {
		return err
	}
	defer r.Close()
	h := sha256.New()
	for size := int64(0); ; {
		n, err := io.CopyN(h, r, piece)
		size += n
		if e := step(n); e != nil {
			return e
		}
		if errors.Is(err, io.EOF) {
			if size != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Sum {
				return &store.DamagedError{Where: path, What: "it is not what was written"}
			}
			return ctx.Err()
		} else if err != nil {
			return err
		}
	}
}

func writeFile(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
