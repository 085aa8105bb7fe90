// Package segment keeps the journal's files: one folder, numbered segments, in
// them frames, in a frame the records that were flushed together.
//
//	00000001.seg   header · frame · frame · … · seal
//	00000002.seg   header · frame · … · zeroes
//
// All numbers are big-endian; everything begins at a multiple of eight bytes.
//
//	header  80: "TzSg", format 4, store id 16, number 4, offset of the seal in
//	            the segment before 4, zeroes 8, first commit 8, the seal's sum
//	            16, own sum 16
//	frame   56: "TzFr", body length 4, first commit 8, records 4, CRC-32C 4,
//	            sum before 16, sum 16; then the body: for each record its length
//	            (uvarint) and its bytes; then zeroes up to eight
//	seal    72: as a frame with "TzSl", no records, and as body the segment's
//	            first and last commit
//
// A sum is SHA-256 cut to 16 bytes, of the sum before, the frame's first 20
// bytes and its body. The first frame's sum before is its segment's own sum,
// and that holds the seal's sum: one chain from the store's id to the end. The
// CRC also covers the segment's sum and the frame's offset, so a frame is whole
// only where it was written.
//
// A segment is made before it is needed, written full of zeroes and flushed
// under its name, so that appending changes no metadata and cannot run out of
// space in the middle. A header of zeroes says "not begun", a frame's of zeroes
// "here is the end".
//
// Only one frame is ever on its way to the disk. Hence a bad one is torn when
// nothing whole comes after it: it was never acknowledged, or it was the very
// last; who knows how far the log once went must compare with End. With
// something whole after it, it is damage. Start reading at log.go.
package segment
