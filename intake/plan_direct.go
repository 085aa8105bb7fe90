package intake

import (
	"time"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// planOn is Plan on the road an application goes.
func (d *Desk) planOn(r Road, svc *catalogue.Service, at time.Time, p *Provider) (Plan, error) {
	if r == RoadPortal || r == RoadChancellery {
		return d.PlanDirect(svc, at, p)
	}
	plan, err := d.Plan(svc, at, p)
	if r == RoadCentre {
		plan.byWire()
	}
	return plan, err
}

// PlanDirect computes the dates of an application that reaches its provider at
// a moment, without a courier: its steps follow each other from then, on the
// provider's own calendar. Where the act limits the whole service (15 working
// days: seed 001, externat §11(11)), that is the last day. The recipient is
// told that day: no paper has to come back.
func (d *Desk) PlanDirect(svc *catalogue.Service, at time.Time, p *Provider) (Plan, error) {
	theirs := d.Calendar()
	if p != nil {
		theirs = d.CalendarOf(p)
	}
	plan := Plan{Dates: make([]Planned, 0, len(svc.Steps)+1)}
	begun := calendar.MomentOf(at.In(d.Office.Zone()))
	cursor, event := begun, calendar.Acceptance()
	last := calendar.Due{Moment: calendar.Moment{Date: begun.Date, Whole: true}, From: begun}
	for i, s := range svc.Steps {
		due, err := theirs.Due(cursor, s.Limit)
		if err != nil {
			return plan, err
		}
		due = Explained(due, event, stepLabel(i+1, s.Who))
		plan.Dates = append(plan.Dates, Planned{s.Code, i + 1, due})
		plan.Warn = plan.Warn || due.Warn
		cursor, last, event = due.Moment, due, stepDone(i+1, s.Who)
	}
	if svc.Whole.Unit != "" {
		whole, err := theirs.Due(calendar.Moment{Date: begun.Date, Whole: true}, svc.Whole)
		if err != nil {
			return plan, err
		}
		last, event = whole, calendar.Acceptance()
	}
	plan.Warn = plan.Warn || last.Warn
	plan.Deadline, plan.Come = last.Date, last.Date
	plan.Dates = append(plan.Dates, Planned{DateCome, 0, Explained(last, event, dateWords(DateCome))})
	return plan, nil
}
