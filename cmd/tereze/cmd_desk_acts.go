package main

import "tereze/intake"

// Run registers at the chancellery what arrived.
func (c *deskTakeInCmd) Run(a *app) error {
	return a.desk(intake.ActTakeIn, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.TakeIn(a.ctx, by, x.ID, c.Incoming)
	})
}

// Run turns it back.
func (c *deskDeclineCmd) Run(a *app) error {
	return a.desk(intake.ActDecline, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Decline(a.ctx, by, x.ID, c.Reasons)
	})
}

// Run names the executor.
func (c *deskAssignCmd) Run(a *app) error {
	return a.desk(intake.ActAssign, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Assign(a.ctx, by, x.ID, c.Executor)
	})
}

// Run puts a result, or a refusal, before the head.
func (c *deskPrepareCmd) Run(a *app) error {
	return a.desk(intake.ActPrepare, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		outcome := intake.Result
		if c.Refusal != "" {
			outcome = intake.ReasonedRefusal
		}
		var file []byte
		if c.File != "" {
			var err error
			if file, err = readScan(c.File); err != nil {
				return nil, err
			}
		}
		return o.Prepare(a.ctx, by, x.ID, outcome, c.Refusal, file)
	})
}

// Run gives it back to the executor.
func (c *deskRedoCmd) Run(a *app) error {
	return a.desk(intake.ActRedo, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.Redo(a.ctx, by, x.ID, c.Reason)
	})
}

// Run is the head's decision.
func (c *deskDecideCmd) Run(a *app) error {
	return a.desk(intake.ActDecide, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		var cms []byte
		if c.Signature != "" {
			var err error
			if cms, err = readScan(c.Signature); err != nil {
				return nil, err
			}
		}
		return o.Decide(a.ctx, by, x.ID, cms)
	})
}

// Run lets the result out.
func (c *deskLetOutCmd) Run(a *app) error {
	return a.desk(intake.ActLetOut, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.LetOut(a.ctx, by, x.ID, c.Outgoing)
	})
}

// Run gives the result at the chancellery's window.
func (c *deskHandOutCmd) Run(a *app) error {
	return a.desk(intake.ActHandOut, c.Number, func(o *place, by intake.By, x *intake.Case) (*intake.Case, error) {
		return o.HandOut(a.ctx, by, x.ID, c.handing())
	})
}
