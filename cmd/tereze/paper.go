package main

import (
	"slices"
	"strconv"
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// papers are the documents on the counter: those of the flags replace those of
// the JSON with the same code.
func papers(flags []string, in applicationIn, svc *catalogue.Service) ([]intake.Paper, error) {
	var all []intake.Paper
	lay := func(p intake.Paper) {
		if i := slices.IndexFunc(all, func(o intake.Paper) bool { return o.Code == p.Code }); i >= 0 {
			all[i] = p
			return
		}
		all = append(all, p)
	}
	for _, x := range in.Papers {
		p := usualPaper(svc, x.Code)
		p.Issued = x.Issued
		if x.Kind != "" {
			p.Kind = intake.Kind(x.Kind)
		}
		if x.Shown != nil {
			p = shownOrSent(p, *x.Shown)
		}
		if x.Sheets != nil {
			p.Sheets = *x.Sheets
		}
		lay(p)
	}
	for _, spec := range flags {
		p, err := parsePaper(spec, svc)
		if err != nil {
			return nil, err
		}
		lay(p)
	}
	return all, nil
}

// usualPaper is a document as it usually comes; one the service does not know
// is left for the desk to refuse.
func usualPaper(svc *catalogue.Service, code string) intake.Paper {
	p := intake.Paper{Code: code, Kind: intake.Original, Sheets: 1}
	if doc, ok := svc.DocumentByCode(code); ok {
		p = intake.Usual(doc)
	}
	p.There = true
	return p
}

// shownOrSent: a paper sent on has sheets, one at least.
func shownOrSent(p intake.Paper, shown bool) intake.Paper {
	p.Shown = shown
	if shown {
		p.Sheets = 0
	} else {
		p.Sheets = max(p.Sheets, 1)
	}
	return p
}

// parsePaper reads CODE[:WORD…]; each word is known by its form.
func parsePaper(spec string, svc *catalogue.Service) (intake.Paper, error) {
	words := strings.Split(spec, ":")
	p := usualPaper(svc, words[0])
	if words[0] == "" {
		return p, usage("--paper: %q has no document's code", spec)
	}
	sheets := -1
	for _, w := range words[1:] {
		if n, err := strconv.Atoi(w); err == nil {
			sheets = n
			continue
		}
		if d, err := calendar.ParseDate(w); err == nil {
			p.Issued = d
			continue
		}
		switch w {
		case "original", "copy", "notarised":
			p.Kind = intake.Kind(w)
		case "shown", "sent":
			p = shownOrSent(p, w == "shown")
		default:
			return p, usage("--paper %s: %q is no kind (original, copy, notarised), number of sheets, date (2015-02-20), shown or sent", spec, w)
		}
	}
	if sheets >= 0 {
		p.Sheets = sheets
	}
	return p, nil
}

// dateFlag reads a flag's date; old when it was not given.
func dateFlag(name, text string, old calendar.Date) (calendar.Date, error) {
	if text == "" {
		return old, nil
	}
	d, err := calendar.ParseDate(text)
	if err != nil {
		return d, usage("--%s: %v", name, err)
	}
	return d, nil
}
