package training

import (
	"fmt"

	"tereze/intake"
	"tereze/intake/catalogue"
)

// Apply is a whole application for a service as the desk's clock has it: an
// invented person, everything required on the counter. The same seed gives
// the same person and choices. It fails where the service cannot be taken.
func Apply(d *intake.Desk, service string, seed uint64) (intake.Application, error) {
	return newCast(seed).apply(d, service, nil)
}

// apply fills an application in for somebody who has been here, or for a
// newcomer.
func (c *cast) apply(d *intake.Desk, service string, known *intake.Application) (intake.Application, error) {
	on := d.Today()
	app, err := d.Blank(service)
	if err != nil {
		return app, err
	}
	offer, err := d.Catalogue.Find(on, d.Office.Region, service)
	if err != nil {
		return app, err
	}
	svc := offer.Service
	some := d.Office.ProvidersOf(svc.Provider.Kind)
	if len(some) == 0 {
		return app, fmt.Errorf("training: the office has no provider for %s", service)
	}
	app.Provider, app.Consent, app.Road = pick(c, some).Code, true, intake.RoadPaper // the electronic road is played apart
	switch {
	case known != nil:
		app.Recipient, app.Agent = known.Recipient, known.Agent
	case svc.QueueNumber: // the queue of children under seven
		app.Recipient, app.Agent = c.child(on)
	case service == "externat":
		app.Recipient = c.youth(on)
	default:
		app.Recipient = c.adult(on)
	}
	if len(svc.Grounds) > 0 && (app.Ground == "" || c.IntN(3) == 0) {
		app.Ground = pick(c, svc.Grounds).Code
	}
	if len(svc.Conditions) > 0 && c.IntN(4) == 0 {
		app.Conditions = []string{pick(c, svc.Conditions).Code}
	}
	app.Papers = c.papers(d, svc, app.Ground, app.Conditions)
	return app, nil
}

// papers lays on the counter what is required, each as it should be.
func (c *cast) papers(d *intake.Desk, svc *catalogue.Service, ground string, conds []string) []intake.Paper {
	var all []intake.Paper
	group := map[string]bool{}
	for _, r := range svc.Required(ground, conds) {
		if r.OneOf != "" && group[r.OneOf] {
			continue
		}
		group[r.OneOf] = r.OneOf != ""
		p := intake.Usual(r.Document)
		p.There = true
		if !p.Shown {
			p.Sheets = 1 + c.IntN(3)
		}
		if r.Document.Dated || r.Document.Valid.Unit != "" {
			p.Issued = d.Today().Add(-2 - c.IntN(15))
		}
		all = append(all, p)
	}
	return all
}

// spoil makes a whole package incomplete: something absent, out of date, or a
// copy where the original is wanted.
func (c *cast) spoil(d *intake.Desk, app intake.Application, svc *catalogue.Service) intake.Application {
	papers := append([]intake.Paper(nil), app.Papers...)
	i := c.IntN(len(papers))
	doc, _ := svc.DocumentByCode(papers[i].Code)
	switch {
	case doc.Valid.Unit != "":
		papers[i].Issued = d.Today().AddMonths(-2)
	case c.IntN(4) == 0 && len(doc.Kinds) == 1 && doc.Kinds[0] == catalogue.Original:
		papers[i].Kind = intake.Copy
	default:
		papers = append(papers[:i], papers[i+1:]...)
	}
	app.Papers = papers
	return app
}
