package main

import "tereze/intake"

type withdrawCmd struct {
	Number string `arg:"" help:"Number or barcode."`
	Reason string `placeholder:"TEXT" help:"Why, in the applicant's words."`
}

// Run gives the papers back to the applicant, at any time before the issue.
func (c *withdrawCmd) Run(a *app) error {
	return a.counter(intake.ActWithdraw, c.Number, 0, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Withdraw(a.ctx, by, x.ID, c.Reason)
	})
}
