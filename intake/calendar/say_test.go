package calendar

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"tereze/intake/trio"
)

func TestPlurals(t *testing.T) {
	for _, r := range []struct {
		term       Term
		kk, ru, en string
	}{
		{Term{Amount: 1, Unit: WorkingDay}, "1 жұмыс күні", "1 рабочий день", "1 working day"},
		{Term{Amount: 2, Unit: WorkingDay}, "2 жұмыс күні", "2 рабочих дня", "2 working days"},
		{Term{Amount: 5, Unit: WorkingDay}, "5 жұмыс күні", "5 рабочих дней", "5 working days"},
		{Term{Amount: 11, Unit: WorkingDay}, "11 жұмыс күні", "11 рабочих дней", "11 working days"},
		{Term{Amount: 12, Unit: WorkingDay}, "12 жұмыс күні", "12 рабочих дней", "12 working days"},
		{Term{Amount: 21, Unit: CalendarDay}, "21 күнтізбелік күн", "21 календарный день", "21 calendar days"},
		{Term{Amount: 29, Unit: CalendarDay}, "29 күнтізбелік күн", "29 календарных дней", "29 calendar days"},
		{Term{Amount: 33, Unit: CalendarDay}, "33 күнтізбелік күн", "33 календарных дня", "33 calendar days"},
		{Term{Amount: 111, Unit: CalendarDay}, "111 күнтізбелік күн", "111 календарных дней", "111 calendar days"},
		{Term{Amount: 1, Unit: Month}, "1 ай", "1 месяц", "1 month"},
		{Term{Amount: 3, Unit: Month}, "3 ай", "3 месяца", "3 months"},
		{Term{Amount: 6, Unit: Month}, "6 ай", "6 месяцев", "6 months"},
		{Term{Amount: 1, Unit: Minute}, "1 минут", "1 минута", "1 minute"},
		{Term{Amount: 3, Unit: Minute}, "3 минут", "3 минуты", "3 minutes"},
		{Term{Amount: 15, Unit: Minute}, "15 минут", "15 минут", "15 minutes"},
		{Term{Amount: 15, Unit: WorkingMinute}, "жұмыс уақытымен 15 минут", "15 минут рабочего времени", "15 working minutes"},
		{Term{Unit: WorkingDay}, "сол жұмыс күні", "тот же рабочий день", "the same working day"},
		{Term{Unit: CalendarDay}, "сол күні", "тот же день", "the same day"},
		{Term{Amount: -1, Unit: WorkingDay}, "1 жұмыс күні бұрын", "за 1 рабочий день до этого", "1 working day before"},
		{Term{Unit: OnDate, Month: 12, Day: 1}, "1 желтоқсаннан кешіктірмей", "не позднее 1 декабря", "by 1 December"},
		{Term{Unit: OnDate, Month: 8, Day: 30}, "30 тамыздан кешіктірмей", "не позднее 30 августа", "by 30 August"},
	} {
		for l, want := range map[trio.Lang]string{trio.KK: r.kk, trio.RU: r.ru, trio.EN: r.en} {
			if got := r.term.Say(l); got != want {
				t.Errorf("%s: %q, want %q", l, got, want)
			}
		}
	}
}

func TestSayDate(t *testing.T) {
	d := Date{2015, time.March, 2}
	for _, r := range []struct {
		s          Style
		kk, ru, en string
	}{
		{LongWeekday, "2015 жылғы 2 наурыз, дүйсенбі", "2 марта 2015, понедельник", "Monday, 2 March 2015"},
		{Long, "2015 жылғы 2 наурыз", "2 марта 2015", "2 March 2015"},
		{Short, "02.03.2015", "02.03.2015", "02.03.2015"},
		{DayMonth, "2 наурыз", "2 марта", "2 March"},
	} {
		for l, want := range map[trio.Lang]string{trio.KK: r.kk, trio.RU: r.ru, trio.EN: r.en} {
			if got := Say(d, l, r.s); got != want {
				t.Errorf("%s: %q, want %q", l, got, want)
			}
			if got := Say(Date{}, l, r.s); got != "" {
				t.Errorf("no date is said as %q", got)
			}
		}
	}
}

func TestSayMoment(t *testing.T) {
	today := date(t, "2015-03-31")
	for _, r := range []struct{ at, kk, ru, en string }{
		{"2015-03-31 18:00", "бүгін 18:00", "сег. 18:00", "today 18:00"},
		{"2015-03-31", "бүгін", "сегодня", "today"},
		{"2015-04-01 10:05", "ертең 10:05", "завтра 10:05", "tomorrow 10:05"},
		{"2015-04-01", "ертең", "завтра", "tomorrow"},
		{"2015-03-30 09:00", "кеше 09:00", "вчера 09:00", "yesterday 09:00"},
		{"2015-05-04 09:00", "4 мам", "4 мая", "4 May"},
		{"2015-03-02", "2 нау", "2 мар", "2 Mar"},
		{"2016-01-04 09:00", "04.01.2016", "04.01.2016", "04.01.2016"},
	} {
		for l, want := range map[trio.Lang]string{trio.KK: r.kk, trio.RU: r.ru, trio.EN: r.en} {
			if got := SayMoment(moment(t, r.at), today, l); got != want {
				t.Errorf("%s %s: %q, want %q", l, r.at, got, want)
			}
		}
	}
	if SayMoment(Moment{}, today, trio.RU) != "" {
		t.Error("no moment is said as something")
	}
}

// Every word of the package exists in the three languages, and Kazakh is written
// with Kazakh letters.
func TestWords(t *testing.T) {
	for m := time.January; m <= time.December; m++ {
		for _, s := range []string{month(m, trio.KK), shortMonth(m, trio.KK), monthFrom(m), monthOf(m)} {
			for _, r := range s {
				if r < 'Ѐ' || r > 'ӿ' {
					t.Errorf("%q is not all Cyrillic", s)
				}
			}
			if !strings.HasPrefix(s, string([]rune(month(m, trio.KK))[:3])) {
				t.Errorf("%q is not of %s", s, month(m, trio.KK))
			}
		}
		for _, l := range trio.Langs() {
			if n := len([]rune(shortMonth(m, l))); n != 3 {
				t.Errorf("%q has %d letters", shortMonth(m, l), n)
			}
		}
	}
	// Vowel harmony and the last sound decide the ending.
	for m, want := range map[time.Month][2]string{
		1: {"қаңтардан", "қаңтардың"}, 2: {"ақпаннан", "ақпанның"}, 3: {"наурыздан", "наурыздың"},
		4: {"сәуірден", "сәуірдің"}, 5: {"мамырдан", "мамырдың"}, 6: {"маусымнан", "маусымның"},
		7: {"шілдеден", "шілденің"}, 8: {"тамыздан", "тамыздың"}, 9: {"қыркүйектен", "қыркүйектің"},
		10: {"қазаннан", "қазанның"}, 11: {"қарашадан", "қарашаның"}, 12: {"желтоқсаннан", "желтоқсанның"},
	} {
		if got := [2]string{monthFrom(m), monthOf(m)}; got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

func TestDateText(t *testing.T) {
	for _, bad := range []string{"2018-02-29", "2018-3-9", "09.03.2018", "2018-03-09T10:00:00Z", " 2018-03-09"} {
		var d Date
		if err := d.UnmarshalText([]byte(bad)); err == nil || !d.IsZero() {
			t.Errorf("%q reads as %s", bad, d)
		}
	}
	var v struct {
		Bare, Quoted Date
		Open         Clock
		Term         Term
	}
	if _, err := toml.Decode("bare = 2018-03-09\nquoted = \"2018-03-09\"\nopen = \"9:05\"\n"+
		"term = {unit=\"date\", month=12, day=1, source=\"п. 5\"}", &v); err != nil {
		t.Fatal(err)
	}
	if want := (Date{2018, 3, 9}); v.Bare != want || v.Quoted != want || v.Open != At(9, 5) || v.Term.Month != time.December {
		t.Errorf("%+v", v)
	}
	type both struct {
		D, None Date
		C       Clock
		M       Moment
	}
	in := both{D: Date{2018, 3, 9}, C: At(24, 0), M: Moment{Date: Date{2015, 3, 2}, At: At(10, 0)}}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out both
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("%s reads as %+v (%v)", data, out, err)
	}
	for _, bad := range []string{"25:00", "24:01", "9", "", "18:60", "-1:00"} {
		if c, err := ParseClock(bad); err == nil {
			t.Errorf("%q reads as %s", bad, c)
		}
	}
	when := time.Date(2015, 3, 2, 10, 47, 59, 0, time.FixedZone("", 5*3600))
	if m := MomentOf(when); m.String() != "2015-03-02 10:47" || !m.In(when.Location()).Equal(when.Truncate(time.Minute)) {
		t.Errorf("%s", m)
	}
}
