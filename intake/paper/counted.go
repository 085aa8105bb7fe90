package paper

import (
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// counted is how each date was reached, in four rows: the courier, the
// provider, the day to come, the shelf; Kazakh at the left, Russian at the
// right. The days passed over are named.
func counted(plan intake.Plan, svc *catalogue.Service) Table {
	t := Table{Size: 6.8, Columns: []Column{
		{Head: say("Күні", "Дата"), Width: 17, Text: 10, Bold: true},
		{Head: Same("Күндердің есебі (қабылданған күн саналмайды)")},
		{Head: Same("Счёт дней (день приёма не считается)")},
	}}
	row := func(day calendar.Date, label trio.Text, dues []calendar.Due) {
		t.Rows = append(t.Rows, []string{
			calendar.Say(day, trio.RU, calendar.Short),
			label.KK + ": " + reckoning(dues, trio.KK), label.RU + ": " + reckoning(dues, trio.RU),
		})
	}
	var steps []calendar.Due
	for _, p := range plan.Dates {
		if p.Step == 0 {
			row(p.Due.Date, p.Due.Label, []calendar.Due{p.Due})
			continue
		}
		if steps = append(steps, p.Due); p.Step == len(svc.Steps) {
			row(plan.Deadline, say("Беруші кеңсесінен шығады", "Выйдет от услугодателя"), steps)
		}
	}
	return t
}

// reckoning says the terms of a chain and the days it passed over: "13 рабочих
// дней + 1 рабочий день; не считаются: 7–8 марта: выходные". Minutes are said
// only when there is nothing longer.
func reckoning(dues []calendar.Due, l trio.Lang) string {
	var long []string
	var minutes calendar.Term // of the whole chain
	var passed []calendar.Day
	assumed, rolled := false, false
	for _, d := range dues {
		if d.Term.Unit == calendar.Minute || d.Term.Unit == calendar.WorkingMinute {
			minutes.Unit = d.Term.Unit
			minutes.Amount += d.Term.Amount
		} else {
			long = append(long, d.Term.Say(l))
		}
		passed = append(append(passed, d.Skipped...), d.Rolled...)
		assumed = assumed || d.Term.Assumed
		rolled = rolled || len(d.Rolled) > 0
	}
	if len(long) == 0 {
		long = []string{minutes.Say(l)}
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
