package segment

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"tereze/store"
)

// Read gives the bytes of a record. The log does not check them: they are
// another's to verify. The error is a *store.DamagedError when the place is not
// in the log or its file has become too short.
func (l *Log) Read(p Place) ([]byte, error) {
	l.mu.RLock()
	closed, n := l.closed, len(l.segments)
	var s Info
	if p.Segment > 0 && int64(p.Segment) <= int64(n) {
		s = l.segments[p.Segment-1]
	}
	l.mu.RUnlock()
	switch {
	case closed:
		return nil, store.ErrClosed
	case s.Number == 0:
		return nil, &store.DamagedError{Where: segmentPath(l.dir, p.Segment), What: "a record in it is asked for, and it does not exist"}
	case p.Offset < headerSize+frameSize || int64(p.Offset)+int64(p.Length) > s.Size || p.Length > MaxRecord:
		return nil, &store.DamagedError{Where: s.Path, What: fmt.Sprintf("it has no record of %d bytes at %d", p.Length, p.Offset)}
	}
	b := make([]byte, p.Length)
	for {
		f, err := l.files.get(s)
		if err != nil {
			return nil, err
		}
		if err = readFull(f, s.Path, b, int64(p.Offset)); !errors.Is(err, os.ErrClosed) {
			return b, err
		}
		// It was closed under our hands to open another.
	}
}

// files are the segments open for reading.
type files struct {
	mu     sync.RWMutex
	open   map[uint32]*os.File
	closed bool
}

const mostOpen = 128

func (s *files) get(i Info) (*os.File, error) {
	s.mu.RLock()
	f, closed := s.open[i.Number], s.closed
	s.mu.RUnlock()
	if f != nil || closed {
		return f, closedError(closed)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.open[i.Number]; f != nil || s.closed {
		return f, closedError(s.closed)
	}
	f, err := os.Open(i.Path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, &store.DamagedError{Where: i.Path, What: "missing, with it " + lost(i.First, i.Last, "gone")}
	}
	if err != nil {
		return nil, err
	}
	for n, old := range s.open {
		if len(s.open) < mostOpen {
			break
		}
		delete(s.open, n)
		old.Close()
	}
	if s.open == nil {
		s.open = map[uint32]*os.File{}
	}
	s.open[i.Number] = f
	return f, nil
}

func closedError(closed bool) error {
	if closed {
		return store.ErrClosed
	}
	return nil
}

func (s *files) close() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, f := range s.open {
		err = errors.Join(err, f.Close())
	}
	s.open = nil
	return err
}
