package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// mayMount tells whether disks can be mounted here: it takes root, and a
// container may forbid it to root too.
func mayMount(t *testing.T) bool {
	dir := filepath.Join(t.TempDir(), "disk")
	if os.Geteuid() != 0 || os.MkdirAll(dir, 0o700) != nil {
		return false
	}
	if exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir).Run() != nil {
		return false
	}
	return exec.Command("umount", dir).Run() == nil
}

// mounted mounts on a folder until the end of the script: "mounted small DIR"
// a disk of 60 MB, "mounted read-only DIR" the folder itself, not to be written.
func mounted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mounted small|read-only DIR")
	}
	dir := ts.MkAbs(args[1])
	mount := func(args ...string) {
		if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
			ts.Fatalf("mount %v: %v: %s", args, err, out)
		}
	}
	switch args[0] {
	case "small":
		mount("-t", "tmpfs", "-o", "size=60m,mode=700", "tmpfs", dir)
	case "read-only":
		mount("--bind", dir, dir)
		mount("-o", "remount,bind,ro", dir)
	default:
		ts.Fatalf("mounted %s: small or read-only", args[0])
	}
	ts.Defer(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			ts.Logf("umount %s: %v: %s", dir, err, out)
		}
	})
}
