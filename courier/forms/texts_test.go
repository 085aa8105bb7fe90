package forms_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the papers' texts to testdata")

// Every paper as a line printer and the preview have it.
func TestTexts(t *testing.T) {
	for name, f := range life(t) {
		file := filepath.Join("testdata", name+".txt")
		got := f.Text(80)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as in %s (go test -update writes it again):\n%s", name, file, got)
		}
	}
}
