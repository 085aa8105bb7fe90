package intake

import (
	"context"
	"errors"
	"time"

	"tereze/intake/trio"
	"tereze/store"
)

// SaveActor keeps a worker of the office, for whom accounts are entrusted to.
func (d *Desk) SaveActor(ctx context.Context, by By, a Actor) error {
	if err := by.May(CanUsers); err != nil {
		return err
	}
	if blank(a.Code) || blank(a.Name) {
		return Refuse(ProblemOperator, "operator")
	}
	_, err := d.Write(ctx, by, CanUsers, 0, func(tx *store.Tx) error {
		tx.Note("worker", a.Code)
		return Actors.Put(tx, &a)
	})
	return err
}

// SetLang keeps the language a worker chose for the screens: everybody's own.
func (d *Desk) SetLang(ctx context.Context, by By, l trio.Lang) error {
	_, err := d.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		a, err := Actors.Get(tx, []byte(by.Actor.Code))
		if errors.Is(err, store.ErrNotFound) {
			return Refuse(ProblemOperator, "operator", by.Actor.Code)
		} else if err != nil {
			return err
		}
		a.Lang = l
		tx.Note("language", a.Code)
		return Actors.Put(tx, a)
	})
	return err
}

// Workers lists the office's workers by code.
func (d *Desk) Workers(ctx context.Context) (all []Actor, err error) {
	err = d.Ledger.View(ctx, func(tx *store.Tx) error {
		all = nil
		for a, err := range Actors.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			all = append(all, *a)
		}
		return nil
	})
	return all, err
}

// Worker finds one by code.
func (d *Desk) Worker(ctx context.Context, code string) (a *Actor, err error) {
	err = d.Ledger.View(ctx, func(tx *store.Tx) error {
		a, err = Actors.Get(tx, []byte(code))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, Refuse(ProblemOperator, "operator", code)
	}
	return a, err
}

// ClockBack says by how much the clock stands before the newest entry of the
// journal; 0 when it does not, or by two minutes at most, as two computers'
// clocks may differ. Nothing is refused for it: the order of acts is the
// journal's and holds all the same, but dates counted now would be wrong.
func (d *Desk) ClockBack(ctx context.Context) (time.Duration, error) {
	head, err := d.Ledger.Head(ctx)
	if err != nil || head.Seq == 0 {
		return 0, err
	}
	last, err := d.Ledger.Journal(ctx, head.Seq, 1)
	if err != nil || len(last) == 0 {
		return 0, err
	}
	if back := last[0].At.Sub(d.Now()); back > 2*time.Minute {
		return back.Truncate(time.Second), nil
	}
	return 0, nil
}
