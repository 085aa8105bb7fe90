package faulttest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tereze/store"
	"tereze/store/bolt"
)

// The process that holds the store is stopped for a while. Another one that
// wants it is told who holds it and changes nothing; then all goes on.
func TestHolderStopped(t *testing.T) {
	t.Parallel()
	path, r, b := filepath.Join(t.TempDir(), "s.db"), chooser(t), newBook()
	c := start(t, b, job{Work: "write", Path: path, Writers: 8, Seed: r.Int64()})
	for i := range rounds(10) {
		if !c.until(1+r.IntN(60), "try", "ack") {
			t.Fatalf("round %d: it ended: %v", i, c.errs)
		}
		if err := c.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
		stopped(t, c.cmd.Process.Pid)
		_, err := bolt.Open(path, bolt.Options{Timeout: time.Millisecond})
		var locked *store.LockedError
		if !errors.As(err, &locked) || locked.PID != c.cmd.Process.Pid {
			t.Errorf("round %d: %v, want that process %d holds it", i, err, c.cmd.Process.Pid)
		}
		// Another process, too, not only another opening.
		other := start(t, newBook(), job{Work: "write", Path: path, Writers: 1, Acts: 1, Timeout: time.Millisecond})
		other.end()
		if len(other.errs) != 1 || !strings.Contains(other.errs[0], fmt.Sprint("process ", c.cmd.Process.Pid)) {
			t.Errorf("round %d: the other process said %v", i, other.errs)
		}
		for len(c.events) > 0 {
			<-c.events // told before
		}
		if err := c.cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		if !c.until(16, "ack") {
			t.Fatalf("round %d: it did not go on: %v", i, c.errs)
		}
	}
	c.kill()
	if len(c.errs) > 0 {
		t.Error(c.errs)
	}
	b.look(t, path, true)
}

// stopped returns when all threads of a process stand still.
func stopped(t *testing.T, pid int) {
	t.Helper()
	for late := time.Now().Add(patience); time.Now().Before(late); {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
		if err != nil {
			t.Fatal(err)
		}
		still := len(threads) > 0
		for _, name := range threads {
			b, err := os.ReadFile(name)
			_, state, _ := bytes.Cut(b, []byte(") "))
			still = still && (err != nil || bytes.HasPrefix(state, []byte("T")))
		}
		if still {
			return
		}
	}
	t.Fatal("the process did not stop")
}
