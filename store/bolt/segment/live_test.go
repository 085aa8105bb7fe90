package segment_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"

	"tereze/store"
	"tereze/store/bolt/segment"
)

// Every frame is flushed, each seal and each first frame of a segment too.
func TestFlushes(t *testing.T) {
	var n int
	var last int64
	o := small.WithDisk(func(f *os.File) error {
		n++
		info, err := f.Stat()
		last = info.Size()
		return err
	}, nil)
	l, err := segment.Create(filepath.Join(t.TempDir(), "log"), id, o)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var w written
	for i := range 40 {
		was, segments := n, len(l.Segments())
		w.add(t, l, 1)
		if want := was + 1 + len(l.Segments()) - segments; n != want {
			t.Fatalf("frame %d: %d flushes, want %d", i, n, want)
		}
	}
	if last == 0 || len(l.Segments()) < 4 {
		t.Errorf("%d segments, the last file has %d bytes", len(l.Segments()), last)
	}
}

// After a flush that failed the log takes no more; opened again it holds all
// that was acknowledged, at most one frame more, and goes on.
func TestFlushFails(t *testing.T) {
	for fail := range 30 {
		dir := filepath.Join(t.TempDir(), "log")
		n := 0
		eio := &os.PathError{Op: "fdatasync", Path: "x", Err: syscall.EIO}
		o := small.WithDisk(func(*os.File) error {
			if n++; n > fail {
				return eio
			}
			return nil
		}, nil)
		l, err := segment.Create(dir, id, o)
		if err != nil {
			t.Fatal(err)
		}
		var w written
		for range 60 { // enough for every failure
			g := group(uint64(len(w.records))+1, len(w.ends))
			if _, err = l.Append(g); err == nil {
				w.ends = append(w.ends, l.End())
			}
			w.records = append(w.records, g...)
			if err != nil {
				break
			}
		}
		if !errors.Is(err, syscall.EIO) || errors.Is(err, store.ErrNotWritten) {
			t.Fatal(err)
		}
		if _, err := l.Append([][]byte{nil}); !errors.Is(err, syscall.EIO) {
			t.Errorf("after the failure: %v", err)
		}
		acknowledged := l.End().Commit
		if got, err := walk(t, l, l.Begin()); err != nil || uint64(len(got.records)) != acknowledged {
			t.Errorf("failed at %d: %d of %d records, %v", fail, len(got.records), acknowledged, err)
		}
		l.Close()
		good, err := verdict(t, dir, small, w)
		if err != nil || uint64(good) < acknowledged {
			t.Fatalf("failed at %d: %d of %d records, %v", fail, good, acknowledged, err)
		}
		goOn(t, dir, w, good)
	}
}

// No space for the next segment: said when it is needed, nothing was written,
// and once there is space it goes on.
func TestNoSpace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	var full atomic.Bool
	o := small.WithDisk(nil, func(f *os.File, _ int64) error {
		if full.Load() {
			return os.NewSyscallError("fallocate", syscall.ENOSPC)
		}
		return nil
	})
	l, err := segment.Create(dir, id, o)
	if err != nil {
		t.Fatal(err)
	}
	full.Store(true)
	var w written
	var places []segment.Place
	for err == nil {
		g := [][]byte{record(uint64(len(w.records))+1, 900)}
		if places, err = l.Append(g); err == nil {
			w.records, w.places, w.ends = append(w.records, g...), append(w.places, places...), append(w.ends, l.End())
		}
	}
	if !errors.Is(err, syscall.ENOSPC) || !errors.Is(err, store.ErrNotWritten) || len(w.ends) < 10 {
		t.Fatalf("after %d frames: %v", len(w.ends), err)
	}
	before, _ := os.ReadFile(path(dir, 1))
	if _, err := l.Append([][]byte{nil}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("again: %v", err)
	}
	l.Close()
	if after, _ := os.ReadFile(path(dir, 1)); !bytes.Equal(before, after) {
		t.Error("something was written")
	}
	if _, err := os.Stat(path(dir, 2)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a segment is left: %v", err)
	}
	full.Store(false)
	if n, err := verdict(t, dir, small, w); err != nil || n != len(w.records) {
		t.Fatalf("%d records, %v", n, err)
	}
	goOn(t, dir, w, len(w.records))
}

// A real file system that is full.
func TestFullDisk(t *testing.T) {
	base := t.TempDir()
	if err := mountSmall(base); err != nil {
		t.Skip("cannot mount a tmpfs: ", err)
	}
	defer unmount(base)
	dir := filepath.Join(base, "log")
	o := segment.Options{FirstSize: 256 << 10, MaxSize: 1 << 20} // with zeroes and flushes
	l, err := segment.Create(dir, id, o)
	if err != nil {
		t.Fatal(err)
	}
	var w written
	for err == nil {
		g := [][]byte{record(uint64(len(w.records))+1, 20000)}
		if _, err = l.Append(g); err == nil {
			w.records = append(w.records, g...)
			if len(w.records) == 5 {
				if err := os.WriteFile(filepath.Join(base, "filler"), make([]byte, 2<<20), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if !errors.Is(err, syscall.ENOSPC) || !errors.Is(err, store.ErrNotWritten) {
		t.Fatal(err)
	}
	l.Close()
	if n, err := verdict(t, dir, o, w); err != nil || n != len(w.records) {
		t.Fatalf("still full: %d of %d records, %v", n, len(w.records), err)
	}
	if err := os.Remove(filepath.Join(base, "filler")); err != nil {
		t.Fatal(err)
	}
	l = open(t, dir, o)
	for range 40 {
		g := [][]byte{record(uint64(len(w.records))+1, 20000)}
		if _, err := l.Append(g); err != nil {
			t.Fatal(err)
		}
		w.records = append(w.records, g...)
	}
	l.Close()
	if n, err := verdict(t, dir, o, w); err != nil || n != len(w.records) {
		t.Fatalf("%d of %d records, %v", n, len(w.records), err)
	}
}

// Files cut or taken away while the log lives.
func TestCutUnderItsFeet(t *testing.T) {
	for name, fn := range map[string]func(string) error{
		"cut behind the end": func(f string) error { return os.Truncate(f, 12<<10) },
		"cut in the frames":  func(f string) error { return os.Truncate(f, 3000) },
		"emptied":            func(f string) error { return os.Truncate(f, 0) },
		"removed":            os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "log")
			l, err := segment.Create(dir, id, small)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			var w written
			w.add(t, l, 3)
			if err := fn(path(dir, 1)); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if _, err := l.Append([][]byte{record(7, 100)}); !errors.Is(err, store.ErrDamaged) {
					t.Errorf("append: %v", err)
				}
			}
			if name == "cut behind the end" {
				return
			}
			if _, err := l.Read(w.places[5]); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("read: %v", err)
			}
			if _, err := walk(t, l, l.Begin()); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("frames: %v", err)
			}
		})
	}
}

// Appending allocates the places, and a byte for each look at the file.
func TestAllocations(t *testing.T) {
	l, err := segment.Create(filepath.Join(t.TempDir(), "log"), id, segment.Options{NoSync: true, FirstSize: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	g := [][]byte{record(1, 1500), record(2, 1500)}
	if n := testing.AllocsPerRun(100, func() {
		if _, err := l.Append(g); err != nil {
			t.Fatal(err)
		}
	}); n > 3 {
		t.Errorf("%v allocations a frame", n)
	}
}
