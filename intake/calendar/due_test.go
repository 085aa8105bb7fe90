package calendar

import (
	"errors"
	"testing"
	"time"
)

// moment reads "2015-03-02 10:00", or "2015-03-02" as a whole day.
func moment(t testing.TB, s string) Moment {
	t.Helper()
	if len(s) == 10 {
		return WholeDay(date(t, s))
	}
	at, err := ParseClock(s[11:])
	if err != nil {
		t.Fatal(err)
	}
	return Moment{Date: date(t, s[:10]), At: at}
}

func TestDue(t *testing.T) {
	wd := func(n int) Term { return Term{Amount: n, Unit: WorkingDay} }
	cd := func(n int) Term { return Term{Amount: n, Unit: CalendarDay} }
	wm := func(n int) Term { return Term{Amount: n, Unit: WorkingMinute} }
	mo := Term{Amount: 1, Unit: Month}
	none := func(t Term) Term { t.Roll = RollNone; return t }
	prev := func(t Term) Term { t.Roll = RollPrevious; return t }
	counted := func(t Term) Term { t.Counted = true; return t }
	on := func(m time.Month, d int) Term { return Term{Unit: OnDate, Month: m, Day: d} }
	for _, r := range []struct {
		name string
		week Week
		from string
		term Term
		want string
	}{
		{"the next working day, not 24 hours", 5, "2015-03-02 10:47", wd(1), "2015-03-03"},
		{"a Friday evening before 8 March", 5, "2015-03-06 17:59", wd(1), "2015-03-10"},
		{"the same, six days", 6, "2015-03-06 17:59", wd(1), "2015-03-07"},
		{"accepted on a day off", 5, "2015-03-08 10:00", wd(1), "2015-03-10"},
		{"15 over Nauryz", 5, "2015-03-02 10:00", wd(15), "2015-03-27"},
		{"15 over Nauryz, six days", 6, "2015-03-02 10:00", wd(15), "2015-03-20"},
		{"over the moved 9 March 2018", 5, "2018-03-02 10:00", wd(3), "2018-03-06"},
		{"over 8–9 March 2018", 5, "2018-03-07 10:00", wd(1), "2018-03-12"},
		{"the same day", 5, "2015-03-02 10:00", wd(0), "2015-03-02"},
		{"the same day of a day off", 5, "2015-03-07", wd(0), "2015-03-10"},
		{"counting the first day", 5, "2015-03-02 10:00", counted(wd(1)), "2015-03-02"},
		{"counting a day off from its next", 5, "2015-03-07", counted(wd(1)), "2015-03-10"},
		{"one day before", 5, "2015-03-10", wd(-1), "2015-03-06"},
		{"over New Year", 5, "2016-12-30 09:00", wd(1), "2017-01-04"},

		{"29 calendar days", 5, "2015-03-02 10:00", cd(29), "2015-03-31"},
		{"one calendar day onto a Saturday", 5, "2015-02-27 10:00", cd(1), "2015-03-02"},
		{"and left there", 5, "2015-02-27 10:00", none(cd(1)), "2015-02-28"},
		{"or taken back", 5, "2015-02-27 10:00", prev(cd(1)), "2015-02-27"},
		{"counting the first of ten", 5, "2015-02-02", counted(cd(10)), "2015-02-11"},
		{"one day before", 5, "2015-04-01", cd(-1), "2015-03-31"},
		{"the same calendar day", 5, "2015-03-02 10:00", cd(0), "2015-03-02"},

		{"a month is not 30 days", 5, "2015-03-02", mo, "2015-04-02"},
		{"31 January", 6, "2015-01-31", none(mo), "2015-02-28"},
		{"31 January, moved", 5, "2015-01-31", mo, "2015-03-02"},
		{"31 January of a leap year", 5, "2016-01-31", none(mo), "2016-02-29"},
		{"30 January of a leap year", 5, "2016-01-30", none(mo), "2016-02-29"},
		{"29 February in a year", 5, "2016-02-29", none(Term{Amount: 12, Unit: Month}), "2017-02-28"},
		{"31 March", 5, "2015-03-31", mo, "2015-04-30"},
		{"28 February stays the 28th", 5, "2015-02-28", none(mo), "2015-03-28"},
		{"December to January", 5, "2015-12-15", mo, "2016-01-15"},
		{"counted, to the eve", 5, "2015-03-03", counted(mo), "2015-04-02"},
		{"counted, no such date", 5, "2015-01-31", none(counted(mo)), "2015-02-28"},
		{"1 April to 1 May, a holiday", 5, "2015-04-01", mo, "2015-05-04"},

		{"1 December of the school year", 5, "2015-09-10 10:00", on(12, 1), "2015-12-01"},
		{"on the very day", 5, "2015-08-30", on(8, 30), "2015-08-30"},
		{"30 August is a holiday and stays", 5, "2015-06-01", on(8, 30), "2015-08-30"},
		{"unless the data move it", 5, "2015-06-01", Term{Unit: OnDate, Month: 8, Day: 30, Roll: RollNext}, "2015-09-01"},
		{"already gone: next year", 5, "2015-12-02", on(12, 1), "2016-12-01"},
		{"29 February", 5, "2015-01-10", on(2, 29), "2015-02-28"},

		{"minutes by the clock", 5, "2015-03-02 17:50", Term{Amount: 15, Unit: Minute}, "2015-03-02 18:05"},
		{"over midnight", 5, "2015-03-31 23:50", Term{Amount: 15, Unit: Minute}, "2015-04-01 00:05"},
		{"minutes after a whole day", 5, "2015-03-03", Term{Amount: 15, Unit: Minute}, "2015-03-03"},
		{"within hours", 5, "2015-03-02 10:00", wm(15), "2015-03-02 10:15"},
		{"to the minute of lunch", 5, "2015-03-02 12:45", wm(15), "2015-03-02 13:00"},
		{"over lunch", 5, "2015-03-02 12:55", wm(15), "2015-03-02 14:10"},
		{"from lunch", 5, "2015-03-02 13:20", wm(15), "2015-03-02 14:15"},
		{"before opening", 5, "2015-03-02 07:00", wm(15), "2015-03-02 09:15"},
		{"to the minute of closing", 5, "2015-03-02 17:45", wm(15), "2015-03-02 18:00"},
		{"over closing", 5, "2015-03-02 17:55", wm(15), "2015-03-03 09:10"},
		{"at closing", 5, "2015-03-02 18:00", wm(15), "2015-03-03 09:15"},
		{"over closing and a long weekend", 5, "2015-03-06 17:55", wm(15), "2015-03-10 09:10"},
		{"over a holiday, six days", 6, "2015-03-07 17:55", wm(15), "2015-03-10 09:10"},
		{"from a holiday", 5, "2015-03-09 12:00", wm(15), "2015-03-10 09:15"},
		{"two working days of minutes", 5, "2015-03-02 09:00", wm(16 * 60), "2015-03-03 18:00"},
		{"working minutes after a whole day", 5, "2015-03-03", wm(15), "2015-03-03"},
		{"after a whole day off", 5, "2015-03-07", wm(15), "2015-03-10"},
	} {
		c := Embedded().Calendar(r.week, lunch())
		d, err := c.Due(moment(t, r.from), r.term)
		if err != nil || d.Moment != moment(t, r.want) {
			t.Errorf("%s: %s + %s (week %d) = %s, want %s (%v)", r.name, r.from, r.term.Say("en"), r.week, d.Moment, r.want, err)
		}
	}
}

// 15 minutes, 1, 13 and 1 working days, 15 minutes: the externat of Mangystau is
// fifteen working days, whatever the hour of acceptance and the unit of minutes.
func TestStepsOfExternat(t *testing.T) {
	c := Embedded().Calendar(FiveDays, lunch())
	for _, unit := range []Unit{Minute, WorkingMinute} {
		for _, from := range []string{"2018-09-03 09:00", "2018-09-03 17:30", "2018-04-25 10:00", "2016-08-22"} {
			at := moment(t, from)
			whole, err := c.Due(at, Term{Amount: 15, Unit: WorkingDay})
			if err != nil {
				t.Fatal(err)
			}
			for _, term := range []Term{{Amount: 15, Unit: unit}, {Amount: 1, Unit: WorkingDay},
				{Amount: 13, Unit: WorkingDay}, {Amount: 1, Unit: WorkingDay}, {Amount: 15, Unit: unit}} {
				d, err := c.Due(at, term)
				if err != nil {
					t.Fatal(err)
				}
				at = d.Moment
			}
			if at != whole.Moment {
				t.Errorf("from %s in %s: steps end %s, 15 working days %s", from, unit, at, whole.Moment)
			}
		}
	}
}

func TestDueRemembers(t *testing.T) {
	c := Embedded().Calendar(FiveDays, lunch())
	due := func(from string, term Term) Due {
		d, err := c.Due(moment(t, from), term)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if d := due("2015-03-02 10:00", Term{Amount: 15, Unit: WorkingDay}); len(d.Skipped) != 10 || len(d.Rolled) != 0 {
		t.Errorf("2–27 March 2015 passes over 7–9, 14–15, 21–25: got %d skipped, %d rolled", len(d.Skipped), len(d.Rolled))
	}
	d := due("2015-01-31", Term{Amount: 1, Unit: Month})
	if len(d.Rolled) != 2 || !d.RollAssumed || len(d.Skipped) != 0 {
		t.Errorf("a moved month: %+v", d)
	}
	if d := due("2015-01-31", Term{Amount: 1, Unit: Month, Roll: RollNext}); d.RollAssumed {
		t.Error("a roll in the data is no assumption")
	}
	if d := due("2015-03-02 10:00", Term{Amount: 1, Unit: Month}); d.RollAssumed {
		t.Error("nothing was moved, nothing is assumed")
	}
	if d := due("2015-06-01", Term{Unit: OnDate, Month: 8, Day: 30}); d.Off.Reason.Code != Holiday {
		t.Errorf("30 August is a holiday: %+v", d.Off)
	}
	d = due("2015-03-06 17:55", Term{Amount: 15, Unit: WorkingMinute})
	if !d.Paused || d.Start != d.From || len(d.Skipped) != 3 {
		t.Errorf("minutes over a weekend: %+v", d)
	}
	if d := due("2015-03-09 12:00", Term{Amount: 15, Unit: WorkingMinute}); d.Start != moment(t, "2015-03-10 09:00") || d.Paused {
		t.Errorf("minutes from a holiday: %+v", d)
	}
	if d := due("2015-03-02 18:00", Term{Amount: 15, Unit: WorkingMinute}); d.Start != moment(t, "2015-03-03 09:00") || d.Paused {
		t.Errorf("minutes from closing time: %+v", d)
	}
}

func TestWarns(t *testing.T) {
	c := Embedded().Calendar(FiveDays, lunch())
	for from, want := range map[string]bool{
		"2015-03-02": false, "2026-12-20": false, "2027-12-30": true, "2028-01-10": true, "2013-12-31": true,
		"2027-05-14": true, "2027-05-17": true, "2027-05-18": false, "2027-04-30": true, "2027-04-26": false,
	} {
		d, err := c.Due(moment(t, from), Term{Amount: 10, Unit: WorkingDay})
		if err != nil || d.Warn != want {
			t.Errorf("10 working days from %s to %s: warn %v, want %v (%v)", from, d.Date, d.Warn, want, err)
		}
	}
}

func TestDeadline(t *testing.T) {
	loc := time.FixedZone("", 5*3600)
	c := Embedded().Calendar(SixDays, Hours{Open: At(9, 0), Close: At(20, 0), SatClose: At(14, 30)})
	for _, r := range []struct {
		from string
		term Term
		want string
	}{
		{"2015-03-02 10:00", Term{Amount: 1, Unit: WorkingDay}, "2015-03-03T20:00:00+05:00"},
		{"2015-03-06 10:00", Term{Amount: 1, Unit: WorkingDay}, "2015-03-07T14:30:00+05:00"},
		{"2015-03-06 10:00", Term{Amount: 15, Unit: Minute}, "2015-03-06T10:15:00+05:00"},
	} {
		d, err := c.Due(moment(t, r.from), r.term)
		if got := d.Deadline(c, loc).Format(time.RFC3339); err != nil || got != r.want {
			t.Errorf("%s + %s must be done by %s, got %s (%v)", r.from, r.term.Say("en"), r.want, got, err)
		}
	}
}

func TestTermCheck(t *testing.T) {
	for want, terms := range map[string][]Term{
		"": {{Amount: 0, Unit: WorkingDay}, {Amount: -1, Unit: CalendarDay}, {Unit: OnDate, Month: 2, Day: 29},
			{Amount: 1, Unit: Month, Roll: RollNone}, {Amount: 3, Unit: WorkingDay, Counted: true}},
		"unknown-unit":     {{Amount: 1}, {Amount: 1, Unit: "day"}},
		"unknown-roll":     {{Amount: 1, Unit: Month, Roll: "forward"}},
		"roll-not-used":    {{Amount: 1, Unit: Minute, Roll: RollNext}, {Amount: 1, Unit: WorkingDay, Roll: RollNone}},
		"no-amount":        {{Unit: Minute}, {Unit: WorkingMinute}, {Unit: Month}, {Amount: 3, Unit: OnDate, Month: 1, Day: 1}},
		"negative-amount":  {{Amount: -1, Unit: Minute}, {Amount: -1, Unit: Month}},
		"amount-too-big":   {{Amount: 1 << 40, Unit: WorkingDay}, {Amount: 121, Unit: Month}, {Amount: -4000, Unit: CalendarDay}},
		"bad-date":         {{Unit: OnDate}, {Unit: OnDate, Month: 4, Day: 31}, {Unit: OnDate, Month: 13, Day: 1}},
		"date-not-used":    {{Amount: 1, Unit: Month, Month: 4, Day: 3}},
		"counted-not-used": {{Amount: 1, Unit: Minute, Counted: true}, {Amount: 0, Unit: WorkingDay, Counted: true}},
	} {
		for _, term := range terms {
			if code, text := term.Check(); code != want || (text == "") != (want == "") {
				t.Errorf("%+v: %q %q, want %q", term, code, text, want)
			}
			_, err := Embedded().Calendar(FiveDays, lunch()).Due(moment(t, "2015-03-02"), term)
			var te TermError
			if errors.As(err, &te) != (want != "") || te.Code != want {
				t.Errorf("%+v: due says %v, want %q", term, err, want)
			}
		}
	}
	_, err := Embedded().Calendar(FiveDays, lunch()).Due(Moment{}, Term{Amount: 1, Unit: Month})
	var te TermError
	if !errors.As(err, &te) || te.Code != "no-start" {
		t.Errorf("no day to start from: %v", err)
	}
}
