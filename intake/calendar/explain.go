package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"tereze/intake/trio"
)

// Columns is the longest line that [Due.Explain] gives.
const Columns = 76

// Explain tells how the date was reached: the start, the term, each day passed
// over and why, the end, where it is written, what is assumed or not known. A
// line has at most Columns columns; a sentence that is longer goes on in a line
// indented by two.
func (d Due) Explain(l trio.Lang) []string {
	var out []string
	add := func(s string) { out = append(out, wrap("", s)...) }
	list := func(days []Day) {
		for _, s := range d.fold(days, l) {
			out = append(out, wrap("  ", s)...)
		}
	}
	event := d.Event.In(l)
	if event == "" {
		event = say(l, "Басталуы", "Начало", "Start")
	}
	add(event + ": " + SayFull(d.From, l) + ".")
	add(say(l, "Мерзімі: ", "Срок: ", "Term: ") + d.Term.Say(l) + d.rule(l) + ".")
	if d.Start != d.From && !d.Start.Whole {
		add(say(l, "Жұмыс уақытынан тыс: есептің басы – ", "Вне рабочего времени: отсчёт с ",
			"Outside working hours: counted from ") + SayFull(d.Start, l) + ".")
	}
	if d.Paused {
		add(say(l, "Үзіліс пен жабық уақыт есепке алынбайды.", "Перерыв и нерабочее время не считаются.",
			"Lunch and closed hours are not counted."))
	}
	if len(d.Skipped) > 0 {
		add(say(l, "Есепке алынбайды:", "Не считаются:", "Not counted:"))
		list(d.Skipped)
	}
	d.explainRoll(l, add, list)
	label := d.Label.In(l)
	if label == "" {
		label = say(l, "Мерзім бітеді", "Срок истекает", "Ends")
	}
	end := SayFull(d.Moment, l)
	if d.Whole && d.Off.Date.IsZero() && d.Term.Unit != Minute {
		end += say(l, ", жұмыс күнінің соңында", ", в конце рабочего дня", ", at closing time")
	}
	add(label + ": " + end + ".")
	source := d.Term.Article.In(l)
	if source == "" {
		source = d.Term.Source
	}
	if source != "" {
		add(say(l, "Негіздеме: ", "Основание: ", "Source: ") + strings.TrimSuffix(source, ".") + ".")
	}
	if d.Term.Assumed {
		add(say(l, "Бұл мерзім – біздің болжам: регламентте айтылмаған.",
			"Этот срок — наше допущение: в регламенте он не назван.",
			"This term is our assumption: the regulation does not state it."))
	}
	d.explainDoubt(l, add)
	return out
}

// rule is what is said after the amount: which days count.
func (d Due) rule(l trio.Lang) string {
	accepted := d.Event == Acceptance()
	day := say(l, "басталған күн", "день начала", "the starting day")
	if accepted {
		day = say(l, "қабылданған күн", "день приёма", "the day of acceptance")
	}
	switch {
	case (d.Term.Unit == Minute || d.Term.Unit == WorkingMinute) && d.Whole:
		return say(l, ", сол күннің ішінде", ", в пределах того же дня", ", within the same day")
	case d.Term.Unit == Minute || d.Term.Unit == WorkingMinute || d.Term.Unit == OnDate || d.Term.Amount == 0:
		return ""
	case d.Term.Counted:
		return say(l, "; "+day+" есепке алынады", "; "+day+" считается", "; "+day+" is counted")
	}
	s := say(l, "; "+day+" есепке алынбайды", "; "+day+" не считается", "; "+day+" is not counted")
	if d.Term.Unit == Month && d.From.Date.AddMonths(d.Term.Amount).Day != d.From.Date.Day {
		n := strconv.Itoa(d.From.Date.Day)
		kk := n + map[string]string{"29": "-ы", "30": "-ы", "31": "-і"}[n]
		s += say(l, "; ол айда "+kk+" жоқ, айдың соңғы күні алынады",
			"; "+n+"-го числа в том месяце нет, взят его последний день",
			"; that month has no day "+n+", its last day is taken")
	}
	return s
}

func (d Due) explainRoll(l trio.Lang, add func(string), list func([]Day)) {
	if !d.Off.Date.IsZero() {
		add(d.date(d.Off.Date, l) + ": " + d.Off.Reason.Say(l) +
			say(l, "; мерзім ауыстырылмайды.", "; срок не переносится.", "; the term does not move."))
	}
	if len(d.Rolled) == 0 {
		return
	}
	add(say(l, "Соңғы күн жұмыс күні емес:", "Последний день нерабочий:", "The last day is not a working day:"))
	list(d.Rolled)
	if d.Term.Roll == RollPrevious {
		add(say(l, "Мерзім алдыңғы жұмыс күніне ауысады: ", "Срок переходит на предыдущий рабочий день: ",
			"The term moves to the previous working day: ") + d.date(d.Date, l) + ".")
	} else {
		add(say(l, "Мерзім келесі жұмыс күніне ауысады: ", "Срок переходит на следующий рабочий день: ",
			"The term moves to the next working day: ") + d.date(d.Date, l) + ".")
	}
	if d.RollAssumed {
		add(say(l, "Бұл ауыстыру – біздің болжам: регламентте айтылмаған.",
			"Этот перенос — наше допущение: в регламенте его нет.",
			"This move is our assumption: the regulation is silent."))
	}
}

func (d Due) explainDoubt(l trio.Lang, add func(string)) {
	if n := len(d.Unknown); n > 0 {
		y, kk, ru := strconv.Itoa(d.Unknown[0]), "жылғы", "года"
		if n > 1 {
			y, kk, ru = y+"–"+strconv.Itoa(d.Unknown[n-1]), "жылдардағы", "годов"
		}
		add(say(l, "Назар аударыңыз: "+y+" "+kk+" мерекелер енгізілмеген; күнді тексеріңіз.",
			"Внимание: праздники "+y+" "+ru+" не внесены; дату надо сверить.",
			"Warning: the holidays of "+y+" are not entered; check the date."))
	}
	for _, e := range d.Estimated {
		s := d.date(e.Date, l) + " (" + e.Reason.Say(l) + ")"
		add(say(l, "Назар аударыңыз: "+s+" – болжамды күн; тексеріңіз.",
			"Внимание: "+s+" — расчётная дата; её надо сверить.",
			"Warning: "+s+" is an estimate; check it."))
	}
}

// date is a day near the start: its year is said only when it is another.
func (d Due) date(x Date, l trio.Lang) string {
	if x.Year == d.From.Date.Year {
		return dayMonth(x, l)
	}
	return Say(x, l, Long)
}

// fold says days in lines: ordinary weekends together in one ("7–8, 14–15
// марта: выходные"), a holiday of several days in one ("21–23 марта: Наурыз
// мейрамы"), each other day in its own, in order of their first day.
func (d Due) fold(days []Day, l trio.Lang) []string {
	days = ascending(days)
	var out []string
	var rest []Date
	at := -1
	for i := 0; i < len(days); i++ {
		day := days[i]
		if day.Reason.Code != Weekend {
			same := []Date{day.Date}
			for i+1 < len(days) && day.Reason.Code == Holiday && days[i+1].Reason.Code == Holiday &&
				days[i+1].Reason.Name == day.Reason.Name && days[i+1].Date == days[i].Date.Add(1) {
				i++
				same = append(same, days[i].Date)
			}
			out = append(out, d.runs(same, l)+": "+day.Reason.Say(l))
			continue
		}
		if at < 0 {
			at = len(out)
			out = append(out, "")
		}
		rest = append(rest, day.Date)
	}
	switch {
	case len(rest) == 1:
		out[at] = d.date(rest[0], l) + ": " + Reason{Code: Weekend}.Say(l)
	case len(rest) > 1:
		out[at] = d.runs(rest, l) + ": " + say(l, "демалыс күндері", "выходные", "weekends")
	}
	return out
}

func ascending(days []Day) []Day {
	if n := len(days); n > 1 && days[0].Date.After(days[n-1].Date) { // counted back
		up := make([]Day, 0, n)
		for i := range days {
			up = append(up, days[n-1-i])
		}
		return up
	}
	return days
}

// runs says dates in order: neighbours as "7–8", a month once for all its days.
func (d Due) runs(dates []Date, l trio.Lang) string {
	var parts []string // finished: with their month
	days := ""         // of the month being gathered
	for i := 0; i < len(dates); {
		j := i
		for j+1 < len(dates) && dates[j+1] == dates[j].Add(1) {
			j++
		}
		a, b := dates[i], dates[j]
		if a.Month != b.Month {
			parts = append(parts, d.date(a, l)+" – "+d.date(b, l))
		} else {
			if days != "" {
				days += ", "
			}
			days += strconv.Itoa(a.Day)
			if a != b {
				days += "–" + strconv.Itoa(b.Day)
			}
			if j+1 == len(dates) || dates[j+1].Month != b.Month || spansMonths(dates[j+1:]) {
				s := fmt.Sprintf("%s %s", days, month(b.Month, l))
				if b.Year != d.From.Date.Year {
					s = longDate(days, b, l)
				}
				parts, days = append(parts, s), ""
			}
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// spansMonths tells that the first run of dates goes over the end of a month.
func spansMonths(dates []Date) bool {
	for i := 0; i+1 < len(dates) && dates[i+1] == dates[i].Add(1); i++ {
		if dates[i+1].Month != dates[i].Month {
			return true
		}
	}
	return false
}

// wrap breaks a sentence at blanks into lines of at most Columns columns, the
// first with the indent, the others with two more. Our letters are all one
// column wide. A single word longer than a line is left whole.
func wrap(indent, s string) []string {
	var out []string
	line := indent
	for _, w := range strings.Fields(s) {
		if line != indent && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > Columns {
			out = append(out, line)
			line = indent + "  " + w
		} else if line == indent {
			line += w
		} else {
			line += " " + w
		}
	}
	return append(out, line)
}
