package printer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// toDevice writes past CUPS: /dev/usb/lp0, a named pipe, or with "file:" a
// plain file, which grows by one paper after another.
func (p *Printer) toDevice(ctx context.Context, data []byte) (Done, error) {
	f, err := p.open(ctx)
	if err != nil {
		return Done{}, p.deviceFault(ctx, err)
	}
	was := int64(-1)
	if s, e := f.Stat(); e == nil && s.Mode().IsRegular() {
		was = s.Size()
	}
	err = p.pour(ctx, f, data)
	if err != nil && was >= 0 {
		err = errors.Join(err, f.Truncate(was))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Done{}, p.deviceFault(ctx, err)
	}
	return Done{Where: p.device}, nil
}

// open takes the device for this paper alone, waiting for the one before it.
// A path under /dev is never made: a mistyped name must not become a file.
func (p *Printer) open(ctx context.Context) (*os.File, error) {
	flags := os.O_WRONLY | os.O_APPEND | nonblock
	if p.file {
		flags |= os.O_CREATE
	}
	until := time.NewTimer(p.wait)
	defer until.Stop()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for {
		f, err := os.OpenFile(p.device, flags, 0o600)
		if err == nil {
			if err = lock(f); err == nil {
				return f, nil
			}
			err = errors.Join(err, f.Close())
		}
		if !busy(err) {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-until.C:
			return nil, os.ErrDeadlineExceeded
		case <-again.C:
		}
	}
}

// pour writes in small pieces, so that a slow printer that still moves is told
// from one that stands.
func (p *Printer) pour(ctx context.Context, f *os.File, data []byte) error {
	stop := context.AfterFunc(ctx, func() { _ = f.SetWriteDeadline(time.Unix(1, 0)) })
	defer stop()
	for len(data) > 0 {
		// Plain files know no deadline, and need none.
		_ = f.SetWriteDeadline(time.Now().Add(p.wait))
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := f.Write(data[:min(len(data), 4096)])
		if err != nil {
			return err
		}
		data = data[n:]
	}
	return nil
}

// deviceFault names what went wrong.
func (p *Printer) deviceFault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	code := Refused
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		code = Hangs
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.ENODEV):
		code = NoPrinter
	}
	return filed(code, p.device, err)
}
