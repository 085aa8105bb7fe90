package scan

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/iin"
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
	// Prefix and Suffix are what the scanner was programmed to send around a
	// code, as a US keyboard has it, without Enter or Tab. A code that comes
	// without one of them, or without both, is read all the same.
	Prefix, Suffix string
	// Office is the digits this office's codes begin with. Beside torn pieces
	// no other code is believed: chance makes too many. Empty: any is.
	Office string

	seen map[string]time.Time
}

// Burst reads what a scanner sent: usually one scan, more when codes ran
// together without an Enter between them.
func (d *Decoder) Burst(at time.Time, b Burst) []Scan {
	return d.read(at, strings.TrimSpace(b.Text), b.Base)
}

// Paste reads pasted text: each line, and each part between tabs, is what one
// scan would be; blank ones are nothing.
func (d *Decoder) Paste(at time.Time, text string) []Scan {
	var out []Scan
	for _, line := range lines(text) {
		out = append(out, d.read(at, line, "")...)
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
	_, ok := d.ours(d.readings(strings.TrimSpace(b.Text), b.Base), true)
	return ok
}

// Card tells that a burst is the number from an identity document: twelve
// digits whose check digit holds, under one layout or another.
func (d *Decoder) Card(b Burst) bool {
	for _, r := range d.readings(strings.TrimSpace(b.Text), b.Base) {
		if runs, ok := r.runs(); ok && len(runs) == 1 {
			for _, s := range r.bare(runs[0]) {
				if len(s) == 12 && iin.Parse(s, time.Time{}).Valid {
					return true
				}
			}
		}
	}
	return false
}

// OursText tells the same as Ours of pasted text, more strictly: every line is
// digits and one is whole codes of ours, nothing more.
func (d *Decoder) OursText(text string) bool {
	found := false
	for _, line := range lines(text) {
		rs := d.readings(line, "")
		if _, ok := d.ours(rs, false); ok {
			found = true
		} else if !slices.ContainsFunc(rs, func(r reading) bool { _, ok := r.runs(); return ok }) {
			return false
		}
	}
	return found
}

// Inside is the keys of a burst without what the scanner was programmed to send
// around a code: for a burst that is text after all. What is there only in part
// is left as it came.
func (d *Decoder) Inside(b Burst) []tea.KeyPressMsg {
	head, tail := len(d.Prefix), len(d.Suffix)
	n := utf8.RuneCountInString(b.Text)
	if head+tail == 0 || head+tail > n || n > len(b.Keys) {
		return b.Keys
	}
	for _, r := range d.readings(b.Text, b.Base) {
		low, rest := strings.ToLower(r.text), []tea.KeyPressMsg(nil)
		if len(low) == n && strings.HasPrefix(low, r.prefix) && strings.HasSuffix(low, r.suffix) {
			rest = append(rest, b.Keys[head:n-tail]...)
			return append(rest, b.Keys[n:]...)
		}
	}
	return b.Keys
}

// read names what a text is, piece by piece, in the order scanned.
func (d *Decoder) read(at time.Time, text, base string) []Scan {
	rs := d.readings(text, base)
	if r, ok := d.ours(rs, true); ok {
		var out []Scan
		for _, p := range r {
			s := Scan{Kind: p.kind, Digits: p.digits, Text: safe.Clean(p.digits), At: at}
			if s.Kind == Code {
				s = d.twice(s)
			}
			out = append(out, s)
		}
		return out
	}
	for _, r := range rs {
		runs, ok := r.runs()
		if !ok {
			continue
		}
		var out []Scan
		for _, run := range runs {
			for _, p := range r.name(run) {
				out = append(out, Scan{Kind: p.kind, Digits: p.digits, Text: safe.Clean(p.digits), At: at})
			}
		}
		return out
	}
	if ascii(text) {
		return []Scan{{Kind: Foreign, Text: safe.Clean(rs[0].trim()), At: at}}
	}
	return []Scan{{Kind: Garbled, Text: safe.Clean(text), At: at}}
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
