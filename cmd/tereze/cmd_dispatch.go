package main

import (
	"tereze/courier"
	"tereze/intake"
)

type dispatchCmd struct {
	Registries []uint64 `arg:"" optional:"" help:"Numbers of closed registries."`
	All        bool     `help:"Every closed registry."`
	Courier    string   `placeholder:"TEXT" help:"Who carries them."`
	Carried    string   `name:"run" placeholder:"TEXT" help:"Which run: its hour or number."`
	Seal       string   `placeholder:"TEXT" help:"Number of the seal."`
	Recall     bool     `help:"Take a dispatch back: the courier has not left after all."`
}

// Run hands registries to a courier, one act for the batch; or takes one back.
func (c *dispatchCmd) Run(a *app) error {
	if c.All == (len(c.Registries) > 0) || c.Recall && len(c.Registries) != 1 {
		return usage("give numbers of registries, or --all; one number with --recall")
	}
	return a.doing(intake.CanRegistry, func(o *place, by intake.By) error {
		if c.Recall {
			return o.tellRegistry(o.Recall(a.ctx, by, c.Registries[0]))
		}
		nos := c.Registries
		if c.All {
			closed, err := o.RegistriesIn(a.ctx, courier.Closed, 1000)
			if err != nil {
				return err
			}
			for _, r := range closed {
				nos = append(nos, r.Number)
			}
		}
		sent, err := o.Dispatch(a.ctx, by, nos, c.Courier, c.Carried, c.Seal)
		if err != nil {
			return err
		}
		v := struct {
			Batch      uint64        `json:"batch"`
			Registries []registryOut `json:"registries"`
		}{}
		for _, r := range sent {
			one, err := o.registryOut(r)
			if err != nil {
				return err
			}
			v.Batch, v.Registries = r.Batch, append(v.Registries, one)
		}
		return a.answer(v, func(s *sheet) {
			s.line("%s %d", say(a.lang, "Тапсыру актісі №", "Акт передачи №", "Act of handing over No"), v.Batch)
			for _, r := range v.Registries {
				r.text(s)
			}
		})
	})
}
