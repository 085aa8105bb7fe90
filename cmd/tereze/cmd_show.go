package main

type showCmd struct {
	Number  string `arg:"" help:"Number, barcode, last five digits or IIN."`
	Explain bool   `help:"Say of each date how it was counted (JSON always does)."`
}

// Run prints one case.
func (c *showCmd) Run(a *app) error {
	return a.seeing(func(o *place) error {
		found, err := o.one(c.Number, nil)
		if err != nil {
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
