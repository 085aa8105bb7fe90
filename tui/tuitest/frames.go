package tuitest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/diff"

	"tereze/intake/trio"
	"tereze/tui/keys"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// Golden compares the screen with testdata/frames/<name>.<lang>.<WxH>.txt; with
// -update it writes the file.
func (p *Pump) Golden(name string, l trio.Lang) {
	p.t.Helper()
	p.FitsFrame()
	path := filepath.Join("testdata", "frames", fmt.Sprintf("%s.%s.%dx%d.txt", name, l, p.w, p.h))
	got := p.Frame() + "\n"
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			p.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatalf("no golden frame; write it with -update: %v", err)
	}
	if got != string(want) {
		p.t.Errorf("%s", diff.Diff(path, want, "now", []byte(got)))
	}
}

// FitsFrame asserts that no row is wider and that there are no more rows than
// the terminal has.
func (p *Pump) FitsFrame() {
	p.t.Helper()
	rows := strings.Split(p.model.View().Content, "\n")
	if len(rows) > p.h {
		p.t.Errorf("%d rows on a screen of %d:\n%s", len(rows), p.h, p.Frame())
	}
	for i, r := range rows {
		if w := ansi.StringWidth(r); w > p.w {
			p.t.Errorf("row %d takes %d cells of %d: %q", i, w, p.w, ansi.Strip(r))
		}
	}
}

// Sizes runs f at every size a screen must bear, and checks the frame there.
func (p *Pump) Sizes(f func(w, h int)) {
	p.t.Helper()
	for _, s := range [][2]int{{80, 24}, {132, 43}, {60, 15}, {20, 5}, {200, 60}, {8, 12}, {1, 1}, {80, 24}} {
		p.Resize(s[0], s[1])
		p.FitsFrame()
		if f != nil {
			f(s[0], s[1])
		}
	}
}

// NoClash asserts that no key of one screen is held twice.
func NoClash(t testing.TB, bs []keys.Binding) {
	t.Helper()
	for _, c := range keys.Clashes(bs) {
		t.Errorf("keys clash: %s", c)
	}
}
