package papertest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tereze/intake/paper"
)

// Need skips a test on a machine without a reader, never where CI is set.
func Need(t testing.TB, program, debian string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not here: install the Debian package %s", program, debian)
	}
	t.Skipf("%s is not here: install the Debian package %s to read papers with it", program, debian)
}

// Out runs a program and gives what it prints.
func Out(t testing.TB, name string, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && !(name == "zbarimg" && cmd.ProcessState.ExitCode() == 4) { // 4: no code found
		t.Fatalf("%s: %v\n%s", name, err, stderr.String())
	}
	return stdout.String()
}

// Saved is the form as a file.
func Saved(t testing.TB, f *paper.Form) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.PDF(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
