package backup

import (
	"os"

	"golang.org/x/sys/unix"
)

// dropCache asks the system to forget the file's pages, so that reading it back
// reads the disk. Best effort.
func dropCache(path string) {
	if f, err := os.Open(path); err == nil {
		_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
		f.Close()
	}
}
