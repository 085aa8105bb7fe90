package iin

import (
	"strings"
	"unicode"
)

// Fold turns what arrived from a keyboard, a scanner or a clipboard into the
// digits that were meant, and may be called on every key press.
//
//   - The digit row of the Kazakh layout is undone: "әіңғ,.үұқө is 1234567890-,
//     in both letter cases because Caps Lock flips them. A comma, a dot and a
//     quotation mark therefore always become digits.
//   - Fullwidth and Arabic-Indic digits become ASCII ones.
//   - Spaces of every kind, dashes and the invisible marks that come with
//     pasted text are dropped.
//
// Every other character stays where it was, so that the parser can name it;
// invalid bytes become U+FFFD. Folding twice changes nothing.
func Fold(s string) string {
	if allDigits(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = foldRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldRune is the character r stands for, or -1 when r only separates.
func foldRune(r rune) rune {
	switch r {
	case '"':
		return '1'
	case 'ә', 'Ә':
		return '2'
	case 'і', 'І':
		return '3'
	case 'ң', 'Ң':
		return '4'
	case 'ғ', 'Ғ':
		return '5'
	case ',':
		return '6'
	case '.':
		return '7'
	case 'ү', 'Ү':
		return '8'
	case 'ұ', 'Ұ':
		return '9'
	case 'қ', 'Қ':
		return '0'
	case 'ө', 'Ө': // the dash key: a dash, and dropped like one
		return -1
	case '\u00ad', '\u200b', '\u2060', '\ufeff', '\u2212': // soft hyphen, zero-width, minus
		return -1
	}
	switch {
	case r >= '0' && r <= '9':
		return r
	case r >= '\uff10' && r <= '\uff19': // fullwidth
		return r - '\uff10' + '0'
	case r >= '\u0660' && r <= '\u0669': // Arabic-Indic
		return r - '\u0660' + '0'
	case r >= '\u06f0' && r <= '\u06f9': // Persian, Urdu
		return r - '\u06f0' + '0'
	case unicode.IsSpace(r), unicode.Is(unicode.Pd, r):
		return -1
	}
	return r
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
