package main

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"tereze/courier/training"
	"tereze/tui/tuitest"
)

// logWatch reads every log the scripts leave behind: none may hold a name of
// the people they work with, or an IIN.
type logWatch struct {
	t     *testing.T
	names []string
	lines atomic.Int64
}

// given is who the scripts themselves bring to the counter.
var given = regexp.MustCompile(`--(?:surname|given|patronymic)[ =]'?([\p{L}-]+)`)

func newLogWatch(t *testing.T, scripts string) *logWatch {
	w := &logWatch{t: t, names: training.Names()}
	files, err := filepath.Glob(filepath.Join(scripts, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range given.FindAllStringSubmatch(string(text), -1) {
			w.names = append(w.names, m[1])
		}
	}
	t.Cleanup(func() {
		one := strings.Contains(flag.Lookup("test.run").Value.String(), "/") // of the scripts; it may leave none
		if w.lines.Load() == 0 && !t.Failed() && !one {
			t.Error("no script left a log: nothing was looked at")
		}
	})
	return w
}

// look reads the logs under a script's folder.
func (w *logWatch) look(dir string) {
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".log" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		for _, b := range text {
			if b == '\n' {
				w.lines.Add(1)
			}
		}
		for _, f := range tuitest.Leaks(string(text), w.names) {
			w.t.Errorf("%s:%s", path, f)
		}
		return nil
	})
}
