package scan

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tereze/tui/keys"
)

// reading is what the key presses give under one layout, as US text, with the
// programmed prefix and suffix as they stand in it.
type reading struct {
	text           string
	prefix, suffix string // in small letters: Caps Lock may be on
	based          bool   // the keys alone, without Shift: the last resort
}

// piece is one thing found in a run of digits.
type piece struct {
	kind   Kind
	digits string
}

// longest is the length of a text, in bytes, that may be a scan under another
// layout; what is longer was pasted.
const longest = 4096

// readings are the texts the same key presses give under each layout, the US
// one first, Caps Lock either way; last the keys as the terminal named them.
func (d *Decoder) readings(text, base string) []reading {
	// A text comes without the blanks at its ends.
	pre, suf := strings.TrimLeft(strings.ToLower(d.Prefix), " "), strings.TrimRight(strings.ToLower(d.Suffix), " ")
	out := []reading{{text: text, prefix: pre, suffix: suf}}
	add := func(r reading) {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	if len(text) > longest {
		return out
	}
	for _, l := range keys.Layouts() {
		for _, caps := range []bool{false, true} {
			if s, ok := undo(l, text, caps); ok {
				add(reading{text: s, prefix: pre, suffix: suf})
			}
		}
	}
	if base != "" {
		out = append(out, reading{base, unshift.Replace(pre), unshift.Replace(suf), true})
	}
	return out
}

// undo is Layout.Text, but lets ASCII digits pass: a scanner may send its
// digits through the numeric keys and only the prefix through the letters.
func undo(l keys.Layout, text string, caps bool) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		if caps && unicode.IsUpper(r) {
			r = unicode.ToLower(r)
		} else if caps {
			r = unicode.ToUpper(r)
		}
		u, ok := l.US(r)
		if !ok && r >= '0' && r <= '9' {
			u, ok = r, true
		}
		if !ok {
			return "", false
		}
		b.WriteRune(u)
	}
	return b.String(), true
}

// unshift gives the key that a shifted character of the US keyboard is on.
var unshift = strings.NewReplacer("~", "`", "!", "1", "@", "2", "#", "3", "$", "4", "%", "5", "^", "6", "&", "7", "*", "8",
	"(", "9", ")", "0", "_", "-", "+", "=", "{", "[", "}", "]", "|", "\\", ":", ";", `"`, "'", "<", ",", ">", ".", "?", "/")

// runs are the runs of digits between prefixes, suffixes and symbology marks;
// false when there is anything else in it. A prefix of digits only is left in
// them: where it ends is found by the length of a code.
func (r reading) runs() ([]string, bool) {
	const cut = "\n" // a burst has none, a paste is read line by line
	low := mark.ReplaceAllString(strings.ToLower(r.text), cut)
	for _, affix := range []string{r.prefix, r.suffix} {
		if affix != "" && !digits(affix) {
			low = strings.ReplaceAll(low, affix, cut)
		}
	}
	runs := strings.FieldsFunc(low, func(r rune) bool { return r == '\n' })
	return runs, len(runs) > 0 && !slices.ContainsFunc(runs, func(s string) bool { return !digits(s) })
}

// mark is the symbology some scanners send before a code: ]C1 for ours.
var mark = regexp.MustCompile(`\][a-z][0-9]`)

// trim is a text that is no run of digits without its prefix and suffix.
func (r reading) trim() string {
	s := r.text
	if n := len(r.prefix); n < len(s) && strings.EqualFold(s[:n], r.prefix) {
		s = s[n:]
	}
	if n := len(s) - len(r.suffix); n > 0 && strings.EqualFold(s[n:], r.suffix) {
		s = s[:n]
	}
	return s
}

// bare is a run as it is, and without a prefix and a suffix of digits.
func (r reading) bare(run string) []string {
	out := []string{run}
	if s, ok := strings.CutPrefix(run, r.prefix); ok {
		out = append(out, s)
	}
	for _, s := range out {
		if s, ok := strings.CutSuffix(s, r.suffix); ok {
			out = append(out, s)
		}
	}
	return out
}

// ours is the one reading that holds codes of ours; when two readings hold
// different ones, none is believed. Loose: there may be torn pieces and trade
// codes beside them.
func (d *Decoder) ours(rs []reading, loose bool) ([]piece, bool) {
	if n := len(rs) - 1; n > 0 && rs[n].based {
		if ps, ok := d.ours(rs[:n], loose); ok {
			return ps, true
		}
		rs = rs[n:]
	}
	var found []piece
	for _, r := range rs {
		runs, ok := r.runs()
		var ps []piece
		for i := 0; ok && i < len(runs); i++ {
			var some []piece
			some, ok = d.whole(r, runs[i])
			if torn, sure := d.torn(r, runs[i]); loose && sure && codes(torn) > codes(some) {
				some, ok = torn, true
			}
			if loose && !ok {
				some, ok = r.name(runs[i]), true
			}
			ps = append(ps, some...)
		}
		if !ok || codes(ps) == 0 {
			continue
		}
		if found != nil && !slices.Equal(found, ps) {
			return nil, false
		}
		found = ps
	}
	return found, found != nil
}

// codes is how many of them are whole codes of ours.
func codes(ps []piece) int {
	n := 0
	for _, p := range ps {
		if p.kind == Code {
			n++
		}
	}
	return n
}

// whole cuts a run into whole codes, one behind the other, so that as many as
// can be hold; false when its length does not fit.
func (d *Decoder) whole(r reading, run string) ([]piece, bool) {
	// From the end: how many hold from each digit on, and where that code is.
	type from struct{ hold, code, next int }
	best := make([]from, len(run)+1)
	for i := len(run) - 1; i >= 0; i-- {
		best[i].hold = -1
		for _, code := range after(run, i, r.prefix) {
			end := code + Length
			if end > len(run) {
				continue
			}
			n := 0
			if d.valid(run[code:end]) {
				n = 1
			}
			for _, next := range after(run, end, r.suffix) {
				if rest := best[next].hold; rest >= 0 && n+rest > best[i].hold {
					best[i] = from{n + rest, code, next}
				}
			}
		}
	}
	if best[0].hold < 0 {
		return nil, false
	}
	var out []piece
	for i := 0; i < len(run); i = best[i].next {
		p := piece{Half, run[best[i].code : best[i].code+Length]}
		if d.valid(p.digits) {
			p.kind = Code
		}
		out = append(out, p)
	}
	return out, true
}

// after are the places a run may go on at i: there, and behind an affix of
// digits.
func after(run string, i int, affix string) []int {
	if affix != "" && strings.HasPrefix(run[i:], affix) {
		return []int{i, i + len(affix)}
	}
	return []int{i}
}

// torn finds whole codes among torn pieces; false when two of them overlap and
// nobody can tell which was meant.
func (d *Decoder) torn(r reading, run string) ([]piece, bool) {
	var out []piece
	rest := func(s string) {
		if s != "" && s != r.prefix && s != r.suffix && s != r.suffix+r.prefix {
			out = append(out, r.name(s)...)
		}
	}
	from := 0
	for i := 0; i+Length <= len(run); i++ {
		if !strings.HasPrefix(run[i:], d.Office) || !d.valid(run[i:i+Length]) {
			continue
		}
		if i < from {
			return nil, false
		}
		rest(run[from:i])
		out = append(out, piece{Code, run[i : i+Length]})
		from = i + Length
	}
	rest(run[from:])
	return out, true
}

// name says what a run is that holds no code of ours.
func (r reading) name(run string) []piece {
	for _, s := range r.bare(run) {
		if goods(s) {
			return []piece{{Foreign, s}}
		}
	}
	for _, n := range []int{13, 8, 14} { // several trade codes run together
		if len(run)%n != 0 || len(run)%Length == 0 {
			continue
		}
		var out []piece
		for s := range slices.Chunk([]byte(run), n) {
			if goods(string(s)) {
				out = append(out, piece{Foreign, string(s)})
			}
		}
		if len(out) == len(run)/n {
			return out
		}
	}
	if len(run)%Length != 0 {
		return []piece{{Half, run}}
	}
	var out []piece
	for s := range slices.Chunk([]byte(run), Length) {
		out = append(out, piece{Half, string(s)})
	}
	return out
}

// lines are the parts of a pasted text that one scan each would be.
func lines(text string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r > 0x7e })
}

// goods tells a trade code: 8, 12, 13 or 14 digits, weights 3 and 1 from the
// right, sum divisible by ten; or 12 digits as in an IIN.
func goods(s string) bool {
	switch len(s) {
	case 12:
		return true
	case 8, 13, 14:
	default:
		return false
	}
	sum := 0
	for i := range len(s) {
		w := 1
		if (len(s)-1-i)%2 == 1 {
			w = 3
		}
		sum += w * int(s[i]-'0')
	}
	return sum%10 == 0
}
