package calendar

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lunch are the hours most tests work with.
func lunch() Hours {
	return Hours{Open: At(9, 0), Close: At(18, 0), LunchFrom: At(13, 0), LunchTo: At(14, 0)}
}

// The holidays of the law, each year of 2014–2027, are holidays in both weeks on
// their own date, and not a year longer.
func TestHolidaysOfTheLaw(t *testing.T) {
	law := []struct {
		code     string
		m        time.Month
		days     []int
		from, to int
	}{
		{"new-year", 1, []int{1, 2}, 0, 9999}, {"christmas", 1, []int{7}, 0, 9999},
		{"women", 3, []int{8}, 0, 9999}, {"constitution-march", 3, []int{15}, 2027, 9999},
		{"nauryz", 3, []int{21, 22, 23}, 0, 9999}, {"unity", 5, []int{1}, 0, 9999},
		{"defender", 5, []int{7}, 0, 9999}, {"victory", 5, []int{9}, 0, 9999},
		{"capital", 7, []int{6}, 0, 9999}, {"constitution", 8, []int{30}, 0, 2025},
		{"republic", 10, []int{25}, 2022, 9999}, {"first-president", 12, []int{1}, 0, 2021},
		{"independence", 12, []int{16}, 0, 9999}, {"independence-second", 12, []int{17}, 0, 2021},
	}
	for _, w := range []Week{FiveDays, SixDays} {
		c := Embedded().Calendar(w, lunch())
		for y := 2014; y <= 2027; y++ {
			total := 1 // Kurban Ait
			for _, h := range law {
				in := h.from <= y && y <= h.to
				for _, day := range h.days {
					got := c.Day(Date{y, h.m, day})
					if in {
						total++
					}
					if in != (got.Reason.Code == Holiday && !got.Working) && got.Reason.Code != Observed {
						t.Errorf("week %d, %s %v: holiday is %v, want %v", w, h.code, got, !in, in)
					}
				}
			}
			n := 0
			for _, d := range c.Year(y) {
				if d.Reason.Code == Holiday {
					n++
					if d.Reason.Name.Missing() != nil || d.Reason.Article == "" {
						t.Errorf("%s: a holiday without name or article: %+v", d.Date, d.Reason)
					}
				}
			}
			if n != total {
				t.Errorf("week %d: %d has %d holidays, want %d", w, y, n, total)
			}
		}
	}
}

func TestKurbanAitNeverMoves(t *testing.T) {
	dates := strings.Fields(`2014-10-04 2015-09-24 2016-09-12 2017-09-01 2018-08-21 2019-08-11 2020-07-31
		2021-07-20 2022-07-09 2023-06-28 2024-06-16 2025-06-06 2026-05-27 2027-05-16`)
	for _, w := range []Week{FiveDays, SixDays} {
		c := Embedded().Calendar(w, lunch())
		for _, s := range dates {
			d := c.Day(date(t, s))
			if d.Working || d.Reason.Code != Holiday || d.Reason.Name.RU != "Первый день Курбан-айта" {
				t.Errorf("week %d: %s is %+v", w, s, d)
			}
		}
	}
}

// Every day of 2013-12-28 to 2027 that a holiday's move or a decree changed, and
// no other, for both weeks. "o" observed ← holiday, "f" free ← worked, "w" worked ← free.
var moved = map[Week]string{
	FiveDays: `
w 2013-12-28 2014-01-03, f 2014-01-03 2013-12-28, o 2014-03-10 03-08, o 2014-03-24 03-22, o 2014-03-25 03-23,
f 2014-05-02 05-04, w 2014-05-04 05-02, f 2014-05-08 05-11, w 2014-05-11 05-08, o 2014-07-07 07-06, o 2014-09-01 08-30,
o 2015-03-09 03-08, o 2015-03-24 03-21, o 2015-03-25 03-22, o 2015-05-11 05-09, o 2015-08-31 08-30,
o 2016-01-04 01-02, w 2016-03-05 03-07, f 2016-03-07 03-05, o 2016-05-02 05-01, o 2016-05-10 05-07, o 2016-12-19 12-17,
o 2017-01-03 01-01, w 2017-03-18 03-20, f 2017-03-20 03-18, o 2017-05-08 05-07, w 2017-07-01 07-07, f 2017-07-07 07-01,
o 2017-12-18 12-16, o 2017-12-19 12-17,
w 2018-03-03 03-09, f 2018-03-09 03-03, w 2018-04-28 04-30, f 2018-04-30 04-28, w 2018-05-05 05-08, f 2018-05-08 05-05,
w 2018-08-25 08-31, f 2018-08-31 08-25, o 2018-12-03 12-01, o 2018-12-18 12-16, w 2018-12-29 12-31, f 2018-12-31 12-29,
o 2019-03-25 03-23, w 2019-05-04 05-10, f 2019-05-10 05-04, o 2019-07-08 07-06, o 2019-12-02 12-01,
f 2020-01-03 01-05, w 2020-01-05 01-03, o 2020-03-09 03-08, o 2020-03-24 03-21, o 2020-03-25 03-22,
f 2020-05-08 05-11, w 2020-05-11 05-08, o 2020-08-31 08-30, f 2020-12-18 12-20, w 2020-12-20 12-18,
o 2021-01-04 01-02, o 2021-03-24 03-21, o 2021-05-03 05-01, o 2021-05-10 05-09, w 2021-07-03 07-05, f 2021-07-05 07-03,
o 2022-01-03 01-01, o 2022-01-04 01-02, w 2022-03-05 03-07, f 2022-03-07 03-05, o 2022-05-02 05-01, o 2022-05-10 05-07,
w 2022-08-27 08-29, f 2022-08-29 08-27, w 2022-10-22 10-24, f 2022-10-24 10-22,
o 2023-01-03 01-01, o 2023-05-08 05-07, w 2023-07-01 07-07, f 2023-07-07 07-01, o 2023-12-18 12-16,
o 2024-03-25 03-23, w 2024-05-04 05-08, f 2024-05-08 05-04, o 2024-07-08 07-06,
f 2025-01-03 01-05, w 2025-01-05 01-03, o 2025-03-10 03-08, o 2025-03-24 03-22, o 2025-03-25 03-23, o 2025-07-07 07-06,
o 2025-09-01 08-30, o 2025-10-27 10-25,
o 2026-03-09 03-08, o 2026-03-24 03-21, o 2026-03-25 03-22, o 2026-05-11 05-09, o 2026-10-26 10-25,
o 2027-01-04 01-02, o 2027-03-24 03-21, o 2027-05-03 05-01, o 2027-05-10 05-09`,
	SixDays: `
o 2014-03-24 03-23, f 2014-05-02 05-04, w 2014-05-04 05-02, f 2014-05-08 05-11, w 2014-05-11 05-08, o 2014-07-07 07-06,
o 2015-03-09 03-08, o 2015-03-24 03-22, o 2015-08-31 08-30, o 2016-05-02 05-01,
o 2017-01-03 01-01, o 2017-05-08 05-07, o 2017-12-18 12-17, o 2018-12-18 12-16, o 2019-12-02 12-01,
f 2020-01-03 01-05, w 2020-01-05 01-03, o 2020-03-09 03-08, o 2020-03-24 03-22, o 2020-08-31 08-30,
f 2020-12-18 12-20, w 2020-12-20 12-18, o 2021-03-24 03-21, o 2021-05-10 05-09, o 2022-01-03 01-02, o 2022-05-02 05-01,
o 2023-01-03 01-01, o 2023-05-08 05-07, f 2025-01-03 01-05, w 2025-01-05 01-03, o 2025-03-24 03-23, o 2025-07-07 07-06,
o 2026-03-09 03-08, o 2026-03-24 03-22, o 2026-10-26 10-25, o 2027-03-24 03-21, o 2027-05-10 05-09`,
}

func TestMovedDays(t *testing.T) {
	code := map[string]string{"o": Observed, "f": MovedOff, "w": MovedWork}
	for w, rows := range moved {
		want := map[Date]Reason{}
		for _, r := range strings.Split(rows, ",") {
			f := strings.Fields(r)
			on := date(t, f[1])
			if len(f[2]) == 5 {
				f[2] = f[1][:5] + f[2]
			}
			want[on] = Reason{Code: code[f[0]], From: date(t, f[2])}
		}
		c := Embedded().Calendar(w, lunch())
		for y := 2013; y <= 2027; y++ {
			for _, d := range c.Year(y) {
				r := d.Reason
				if r.Code == Workday || r.Code == Weekend || r.Code == Holiday || y == 2013 && d.Date.Month < 12 {
					continue
				}
				if r.Code == Observed && d.Date.Year == 2013 { // before the table
					continue
				}
				if got := want[d.Date]; got.Code != r.Code || got.From != r.From {
					t.Errorf("week %d: %s is %s ← %s, want %s ← %s", w, d.Date, r.Code, r.From, got.Code, got.From)
				}
				if d.Working != (r.Code == MovedWork) {
					t.Errorf("week %d: %s %s working=%v", w, d.Date, r.Code, d.Working)
				}
				delete(want, d.Date)
			}
		}
		for d, r := range want {
			t.Errorf("week %d: %s is not %s ← %s", w, d, r.Code, r.From)
		}
	}
}

func TestYearHasEveryDay(t *testing.T) {
	for _, w := range []Week{FiveDays, SixDays, 0} {
		c := Embedded().Calendar(w, Hours{})
		for y, n := range map[int]int{2015: 365, 2016: 366, 2028: 366, 2100: 365} {
			days := c.Year(y)
			if len(days) != n || days[0].Date != (Date{y, 1, 1}) || days[n-1].Date != (Date{y, 12, 31}) {
				t.Errorf("%d has %d days, %v to %v", y, len(days), days[0].Date, days[len(days)-1].Date)
			}
			for _, d := range days {
				if d.Unknown != (y > 2027) {
					t.Fatalf("%s: unknown=%v", d.Date, d.Unknown)
				}
			}
		}
	}
}

func TestWeeks(t *testing.T) {
	five, six := Embedded().Calendar(FiveDays, lunch()), Embedded().Calendar(SixDays, lunch())
	sat, sun := date(t, "2015-02-28"), date(t, "2015-03-01")
	if five.Working(sat) || !six.Working(sat) || five.Working(sun) || six.Working(sun) {
		t.Error("Saturday belongs to the six-day week, Sunday to none")
	}
	if got := five.NextWorking(date(t, "2015-03-07")); got != date(t, "2015-03-10") {
		t.Errorf("after 7 March 2015 work starts on %s", got)
	}
	if got := five.PrevWorking(date(t, "2015-03-25")); got != date(t, "2015-03-20") {
		t.Errorf("before 25 March 2015 work ended on %s", got)
	}
	if got := five.Between(date(t, "2015-03-02"), date(t, "2015-03-27")); got != 15 {
		t.Errorf("2–27 March 2015: %d working days, want 15", got)
	}
}

func TestClosing(t *testing.T) {
	h := lunch()
	h.SatClose = At(15, 0)
	c := Embedded().Calendar(SixDays, h)
	five := Embedded().Calendar(FiveDays, h)
	for _, r := range []struct {
		c    *Calendar
		day  string
		want Clock
	}{
		{c, "2018-03-02", At(18, 0)}, {c, "2018-03-03", At(15, 0)},
		{five, "2018-03-03", At(18, 0)}, // works in the place of a Friday
	} {
		if got := r.c.CloseOn(date(t, r.day)); got != r.want {
			t.Errorf("week %d closes at %s on %s, want %s", r.c.Week(), got, r.day, r.want)
		}
	}
	for s, want := range map[string]bool{
		"2018-03-02 08:59": false, "2018-03-02 09:00": true, "2018-03-02 12:59": true, "2018-03-02 13:00": false,
		"2018-03-02 14:00": true, "2018-03-02 18:00": false, "2018-03-03 14:59": true, "2018-03-03 15:00": false,
		"2018-03-04 10:00": false,
	} {
		at, _ := ParseClock(s[11:])
		if got := c.IsOpen(Moment{Date: date(t, s[:10]), At: at}); got != want {
			t.Errorf("open at %s: %v", s, got)
		}
	}
	for _, bad := range []Hours{{}, {Open: 600, Close: 600}, {Open: 540, Close: 1080, LunchFrom: 500, LunchTo: 600},
		{Open: 540, Close: 1080, LunchFrom: 800}, {Open: 540, Close: 1080, SatClose: 500}, {Open: 0, Close: 1441}} {
		if bad.Check() == "" {
			t.Errorf("%+v passes", bad)
		}
		if got := Embedded().Calendar(FiveDays, bad).Hours(); got != DefaultHours() {
			t.Errorf("%+v gives %+v", bad, got)
		}
	}
}

func ExampleReason_Say() {
	c := Embedded().Calendar(FiveDays, DefaultHours())
	for _, d := range []Date{{2018, 3, 9}, {2015, 3, 9}, {2014, 1, 3}, {2018, 3, 3}} {
		r := c.Day(d).Reason
		fmt.Println(r.Say("kk"), "|", r.Say("ru"), "|", r.Say("en"))
	}
	// Output:
	// 3 наурыздың орнына демалыс күні | выходной вместо 3 марта | day off instead of 3 March
	// Халықаралық әйелдер күні (8 наурыздан ауыстырылды) | Международный женский день (перенос с 8 марта) | International Women's Day (moved from 8 March)
	// 2013 жылғы 28 желтоқсанның орнына демалыс күні | выходной вместо 28 декабря 2013 | day off instead of 28 December 2013
	// 9 наурыздың орнына жұмыс күні | рабочий день вместо 9 марта | working day instead of 9 March
}
