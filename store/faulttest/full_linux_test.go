package faulttest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// A disk fills up while writers run: they are told so, nothing acknowledged is
// lost; when there is room again the same commands go through, in the same
// process.
func TestFull(t *testing.T) {
	t.Parallel()
	t.Run("ext4", func(t *testing.T) {
		d := newDisk(t, 48)
		fullDisk(t, d.dir, func() { d.cut(cutHard); d.again() })
	})
	t.Run("tmpfs", func(t *testing.T) {
		if os.Geteuid() != 0 {
			need(t, "only root may mount a tmpfs")
		}
		dir := t.TempDir()
		if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=24m"); err != nil {
			need(t, "no tmpfs to be had: %v", err)
		}
		t.Cleanup(func() { unmount(t, dir) })
		fullDisk(t, dir, func() {})
	})
}

func fullDisk(t *testing.T, dir string, cut func()) {
	ballast, r := filepath.Join(dir, "ballast"), chooser(t)
	acks, silent := 0, 0
	for i := range rounds(3) {
		// A store of its own each time: small ones notice soon.
		path, b := filepath.Join(dir, fmt.Sprint(i), "s.db"), newBook()
		if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		c := start(t, b, job{Work: "write", Path: path, Writers: 4, Seed: r.Int64(), Batch: batches[i%len(batches)], Waits: true})
		if !c.until(1+r.IntN(20), "ack") {
			t.Fatalf("round %d: it did not start: %v", i, c.errs)
		}
		fill(t, ballast)
		if !c.until(1, "full") {
			t.Fatalf("round %d: it ended when the disk was full: %v", i, c.errs)
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Fprintln(c.in, "go"); err != nil {
			t.Fatal(err)
		}
		if !c.until(40, "ack") {
			t.Errorf("round %d: it did not go on: %v", i, c.errs)
		}
		c.kill()
		cut()
		for _, said := range c.errs {
			if !strings.Contains(said, "no space left") {
				t.Errorf("round %d: it said %s", i, said)
			}
		}
		if b.look(t, path, true); t.Failed() {
			t.FailNow()
		}
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			t.Fatal(err)
		}
		acks, silent = acks+b.acks, silent+b.silent
	}
	t.Logf("%d acknowledged, %d committed without an answer", acks, silent)
}

// fill takes all the room there is.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for piece := make([]byte, 1<<20); len(piece) > 0; {
		switch _, err := f.Write(piece); {
		case errors.Is(err, syscall.ENOSPC):
			piece = piece[:len(piece)/2]
		case err != nil:
			t.Fatal(err)
		}
	}
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
}
