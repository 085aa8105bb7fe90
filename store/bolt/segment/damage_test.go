package segment_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tereze/store"
	"tereze/store/bolt/segment"
)

func path(dir string, n uint32) string { return filepath.Join(dir, fmt.Sprintf("%08d.seg", n)) }

// change rewrites a file through fn.
func change(t testing.TB, name string, fn func(b []byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, fn(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func flip(at uint32) func([]byte) []byte {
	return func(b []byte) []byte { b[at] ^= 4; return b }
}

func blank(from, to uint32) func([]byte) []byte {
	return func(b []byte) []byte { clear(b[from:to]); return b }
}

func chop(at uint32) func([]byte) []byte { return func(b []byte) []byte { return b[:at] } }

// verdict opens and walks; the number of records it gave without an error.
func verdict(t testing.TB, dir string, o segment.Options, w written) (int, error) {
	t.Helper()
	l, err := segment.Open(dir, id, o)
	if err != nil {
		return 0, err
	}
	defer l.Close()
	got, err := walk(t, l, l.Begin())
	if len(got.records) > len(w.records) || !same(got.records, w.records[:len(got.records)]) {
		t.Fatalf("wrong records, and as if they were right (error: %v)", err)
	}
	if err == nil && l.End().Commit != uint64(len(got.records)) {
		t.Fatalf("the end is %d, there were %d records", l.End().Commit, len(got.records))
	}
	return len(got.records), err
}

// Damage in the middle is told, with the commits it costs; a bad end is torn.
func TestDamage(t *testing.T) {
	const frames = 24
	base := t.TempDir()
	model := filepath.Join(base, "model")
	w := build(t, model, small, frames)
	last := w.ends[frames-1].Segment
	var inLast, inFirst []segment.Position // positions between frames there
	for _, e := range w.ends {
		switch e.Segment {
		case last:
			inLast = append(inLast, e)
		case 1:
			inFirst = append(inFirst, e)
		}
	}
	if last < 3 || len(inLast) < 4 || len(inFirst) < 3 {
		t.Fatalf("the model does not fit: %d segments, %d and %d frames", last, len(inLast), len(inFirst))
	}
	n := len(inLast)
	end, before, middle := inLast[n-1], inLast[n-2], inLast[n-3]
	all := len(w.records)
	sealAt := inFirst[len(inFirst)-1].Offset
	lost := func(a, b segment.Position) string { return fmt.Sprintf("commits %d to %d", a.Commit+1, b.Commit) }
	if a := before.Commit + 1; a == end.Commit {
		t.Fatal("the model does not fit: the last frame has one record")
	}
	cases := []struct {
		name  string
		file  uint32
		fn    func([]byte) []byte
		good  int // records when it is torn
		words string
	}{
		{"nothing", last, func(b []byte) []byte { return b }, all, ""},
		{"torn: end of the last frame", last, blank(end.Offset-200, end.Offset), int(before.Commit), ""},
		{"torn: beginning of the last frame", last, blank(before.Offset, before.Offset+512), int(before.Commit), ""},
		{"torn: all but its last bytes", last, blank(before.Offset, end.Offset-16), int(before.Commit), ""},
		{"torn: cut in the last frame", last, chop(end.Offset - 100), int(before.Commit), ""},
		{"torn: cut in its head", last, chop(before.Offset + 20), int(before.Commit), ""},
		{"garbage after the end", last, flip(end.Offset + 1000), all, ""},
		{"garbage behind a cut", last, func(b []byte) []byte { return append(b[:end.Offset], "garbage"...) }, all, ""},
		{"flip in a head", last, flip(middle.Offset + 9), 0, lost(middle, before)},
		{"flip in a body", last, flip(middle.Offset + 100), 0, lost(middle, before)},
		{"zeroed frame", last, blank(middle.Offset, before.Offset), 0, lost(middle, before)},
		{"two zeroed frames", last, blank(inLast[n-4].Offset, before.Offset), 0, lost(inLast[n-4], before)},
		{"flip in an earlier body", 1, flip(inFirst[1].Offset + 100), 0, lost(inFirst[1], inFirst[2])},
		{"flip in the last frame before a seal", 1, flip(sealAt - 30), 0, fmt.Sprintf("%d", inFirst[len(inFirst)-1].Commit)},
		{"flip in a seal", 1, flip(sealAt + 60), 0, "seal"},
		{"zeroed seal", 1, blank(sealAt, sealAt+72), 0, "seal"},
		{"flip in the first header", 1, flip(30), 0, "header"},
		{"flip in a header", 2, flip(50), 0, ""},
		{"flip in the last header", last, flip(50), 0, "header"},
		{"cut earlier segment", 1, chop(3000), 0, "ends at byte"},
		{"empty last segment", last, chop(0), int(w.ends[frames-n-1].Commit), ""},
		{"swapped pages", last, func(b []byte) []byte {
			p := bytes.Clone(b[:4096])
			copy(b, b[4096:8192])
			copy(b[4096:], p)
			return b
		}, 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "log")
			if err := os.CopyFS(dir, os.DirFS(model)); err != nil {
				t.Fatal(err)
			}
			change(t, path(dir, c.file), c.fn)
			ro := small
			ro.ReadOnly = true
			left, _ := os.ReadFile(path(dir, c.file))
			good, err := verdict(t, dir, ro, w)
			if now, _ := os.ReadFile(path(dir, c.file)); !bytes.Equal(now, left) {
				t.Error("reading changed the file")
			}
			rw, rwErr := verdict(t, dir, small, w)
			if c.good > 0 {
				if err != nil || rwErr != nil || good != c.good || rw != c.good {
					t.Fatalf("%d and %d records of %d: %v, %v", good, rw, c.good, err, rwErr)
				}
				goOn(t, dir, w, c.good)
				return
			}
			for _, err := range []error{err, rwErr} {
				var d *store.DamagedError
				if !errors.As(err, &d) || !strings.Contains(d.What, c.words) || !strings.HasPrefix(d.Where, dir) {
					t.Errorf("%v, want words of %q", err, c.words)
				}
			}
		})
	}
}

// goOn appends to a log whose tail was torn and finds all of it again.
func goOn(t *testing.T, dir string, w written, good int) {
	t.Helper()
	l := open(t, dir, small)
	if l.Torn() {
		t.Error("still torn")
	}
	more := written{records: w.records[:good:good]}
	more.add(t, l, 25)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := verdict(t, dir, small, more); err != nil || n != len(more.records) {
		t.Fatalf("after going on: %d of %d records, %v", n, len(more.records), err)
	}
}

// Missing and foreign files, and what a moment of dying can leave.
func TestFolder(t *testing.T) {
	base := t.TempDir()
	model, other := filepath.Join(base, "model"), filepath.Join(base, "other")
	w := build(t, model, small, 40)
	o := written{records: [][]byte{record(1, 5)}}
	l, err := segment.Create(other, id, small)
	if err != nil {
		t.Fatal(err)
	}
	o.add(t, l, 39)
	l.Close()
	last := w.ends[39].Segment
	firstIn := func(n uint32) (c uint64) {
		for _, e := range w.ends {
			if e.Segment < n {
				c = e.Commit
			}
		}
		return c + 1
	}
	cases := []struct {
		name  string
		fn    func(dir string) error
		good  int
		words string
	}{
		{"first missing", func(d string) error { return os.Remove(path(d, 1)) }, 0, fmt.Sprintf("commits 1 to %d are gone", firstIn(2)-1)},
		{"middle missing", func(d string) error { return os.Remove(path(d, 2)) }, 0, fmt.Sprintf("commits %d to %d are gone", firstIn(2), firstIn(3)-1)},
		{"last missing", func(d string) error { return os.Remove(path(d, last)) }, 0, "missing"},
		{"all missing", func(d string) error { return errors.Join(os.RemoveAll(d), os.Mkdir(d, 0o700)) }, 0, "missing"},
		{"another's segment", func(d string) error { return swap(path(other, 2), path(d, 2)) }, 0, ""},
		{"another's last segment", func(d string) error { return swap(path(other, last), path(d, last)) }, 0, ""},
		{"made ready", func(d string) error { return os.WriteFile(path(d, last+1), make([]byte, 5000), 0o600) }, len(w.records), ""},
		{"begun to make ready", func(d string) error { return os.WriteFile(path(d, last+1), nil, 0o600) }, len(w.records), ""},
		{"stray files", func(d string) error { return os.WriteFile(filepath.Join(d, "7.seg"), []byte("x"), 0o600) }, len(w.records), ""},
		{"a header follows no seal", func(d string) error { return swap(path(model, last), path(d, last+1)) }, 0, ""},
		{"a sealed end, the next not begun", func(d string) error {
			return errors.Join(os.Remove(path(d, last)), os.WriteFile(path(d, last), make([]byte, 5000), 0o600))
		}, int(firstIn(last) - 1), ""},
		{"a sealed end, the next half begun", func(d string) error {
			b, err := os.ReadFile(path(d, last))
			clear(b[60:])
			return errors.Join(err, os.WriteFile(path(d, last), b, 0o600))
		}, int(firstIn(last) - 1), ""},
		{"a sealed end, only the next header", func(d string) error {
			b, err := os.ReadFile(path(d, last))
			clear(b[80:])
			return errors.Join(err, os.WriteFile(path(d, last), b, 0o600))
		}, int(firstIn(last) - 1), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "log")
			if err := os.CopyFS(dir, os.DirFS(model)); err != nil {
				t.Fatal(err)
			}
			if err := c.fn(dir); err != nil {
				t.Fatal(err)
			}
			ro := small
			ro.ReadOnly = true
			good, err := verdict(t, dir, ro, w)
			rw, rwErr := verdict(t, dir, small, w)
			if c.good > 0 {
				if err != nil || rwErr != nil || good != c.good || rw != c.good {
					t.Fatalf("%d and %d records of %d: %v, %v", good, rw, c.good, err, rwErr)
				}
				if l := open(t, dir, small); strings.HasPrefix(c.name, "a sealed end") && len(l.Segments()) != int(last) {
					t.Errorf("%d segments, the sealed one is not followed", len(l.Segments()))
				}
				goOn(t, dir, w, c.good)
				return
			}
			for _, err := range []error{err, rwErr} {
				if !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), c.words) {
					t.Errorf("%v, want words of %q", err, c.words)
				}
			}
		})
	}
}

func swap(from, to string) error {
	b, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(to, b, 0o600))
}

// Many single changes anywhere: never a wrong record, and nothing missing
// without an error but the last frame.
func TestMutations(t *testing.T) {
	base := t.TempDir()
	model, dir := filepath.Join(base, "model"), filepath.Join(base, "log")
	w := build(t, model, small, 24)
	last := w.ends[23].Segment
	r := rand.New(rand.NewPCG(5, 5))
	for i := range 600 {
		if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(model))); err != nil {
			t.Fatal(err)
		}
		n := 1 + r.Uint32N(last)
		what := ""
		change(t, path(dir, n), func(b []byte) []byte {
			at, other := r.IntN(len(b)), r.IntN(len(b)/512)*512
			what = fmt.Sprintf("change %d of segment %d at %d (%d)", i%3, n, at, other)
			page := at / 512 * 512
			switch i % 3 {
			case 0:
				b[at] ^= 1 << r.IntN(8)
			case 1:
				clear(b[page : page+512])
			case 2:
				copy(b[page:page+512], b[other:other+512])
			}
			return b
		})
		good, err := verdict(t, dir, small, w)
		if err == nil && good < int(w.ends[22].Commit) {
			t.Errorf("%s: %d records of %d, and no error", what, good, len(w.records))
		}
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// FuzzOpen writes anything over a segment.
func FuzzOpen(f *testing.F) {
	model := filepath.Join(f.TempDir(), "model")
	w := build(f, model, small, 24)
	f.Add(uint32(1), uint32(0), []byte("TzSg"), uint32(1<<20))
	f.Add(uint32(2), uint32(80), []byte("TzFr\x7f\xff\xff\xff"), uint32(1<<20))
	f.Add(w.ends[23].Segment, w.ends[22].Offset, make([]byte, 56), uint32(9000))
	f.Fuzz(func(t *testing.T, n, at uint32, over []byte, size uint32) {
		dir := filepath.Join(t.TempDir(), "log")
		if err := os.CopyFS(dir, os.DirFS(model)); err != nil {
			t.Fatal(err)
		}
		n = 1 + n%w.ends[23].Segment
		change(t, path(dir, n), func(b []byte) []byte {
			copy(b[min(int(at), len(b)):], over)
			return b[:min(int(size), len(b))]
		})
		ro := small
		ro.ReadOnly = true
		verdict(t, dir, ro, w)
		verdict(t, dir, small, w)
	})
}
