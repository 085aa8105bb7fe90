package plain_test

import (
	"path/filepath"
	"testing"

	"tereze/store"
	"tereze/store/storetest"
	"tereze/store/storetest/plain"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func() store.Engine {
		path := filepath.Join(t.TempDir(), "s.db")
		return func() store.Engine {
			e, err := plain.Open(path, true)
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
	})
}
