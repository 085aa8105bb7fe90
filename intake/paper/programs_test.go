package paper_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake/paper"
)

// need skips a test on a machine without a reader, never where CI is set.
func need(t testing.TB, program, debian string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not here: install the Debian package %s", program, debian)
	}
	t.Skipf("%s is not here: install the Debian package %s to read papers with it", program, debian)
}

// out runs a program and gives what it prints.
func out(t testing.TB, name string, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && !(name == "zbarimg" && cmd.ProcessState.ExitCode() == 4) { // 4: no code found
		t.Fatalf("%s: %v\n%s", name, err, stderr.String())
	}
	return stdout.String()
}

// saved is the form as a file.
func saved(t testing.TB, f *paper.Form) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf(t, f), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// pictures are its pages as PNG files.
func pictures(t testing.TB, f *paper.Form, dpi string) []string {
	t.Helper()
	file := saved(t, f)
	out(t, "pdftoppm", "-r", dpi, "-gray", "-png", file, strings.TrimSuffix(file, ".pdf"))
	pages, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.png"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	return pages
}

// scanned are the codes zbar finds on pictures, each once.
func scanned(t testing.TB, pages ...string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, p := range pages {
		for _, s := range strings.Fields(out(t, "zbarimg", "-q", "--raw", "-Sdisable", "-Scode128.enable", p)) {
			found[s] = true
		}
	}
	return found
}
