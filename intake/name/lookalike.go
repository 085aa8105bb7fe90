package name

import (
	"slices"
	"unicode"
)

// twins pairs each Latin letter with the Cyrillic one it is taken for. The
// escapes are the Latin and the Cyrillic schwa, which fonts draw alike.
var twins = map[rune]rune{
	'A': 'А', 'B': 'В', 'C': 'С', 'E': 'Е', 'H': 'Н', 'I': 'І', 'K': 'К', 'M': 'М',
	'O': 'О', 'P': 'Р', 'T': 'Т', 'X': 'Х', 'Y': 'У', 'Ë': 'Ё', '\u018f': '\u04d8',
	'a': 'а', 'c': 'с', 'e': 'е', 'h': 'һ', 'i': 'і', 'k': 'к', 'm': 'м',
	'o': 'о', 'p': 'р', 't': 'т', 'x': 'х', 'y': 'у', 'ë': 'ё', '\u0259': '\u04d9',
}

// latinTwin is the Latin letter that r, a Cyrillic one, is taken for, or 0.
func latinTwin(r rune) rune {
	for latin, cyrillic := range twins {
		if cyrillic == r {
			return latin
		}
	}
	return 0
}

// digitRow is what the Kazakh layout has where other layouts have digits.
var digitRow = map[rune]rune{
	'2': '\u04d9', '3': 'і', '4': 'ң', '5': 'ғ', '8': 'ү', '9': 'ұ', '0': 'қ',
}

// A word is a run of letters, marks and digits.
type word struct {
	from, to        int  // runes from to to-1
	latin, cyrillic int  // letters of each script
	beside          bool // another word of the name has Cyrillic letters
}

func split(rs []rune) []word {
	var words []word
	inside := false
	cyrillic := 0
	for i, r := range rs {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			inside = false
			continue
		}
		if !inside {
			words = append(words, word{from: i})
			inside = true
		}
		w := &words[len(words)-1]
		w.to = i + 1
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			w.latin++
		case unicode.Is(unicode.Cyrillic, r):
			w.cyrillic++
			cyrillic++
		}
	}
	for i := range words {
		words[i].beside = cyrillic > words[i].cyrillic
	}
	return words
}

// odd tells which script the look-alikes of w are of: Latin, Cyrillic or, when
// w is of one script, nil. Mixed is true for a word that cannot be put right.
func (w word) odd(rs []rune) (script *unicode.RangeTable, mixed bool) {
	latin := w.latin > 0 && !slices.ContainsFunc(rs[w.from:w.to], func(r rune) bool {
		return unicode.IsLetter(r) && unicode.Is(unicode.Latin, r) && twins[r] == 0
	})
	switch {
	case w.latin == 0, w.cyrillic == 0 && !(latin && w.beside):
		return nil, false
	case latin:
		return unicode.Latin, false
	}
	for _, r := range rs[w.from:w.to] {
		if unicode.IsLetter(r) && unicode.Is(unicode.Cyrillic, r) && latinTwin(r) == 0 {
			return nil, true
		}
	}
	return unicode.Cyrillic, false
}

// lookalikes are the Warn codes of w.
func (w word) lookalikes(rs []rune) []string {
	script, mixed := w.odd(rs)
	switch {
	case mixed:
		return []string{WarnMixedScript}
	case script == unicode.Cyrillic:
		return []string{WarnCyrillicLookalike}
	case script == nil:
		return nil
	}
	var codes []string
	for _, r := range rs[w.from:w.to] {
		switch {
		case r == '\u0259' || r == '\u018f':
			codes = append(codes, WarnSchwa)
		case unicode.Is(unicode.Latin, r):
			codes = append(codes, WarnLatinLookalike)
		}
	}
	return codes
}

// Lookalikes are the positions, in runes, of the letters in a clean name that
// only look right: the ones Mend would change. Empty when nothing is odd.
func Lookalikes(clean string) []int {
	var at []int
	rs := []rune(clean)
	for _, w := range split(rs) {
		script, _ := w.odd(rs)
		for i := w.from; script != nil && i < w.to; i++ {
			if unicode.IsLetter(rs[i]) && unicode.Is(script, rs[i]) {
				at = append(at, i)
			}
		}
	}
	return at
}

// Mend is the name with its look-alike letters replaced by those of the word's
// own script, and with digits in a Cyrillic word replaced by the letters which
// the Kazakh layout has on their keys («Н9рлан» was meant to be «Нұрлан»). It
// is an offer to show, not to apply unasked.
func Mend(s string) string {
	rs := []rune(s)
	for _, w := range split(rs) {
		script, _ := w.odd(rs)
		for i := w.from; i < w.to; i++ {
			r := rs[i]
			switch {
			case w.cyrillic > 0 && digitRow[r] != 0:
				rs[i] = digitRow[r]
				if w.capitalAt(rs, i) {
					rs[i] = unicode.ToUpper(rs[i])
				}
			case script == nil || !unicode.IsLetter(r) || !unicode.Is(script, r):
			case script == unicode.Latin:
				rs[i] = twins[r]
			default:
				rs[i] = latinTwin(r)
			}
		}
	}
	return string(rs)
}

// capitalAt guesses the case of a letter typed as a digit, from its neighbours.
func (w word) capitalAt(rs []rune, i int) bool {
	if i == w.from {
		return true
	}
	for _, r := range rs[i+1 : w.to] {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return i-1 > w.from && unicode.IsUpper(rs[i-1])
}
