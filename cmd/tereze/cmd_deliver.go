package main

import (
	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
)

type deliverCmd struct {
	Registry uint64            `arg:"" help:"Number of the registry."`
	Receiver string            `placeholder:"TEXT" help:"Who signed for it at the chancellery."`
	At       string            `placeholder:"TIME" help:"When, by the provider's clock, as 2015-03-02T16:30 (default: now)."`
	Incoming map[string]string `mapsep:"none" placeholder:"NUMBER=INCOMING" help:"Incoming number the chancellery gave a case; may be repeated."`
	Missed   []string          `sep:"none" placeholder:"NUMBER" help:"On the list, not in the box; may be repeated."`
	Extra    []string          `sep:"none" placeholder:"CODE" help:"In the box, not on the list; may be repeated."`
}

// Run records a delivery; what did not match makes a discrepancy act.
func (c *deliverCmd) Run(a *app) error {
	return a.doing(intake.Command(intake.ActDeliver), func(o *place, by intake.By) error {
		at, err := momentFlag("at", c.At, by.At)
		if err != nil {
			return err
		}
		d := courier.Delivery{At: at, Receiver: c.Receiver, Incoming: map[code.Number]string{}, Extra: c.Extra}
		for text, incoming := range c.Incoming {
			x, err := o.one(text, in(intake.Out))
			if err != nil {
				return err
			}
			d.Incoming[x.Number] = incoming
		}
		missed, err := o.each(c.Missed, in(intake.Out))
		if err != nil {
			return err
		}
		for _, x := range missed {
			d.Missed = append(d.Missed, x.Number)
		}
		step, done := progress[int](a, "Жеткізу", "Доставка", "Delivery")
		r, _, err := o.Deliver(a.ctx, by, c.Registry, d, step)
		done()
		if err != nil {
			return err
		}
		v, err := o.registryOut(r)
		if err != nil {
			return err
		}
		if v.Act, err = o.discrepancy(c.Registry); err != nil {
			return err
		}
		return a.answer(v, v.text)
	})
}
