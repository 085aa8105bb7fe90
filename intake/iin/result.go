package iin

import "time"

// Kind tells whose number it is, as far as the digits tell it.
type Kind uint8

// The kinds; Unknown is a number too damaged to tell.
const (
	Unknown Kind = iota
	IIN          // a person's
	BIN          // an organisation's
)

// String is "iin", "bin" or "unknown".
func (k Kind) String() string {
	switch k {
	case IIN:
		return "iin"
	case BIN:
		return "bin"
	}
	return "unknown"
}

// Sex as the seventh digit tells it; the numbers are those of ISO 5218.
type Sex uint8

// The sexes; Unsaid also stands for a paper that does not say.
const (
	Unsaid Sex = iota
	Male
	Female
)

// String is "male", "female" or "" when it is unsaid.
func (s Sex) String() string {
	switch s {
	case Male:
		return "male"
	case Female:
		return "female"
	}
	return ""
}

// Codes of Result.Fault. Words for them belong to the screens.
const (
	FaultEmpty      = "empty"      // nothing typed
	FaultLetters    = "letters"    // characters that are no digits: Result.Odd
	FaultLength     = "length"     // not twelve digits
	FaultBIN        = "bin"        // a BIN where an IIN is expected
	FaultIIN        = "iin"        // an IIN where a BIN is expected
	FaultPrefix     = "prefix"     // date of birth impossible; in a BIN, fifth digit not 4, 5, 6
	FaultCentury    = "century"    // seventh digit 7, 8 or 9
	FaultImpossible = "impossible" // both passes give 10: no number begins so
	FaultCheck      = "check"      // wrong check digit: the only overridable one
)

// Codes of Result.Warnings and of Compare. None of them blocks.
const (
	WarnForeigner    = "foreigner"      // seventh digit 0
	WarnFutureBirth  = "future-birth"   // born after today
	WarnOlderThan120 = "older-than-120" // 120 years passed before today
	WarnMonth        = "month"          // BIN whose third and fourth digits are no month
	WarnBirthDiffers = "birth-differs"  // the papers say another date of birth
	WarnSexDiffers   = "sex-differs"    // the papers say another sex
)

// Result is what a typed number turned out to be.
type Result struct {
	Digits      string    // the folded digits, of any length; empty when there was anything else
	Odd         string    // with FaultLetters: the first few characters that are no digits, each once
	Kind        Kind      // by the digits, also when the field expects the other kind
	Valid       bool      // the number can exist and is of the expected kind
	Fault       string    // one Fault code; empty exactly when Valid
	Born        time.Time // midnight UTC of the date of birth; zero when the number does not tell
	Sex         Sex
	Warnings    []string // Warn codes: to be shown, never to block
	Overridable bool     // an operator may keep the number with a reason
}

// Compare lists how the number differs from the papers. A zero born and an
// unsaid sex compare with nothing. Decree 853 of 26.08.2013 lets both differ
// lawfully, so the answer is for the eye only.
func Compare(r Result, born time.Time, sex Sex) []string {
	var warn []string
	if !r.Born.IsZero() && !born.IsZero() && !day(born).Equal(r.Born) {
		warn = append(warn, WarnBirthDiffers)
	}
	if r.Sex != Unsaid && sex != Unsaid && r.Sex != sex {
		warn = append(warn, WarnSexDiffers)
	}
	return warn
}

// day is the calendar day of t where t is, as midnight UTC.
func day(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
