package calendar

import (
	"slices"
	"sync"
	"time"

	"tereze/intake/trio"
)

// Reason codes: why a day is worked or not.
const (
	Workday   = "workday"
	Weekend   = "weekend"
	Holiday   = "holiday"
	Observed  = "observed"   // a holiday of From, which fell on a day off
	MovedOff  = "moved-off"  // free by decree, From is worked instead
	MovedWork = "moved-work" // worked by decree, From is free instead
)

// Reason is why a day is worked or not.
type Reason struct {
	Code    string    // one of the reason codes
	Name    trio.Text // of the holiday
	From    Date      // the other day, for observed, moved-off, moved-work
	Article string    // the act, as the data give it; may be empty
	on      Date      // the day itself: another year of From is said aloud
}

// Day is one day of an office. Unknown says that the book does not know all the
// holidays and decrees of its year: the day is told by rule alone.
type Day struct {
	Date    Date
	Working bool
	Reason  Reason
	Unknown bool
}

// Calendar is a book read for one week and one set of hours. It may be used by
// several goroutines.
type Calendar struct {
	book  *Book
	week  Week
	hours Hours
	years sync.Map // int → []Day: a year is built when it is first asked for
}

// Calendar reads the book for a week and hours; hours that fail [Hours.Check]
// are replaced by [DefaultHours].
func (b *Book) Calendar(w Week, h Hours) *Calendar {
	if h.Check() != "" {
		h = DefaultHours()
	}
	return &Calendar{book: b, week: w, hours: h}
}

// Book is the calendar's data.
func (c *Calendar) Book() *Book { return c.book }

// Week is the calendar's week.
func (c *Calendar) Week() Week { return c.week }

// Hours are the calendar's working hours.
func (c *Calendar) Hours() Hours { return c.hours }

// Day tells a day.
func (c *Calendar) Day(d Date) Day {
	t := d.In(time.UTC) // a date such as 31 April is read as 1 May
	return c.year(t.Year())[t.YearDay()-1]
}

// Year tells each day of a year, from 1 January to 31 December.
func (c *Calendar) Year(y int) []Day { return slices.Clone(c.year(y)) }

func (c *Calendar) year(y int) []Day {
	if days, ok := c.years.Load(y); ok {
		return days.([]Day)
	}
	days, _ := c.years.LoadOrStore(y, c.build(y))
	return days.([]Day)
}

// build tells the days of a year in three passes, later over earlier:
//
//  1. days off of the week, and the year's holidays;
//  2. a national or state holiday on a day off of *this* week moves to the next
//     day that is neither a day off, nor a holiday, nor taken by a holiday moved
//     before it. Holidays are taken in order of date, so those of one weekend
//     move to successive days: 21–23 March 2015 (Saturday to Monday) free the
//     24th for the 21st and the 25th for the 22nd. A Saturday holiday moves in a
//     five-day office only; the six-day office never had that Saturday free;
//  3. decrees. A decree moves a day of rest, so it holds where `worked` is a day
//     of rest and `off` is not: a worked Saturday changes nothing for a six-day
//     office, a worked Sunday does [A: the decrees are written for the five-day
//     week and do not speak of the six-day one].
func (c *Calendar) build(y int) []Day {
	free := map[Date]Reason{}
	work := map[Date]Reason{}
	c.holidays(y, free)
	for _, d := range c.book.decrees {
		if c.rests(d.worked, free) && !c.rests(d.off, free) {
			work[d.worked] = Reason{Code: MovedWork, From: d.off, Article: d.article}
			free[d.off] = Reason{Code: MovedOff, From: d.worked, Article: d.article}
		}
	}
	unknown := !c.book.knows(y)
	var days []Day
	for d := (Date{y, time.January, 1}); d.Year == y; d = d.Add(1) {
		day := Day{Date: d, Working: true, Reason: Reason{Code: Workday}, Unknown: unknown}
		if r, ok := work[d]; ok {
			day.Reason = r
		} else if r, ok := free[d]; ok {
			day.Working, day.Reason = false, r
		} else if c.week.Rests(d.Weekday()) {
			day.Working, day.Reason = false, Reason{Code: Weekend}
		}
		day.Reason.on = d
		days = append(days, day)
	}
	return days
}

// rests tells that a day is free before any decree.
func (c *Calendar) rests(d Date, free map[Date]Reason) bool {
	_, ok := free[d]
	return ok || c.week.Rests(d.Weekday())
}

// holidays gathers the holidays and the moved holidays of the years around y: a
// holiday may move, and a decree may reach, over New Year.
func (c *Calendar) holidays(y int, free map[Date]Reason) {
	var moving []Date
	for year := y - 1; year <= y+1; year++ {
		for _, h := range c.book.holidays {
			for _, d := range h.dates(c.book, year) {
				if _, twice := free[d]; twice {
					continue // two holidays on one day are one day off
				}
				free[d] = Reason{Code: Holiday, Name: h.name, Article: h.article}
				if h.moves && c.week.Rests(d.Weekday()) {
					moving = append(moving, d)
				}
			}
		}
	}
	slices.SortFunc(moving, Date.Compare)
	for _, from := range moving {
		to := from
		for c.rests(to, free) {
			to = to.Add(1)
		}
		r := free[from]
		r.Code, r.From = Observed, from
		free[to] = r
	}
}

// Working tells that d is worked.
func (c *Calendar) Working(d Date) bool { return c.Day(d).Working }

// NextWorking is the first working day on or after d.
func (c *Calendar) NextWorking(d Date) Date {
	for !c.Working(d) {
		d = d.Add(1)
	}
	return d
}

// PrevWorking is the last working day on or before d.
func (c *Calendar) PrevWorking(d Date) Date {
	for !c.Working(d) {
		d = d.Add(-1)
	}
	return d
}

// Between is the number of working days after from, up to and with to.
func (c *Calendar) Between(from, to Date) int {
	n := 0
	for d := from.Add(1); !d.After(to); d = d.Add(1) {
		if c.Working(d) {
			n++
		}
	}
	return n
}

// OpenOn is when d opens; on a day off, when an ordinary day would.
func (c *Calendar) OpenOn(Date) Clock { return c.hours.Open }

// CloseOn is when d closes; on a day off, when an ordinary day would.
func (c *Calendar) CloseOn(d Date) Clock {
	if c.hours.SatClose != 0 && d.Weekday() == time.Saturday && c.Day(d).Reason.Code != MovedWork {
		return c.hours.SatClose
	}
	return c.hours.Close
}

// IsOpen tells that the office works at m: a working day, in its hours, not at
// lunch. A whole day is open when it is worked.
func (c *Calendar) IsOpen(m Moment) bool {
	if !c.Working(m.Date) {
		return false
	}
	for _, s := range c.hours.spans(c.CloseOn(m.Date)) {
		if m.Whole || s.from <= m.At && m.At < s.to {
			return true
		}
	}
	return false
}

// End is the last instant of m: a whole day ends when it closes.
func (c *Calendar) End(m Moment) Moment {
	if m.Whole {
		return Moment{Date: m.Date, At: c.CloseOn(m.Date)}
	}
	return m
}
