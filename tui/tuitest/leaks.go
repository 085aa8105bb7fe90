package tuitest

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tereze/intake/iin"
)

// digits are runs that may be an IIN; those inside an id or a hash are none.
var digits = regexp.MustCompile(`(?:^|[^0-9a-zA-Z-])([0-9]{12})(?:[^0-9a-zA-Z-]|$)`)

// Leaks finds what must not stand in a log: one of the names as a whole word,
// or twelve digits that can be an IIN. Each finding begins with its line.
func Leaks(text string, names []string) (found []string) {
	known := map[string]bool{}
	for _, n := range names {
		for _, part := range words(n) {
			known[part] = utf8.RuneCountInString(part) > 1 // one letter is nobody's name
		}
	}
	for i, line := range strings.Split(text, "\n") {
		for _, w := range words(line) {
			if known[w] {
				found = append(found, fmt.Sprintf("%d: the name %q: %s", i+1, w, line))
			}
		}
		for _, m := range digits.FindAllStringSubmatch(line, -1) {
			if r := iin.Parse(m[1], time.Now()); r.Valid || r.Overridable {
				found = append(found, fmt.Sprintf("%d: the IIN %s: %s", i+1, m[1], line))
			}
		}
	}
	return found
}

// words are the words of a text in small letters.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}
