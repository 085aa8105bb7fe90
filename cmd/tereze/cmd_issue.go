package main

import "tereze/intake"

type issueCmd struct {
	Number    string `arg:"" help:"Number, barcode, last five digits or the recipient's IIN."`
	Receipt   bool   `help:"The receipt was shown."`
	NoReceipt string `placeholder:"REASON" help:"Why it could not be: lost, torn."`
	Identity  string `placeholder:"KIND" help:"Identity document checked: identity-card, passport, digital or birth-certificate."`
	Agent     string `placeholder:"AUTHORITY" help:"A representative takes it, by this authority or paper."`
}

// Run gives a result out.
func (c *issueCmd) Run(a *app) error {
	return a.counter(intake.ActIssue, c.Number, intake.Ready, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Issue(a.ctx, by, x.ID, c.handing())
	})
}

// handing is what the flags say was checked.
func (c *issueCmd) handing() intake.Handing {
	return intake.Handing{Receipt: c.Receipt, NoReceipt: c.NoReceipt, Identity: c.Identity, Agent: c.Agent != "", Authority: c.Agent}
}

// counter is an act of the counter or the inspector on one case; when an IIN fits several,
// the one in the stage is meant.
func (a *app) counter(may intake.Act, number string, stage intake.Stage, act func(*place, intake.By, *intake.Case) (*intake.Case, error)) error {
	return a.doing(intake.Command(may), func(o *place, by intake.By) error {
		x, err := o.one(number, in(stage))
		if err != nil {
			return err
		}
		if x, err = act(o, by, x); err != nil {
			return err
		}
		v, err := o.caseOut(x, false)
		if err != nil {
			return err
		}
		return a.answer(v, v.text)
	})
}
