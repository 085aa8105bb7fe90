package faulttest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// How an ext4 is cut off: EXT4_IOC_SHUTDOWN with a flag of the kernel's ext4.h.
const (
	ioctlShutdown = 0x8004587d // _IOR('X', 125, __u32)
	cutFlushed    = 0          // the file system is frozen first: all is written
	cutLogged     = 1          // only the file system's own journal is written
	cutHard       = 2          // nothing is written any more
)

// disk is a small ext4 of the test's own on a loop device.
type disk struct {
	t           testing.TB
	device, dir string
	mounted     bool
}

// newDisk makes one of so many MiB and mounts it.
func newDisk(t testing.TB, size int64) *disk {
	t.Helper()
	if os.Geteuid() != 0 {
		need(t, "only root may mount a disk")
	}
	for _, tool := range []string{"mkfs.ext4", "losetup"} {
		if _, err := exec.LookPath(tool); err != nil {
			need(t, "%s is missing (Debian: e2fsprogs, mount)", tool)
		}
	}
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		need(t, "there are no loop devices: %v", err)
	}
	dir := t.TempDir()
	image := filepath.Join(dir, "image")
	d := &disk{t: t, dir: filepath.Join(dir, "disk")}
	err := errors.Join(os.WriteFile(image, nil, 0o600), os.Truncate(image, size<<20), os.Mkdir(d.dir, 0o700))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", image).CombinedOutput(); err != nil {
		t.Fatalf("mkfs.ext4: %v: %s", err, out)
	}
	out, err := exec.Command("losetup", "--find", "--show", image).CombinedOutput()
	if err != nil {
		need(t, "no loop device to be had: %v: %s", err, out)
	}
	d.device = strings.TrimSpace(string(out))
	t.Cleanup(func() {
		d.unmount()
		if out, err := exec.Command("losetup", "-d", d.device).CombinedOutput(); err != nil {
			t.Errorf("losetup -d: %v: %s", err, out)
		}
	})
	d.mount()
	return d
}

func (d *disk) mount() {
	d.t.Helper()
	if err := unix.Mount(d.device, d.dir, "ext4", unix.MS_NOATIME, ""); err != nil {
		d.t.Fatalf("mount: %v", err)
	}
	d.mounted = true
}

func (d *disk) unmount() {
	if !d.mounted {
		return
	}
	d.mounted = false
	unmount(d.t, d.dir)
}

// unmount tries again while the folder is busy: what another test starts just
// then has our files open until it is that other program.
func unmount(t testing.TB, dir string) {
	err := unix.Unmount(dir, 0)
	for late := time.Now().Add(patience); errors.Is(err, unix.EBUSY) && time.Now().Before(late); {
		<-time.After(time.Millisecond)
		err = unix.Unmount(dir, 0)
	}
	if err != nil {
		t.Errorf("umount: %v", err)
		_ = unix.Unmount(dir, unix.MNT_DETACH)
	}
}

// cut takes the power: what was not flushed is lost.
func (d *disk) cut(how uint32) {
	d.t.Helper()
	f, err := os.Open(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if err := unix.IoctlSetPointerInt(int(f.Fd()), ioctlShutdown, int(how)); err != nil {
		d.t.Fatalf("EXT4_IOC_SHUTDOWN: %v", err)
	}
}

// again is the next start of the machine.
func (d *disk) again() {
	d.t.Helper()
	d.unmount()
	d.mount()
}
