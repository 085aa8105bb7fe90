package main

import "tereze/intake"

type undoCmd struct {
	Number string `arg:"" help:"Number or barcode."`
	Reason string `placeholder:"TEXT" help:"Why: needed for another's act, or one of another day; a supervisor takes it back then."`
}

// Run takes back the last act of a case. Without --by it is whoever did the
// act or, with a reason, the first supervisor.
func (c *undoCmd) Run(a *app) error {
	return a.office(writing, func(o *place) error {
		x, err := o.one(c.Number, nil)
		if err != nil {
			return err
		}
		by, err := o.undoer(x, c.Reason)
		if err != nil {
			return err
		}
		if x, err = o.Undo(a.ctx, by, x, c.Reason); err != nil {
			return err
		}
		v, err := o.caseOut(x, false)
		if err != nil {
			return err
		}
		return a.answer(v, v.text)
	})
}

func (o *place) undoer(x *intake.Case, reason string) (intake.By, error) {
	if o.a.By != "" || reason != "" {
		return o.act(intake.Supervisor)
	}
	by, err := o.act(intake.Operator)
	if err != nil {
		return by, err
	}
	if last, err := o.Undoable(x, by, ""); err != nil && last.By != "" {
		w, err := o.Worker(o.a.ctx, last.By)
		if err != nil {
			return by, err
		}
		by.Actor = *w
	}
	return by, nil
}
