package main

import "tereze/intake"

type sendCmd struct {
	Number string `arg:"" help:"Number, barcode or last five digits."`
}

// Run puts a signed request into the outbox.
func (c *sendCmd) Run(a *app) error {
	return a.counter(intake.ActSend, c.Number, intake.Accepted, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Send(a.ctx, by, x.ID)
	})
}

type turnBackCmd struct {
	Number    string `arg:"" help:"Number, barcode, last five digits or the recipient's IIN."`
	Receipt   bool   `help:"The receipt was shown."`
	NoReceipt string `placeholder:"REASON" help:"Why it could not be: lost, torn."`
	Identity  string `placeholder:"KIND" help:"Identity document checked: identity-card, passport, digital or birth-certificate."`
	Agent     string `placeholder:"AUTHORITY" help:"A representative takes it, by this authority or paper."`
}

// Run hands out the refusal receipt of a request the provider did not take.
func (c *turnBackCmd) Run(a *app) error {
	return a.counter(intake.ActTurnBack, c.Number, intake.Ready, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.TurnBack(a.ctx, by, x.ID, intake.Handing{Receipt: c.Receipt, NoReceipt: c.NoReceipt,
			Identity: c.Identity, Agent: c.Agent != "", Authority: c.Agent})
	})
}
