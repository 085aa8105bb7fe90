package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// marks is how many combining marks may stand on one letter after composing:
// more of them climb over the neighbouring lines.
const marks = 2

// clean makes outside text printable in one line: letters of two code points
// are composed; control, bidirectional and invisible characters, invalid
// bytes and what the font has no shape for become □, so that they are seen.
func clean(s string) string {
	if plain(s) {
		return s
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, string(box))
	}
	f, run := regular(), marks
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			if run++; run > marks {
				return box
			}
		} else {
			run = 0
		}
		switch {
		case r == '\t':
			return ' '
		case r == 0x202f:
			return 0xa0 // holds a number together when a line is wrapped
		case r == 0xad || r == 0x34f || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			return box
		case r != 0xa0 && unicode.Is(unicode.Zs, r):
			return ' '
		case !f.has(r):
			return box
		}
		return r
	}, norm.NFC.String(s))
}

// plain tells that nothing in s needs cleaning: ASCII and the common Cyrillic.
func plain(s string) bool {
	for _, r := range s {
		if r < 0x20 || r > 0x7e && (r < 0x400 || r > 0x4ff || r >= 0x482 && r <= 0x489) {
			return false
		}
	}
	return true
}

// lines cleans a text of several lines.
func lines(s string) []string {
	if s == "" {
		return nil
	}
	out := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range out {
		out[i] = clean(out[i])
	}
	return out
}

// wrap breaks a clean line at blanks into lines no wider than width; a word
// wider than that is broken after a hyphen or a stroke, else between letters.
func wrap(s string, width float64, measure func(string) float64) []string {
	if measure(s) <= width {
		return []string{s}
	}
	var out []string
	line, stay := "", ""
	for _, w := range strings.Split(s, " ") {
		if w == "" {
			continue
		}
		if w = stay + w; strings.HasSuffix(w, "№") { // with its number
			stay = w + " "
			continue
		}
		stay = ""
		if line != "" {
			if measure(line+" "+w) <= width {
				line += " " + w
				continue
			}
			out = append(out, line)
		}
		for measure(w) > width {
			n := split(w, width, measure)
			if n == len(w) { // one letter is wider than the line: let it stick out
				break
			}
			out, w = append(out, w[:n]), w[n:]
		}
		line = w
	}
	if stay = strings.TrimSpace(stay); stay != "" && line != "" { // a № without a number
		if measure(line+" "+stay) > width {
			return append(out, line, stay)
		}
		line += " "
	}
	return append(out, line+stay)
}

// split is where to break a word: as many letters as fit, at least one; after
// a hyphen or stroke in the last half of them, if there is one.
func split(w string, width float64, measure func(string) float64) int {
	n, joint := 0, 0
	for i, r := range w {
		end := i + utf8.RuneLen(r)
		if i > 0 && measure(w[:end]) > width {
			break
		}
		if n = end; r == '-' || r == '/' || r == '–' {
			joint = end
		}
	}
	if joint > n/2 {
		return joint
	}
	for n < len(w) { // a mark stays with its letter
		r, size := utf8.DecodeRuneInString(w[n:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		n += size
	}
	return n
}
