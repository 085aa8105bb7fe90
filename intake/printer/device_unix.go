//go:build unix && !solaris && !aix

package printer

import (
	"errors"
	"os"
	"syscall"
)

// nonblock lets a write that hangs be given up.
const nonblock = syscall.O_NONBLOCK

// lock keeps two papers from running into each other. Not by f.Fd, which would
// take the deadlines away.
func lock(f *os.File) error {
	c, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var held error
	err = c.Control(func(fd uintptr) { held = syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB) })
	return errors.Join(err, held)
}

// busy tells that another paper is being written.
func busy(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EWOULDBLOCK)
}
