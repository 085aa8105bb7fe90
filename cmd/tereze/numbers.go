package main

import (
	"bufio"
	"strings"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/iin"
)

// one finds the case a person means by a number, a barcode, the number's last
// five digits or an IIN. Of several, fits chooses; when several fit, the whole
// number is asked for; when none does, the newest is taken, for the rule to
// say what it lacks.
func (o *place) one(text string, fits func(*intake.Case) bool) (*intake.Case, error) {
	if n, fault := code.ParseNumber(text); fault == "" {
		return o.CaseByNumber(o.a.ctx, n)
	}
	none := intake.Refuse(intake.ProblemNoCase, "number", text)
	switch digits := iin.Fold(text); len(digits) {
	case 5:
	case 12:
		none.Args = nil // an IIN is not repeated
	default:
		return nil, none
	}
	found, err := o.Find(o.a.ctx, text, 50)
	if err != nil {
		return nil, err
	}
	var hits []*intake.Case
	for _, c := range found {
		if fits == nil || fits(c) {
			hits = append(hits, c)
		}
	}
	switch {
	case len(found) == 0:
		return nil, none
	case len(hits) == 0:
		return found[0], nil
	case len(hits) == 1:
		return hits[0], nil
	}
	return nil, usage("%d cases fit: give the whole number", len(hits))
}

// in says that a case stands in a stage.
func in(stage intake.Stage) func(*intake.Case) bool {
	return func(c *intake.Case) bool { return c.Stage == stage }
}

// each finds a case for every number given; "-" reads them from standard
// input, one a line. A number given twice is one case.
func (o *place) each(args []string, fits func(*intake.Case) bool) ([]*intake.Case, error) {
	var cases []*intake.Case
	seen := map[uuid.UUID]bool{}
	for _, text := range args {
		lines := []string{text}
		if text == "-" {
			var err error
			if lines, err = o.a.lines(); err != nil {
				return nil, err
			}
		}
		for _, text := range lines {
			c, err := o.one(text, fits)
			if err != nil {
				return nil, err
			}
			if !seen[c.ID] {
				seen[c.ID] = true
				cases = append(cases, c)
			}
		}
	}
	return cases, nil
}

// lines reads standard input, blank lines left out.
func (a *app) lines() (all []string, err error) {
	s := bufio.NewScanner(a.in)
	for s.Scan() {
		if t := strings.TrimSpace(s.Text()); t != "" {
			all = append(all, t)
		}
	}
	return all, s.Err()
}

func ids(cases []*intake.Case) []uuid.UUID {
	var all []uuid.UUID
	for _, c := range cases {
		all = append(all, c.ID)
	}
	return all
}

// nothing refuses an act without a case.
func nothing() error { return intake.Refuse(courier.ProblemNothing, "cases") }
