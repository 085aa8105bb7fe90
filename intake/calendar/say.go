package calendar

import (
	"fmt"
	"strconv"

	"tereze/intake/trio"
)

// Style is a way of writing a date.
type Style int

// The styles.
const (
	LongWeekday Style = iota // 2 марта 2015, понедельник
	Long                     // 2 марта 2015
	Short                    // 02.03.2015 in every language
	DayMonth                 // 2 марта
)

// Say is a date in words; "" for the zero Date.
func Say(d Date, l trio.Lang, s Style) string {
	if d.IsZero() {
		return ""
	}
	switch s {
	case Short:
		return fmt.Sprintf("%02d.%02d.%04d", d.Day, int(d.Month), d.Year)
	case DayMonth:
		return dayMonth(d, l)
	case Long:
		return longDate(strconv.Itoa(d.Day), d, l)
	}
	long, day := longDate(strconv.Itoa(d.Day), d, l), weekday(d.Weekday(), l)
	if l == trio.EN {
		return day + ", " + long
	}
	return long + ", " + day
}

// dayMonth is "2 марта", the same order in the three languages.
func dayMonth(d Date, l trio.Lang) string { return strconv.Itoa(d.Day) + " " + month(d.Month, l) }

// longDate is the days (one, or "7–8") with the month and year of d.
func longDate(days string, d Date, l trio.Lang) string {
	days += " " + month(d.Month, l)
	return say(l, fmt.Sprintf("%d жылғы %s", d.Year, days),
		fmt.Sprintf("%s %d", days, d.Year), fmt.Sprintf("%s %d", days, d.Year))
}

// SayMoment is a moment as a person at the counter says it on the day today:
// "сег. 18:00", "ертең 10:05", "yesterday", else "31 мар", of another year
// "31.03.2016". At most 15 columns. A whole day has no hour: pass
// [Calendar.End] of it to have the closing time.
func SayMoment(m Moment, today Date, l trio.Lang) string {
	if m.Date.IsZero() {
		return ""
	}
	word := ""
	switch m.Date {
	case today:
		if word = say(l, "бүгін", "сег.", "today"); m.Whole {
			word = say(l, "бүгін", "сегодня", "today")
		}
	case today.Add(1):
		word = say(l, "ертең", "завтра", "tomorrow")
	case today.Add(-1):
		word = say(l, "кеше", "вчера", "yesterday")
	default:
		if m.Date.Year != today.Year {
			return Say(m.Date, l, Short)
		}
		return strconv.Itoa(m.Date.Day) + " " + shortMonth(m.Date.Month, l)
	}
	if !m.Whole {
		word += " " + m.At.String()
	}
	return word
}

// SayFull is a moment in full: the date with its weekday, and the hour unless
// the whole day is meant.
func SayFull(m Moment, l trio.Lang) string {
	s := Say(m.Date, l, LongWeekday)
	if !m.Whole {
		s += ", " + m.At.String()
	}
	return s
}

// Say is the reason in words, for one line of a screen or of `tereze calendar`.
func (r Reason) Say(l trio.Lang) string {
	from := dayMonthYear(r.From, r.on, l, month(r.From.clip().Month, l))
	switch r.Code {
	case Workday:
		return say(l, "жұмыс күні", "рабочий день", "working day")
	case Weekend:
		return say(l, "демалыс күні", "выходной", "weekend")
	case Observed:
		kk := dayMonthYear(r.From, r.on, trio.KK, monthFrom(r.From.clip().Month))
		return r.Name.In(l) + say(l, " ("+kk+" ауыстырылды)", " (перенос "+russianFrom(r.From)+from+")", " (moved from "+from+")")
	case MovedOff:
		kk := dayMonthYear(r.From, r.on, trio.KK, monthOf(r.From.clip().Month))
		return say(l, kk+" орнына демалыс күні", "выходной вместо "+from, "day off instead of "+from)
	case MovedWork:
		kk := dayMonthYear(r.From, r.on, trio.KK, monthOf(r.From.clip().Month))
		return say(l, kk+" орнына жұмыс күні", "рабочий день вместо "+from, "working day instead of "+from)
	}
	return r.Name.In(l)
}

// russianFrom is "с", or "со" before the second: со 2 января.
func russianFrom(d Date) string {
	if d.Day == 2 {
		return "со "
	}
	return "с "
}

// clip makes the zero Date sayable.
func (d Date) clip() Date {
	d.Month = min(max(d.Month, 1), 12)
	return d
}

// dayMonthYear is d with its month in the given form, and its year when on is a
// day of another.
func dayMonthYear(d, on Date, l trio.Lang, m string) string {
	s := strconv.Itoa(d.Day) + " " + m
	if d.Year == on.Year {
		return s
	}
	y := strconv.Itoa(d.Year)
	return say(l, y+" жылғы "+s, s+" "+y, s+" "+y)
}
