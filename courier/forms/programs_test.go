package forms_test

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
