//go:build unix

package printer

import (
	"os/exec"
	"syscall"
)

// alone gives the program a session of its own: no terminal, and a group that
// can be ended as one.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
