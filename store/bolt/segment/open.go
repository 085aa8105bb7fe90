package segment

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/uuid"

	"tereze/store"
)

// Open opens the log of a store and finds its end. The last segment is walked
// whole; of the others headers and seals are compared, the rest is Frames' to
// verify. What was torn at the end is zeroed, and what was found whole is
// flushed once more, because nobody knows whether it had been. ReadOnly does
// neither.
//
// Errors: store.ErrMissing; store.ErrForeign for another store's segments or a
// newer format; *store.DamagedError.
func Open(dir string, id uuid.UUID, o Options) (*Log, error) {
	l := &Log{dir: dir, id: id, o: o, digest: newHasher()}
	numbers, err := list(dir)
	if err != nil {
		return nil, err
	}
	if len(numbers) == 0 || numbers[0] != 1 {
		what := "missing"
		if len(numbers) > 0 {
			what += l.upTo(numbers[0], 0)
		}
		return nil, &store.DamagedError{Where: segmentPath(dir, 1), What: what}
	}
	t := tail{Log: l, numbers: numbers}
	if err := t.find(); err != nil {
		return nil, err
	}
	if o.ReadOnly {
		return l, nil
	}
	if err := t.repair(); err != nil {
		if l.cur != nil {
			l.cur.Close()
		}
		return nil, err
	}
	return l, nil
}

// list gives the numbers of the segments there are. Other files are not ours.
func list(dir string) (numbers []uint32, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: the journal %s (%w)", store.ErrMissing, dir, fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		var n uint32
		if _, err := fmt.Sscanf(e.Name(), "%d.seg", &n); err == nil && n > 0 && segmentPath(dir, n) == filepath.Join(dir, e.Name()) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// head reads a segment's header. ok: it is whole, known and of this store.
// Otherwise raw says what stands there.
func (l *Log) head(n uint32) (h header, ok bool, raw []byte, err error) {
	path := segmentPath(l.dir, n)
	f, err := os.Open(path)
	if err != nil {
		return h, false, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return h, false, nil, err
	}
	if !info.Mode().IsRegular() {
		return h, false, nil, fmt.Errorf("%s: %w: not a file", path, store.ErrForeign)
	}
	raw = make([]byte, min(headerSize, info.Size()))
	if err := readFull(f, path, raw, 0); err != nil {
		return h, false, nil, err
	}
	h, ok = decodeHeader(raw)
	switch {
	case ok && h.format != format:
		return h, false, nil, fmt.Errorf("%s: %w: format %d, this program knows %d", path, store.ErrForeign, h.format, format)
	case ok && h.store != l.id:
		return h, false, nil, fmt.Errorf("%s: %w: it belongs to store %s", path, store.ErrForeign, h.store)
	}
	return h, ok && h.number == n, raw, nil
}

// upTo says which commits end before segment n, as far as that can be told.
func (l *Log) upTo(n uint32, good uint64) string {
	if h, ok, _, err := l.head(n); err == nil && ok && h.first > good+1 {
		return ", with it " + lost(good+1, h.first-1, "gone")
	}
	return ""
}

// tail is what Open finds out about the end.
type tail struct {
	*Log
	numbers []uint32
	dirty   bool     // something is to be zeroed behind the end
	start   Position // before the last frame or seal
	unbegun header   // of the segment that follows the last one, which is sealed
	spare   uint32   // a segment made ready and not begun
}

// find goes through the segments. What the header must be is known each time.
func (t *tail) find() error {
	want := firstHeader(t.id)
	for i := range t.numbers {
		n := want.number
		h, ok, raw, err := t.head(n)
		if err != nil {
			return err
		}
		if !ok || !bytes.Equal(raw, want.encode()) {
			what := "its header is damaged"
			if ok {
				what = fmt.Sprintf("it does not follow segment %d: it begins with commit %d, %d is next", n-1, h.first, want.first)
			}
			return &store.DamagedError{Where: segmentPath(t.dir, n), What: what}
		}
		s := infoOf(t.dir, want)
		if i+1 < len(t.numbers) && t.numbers[i+1] == n+1 {
			next, ok, _, err := t.head(n + 1)
			if err != nil {
				return err
			}
			if ok {
				if s, err = t.sealed(s, next); err != nil {
					return err
				}
				t.segments = append(t.segments, s)
				want = after(s)
				continue
			}
		}
		return t.last(s, t.numbers[i+1:])
	}
	return &store.DamagedError{Where: segmentPath(t.dir, want.number), What: "missing"}
}

// sealed verifies a segment by the seal that the next header points to.
func (t *tail) sealed(s Info, next header) (Info, error) {
	f, err := os.Open(s.Path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	w := newWalker(f, s.Path, int64(next.before)+sealSize, s.head)
	if next.before < headerSize || next.before%8 != 0 || next.first < s.First {
		return s, &store.DamagedError{Where: segmentPath(t.dir, next.number), What: "its header is damaged"}
	}
	head, err := w.bytes(int64(next.before), sealSize)
	if err != nil {
		return s, err
	}
	h, ok := decodeFrame(head[:frameSize], s.seed, next.before)
	w.at = Position{next.first - 1, h.prev, s.Number, next.before}
	what := bad
	if ok && h.magic == sealMagic {
		if what, h, _, err = w.look(); err != nil {
			return s, err
		}
	}
	if what != seal {
		return s, &store.DamagedError{Where: s.Path, What: fmt.Sprintf("its seal at byte %d is damaged or missing", next.before)}
	}
	return s.closed(w.at, h), nil
}
