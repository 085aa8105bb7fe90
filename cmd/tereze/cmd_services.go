package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

type servicesCmd struct {
	On     string `placeholder:"DATE" help:"Day, as 2015-03-02 (default: today)."`
	Region string `placeholder:"CODE" help:"Region (default: the office's)."`
}

// serviceOut is one service on one day.
type serviceOut struct {
	Code       string              `json:"code"`
	Name       string              `json:"name"`
	Channels   []catalogue.Channel `json:"channels"`
	AtCentre   bool                `json:"atCentre"`
	Edition    string              `json:"edition"`
	Act        string              `json:"act"`
	InForce    bool                `json:"inForce"`
	Repealed   calendar.Date       `json:"repealed,omitzero"` // since when it has no force
	RepealedBy string              `json:"repealedBy,omitempty"`
}

// Run lists services. It needs no store.
func (c *servicesCmd) Run(a *app) error {
	f, err := a.free(c.Region)
	if err != nil {
		return err
	}
	on, err := dateFlag("on", c.On, f.Today())
	if err != nil {
		return err
	}
	list := []serviceOut{}
	for _, o := range f.Catalogue.On(on, f.Office.Region) {
		v := serviceOut{Code: o.Service.Code, Name: o.Service.Name.In(a.lang), Channels: o.Service.Channels,
			AtCentre: o.AtCentre(), Edition: o.Edition.ID, Act: o.Edition.Act.In(a.lang), InForce: o.InForce}
		if o.Repealed != nil {
			v.Repealed, v.RepealedBy = o.Repealed.Date, o.Repealed.Number
		}
		list = append(list, v)
	}
	return rows(a, list, func(s *sheet, v serviceOut) {
		s.line("%-20s %s", v.Code, v.Name)
		var names []string
		for _, ch := range v.Channels {
			names = append(names, string(ch))
		}
		force := say(a.lang, "қолданыста", "действует", "in force")
		if !v.InForce {
			force = fmt.Sprintf(say(a.lang, "%s бастап күші жойылған, № %s", "утратила силу с %s, № %s", "repealed since %s, No %s"), v.Repealed, v.RepealedBy)
		}
		s.line("%-20s %s; %s; %s", "", strings.Join(names, ", "), v.Edition, force)
	})
}

// free is a desk without a store: rules, calendar, and the settings of the
// folder's office or, without one, those a new office would start with. A
// folder counts when it is named or holds an office.
func (a *app) free(region string) (*intake.Desk, error) {
	if a.Now != "" {
		return nil, usage("--now: this command looks at no store; give the day with its own flag")
	}
	dir := a.folder()
	settings, err := a.settings(dir)
	var none *trouble
	switch {
	case err == nil:
		if a.Lang == "" {
			a.lang = settings.Lang
		}
	case errors.As(err, &none) && none.code == noOfficeCode:
		if a.Data == "" {
			dir = ""
		}
	default:
		return nil, err
	}
	cat, book, err := a.rules(dir)
	if err != nil {
		return nil, err
	}
	switch {
	case region == "" && settings == nil:
		return nil, usage("--region is missing: one of %s", strings.Join(cat.Regions(), ", "))
	case region == "":
		region = settings.Region
	case !slices.Contains(cat.Regions(), region):
		return nil, usage("--region: %q is not one of %s", region, strings.Join(cat.Regions(), ", "))
	}
	if settings == nil || settings.Region != region {
		o := intake.DefaultOffice("000", region)
		settings = &o
	}
	return &intake.Desk{Catalogue: cat, Book: book, Office: settings, Clock: a.clock}, nil
}

// elsewhere lists the channels of a service the centre does not take.
func elsewhere(o catalogue.Offer) (args []any) {
	for _, ch := range o.Service.Channels {
		args = append(args, string(ch))
	}
	return args
}
