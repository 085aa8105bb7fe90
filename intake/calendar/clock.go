package calendar

import (
	"fmt"
	"time"
)

// Clock is a time of the day in minutes since midnight, 0 to 1440 (24:00, the
// end of the day).
type Clock int

// At is the clock's h hours and m minutes.
func At(h, m int) Clock { return Clock(h*60 + m) }

// ClockOf is the time of day that t shows in its own location, seconds dropped.
func ClockOf(t time.Time) Clock { return At(t.Hour(), t.Minute()) }

// ParseClock reads "18:00" or "9:05".
func ParseClock(s string) (Clock, error) {
	if s == "24:00" {
		return 24 * 60, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("%q is no time of day: write it as 18:00", s)
	}
	return ClockOf(t), nil
}

// String is "18:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes what String writes.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what ParseClock reads.
func (c *Clock) UnmarshalText(b []byte) error {
	got, err := ParseClock(string(b))
	if err == nil {
		*c = got
	}
	return err
}

// Moment is a point in an office's time. Whole says that only the day is meant
// (At is then 0): a term in days ends with the working day of its date.
type Moment struct {
	Date  Date  `json:"date"`
	At    Clock `json:"at"`
	Whole bool  `json:"whole,omitempty"`
}

// MomentOf is the minute that t shows in its own location.
func MomentOf(t time.Time) Moment { return Moment{Date: DateOf(t), At: ClockOf(t)} }

// WholeDay is the moment that means only d.
func WholeDay(d Date) Moment { return Moment{Date: d, Whole: true} }

// String is "2015-03-02 10:00", or "2015-03-02" for a whole day.
func (m Moment) String() string {
	if m.Whole {
		return m.Date.String()
	}
	return m.Date.String() + " " + m.At.String()
}

// In is the instant in loc; a whole day gives its midnight. For the end of a
// term use [Due.Deadline].
func (m Moment) In(loc *time.Location) time.Time {
	return time.Date(m.Date.Year, m.Date.Month, m.Date.Day, 0, int(m.At), 0, 0, loc)
}

// Week is how many days an office works: 5 (Monday to Friday) or 6 (to
// Saturday). Any other value is read as 5.
type Week int

// The two weeks.
const (
	FiveDays Week = 5
	SixDays  Week = 6
)

// Rests tells that the weekday is a day off in the week.
func (w Week) Rests(d time.Weekday) bool {
	return d == time.Sunday || d == time.Saturday && w != SixDays
}

// Hours are an office's working hours. Lunch is absent when both its ends are
// zero. SatClose, when given, closes an ordinary Saturday earlier; a Saturday
// that a decree put in the place of a weekday keeps the weekday's hours [A].
type Hours struct {
	Open      Clock `toml:"open" json:"open"`
	Close     Clock `toml:"close" json:"close"`
	LunchFrom Clock `toml:"lunch-from" json:"lunchFrom,omitempty"`
	LunchTo   Clock `toml:"lunch-to" json:"lunchTo,omitempty"`
	SatClose  Clock `toml:"sat-close" json:"satClose,omitempty"`
}

// DefaultHours are 09:00–18:00 without lunch [A].
func DefaultHours() Hours { return Hours{Open: At(9, 0), Close: At(18, 0)} }

// Check says what is wrong with the hours in a sentence; "" when nothing is.
func (h Hours) Check() string {
	switch {
	case h.Open < 0 || h.Close > 24*60 || h.Open >= h.Close:
		return "the office must open before it closes"
	case h.LunchFrom == 0 && h.LunchTo == 0:
	case h.LunchFrom <= h.Open || h.LunchTo >= h.Close || h.LunchFrom >= h.LunchTo:
		return "lunch must lie inside the working hours"
	}
	if h.SatClose != 0 && (h.SatClose <= h.Open || h.SatClose > 24*60) {
		return "Saturday must close after it opens"
	}
	return ""
}

// span is a stretch of work within a day, [from, to).
type span struct{ from, to Clock }

// spans are the stretches of work of a day that closes at the given time.
func (h Hours) spans(closes Clock) []span {
	if h.LunchFrom == h.LunchTo || closes <= h.LunchFrom {
		return []span{{h.Open, closes}}
	}
	if closes <= h.LunchTo {
		return []span{{h.Open, h.LunchFrom}}
	}
	return []span{{h.Open, h.LunchFrom}, {h.LunchTo, closes}}
}
