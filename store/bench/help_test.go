package main

import (
	"context"
	"os"
	"runtime"
	"testing"
)

var noContext = context.Background()

func yield() { runtime.Gosched() }

// shared is a folder through which other users may go: PostgreSQL's own.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "bench-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}
