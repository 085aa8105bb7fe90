package main

import (
	"strings"
	"time"

	"tereze/intake"
)

type outboxCameCmd struct {
	Limit int `default:"200" help:"At most so many."`
}

// cameOut is one message of the gateway that is not carried out.
type cameOut struct {
	ID     string    `json:"id"`
	Kind   string    `json:"kind"`
	Number string    `json:"number"`
	At     time.Time `json:"at"`
	Tries  int       `json:"tries,omitempty"`
	Why    string    `json:"why,omitempty"`
	Text   string    `json:"text,omitempty"`
	Raw    string    `json:"raw,omitempty"`
}

// Run lists what came and could not be carried out, oldest first.
func (c *outboxCameCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 10_000 {
		return usage("--limit: 1 to 10000")
	}
	return a.seeing(func(o *place) error {
		some, _, err := o.Inbox(a.ctx, nil, c.Limit)
		if err != nil {
			return err
		}
		list := []cameOut{}
		for _, m := range some {
			v := cameOut{ID: m.GatewayID, Kind: m.Kind, Number: m.Number, At: m.At, Tries: m.Tries, Raw: strings.ToValidUTF8(string(m.Raw), "?")}
			if p := m.Problem(); p != nil {
				v.Why, v.Text = p.Code, problemText(p, a.lang)
			}
			list = append(list, v)
		}
		return rows(a, list, func(s *sheet, v cameOut) {
			s.line("%s  %-18s %-14s %s  %s", v.ID, v.Number, v.Kind, v.At.Format("02.01.2006 15:04"), v.Text)
		})
	})
}

type outboxAsideCmd struct {
	ID     string `arg:"" help:"The gateway's number of it, as 'tereze outbox came' tells it."`
	Reason string `placeholder:"TEXT" help:"Why."`
}

// Run puts aside what came.
func (c *outboxAsideCmd) Run(a *app) error {
	return a.doing(intake.CanOutbox, func(o *place, by intake.By) error {
		if err := o.DropInbound(a.ctx, by, c.ID, c.Reason); err != nil {
			return err
		}
		return a.answer(struct {
			Aside string `json:"aside"`
		}{c.ID}, func(s *sheet) { s.line("%s", c.ID) })
	})
}
