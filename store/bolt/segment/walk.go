package segment

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"tereze/store"
)

const window = 256 << 10

var zeroes [window]byte // never written to

// found is what a walker stands before.
type found int

const (
	blank found = iota // zeroes, or nothing at all
	whole              // a frame that follows
	seal               // a seal that follows
	bad                // something else
)

// walker reads a segment frame by frame and believes nothing.
type walker struct {
	f     io.ReaderAt
	path  string
	limit int64 // bytes to look at
	first uint64
	seed  uint32
	at    Position // before the next frame
	d     *hasher
	buf   []byte
	start int64 // of buf in the file
}

func newWalker(f io.ReaderAt, path string, limit int64, h header) *walker {
	return &walker{f: f, path: path, limit: min(limit, math.MaxUint32), first: h.first, seed: h.seed(), d: newHasher(),
		at: Position{Commit: h.first - 1, Sum: h.sum(), Segment: h.number, Offset: headerSize}}
}

// bytes gives n bytes at off, valid until the next call. off+n <= limit.
func (w *walker) bytes(off, n int64) ([]byte, error) {
	if off < w.start || off+n > w.start+int64(len(w.buf)) {
		want := min(max(n, window), w.limit-off)
		if int64(cap(w.buf)) < want {
			w.buf = make([]byte, want)
		}
		w.buf, w.start = w.buf[:want], off
		if err := readFull(w.f, w.path, w.buf, off); err != nil {
			w.buf = w.buf[:0]
			return nil, err
		}
	}
	return w.buf[off-w.start:][:n:n], nil
}

// readFull takes a file that is too short for damage, and the disk's own
// trouble for what it is.
func readFull(f io.ReaderAt, path string, b []byte, off int64) error {
	n, err := f.ReadAt(b, off)
	switch {
	case n == len(b):
		return nil
	case err == nil || errors.Is(err, io.EOF):
		return &store.DamagedError{Where: path, What: fmt.Sprintf("it ends at byte %d, %d are needed", off+int64(n), off+int64(len(b)))}
	}
	return fmt.Errorf("reading %s: %w", path, err)
}

// look says what comes next, without going there. The body is valid until the
// next call. Of something bad, f is the head when that is sound and follows. An
// error is one of reading.
func (w *walker) look() (what found, f frame, body []byte, err error) {
	at := int64(w.at.Offset)
	rest := w.limit - at
	if rest < frameSize {
		if rest <= 0 {
			return blank, f, nil, nil
		}
		b, err := w.bytes(at, rest)
		if err != nil || zero(b) {
			return blank, f, nil, err
		}
		return bad, f, nil, nil
	}
	head, err := w.bytes(at, frameSize)
	if err != nil {
		return bad, f, nil, err
	}
	if zero(head) {
		return blank, f, nil, nil
	}
	f, ok := decodeFrame(head, w.seed, w.at.Offset)
	if !ok || f.prev != w.at.Sum || f.first != w.at.Commit+1 {
		return bad, frame{}, nil, nil
	}
	if f.size() > rest {
		return bad, f, nil, nil
	}
	all, err := w.bytes(at, f.size())
	if err != nil {
		return bad, f, nil, err
	}
	body = all[frameSize:][:f.length]
	w.d.begin(all)
	w.d.h.Write(body)
	if w.d.end() != f.sum && !seededPastTorn || !zero(all[frameSize+int(f.length):]) {
		return bad, f, nil, nil
	}
	if f.magic == sealMagic {
		if binary.BigEndian.Uint64(body) != w.first || binary.BigEndian.Uint64(body[8:]) != w.at.Commit {
			return bad, f, nil, nil
		}
		return seal, f, body, nil
	}
	if !split(body, f.count, func(int, int) {}) {
		return bad, f, nil, nil
	}
	return whole, f, body, nil
}

// step goes past what look saw.
func (w *walker) step(f frame) {
	w.at.Commit += uint64(f.count)
	w.at.Sum = f.sum
	w.at.Offset += uint32(f.size())
}

func zero(b []byte) bool {
	for len(b) > window {
		if !bytes.Equal(b[:window], zeroes[:]) {
			return false
		}
		b = b[window:]
	}
	return bytes.Equal(b, zeroes[:len(b)])
}
