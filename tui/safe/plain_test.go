package safe

import (
	"strings"
	"testing"
)

// The quick way through Clean lets pass only what the long way leaves as it is.
func TestPlainIsWhatCleaningLeaves(t *testing.T) {
	quick := 0
	for r := rune(0x20); r < 0x3000; r++ {
		s := string(r)
		if !plain(s) {
			continue
		}
		quick++
		if got := Clean("a" + s + "\x1b").String(); got != "a"+s+"␛" {
			t.Errorf("U+%04X passes unseen, but is cleaned to %q", r, got)
		}
	}
	if quick < 300 || !plain("— “Терезе” … «қ»\u00a0·") {
		t.Errorf("only %d characters are quick", quick)
	}
	for _, s := range []string{"\xe2\x80", "\xe2\x80\x8b", "\xe2\x80\xa8", "\xe2\x81\xa6", "\xc2", "\xc2\xad", "\xd0", "a\u0306"} {
		if plain(s) || !strings.ContainsAny(Clean(s).String(), "⍰ă") {
			t.Errorf("%q passes unseen", s)
		}
	}
}
