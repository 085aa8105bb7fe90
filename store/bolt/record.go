package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"tereze/store"
)

// A record is one commit as the log keeps it: its puts, its kept values and its
// drops, each key without the beginning it shares with the key before. Guards
// did their work before and are not in it. The first byte says whether the puts
// went through a Shredder: a log may begin without one, and must not be read
// without one where it has one.
const (
	recordPlain  = 1
	recordHidden = 2
)

// span is where a kept value lies in its record.
type span struct {
	key        []byte
	from, size int
}

// encodeRecord gives the record and where its kept values lie in it.
func encodeRecord(w store.Write, s store.Shredder) (_ []byte, kept []span, _ error) {
	size := 16
	for _, puts := range [][]store.Pair{w.Puts, w.Kept} {
		for _, p := range puts {
			size += len(p.Key) + len(p.Value) + 64
		}
	}
	form := byte(recordPlain)
	if s != nil {
		form = recordHidden
	}
	b, before := append(make([]byte, 0, size), form), []byte(nil)
	key := func(k []byte) {
		n := shared(before, k)
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(n)), uint64(len(k)-n))
		b, before = append(b, k[n:]...), k
	}
	b = binary.AppendUvarint(b, uint64(len(w.Puts)))
	for _, p := range w.Puts {
		value := p.Value
		if s != nil {
			var err error
			if value, err = s.Hide(p.Key, value); err != nil {
				return nil, nil, err
			}
		}
		key(p.Key)
		b = append(binary.AppendUvarint(b, uint64(len(value))), value...)
	}
	b = binary.AppendUvarint(b, uint64(len(w.Kept)))
	for _, p := range w.Kept {
		key(p.Key)
		b = binary.AppendUvarint(b, uint64(len(p.Value)))
		kept = append(kept, span{key: p.Key, from: len(b), size: len(p.Value)})
		b = append(b, p.Value...)
	}
	b = binary.AppendUvarint(b, uint64(len(w.Drops)))
	for _, k := range w.Drops {
		key(k)
	}
	return b, kept, nil
}

func shared(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

var errRecord = errors.New("the record is malformed")

// decodeRecord reads a record back. A put whose person's key was destroyed is
// left out: what came after it has put something else there or dropped it.
func decodeRecord(b []byte, s store.Shredder) (w store.Write, kept []span, err error) {
	switch {
	case len(b) > 0 && b[0] == recordPlain:
		s = nil
	case len(b) > 0 && b[0] == recordHidden && s != nil:
	case len(b) > 0 && b[0] == recordHidden:
		return w, nil, fmt.Errorf("%w: its values are hidden, and the file of keys to them was not given", errRecord)
	default:
		return w, nil, fmt.Errorf("%w: of another format", errRecord)
	}
	whole, before := len(b), []byte(nil)
	b = b[1:]
	number := func() int {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(whole) {
			err = errRecord
			return 0
		}
		b = b[size:]
		return int(n)
	}
	take := func() []byte {
		n := number()
		if err != nil || n > len(b) {
			err = errRecord
			return nil
		}
		out := b[:n:n]
		b = b[n:]
		return out
	}
	key := func() []byte {
		n := number()
		rest := take()
		if err != nil || n > len(before) {
			err = errRecord
			return nil
		}
		before = bytes.Join([][]byte{before[:n], rest}, nil)
		return before
	}
	for n := number(); n > 0 && err == nil; n-- {
		p := store.Pair{Key: key(), Value: take()}
		if s != nil && err == nil {
			p.Value, err = s.Show(p.Key, p.Value)
			if errors.Is(err, store.ErrErased) {
				err = nil
				continue
			}
		}
		w.Puts = append(w.Puts, p)
	}
	for n := number(); n > 0 && err == nil; n-- {
		p := store.Pair{Key: key(), Value: take()}
		kept = append(kept, span{key: p.Key, from: whole - len(b) - len(p.Value), size: len(p.Value)})
		w.Kept = append(w.Kept, p)
	}
	for n := number(); n > 0 && err == nil; n-- {
		w.Drops = append(w.Drops, key())
	}
	if err == nil && len(b) > 0 {
		err = errRecord
	}
	return w, kept, err
}
