package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"tereze/store"
)

// What bbolt's file begins with: two pages of a 16-byte header and a meta of
// 64 bytes, in the machine's byte order. The newer of the two, by txid, counts.
const (
	magic      = 0xED0CDAED
	version    = 2
	headerSize = 16
	metaSize   = 64
)

type meta struct {
	known, valid   bool // has the magic number; and all is right with it
	pageSize, pgid uint64
	txid           uint64
}

func readMeta(f io.ReaderAt, at int64) (meta, error) {
	b := make([]byte, headerSize+metaSize)
	if _, err := f.ReadAt(b, at); errors.Is(err, io.EOF) {
		return meta{}, nil
	} else if err != nil {
		return meta{}, err
	}
	b = b[headerSize:]
	u32, u64 := binary.NativeEndian.Uint32, binary.NativeEndian.Uint64
	m := meta{known: u32(b) == magic, pageSize: uint64(u32(b[8:])), pgid: u64(b[40:]), txid: u64(b[48:])}
	sum := fnv.New64a()
	sum.Write(b[:56])
	m.valid = m.known && u32(b[4:]) == version && sum.Sum64() == u64(b[56:]) &&
		m.pageSize >= 1024 && m.pageSize <= 1<<24
	return m, nil
}

// inspect looks at the file before bbolt does.
func inspect(f *os.File, path string) error {
	damaged := func(back uint64, what string, args ...any) error {
		return &store.DamagedError{Where: path, What: fmt.Sprintf(what, args...), Back: back}
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return damaged(0, "the file is empty")
	}
	first, err := readMeta(f, 0)
	if err != nil {
		return err
	}
	// Where the second one stands depends on the page size, which only a valid
	// one tells.
	var second meta
	if first.valid {
		second, err = readMeta(f, int64(first.pageSize))
	} else {
		for size := int64(1024); size <= 1<<24 && !second.valid && err == nil; size *= 2 {
			var m meta
			if m, err = readMeta(f, size); m.valid && int64(m.pageSize) == size {
				second = m
			}
		}
	}
	if err != nil {
		return err
	}
	newest := first
	switch {
	case !first.valid && !second.valid:
		if first.known {
			return damaged(0, "both its meta pages are damaged")
		}
		return fmt.Errorf("%s: %w: not a bbolt file", path, store.ErrForeign)
	case !first.valid || second.valid && second.txid > first.txid:
		newest = second
	}
	if need := newest.pgid * newest.pageSize; uint64(info.Size()) < need {
		return damaged(0, "the file is cut: %d bytes of at least %d", info.Size(), need)
	}
	if !first.valid || !second.valid {
		return damaged(1, "one of its two meta pages is damaged; what is left may lack the last commit")
	}
	return nil
}
