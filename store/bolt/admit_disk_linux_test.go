package bolt

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// The numbers of statfs(2), as they stand in the kernel's headers and sources.
func TestNetworkKinds(t *testing.T) {
	for magic, want := range map[uint32]string{
		0x6969: "NFS", 0x517B: "SMB", 0xFF534D42: "CIFS", 0xFE534D42: "SMB2", 0x01021997: "9p", 0x5346414F: "AFS",
		0x6B414653: "AFS", 0x00C36400: "Ceph", 0x01161970: "GFS2", 0x7461636F: "OCFS2",
		0xEF53: "", 0x58465342: "", 0x9123683E: "", 0x01021994: "", 0x794C7630: "", // ext4, XFS, Btrfs, tmpfs, overlay
	} {
		if got := networkKinds[magic]; got != want {
			t.Errorf("%#x is %q, want %q", magic, got, want)
		}
	}
}

// What is behind FUSE is told by its name in the table of mounts.
func TestFuseKind(t *testing.T) {
	const table = `25 30 0:23 / /sys rw,nosuid - sysfs sysfs rw
41 28 0:55 / /mnt/far rw,relatime shared:3 - fuse.sshfs user@far:/ rw,user_id=0
42 28 8:17 / /mnt/stick rw,relatime - fuseblk /dev/sdb1 rw
43 28 0:57 / /mnt/odd rw - fuse x rw
`
	for device, want := range map[string]string{"0:55": "fuse.sshfs", "8:17": "", "0:57": "fuse", "9:9": "FUSE"} {
		if got := fuseKind(strings.NewReader(table), device); got != want {
			t.Errorf("%s is %q, want %q", device, got, want)
		}
	}
}

// What Space says is what statfs says for a user without privileges, also of a
// file that is not there yet.
func TestSpace(t *testing.T) {
	dir := t.TempDir()
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	want := s.Bavail * uint64(s.Frsize)
	for _, path := range []string{dir, dir + "/none"} {
		got, err := Space(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := max(got, want) - min(got, want); diff > 1<<30 { // others write meanwhile
			t.Errorf("%s: %d bytes, statfs says %d", path, got, want)
		}
	}
	if _, err := Space(dir + "/none/none"); err == nil {
		t.Error("no folder has room too")
	}
}
