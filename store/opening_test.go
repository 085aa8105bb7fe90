package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

func TestTheFileTellsNothing(t *testing.T) {
	b := newLibrary()
	path := filepath.Join(t.TempDir(), "s.db")
	l := storetest.OpenAt(t, path, b.schema)
	b.put(t, l, 1, paper{ID: "p", Shelf: "Zhanbyrbai", Owner: "Tleukhan Aitbenbetov"}, paper{ID: "q", Owner: "Tleukhan Aitbenbetov"})
	var raw []byte
	files, _ := filepath.Glob(path + ".log/*")
	for _, name := range append(files, path) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		raw = append(raw, b...)
	}
	for _, word := range []string{"Tleukhan", "Aitbenbetov", "aigul", "shelve"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("the file says %q", word)
		}
	}
	if !bytes.Contains(raw, []byte("Zhanbyrbai")) { // keys are in the clear: the test can see
		t.Error("the test looks at the wrong bytes")
	}
	if strings.Contains(fmt.Sprintf("%v %+v %#v", storetest.Keys(), storetest.Keys(), storetest.Keys()), "{") {
		t.Error("keys print their insides")
	}
}

func TestOpeningTheWrongWay(t *testing.T) {
	b := newLibrary()
	e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	open := func(office string, keys *store.Keys, s store.Schema) error {
		_, err := store.OpenLedger(t.Context(), e, office, keys, s)
		return err
	}
	other := store.NewTable(store.TableSpec[paper]{Name: "other", ID: func(p *paper) []byte { return nil },
		Encode: func(*store.Encoder, *paper) {}, Decode: func(*store.Decoder, byte, *paper) {}})
	for _, c := range []struct {
		name   string
		office string
		keys   *store.Keys
		tables []store.AnyTable
		want   error
	}{
		{"a bad office", "0 4", storetest.Keys(), b.schema.Tables, store.ErrInvalid},
		{"a table twice", "042", storetest.Keys(), []store.AnyTable{b.papers, b.papers}, store.ErrInvalid},
		{"new", "042", storetest.Keys(), b.schema.Tables, nil},
		{"again", "042", storetest.Keys(), b.schema.Tables, nil},
		{"another key", "042", store.NewKeys([32]byte{9}), b.schema.Tables, store.ErrWrongKey},
		{"another office", "043", storetest.Keys(), b.schema.Tables, store.ErrForeign},
		{"a table more", "042", storetest.Keys(), slices.Concat(b.schema.Tables, []store.AnyTable{other}), nil},
		{"without it again", "042", storetest.Keys(), b.schema.Tables, store.ErrForeign},
		{"no tables", "042", storetest.Keys(), nil, store.ErrForeign},
	} {
		if err := open(c.office, c.keys, store.Schema{Tables: c.tables}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}
