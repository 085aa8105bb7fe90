package main

import "tereze/intake"

type acceptCmd struct{ applicationFlags }

// Run registers a complete application and prints its receipt's figures.
func (c *acceptCmd) Run(a *app) error {
	return a.office(writing, func(o *place) error {
		return o.register(intake.ActAccept, &c.applicationFlags, func(by intake.By, app intake.Application) (*intake.Case, error) {
			return o.Accept(a.ctx, by, app)
		})
	})
}

// register is accept and refuse: an application, an act on it, its paper.
func (o *place) register(what intake.Act, f *applicationFlags, act func(intake.By, intake.Application) (*intake.Case, error)) error {
	by, err := o.act(intake.Command(what))
	if err != nil {
		return err
	}
	app, known, err := o.application(f, by.Op)
	if err != nil {
		return err
	}
	l := o.Check(&app)
	c, err := act(by, app)
	if p, ok := intake.AsProblem(err); ok {
		return o.turnedDown(by, app.Service, p, l)
	} else if err != nil {
		return err
	}
	v, err := o.caseOut(c, true)
	if err != nil {
		return err
	}
	head, err := o.Ledger.HeadOf(o.a.ctx, by.Op)
	if err != nil {
		return err
	}
	v.Journal = head.Short()
	v.Warnings = o.a.problemsOut(append(l.Warnings, o.duplicates(known, app.Service)...))
	return o.a.answer(v, v.text)
}

// turnedDown says all that stands in the way. A person sent elsewhere, because
// the service is not to be had here or not now, is recorded.
func (o *place) turnedDown(by intake.By, service string, p *intake.Problem, l intake.Checklist) error {
	if p.Code == intake.ProblemNotAtCentre || p.Code == intake.ProblemWindowClosed {
		_, err := o.SendElsewhere(o.a.ctx, by.Part([]byte("turn-away")), service)
		if _, rule := intake.AsProblem(err); err != nil && !rule {
			return err
		}
		return p
	}
	if p.StoreTrouble() {
		return p
	}
	all := []*intake.Problem{p}
	for _, other := range l.Problems {
		if p.Code != intake.ProblemComplete && (other.Code != p.Code || other.Field != p.Field) {
			all = append(all, other)
		}
	}
	out := refusal(o.a.problemsOut(all))
	if p.Code == intake.ProblemIncomplete {
		for _, m := range missingList(l.Missing, o.docName(l), o.a.lang) {
			out = append(out, problemOut{"document-" + m.Why, "papers." + m.Code, m.Name + ": " + m.Text})
		}
	}
	return out
}
