package iin

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Parse reads what was typed into an IIN field. Today, in the office's own
// zone, only feeds the warnings; a zero today gives none that need it.
//
// The faults are looked for in the order of their constants. The check digit
// comes last: it alone may be overridden with a reason (wrong ones were once
// issued), so a number with any other fault cannot slip in by an override.
func Parse(s string, today time.Time) Result {
	r := read(s)
	if r.Fault != "" {
		return r
	}
	d := r.Digits
	if isBIN(d) {
		// A wrong check digit makes it as likely a slip in an IIN.
		if c, ok := checkDigit(d); ok && c == d[11] {
			r.Kind = BIN
		}
		r.Fault = FaultBIN
		return r
	}
	born, known, possible := birth(d)
	switch {
	case !possible:
		r.Fault = FaultPrefix
		return r
	case d[6] > '6':
		r.Fault = FaultCentury
		return r
	}
	r.Kind = IIN
	if known {
		r.Born = born
		r.Sex = Female
		if d[6]%2 == 1 {
			r.Sex = Male
		}
	} else {
		r.Warnings = append(r.Warnings, WarnForeigner)
	}
	r.Warnings = append(r.Warnings, ageWarnings(r.Born, today)...)
	r.settle()
	return r
}

// ParseBIN reads what was typed into a BIN field. A good IIN there is
// FaultIIN: an individual entrepreneur has no BIN, and the caller may know.
func ParseBIN(s string) Result {
	r := read(s)
	if r.Fault != "" {
		return r
	}
	if !isBIN(r.Digits) {
		r.Fault = FaultPrefix
		if p := Parse(r.Digits, time.Time{}); p.Valid {
			r.Kind, r.Fault = IIN, FaultIIN
		}
		return r
	}
	r.Kind = BIN
	if m := two(r.Digits[2:]); m < 1 || m > 12 {
		r.Warnings = append(r.Warnings, WarnMonth)
	}
	r.settle()
	return r
}

// read folds s and finds the faults both kinds of number share.
func read(s string) Result {
	s = Fold(s)
	switch {
	case s == "":
		return Result{Fault: FaultEmpty}
	case !allDigits(s):
		return Result{Fault: FaultLetters, Odd: odd(s)}
	case len(s) != 12:
		return Result{Fault: FaultLength, Digits: s}
	}
	return Result{Digits: s}
}

// settle decides by the check digit, when nothing else is wrong.
func (r *Result) settle() {
	switch c, ok := checkDigit(r.Digits); {
	case !ok:
		r.Fault = FaultImpossible
	case c != r.Digits[11]:
		r.Fault, r.Overridable = FaultCheck, true
	default:
		r.Valid = true
	}
}

func isBIN(d string) bool { return d[4] >= '4' && d[4] <= '6' }

// birth reads the date of d. The seventh digit tells the century from 1 to 6;
// otherwise the date is not known, and possible if some century has it.
func birth(d string) (born time.Time, known, possible bool) {
	if c := int(d[6] - '0'); c >= 1 && c <= 6 {
		born, possible = date(1800+(c-1)/2*100, d)
		return born, true, possible
	}
	for century := 1800; century <= 2000; century += 100 {
		if _, ok := date(century, d); ok {
			return time.Time{}, false, true
		}
	}
	return time.Time{}, false, false
}

func date(century int, d string) (time.Time, bool) {
	y, m, n := century+two(d), two(d[2:]), two(d[4:])
	t := time.Date(y, time.Month(m), n, 0, 0, 0, 0, time.UTC)
	return t, t.Year() == y && int(t.Month()) == m && t.Day() == n
}

func two(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

func ageWarnings(born, today time.Time) []string {
	if born.IsZero() || today.IsZero() {
		return nil
	}
	switch now := day(today); {
	case born.After(now):
		return []string{WarnFutureBirth}
	case born.AddDate(120, 0, 0).Before(now):
		return []string{WarnOlderThan120}
	}
	return nil
}

// odd lists at most eight characters of s that are no digits, each once.
func odd(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' || strings.ContainsRune(b.String(), r) {
			continue
		}
		b.WriteRune(r)
		if utf8.RuneCountInString(b.String()) == 8 {
			break
		}
	}
	return b.String()
}
