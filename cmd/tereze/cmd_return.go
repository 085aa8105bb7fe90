package main

import (
	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
)

type returnCmd struct {
	Numbers  []string `arg:"" optional:"" help:"Cases that come back with their result; - reads them from standard input."`
	Refusal  []string `sep:"none" placeholder:"NUMBER" help:"A case that comes back with a reasoned refusal; may be repeated."`
	Provider string   `placeholder:"CODE" help:"Who gives them back (default: the provider of the first case). With no case: an empty return registry for the scanner to fill."`
}

type returnOut struct {
	Return   uint64   `json:"return"`
	Provider string   `json:"provider"`
	Cases    []string `json:"cases"`
}

// Run records what a provider gives back, on one return registry.
func (c *returnCmd) Run(a *app) error {
	return a.sector(func(o *place, by intake.By) error {
		results, err := o.each(c.Numbers, in(intake.Out))
		if err != nil {
			return err
		}
		refusals, err := o.each(c.Refusal, in(intake.Out))
		if err != nil {
			return err
		}
		all := append(results, refusals...)
		outcomes := map[uuid.UUID]intake.Outcome{}
		provider := c.Provider
		for i, x := range all {
			if outcomes[x.ID] != intake.NoOutcome {
				return usage("%s is given with both outcomes", x.Number)
			}
			outcomes[x.ID] = intake.Result
			if i >= len(results) {
				outcomes[x.ID] = intake.ReasonedRefusal
			}
			if provider == "" {
				provider = x.Provider
			}
			if err := mayReturn(x, provider); err != nil {
				return err
			}
		}
		var ret *courier.Return
		switch {
		case provider == "":
			return nothing()
		case len(all) == 0:
			ret, err = o.OpenReturn(a.ctx, by, provider, 0)
		default:
			step, done := progress[int](a, "Қайтару", "Возврат", "Return")
			ret, err = o.GiveBack(a.ctx, by, provider, outcomes, step)
			done()
		}
		if err != nil {
			return err
		}
		v := returnOut{ret.Number, provider, numbers(all)}
		return a.answer(v, func(s *sheet) {
			s.line("%s %d  %s", say(a.lang, "Қайтару тізілімі №", "Реестр возврата №", "Return registry No"), v.Return, v.Provider)
			for _, n := range v.Cases {
				s.line("%s", n)
			}
		})
	})
}

// mayReturn refuses before the return registry takes its number.
func mayReturn(x *intake.Case, provider string) error {
	_, ok := intake.ActReturn.Allows(x.Stage)
	switch {
	case !ok:
		return intake.Refuse(intake.ProblemNotNow, "number", intake.ActReturn, x.Stage, x.Number)
	case !x.Arrived:
		return intake.Refuse(courier.ProblemNotArrived, "number", x.Number)
	case x.Provider != provider:
		return intake.Refuse(courier.ProblemOtherProvider, "provider", x.Number, x.Provider)
	}
	return nil
}
