package segment_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt/segment"
)

var (
	id    = uuid.MustParse("01890000-0000-7000-8000-000000000001")
	small = segment.Options{NoSync: true, FirstSize: 16 << 10, MaxSize: 32 << 10}
)

// record is invented, and different for each commit.
func record(commit uint64, n int) []byte {
	b := fmt.Appendf(nil, "record %d ", commit)
	for len(b) < n {
		b = append(b, byte('a'+(int(commit)+len(b))%26))
	}
	return b
}

// group is what the g-th frame holds: 1 to 5 records, some long.
func group(first uint64, g int) (records [][]byte) {
	for i := range 1 + g%5 {
		n := 700
		if g%7 == 3 {
			n = 5000
		}
		records = append(records, record(first+uint64(i), n))
	}
	return records
}

type written struct {
	records [][]byte
	places  []segment.Place
	ends    []segment.Position
}

// build makes a log of so many frames and closes it.
func build(t testing.TB, dir string, o segment.Options, frames int) (w written) {
	t.Helper()
	l, err := segment.Create(dir, id, o)
	if err != nil {
		t.Fatal(err)
	}
	w.add(t, l, frames)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *written) add(t testing.TB, l *segment.Log, frames int) {
	t.Helper()
	for range frames {
		g := group(uint64(len(w.records))+1, len(w.ends))
		places, err := l.Append(g)
		if err != nil {
			t.Fatal(err)
		}
		w.records, w.places, w.ends = append(w.records, g...), append(w.places, places...), append(w.ends, l.End())
	}
}

func open(t testing.TB, dir string, o segment.Options) *segment.Log {
	t.Helper()
	l, err := segment.Open(dir, id, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// walk collects what Frames gives from a position on.
func walk(t testing.TB, l *segment.Log, from segment.Position) (w written, err error) {
	for f, err := range l.Frames(t.Context(), from) {
		if err != nil {
			return w, err
		}
		if f.First != from.Commit+uint64(len(w.records))+1 {
			t.Fatalf("a frame begins with commit %d after %d records", f.First, len(w.records))
		}
		w.records, w.places, w.ends = append(w.records, f.Records...), append(w.places, f.Places...), append(w.ends, f.After)
	}
	return w, nil
}

func same(a, b [][]byte) bool { return slices.EqualFunc(a, b, bytes.Equal) }

// What was appended is there after opening: by place, by walking, from every
// position, and the log goes on.
func TestRoundTrip(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	w := build(t, dir, small, 60)
	for _, o := range []segment.Options{{ReadOnly: true, NoSync: true}, small} {
		l := open(t, dir, o)
		if l.End() != w.ends[59] || l.Torn() {
			t.Fatalf("the end is %+v, want %+v", l.End(), w.ends[59])
		}
		for i, p := range w.places {
			if b, err := l.Read(p); err != nil || !bytes.Equal(b, w.records[i]) {
				t.Fatalf("record %d: %q %v", i, b, err)
			}
		}
		for i := -1; i < 60; i += 7 {
			from := l.Begin()
			if i >= 0 {
				from = w.ends[i]
			}
			got, err := walk(t, l, from)
			if err != nil || !same(got.records, w.records[from.Commit:]) || !slices.Equal(got.places, w.places[from.Commit:]) {
				t.Fatalf("from %d: %d records, %v", i, len(got.records), err)
			}
		}
	}
	l := open(t, dir, small)
	w.add(t, l, 30)
	got, err := walk(t, l, l.Begin())
	if err != nil || !same(got.records, w.records) || !slices.Equal(got.ends, w.ends) {
		t.Fatalf("after going on: %v", err)
	}
	infos := l.Segments()
	if len(infos) < 5 {
		t.Fatalf("only %d segments", len(infos))
	}
	next := uint64(1)
	for i, s := range infos {
		if s.Number != uint32(i+1) || s.First != next || s.Sealed != (i < len(infos)-1) || s.Size > 32<<10 {
			t.Errorf("segment %+v, the next commit is %d", s, next)
		}
		next = s.Last + 1
	}
}

// A frame larger than a segment gets one of its own size.
func TestLargeFrame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	w := build(t, dir, small, 12)
	l := open(t, dir, small)
	for range 2 {
		big := [][]byte{bytes.Repeat([]byte("b"), segment.MaxRecord), nil, []byte("x")}
		places, err := l.Append(big)
		if err != nil {
			t.Fatal(err)
		}
		w.records, w.places, w.ends = append(w.records, big...), append(w.places, places...), append(w.ends, l.End())
	}
	w.add(t, l, 10)
	l.Close()
	got, err := walk(t, open(t, dir, small), l.Begin())
	if err != nil || !same(got.records, w.records) {
		t.Fatal(err)
	}
}

func TestRefusals(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	if _, err := segment.Open(dir, id, small); !errors.Is(err, store.ErrMissing) {
		t.Errorf("open of nothing: %v", err)
	}
	w := build(t, dir, small, 3)
	if _, err := segment.Create(dir, id, small); !errors.Is(err, store.ErrExists) || !errors.Is(err, fs.ErrExist) {
		t.Errorf("create over a log: %v", err)
	}
	if _, err := segment.Open(dir, uuid.Max, small); !errors.Is(err, store.ErrForeign) {
		t.Errorf("another store's: %v", err)
	}
	l := open(t, dir, small)
	if _, err := l.Append(nil); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := l.Append([][]byte{make([]byte, segment.MaxRecord+1)}); !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	w.add(t, l, 1) // neither stopped the log
	for _, p := range []segment.Place{{}, {Segment: 1}, {Segment: 9, Offset: 200, Length: 1}, {Segment: 1, Offset: 200, Length: 1 << 31}, {Segment: 1, Offset: 12 << 10, Length: 9}} {
		if _, err := l.Read(p); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%+v: %v", p, err)
		}
	}
	ro := open(t, dir, segment.Options{ReadOnly: true})
	if _, err := ro.Append([][]byte{nil}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("read only: %v", err)
	}
	l.Close()
	if _, err := l.Append([][]byte{nil}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	if _, err := l.Read(w.places[0]); !errors.Is(err, store.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	if _, err := walk(t, l, l.Begin()); !errors.Is(err, store.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

// A position that the log does not have, or has otherwise.
func TestFramesFromElsewhere(t *testing.T) {
	base := t.TempDir()
	w := build(t, filepath.Join(base, "a"), small, 20)
	l := open(t, filepath.Join(base, "a"), small)
	ahead := w.ends[19]
	ahead.Commit, ahead.Offset = ahead.Commit+3, ahead.Offset+4000
	other := w.ends[3]
	other.Sum[0]++
	end := w.ends[19]
	end.Sum[0]++
	for name, p := range map[string]segment.Position{"ahead": ahead, "other": other, "end": end} {
		_, err := walk(t, l, p)
		var d *store.DamagedError
		if !errors.As(err, &d) {
			t.Errorf("%s: %v", name, err)
		} else if name == "ahead" && d.Back != 3 {
			t.Errorf("%s: %d back", name, d.Back)
		}
	}
	for _, p := range []segment.Position{{}, {Segment: 1}, {Segment: 1, Offset: 81}} {
		if _, err := walk(t, l, p); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

func TestBinary(t *testing.T) {
	p := segment.Place{Segment: 1, Offset: 2, Length: 1 << 31}
	b, _ := p.AppendBinary(nil)
	if q, err := segment.ParsePlace(b); err != nil || q != p {
		t.Errorf("%+v %v", q, err)
	}
	o := segment.Position{Commit: 1 << 60, Sum: [16]byte{1, 2}, Segment: 7, Offset: 8}
	if b, _ = o.AppendBinary(nil); len(b) != segment.PositionSize {
		t.Errorf("%d bytes", len(b))
	}
	if q, err := segment.ParsePosition(b); err != nil || q != o {
		t.Errorf("%+v %v", q, err)
	}
	if _, err := segment.ParsePlace(b); !errors.Is(err, store.ErrDamaged) {
		t.Error(err)
	}
}

// Readers and walkers beside the writer.
func TestBeside(t *testing.T) {
	l, err := segment.Create(filepath.Join(t.TempDir(), "log"), id, small)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var w written
	w.add(t, l, 5)
	known, stop := w, make(chan struct{})
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				n := i % len(known.places)
				if b, err := l.Read(known.places[n]); err != nil || !bytes.Equal(b, known.records[n]) {
					t.Errorf("record %d: %v", n, err)
					return
				}
				end := l.End()
				if got, err := walk(t, l, l.Begin()); err != nil || uint64(len(got.records)) < end.Commit {
					t.Errorf("%d records of %d: %v", len(got.records), end.Commit, err)
					return
				}
			}
		})
	}
	w.add(t, l, 150)
	close(stop)
	all.Wait()
}

// A copy of the used bytes is a whole log, read only and not.
func TestCopy(t *testing.T) {
	for _, frames := range []int{0, 1, 5, 9, 20, 33} {
		base := t.TempDir()
		dir := filepath.Join(base, "log")
		w := build(t, dir, small, frames)
		l := open(t, dir, small)
		to := filepath.Join(base, "copy")
		if err := os.Mkdir(to, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, s := range l.Segments() {
			b, err := os.ReadFile(s.Path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(to, filepath.Base(s.Path)), b[:s.Size], 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, o := range []segment.Options{{ReadOnly: true}, small} {
			c := open(t, to, o)
			if got, err := walk(t, c, c.Begin()); err != nil || !same(got.records, w.records) || c.End() != l.End() {
				t.Fatalf("%d frames: %v", frames, err)
			}
			if !o.ReadOnly {
				s := c.Segments()
				if info, err := os.Stat(s[len(s)-1].Path); err != nil || info.Size() < 16<<10 {
					t.Fatalf("%d frames: not extended: %v", frames, err)
				}
				w.add(t, c, 30)
				if got, err := walk(t, c, c.Begin()); err != nil || !same(got.records, w.records) {
					t.Fatalf("%d frames and more: %v", frames, err)
				}
			}
		}
	}
}
