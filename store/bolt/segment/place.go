package segment

import (
	"encoding/binary"
	"fmt"

	"tereze/store"
)

// Place is where the bytes of a record lie.
type Place struct{ Segment, Offset, Length uint32 }

// PlaceSize is the length of a place as bytes.
const PlaceSize = 12

// AppendBinary appends the place, PlaceSize bytes. The error is always nil.
func (p Place) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint32(b, p.Segment)
	b = binary.BigEndian.AppendUint32(b, p.Offset)
	return binary.BigEndian.AppendUint32(b, p.Length), nil
}

// ParsePlace reads what AppendBinary wrote.
func ParsePlace(b []byte) (Place, error) {
	if len(b) != PlaceSize {
		return Place{}, fmt.Errorf("%w: a place of %d bytes", store.ErrDamaged, len(b))
	}
	return Place{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])}, nil
}

// Position is a point between two frames.
type Position struct {
	Commit  uint64   // so many records lie before it
	Sum     [16]byte // the chain up to here
	Segment uint32
	Offset  uint32 // bytes
}

// PositionSize is the length of a position as bytes.
const PositionSize = 32

// AppendBinary appends the position, PositionSize bytes. The error is always nil.
func (p Position) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint64(b, p.Commit)
	b = append(b, p.Sum[:]...)
	b = binary.BigEndian.AppendUint32(b, p.Segment)
	return binary.BigEndian.AppendUint32(b, p.Offset), nil
}

// ParsePosition reads what AppendBinary wrote.
func ParsePosition(b []byte) (p Position, err error) {
	if len(b) != PositionSize {
		return p, fmt.Errorf("%w: a position of %d bytes", store.ErrDamaged, len(b))
	}
	p.Commit = binary.BigEndian.Uint64(b)
	copy(p.Sum[:], b[8:])
	p.Segment, p.Offset = binary.BigEndian.Uint32(b[24:]), binary.BigEndian.Uint32(b[28:])
	return p, nil
}

// EndsWith says whether sum is that of the log's last frame: as End gives it,
// or, where nothing follows a seal yet, as it was given before the seal.
func (l *Log) EndsWith(sum [16]byte) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	n := len(l.segments)
	return sum == l.end.Sum || n > 1 && l.end.Offset == headerSize && sum == l.segments[n-2].tip
}
