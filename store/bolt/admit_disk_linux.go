package bolt

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// The file systems whose disk is elsewhere, by the magic number of statfs(2).
var networkKinds = map[uint32]string{
	unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "CIFS", unix.SMB2_SUPER_MAGIC: "SMB2",
	unix.V9FS_MAGIC: "9p", unix.AFS_SUPER_MAGIC: "AFS", unix.AFS_FS_MAGIC: "AFS", unix.CEPH_SUPER_MAGIC: "Ceph",
	unix.CODA_SUPER_MAGIC: "Coda", unix.NCP_SUPER_MAGIC: "NCP", unix.OCFS2_SUPER_MAGIC: "OCFS2",
	0x01161970: "GFS2", 0x0BD00BD0: "Lustre", 0x47504653: "GPFS", 0x786F4256: "VirtualBox shared folder", 0xBACBACBC: "VMware shared folder",
}

// networkDisk names the network file system that path lies on; empty: none.
func networkDisk(path string) (string, error) {
	var s unix.Statfs_t
	if err := statfs(path, &s); err != nil {
		return "", err
	}
	magic := uint32(s.Type)
	if magic != unix.FUSE_SUPER_MAGIC {
		return networkKinds[magic], nil
	}
	var at unix.Stat_t
	if err := unix.Stat(path, &at); err != nil {
		return "", &os.PathError{Op: "stat", Path: path, Err: err}
	}
	mounts, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return "FUSE", nil // refused: it cannot be told
	}
	defer mounts.Close()
	return fuseKind(mounts, fmt.Sprintf("%d:%d", unix.Major(at.Dev), unix.Minor(at.Dev))), nil
}

// fuseKind names the FUSE file system of a device. A program may keep the files
// anywhere, and most of them are networks (sshfs, davfs, rclone), so only what
// says that it stands on a disk of this machine ("fuseblk": NTFS, exFAT) is
// taken for one.
func fuseKind(mounts io.Reader, device string) string {
	for lines := bufio.NewScanner(mounts); lines.Scan(); {
		front, back, ok := strings.Cut(lines.Text(), " - ")
		fields, kind := strings.Fields(front), strings.Fields(back)
		if !ok || len(fields) < 3 || fields[2] != device || len(kind) == 0 {
			continue
		}
		if kind[0] == "fuseblk" {
			return ""
		}
		return kind[0]
	}
	return "FUSE"
}

// statfs goes on when a signal comes between.
func statfs(path string, s *unix.Statfs_t) error {
	for {
		err := unix.Statfs(path, s)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return &os.PathError{Op: "statfs", Path: path, Err: err}
		}
		return nil
	}
}
