package calendar

import (
	"fmt"
	"time"
)

// Date is a civil date: a square of the wall calendar, in no time zone. Dates
// compare with ==; the zero Date is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date that t shows in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads "2018-03-09"; a date that does not exist is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date: write it as 2018-03-09", s)
	}
	return DateOf(t), nil
}

// String is "2018-03-09"; "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// IsZero tells that there is no date; JSON's omitzero uses it.
func (d Date) IsZero() bool { return d == Date{} }

// In is the first instant of the day in loc.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// Add is the date days later, earlier when days is negative.
func (d Date) Add(days int) Date { return DateOf(d.In(time.UTC).AddDate(0, 0, days)) }

// AddMonths is the same date n months later, or the last day of that month when
// it has no such date: a month from 31 January is 28 February.
func (d Date) AddMonths(n int) Date {
	first := Date{d.Year, d.Month, 1}.In(time.UTC).AddDate(0, n, 0)
	day := min(d.Day, lastDay(first.Year(), first.Month()))
	return Date{first.Year(), first.Month(), day}
}

// Sub is the number of days from o to d.
func (d Date) Sub(o Date) int {
	return int(d.In(time.UTC).Sub(o.In(time.UTC)) / (24 * time.Hour))
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.In(time.UTC).Weekday() }

// Compare is -1 when d is earlier than o, +1 when later, 0 when they are one.
func (d Date) Compare(o Date) int { return d.In(time.UTC).Compare(o.In(time.UTC)) }

// Before tells that d is earlier than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After tells that d is later than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// MarshalText writes what String writes.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes. TOML hands a bare date over as a
// midnight with a zone ("2018-03-09T00:00:00+05:00"); its date is taken.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	if t, err := time.Parse(time.RFC3339, string(b)); err == nil {
		if h, m, s := t.Clock(); h != 0 || m != 0 || s != 0 {
			return fmt.Errorf("%q is a time, a date is wanted: 2018-03-09", b)
		}
		*d = DateOf(t)
		return nil
	}
	got, err := ParseDate(string(b))
	if err == nil {
		*d = got
	}
	return err
}

// lastDay is the number of days of a month.
func lastDay(y int, m time.Month) int {
	return time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
