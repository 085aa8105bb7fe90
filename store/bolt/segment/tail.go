package segment

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"syscall"

	"tereze/store"
)

// last walks the segment that no readable header follows. later are the
// numbers of the segments that are there nevertheless.
func (t *tail) last(s Info, later []uint32) error {
	f, err := os.Open(s.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	size, err := extent(f)
	if err != nil {
		return err
	}
	w := newWalker(f, s.Path, size, s.head)
	t.start = w.at
	for {
		what, h, _, err := w.look()
		if err != nil {
			return err
		}
		if what == whole {
			t.start = w.at
			w.step(h)
			continue
		}
		t.end = w.at
		s.Size, s.Last, s.Sum = int64(w.at.Offset), w.at.Commit, w.at.Sum
		if what == seal {
			t.start = w.at
			s = s.closed(w.at, h)
			t.segments = append(t.segments, s)
			return t.followed(s, later)
		}
		r, err := w.search()
		if err != nil {
			return err
		}
		if r.whole {
			return w.damage(0, Position{})
		}
		if h.magic != 0 { // its length is known: more than one frame cannot be torn
			w.at.Offset += uint32(min(h.size(), w.limit-int64(w.at.Offset)))
			beyond, err := w.search()
			if err != nil {
				return err
			}
			if beyond.dirty {
				return &store.DamagedError{Where: s.Path, What: fmt.Sprintf("from byte %d on, commit %d and what follows it are damaged", t.end.Offset, s.Last+1)}
			}
		}
		t.dirty, t.torn = r.dirty, r.dirty
		t.segments = append(t.segments, s)
		return t.unsealed(s, later)
	}
}

// unsealed: nothing may follow but a segment made ready.
func (t *tail) unsealed(s Info, later []uint32) error {
	if len(later) == 0 {
		return nil
	}
	if later[0] != s.Number+1 || len(later) > 1 {
		return &store.DamagedError{Where: s.Path,
			What: "its end is missing, later segments are there" + t.upTo(later[len(later)-1], s.Last)}
	}
	_, ok, raw, err := t.head(later[0])
	if err != nil {
		return err
	}
	if ok || !zero(raw) {
		return &store.DamagedError{Where: s.Path, What: "its end is missing, and the next segment was begun"}
	}
	t.spare = later[0]
	return nil
}

// followed: after a sealed segment there is always the next one. Its header
// cannot be read: either it was just being begun, or it is damaged.
func (t *tail) followed(s Info, later []uint32) error {
	next := after(s)
	path := segmentPath(t.dir, next.number)
	if len(later) == 0 || later[0] != next.number {
		what := "missing, the segment before is sealed"
		if len(later) > 0 {
			what = "missing" + t.upTo(later[0], s.Last)
		}
		return &store.DamagedError{Where: path, What: what}
	}
	if len(later) > 1 {
		return &store.DamagedError{Where: path, What: "its header is damaged" + t.upTo(later[1], s.Last)}
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	size, err := extent(f)
	if err != nil {
		return err
	}
	w := newWalker(f, path, size, next)
	r, err := w.search()
	if err != nil {
		return err
	}
	if r.whole {
		what := "its header is damaged"
		if r.first > next.first {
			what += ", " + lost(next.first, r.first-1, "damaged")
		}
		return &store.DamagedError{Where: path, What: what}
	}
	w.at.Offset = 0
	if r, err = w.search(); err != nil {
		return err
	}
	t.torn, t.unbegun = r.dirty, next
	return nil
}

// repair makes the end such that it can be appended to.
func (t *tail) repair() (err error) {
	if t.spare != 0 { // made again when it is needed: how far it got is not known
		if err := os.Remove(segmentPath(t.dir, t.spare)); err != nil {
			return err
		}
	}
	s := t.segments[len(t.segments)-1]
	if t.cur, err = os.OpenFile(s.Path, os.O_RDWR, 0); err != nil {
		return err
	}
	if err := t.assure(s); err != nil {
		return fmt.Errorf("%s: %w", s.Path, err)
	}
	if t.unbegun.number != 0 {
		if err := t.begin(); err != nil {
			return fmt.Errorf("beginning segment %d of %s: %w", t.unbegun.number, t.dir, err)
		}
		return nil
	}
	if t.size, err = extent(t.cur); err != nil {
		return err
	}
	if t.dirty {
		if err := blot(t.cur, s.Size, t.size, t.o); err != nil {
			return fmt.Errorf("zeroing %s: %w", s.Path, err)
		}
	}
	// A copy that ends with its last frame gets its zeroes back. One with holes
	// gets blocks, as far as there are any: to lack them is no reason not to
	// open.
	if t.size < s.Size+sealSize+window/64 {
		size := max(t.o.size(s.Number), roundUp(s.Size+sealSize+window/64))
		switch err := fill(t.cur, t.size, size, t.o, nil); {
		case errors.Is(err, syscall.ENOSPC):
			// To be read there is enough; what is appended goes into the next one.
		case err != nil:
			return fmt.Errorf("extending %s: %w", s.Path, err)
		default:
			t.size = size
		}
	} else {
		_ = reserve(t.cur, t.size)
	}
	return nil
}

// assure writes the last frame or seal once more as it is and flushes it: it
// may be in the system's memory only, even after a flush that failed.
func (t *tail) assure(s Info) error {
	from := int64(t.start.Offset)
	if from == headerSize {
		from = 0 // the header went out with the first frame
	}
	b := make([]byte, s.Size-from)
	if err := readFull(t.cur, s.Path, b, from); err != nil {
		return err
	}
	if _, err := t.cur.WriteAt(b, from); err != nil {
		return err
	}
	return t.o.sync(t.cur)
}

// begin makes the segment that was being begun, and its header.
func (t *tail) begin() error {
	old := t.cur
	t.cur = nil
	h := t.unbegun
	if err := old.Close(); err != nil {
		return err
	}
	f, err := os.OpenFile(segmentPath(t.dir, h.number), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	t.cur = f
	have, err := extent(f)
	if err != nil {
		return err
	}
	t.size = max(t.o.size(h.number), have)
	if err := blot(f, 0, have, t.o); err != nil {
		return err
	}
	if err := fill(f, 0, t.size, t.o, nil); err != nil {
		return err
	}
	if _, err := f.WriteAt(h.encode(), 0); err != nil {
		return err
	}
	s := infoOf(t.dir, h)
	t.segments = append(t.segments, s)
	t.end = Position{s.Last, s.Sum, s.Number, headerSize}
	return t.o.sync(f)
}

// blot zeroes what is not zero and flushes.
func blot(f *os.File, from, to int64, o Options) error {
	b := make([]byte, window)
	for at := from; at < to; {
		b = b[:min(window, to-at)]
		if err := readFull(f, f.Name(), b, at); err != nil {
			return err
		}
		if !bytes.Equal(b, zeroes[:len(b)]) {
			if _, err := f.WriteAt(zeroes[:len(b)], at); err != nil {
				return err
			}
		}
		at += int64(len(b))
	}
	return o.sync(f)
}
