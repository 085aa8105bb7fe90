package gatewaysim

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"testing"
)

// TestLeafIsAPDF holds the table of a PDF to the places its objects are at.
func TestLeafIsAPDF(t *testing.T) {
	leaf := Leaf("RESULT (1)", `back\slash`)
	end := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(leaf)
	if !bytes.HasPrefix(leaf, []byte("%PDF-1.4\n")) || end == nil {
		t.Fatalf("no PDF:\n%s", leaf)
	}
	table := must(strconv.Atoi(string(end[1])))(t)
	if !bytes.HasPrefix(leaf[table:], []byte("xref\n0 6\n")) {
		t.Errorf("the table is not at %d", table)
	}
	for i, m := range regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`).FindAllSubmatch(leaf[table:], -1) {
		place := must(strconv.Atoi(string(m[1])))(t)
		if want := fmt.Sprintf("%d 0 obj\n", i+1); !bytes.HasPrefix(leaf[place:], []byte(want)) {
			t.Errorf("object %d is not at %d", i+1, place)
		}
	}
	if !bytes.Contains(leaf, []byte(`(RESULT \(1\))`)) || !bytes.Contains(leaf, []byte(`(back\\slash)`)) || !bytes.Contains(leaf, []byte(Organization)) {
		t.Errorf("the text:\n%s", leaf)
	}
	stream := regexp.MustCompile(`(?s)/Length (\d+) >>\nstream\n(.*)\nendstream`).FindSubmatch(leaf)
	if stream == nil || strconv.Itoa(len(stream[2])) != string(stream[1]) {
		t.Error("the length is wrong")
	}
}
