package main

import (
	"fmt"

	"tereze/intake"
	"tereze/intake/calendar"
)

type archiveCmd struct {
	DryRun bool `help:"Only list what would go."`
}

// dueOut is a result past its month.
type dueOut struct {
	Number   string        `json:"number"`
	Service  string        `json:"service"`
	Name     string        `json:"name"`
	KeepTo   calendar.Date `json:"keepTo"`
	Provider string        `json:"provider"`
}

// Run sweeps what nobody collected into the archive, in one pass under one
// inventory; nothing to sweep is an answer too.
func (c *archiveCmd) Run(a *app) error {
	if c.DryRun {
		return a.seeing(func(o *place) error {
			list, err := o.unclaimed()
			if err != nil {
				return err
			}
			return rows(a, list, func(s *sheet, d dueOut) {
				s.line("%s  %s  %-16s %s", d.Number, d.KeepTo, d.Service, d.Name)
			})
		})
	}
	return a.doing(intake.Command(intake.ActArchive), func(o *place, by intake.By) error {
		step, done := progress[int](a, "Мұрағатқа", "В архив", "To the archive")
		inv, err := o.Archive(a.ctx, by, step)
		done()
		if err != nil {
			return err
		}
		left, err := o.unclaimed()
		if err != nil {
			return err
		}
		v := struct {
			Inventory string `json:"inventory,omitempty"`
			Cases     uint64 `json:"cases"`
			Left      int    `json:"left"` // zero: the sweep ended
		}{Cases: inv.Cases, Left: len(left)}
		if inv.Number > 0 {
			v.Inventory = inv.Key()
		}
		return a.answer(v, func(s *sheet) {
			if v.Inventory == "" {
				s.line("%s", say(a.lang, "Мұрағатқа берілетін іс жоқ.", "В архив сдавать нечего.", "Nothing is due for the archive."))
				return
			}
			s.line("%s", fmt.Sprintf(say(a.lang, "%s тізімдемесі: %d іс; қалғаны: %d", "Опись %s: дел %d; осталось: %d", "Inventory %s: %d cases; left: %d"),
				v.Inventory, v.Cases, v.Left))
		})
	})
}

// unclaimed is the dry run: every result past its month.
func (o *place) unclaimed() ([]dueOut, error) {
	list := []dueOut{}
	var after []byte
	for {
		page, err := o.ArchiveDue(o.a.ctx, o.Today(), after, 500)
		if err != nil || len(page) == 0 {
			return list, err
		}
		for _, r := range page {
			list = append(list, dueOut{string(r.Number), r.Service, r.Name, r.Due, r.Provider})
		}
		after = page[len(page)-1].Cursor
	}
}
