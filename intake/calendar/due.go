package calendar

import (
	"time"

	"tereze/intake/trio"
)

// Due is the end of a term, with all that is needed to explain it. Event and
// Label are words for the explanation, set by the caller: what the term starts
// with ([Acceptance], "Handed to the courier") and what ends ("School").
type Due struct {
	Moment
	From    Moment // the start event
	Start   Moment // where a term in working minutes began to run; else From
	Term    Term
	Skipped []Day // non-working days the counting passed over, in order
	Rolled  []Day // non-working days between the last day counted and the due date
	// RollAssumed says that the last day was moved by our assumption [A], the
	// term itself being silent.
	RollAssumed bool
	Off         Day  // set when the due date is not worked and stays so
	Paused      bool // the minutes ran over lunch or closing time
	Warn        bool // Unknown or Estimated is not empty
	Unknown     []int
	Estimated   []Day // holidays near by whose own date is an estimate
	Event       trio.Text
	Label       trio.Text
}

// Acceptance is the start event of a case's first terms.
func Acceptance() trio.Text {
	return trio.Text{KK: "Өтініш қабылданды", RU: "Заявление принято", EN: "Application accepted"}
}

// Due ends a term that starts at from. The day of the start is not counted
// unless the term says so. A term in days or months ends with a whole day; one
// in minutes that follows a whole day stays within that same day, so that
// 15 minutes, 1 + 13 + 1 working days and 15 minutes are 15 working days. A term
// that fails [Term.Check] is a [TermError].
func (c *Calendar) Due(from Moment, t Term) (Due, error) {
	if code, text := t.Check(); code != "" {
		return Due{}, TermError{code, text}
	}
	if from.Date.IsZero() {
		return Due{}, TermError{"no-start", "the term has no day to start from"}
	}
	if from.Whole {
		from.At = 0
	}
	d := Due{Moment: from, From: from, Start: from, Term: t}
	switch t.Unit {
	case Minute:
		if !from.Whole {
			total := int(from.At) + t.Amount
			d.Moment = Moment{Date: from.Date.Add(total / (24 * 60)), At: Clock(total % (24 * 60))}
		}
	case WorkingMinute:
		c.minutes(&d)
	case WorkingDay:
		d.Moment = WholeDay(c.workingDays(&d))
	case CalendarDay:
		d.Moment = WholeDay(from.Date.Add(t.Amount - first(t)))
		c.roll(&d)
	case Month:
		end := from.Date.AddMonths(t.Amount)
		if end.Day == from.Date.Day { // no such date: the month's last day ends it, counted or not
			end = end.Add(-first(t))
		}
		d.Moment = WholeDay(end)
		c.roll(&d)
	case OnDate:
		d.Moment = WholeDay(onDate(from.Date, t.Month, t.Day))
		c.roll(&d)
	}
	c.doubt(&d)
	return d, nil
}

// first is 1 when the day of the start is one of the term's days.
func first(t Term) int {
	if t.Counted {
		return 1
	}
	return 0
}

// onDate is the first such date on or after d; 29 February is the month's last
// day in other years.
func onDate(d Date, m time.Month, day int) Date {
	for y := d.Year; ; y++ {
		if got := (Date{y, m, min(day, lastDay(y, m))}); !got.Before(d) {
			return got
		}
	}
}

// workingDays counts working days from the start, forward or back.
func (c *Calendar) workingDays(d *Due) Date {
	n, step, at := d.Term.Amount, 1, d.From.Date
	if n < 0 {
		n, step = -n, -1
	}
	if d.Term.Counted || n == 0 { // the day itself may be the first, or all of it
		for ; !c.Working(at); at = at.Add(step) {
			d.Skipped = append(d.Skipped, c.Day(at))
		}
		n = max(0, n-1)
	}
	for n > 0 {
		at = at.Add(step)
		if day := c.Day(at); day.Working {
			n--
		} else {
			d.Skipped = append(d.Skipped, day)
		}
	}
	return at
}

// minutes runs a term through working hours only.
func (c *Calendar) minutes(d *Due) {
	at, left, begun := d.From, Clock(d.Term.Amount), false
	for ; ; at = (Moment{Date: at.Date.Add(1)}) {
		day := c.Day(at.Date)
		if !day.Working {
			d.Skipped = append(d.Skipped, day)
			continue
		}
		if d.From.Whole {
			d.Moment = WholeDay(at.Date)
			d.Start = d.Moment
			return
		}
		for _, s := range c.hours.spans(c.CloseOn(at.Date)) {
			if at.At >= s.to {
				continue
			}
			at.At = max(at.At, s.from)
			if !begun {
				d.Start, begun = at, true
			} else {
				d.Paused = true
			}
			if left <= s.to-at.At {
				d.Moment = Moment{Date: at.Date, At: at.At + left}
				return
			}
			left -= s.to - at.At
			at.At = s.to
		}
	}
}

// roll moves a last day that is not worked, as the term says.
func (c *Calendar) roll(d *Due) {
	roll, step := d.Term.Roll, 1
	if roll == "" && d.Term.Unit != OnDate {
		roll = RollNext
	}
	if roll == RollPrevious {
		step = -1
	}
	for day := c.Day(d.Date); !day.Working; day = c.Day(d.Date) {
		if roll == "" || roll == RollNone {
			d.Off = day
			return
		}
		d.Rolled = append(d.Rolled, day)
		d.Date = d.Date.Add(step)
	}
	d.RollAssumed = d.Term.Roll == "" && len(d.Rolled) > 0
}

// doubt notes what the book does not surely know about the days used: years
// outside it, and an estimated holiday at most a day away (the moon decides).
func (c *Calendar) doubt(d *Due) {
	lo, hi := d.From.Date, d.Date
	if hi.Before(lo) {
		lo, hi = hi, lo
	}
	for y := lo.Year; y <= hi.Year; y++ {
		if !c.book.knows(y) {
			d.Unknown = append(d.Unknown, y)
		}
	}
	for _, e := range c.book.estimates(lo.Year-1, hi.Year+1) {
		if !e.Date.Add(1).Before(lo) && !e.Date.Add(-1).After(hi) {
			d.Estimated = append(d.Estimated, e)
		}
	}
	d.Warn = len(d.Unknown) > 0 || len(d.Estimated) > 0
}

// Deadline is the instant in loc by which the thing must be done: the closing
// time of a whole day, else the moment itself.
func (d Due) Deadline(c *Calendar, loc *time.Location) time.Time {
	return c.End(d.Moment).In(loc)
}
