package paper

import (
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// counted is how each date was reached, in four rows: the courier, the
// provider, the day to come, the shelf. The day of the start is never counted
// in a term in days; the days passed over are named.
func counted(plan intake.Plan, svc *catalogue.Service) Table {
	t := Table{Columns: []Column{
		{Head: say("Күні", "Дата"), Width: 18, Text: 10, Bold: true},
		{Head: say("Не болады", "Что будет"), Width: 36, Text: 24},
		{Head: say("Есеп", "Счёт")},
	}}
	var steps []calendar.Due
	for _, p := range plan.Dates {
		if p.Step > 0 {
			steps = append(steps, p.Due)
			if p.Step < len(svc.Steps) {
				continue
			}
			label := say("Беруші кеңсесінен шығады", "Выйдет от услугодателя")
			t.Rows = append(t.Rows, countedRow(plan.Deadline, label, steps))
			continue
		}
		t.Rows = append(t.Rows, countedRow(p.Due.Date, p.Due.Label, []calendar.Due{p.Due}))
	}
	return t
}

func countedRow(day calendar.Date, label trio.Text, dues []calendar.Due) []string {
	return []string{
		calendar.Say(day, trio.RU, calendar.Short), stacked(label),
		stacked(say(reckoning(dues, trio.KK), reckoning(dues, trio.RU))),
	}
}

// reckoning says the terms of a chain and the days it passed over: "13 рабочих
// дней + 1 рабочий день; не считаются: 7–8 марта: выходные". Minutes are said
// only when there is nothing longer.
func reckoning(dues []calendar.Due, l trio.Lang) string {
	var long, short []string
	var passed []calendar.Day
	assumed, rolled := false, false
	for _, d := range dues {
		s := d.Term.Say(l)
		if d.Term.Unit == calendar.Minute || d.Term.Unit == calendar.WorkingMinute {
			short = append(short, s)
		} else {
			long = append(long, s)
		}
		passed = append(append(passed, d.Skipped...), d.Rolled...)
		assumed = assumed || d.Term.Assumed
		rolled = rolled || len(d.Rolled) > 0
	}
	if len(long) == 0 {
		long = short
	}
	out := strings.Join(long, " + ")
	if len(passed) > 0 {
		word := say("есепке алынбайды", "не считаются")
		if rolled {
			word = say("жұмыс күні емес, кейінгі күнге ауысты", "нерабочие, срок перешёл дальше")
		}
		out += "; " + word.In(l) + ": " + passedOver(dues[0].From, passed, l)
	}
	if assumed {
		out += say(" (болжам)", " (допущение)").In(l)
	}
	return out
}

// passedOver says days as an explanation does, its lines in one.
func passedOver(from calendar.Moment, days []calendar.Day, l trio.Lang) string {
	var out []string
	all := calendar.Due{Moment: from, From: from, Start: from, Skipped: days}.Explain(l)
	for _, s := range all {
		switch rest, in := strings.CutPrefix(s, "  "); {
		case !in:
		case strings.HasPrefix(rest, "  "): // the sentence above goes on
			out[len(out)-1] += " " + strings.TrimSpace(rest)
		default:
			out = append(out, rest)
		}
	}
	return strings.Join(out, "; ")
}
