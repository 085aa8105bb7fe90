package main

import (
	"time"

	"tereze/intake"
	"tereze/intake/egov/gateway"
)

type egovCmd struct {
	Check egovCheckCmd `cmd:"" help:"Are the gateway's settings, certificates and channels good? Sends nobody's data."`
}

type egovCheckCmd struct{}

// egovOut is what was found about the gateway.
type egovOut struct {
	OK       bool             `json:"ok"` // nothing is bad; warnings may be
	Findings []egovFindingOut `json:"findings"`
}

type egovFindingOut struct {
	What  string        `json:"what"`
	Value string        `json:"value"`
	Owner string        `json:"owner,omitempty"`
	Until string        `json:"until,omitempty"` // the certificate's last day
	Grade gateway.Grade `json:"grade"`
	Text  string        `json:"text,omitempty"`
}

// Run looks at the gateway of the office; the store is not opened.
func (c *egovCheckCmd) Run(a *app) error {
	dir := a.folder()
	office, err := a.spoken(dir)
	if err != nil {
		return err
	}
	clock, err := a.time(office.Training)
	if err != nil {
		return err
	}
	if !office.Egov.On() {
		return intake.Refuse(intake.ProblemNoGateway, "egov.sync")
	}
	v := egovOut{OK: true, Findings: []egovFindingOut{}}
	for _, f := range gateway.Check(a.ctx, dir, office.Egov, gateway.Options{Training: office.Training, Clock: clock}) {
		out := egovFindingOut{What: f.What, Value: f.Value, Owner: f.Owner, Grade: f.Grade, Text: f.Text.In(a.lang)}
		if !f.Until.IsZero() {
			out.Until = f.Until.In(office.Zone()).Format(time.DateOnly)
		}
		v.OK = v.OK && f.Grade != gateway.Bad
		v.Findings = append(v.Findings, out)
	}
	if err := a.answer(v, v.text); err != nil {
		return err
	}
	if !v.OK {
		return silent(exitTrouble)
	}
	return nil
}

func (v egovOut) text(s *sheet) {
	for _, f := range v.Findings {
		mark := map[gateway.Grade]string{gateway.Good: "  ", gateway.Warning: "! ", gateway.Bad: "--"}[f.Grade]
		line := mark + " " + f.What
		for _, part := range []string{f.Value, f.Owner, f.Until, f.Text} {
			if part != "" {
				line += "  " + part
			}
		}
		s.line("%s", line)
	}
	if v.OK {
		s.line("OK")
	}
}
