package main

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// harden keeps the key, which will stand in this process's memory, from those
// who are not root: no core file is written, and no other process of the same
// user may look into it or trace it. What fails leaves the rest standing.
func harden() error {
	var errs []error
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		errs = append(errs, fmt.Errorf("core files stay possible: %w", err))
	}
	// A core handler behind a pipe is not held by the limit; this holds it too.
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		errs = append(errs, fmt.Errorf("other processes may look in: %w", err))
	}
	return errors.Join(errs...)
}
