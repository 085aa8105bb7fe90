package bolt_test

import (
	"errors"
	"path/filepath"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func() store.Engine {
		path := filepath.Join(t.TempDir(), "s.db")
		return func() store.Engine {
			o := bolt.Options{NoSync: true}
			e, err := bolt.Open(path, o)
			if errors.Is(err, store.ErrMissing) {
				e, err = bolt.Create(path, o)
			}
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
	})
}
