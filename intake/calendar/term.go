package calendar

import (
	"time"

	"tereze/intake/trio"
)

// Unit is what a term is counted in.
type Unit string

// The units of the regulations.
const (
	Minute        Unit = "minute"         // by the wall clock
	WorkingMinute Unit = "working-minute" // within working hours
	WorkingDay    Unit = "working-day"
	CalendarDay   Unit = "calendar-day"
	Month         Unit = "month" // calendar month: to the same date, or the month's last day
	OnDate        Unit = "date"  // a fixed date in the year, the first on or after the start
)

// Roll is what happens when the last day is not a working day. The empty Roll is
// "next" for calendar days and months, which is our assumption [A] and is
// said to be one; a fixed date stays where it is (30 August, the last day of
// school enrolment, was itself a holiday). Terms in working days and minutes
// take no Roll.
type Roll string

// The rolls.
const (
	RollNext     Roll = "next"
	RollPrevious Roll = "previous"
	RollNone     Roll = "none"
)

// Term is a term as a regulation gives it. Amount 0 of a day unit is the same
// day; a negative amount of a day unit counts back ("one day before").
type Term struct {
	Amount  int        `toml:"amount" json:"amount"`
	Unit    Unit       `toml:"unit" json:"unit"`
	Roll    Roll       `toml:"roll" json:"roll,omitempty"`
	Month   time.Month `toml:"month" json:"month,omitempty"` // unit "date" only
	Day     int        `toml:"day" json:"day,omitempty"`     // unit "date" only
	Counted bool       `toml:"counted" json:"counted,omitempty"`
	Assumed bool       `toml:"assumed" json:"assumed,omitempty"` // no act says so: our default
	Source  string     `toml:"source" json:"source,omitempty"`   // paragraph of the regulation
	Article trio.Text  `toml:"-" json:"-"`                       // the same in words, where the catalogue has said it
}

// TermError is a term that cannot be computed. Codes: unknown-unit,
// unknown-roll, roll-not-used, no-amount, negative-amount, amount-too-big,
// bad-date, date-not-used, counted-not-used; from [Calendar.Due] also no-start.
type TermError struct{ Code, Text string }

func (e TermError) Error() string { return e.Code + ": " + e.Text }

// maxAmount bounds each unit, so that no term leaves the calendar: a year of
// minutes, ten years of the others.
func maxAmount(u Unit) int {
	switch u {
	case Minute, WorkingMinute:
		return 366 * 24 * 60
	case Month:
		return 120
	}
	return 3660
}

// Check says what is wrong with the term: a code of [TermError] and a sentence;
// both empty when nothing is.
func (t Term) Check() (code, text string) {
	days := t.Unit == WorkingDay || t.Unit == CalendarDay
	switch t.Unit {
	case Minute, WorkingMinute, WorkingDay, CalendarDay, Month, OnDate:
	default:
		return "unknown-unit", "unit " + quote(string(t.Unit)) +
			": one of minute, working-minute, working-day, calendar-day, month, date"
	}
	switch t.Roll {
	case "", RollNext, RollPrevious, RollNone:
	default:
		return "unknown-roll", "roll " + quote(string(t.Roll)) + ": one of next, previous, none"
	}
	if t.Roll != "" && (t.Unit == Minute || t.Unit == WorkingMinute || t.Unit == WorkingDay) {
		return "roll-not-used", "a term in " + string(t.Unit) + "s takes no roll"
	}
	if t.Unit == OnDate {
		if t.Month < 1 || t.Month > 12 || t.Day < 1 || t.Day > lastDay(2000, t.Month) {
			return "bad-date", "unit date needs a month and a day of it"
		}
		if t.Amount != 0 || t.Counted {
			return "no-amount", "unit date takes month and day, no amount and nothing to count"
		}
		return "", ""
	}
	switch {
	case t.Month != 0 || t.Day != 0:
		return "date-not-used", "month and day belong to unit date only"
	case t.Amount == 0 && !days:
		return "no-amount", "the term needs an amount"
	case t.Amount < 0 && !days:
		return "negative-amount", "only a term in days can count back"
	case t.Amount > maxAmount(t.Unit) || t.Amount < -maxAmount(t.Unit):
		return "amount-too-big", "the amount is too big for the unit"
	case t.Counted && (t.Amount < 1 || t.Unit == Minute || t.Unit == WorkingMinute):
		return "counted-not-used", "only a term of days or months forward can count its first day"
	}
	return "", ""
}

func quote(s string) string { return `"` + s + `"` }
