package main

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// TestImportsGoOneWay holds the house's arrows:
// store ← intake ← courier ← tui ← cmd, and engines only in cmd and tests.
func TestImportsGoOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "tereze/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	floor := map[string]int{"store": 0, "intake": 1, "courier": 2, "tui": 3, "cmd": 4}
	room := func(path string) string {
		return strings.SplitN(strings.TrimPrefix(path, "tereze/"), "/", 2)[0]
	}
	dec, seen := json.NewDecoder(strings.NewReader(string(out))), 0
	for dec.More() {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		seen++
		from := room(p.ImportPath)
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, "tereze/") {
				if from != "tui" && from != "cmd" && strings.HasPrefix(imp, "charm.land/") {
					t.Errorf("%s imports %s: the domain knows no terminal", p.ImportPath, imp)
				}
				continue
			}
			if floor[room(imp)] > floor[from] {
				t.Errorf("%s imports %s: against the arrows", p.ImportPath, imp)
			}
			testing := strings.HasSuffix(p.ImportPath, "test") // storetest, tuitest: for tests alone
			if imp == "tereze/store/bolt" && from != "cmd" && !testing {
				t.Errorf("%s imports an engine", p.ImportPath)
			}
		}
		for _, bad := range []string{"/util", "/common", "/types", "/models", "/helpers"} {
			if strings.HasSuffix(p.ImportPath, bad) {
				t.Errorf("%s: a package says what it is for", p.ImportPath)
			}
		}
	}
	if seen < 10 {
		t.Fatalf("only %d packages seen", seen)
	}
}
