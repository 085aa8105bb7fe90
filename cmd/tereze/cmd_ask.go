package main

import (
	"github.com/google/uuid"

	"tereze/intake"
)

type askCmd struct{ applicationFlags }

// askOut is what the state's systems answered about an application.
type askOut struct {
	Person      string          `json:"person"` // unasked, unreachable, same, differs, not-found, deceased, incapable
	Agent       string          `json:"agent,omitempty"`
	Power       string          `json:"power,omitempty"` // … or invalid
	Identity    bool            `json:"identity"`        // ГБД ФЛ has a valid identity document
	Birth       string          `json:"birth,omitempty"` // recorded in Kazakhstan after 2008
	Found       *foundPersonOut `json:"found,omitempty"`
	Differences []differenceOut `json:"differences"`
	Warnings    []problemOut    `json:"warnings"`
}

type foundPersonOut struct {
	Surname    string `json:"surname"`
	Given      string `json:"given"`
	Patronymic string `json:"patronymic,omitempty"`
}

type differenceOut struct {
	Field    string `json:"field"`
	Typed    string `json:"typed"`
	Register string `json:"register"`
}

// Run asks ГБД ФЛ and ЕНИС about an application with its consent; it registers
// nothing.
func (c *askCmd) Run(a *app) error {
	return a.doing(intake.CanAsk, func(o *place, by intake.By) error {
		app, _, err := o.application(&c.applicationFlags, uuid.New())
		if err != nil {
			return err
		}
		asked, err := o.AskRegisters(a.ctx, by, app)
		if err != nil {
			return err
		}
		v := newAsk(a, asked, &app)
		return a.answer(v, v.text)
	})
}

func newAsk(a *app, asked intake.Asked, app *intake.Application) askOut {
	r := asked.Check
	v := askOut{Person: r.Person.String(), Identity: r.Identity, Differences: []differenceOut{}, Warnings: a.problemsOut(r.Warnings())}
	if app.Agent != nil {
		v.Agent = r.Agent.String()
		if app.Agent.Kind == intake.ProxyNotary {
			v.Power = r.Power.String()
		}
	}
	if !r.Birth.IsZero() {
		v.Birth = r.Birth.String()
	}
	if p := asked.Person; p != nil {
		v.Found = &foundPersonOut{p.Surname, p.Name, p.Patronymic}
	}
	for _, d := range asked.Differences {
		v.Differences = append(v.Differences, differenceOut{d.Field, d.Typed, d.Register})
	}
	return v
}

func (v askOut) text(s *sheet) {
	s.pair("ЖТ МДҚ", "ГБД ФЛ", "Register of people", v.Person)
	s.pair("ЖТ МДҚ, өкіл", "ГБД ФЛ, представитель", "Register of people, representative", v.Agent)
	s.pair("БНАЖ, сенімхат", "ЕНИС, доверенность", "Notaries' system, power of attorney", v.Power)
	if p := v.Found; p != nil {
		s.line("%s %s %s", p.Surname, p.Given, p.Patronymic)
	}
	for _, d := range v.Differences {
		s.line("≠ %s: %s / %s", d.Field, d.Typed, d.Register)
	}
	for _, w := range v.Warnings {
		s.line("! %s", w.Text)
	}
}
