package scan

import (
	"slices"
	"strings"
	"time"

	"tereze/intake/iin"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// Length is the number of digits of our barcode, the check digit among them.
const Length = 16

// again is how long the same code counts as one scan that came twice.
const again = 3 * time.Second

// Kind is what a scan turned out to be.
type Kind int

// The kinds.
const (
	Code    Kind = iota // our barcode, its check digit holds
	Typed               // a number or a word typed by hand on the scan line
	Foreign             // whole, but not one of ours: goods, a book, a QR text
	Half                // digits of a code that was torn: scan it again
	Garbled             // nothing that can be read under any layout
)

// Scan is one thing that was scanned or typed.
type Scan struct {
	Kind   Kind
	Digits string        // the digits read; for Typed folded, dashes dropped
	Text   safe.Text     // what was typed or scanned, to be shown
	At     time.Time     // when
	Again  bool          // the same code came Since ago: one scan, not two
	Since  time.Duration // how long ago, when Again
}

// Decoder reads bursts, pastes and typed numbers; it remembers the codes of the
// last seconds to know a double scan.
type Decoder struct {
	// Valid tells that Length digits are one of our barcodes.
	Valid func(digits string) bool
	seen  map[string]time.Time
}

// Burst reads what a scanner sent: usually one scan, more when codes ran
// together without an Enter between them.
func (d *Decoder) Burst(at time.Time, b Burst) []Scan {
	return d.read(at, strings.TrimSpace(b.Text), b.Base)
}

// Paste reads pasted text, one scan a line; blank lines are nothing.
func (d *Decoder) Paste(at time.Time, text string) []Scan {
	var out []Scan
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, d.read(at, line, "")...)
		}
	}
	return out
}

// Type reads what was typed on the scan line by hand; false for nothing.
func (d *Decoder) Type(at time.Time, text string) (Scan, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Scan{}, false
	}
	s := Scan{Kind: Typed, Digits: iin.Fold(text), Text: safe.Clean(text), At: at}
	if d.valid(s.Digits) {
		s.Kind = Code
		s = d.twice(s)
	}
	return s, true
}

// Ours tells that a burst holds at least one of our codes.
func (d *Decoder) Ours(b Burst) bool {
	_, ok := d.ours(strings.TrimSpace(b.Text), b.Base)
	return ok
}

// Card tells that a burst is the number from an identity document: twelve
// digits whose check digit holds, under one layout or another.
func (d *Decoder) Card(b Burst) bool {
	for _, r := range readings(strings.TrimSpace(b.Text), b.Base) {
		if len(r) == 12 && digits(r) && iin.Parse(r, time.Time{}).Valid {
			return true
		}
	}
	return false
}

// OursText tells the same of pasted text.
func (d *Decoder) OursText(text string) bool {
	_, ok := d.ours(strings.TrimSpace(text), "")
	return ok
}

func (d *Decoder) read(at time.Time, text, base string) []Scan {
	if digits, ok := d.ours(text, base); ok {
		var out []Scan
		for c := range slices.Chunk([]byte(digits), Length) {
			s := Scan{Kind: Code, Digits: string(c), Text: safe.Clean(string(c)), At: at}
			if d.valid(s.Digits) {
				s = d.twice(s)
			} else {
				s.Kind = Half
			}
			out = append(out, s)
		}
		return out
	}
	s := Scan{Kind: Garbled, Text: safe.Clean(text), At: at}
	for _, r := range readings(text, base) {
		if digits(r) {
			s.Digits, s.Text, s.Kind = r, safe.Clean(r), Half
			if goods(r) {
				s.Kind = Foreign
			}
			return []Scan{s}
		}
	}
	if ascii(text) {
		s.Kind = Foreign
	}
	return []Scan{s}
}

// ours is the one reading made of whole codes of which at least one is valid;
// when two different readings hold, none is believed.
func (d *Decoder) ours(text, base string) (string, bool) {
	found := ""
	for _, r := range readings(text, base) {
		if len(r) == 0 || len(r)%Length != 0 || !digits(r) || r == found {
			continue
		}
		for i := 0; i < len(r); i += Length {
			if d.valid(r[i : i+Length]) {
				if found != "" {
					return "", false
				}
				found = r
				break
			}
		}
	}
	return found, found != ""
}

func (d *Decoder) valid(s string) bool {
	return len(s) == Length && digits(s) && d.Valid != nil && d.Valid(s)
}

func (d *Decoder) twice(s Scan) Scan {
	for k, t := range d.seen {
		if s.At.Sub(t) > again || s.At.Before(t) {
			delete(d.seen, k)
		}
	}
	if t, ok := d.seen[s.Digits]; ok {
		s.Again, s.Since = true, s.At.Sub(t)
		return s
	}
	if d.seen == nil {
		d.seen = map[string]time.Time{}
	}
	d.seen[s.Digits] = s.At
	return s
}

// readings are the texts the same key presses give under each layout, the US
// one first, Caps Lock either way.
func readings(text, base string) []string {
	out := []string{bare(text)}
	if base != "" {
		out = append(out, bare(base))
	}
	for _, l := range keys.Layouts() {
		for _, caps := range []bool{false, true} {
			if s, ok := l.Text(text, caps); ok && !slices.Contains(out, bare(s)) {
				out = append(out, bare(s))
			}
		}
	}
	return out
}

// bare drops the symbology mark (]C1) some scanners put before a code.
func bare(s string) string {
	if len(s) > 3 && s[0] == ']' && (s[1] == 'C' || s[1] == 'c') {
		return s[3:]
	}
	return s
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
