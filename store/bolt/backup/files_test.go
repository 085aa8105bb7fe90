package backup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"filippo.io/age"

	"tereze/store"
	"tereze/store/blob"
	"tereze/store/bolt/backup"
)

// withFiles is an office with sealed files.
type withFiles struct {
	*office
	files string
	s     *blob.Store
}

func newWithFiles(t *testing.T) *withFiles {
	o := &withFiles{office: newOffice(t), files: filepath.Join(t.TempDir(), "files")}
	var err error
	if o.s, err = blob.Open(o.files, keys); err != nil {
		t.Fatal(err)
	}
	o.put(1, "Адам")
	return o
}

func (o *withFiles) keep(data string) blob.Sum {
	o.t.Helper()
	sum, err := o.s.Put(context.Background(), []byte(data))
	if err != nil {
		o.t.Fatal(err)
	}
	return sum
}

func (o *withFiles) make(full bool) backup.Manifest {
	o.t.Helper()
	opts := o.options()
	opts.Files, opts.Full = o.files, full
	m, err := backup.Make(context.Background(), o.path, o.dir, opts)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := backup.Verify(context.Background(), o.dir, nil); err != nil {
		o.t.Error(err)
	}
	return m
}

// back are the contents a restore brings.
func (o *withFiles) back() (all []string, lost int) {
	o.t.Helper()
	to := filepath.Join(o.t.TempDir(), "back")
	u, err := backup.UnpackFiles(context.Background(), o.dir, to, []age.Identity{o.identity}, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	s, err := blob.Open(to, keys, blob.ReadOnly)
	if err != nil {
		o.t.Fatal(err)
	}
	for sum := range s.All() {
		data, err := s.Get(context.Background(), sum)
		if err != nil {
			o.t.Error(err)
		}
		all = append(all, string(data))
	}
	if u.Files != len(all) {
		o.t.Errorf("%d told, %d there", u.Files, len(all))
	}
	slices.Sort(all)
	return all, len(u.Lost)
}

func (o *withFiles) want(all ...string) {
	o.t.Helper()
	if got, lost := o.back(); !slices.Equal(got, all) || lost != 0 {
		o.t.Errorf("back came %q and %d were lost, want %q", got, lost, all)
	}
}

// Each run copies what is new; what was dropped goes, and only that; a new
// chain copies all again.
func TestFiles(t *testing.T) {
	o := newWithFiles(t)
	a, b := o.keep("a"), o.keep("b")
	if m := o.make(false); m.Added != 2 || m.Format != 2 {
		t.Errorf("%+v", m)
	}
	o.want("a", "b")
	if m := o.make(false); m.Added != 0 || m.Files != nil || m.Format != 1 {
		t.Errorf("nothing new: %+v", m)
	}
	o.keep("c")
	held := filepath.Join(t.TempDir(), "held")
	if err := os.Link(filepath.Join(o.dir, "000001.files", a.String()+".age"), held); err != nil {
		t.Skip(err)
	}
	if err := o.s.Drop(a); err != nil {
		t.Fatal(err)
	}
	if m := o.make(false); m.Added != 1 || m.Absent != 0 {
		t.Errorf("%+v", m)
	}
	o.want("b", "c")
	if data, err := os.ReadFile(held); err != nil || !bytes.Equal(data, make([]byte, len(data))) {
		t.Errorf("the copy of what was dropped: %v", err)
	}
	// Lost, not dropped: the backup keeps it.
	if err := os.Remove(blob.Path(o.files, b)); err != nil {
		t.Fatal(err)
	}
	if m := o.make(false); m.Absent != 1 {
		t.Errorf("%+v", m)
	}
	o.want("b", "c")
	o.keep("b")
	if m := o.make(true); m.Added != 2 || !m.Full {
		t.Errorf("%+v", m)
	}
	o.want("b", "c")
	o.keep("a") // dropped once, and put again
	o.make(false)
	o.want("a", "b", "c")
	folders, err := filepath.Glob(filepath.Join(o.dir, "*.files"))
	if err != nil || len(folders) != 2 {
		t.Errorf("left: %v %v", folders, err)
	}
	filepath.WalkDir(o.dir, func(path string, d os.DirEntry, err error) error {
		info, e := d.Info()
		if err != nil || e != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v", path, info.Mode())
		}
		return nil
	})
}

// A copy that is spoilt is told, and the others come back.
func TestFilesSpoilt(t *testing.T) {
	o := newWithFiles(t)
	sum := o.keep("a")
	o.keep("b")
	o.make(false)
	path := filepath.Join(o.dir, "000001.files", sum.String()+".age")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoil := func(what string, bad []byte) {
		t.Helper()
		os.Remove(path)
		if bad != nil {
			os.WriteFile(path, bad, 0o600)
		}
		if _, err := backup.Verify(t.Context(), o.dir, nil); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%s: verified: %v", what, err)
		}
		if got, lost := o.back(); !slices.Equal(got, []string{"b"}) || lost != 1 {
			t.Errorf("%s: back came %q, %d lost", what, got, lost)
		}
	}
	for _, at := range []int{0, len(data) / 2, len(data) - 1} {
		bad := bytes.Clone(data)
		bad[at] ^= 1
		spoil(fmt.Sprint("byte ", at), bad)
	}
	spoil("short", data[:len(data)-1])
	spoil("missing", nil)
	list := filepath.Join(o.dir, "000001.files.txt")
	if err := os.WriteFile(list, []byte("- "+sum.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "back")
	if _, err := backup.UnpackFiles(t.Context(), o.dir, to, []age.Identity{o.identity}, nil); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("another list: %v", err)
	}
}

// A run that was cut off leaves nothing that counts, or that stands in the way.
func TestFilesCutOff(t *testing.T) {
	o := newWithFiles(t)
	o.keep("a")
	if err := os.MkdirAll(filepath.Join(o.dir, "000001.files", "x"), 0o700); err != nil { // before its manifest
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(o.dir, "000001.files.part"), 0o700); err != nil {
		t.Fatal(err)
	}
	o.make(false)
	o.want("a")
}
