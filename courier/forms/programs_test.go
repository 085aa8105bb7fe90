package forms_test

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

// words are the text of a PDF with its blanks made one, a page each.
func words(t testing.TB, f *paper.Form) (pages []string) {
	t.Helper()
	for _, p := range strings.Split(strings.TrimSuffix(out(t, "pdftotext", saved(t, f), "-"), "\f"), "\f") {
		pages = append(pages, strings.Join(strings.Fields(p), " "))
	}
	return pages
}

// scanned counts the codes that zbar finds on the pages of a form.
func scanned(t testing.TB, f *paper.Form, dpi string) map[string]int {
	t.Helper()
	file := saved(t, f)
	out(t, "pdftoppm", "-r", dpi, "-gray", "-png", file, strings.TrimSuffix(file, ".pdf"))
	pages, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.png"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	found := map[string]int{}
	for _, p := range pages {
		for _, s := range strings.Fields(out(t, "zbarimg", "-q", "--raw", "-Sdisable", "-Scode128.enable", p)) {
			found[s]++
		}
	}
	return found
}
