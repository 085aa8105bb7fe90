package segment

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// datasync flushes the file's bytes.
func datasync(f *os.File) error {
	for {
		err := unix.Fdatasync(int(f.Fd()))
		if !errors.Is(err, unix.EINTR) {
			return os.NewSyscallError("fdatasync", err)
		}
	}
}

// reserve gives the file its blocks up to size. File systems that cannot are
// left to what is written.
func reserve(f *os.File, size int64) error {
	for {
		err := unix.Fallocate(int(f.Fd()), 0, 0, size)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EOPNOTSUPP), errors.Is(err, unix.ENOSYS):
			return nil
		default:
			return os.NewSyscallError("fallocate", err)
		}
	}
}

// trickle writes a part of the file out, so that the flush at the end has
// little to do. Best effort.
func trickle(f *os.File, from, n int64) {
	const all = unix.SYNC_FILE_RANGE_WAIT_BEFORE | unix.SYNC_FILE_RANGE_WRITE | unix.SYNC_FILE_RANGE_WAIT_AFTER
	_ = unix.SyncFileRange(int(f.Fd()), from, n, all)
}

// extent is the file's length; -1 when its name is gone. It asks for nothing
// more: whoever reads a file's times makes the next write on ext4 note a new
// one, and that costs each flush a third.
func extent(f *os.File) (int64, error) {
	var st unix.Statx_t
	err := unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_SIZE|unix.STATX_NLINK, &st)
	switch {
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM): // an old kernel, or a sandbox
		info, err := f.Stat()
		if err != nil {
			return 0, err
		}
		return info.Size(), nil
	case err != nil:
		return 0, os.NewSyscallError("statx", err)
	case st.Mask&unix.STATX_NLINK != 0 && st.Nlink == 0:
		return -1, nil
	}
	return int64(st.Size), nil
}
