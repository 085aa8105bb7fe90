package store_test

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/store"
)

func TestCodecRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, i, b := rapid.Uint64().Draw(t, "n"), rapid.Int64().Draw(t, "i"), rapid.Bool().Draw(t, "b")
		s, list := rapid.String().Draw(t, "s"), rapid.SliceOf(rapid.String()).Draw(t, "list")
		raw, sec := rapid.SliceOf(rapid.Byte()).Draw(t, "raw"), rapid.Int64Range(-1<<40, 1<<40).Draw(t, "sec")
		when, id := time.Unix(sec, 0).UTC(), uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		var e store.Encoder
		e.Uint(n)
		e.Int(i)
		e.Bool(b)
		e.String(s)
		e.Strings(list)
		e.Bytes(raw)
		e.Time(when)
		e.Time(time.Time{})
		e.UUID(id)
		d := store.NewDecoder(e.Data())
		if d.Uint() != n || d.Int() != i || d.Bool() != b || d.String() != s || !slices.Equal(d.Strings(), list) ||
			!bytes.Equal(d.Bytes(), raw) || !d.Time().Equal(when) || !d.Time().IsZero() || d.UUID() != id || d.Done() != nil {
			t.Fatalf("came back otherwise (%v)", d.Err())
		}
		// Cut anywhere it must say so and not fall over.
		d = store.NewDecoder(e.Data()[:rapid.IntRange(0, len(e.Data())-1).Draw(t, "cut")])
		d.Uint()
		d.Int()
		d.Bool()
		_ = d.String()
		d.Strings()
		d.Bytes()
		d.Time()
		d.Time()
		d.UUID()
		if d.Done() == nil {
			t.Fatal("a cut value was taken")
		}
	})
}

func TestDecoderDistrustsLengths(t *testing.T) {
	var e store.Encoder
	e.Uint(math.MaxUint64)
	for name, read := range map[string]func(*store.Decoder){
		"string": func(d *store.Decoder) { _ = d.String() },
		"bytes":  func(d *store.Decoder) { d.Bytes() },
		"list":   func(d *store.Decoder) { d.Strings() },
	} {
		d := store.NewDecoder(e.Data())
		if read(d); d.Err() == nil {
			t.Errorf("%s: an impossible length was taken", name)
		}
	}
	d := store.NewDecoder([]byte{7, 7})
	if d.Uint(); d.Done() == nil {
		t.Error("a value with something left over was taken")
	}
	if d := store.NewDecoder([]byte{2}); d.Bool() || d.Err() == nil {
		t.Error("a bool of 2 was taken")
	}
}

func FuzzDecoder(f *testing.F) {
	f.Add([]byte{3, 1, 'a', 1, 'b', 0, 1, 0, 5})
	f.Fuzz(func(t *testing.T, data []byte) {
		d := store.NewDecoder(data)
		d.Strings()
		d.Bool()
		d.Bytes()
		d.Time()
		d.UUID()
		d.Int()
		if d.Done() == nil && len(data) < 21 {
			t.Error("more was read than was there")
		}
	})
}

func TestKeyPartsKeepTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune{0, 1, 'a', 'Ә', 0x10ffff}), 0, 6, -1)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		m, n := rapid.Uint64().Draw(t, "m"), rapid.Uint64().Draw(t, "n")
		x, y := time.Unix(rapid.Int64().Draw(t, "x")>>8, 0), time.Unix(rapid.Int64().Draw(t, "y")>>8, 0)
		ka := store.AppendTime(store.AppendUint64(store.AppendString(nil, a), m), x)
		kb := store.AppendTime(store.AppendUint64(store.AppendString(nil, b), n), y)
		want := bytes.Compare([]byte(a), []byte(b))
		if want == 0 {
			want = cmp.Compare(m, n)
		}
		if want == 0 {
			want = x.Compare(y)
		}
		if got := bytes.Compare(ka, kb); got != want {
			t.Fatalf("%d, want %d", got, want)
		}
		s, rest, e1 := store.ReadString(ka)
		k, rest, e2 := store.ReadUint64(rest)
		when, rest, e3 := store.ReadTime(rest)
		if s != a || k != m || !when.Equal(x) || len(rest) != 0 || errors.Join(e1, e2, e3) != nil {
			t.Fatalf("read back %q %d %v", s, k, when)
		}
		if !bytes.HasPrefix(store.AppendString(nil, a+b), store.AppendStringPrefix(nil, a)) {
			t.Fatal("a prefix is none")
		}
	})
	for _, bad := range [][]byte{nil, {'a'}, {'a', 0}, {0, 2}} {
		if _, _, err := store.ReadString(bad); err == nil {
			t.Errorf("%x was read as a string", bad)
		}
	}
}

func TestKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if _, err := store.LoadKeys(path); !errors.Is(err, store.ErrMissing) {
		t.Errorf("missing: %v", err)
	}
	made, err := store.CreateKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.CreateKeys(path); !errors.Is(err, store.ErrExists) {
		t.Errorf("over another: %v", err)
	}
	loaded, err := store.LoadKeys(path)
	if err != nil || loaded.String() != made.String() {
		t.Errorf("loaded %v, made %v, %v", loaded, made, err)
	}
	info, _ := os.Stat(path)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := store.LoadKeys(path); !errors.Is(err, store.ErrExposed) {
		t.Errorf("readable by the group: %v", err)
	}
	for _, text := range []string{"", "short", string(bytes.Repeat([]byte("g"), 65)), string(bytes.Repeat([]byte("a"), 66))} {
		bad := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(bad, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := store.LoadKeys(bad); !errors.Is(err, store.ErrKeyFile) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
