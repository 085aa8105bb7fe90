package bolt_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"tereze/store"
	"tereze/store/bolt"
)

// build makes a store with n commits and closes it.
func build(t *testing.T, path string, n int) {
	t.Helper()
	e, err := bolt.Create(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, e, n)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

func fill(t *testing.T, e store.Engine, n int) {
	t.Helper()
	for i := range n {
		put(t, e, fmt.Sprintf("key%d", i), strings.Repeat("v", 500))
	}
}

func put(t *testing.T, e store.Engine, k, v string) {
	t.Helper()
	if err := e.Commit(t.Context(), store.Write{Puts: []store.Pair{{Key: []byte(k), Value: []byte(v)}}}); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, e store.Engine, k string) string {
	t.Helper()
	snap, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	v, err := snap.Get([]byte(k))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	return string(v)
}

func edit(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func duplicate(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// newestMeta is the offset of bbolt's newer meta page.
func newestMeta(b []byte) int {
	page := int(binary.NativeEndian.Uint32(b[24:]))
	if binary.NativeEndian.Uint64(b[64:]) > binary.NativeEndian.Uint64(b[page+64:]) {
		return 0
	}
	return page
}

func TestSuspiciousOpening(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, path string)
		want  error
		says  string
	}{
		{"whole", func(*testing.T, string) {}, nil, ""},
		{"no folder", func(t *testing.T, path string) { os.RemoveAll(filepath.Dir(path)) }, store.ErrMissing, "s.db"},
		{"no file", func(t *testing.T, path string) { os.Remove(path) }, store.ErrMissing, "s.db"},
		{"a folder", func(t *testing.T, path string) { os.Remove(path); os.Mkdir(path, 0o700) }, store.ErrForeign, "not a file"},
		{"empty", func(t *testing.T, path string) { edit(t, path, func([]byte) []byte { return nil }) }, store.ErrDamaged, "empty"},
		{"short", func(t *testing.T, path string) { edit(t, path, func(b []byte) []byte { return b[:100] }) }, store.ErrDamaged, "cut"},
		{"a few bytes", func(t *testing.T, path string) { edit(t, path, func(b []byte) []byte { return b[:20] }) }, store.ErrForeign, ""},
		{"two pages", func(t *testing.T, path string) { edit(t, path, func(b []byte) []byte { return b[:8192] }) }, store.ErrDamaged, "cut"},
		{"a byte short of its pages", func(t *testing.T, path string) {
			edit(t, path, func(b []byte) []byte {
				at := newestMeta(b)
				pages := binary.NativeEndian.Uint64(b[at+56:])
				return b[:pages*uint64(binary.NativeEndian.Uint32(b[at+24:]))-1]
			})
		}, store.ErrDamaged, "cut"},
		{"a text", func(t *testing.T, path string) {
			edit(t, path, func([]byte) []byte { return bytes.Repeat([]byte("Dear diary. "), 3000) })
		}, store.ErrForeign, "not a bbolt file"},
		{"group may read", func(t *testing.T, path string) { os.Chmod(path, 0o640) }, store.ErrExposed, "0640"},
		{"both metas", func(t *testing.T, path string) {
			edit(t, path, func(b []byte) []byte { b[40] ^= 1; b[4096+40] ^= 1; return b })
		}, store.ErrDamaged, "both"},
		{"pages of noise", func(t *testing.T, path string) {
			edit(t, path, func(b []byte) []byte {
				for i := 8192; i < len(b); i++ {
					b[i] = byte(i * 7)
				}
				return b
			})
		}, store.ErrDamaged, ""},
		{"another program's", func(t *testing.T, path string) {
			os.Remove(path)
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			db.Close()
		}, store.ErrForeign, "other program"},
		{"another store's file", func(t *testing.T, path string) {
			build(t, path+"2", 9)
			duplicate(t, path+"2", path)
		}, store.ErrForeign, ".id says"},
		{"no identity beside", func(t *testing.T, path string) { os.Remove(path + ".id") }, store.ErrDamaged, "missing"},
		{"no note beside", func(t *testing.T, path string) { os.Remove(path + ".head") }, store.ErrDamaged, "missing"},
		{"no journal", func(t *testing.T, path string) { os.RemoveAll(path + ".log") }, store.ErrDamaged, "s.db.log"},
		{"a spoilt note", func(t *testing.T, path string) { os.WriteFile(path+".head", []byte("?"), 0o600) }, store.ErrDamaged, "unreadable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "in", "s.db")
			if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			build(t, path, 5)
			c.spoil(t, path)
			before, _ := os.ReadFile(path)
			e, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err == nil {
				defer e.Close()
			}
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %v with %q", err, c.want, c.says)
			}
			if err != nil {
				if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
					t.Error("a file that was refused was changed")
				}
				if _, err := os.Stat(path + ".lock"); err == nil {
					t.Error("a lock's text is left")
				}
			}
		})
	}
}

// An older file alone is no loss: the log has what it lacks.
func TestAnOlderFileIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	build(t, path, 5)
	duplicate(t, path, path+".copy")
	e, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	put(t, e, "a", "1")
	put(t, e, "a", "2")
	e.Close()
	duplicate(t, path+".copy", path)
	for _, readOnly := range []bool{true, false, true} {
		e, err = bolt.Open(path, bolt.Options{NoSync: true, ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		if got := get(t, e, "a"); got != "2" {
			t.Errorf("a is %q", got)
		}
		e.Close()
	}
}

// copyLog puts the journal's files of one store in the place of another's.
func copyLog(t *testing.T, from, to string) {
	t.Helper()
	if err := errors.Join(os.RemoveAll(to), os.CopyFS(to, os.DirFS(from)), os.Chmod(to, 0o700)); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(to, "*"))
	for _, name := range names {
		if err := os.Chmod(name, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnOlderCopyIsNoticed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s.db")
	build(t, path, 5)
	duplicate(t, path, path+".copy")
	copyLog(t, path+".log", dir+"/copy.log")
	e, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	put(t, e, "a", "1")
	put(t, e, "a", "2")
	put(t, e, "a", "3")
	e.Close()
	duplicate(t, path, path+".branch")
	copyLog(t, path+".log", dir+"/branch.log")

	// The log alone is older: what the file knows of cannot be had from it.
	copyLog(t, dir+"/copy.log", path+".log")
	for _, accept := range []bool{false, true} {
		if _, err := bolt.Open(path, bolt.Options{NoSync: true, AcceptOlder: accept}); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "commits 6 to 8 are gone") {
			t.Errorf("an older log: %v", err)
		}
	}
	// Both are older.
	duplicate(t, path+".copy", path)
	var damaged *store.DamagedError
	if _, err := bolt.Open(path, bolt.Options{}); !errors.As(err, &damaged) || damaged.Back != 3 || !strings.Contains(err.Error(), "commits 6 to 8 are gone") {
		t.Fatalf("%v, want 3 commits back", err)
	}
	// Reading it is possible once accepted, and changes nothing beside it.
	e, err = bolt.Open(path, bolt.Options{ReadOnly: true, AcceptOlder: true})
	if err != nil {
		t.Fatal(err)
	}
	e.Close()
	e, err = bolt.Open(path, bolt.Options{NoSync: true, AcceptOlder: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := get(t, e, "a"); got != "" {
		t.Errorf("a is %q", got)
	}
	put(t, e, "a", "other 1")
	put(t, e, "a", "other 2")
	put(t, e, "a", "other 3") // now as many commits as on the branch
	e.Close()
	if e, err = bolt.Open(path, bolt.Options{}); err != nil {
		t.Fatalf("after it was accepted: %v", err)
	}
	e.Close()
	duplicate(t, path, path+".other")
	duplicate(t, path+".branch", path)
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("the other branch's file: %v", err)
	}
	copyLog(t, dir+"/branch.log", path+".log")
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "another copy") {
		t.Errorf("the other branch: %v", err)
	}
}

// With one of bbolt's meta pages damaged the file is a transaction behind; the
// log has what is missing.
func TestADamagedMetaIsMadeUpFor(t *testing.T) {
	for name, at := range map[string]func([]byte) int{"newest": newestMeta, "older": func(b []byte) int { return 4096 - newestMeta(b) }} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "s.db")
			build(t, path, 5)
			edit(t, path, func(b []byte) []byte { b[at(b)+40] ^= 1; return b })
			for range 2 {
				e, err := bolt.Open(path, bolt.Options{})
				if err != nil {
					t.Fatal(err)
				}
				for i := range 5 {
					if get(t, e, fmt.Sprintf("key%d", i)) == "" {
						t.Errorf("key%d is gone", i)
					}
				}
				e.Close()
			}
		})
	}
}

func TestANoteThatLagsIsFine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	build(t, path, 2)
	duplicate(t, path+".head", path+".old")
	e, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, e, "a", "1")
	e.Close()
	duplicate(t, path+".old", path+".head")
	if e, err = bolt.Open(path, bolt.Options{}); err != nil {
		t.Fatal(err)
	}
	e.Close()
}

func TestWhoHoldsTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	since := time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC)
	e, err := bolt.Create(path, bolt.Options{Now: func() time.Time { return since }, Word: "serve [::]:2222 \"x\"\n"})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []bolt.Options{{Timeout: time.Millisecond}, {Timeout: time.Millisecond, ReadOnly: true}} {
		_, err = bolt.Open(path, o)
		var locked *store.LockedError
		if !errors.As(err, &locked) || !errors.Is(err, store.ErrLocked) || locked.PID != os.Getpid() || locked.User == "" || !locked.Since.Equal(since) || locked.Word != "serve [::]:2222 \"x\"\n" {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".lock"); err == nil {
		t.Error("the lock's text is left")
	}
	if e, err = bolt.Open(path, bolt.Options{}); err != nil {
		t.Fatal(err)
	}
	e.Close()
}

func TestCreateTakesNothingAway(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s.db")
	if _, err := bolt.Create(filepath.Join(dir, "no", "s.db"), bolt.Options{}); !errors.Is(err, store.ErrMissing) {
		t.Errorf("no folder: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Create(path, bolt.Options{}); !errors.Is(err, store.ErrExists) {
		t.Errorf("over an empty file: %v", err)
	}
	os.Remove(path)
	build(t, path, 1)
	os.Remove(path)
	if _, err := bolt.Create(path, bolt.Options{}); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("in the place of a lost file: %v", err)
	}
	// What a creation cut short left behind is no obstacle.
	os.WriteFile(path+".new", []byte("half"), 0o600)
	if _, err := bolt.Create(path, bolt.Options{}); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("over a journal with a commit: %v", err)
	}
	os.RemoveAll(path + ".log")
	e, err := bolt.Create(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	e.Close()
	names, _ := filepath.Glob(path + "*")
	if len(names) != 4 {
		t.Errorf("left in the folder: %v", names)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	build(t, path, 3)
	one, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	two, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	if get(t, two, "key2") == "" {
		t.Error("nothing to read")
	}
	if err := two.Commit(t.Context(), store.Write{}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("Commit: %v", err)
	}
}
