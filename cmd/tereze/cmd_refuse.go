package main

import "tereze/intake"

type refuseCmd struct{ applicationFlags }

// Run turns an incomplete package back: the refusal receipt's figures, with
// what is missing. The next visit starts from it.
func (c *refuseCmd) Run(a *app) error {
	return a.office(writing, func(o *place) error {
		return o.register(intake.ActRefuse, &c.applicationFlags, func(by intake.By, app intake.Application) (*intake.Case, error) {
			return o.Refuse(a.ctx, by, app)
		})
	})
}
