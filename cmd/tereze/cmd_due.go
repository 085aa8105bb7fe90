package main

import (
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
)

type dueCmd struct {
	Service  string `arg:"" help:"Code of the service."`
	On       string `placeholder:"TIME" help:"When it is accepted, as 2015-03-02T10:00 (default: now)."`
	Region   string `placeholder:"CODE" help:"Region (default: the office's)."`
	Provider string `placeholder:"CODE" help:"Provider, whose week may differ (default: the first of its kind)."`
	Week     int    `placeholder:"6" help:"The office's working week, 5 or 6."`
}

// Run prints each date of a case. It needs no store.
func (c *dueCmd) Run(a *app) error {
	f, err := a.free(c.Region)
	if err != nil {
		return err
	}
	at, err := momentFlag("on", c.On, f.Now())
	if err != nil {
		return err
	}
	if c.Week != 0 {
		if c.Week != 5 && c.Week != 6 {
			return usage("--week: 5 or 6")
		}
		o := *f.Office
		o.Week = calendar.Week(c.Week)
		f.Office = &o
	}
	offer, err := f.Catalogue.Find(calendar.DateOf(at), f.Office.Region, c.Service)
	if err != nil {
		return intake.Refuse(intake.ProblemServiceUnknown, "service", c.Service)
	}
	var p *intake.Provider
	if some := f.Office.ProvidersOf(offer.Service.Provider.Kind); len(some) > 0 {
		p = some[0]
	}
	if c.Provider != "" {
		var ok bool
		if p, ok = f.Office.Provider(c.Provider); !ok {
			return intake.Refuse(intake.ProblemProviderUnknown, "provider", c.Provider)
		}
	}
	if !offer.AtCentre() {
		return intake.Refuse(intake.ProblemNotAtCentre, "service", elsewhere(offer)...)
	}
	plan, err := f.Plan(offer.Service, at, p)
	if err != nil {
		return err
	}
	list := []dateOut{}
	for _, d := range plan.Dates {
		list = append(list, newDate(d, a.lang))
	}
	return rows(a, list, (*sheet).date)
}

// momentFlag reads a time in the office's zone: 2015-03-02T10:00, with seconds
// or a zone of its own if need be, or a bare date for its noon.
func momentFlag(name, text string, old time.Time) (time.Time, error) {
	if text == "" {
		return old, nil
	}
	for _, form := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", time.RFC3339} {
		if t, err := time.ParseInLocation(form, text, old.Location()); err == nil {
			return t.In(old.Location()), nil
		}
	}
	if d, err := calendar.ParseDate(text); err == nil {
		return d.In(old.Location()).Add(12 * time.Hour), nil
	}
	return old, usage("--%s: %q is not a time like 2015-03-02T10:00", name, text)
}
