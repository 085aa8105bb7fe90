package intake

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

// Write is one transaction of an act, for whoever may do the command. Every
// write of the domain goes through it.
func (d *Desk) Write(ctx context.Context, by By, may Command, process uint8, fn func(*store.Tx) error) (store.Head, error) {
	if err := by.May(may); err != nil {
		return store.Head{}, err
	}
	if p := d.Unwritable(); p != nil {
		return store.Head{}, p
	}
	return d.Ledger.Update(ctx, by.Store(process), fn)
}

// Change reads a case, lets fn act on it, and writes it back, in the caller's
// transaction. It is the one way a case changes after its registration: the
// one place where a stale act is refused, and a provider's desk is kept to
// its own cases.
func Change(tx *store.Tx, by By, id uuid.UUID, fn func(*Case) error) (*Case, error) {
	c, err := Cases.Get(tx, id[:])
	if errors.Is(err, store.ErrNotFound) || err == nil && !by.Actor.sees(c) {
		return nil, Refuse(ProblemNoCase, "number")
	} else if err != nil {
		return nil, err
	}
	if by.Seen != 0 && by.Seen != c.Version() {
		return nil, changed(c, by.At.Location())
	}
	if err := fn(c); err != nil {
		return nil, err
	}
	return c, Cases.Put(tx, c)
}

// changed says what happened to a case last: the act, who did it and when.
func changed(c *Case, zone *time.Location) *Problem {
	last := c.Last()
	return Refuse(ProblemChanged, "", string(last.Act), last.By, last.At.In(zone).Format(time.RFC3339), string(c.Number))
}

// CaseAsSeen reads a case and refuses, as a stale act is refused, when it has
// moved since its row was drawn: for acts over several cases.
func (d *Desk) CaseAsSeen(ctx context.Context, id uuid.UUID, version int) (*Case, error) {
	c, err := d.Case(ctx, id)
	if err == nil && c.Version() != version {
		err = changed(c, d.Office.Zone())
	}
	return c, err
}

// Do is one act on one case in a transaction of its own.
func (d *Desk) Do(ctx context.Context, by By, id uuid.UUID, act Act, note string, change func(*store.Tx, *Case) error) (*Case, error) {
	_, err := d.Write(ctx, by, Command(act), act.Process(), func(tx *store.Tx) error {
		c, err := Change(tx, by, id, func(c *Case) error {
			if err := c.Move(by, act, note, nil); err != nil {
				return err
			}
			if change == nil {
				return nil
			}
			return change(tx, c)
		})
		if err != nil {
			return err
		}
		tx.Note(string(act), string(c.Number), by.seconded()...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Case(ctx, id)
}

// batch is how many cases fit one transaction on every engine: a case with
// its index entries and tallies is at most a dozen keys of a hundred.
const batch = 5

// Each runs one act over many cases, a few to a transaction, each part known
// by a number derived from by: what was done before a crash is not done
// twice. The journal's entry of each part names its cases under subject.
// progress may be nil.
func (d *Desk) Each(ctx context.Context, by By, act Act, subject string, ids []uuid.UUID, progress func(done, all int), fn func(*store.Tx, *Case) error) error {
	if err := by.May(Command(act)); err != nil { // of no cases too
		return err
	}
	for from := 0; from < len(ids); from += batch {
		part := ids[from:min(from+batch, len(ids))]
		_, err := d.Write(ctx, by.Part(part[0][:]), Command(act), act.Process(), func(tx *store.Tx) error {
			var numbers []string
			for _, id := range part {
				c, err := Change(tx, by, id, func(c *Case) error { return fn(tx, c) })
				if err != nil {
					return err
				}
				numbers = append(numbers, string(c.Number))
			}
			tx.Note(string(act), subject, numbers...)
			return nil
		})
		if err != nil {
			return err
		}
		if progress != nil {
			progress(from+len(part), len(ids))
		}
	}
	return nil
}

// Rehearse runs an act of Each over its cases and writes nothing, so that an
// act which one case refuses is refused whole, before anything is done. What
// the same By has done already is passed over.
func (d *Desk) Rehearse(ctx context.Context, by By, act Act, ids []uuid.UUID, fn func(*store.Tx, *Case) error) error {
	for from := 0; from < len(ids); from += batch {
		part := ids[from:min(from+batch, len(ids))]
		_, err := d.Write(ctx, by.Part(part[0][:]), Command(act), act.Process(), func(tx *store.Tx) error {
			for _, id := range part {
				if _, err := Change(tx, by, id, func(c *Case) error { return fn(tx, c) }); err != nil {
					return err
				}
			}
			return errRehearsed
		})
		if err != nil && !errors.Is(err, errRehearsed) {
			return err
		}
	}
	return nil
}

// errRehearsed ends a transaction that was never meant to be written.
var errRehearsed = errors.New("rehearsed")
