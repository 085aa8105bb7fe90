package segment

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"

	"github.com/google/uuid"
)

const (
	format       = 1
	headerSize   = 80
	headerMagic  = 0x547a5367 // "TzSg"
	headerSummed = 64         // the own sum is of the bytes before it
)

// header begins a segment. All of it follows from the seal before, so Open
// knows what it must find.
type header struct {
	format uint32
	store  uuid.UUID
	number uint32
	before uint32 // offset of the seal in the segment before; 0 in the first
	first  uint64 // commit
	prev   [16]byte
}

func (h header) encode() []byte {
	b := make([]byte, headerSize)
	binary.BigEndian.PutUint32(b, headerMagic)
	binary.BigEndian.PutUint32(b[4:], h.format)
	copy(b[8:], h.store[:])
	binary.BigEndian.PutUint32(b[24:], h.number)
	binary.BigEndian.PutUint32(b[28:], h.before)
	binary.BigEndian.PutUint64(b[40:], h.first)
	copy(b[48:], h.prev[:])
	s := sha256.Sum256(b[:headerSummed])
	copy(b[headerSummed:], s[:])
	return b
}

// sum is where the chain of the segment's frames begins.
func (h header) sum() (s [16]byte) {
	copy(s[:], h.encode()[headerSummed:])
	return s
}

// decodeHeader says whether b is a whole header, of whatever format and store.
func decodeHeader(b []byte) (h header, ok bool) {
	if len(b) < headerSize || binary.BigEndian.Uint32(b) != headerMagic {
		return h, false
	}
	s := sha256.Sum256(b[:headerSummed])
	if string(s[:16]) != string(b[headerSummed:headerSize]) {
		return h, false
	}
	h.format = binary.BigEndian.Uint32(b[4:])
	copy(h.store[:], b[8:])
	h.number, h.before = binary.BigEndian.Uint32(b[24:]), binary.BigEndian.Uint32(b[28:])
	h.first = binary.BigEndian.Uint64(b[40:])
	copy(h.prev[:], b[48:])
	return h, true
}

// seed makes the frames' CRCs the segment's own.
func (h header) seed() uint32 {
	s := h.sum()
	return crc32.Checksum(s[:], crcTable)
}
