package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// TestHardened looks at a running tereze as another process of its user would:
// the kernel gives the memory of a process that may not be dumped to root. A
// cat beside it shows that the test can see the difference.
func TestHardened(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	user := os.Geteuid()
	var as *syscall.SysProcAttr
	if user == 0 { // root's memory is root's in any case: be nobody
		user = 65534
		as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}}
		self = public(t, self)
	}
	cat, err := exec.LookPath("cat")
	if err != nil {
		t.Skip("no cat")
	}
	for _, c := range []struct {
		name  string
		cmd   *exec.Cmd
		owner int
		core  string
	}{
		{"cat", &exec.Cmd{Path: cat, Args: []string{"cat"}}, user, ""},
		{"tereze", &exec.Cmd{Path: self, Args: []string{"tereze", "journal", "check", "-", "--vkey", "x"}}, 0, `Max core file size +0 +0 `},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.cmd.SysProcAttr, c.cmd.Dir, c.cmd.Env = as, "/", []string{"TEREZE_DATA=/nowhere"}
			in, err := c.cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			c.cmd.Stdout = io.Discard
			if err := c.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.cmd.Wait() }()
			defer in.Close()
			// More than a pipe holds: when it is written, the program has read
			// some of it, and has long been where it does its work.
			if _, err := io.WriteString(in, strings.Repeat(" ", 1<<20)); err != nil {
				t.Fatal(err)
			}
			proc := fmt.Sprintf("/proc/%d/", c.cmd.Process.Pid)
			info, err := os.Stat(proc + "mem")
			if err != nil {
				t.Fatal(err)
			}
			if owner := int(info.Sys().(*syscall.Stat_t).Uid); owner != c.owner {
				t.Errorf("its memory is user %d's, want %d", owner, c.owner)
			}
			limits, err := os.ReadFile(proc + "limits")
			if err != nil {
				t.Fatal(err)
			}
			if !regexp.MustCompile(c.core).Match(limits) {
				t.Errorf("limits: %s", limits)
			}
		})
	}
}

// public copies a program where everybody may run it.
func public(t *testing.T, path string) string {
	t.Helper()
	dir := t.TempDir()
	for d := dir; d != filepath.Clean(os.TempDir()); d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "tereze")
	if err := os.WriteFile(to, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return to
}
