package segment

import (
	"encoding/binary"
	"fmt"

	"tereze/store"
)

const keepBuffer = 8 << 20 // a larger one is let go after use

// Append writes the records as one frame and flushes it; places[i] is where
// records[i] lies. It keeps nothing of records.
//
// store.ErrInvalid, store.ErrTooLarge, store.ErrReadOnly and store.ErrClosed
// change nothing. After any other error the log takes no more until it is
// opened again, and the outcome is unknown, unless the error matches
// store.ErrNotWritten: the next segment could not be made, because of ENOSPC
// for one, and the log is as it was.
func (l *Log) Append(records [][]byte) (places []Place, err error) {
	l.appending.Lock()
	defer l.appending.Unlock()
	if err := l.admit(records); err != nil {
		return nil, err
	}
	if places, err = l.append(records); err != nil {
		l.mu.Lock()
		l.failed = err
		l.mu.Unlock()
		return nil, err
	}
	l.ahead()
	return places, nil
}

// admit says whether the records can be taken.
func (l *Log) admit(records [][]byte) error {
	l.mu.RLock()
	failed, closed := l.failed, l.closed
	l.mu.RUnlock()
	switch {
	case closed:
		return store.ErrClosed
	case l.o.ReadOnly:
		return store.ErrReadOnly
	case failed != nil:
		return fmt.Errorf("%s takes no more since: %w", l.dir, failed)
	case len(records) == 0:
		return fmt.Errorf("%w: no records", store.ErrInvalid)
	}
	body := 0
	for _, r := range records {
		if len(r) > MaxRecord {
			return fmt.Errorf("%w: a record of %d bytes, at most %d", store.ErrTooLarge, len(r), MaxRecord)
		}
		body += binary.MaxVarintLen32 + len(r)
	}
	if body > maxBody {
		return fmt.Errorf("%w: %d bytes in one frame, at most %d", store.ErrTooLarge, body, maxBody)
	}
	return nil
}

func (l *Log) append(records [][]byte) ([]Place, error) {
	// The buffer has room for a segment's header in front: a segment's first
	// frame goes out with it.
	const head = headerSize + frameSize
	if cap(l.buf) < head {
		l.buf = make([]byte, head, 256<<10)
	}
	b := l.buf[:head]
	places := make([]Place, len(records))
	for i, r := range records {
		b = binary.AppendUvarint(b, uint64(len(r)))
		places[i] = Place{Offset: uint32(len(b) - headerSize), Length: uint32(len(r))}
		b = append(b, r...)
	}
	f := frame{magic: frameMagic, length: uint32(len(b) - head), count: uint32(len(records))}
	b = append(b, zeroes[:f.size()-int64(len(b)-headerSize)]...)
	if l.buf = b; cap(b) > keepBuffer {
		defer func() { l.buf = nil }()
	}

	at, out := l.end, b[headerSize:]
	sealed := l.segments[len(l.segments)-1]
	now, from := sealed, int64(at.Offset)
	if from+f.size()+sealSize > l.size {
		var err error
		if sealed, now, err = l.rotate(f.size()); err != nil {
			return nil, err
		}
		copy(b, now.head.encode())
		out, from = b, 0
		at = Position{at.Commit, now.Sum, now.Number, headerSize}
	}
	f.first, f.prev = at.Commit+1, at.Sum
	f.put(b[headerSize:], b[head:][:f.length], l.digest, now.seed, at.Offset)
	if err := l.write(out, from); err != nil {
		return nil, err
	}
	for i := range places {
		places[i].Segment, places[i].Offset = at.Segment, places[i].Offset+at.Offset
	}
	after := Position{at.Commit + uint64(f.count), f.sum, at.Segment, at.Offset + uint32(f.size())}
	now.Size, now.Last, now.Sum = int64(after.Offset), after.Commit, f.sum
	l.mu.Lock()
	if now.Number != sealed.Number {
		l.segments[len(l.segments)-1] = sealed
		l.segments = append(l.segments, now)
	}
	l.segments[len(l.segments)-1] = now
	l.end = after
	l.mu.Unlock()
	return places, nil
}

// write puts b at an offset of the current segment, on the disk on return. The
// segment is looked at on both sides: one that was cut or taken away while we
// work must not be taken for whole, nor grow again in silence.
func (l *Log) write(b []byte, at int64) error {
	if err := l.uncut(); err != nil {
		return err
	}
	if _, err := l.cur.WriteAt(b, at); err != nil {
		return err
	}
	if !seededNoFsync {
		if err := l.o.flush(l.cur); err != nil {
			return fmt.Errorf("flushing %s: %w", l.cur.Name(), err)
		}
	}
	return l.uncut()
}

func (l *Log) uncut() error {
	size, err := extent(l.cur)
	switch {
	case err != nil:
		return err
	case size < 0:
		return &store.DamagedError{Where: l.cur.Name(), What: "it was taken away while it was written to"}
	case size < l.size:
		return &store.DamagedError{Where: l.cur.Name(), What: fmt.Sprintf("it was cut from %d to %d bytes while it was written to", l.size, size)}
	}
	return nil
}
