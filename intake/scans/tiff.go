package scans

import "encoding/binary"

// The tags of a TIFF's directory that are read.
const (
	tagWidth        = 256
	tagHeight       = 257
	tagStripOffsets = 273
	tagStripCounts  = 279
	tagTileOffsets  = 324
	tagTileCounts   = 325
)

// tiff walks the directories of a TIFF, one of each page.
type tiff struct {
	data  []byte
	order binary.ByteOrder
}

// inspectTIFF counts the pages, and sees that what they name is there. No page
// is unpacked, so any packing will do. A chain of directories that bites its
// own tail is broken.
func inspectTIFF(data []byte, f *Facts) error {
	t := tiff{data, binary.LittleEndian}
	if data[0] == 'M' {
		t.order = binary.BigEndian
	}
	at, ok := t.uint32(4)
	seen := map[uint32]bool{}
	for ok && at != 0 {
		if seen[at] {
			return ErrBroken
		}
		if seen[at] = true; len(seen) > MostPages {
			return ErrPages
		}
		var width, height int
		if width, height, at, ok = t.page(at); ok && f.Pages == 0 {
			f.Width, f.Height = width, height
		}
		f.Pages++
	}
	if !ok || f.Pages == 0 {
		return ErrBroken
	}
	return nil
}

// page reads one directory and gives where the next one is; 0: this is the last.
func (t tiff) page(at uint32) (width, height int, next uint32, ok bool) {
	n, ok := t.uint16(int64(at))
	if !ok {
		return 0, 0, 0, false
	}
	values := map[uint16][]uint32{}
	for i := range int64(n) {
		entry := int64(at) + 2 + 12*i
		tag, ok := t.uint16(entry)
		if !ok {
			return 0, 0, 0, false
		}
		switch tag {
		case tagWidth, tagHeight, tagStripOffsets, tagStripCounts, tagTileOffsets, tagTileCounts:
			if values[tag], ok = t.values(entry); !ok {
				return 0, 0, 0, false
			}
		}
	}
	if next, ok = t.uint32(int64(at) + 2 + 12*int64(n)); !ok {
		return 0, 0, 0, false
	}
	w, h := values[tagWidth], values[tagHeight]
	offsets, counts := values[tagStripOffsets], values[tagStripCounts]
	if offsets == nil {
		offsets, counts = values[tagTileOffsets], values[tagTileCounts]
	}
	if len(w) != 1 || len(h) != 1 || w[0] == 0 || h[0] == 0 || len(offsets) == 0 || counts != nil && len(counts) != len(offsets) {
		return 0, 0, 0, false
	}
	for i, from := range offsets {
		end := uint64(from)
		if counts != nil {
			end += uint64(counts[i])
		}
		if end > uint64(len(t.data)) {
			return 0, 0, 0, false // cut off
		}
	}
	return int(w[0]), int(h[0]), next, true
}

// values reads an entry's numbers, of two bytes or of four, where they lie.
func (t tiff) values(entry int64) (all []uint32, ok bool) {
	kind, _ := t.uint16(entry + 2)
	n, ok := t.uint32(entry + 4)
	size := map[uint16]int64{3: 2, 4: 4}[kind]
	if !ok || size == 0 || n == 0 {
		return nil, false
	}
	from := entry + 8
	if int64(n)*size > 4 {
		far, ok := t.uint32(from)
		if !ok {
			return nil, false
		}
		from = int64(far)
	}
	if from+int64(n)*size > int64(len(t.data)) {
		return nil, false
	}
	for i := range int64(n) {
		var v uint32
		if size == 2 {
			short, _ := t.uint16(from + 2*i)
			v = uint32(short)
		} else {
			v, _ = t.uint32(from + 4*i)
		}
		all = append(all, v)
	}
	return all, true
}

func (t tiff) uint16(at int64) (uint16, bool) {
	if at < 0 || at+2 > int64(len(t.data)) {
		return 0, false
	}
	return t.order.Uint16(t.data[at:]), true
}

func (t tiff) uint32(at int64) (uint32, bool) {
	if at < 0 || at+4 > int64(len(t.data)) {
		return 0, false
	}
	return t.order.Uint32(t.data[at:]), true
}
