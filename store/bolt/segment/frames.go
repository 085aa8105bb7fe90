package segment

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"tereze/store"
)

// Frame is what was flushed together. Its memory is the receiver's.
type Frame struct {
	First   uint64 // commit number of Records[0]
	Records [][]byte
	Places  []Place
	After   Position
}

// Frames walks from a position to what End was at the beginning, and verifies
// all of it: every sum, the seals, the headers, and that the first frame
// follows from. It ends with the first error, *store.DamagedError for what is
// wrong with the files; its What names the commits that are damaged or gone.
func (l *Log) Frames(ctx context.Context, from Position) iter.Seq2[Frame, error] {
	return func(yield func(Frame, error) bool) {
		l.mu.RLock()
		segments, end, closed := append([]Info(nil), l.segments...), l.end, l.closed
		l.mu.RUnlock()
		if closed {
			yield(Frame{}, store.ErrClosed)
			return
		}
		if err := reachable(segments, from, end); err != nil {
			yield(Frame{}, err)
			return
		}
		at := from
		for _, s := range segments[from.Segment-1:] {
			if s.Number > from.Segment {
				at = Position{s.First - 1, s.head.sum(), s.Number, headerSize}
			}
			if more, err := frames(ctx, s, at, end, yield); err != nil {
				yield(Frame{}, err)
				return
			} else if !more {
				return
			}
		}
	}
}

// reachable says whether from can be a position of this log.
func reachable(segments []Info, from, end Position) error {
	if from.Commit > end.Commit || from.Segment > end.Segment || from.Segment == end.Segment && from.Offset > end.Offset {
		return &store.DamagedError{Where: segments[len(segments)-1].Path,
			What: fmt.Sprintf("the journal ends with commit %d, %s", end.Commit, lost(end.Commit+1, from.Commit, "gone")),
			Back: from.Commit - min(end.Commit, from.Commit)}
	}
	if from.Segment == 0 || from.Offset < headerSize || from.Offset%8 != 0 || int64(from.Offset) > segments[from.Segment-1].Size {
		return fmt.Errorf("%w: no frame begins at byte %d of segment %d", store.ErrInvalid, from.Offset, from.Segment)
	}
	return nil
}

// frames walks one segment. more is false when the receiver has had enough.
func frames(ctx context.Context, s Info, at, end Position, yield func(Frame, error) bool) (more bool, err error) {
	f, err := os.Open(s.Path)
	if errors.Is(err, os.ErrNotExist) {
		return false, &store.DamagedError{Where: s.Path, What: "missing, with it " + lost(s.First, s.Last, "gone")}
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, headerSize)
	if err := readFull(f, s.Path, head, 0); err != nil {
		return false, err
	}
	if !bytes.Equal(head, s.head.encode()) {
		return false, &store.DamagedError{Where: s.Path, What: "its header is not the one it had"}
	}
	w := newWalker(f, s.Path, s.Size, s.head)
	begin := at
	w.at = at
	for {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		what, h, body, err := w.look()
		if err != nil {
			return false, named(err, w.at.Commit, s.Last)
		}
		switch {
		case what == whole:
		case what == seal && s.Sealed && w.at.Commit == s.Last && h.sum == s.Sum:
			return true, nil
		case what == blank && w.at == end:
			return true, nil
		default:
			return false, w.damage(s.Last, begin)
		}
		frame := Frame{First: h.first, Records: make([][]byte, 0, h.count), Places: make([]Place, 0, h.count)}
		base := w.at.Offset + frameSize
		body = bytes.Clone(body)
		split(body, h.count, func(at, n int) {
			frame.Records = append(frame.Records, body[at:at+n:at+n])
			frame.Places = append(frame.Places, Place{s.Number, base + uint32(at), uint32(n)})
		})
		w.step(h)
		frame.After = w.at
		if !yield(frame, nil) {
			return false, nil
		}
	}
}

// damage names what is lost where the walker stands, in a segment that ends
// with commit last, when it came from begin.
func (w *walker) damage(last uint64, begin Position) error {
	r, err := w.search()
	if err != nil {
		return named(err, w.at.Commit, last)
	}
	what := fmt.Sprintf("from byte %d on, %s", w.at.Offset, lost(w.at.Commit+1, last, "damaged"))
	switch {
	case r.whole && r.at == w.at.Offset && w.at == begin:
		what = fmt.Sprintf("what follows commit %d does not belong to it: another copy went on", w.at.Commit)
	case r.whole && r.first <= w.at.Commit+1:
		what = fmt.Sprintf("at byte %d, after commit %d: what follows does not belong there", w.at.Offset, w.at.Commit)
	case r.whole:
		what = fmt.Sprintf("from byte %d to %d, %s", w.at.Offset, r.at, lost(w.at.Commit+1, r.first-1, "damaged"))
	case last == w.at.Commit:
		what = fmt.Sprintf("at byte %d, after commit %d: it does not end as it did", w.at.Offset, last)
	}
	return &store.DamagedError{Where: w.path, What: what}
}

// named adds to damage which commits cannot be read because of it.
func named(err error, good, last uint64) error {
	var d *store.DamagedError
	if errors.As(err, &d) && last > good {
		return &store.DamagedError{Where: d.Where, What: d.What + ", " + lost(good+1, last, "gone")}
	}
	return err
}
