package name

import (
	"strings"
	"unicode"
)

// Initials shortens clean names for lists: "Сериков Д. Б.". Each given name
// has its initial ("Ким А.-М."), the patronymic only its first word's
// («Мәмед оғлы» is М.). What is empty is left out; without a surname the given
// name stands whole.
func Initials(surname, given, patronymic string) string {
	surname, given = strings.TrimSpace(surname), strings.TrimSpace(given)
	if surname == "" {
		surname, given = given, ""
	}
	parts := []string{surname}
	for _, g := range strings.Fields(given) {
		var hyphened []string
		for _, h := range strings.Split(g, "-") {
			hyphened = append(hyphened, initial(h))
		}
		parts = append(parts, strings.Trim(strings.Join(hyphened, "-"), "-"))
	}
	if p := strings.Fields(patronymic); len(p) > 0 {
		parts = append(parts, initial(p[0]))
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// initial is the first letter of s with its marks, as a capital with a dot.
func initial(s string) string {
	rs := []rune(s)
	for i, r := range rs {
		if !unicode.IsLetter(r) {
			continue
		}
		end := i + 1
		for end < len(rs) && unicode.IsMark(rs[end]) {
			end++
		}
		return string(unicode.ToTitle(r)) + string(rs[i+1:end]) + "."
	}
	return ""
}
