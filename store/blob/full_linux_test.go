package blob_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// A full disk leaves nothing half, and goes on when there is room.
func TestFull(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may mount a tmpfs")
	}
	disk := t.TempDir()
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("no tmpfs to be had: ", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	dir := filepath.Join(disk, "files")
	s := open(t, dir)
	small := put(t, s, "the first")
	big := bytes.Repeat([]byte("scan"), 1<<20) // 4 MB: more than is left
	sum, err := s.Put(t.Context(), big)
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("full: %v", err)
	}
	if got := all(t, s); len(got) != 1 || got[0] != small {
		t.Errorf("listed %v", got)
	}
	left, err := os.ReadDir(filepath.Join(dir, ".tmp"))
	if err != nil || len(left) != 0 {
		t.Errorf("half a file is left: %v %v", left, err)
	}
	if since, err := s.Kept(sum); err == nil {
		t.Errorf("kept since %v", since)
	}
	put(t, s, string(big[:1<<20]))
}
