package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt"
)

// Office is the office number of the ledgers made here.
const Office = "042"

// Keys are the same in every test.
func Keys() *store.Keys { return store.NewKeys([32]byte{1, 2, 3}) }

// Open gives a new ledger on a real bbolt file in a temporary folder. When the
// test ends the ledger is audited, and the test fails for each finding.
func Open(t testing.TB, schema store.Schema) *store.Ledger {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "store.db"), schema)
}

// OpenAt is Open for a path of the caller's; it opens what is there or makes it.
func OpenAt(t testing.TB, path string, schema store.Schema) *store.Ledger {
	t.Helper()
	l, err := store.OpenLedger(context.Background(), openBolt(t, path), Office, Keys(), schema)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		MustAudit(t, l)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func openBolt(t testing.TB, path string) *bolt.Engine {
	t.Helper()
	o := bolt.Options{NoSync: true}
	e, err := bolt.Open(path, o)
	if isMissing(err) {
		e, err = bolt.Create(path, o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// MustAudit fails the test for each finding of an audit.
func MustAudit(t testing.TB, l *store.Ledger) store.Report {
	t.Helper()
	report, err := l.Audit(context.Background(), nil)
	if err != nil {
		t.Errorf("audit: %v", err)
	}
	for _, f := range report.Findings {
		t.Errorf("audit: %v", f)
	}
	return report
}

// By is the n-th act of a test: the same n gives the same Op, each a minute
// after the one before.
func By(n int) store.By {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("op"), uint64(n)))
	return store.By{
		Op: uuid.UUID(sum[:16]), Operator: "aigul", Process: 2,
		At: time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Minute),
	}
}
