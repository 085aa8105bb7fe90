package bolt

import (
	"errors"
	"io/fs"
	"math/bits"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Space is how many bytes may still be written by us to the disk that path, or
// else its folder, lies on: without what the system keeps for root.
func Space(path string) (free uint64, err error) {
	var s unix.Statfs_t
	if err = statfs(path, &s); errors.Is(err, fs.ErrNotExist) {
		err = statfs(filepath.Dir(path), &s)
	}
	if err != nil {
		return 0, err
	}
	size := s.Frsize
	if size == 0 {
		size = s.Bsize
	}
	if over, n := bits.Mul64(s.Bavail, uint64(size)); over == 0 {
		return n, nil
	}
	return 1<<64 - 1, nil
}
