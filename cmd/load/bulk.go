package main

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

// played is how many cases of the office live through the whole play of
// package training; older ones are copied from those it finished.
const played = 4000

// bulkDays is over how many days before the play the older cases lie.
const bulkDays = 700

// old adds n cases that were issued before the play began. They are written
// straight into the table, with numbers as the desk gives them: the indexes
// derive from them as ever, and the audit holds.
func old(ctx context.Context, o *courier.Office, n int) error {
	var models []*intake.Case
	err := o.Ledger.View(ctx, func(tx *store.Tx) error {
		for c, err := range intake.Cases.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if c.Stage == intake.Issued && len(c.History) < 16 {
				models = append(models, c)
			}
			if len(models) == 500 {
				break
			}
		}
		return nil
	})
	if err != nil || len(models) == 0 {
		return err
	}
	const part = 10 // a transaction takes so many
	first := morning.AddDate(0, 0, -100-bulkDays)
	for from := 0; from < n; from += part {
		at := first.AddDate(0, 0, from*bulkDays/n)
		by := store.By{Op: uuid.New(), Operator: "op1", Process: 2, At: at}
		if _, err := o.Ledger.Update(ctx, by, func(tx *store.Tx) error {
			for i := from; i < min(from+part, n); i++ {
				seq, err := tx.Next("case/" + calendar.DateOf(at.In(o.Office.Zone())).String())
				if err != nil {
					return err
				}
				c := *models[i%len(models)]
				c.ID = uuid.NewSHA1(by.Op, []byte{byte(i), byte(i >> 8), byte(i >> 16)})
				if c.Number, err = code.Make(o.Office.Number, at.In(o.Office.Zone()), seq); err != nil {
					return err
				}
				back := at.Sub(c.AcceptedAt)
				c.AcceptedAt, c.StartedAt = at, c.StartedAt.Add(back)
				c.Handover, c.Registry, c.Return = 0, 0, 0
				c.History = slices.Clone(c.History)
				for k := range c.History {
					c.History[k].At = c.History[k].At.Add(back).Truncate(time.Second)
				}
				if err := intake.Cases.Put(tx, &c); err != nil {
					return err
				}
			}
			tx.Note("accept", "")
			return nil
		}); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}
