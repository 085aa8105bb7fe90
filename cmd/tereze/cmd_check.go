package main

import (
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
)

type checkCmd struct{ applicationFlags }

// checkOut is the answer of process 1 in JSON.
type checkOut struct {
	Service    string       `json:"service"`
	Edition    string       `json:"edition"`
	InForce    bool         `json:"inForce"`
	Complete   bool         `json:"complete"`   // no document is missing
	Acceptable bool         `json:"acceptable"` // and nothing else stands in the way
	Missing    []missingOut `json:"missing"`
	Checklist  []rowOut     `json:"checklist"`
	Problems   []problemOut `json:"problems"`
	Warnings   []problemOut `json:"warnings"`
	Refused    *refusedOut  `json:"refusedBefore,omitempty"` // their last visit ended so
}

type rowOut struct {
	paperOut
	Why     string `json:"why"`
	OneOf   string `json:"oneOf,omitempty"` // one document of the group is enough
	There   bool   `json:"there"`
	Missing string `json:"missing,omitempty"`
}

type refusedOut struct {
	Number  code.Number  `json:"number"`
	Missing []missingOut `json:"missing"`
}

// Run judges an application and changes nothing. An incomplete package is an
// answer; a service the centre may not take now is a refusal.
func (c *checkCmd) Run(a *app) error {
	return a.seeing(func(o *place) error {
		app, known, err := o.application(&c.applicationFlags, uuid.New())
		if err != nil {
			return err
		}
		l := o.Check(&app)
		for _, p := range l.Problems {
			if p.Field == "service" {
				return p
			}
		}
		v := o.checkOut(l, append(l.Warnings, o.duplicates(known, app.Service)...))
		v.Service = app.Service
		if r := known.Refused; r != nil && r.Service == app.Service {
			v.Refused = &refusedOut{r.Number, missingList(r.Missing, o.docName(l), a.lang)}
		}
		return a.answer(v, v.text)
	})
}

func (o *place) checkOut(l intake.Checklist, warnings []*intake.Problem) *checkOut {
	name := o.docName(l)
	v := &checkOut{Edition: l.Offer.Edition.ID, InForce: l.Offer.InForce,
		Complete: l.Complete, Acceptable: l.Complete && len(l.Problems) == 0,
		Missing: missingList(l.Missing, name, o.a.lang), Checklist: []rowOut{},
		Problems: o.a.problemsOut(l.Problems), Warnings: o.a.problemsOut(warnings)}
	for _, r := range l.Rows {
		p := r.Paper
		row := rowOut{paperOut{r.Document.Code, r.Document.Name.In(o.a.lang), string(p.Kind), p.Shown, p.Sheets, p.Issued},
			r.Why.In(o.a.lang), r.OneOf, p.There, ""}
		if r.Missing != nil {
			row.Missing = r.Missing.Why
		}
		v.Checklist = append(v.Checklist, row)
	}
	return v
}

// docName names documents in words.
func (o *place) docName(l intake.Checklist) func(string) string {
	return func(code string) string {
		if l.Offer.Service != nil {
			if doc, ok := l.Offer.Service.DocumentByCode(code); ok {
				return doc.Name.In(o.a.lang)
			}
		}
		return code
	}
}

// duplicates warns of open cases of the same person for the same service.
func (o *place) duplicates(known intake.Known, service string) []*intake.Problem {
	if p := known.Duplicate(service); p != nil {
		return []*intake.Problem{p}
	}
	return nil
}

func (v *checkOut) text(s *sheet) {
	for _, r := range v.Checklist {
		mark := "[x]"
		if !r.There {
			mark = "[ ]"
		}
		if r.Missing != "" {
			mark = "[!]"
		}
		s.line("%s %s — %s", mark, r.Name, r.Why)
	}
	if v.Complete {
		s.line("%s", say(s.lang, "Топтама толық.", "Пакет полный.", "The package is complete."))
	}
	s.missing(v.Missing)
	if r := v.Refused; r != nil {
		s.line("%s %s (%s)", say(s.lang, "Өткен жолы бас тартылған:", "В прошлый раз отказано:", "Refused last time:"), r.Number,
			calendar.Say(calendar.DateOf(r.Number.Day()), s.lang, calendar.Short))
		s.missing(r.Missing)
	}
	for _, p := range v.Problems {
		s.line("- %s", p.Text)
	}
	for _, w := range v.Warnings {
		s.line("! %s", w.Text)
	}
}
