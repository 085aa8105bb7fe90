package main

import (
	"errors"
	"slices"
	"strings"

	"tereze/courier/export"
	"tereze/intake/calendar"
)

type exportCmd struct {
	Kind      string `arg:"" enum:"list,day,registry,return,inventory,turnaways,journal" help:"What: list, day, registry, return, inventory, turnaways or journal."`
	List      string `placeholder:"NAME" help:"list: counter, unsettled, sector, out, marked, ready or archive."`
	Provider  string `placeholder:"CODE" help:"list: only this provider's cases."`
	Registry  uint64 `placeholder:"N" help:"registry, return: its number."`
	Inventory string `placeholder:"YEAR/N" help:"inventory: its number, such as 2015/3."`
	Day       string `placeholder:"DATE" help:"day (default: today), turnaways, journal (default: all): such as 2015-03-02."`
	Format    string `enum:"csv,xlsx" default:"csv" help:"csv or xlsx."`
}

// exportOut tells where the file is.
type exportOut struct {
	Path   string `json:"path"`
	Rows   int    `json:"rows"`
	Kind   string `json:"kind"`
	Format string `json:"format"`
}

// Run writes the file and prints its path.
func (c *exportCmd) Run(a *app) error {
	what, err := c.what()
	if err != nil {
		return err
	}
	return a.office(writing, func(o *place) error {
		if what.Kind == export.Day && what.Day.IsZero() {
			what.Day = o.Today()
		}
		by, err := o.act(what.May())
		if err != nil {
			return err
		}
		path, rows, err := export.Write(a.ctx, o.Office, o.dir, by, what, export.Format(c.Format), a.lang)
		if err != nil {
			return a.exportFailed(err)
		}
		return a.answer(exportOut{path, rows, c.Kind, c.Format}, func(s *sheet) { s.line("%s", path) })
	})
}

// what is the line as the export knows it; a flag that says nothing of its
// kind is a slip.
func (c *exportCmd) what() (w export.What, err error) {
	w = export.What{Kind: export.Kind(c.Kind), Provider: c.Provider, Number: c.Registry, Inventory: c.Inventory}
	needs := map[export.Kind][]string{
		export.List: {"list"}, export.Registry: {"registry"}, export.Return: {"registry"}, export.Inventory: {"inventory"},
	}
	may := map[export.Kind][]string{
		export.List: {"provider"}, export.Day: {"day"}, export.TurnAways: {"day"}, export.Journal: {"day"},
	}
	for _, f := range []struct {
		name  string
		given bool
	}{{"list", c.List != ""}, {"provider", c.Provider != ""}, {"registry", c.Registry > 0}, {"inventory", c.Inventory != ""}, {"day", c.Day != ""}} {
		must := slices.Contains(needs[w.Kind], f.name)
		switch {
		case must && !f.given:
			return w, usage("export %s: --%s is needed", c.Kind, f.name)
		case f.given && !must && !slices.Contains(may[w.Kind], f.name):
			return w, usage("export %s: --%s has nothing to say here", c.Kind, f.name)
		}
	}
	if w.Kind == export.List {
		l, ok := export.ListNamed(c.List)
		if !ok {
			return w, usage("--list: %q is not one of %s", c.List, strings.Join(export.ListNames(), ", "))
		}
		w.List = l
	}
	w.Day, err = dateFlag("day", c.Day, calendar.Date{})
	return w, err
}

// exportFailed puts an export's trouble where the line's other troubles are.
func (a *app) exportFailed(err error) error {
	var t *export.Trouble
	if !errors.As(err, &t) {
		return err
	}
	if t.Rule() {
		return refusal{{t.Code, "", t.Text.In(a.lang)}}
	}
	return &trouble{code: t.Code, text: t.Text, cause: err}
}
