package gatewaysim

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// noon is the moment all tests of this package begin at.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("+05", 5*3600))

func at(t time.Time) func() time.Time { return func() time.Time { return t } }

// must unwraps what cannot fail in a test.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newCA(t testing.TB) *CA {
	t.Helper()
	ca := must(NewCA(CAOptions{Clock: at(noon)}))(t)
	t.Cleanup(func() { ca.Close() })
	return ca
}

// openssl runs the program in a folder holding files, and gives what it said
// and whether it was content.
func openssl(t *testing.T, files map[string][]byte, args ...string) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed: package openssl")
	}
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("openssl", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err == nil
}
