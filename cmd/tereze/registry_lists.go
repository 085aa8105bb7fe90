package main

import (
	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// Run lists registries.
func (c *registryListCmd) Run(a *app) error {
	return a.seeing(func(o *place) error {
		list := []registryOut{}
		for _, state := range []courier.State{courier.Open, courier.Closed, courier.Dispatched, courier.Delivered} {
			if c.State != "" && c.State != state.String() {
				continue
			}
			some, err := o.RegistriesIn(a.ctx, state, c.Limit)
			if err != nil {
				return err
			}
			for _, r := range some {
				v, err := o.registryOut(r)
				if err != nil {
					return err
				}
				list = append(list, v)
			}
		}
		return rows(a, list, func(s *sheet, v registryOut) { v.text(s) })
	})
}

// Run prints a registry with its cases, in the order of the list.
func (c *registryShowCmd) Run(a *app) error {
	return a.seeing(func(o *place) error {
		r, err := o.Registry(a.ctx, c.Registry)
		if err != nil {
			return err
		}
		v, err := o.registryOut(r)
		if err != nil {
			return err
		}
		var after []byte
		for {
			page, err := o.Contents(a.ctx, c.Registry, after, 500)
			if err != nil {
				return err
			}
			if len(page) == 0 {
				break
			}
			for _, r := range page {
				v.Contents = append(v.Contents, lineOut{string(r.Number), r.Service, r.Name, r.Stage.String(), o.local(r.Accepted), r.Due})
			}
			after = page[len(page)-1].Cursor
		}
		if v.Act, err = o.discrepancy(c.Registry); err != nil {
			return err
		}
		return a.answer(v, v.text)
	})
}

func (o *place) discrepancy(no uint64) (*discrepancyOut, error) {
	act, err := o.DiscrepancyOf(o.a.ctx, no)
	if act == nil || err != nil {
		return nil, err
	}
	return &discrepancyOut{act.Number, list(act.Missed), list(act.Extra)}, nil
}

// list is never null in JSON.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// Run shows what stands outside every registry, the earliest first.
func (c *registryWaitingCmd) Run(a *app) error {
	type row struct {
		Provider string        `json:"provider"`
		Cases    int64         `json:"cases"`
		Late     int64         `json:"late"`
		Today    int64         `json:"today"`
		Earliest calendar.Date `json:"earliest,omitzero"`
		LeaveBy  string        `json:"leaveBy,omitempty"`
	}
	return a.seeing(func(o *place) error {
		list := []row{}
		for _, p := range o.Office.Office.Providers {
			var r row
			err := o.View(a.ctx, func(tx *store.Tx) error {
				n, err := intake.CountListOf(tx, intake.ListSector, p.Code, o.Today())
				if err != nil {
					return err
				}
				r = row{Provider: p.Code, Cases: n.All, Late: n.Late, Today: n.Today}
				first, err := intake.ListPageOf(tx, intake.ListSector, p.Code, nil, 1)
				if err == nil && len(first) > 0 {
					r.Earliest, r.LeaveBy = first[0].Due, o.LeaveBy(first[0].Due).String()
				}
				return err
			})
			if err != nil {
				return err
			}
			if r.Cases > 0 {
				list = append(list, r)
			}
		}
		return rows(a, list, func(s *sheet, r row) {
			s.line("%-14s %s %d, %s %d, %s %s %s", r.Provider, say(a.lang, "іс", "дел", "cases"), r.Cases,
				say(a.lang, "кешіккен", "просрочено", "late"), r.Late,
				say(a.lang, "кету мерзімі", "отправить до", "must leave by"), r.Earliest, r.LeaveBy)
		})
	})
}
