package main

import "tereze/intake"

type showCmd struct {
	Number  string `arg:"" help:"Number, barcode, last five digits or IIN."`
	Explain bool   `help:"Say of each date how it was counted (JSON always does)."`
}

// Run prints one case; who saw it is kept.
func (c *showCmd) Run(a *app) error {
	return a.looking(intake.CanSee, func(o *place, by intake.By) error {
		found, err := o.one(c.Number, nil)
		if err != nil {
			return err
		}
		if found, err = o.Look(a.ctx, by, found.ID); a.unseen(err) != nil {
			return err
		}
		v, err := o.caseOut(found, true)
		if err != nil {
			return err
		}
		return a.answer(v, func(s *sheet) {
			if !c.Explain {
				for i := range v.Dates {
					v.Dates[i].Explanation = ""
				}
			}
			v.text(s)
		})
	})
}
