package main

import (
	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
)

type returnCmd struct {
	Numbers  []string `arg:"" optional:"" help:"Cases that come back with their result; - reads them from standard input."`
	Refusal  []string `sep:"none" placeholder:"NUMBER" help:"A case that comes back with a reasoned refusal; may be repeated."`
	Waiting  bool     `help:"Only list the return registries that have not come back whole, and what each waits for."`
	Provider string   `placeholder:"CODE" help:"Who gives them back (default: the provider of the first case). With no case: an empty return registry for the scanner to fill."`
}

type returnOut struct {
	Return   uint64   `json:"return"`
	Provider string   `json:"provider"`
	Cases    []string `json:"cases"`
}

// Run records what a provider gives back, on one return registry.
func (c *returnCmd) Run(a *app) error {
	if c.Waiting {
		if len(c.Numbers)+len(c.Refusal) > 0 || c.Provider != "" {
			return usage("--waiting stands alone")
		}
		return a.seeing((*place).tellWaiting)
	}
	return a.doing(intake.Command(intake.ActReturn), func(o *place, by intake.By) error {
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

// tellWaiting lists what the scan loop can be run against.
func (o *place) tellWaiting() error {
	type row struct {
		returnOut
		Waiting int64 `json:"waiting"`
		Back    int64 `json:"back"`
	}
	some, err := o.WaitingReturns(o.a.ctx)
	if err != nil {
		return err
	}
	list := []row{}
	for _, w := range some {
		r := row{returnOut{w.Number, w.Provider, []string{}}, w.Waiting, w.Back}
		var after []byte
		for {
			page, err := o.Awaited(o.a.ctx, w.Number, after, 500)
			if err != nil {
				return err
			}
			if len(page) == 0 {
				break
			}
			for _, x := range page {
				r.Cases = append(r.Cases, string(x.Number))
			}
			after = page[len(page)-1].Cursor
		}
		list = append(list, r)
	}
	return rows(o.a, list, func(s *sheet, r row) {
		s.line("%s %d  %s  %s %d, %s %d", say(o.a.lang, "Қайтару тізілімі №", "Реестр возврата №", "Return registry No"), r.Return, r.Provider,
			say(o.a.lang, "қайтты", "вернулось", "back"), r.Back, say(o.a.lang, "күтіледі", "ожидается", "awaited"), r.Waiting)
		for _, n := range r.Cases {
			s.line("  %s", n)
		}
	})
}
