package name

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxRunes is the longest name Clean accepts, in code points after composing.
const MaxRunes = 120

// Codes of what Clean refuses. Words for them belong to the screens.
const (
	FaultUTF8      = "utf8"       // invalid bytes, or U+FFFD where some were lost
	FaultControl   = "control"    // control characters, tab and line break inside
	FaultBidi      = "bidi"       // marks that change the direction of text
	FaultInvisible = "invisible"  // zero-width and other characters nobody can see
	FaultDigits    = "digits"     // digits: often Kazakh letters typed on another layout, see Mend
	FaultSymbols   = "symbols"    // anything else no name has, or marks piled on a letter
	FaultLong      = "long"       // over MaxRunes
	FaultNoLetters = "no-letters" // a dash for "none": leave the field empty instead
)

// Codes of Clean's warnings. None of them blocks.
const (
	WarnLatinLookalike    = "latin-lookalike"    // Latin letters in a Cyrillic name: Lookalikes, Mend
	WarnSchwa             = "schwa"              // Latin schwa U+0259 for Cyrillic U+04D9: Lookalikes, Mend
	WarnCyrillicLookalike = "cyrillic-lookalike" // Cyrillic letters in a Latin word: Lookalikes, Mend
	WarnMixedScript       = "mixed-script"       // a word of letters that cannot all be of one script
	WarnMixedCase         = "mixed-case"         // capitals inside a word
	WarnLowerCase         = "lower-case"         // no capital at all
)

// Clean composes s (NFC), trims it, makes single spaces of any run of them and
// a hyphen of any dash. It answers the clean name, or "" with a Fault code
// (the first that fits, in the order of the constants). The warnings are Warn
// codes, each once. A name wholly Latin, or in any one script, is fine. An
// empty s is clean: whether a name may be absent is the caller's rule.
// Cleaning twice changes nothing.
func Clean(s string) (clean, fault string, warnings []string) {
	if !utf8.ValidString(s) {
		return "", FaultUTF8, nil
	}
	s = norm.NFC.String(strings.TrimSpace(s))
	if fault := refuse(s); fault != "" {
		return "", fault, nil
	}
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Pd, r) || r == '\u2212' {
			return '-'
		}
		return r
	}, strings.Join(strings.Fields(s), " "))
	switch {
	case utf8.RuneCountInString(s) > MaxRunes:
		return "", FaultLong, nil
	case s != "" && !strings.ContainsFunc(s, unicode.IsLetter):
		return "", FaultNoLetters, nil
	}
	return s, "", warn(s)
}

// refuse finds the gravest character of s that no name has.
func refuse(s string) string {
	faults := [...]string{FaultUTF8, FaultControl, FaultBidi, FaultInvisible, FaultDigits, FaultSymbols}
	gravest := len(faults)
	note := func(fault string) {
		if i := slices.Index(faults[:gravest], fault); i >= 0 {
			gravest = i
		}
	}
	marks := 2 // as if piled: a mark must stand on a letter
	for _, r := range s {
		if unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r) && r != '\u034f' {
			if marks++; marks > 2 {
				note(FaultSymbols)
			}
			continue
		}
		marks = 2
		if unicode.IsLetter(r) {
			marks = 0
		}
		if fault := faultOf(r); fault != "" {
			note(fault)
		}
	}
	if gravest < len(faults) {
		return faults[gravest]
	}
	return ""
}

// faultOf is why r alone cannot stand in a name, or "".
func faultOf(r rune) string {
	switch {
	case r == utf8.RuneError:
		return FaultUTF8
	case unicode.Is(unicode.Bidi_Control, r):
		return FaultBidi
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return FaultControl
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r),
		unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return FaultInvisible
	case unicode.IsDigit(r):
		return FaultDigits
	case unicode.IsLetter(r), unicode.Is(unicode.Zs, r), unicode.Is(unicode.Pd, r):
		return ""
	case strings.ContainsRune("'’ʼʻ‘`´.,()\u2212·", r):
		return ""
	}
	return FaultSymbols
}

// warn lists what is odd about a clean name.
func warn(s string) []string {
	rs := []rune(s)
	found := map[string]bool{}
	for _, w := range split(rs) {
		for _, code := range w.lookalikes(rs) {
			found[code] = true
		}
		if mixedCase(rs[w.from:w.to]) {
			found[WarnMixedCase] = true
		}
	}
	if strings.ContainsFunc(s, unicode.IsLower) && !strings.ContainsFunc(s, isCapital) {
		found[WarnLowerCase] = true
	}
	var codes []string
	for _, c := range [...]string{WarnLatinLookalike, WarnSchwa, WarnCyrillicLookalike, WarnMixedScript, WarnMixedCase, WarnLowerCase} {
		if found[c] {
			codes = append(codes, c)
		}
	}
	return codes
}

func isCapital(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }

// mixedCase is true for anything but "ааа", "ААА" and "Ааа".
func mixedCase(word []rune) bool {
	lower, late := 0, 0
	for i, r := range word {
		switch {
		case isCapital(r) && i > 0:
			late++
		case unicode.IsLower(r):
			lower++
		}
	}
	return late > 0 && lower > 0
}
