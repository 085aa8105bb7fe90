package lang

import (
	"fmt"
	"time"

	"tereze/intake/trio"
	"tereze/tui/safe"
)

// Dates is the names of months and days.
type Dates struct {
	Months                     [12]safe.Text // as a date says them: 1 апреля
	Weekdays                   [7]safe.Text  // Sunday first, as time.Weekday
	Short                      [7]safe.Text
	Today, Tomorrow, Yesterday safe.Text
	Ago, Seconds, Minutes      safe.Text // {0}
	Hours, Days                safe.Text // {0}
}

func (w Words) dates() Dates {
	var d Dates
	for i, m := range [12][3]string{
		{"қаңтар", "января", "January"}, {"ақпан", "февраля", "February"}, {"наурыз", "марта", "March"},
		{"сәуір", "апреля", "April"}, {"мамыр", "мая", "May"}, {"маусым", "июня", "June"},
		{"шілде", "июля", "July"}, {"тамыз", "августа", "August"}, {"қыркүйек", "сентября", "September"},
		{"қазан", "октября", "October"}, {"қараша", "ноября", "November"}, {"желтоқсан", "декабря", "December"},
	} {
		d.Months[i] = w.say(m[0], m[1], m[2])
	}
	for i, n := range [7][6]string{
		{"жексенбі", "воскресенье", "Sunday", "жс", "вс", "Sun"}, {"дүйсенбі", "понедельник", "Monday", "дс", "пн", "Mon"},
		{"сейсенбі", "вторник", "Tuesday", "сс", "вт", "Tue"}, {"сәрсенбі", "среда", "Wednesday", "ср", "ср", "Wed"},
		{"бейсенбі", "четверг", "Thursday", "бс", "чт", "Thu"}, {"жұма", "пятница", "Friday", "жм", "пт", "Fri"},
		{"сенбі", "суббота", "Saturday", "сб", "сб", "Sat"},
	} {
		d.Weekdays[i] = w.say(n[0], n[1], n[2])
		d.Short[i] = w.say(n[3], n[4], n[5])
	}
	d.Today = w.say("бүгін", "сегодня", "today")
	d.Tomorrow = w.say("ертең", "завтра", "tomorrow")
	d.Yesterday = w.say("кеше", "вчера", "yesterday")
	d.Ago = w.say("{0} бұрын", "{0} назад", "{0} ago")
	d.Seconds = w.say("{0} с", "{0} с", "{0} s")
	d.Minutes = w.say("{0} мин", "{0} мин", "{0} min")
	d.Hours = w.say("{0} сағ", "{0} ч", "{0} h")
	d.Days = w.say("{0} күн", "{0} дн", "{0} d")
	return d
}

// Date is a day in full: 1 апреля 2015, среда.
func (w Words) Date(t time.Time) safe.Text {
	d := w.Dates()
	day, year := safe.Clean(fmt.Sprint(t.Day())), safe.Clean(fmt.Sprint(t.Year()))
	month, week := d.Months[t.Month()-1], d.Weekdays[t.Weekday()]
	if w.Lang == trio.KK || w.Lang == "" {
		return safe.Const("{0} жылғы {1} {2}, {3}").Fill(year, day, month, week)
	}
	return safe.Const("{0} {1} {2}, {3}").Fill(day, month, year, week)
}

// Short is a day in digits: 01.04.2015.
func (w Words) Short(t time.Time) safe.Text { return safe.Clean(t.Format("02.01.2006")) }

// Clock is the time of day: 10:05.
func (w Words) Clock(t time.Time) safe.Text { return safe.Clean(t.Format("15:04")) }

// When is a moment as a person says it, seen from now: today 18:00, tomorrow
// 10:05, 04.03 18:00, and with the year when it is another one.
func (w Words) When(t, now time.Time) safe.Text {
	d := w.Dates()
	t = t.In(now.Location())
	clock := w.Clock(t)
	switch days(t) - days(now) {
	case 0:
		return safe.Join(safe.Const(" "), d.Today, clock)
	case 1:
		return safe.Join(safe.Const(" "), d.Tomorrow, clock)
	case -1:
		return safe.Join(safe.Const(" "), d.Yesterday, clock)
	}
	if t.Year() == now.Year() {
		return safe.Clean(t.Format("02.01 15:04"))
	}
	return safe.Clean(t.Format("02.01.2006"))
}

// Day is a date without its hour as a person says it, seen from now.
func (w Words) Day(t, now time.Time) safe.Text {
	d := w.Dates()
	switch days(t) - days(now) {
	case 0:
		return d.Today
	case 1:
		return d.Tomorrow
	case -1:
		return d.Yesterday
	}
	return w.Short(t)
}

// Ago is how long ago something was: 2 с назад.
func (w Words) Ago(span time.Duration) safe.Text { return w.Dates().Ago.Fill(w.Span(span)) }

// Span is a length of time in its largest unit.
func (w Words) Span(span time.Duration) safe.Text {
	d := w.Dates()
	switch {
	case span < time.Minute:
		return d.Seconds.Fill(safe.Num(int(span / time.Second)))
	case span < time.Hour:
		return d.Minutes.Fill(safe.Num(int(span / time.Minute)))
	case span < 48*time.Hour:
		return d.Hours.Fill(safe.Num(int(span / time.Hour)))
	}
	return d.Days.Fill(safe.Num(int(span / (24 * time.Hour))))
}

// days counts calendar days, each in its own zone.
func days(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}
