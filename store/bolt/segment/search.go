package segment

import (
	"encoding/binary"
	"fmt"
	"io"
)

// remains is what lies in a segment from a point on where no frame follows.
type remains struct {
	dirty bool   // something is not zero
	whole bool   // there is a whole frame or seal
	at    uint32 // its offset
	first uint64 // and its first commit; of a seal the one that comes next
}

// search looks through the rest of the segment, to the first whole frame. It
// recognises one by its CRC, which is bound to segment and offset, and its sum.
func (w *walker) search() (r remains, err error) {
	for from := int64(w.at.Offset); from < w.limit; {
		n := min(window, w.limit-from)
		b, err := w.bytes(from, n)
		if err != nil {
			return r, err
		}
		if zero(b) {
			from += n
			continue
		}
		r.dirty = true
		step := n
		if from+n < w.limit { // a head over the window's edge is seen in the next
			step = n - frameSize
			step &^= 7
		}
		for i := int64(0); i < step && i+frameSize <= n; i += 8 {
			m := binary.BigEndian.Uint32(b[i:])
			if m != frameMagic && m != sealMagic {
				continue
			}
			f, ok := decodeFrame(b[i:i+frameSize], w.seed, uint32(from+i))
			if !ok || f.size() > w.limit-from-i {
				continue
			}
			w.d.begin(b[i:])
			if _, err := io.Copy(w.d.h, io.NewSectionReader(w.f, from+i+frameSize, int64(f.length))); err != nil {
				return r, fmt.Errorf("reading %s: %w", w.path, err)
			}
			if w.d.end() == f.sum {
				r.whole, r.at, r.first = true, uint32(from+i), f.first
				return r, nil
			}
		}
		from += step
	}
	return r, nil
}

// lost puts in words which commits are meant: a to b are gone, damaged, …
func lost(a, b uint64, how string) string {
	switch {
	case b < a:
		return "no commit is " + how
	case a == b:
		return fmt.Sprintf("commit %d is %s", a, how)
	}
	return fmt.Sprintf("commits %d to %d are %s", a, b, how)
}
