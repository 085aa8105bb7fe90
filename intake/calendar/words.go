package calendar

import (
	"strconv"
	"time"

	"tereze/intake/trio"
)

// month is its name as it stands beside a day of the month.
func month(m time.Month, l trio.Lang) string {
	return pick(l, m-1,
		[]string{"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
			"шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
		[]string{"января", "февраля", "марта", "апреля", "мая", "июня",
			"июля", "августа", "сентября", "октября", "ноября", "декабря"},
		[]string{"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December"})
}

// shortMonth is three letters.
func shortMonth(m time.Month, l trio.Lang) string {
	return pick(l, m-1,
		[]string{"қаң", "ақп", "нау", "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел"},
		[]string{"янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
		[]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})
}

func weekday(d time.Weekday, l trio.Lang) string {
	return pick(l, time.Month(d),
		[]string{"жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"},
		[]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
		[]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"})
}

// Kazakh case endings follow the sound of the month's name.
func monthFrom(m time.Month) string { // шығыс септігі: from March
	return month(m, trio.KK) + []string{"дан", "нан", "дан", "ден", "дан", "нан",
		"ден", "дан", "тен", "нан", "дан", "нан"}[m-1]
}

func monthOf(m time.Month) string { // ілік септігі: of March
	return month(m, trio.KK) + []string{"дың", "ның", "дың", "дің", "дың", "ның",
		"нің", "дың", "тің", "ның", "ның", "ның"}[m-1]
}

func pick(l trio.Lang, i time.Month, kk, ru, en []string) string {
	switch l {
	case trio.RU:
		return ru[i]
	case trio.EN:
		return en[i]
	}
	return kk[i]
}

// say chooses among three sayings.
func say(l trio.Lang, kk, ru, en string) string { return trio.Text{KK: kk, RU: ru, EN: en}.In(l) }

// count is a number with its noun. Kazakh has one form after a numeral, English
// two, Russian three.
func count(n int, l trio.Lang, kk string, ru [3]string, en [2]string) string {
	noun := kk
	switch a := max(n, -n); l {
	case trio.RU:
		noun = ru[russian(a)]
	case trio.EN:
		if noun = en[1]; a == 1 {
			noun = en[0]
		}
	}
	return strconv.Itoa(max(n, -n)) + " " + noun
}

// russian is the plural form of n: 0 день (1, 21), 1 дня (2–4, 22), 2 дней.
func russian(n int) int {
	switch {
	case n%10 == 1 && n%100 != 11:
		return 0
	case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
		return 1
	}
	return 2
}

// Say is the term in words: "5 рабочих дней", "1 ай", "by 1 December".
func (t Term) Say(l trio.Lang) string {
	if t.Unit == OnDate {
		d := dayMonth(Date{0, t.Month, t.Day}, l)
		if l == trio.KK {
			d = strconv.Itoa(t.Day) + " " + monthFrom(t.Month)
		}
		return say(l, d+" кешіктірмей", "не позднее "+d, "by "+d)
	}
	if t.Amount == 0 && t.Unit == WorkingDay {
		return say(l, "сол жұмыс күні", "тот же рабочий день", "the same working day")
	}
	if t.Amount == 0 {
		return say(l, "сол күні", "тот же день", "the same day")
	}
	n := t.count(l)
	if t.Amount < 0 {
		return say(l, n+" бұрын", "за "+n+" до этого", n+" before")
	}
	return n
}

func (t Term) count(l trio.Lang) string {
	n := t.Amount
	switch t.Unit {
	case WorkingMinute:
		if l == trio.KK {
			return "жұмыс уақытымен " + count(n, l, "минут", [3]string{}, [2]string{})
		}
		return count(n, l, "",
			[3]string{"минута рабочего времени", "минуты рабочего времени", "минут рабочего времени"},
			[2]string{"working minute", "working minutes"})
	case WorkingDay:
		return count(n, l, "жұмыс күні",
			[3]string{"рабочий день", "рабочих дня", "рабочих дней"}, [2]string{"working day", "working days"})
	case CalendarDay:
		return count(n, l, "күнтізбелік күн",
			[3]string{"календарный день", "календарных дня", "календарных дней"},
			[2]string{"calendar day", "calendar days"})
	case Month:
		return count(n, l, "ай", [3]string{"месяц", "месяца", "месяцев"}, [2]string{"month", "months"})
	}
	return count(n, l, "минут", [3]string{"минута", "минуты", "минут"}, [2]string{"minute", "minutes"})
}
