package paper_test

import (
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake/paper"
	"tereze/intake/paper/papertest"
)

// The readers, as every test of papers calls them.
var (
	need  = papertest.Need
	out   = papertest.Out
	saved = papertest.Saved
)

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
