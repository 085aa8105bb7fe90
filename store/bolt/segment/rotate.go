package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"tereze/store"
)

// rotate seals the current segment and makes the next one current. Nothing is
// written before the next one is there.
func (l *Log) rotate(need int64) (now, next Info, err error) {
	now = l.segments[len(l.segments)-1]
	file, size, err := l.taken(now.Number+1, headerSize+need+sealSize)
	if err != nil {
		return now, next, fmt.Errorf("%w: making segment %d of %s: %w", store.ErrNotWritten, now.Number+1, l.dir, err)
	}
	var b [sealSize]byte
	s := sealOf(now, l.end, b[:], l.digest)
	if err := l.write(b[:], int64(l.end.Offset)); err != nil {
		return now, next, fmt.Errorf("sealing: %w", errors.Join(err, file.Close()))
	}
	old := l.cur
	l.cur, l.size = file, size
	if err := old.Close(); err != nil {
		return now, next, err
	}
	now = now.closed(l.end, s)
	return now, infoOf(l.dir, after(now)), nil
}

// infoOf is a segment that has nothing but its header.
func infoOf(dir string, h header) Info {
	return Info{Number: h.number, Path: segmentPath(dir, h.number), Size: headerSize,
		First: h.first, Last: h.first - 1, Sum: h.sum(), head: h, seed: h.seed()}
}

// closed is the segment with the seal s at end.
func (now Info) closed(end Position, s frame) Info {
	now.Size, now.Last, now.Sealed, now.Sum, now.tip = int64(end.Offset)+sealSize, end.Commit, true, s.sum, s.prev
	return now
}

// sealOf writes the seal that closes a segment at end over b.
func sealOf(now Info, end Position, b []byte, d *hasher) frame {
	s := frame{magic: sealMagic, length: sealBody, first: end.Commit + 1, prev: end.Sum}
	binary.BigEndian.PutUint64(b[frameSize:], now.First)
	binary.BigEndian.PutUint64(b[frameSize+8:], end.Commit)
	s.put(b, b[frameSize:sealSize], d, now.seed, end.Offset)
	return s
}

// after is the header that follows a sealed segment.
func after(now Info) header {
	return header{format: format, store: now.head.store, number: now.Number + 1,
		before: uint32(now.Size - sealSize), first: now.Last + 1, prev: now.Sum}
}

// taken gives the prepared next segment, waiting for it if it must, or trying
// once more where making it failed before.
func (l *Log) taken(number uint32, need int64) (*os.File, int64, error) {
	size := max(l.o.size(number), roundUp(need))
	p := l.next
	l.next = nil
	if p != nil {
		file, err := p.finish()
		if err == nil && p.size < need {
			if err = fill(file, p.size, size, l.o, nil); err != nil {
				return nil, 0, errors.Join(err, file.Close(), os.Remove(file.Name()))
			}
			return file, size, nil
		}
		if err == nil {
			return file, p.size, nil
		}
	}
	file, err := makeSegment(l.dir, number, size, l.o, nil)
	return file, size, err
}

// ahead sees to it that the next segment gets made.
func (l *Log) ahead() {
	used := int64(l.end.Offset) - l.size/2
	if used < 0 {
		return
	}
	if l.next == nil {
		n := l.end.Segment + 1
		l.next = prepare(l.dir, n, l.o.size(n), l.o)
	}
	// Done when the current one is seven eighths full.
	l.next.grant(window + int64(float64(l.next.size)*float64(used)/float64(l.size*3/8)))
}
