package keys

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed keyboard.csv
var keyboardCSV string

// Layout undoes one keyboard layout: what its keys give, as US keys.
type Layout struct {
	Name string // as in keyboard.csv: kz_basic, ru_winkeys …
	us   map[rune]rune
}

// US is the character the same key, with the same Shift, gives on a US
// keyboard; false when the layout has no such character.
func (l Layout) US(r rune) (rune, bool) {
	u, ok := l.us[r]
	return u, ok
}

// Text undoes the layout for a whole text; false when a character is not of
// this layout. With caps the Caps Lock key was on: letters came in the other
// case than Shift asked for.
func (l Layout) Text(s string, caps bool) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		if caps {
			r = flip(r)
		}
		u, ok := l.us[r]
		if !ok {
			return "", false
		}
		b.WriteRune(u)
	}
	return b.String(), true
}

func flip(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}

// Layouts lists the Kazakh and Russian layouts, the standard Kazakh one first.
func Layouts() []Layout { return layouts() }

// layouts reads the table once; it never changes afterwards.
var layouts = sync.OnceValue(func() []Layout { return parseLayouts(keyboardCSV) })

// parseLayouts reads rows "key,us,us_shift,name,name_shift,…". A field in
// quotes holds a comma or a doubled quote, as CSV has it.
func parseLayouts(csv string) []Layout {
	var out []Layout
	for i, line := range strings.Split(strings.TrimSpace(csv), "\n") {
		f := fields(line)
		if i == 0 {
			for c := 3; c < len(f); c += 2 {
				out = append(out, Layout{Name: f[c], us: map[rune]rune{' ': ' '}})
			}
			continue
		}
		for n := range out {
			for shift := range 2 {
				from, _ := utf8.DecodeRuneInString(f[3+2*n+shift])
				to, _ := utf8.DecodeRuneInString(f[1+shift])
				// The same character on two keys: the unshifted one is meant.
				if _, taken := out[n].us[from]; !taken || shift == 0 {
					out[n].us[from] = to
				}
			}
		}
	}
	return out
}

func fields(line string) []string {
	var out []string
	var b strings.Builder
	quoted := false
	rs := []rune(strings.TrimRight(line, "\r"))
	for i := 0; i < len(rs); i++ {
		switch r := rs[i]; {
		case quoted && r == '"' && i+1 < len(rs) && rs[i+1] == '"':
			b.WriteRune('"')
			i++
		case r == '"':
			quoted = !quoted
		case r == ',' && !quoted:
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteRune(r)
		}
	}
	return append(out, b.String())
}
