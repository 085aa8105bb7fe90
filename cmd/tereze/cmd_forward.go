package main

import (
	"github.com/google/uuid"

	"tereze/intake"
)

type forwardCmd struct {
	Numbers []string `arg:"" optional:"" help:"Numbers or barcodes (default: all that is marked); - reads them from standard input."`
}

// Run passes marked results to the inspector, the same day.
func (c *forwardCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActForward), func(o *place, by intake.By) error {
		var some []uuid.UUID
		if len(c.Numbers) > 0 {
			cases, err := o.each(c.Numbers, in(intake.Marked))
			if err != nil {
				return err
			}
			if some = ids(cases); len(some) == 0 {
				return nothing()
			}
		}
		return o.forward(by, some)
	})
}

func (o *place) forward(by intake.By, some []uuid.UUID) error {
	step, done := progress[int](o.a, "Инспекторға", "Инспектору", "To the inspector")
	n, err := o.Forward(o.a.ctx, by, some, step)
	done()
	if err != nil {
		return err
	}
	return o.forwarded(n)
}

func (o *place) forwarded(n int) error {
	v := struct {
		Forwarded int `json:"forwarded"`
	}{n}
	return o.a.answer(v, func(s *sheet) {
		s.line("%s: %d", say(o.a.lang, "Инспекторға берілді", "Передано инспектору", "Passed to the inspector"), n)
	})
}
