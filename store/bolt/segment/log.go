package segment

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/google/uuid"

	"tereze/store"
)

// MaxRecord is how many bytes a record may have.
const MaxRecord = 2 << 20

// maxBody keeps a frame far below what its length can say.
const maxBody = 512 << 20

// Options of a log. The zero value is right.
type Options struct {
	ReadOnly bool // change no byte
	NoSync   bool // for tests: flush nothing and fill no zeroes in
	// FirstSize is the first segment's size in bytes, 256 KiB if 0. Each one
	// is twice as large as the one before, up to MaxSize, 64 MiB if 0.
	FirstSize, MaxSize int64

	disk *disk // in tests
}

// disk is what tests make fail or count.
type disk struct {
	flush   func(*os.File) error
	reserve func(*os.File, int64) error
}

func (o Options) flush(f *os.File) error {
	switch {
	case o.disk != nil && o.disk.flush != nil:
		return o.disk.flush(f)
	case o.NoSync:
		return nil
	}
	return datasync(f)
}

func (o Options) reserve(f *os.File, size int64) error {
	if o.disk != nil && o.disk.reserve != nil {
		return o.disk.reserve(f, size)
	}
	return reserve(f, size)
}

// size is the rule for segment n, bytes.
func (o Options) size(n uint32) int64 {
	first, most := o.FirstSize, o.MaxSize
	if first <= 0 {
		first = 256 << 10
	}
	if most <= 0 {
		most = 64 << 20
	}
	s := roundUp(first)
	for i := uint32(1); i < n && s < most; i++ {
		s *= 2
	}
	return min(s, max(roundUp(most), roundUp(first)))
}

func roundUp(n int64) int64 { return (min(n, 1<<30) + 4095) &^ 4095 }

// Info is one segment. A copy of the first Size bytes of each is a whole log.
type Info struct {
	Number      uint32
	Path        string
	Size        int64 // bytes used, the seal included
	First, Last uint64
	Sealed      bool
	Sum         [16]byte // the chain after it

	head header
	seed uint32
	tip  [16]byte // of a sealed one: the chain before the seal
}

// Log is the journal's files. Append is for one goroutine at a time, all else
// for many.
type Log struct {
	dir string
	id  uuid.UUID
	o   Options

	mu       sync.RWMutex // segments, end, torn, failed, closed
	segments []Info       // by number; the last is the one written to
	end      Position
	torn     bool
	failed   error
	closed   bool

	files files

	// What follows belongs to Append.
	appending sync.Mutex
	cur       *os.File
	size      int64 // of cur, all of it prepared
	buf       []byte
	digest    *hasher
	next      *preparation
}

func segmentPath(dir string, n uint32) string {
	return filepath.Join(dir, fmt.Sprintf("%08d.seg", n))
}

// firstHeader is where the chain of a store begins.
func firstHeader(id uuid.UUID) header { return header{format: format, store: id, number: 1, first: 1} }

// Create makes the log of a new store where nothing is, and opens it. It is on
// the disk on return; a creation cut short leaves nothing but dir+".new".
// The error is store.ErrExists when there is something.
func Create(dir string, id uuid.UUID, o Options) (*Log, error) {
	if _, err := os.Lstat(dir); err == nil {
		return nil, fmt.Errorf("%s: %w (%w)", dir, store.ErrExists, fs.ErrExist)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	temp := dir + ".new"
	if err := os.RemoveAll(temp); err != nil {
		return nil, err
	}
	if err := os.Mkdir(temp, 0o700); err != nil {
		return nil, err
	}
	f, err := makeSegment(temp, 1, o.size(1), o, nil)
	if err == nil {
		_, err = f.WriteAt(firstHeader(id).encode(), 0)
		err = errors.Join(err, o.sync(f), f.Close())
	}
	if err == nil {
		err = os.Rename(temp, dir)
	}
	if err == nil {
		err = o.syncFolder(filepath.Dir(dir))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("making the journal %s: %w", dir, err), os.RemoveAll(temp))
	}
	return Open(dir, id, o)
}

func (o Options) sync(f *os.File) error {
	if o.NoSync {
		return nil
	}
	return f.Sync()
}

// syncFolder makes the names in the folder durable.
func (o Options) syncFolder(dir string) error {
	if o.NoSync {
		return nil
	}
	return store.SyncFolder(dir)
}

// Begin is the position before the first frame.
func (l *Log) Begin() Position {
	return Position{Sum: firstHeader(l.id).sum(), Segment: 1, Offset: headerSize}
}

// End is the position after the last frame that is on the disk.
func (l *Log) End() Position {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.end
}

// Torn says whether Open found a torn frame at the end: something that was
// being written and had not been acknowledged, or the last thing that had.
func (l *Log) Torn() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.torn
}

// Segments lists what there is up to End.
func (l *Log) Segments() []Info {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return append([]Info(nil), l.segments...)
}

// Close ends the log; closing twice is harmless. It stops what is being made
// ready and waits for an Append that is under way.
func (l *Log) Close() error {
	l.appending.Lock()
	defer l.appending.Unlock()
	l.mu.Lock()
	was := l.closed
	l.closed = true
	l.mu.Unlock()
	if was {
		return nil
	}
	err := l.files.close()
	if l.next != nil {
		err = errors.Join(err, l.next.drop())
		l.next = nil
	}
	if l.cur != nil {
		err = errors.Join(err, l.cur.Close())
	}
	return err
}
