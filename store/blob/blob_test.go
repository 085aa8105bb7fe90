package blob_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"tereze/store"
	"tereze/store/blob"
)

var keys = store.NewKeys([32]byte{1})

func open(t *testing.T, dir string, opts ...blob.Option) *blob.Store {
	t.Helper()
	s, err := blob.Open(dir, keys, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, s *blob.Store, data string) blob.Sum {
	t.Helper()
	sum, err := s.Put(t.Context(), []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func all(t *testing.T, s *blob.Store) (sums []blob.Sum) {
	t.Helper()
	for sum, err := range s.All() {
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum)
	}
	return sums
}

func TestPutGet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("a folder nobody needs yet: %v", err)
	}
	const secret = "жеке куәліктің көшірмесі"
	var sums []blob.Sum
	for i := range 20 {
		sums = append(sums, put(t, s, fmt.Sprint(secret, i)))
	}
	sums = append(sums, put(t, s, ""))
	put(t, s, secret+"7") // for the second time
	for i, sum := range sums[:20] {
		if data, err := s.Get(t.Context(), sum); err != nil || string(data) != fmt.Sprint(secret, i) {
			t.Errorf("%d: %q %v", i, data, err)
		}
		if since, err := s.Kept(sum); err != nil || since.IsZero() {
			t.Errorf("%d: kept since %v, %v", i, since, err)
		}
	}
	slices.SortFunc(sums, func(a, b blob.Sum) int { return bytes.Compare(a[:], b[:]) })
	if got := all(t, s); !slices.Equal(got, sums) {
		t.Errorf("listed %v, want %v", got, sums)
	}
	if got := all(t, open(t, dir)); len(got) != 21 {
		t.Errorf("%d after opening again", len(got))
	}
	filepath.WalkDir(dir, func(path string, d os.DirEntry, _ error) error {
		info, err := d.Info()
		if err != nil {
			t.Fatal(err)
		}
		want := os.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		} else if data, err := os.ReadFile(path); err != nil || bytes.Contains(data, []byte("куәлік")) {
			t.Errorf("%s can be read by anybody (%v)", path, err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s is %v", path, info.Mode())
		}
		return nil
	})
	if _, err := s.Put(t.Context(), make([]byte, blob.Limit+1)); !errors.Is(err, blob.ErrTooBig) {
		t.Errorf("too big: %v", err)
	}
	most, err := s.Put(t.Context(), make([]byte, blob.Limit))
	if data, e := s.Get(t.Context(), most); err != nil || e != nil || len(data) != blob.Limit {
		t.Errorf("the most: %d bytes, %v %v", len(data), err, e)
	}
	if _, err := s.Get(t.Context(), blob.Sum{1}); !errors.Is(err, blob.ErrMissing) {
		t.Errorf("nothing: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Whatever is changed in a file, it is not taken for what was put.
func TestDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	sum, other := put(t, s, "the scan"), put(t, s, "another one")
	path := blob.Path(dir, sum)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := func(what string, bad []byte) {
		t.Helper()
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if data, err := s.Get(t.Context(), sum); !errors.Is(err, blob.ErrDamaged) || data != nil {
			t.Errorf("%s: %q %v", what, data, err)
		}
	}
	for at := range whole {
		for bit := range 8 {
			bad := bytes.Clone(whole)
			bad[at] ^= 1 << bit
			damaged(fmt.Sprint("bit ", at, ".", bit), bad)
		}
	}
	for n := range whole {
		damaged(fmt.Sprint("cut to ", n), whole[:n])
	}
	damaged("longer", append(bytes.Clone(whole), 0))
	moved, err := os.ReadFile(blob.Path(dir, other))
	if err != nil {
		t.Fatal(err)
	}
	damaged("another's", moved)
	if again := put(t, s, "the scan"); again != sum {
		t.Errorf("another sum: %v", again)
	}
	if data, err := s.Get(t.Context(), sum); err != nil || string(data) != "the scan" {
		t.Errorf("put again: %q %v", data, err)
	}
	strange, err := blob.Open(dir, store.NewKeys([32]byte{2}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := strange.Get(t.Context(), sum); !errors.Is(err, blob.ErrDamaged) {
		t.Errorf("other keys: %v", err)
	}
}

// A link is nothing of ours: it is not read, not listed, not written through.
func TestLinks(t *testing.T) {
	dir, other := filepath.Join(t.TempDir(), "files"), filepath.Join(t.TempDir(), "other")
	s, far := open(t, dir), open(t, other)
	sum := put(t, far, "the scan")
	put(t, s, "so that the folder is there")
	link := func(from, to string) {
		t.Helper()
		if err := os.Symlink(from, to); err != nil {
			t.Skip(err)
		}
	}
	top := filepath.Join(dir, sum.String()[:2])
	refused := func(what string) {
		t.Helper()
		if _, err := s.Get(t.Context(), sum); !errors.Is(err, blob.ErrDamaged) {
			t.Errorf("%s is read: %v", what, err)
		}
		if got := all(t, s); len(got) != 1 {
			t.Errorf("%s is listed: %v", what, got)
		}
	}
	link(filepath.Join(other, sum.String()[:2]), top)
	refused("a linked folder")
	if _, err := s.Put(t.Context(), []byte("the scan")); err == nil {
		t.Error("written through a linked folder")
	}
	if err := os.Remove(top); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(top, 0o700); err != nil {
		t.Fatal(err)
	}
	link(blob.Path(other, sum), blob.Path(dir, sum))
	refused("a linked file")
	put(t, s, "the scan")
	if data, err := s.Get(t.Context(), sum); err != nil || string(data) != "the scan" {
		t.Errorf("put in the link's place: %v", err)
	}
	if data, err := far.Get(t.Context(), sum); err != nil || string(data) != "the scan" {
		t.Errorf("what the link led to: %v", err)
	}
}

// Many put the same and different things at once.
func TestTogether(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	var wg sync.WaitGroup
	for n := range 16 {
		wg.Go(func() {
			for i := range 10 {
				sum, err := s.Put(t.Context(), fmt.Appendf(nil, "scan %d", i+n%2))
				if err != nil {
					t.Error(err)
				}
				if data, err := s.Get(t.Context(), sum); err != nil || string(data) != fmt.Sprintf("scan %d", i+n%2) {
					t.Errorf("%q %v", data, err)
				}
			}
		})
	}
	wg.Wait()
	if got := all(t, s); len(got) != 11 {
		t.Errorf("%d files, want 11", len(got))
	}
	if left, err := os.ReadDir(filepath.Join(dir, ".tmp")); err != nil || len(left) != 0 {
		t.Errorf("left: %v %v", left, err)
	}
}

// The power may go before any step: there is the whole file or none, and what
// is left of it goes at the next opening. The order of the steps is the promise.
func TestPowerCut(t *testing.T) {
	steps := []string{"write", "sync", "rename", "sync folder"}
	for cut, want := range append(slices.Clone(steps), "") {
		dir := filepath.Join(t.TempDir(), "files")
		s := open(t, dir)
		var done []string
		s.Watch(func(step string) {
			if step == want {
				panic("power")
			}
			done = append(done, step)
		})
		sum, crashed := blob.Sum{}, false
		func() {
			defer func() { crashed = recover() != nil }()
			sum, _ = s.Put(t.Context(), []byte("the scan"))
		}()
		if crashed != (want != "") || !slices.Equal(done, steps[:cut]) {
			t.Fatalf("before %q: crashed %v after %v", want, crashed, done)
		}
		s = open(t, dir)
		if left, err := os.ReadDir(filepath.Join(dir, ".tmp")); err != nil || len(left) != 0 {
			t.Errorf("before %q: left %v %v", want, left, err)
		}
		if sum == (blob.Sum{}) {
			sum = put(t, open(t, filepath.Join(t.TempDir(), "x")), "the scan")
		}
		data, err := s.Get(t.Context(), sum)
		if there := cut >= 3; there && (err != nil || string(data) != "the scan") || !there && !errors.Is(err, blob.ErrMissing) {
			t.Errorf("before %q: %q %v", want, data, err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	none := open(t, dir, blob.ReadOnly)
	if _, err := none.Put(t.Context(), []byte("x")); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("put: %v", err)
	}
	if err := none.Drop(blob.Sum{1}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("drop: %v", err)
	}
	if got := all(t, none); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if _, err := none.Get(t.Context(), blob.Sum{1}); !errors.Is(err, blob.ErrMissing) {
		t.Errorf("get: %v", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("it made a folder: %v", err)
	}
	s := open(t, dir)
	sum := put(t, s, "the scan")
	left := filepath.Join(dir, ".tmp", "HALF")
	if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := open(t, dir, blob.ReadOnly).Get(t.Context(), sum); err != nil || string(data) != "the scan" {
		t.Errorf("read: %q %v", data, err)
	}
	if _, err := os.Stat(left); err != nil {
		t.Errorf("reading swept: %v", err)
	}
	if open(t, dir); !errors.Is(stat(left), os.ErrNotExist) {
		t.Error("writing did not sweep")
	}
}

func stat(path string) error { _, err := os.Stat(path); return err }

// What was noted as gone goes when nothing names it, also after a crash, and
// stays while something does.
func TestGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	a, b, c := put(t, s, "a"), put(t, s, "b"), put(t, s, "c")
	if err := s.Gone(a, b); err != nil {
		t.Fatal(err)
	}
	cutOff, err := os.OpenFile(filepath.Join(dir, "gone"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	cutOff.WriteString(c.String()[:40]) // the power went
	cutOff.Close()
	s = open(t, dir)
	if err := s.Carry(t.Context(), func(sum blob.Sum) (bool, error) { return sum == b, nil }); err != nil {
		t.Fatal(err)
	}
	if got := all(t, s); len(got) != 2 || slices.Contains(got, a) {
		t.Errorf("left %v", got)
	}
	if err := s.Drop(c); err != nil {
		t.Fatal(err)
	}
	if list, err := blob.Vanished(dir); err != nil || !slices.Contains(list, c) {
		t.Errorf("after a line cut off: %v %v", list, err)
	}
	if err := s.Drop(c); err != nil {
		t.Errorf("twice: %v", err)
	}
	if got := all(t, s); !slices.Equal(got, []blob.Sum{b}) {
		t.Errorf("left %v", got)
	}
	if list, err := blob.Vanished(dir); err != nil || !slices.Equal(list, []blob.Sum{a, b, c}) {
		t.Errorf("the list: %v %v", list, err)
	}
	// Named between the question and the end: put back.
	asked := 0
	if err := s.Carry(t.Context(), func(blob.Sum) (bool, error) { asked++; return asked > 1, nil }); err != nil || asked != 2 {
		t.Fatal(asked, err)
	}
	if data, err := s.Get(t.Context(), b); err != nil || string(data) != "b" {
		t.Errorf("put back: %q %v", data, err)
	}
}

// What is dropped is overwritten, not only unlinked.
func TestOverwritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	sum := put(t, s, "the scan")
	held := filepath.Join(t.TempDir(), "held")
	if err := os.Link(blob.Path(dir, sum), held); err != nil {
		t.Skip(err)
	}
	if err := s.Drop(sum); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(held); err != nil || len(data) == 0 || !bytes.Equal(data, make([]byte, len(data))) {
		t.Errorf("it still holds %x (%v)", data, err)
	}
}
