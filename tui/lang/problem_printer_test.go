package lang_test

import (
	"slices"
	"testing"

	"tereze/intake/printer"
	"tereze/intake/trio"
	"tereze/tui/lang"
)

// TestEveryFailedPrintHasWords: the codes of the printer, each in three
// languages, and no words for a code that is gone.
func TestEveryFailedPrintHasWords(t *testing.T) {
	codes := printer.Codes()
	for _, l := range trio.Langs() {
		known := lang.New(l).Codes()
		for _, c := range codes {
			if !slices.Contains(known, c) {
				t.Errorf("%s has no words in %s", c, l)
			}
		}
		for _, c := range known {
			if len(c) > 6 && c[:6] == "print-" && !slices.Contains(codes, c) {
				t.Errorf("%s: words nobody asks for", c)
			}
		}
	}
}
