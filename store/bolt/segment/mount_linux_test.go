package segment_test

import "golang.org/x/sys/unix"

func mountSmall(dir string) error { return unix.Mount("tmpfs", dir, "tmpfs", 0, "size=3m") }

func unmount(dir string) { _ = unix.Unmount(dir, unix.MNT_DETACH) }
