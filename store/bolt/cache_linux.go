package bolt

import (
	"os"

	"golang.org/x/sys/unix"
)

// dropCache asks the system to forget the file's clean pages: after a failed
// flush they may show what the disk never got. Best effort.
func dropCache(path string) {
	if f, err := os.Open(path); err == nil {
		_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
		f.Close()
	}
}
