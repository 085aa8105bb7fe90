package name

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is s as search compares it: words in lower case, single spaces between.
//
// Ә ә А, Қ К, Ғ Г, Ң Н, Ө О, Ұ Ү У, Һ Х, І И and Ё Е fold together, as an
// operator without Kazakh letters on the keyboard would type them; й stays
// apart from и. Marks over letters are dropped. In a word with both Cyrillic
// letters and Latin ones that all look Cyrillic, the Latin ones become what
// they look like. All but letters and digits separates words; invisible marks
// vanish. Folding twice changes nothing.
func Fold(s string) string {
	rs := []rune(bare(strings.ToValidUTF8(s, " ")))
	for _, w := range split(rs) {
		mixed := w.cyrillic > 0 && w.latin > 0 && w.looksCyrillic(rs)
		for i := w.from; i < w.to; i++ {
			r := rs[i]
			if mixed && twin(r) != 0 {
				r = twin(r)
			}
			rs[i] = plain(unicode.ToLower(unicode.ToUpper(r)))
		}
	}
	for i, r := range rs {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			rs[i] = ' '
		}
	}
	return strings.Join(strings.Fields(norm.NFC.String(string(rs))), " ")
}

// Words are the folded words of s.
func Words(s string) []string { return strings.Fields(Fold(s)) }

// bare is s composed, without marks over letters (but й keeps its breve) and
// without invisible characters.
func bare(s string) string {
	var b strings.Builder
	var base rune
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == '\u0306' && (base == 'и' || base == 'И'):
			b.WriteRune(r)
			base = 0
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r), unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(r)
			base = r
		}
	}
	return norm.NFC.String(b.String())
}

// twin is the Cyrillic letter r is taken for, or 0. A capital without a twin
// of its own has the small letter's, so that folding twice changes nothing.
func twin(r rune) rune {
	if t := twins[r]; t != 0 {
		return t
	}
	return twins[unicode.ToLower(unicode.ToUpper(r))]
}

func (w word) looksCyrillic(rs []rune) bool {
	for _, r := range rs[w.from:w.to] {
		if unicode.IsLetter(r) && unicode.Is(unicode.Latin, r) && twin(r) == 0 {
			return false
		}
	}
	return true
}

// plain folds small Kazakh letters into those every keyboard has.
func plain(r rune) rune {
	switch r {
	case 'ә':
		return 'а'
	case 'қ':
		return 'к'
	case 'ғ':
		return 'г'
	case 'ң':
		return 'н'
	case 'ө':
		return 'о'
	case 'ұ', 'ү':
		return 'у'
	case 'һ':
		return 'х'
	case 'і':
		return 'и'
	case 'ё':
		return 'е'
	}
	return r
}
