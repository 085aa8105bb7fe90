package segment

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"hash/crc32"
)

const (
	frameSize  = 56
	frameMagic = 0x547a4672 // "TzFr"
	sealMagic  = 0x547a536c // "TzSl"
	sealBody   = 16
	sealSize   = frameSize + sealBody
)

var crcTable = crc32.MakeTable(crc32.Castagnoli)

// frame is the header of a frame or a seal.
type frame struct {
	magic, length, count uint32
	first                uint64 // of a seal: the commit that comes next
	prev, sum            [16]byte
}

func padded(n int64) int64 { return (n + 7) &^ 7 }

// size is the whole frame's, padding included.
func (f frame) size() int64 { return frameSize + padded(int64(f.length)) }

// hasher makes sums without allocating. Not for several goroutines.
type hasher struct {
	h   hash.Hash
	out [sha256.Size]byte
}

func newHasher() *hasher { return &hasher{h: sha256.New()} }

func (d *hasher) begin(head []byte) {
	d.h.Reset()
	d.h.Write(head[24:40])
	d.h.Write(head[:20])
}

func (d *hasher) end() (s [16]byte) {
	copy(s[:], d.h.Sum(d.out[:0]))
	return s
}

// put writes f over head, with the sum of it and body, for the offset at.
func (f *frame) put(head, body []byte, d *hasher, seed, at uint32) {
	binary.BigEndian.PutUint32(head, f.magic)
	binary.BigEndian.PutUint32(head[4:], f.length)
	binary.BigEndian.PutUint64(head[8:], f.first)
	binary.BigEndian.PutUint32(head[16:], f.count)
	copy(head[24:], f.prev[:])
	d.begin(head)
	d.h.Write(body)
	f.sum = d.end()
	copy(head[40:], f.sum[:])
	binary.BigEndian.PutUint32(head[20:], headCRC(head, seed, at))
}

// headCRC is of the segment's sum (seed), the offset and the head.
func headCRC(head []byte, seed, at uint32) uint32 {
	c := crc32.Update(seed^at, crcTable, head[:20])
	return crc32.Update(c, crcTable, head[24:frameSize])
}

// decodeFrame says whether head is sound in itself at this offset.
func decodeFrame(head []byte, seed, at uint32) (f frame, ok bool) {
	f.magic = binary.BigEndian.Uint32(head)
	if f.magic != frameMagic && f.magic != sealMagic || binary.BigEndian.Uint32(head[20:]) != headCRC(head, seed, at) {
		return f, false
	}
	f.length = binary.BigEndian.Uint32(head[4:])
	f.first = binary.BigEndian.Uint64(head[8:])
	f.count = binary.BigEndian.Uint32(head[16:])
	copy(f.prev[:], head[24:])
	copy(f.sum[:], head[40:])
	if f.magic == sealMagic {
		return f, f.count == 0 && f.length == sealBody
	}
	return f, f.count > 0 && f.count <= f.length
}

// split visits the records of a body and says whether it is made of exactly
// count of them.
func split(body []byte, count uint32, visit func(at, n int)) bool {
	at := 0
	for range count {
		n, w := binary.Uvarint(body[at:])
		if w <= 0 || n > uint64(len(body)-at-w) {
			return false
		}
		visit(at+w, int(n))
		at += w + int(n)
	}
	return at == len(body)
}
