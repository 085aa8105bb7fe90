package safe

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// odd stands on screen for what must not be drawn: a bidirectional or
// zero-width character, an invalid byte, a code point nobody has assigned.
const odd = '⍰'

// marks is how many combining marks may stand on one letter after composing:
// more of them climb over the neighbouring rows.
const marks = 2

// Clean makes outside text drawable on one row: control characters become
// their pictures (␛ ␊), bidirectional and zero-width ones and invalid bytes
// become ⍰, letters of two code points (и + breve) are composed.
func Clean(s string) Text {
	if plain(s) {
		return Text{s}
	}
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // each bad byte a U+FFFD, before composing
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	run := marks // a mark with no letter under it is made visible
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == utf8.RuneError:
			r, run = odd, marks
		case unicode.Is(unicode.M, r):
			if run++; run > marks || hidden(r) {
				r = odd
			}
		default:
			r, run = visible(r), 0
		}
		b.WriteRune(r)
	}
	return Text{b.String()}
}

// plain tells that nothing in s needs cleaning: ASCII, the Cyrillic letters and
// our own punctuation, which is nearly everything that is ever drawn.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c < 0x7f {
			continue
		}
		if c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] <= 0xa7 {
			i += 2 // U+2010–U+2027: dashes, quotes, …
			continue
		}
		if c == 0xc2 && i+1 < len(s) && (s[i+1] == 0xa0 || s[i+1] == 0xab || s[i+1] == 0xb7 || s[i+1] == 0xbb) {
			i++ // the no-break space, « · »
			continue
		}
		// U+0400–U+047F and U+0490–U+04FF in two bytes: D0 D1 D2 D3.
		if c >= 0xd0 && c <= 0xd3 && i+1 < len(s) && s[i+1]&0xc0 == 0x80 {
			if c == 0xd2 && s[i+1] < 0x90 {
				return false // U+0480–U+048F: combining marks among them
			}
			i++
			continue
		}
		return false
	}
	return true
}

func visible(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return '␡'
	case r == '\u00a0' || r == '\u202f':
		return '\u00a0' // holds a number together when a line is wrapped
	case hidden(r):
		return odd
	case unicode.Is(unicode.Zs, r):
		return ' '
	case !unicode.IsPrint(r):
		return odd
	}
	return r
}

// hidden tells characters that take no cell or turn the order of their row.
func hidden(r rune) bool {
	switch {
	case r >= 0x80 && r <= 0x9f, r == 0xad, r == 0x34f, r == 0x61c,
		r == 0x115f, r == 0x1160, r >= 0x17b4 && r <= 0x17b5,
		r >= 0x180b && r <= 0x180f, r >= 0x200b && r <= 0x200f,
		r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
		r == 0x3164, r >= 0xfe00 && r <= 0xfe0f, r == 0xfeff, r == 0xffa0,
		r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}
