package code

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Number is a case's number: office (3 digits), day of acceptance (YYMMDD,
// years 2000 to 2099), number in that day (6 digits, from 1), joined by
// dashes: "042-150302-000174". Numbers of an office sort by time as text.
// One that came from Make or a Parse function is well formed; see Valid.
type Number string

// MaxSeq is the last number of a day.
const MaxSeq = 999_999

// What Make refuses.
var (
	ErrOffice = errors.New("code: office is not three digits")
	ErrDay    = errors.New("code: day is not in the years 2000 to 2099")
	ErrSeq    = errors.New("code: number in the day is not in 1 to 999999")
)

// Make builds the number of the case seq of the day, as the calendar shows it
// in day's own zone: hand it the office's time, not UTC.
func Make(office string, day time.Time, seq uint64) (Number, error) {
	switch {
	case len(office) != 3 || !allDigits(office):
		return "", ErrOffice
	case day.Year() < 2000 || day.Year() > 2099:
		return "", ErrDay
	case seq < 1 || seq > MaxSeq:
		return "", ErrSeq
	}
	return Number(fmt.Sprintf("%s-%s-%06d", office, day.Format("060102"), seq)), nil
}

// fromDigits is the number of 15 ASCII digits, or the fault of it.
func fromDigits(d string) (Number, string) {
	if _, err := time.Parse("20060102", "20"+d[3:9]); err != nil {
		return "", FaultDay
	}
	if d[9:] == "000000" {
		return "", FaultSeq
	}
	return Number(d[:3] + "-" + d[3:9] + "-" + d[9:]), ""
}

// digits are the 15 digits of n, or "" when n is not well formed.
func (n Number) digits() string {
	if len(n) != 17 || n[3] != '-' || n[10] != '-' {
		return ""
	}
	d := string(n[:3] + n[4:10] + n[11:])
	if !allDigits(d) {
		return ""
	}
	if _, fault := fromDigits(d); fault != "" {
		return ""
	}
	return d
}

// Valid tells whether n is well formed. The methods below answer the zero
// value of their type for one that is not.
func (n Number) Valid() bool { return n.digits() != "" }

// String is n as it stands on paper.
func (n Number) String() string { return string(n) }

// Barcode is the 16 digits of the barcode: office, day, number in the day and
// the check digit.
func (n Number) Barcode() string {
	d := n.digits()
	if d == "" {
		return ""
	}
	return d + string('0'+damm(d))
}

// Office is the three digits of the office.
func (n Number) Office() string {
	if d := n.digits(); d != "" {
		return d[:3]
	}
	return ""
}

// Day is the day of acceptance, as midnight UTC.
func (n Number) Day() time.Time {
	d := n.digits()
	if d == "" {
		return time.Time{}
	}
	// time.Parse would read years from 69 as the last century's.
	t, _ := time.Parse("20060102", "20"+d[3:9])
	return t
}

// Seq is the number in the day.
func (n Number) Seq() uint64 {
	d := n.digits()
	if d == "" {
		return 0
	}
	seq, _ := strconv.ParseUint(d[9:], 10, 64)
	return seq
}

// Tail is the last five digits: what people say aloud.
func (n Number) Tail() string {
	if d := n.digits(); d != "" {
		return d[10:]
	}
	return ""
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
