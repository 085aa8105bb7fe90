package main

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// rawFile is how large the bare file is. It is written over and over, so that
// appending costs the file system nothing.
const rawFile = 64 << 20

// raw is the bare disk: as many bytes as Tereze's commit, and a flush.
type raw struct {
	dir   string
	f     *os.File
	bytes int
	mu    sync.Mutex
	at    int64
	buf   []byte
	q     *queue[int] // nil: each operation is flushed alone
}

func newRaw(dir string, bytes int, grouped bool) (*raw, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, "raw"), os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	zeros := make([]byte, 1<<20)
	for at := int64(0); at < rawFile; at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros, at); err != nil {
			f.Close()
			return nil, err
		}
	}
	r := &raw{dir: dir, f: f, bytes: bytes}
	if grouped {
		r.q = newQueue(func(group []int) error {
			sum := 0
			for _, n := range group {
				sum += n
			}
			return r.append(sum)
		})
	}
	return r, f.Sync()
}

// Accept implements writer.
func (r *raw) Accept(ctx context.Context, _ *visit) error {
	if r.q != nil {
		return r.q.do(ctx, r.bytes)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.append(r.bytes)
}

func (r *raw) append(n int) error {
	for len(r.buf) < n {
		r.buf = append(r.buf, byte(scatter(uint64(len(r.buf)))))
	}
	if r.at+int64(n) > rawFile {
		r.at = 0
	}
	if _, err := r.f.WriteAt(r.buf[:n], r.at); err != nil {
		return err
	}
	r.at += int64(n)
	return syscall.Fdatasync(int(r.f.Fd()))
}

// Written implements writer.
func (r *raw) Written() (int64, error) { return deviceWrites(r.dir) }

// Close implements writer.
func (r *raw) Close() error {
	if r.q != nil {
		r.q.close()
	}
	return r.f.Close()
}
