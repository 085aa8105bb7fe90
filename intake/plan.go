package intake

import (
	"strconv"
	"time"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// The dates of a case that are not a provider's step.
const (
	DateDispatch = "dispatch" // process 4: one working day
	DateCome     = "come"     // the day told to the recipient
	DateKeep     = "keep"     // process 7: then the archive
)

// What starts a term, in the words of its explanation.
var (
	eventDelivery = trio.Text{KK: "Кеңсеге жеткізу", RU: "Доставка в канцелярию", EN: "Delivery to the chancellery"}
	eventReady    = trio.Text{KK: "Нәтиже дайын болды", RU: "Результат готов", EN: "The result is ready"}
)

// Explained gives a computed date what its explanation needs: what it is
// counted from, what it is, and the paragraph in words.
func Explained(due calendar.Due, event, label trio.Text) calendar.Due {
	due.Event, due.Label = event, label
	return due
}

// stepLabel names a provider's step by its number and worker.
func stepLabel(n int, who trio.Text) trio.Text {
	no := strconv.Itoa(n) + ". "
	return trio.Text{KK: no + who.KK, RU: no + who.RU, EN: no + who.EN}
}

// stepDone is the end of a step, from which the next one is counted.
func stepDone(n int, who trio.Text) trio.Text {
	no := strconv.Itoa(n)
	return trio.Text{KK: no + "-қадамның соңы (" + who.KK + ")", RU: "Конец шага " + no + " (" + who.RU + ")", EN: "End of step " + no + " (" + who.EN + ")"}
}

// dateWords names a date that is not a provider's step.
func dateWords(code string) trio.Text {
	switch code {
	case DateDispatch:
		return trio.Text{KK: "Шабарманмен жолдау", RU: "Отправка курьером", EN: "Leaves by courier"}
	case DateCome:
		return trio.Text{KK: "Нәтижеге келу", RU: "Прийти за результатом", EN: "Come for the result"}
	}
	return trio.Text{KK: "Сақтау мерзімі, содан кейін мұрағат", RU: "Забрать не позднее, затем архив", EN: "Collect by, then the archive"}
}

// Planned is one date of a case, with how it was counted.
type Planned struct {
	Code string // DateDispatch, the provider's step code, DateCome, DateKeep
	Step int    // 1… for a provider's step, else 0
	Due  calendar.Due
}

// Plan is every date that can be told at the counter.
type Plan struct {
	Dates    []Planned
	Dispatch calendar.Date
	Deadline calendar.Date // the provider's last day
	Come     calendar.Date
	Warn     bool // some date lies past the last year the calendar knows
}

// Plan computes the dates of a case accepted at a moment.
//
// The service says where the provider's steps start. From the acceptance: the
// steps add up to the standard's whole term, which runs from that day; the
// chancellery's minutes, which come before the first step counted in days,
// fall on the day of delivery. From the delivery: the steps follow it.
func (d *Desk) Plan(svc *catalogue.Service, at time.Time, p *Provider) (Plan, error) {
	office, theirs := d.Calendar(), d.Calendar()
	if p != nil {
		theirs = d.CalendarOf(p)
	}
	plan := Plan{Dates: make([]Planned, 0, len(svc.Steps)+3)}
	add := func(code string, step int, event, label trio.Text, due calendar.Due) {
		due = Explained(due, event, label)
		plan.Dates = append(plan.Dates, Planned{code, step, due})
		plan.Warn = plan.Warn || due.Warn
	}
	at = at.In(d.Office.Zone())
	day := calendar.DateOf(at)
	start := calendar.Moment{Date: day, At: calendar.Clock(at.Hour()*60 + at.Minute())}
	dispatch, err := office.Due(start, svc.Limits.Dispatch)
	if err != nil {
		return plan, err
	}
	add(DateDispatch, 0, calendar.Acceptance(), dateWords(DateDispatch), dispatch)
	plan.Dispatch = dispatch.Date

	cursor := calendar.Moment{Date: dispatch.Date, Whole: true}
	leading, event := svc.From == catalogue.FromAcceptance, eventDelivery
	if leading {
		cursor = calendar.Moment{Date: day, Whole: true}
	}
	for i, s := range svc.Steps {
		from := cursor
		minutes := s.Limit.Unit == calendar.Minute || s.Limit.Unit == calendar.WorkingMinute
		leading = leading && minutes
		if leading {
			from = calendar.Moment{Date: dispatch.Date, Whole: true}
		}
		due, err := theirs.Due(from, s.Limit)
		if err != nil {
			return plan, err
		}
		if !leading && svc.From == catalogue.FromAcceptance && event == eventDelivery {
			event = calendar.Acceptance()
		}
		add(s.Code, i+1, event, stepLabel(i+1, s.Who), due)
		if !leading {
			cursor, event = due.Moment, stepDone(i+1, s.Who)
		}
		plan.Deadline = due.Date
	}
	come, err := office.Due(calendar.Moment{Date: plan.Deadline, Whole: true}, svc.Return)
	if err != nil {
		return plan, err
	}
	// A day on which the centre is shut cannot be told to anybody.
	come.Date = office.NextWorking(come.Date)
	add(DateCome, 0, event, dateWords(DateCome), come)
	plan.Come = come.Date
	keep, err := office.Due(come.Moment, svc.Limits.Unclaimed)
	if err != nil {
		return plan, err
	}
	add(DateKeep, 0, eventReady, dateWords(DateKeep), keep)
	return plan, nil
}

// PlanOf computes the dates of a case anew, for their explanations.
func (d *Desk) PlanOf(c *Case) (Plan, error) {
	svc, _, ok := d.Service(c)
	if !ok {
		return Plan{}, Refuse(ProblemServiceUnknown, "service", c.Service)
	}
	p, _ := d.Office.Provider(c.Provider)
	return d.planOn(c.Road, svc, c.AcceptedAt, p)
}
