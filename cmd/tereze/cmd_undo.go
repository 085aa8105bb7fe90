package main

import "tereze/intake"

type undoCmd struct {
	Number string `arg:"" help:"Number or barcode."`
	Reason string `placeholder:"TEXT" help:"Why: needed for another's act, or one of another day; a supervisor takes it back then."`
}

// Run takes back the last act of a case. Without --by it is whoever did the
// act or, with a reason, the first one to whom others' acts are entrusted.
func (c *undoCmd) Run(a *app) error {
	return a.office(writing, func(o *place) error {
		by, x, err := c.undoer(o)
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

// undoer is who takes the act back, and the case as they may read it.
func (c *undoCmd) undoer(o *place) (by intake.By, x *intake.Case, err error) {
	may := intake.Command(intake.ActUndo)
	if o.a.By == "" && c.Reason != "" && o.a.Second == "" {
		may = intake.CanUndoAny
	} else if o.a.By == "" {
		if x, err = o.one(c.Number, nil); err != nil {
			return by, nil, err
		}
		o.a.By = x.Last().By
		if last, err := o.Undoable(x, o.By(intake.Actor{Role: intake.Supervisor}), "?"); err == nil {
			o.a.By = last.By
		}
	}
	if by, err = o.act(may); err != nil {
		return by, nil, err
	}
	x, err = o.one(c.Number, nil)
	return by, x, err
}
