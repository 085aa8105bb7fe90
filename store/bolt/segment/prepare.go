package segment

import (
	"errors"
	"os"
	"sync/atomic"
)

// preparation makes the next segment in the background. It goes as fast as the
// current one fills: all its writing is spread over as much appending, and it
// is done well before it is needed.
type preparation struct {
	number uint32
	size   int64
	allow  atomic.Int64  // so many bytes may be filled by now
	tick   chan struct{} // allow grew
	stop   chan struct{}
	done   chan struct{} // then file and err are there
	file   *os.File
	err    error
}

var errStopped = errors.New("stopped")

// prepare begins to make segment number in dir.
func prepare(dir string, number uint32, size int64, o Options) *preparation {
	p := &preparation{number: number, size: size,
		tick: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(p.done)
		p.file, p.err = makeSegment(dir, number, size, o, p)
	}()
	return p
}

// grant allows to go on up to so many bytes.
func (p *preparation) grant(n int64) {
	p.allow.Store(n)
	select {
	case p.tick <- struct{}{}:
	default:
	}
}

// wait until at may be filled.
func (p *preparation) wait(at int64) error {
	for {
		select {
		case <-p.stop:
			return errStopped
		default:
		}
		if at < p.allow.Load() {
			return nil
		}
		select {
		case <-p.stop:
		case <-p.tick:
		}
	}
}

// finish waits for the file, as fast as it can be made.
func (p *preparation) finish() (*os.File, error) {
	p.grant(p.size + 1)
	<-p.done
	return p.file, p.err
}

// drop gives the preparation up and takes the file away.
func (p *preparation) drop() error {
	close(p.stop)
	<-p.done
	if p.file == nil {
		return nil // it failed, or was stopped and is gone
	}
	return errors.Join(p.file.Close(), os.Remove(p.file.Name()))
}

// makeSegment makes a segment's file of zeroes under its name, durable. What is
// there under that name was never begun and goes. On error nothing is left.
func makeSegment(dir string, number uint32, size int64, o Options, p *preparation) (_ *os.File, err error) {
	path := segmentPath(dir, number)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	if err = fill(f, 0, size, o, p); err == nil {
		err = o.syncFolder(dir)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(path))
	}
	return f, nil
}

// fill gives the file blocks up to size, writes zeroes over them from a point
// on and flushes. Blocks that are reserved only cost each first write a change
// of metadata.
func fill(f *os.File, from, size int64, o Options, p *preparation) error {
	if err := o.reserve(f, size); err != nil {
		return err
	}
	if o.NoSync {
		if have, err := extent(f); err != nil || have >= size {
			return err
		}
		return f.Truncate(size)
	}
	trickled := from
	for at := from; at < size; {
		if p != nil {
			if err := p.wait(at); err != nil {
				return err
			}
		}
		n := min(window, size-at)
		if _, err := f.WriteAt(zeroes[:n], at); err != nil {
			return err
		}
		at += n
		if at-trickled >= 4*window {
			trickle(f, trickled, at-trickled)
			trickled = at
		}
	}
	return f.Sync()
}
