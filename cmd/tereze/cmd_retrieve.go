package main

import "tereze/intake"

type retrieveCmd struct {
	Number string `arg:"" help:"Number, barcode, last five digits or the recipient's IIN."`
}

// Run brings a result back from the archive for a person who came late.
func (c *retrieveCmd) Run(a *app) error {
	return a.counter(intake.ActRetrieve, c.Number, intake.Archived, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Retrieve(a.ctx, by, x.ID)
	})
}
