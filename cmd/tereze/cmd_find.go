package main

import (
	"strings"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/iin"
)

type findCmd struct {
	Query []string `arg:"" help:"Number, its last five digits, barcode, IIN, telephone or name."`
	Limit int      `default:"50" help:"At most so many cases, newest first."`
}

// foundOut is a case in a list.
type foundOut struct {
	Number    string        `json:"number"`
	Stage     string        `json:"stage"`
	Service   string        `json:"service"`
	Recipient string        `json:"recipient"`
	Provider  string        `json:"provider,omitempty"`
	Accepted  calendar.Date `json:"accepted"`
	Due       calendar.Date `json:"due,omitzero"` // the day told to the recipient
}

// Run searches; nothing found is an empty list, not a refusal.
func (c *findCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 1000 {
		return usage("--limit: 1 to 1000")
	}
	query := strings.Join(c.Query, " ")
	find := func(o *place) error {
		found, err := o.Find(a.ctx, query, c.Limit)
		if err != nil {
			return err
		}
		list := []foundOut{}
		for _, f := range found {
			list = append(list, foundOut{string(f.Number), f.Stage.String(), f.Service, f.Recipient.FullName(),
				f.Provider, calendar.DateOf(f.AcceptedAt), f.Come})
		}
		return rows(a, list, func(s *sheet, f foundOut) {
			s.line("%s  %-10s %-16s %-14s %s", f.Number, f.Stage, f.Service, f.Provider, f.Recipient)
		})
	}
	if len(iin.Fold(query)) != 12 {
		return a.seeing(find)
	}
	return a.looking(intake.CanSee, func(o *place, by intake.By) error { // an IIN shows the person: who saw it is kept
		if !by.Actor.Role.AtProvider() { // which sees its own cases' rows alone
			if _, err := o.RecallSeen(a.ctx, by, query); a.unseen(err) != nil {
				return err
			}
		}
		return find(o)
	})
}
