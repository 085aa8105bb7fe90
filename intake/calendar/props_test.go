package calendar

import (
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tereze/intake/trio"
)

func drawMoment(t *rapid.T) Moment {
	d := Date{2013, time.January, 1}.Add(rapid.IntRange(0, 16*365).Draw(t, "day"))
	if rapid.Bool().Draw(t, "whole") {
		return WholeDay(d)
	}
	return Moment{Date: d, At: Clock(rapid.IntRange(0, 1439).Draw(t, "minute"))}
}

func TestPropertiesOfTerms(t *testing.T) {
	b := Embedded()
	weeks := map[Week]*Calendar{FiveDays: b.Calendar(FiveDays, lunch()), SixDays: b.Calendar(SixDays, lunch())}
	units := []Unit{Minute, WorkingMinute, WorkingDay, CalendarDay, Month}
	rapid.Check(t, func(t *rapid.T) {
		c := weeks[rapid.SampledFrom([]Week{FiveDays, SixDays}).Draw(t, "week")]
		from, n := drawMoment(t), rapid.IntRange(1, 90).Draw(t, "amount")
		term := Term{Amount: n, Unit: rapid.SampledFrom(units).Draw(t, "unit")}
		d, err := c.Due(from, term)
		if err != nil {
			t.Fatal(err)
		}
		if d.Date.Before(from.Date) {
			t.Fatalf("ends %s before it starts", d.Moment)
		}
		if term.Unit != Minute && !c.Working(d.Date) {
			t.Fatalf("%s is not worked", d.Date)
		}
		for _, s := range append(d.Skipped, d.Rolled...) {
			if s.Working {
				t.Fatalf("%s is worked and was passed over", s.Date)
			}
		}
		term.Amount++
		more, err := c.Due(from, term)
		if err != nil || c.End(more.Moment).In(time.UTC).Before(c.End(d.Moment).In(time.UTC)) {
			t.Fatalf("%d end %s, one more %s (%v)", n, d.Moment, more.Moment, err)
		}
		for _, l := range trio.Langs() {
			for _, s := range d.Explain(l) {
				if utf8.RuneCountInString(s) > Columns || s == "" {
					t.Fatalf("line of %d columns: %q", utf8.RuneCountInString(s), s)
				}
			}
		}
	})
}

// Counting the working days of the answer gives the amount, and counting back
// from the answer gives the start.
func TestPropertiesOfWorkingDays(t *testing.T) {
	b := Embedded()
	weeks := map[Week]*Calendar{FiveDays: b.Calendar(FiveDays, lunch()), SixDays: b.Calendar(SixDays, lunch())}
	rapid.Check(t, func(t *rapid.T) {
		c := weeks[rapid.SampledFrom([]Week{FiveDays, SixDays}).Draw(t, "week")]
		from, n := drawMoment(t), rapid.IntRange(1, 90).Draw(t, "amount")
		d, err := c.Due(from, Term{Amount: n, Unit: WorkingDay})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Between(from.Date, d.Date); got != n {
			t.Fatalf("%d working days to %s, counted %d", n, d.Date, got)
		}
		if span := d.Date.Sub(from.Date); span != n+len(d.Skipped) {
			t.Fatalf("%d days pass, %d are worked and %d skipped", span, n, len(d.Skipped))
		}
		back, err := c.Due(d.Moment, Term{Amount: -n, Unit: WorkingDay})
		if err != nil || back.Date != c.PrevWorking(from.Date) {
			t.Fatalf("back from %s: %s, want %s (%v)", d.Date, back.Date, c.PrevWorking(from.Date), err)
		}
	})
}

// A term in working minutes uses as many open minutes as it is long.
func TestPropertiesOfMinutes(t *testing.T) {
	c := Embedded().Calendar(FiveDays, lunch())
	rapid.Check(t, func(t *rapid.T) {
		from, n := drawMoment(t), rapid.IntRange(1, 1200).Draw(t, "amount")
		from.Whole = false
		d, err := c.Due(from, Term{Amount: n, Unit: WorkingMinute})
		if err != nil {
			t.Fatal(err)
		}
		open := 0
		for m := from; m != d.Moment; {
			if c.IsOpen(m) {
				open++
			}
			if m.At++; m.At == 24*60 {
				m = Moment{Date: m.Date.Add(1)}
			}
		}
		if open != n {
			t.Fatalf("%d minutes from %s to %s: %d of them open", n, from, d.Moment, open)
		}
	})
}

func TestPropertiesOfDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := drawMoment(t).Date, rapid.IntRange(-4000, 4000).Draw(t, "n")
		o := d.Add(n)
		if o.Sub(d) != n || o.Add(-n) != d || o.Compare(d) != min(1, max(-1, n)) || o.After(d) != (n > 0) || o.Before(d) != (n < 0) {
			t.Fatalf("%s + %d = %s", d, n, o)
		}
		got, err := ParseDate(d.String())
		if err != nil || got != d {
			t.Fatalf("%s reads as %s (%v)", d, got, err)
		}
		m := d.AddMonths(n % 100)
		if months := (m.Year-d.Year)*12 + int(m.Month) - int(d.Month); months != n%100 || m.Day > d.Day {
			t.Fatalf("%s + %d months = %s", d, n%100, m)
		}
	})
}
