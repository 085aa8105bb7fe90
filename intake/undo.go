package intake

import (
	"context"

	"github.com/google/uuid"

	"tereze/store"
)

// Undoable says whether the last act of a case may be taken back by an actor,
// and what that act is. One's own acts of one's own day may; beyond that a
// supervisor may, with a reason.
func (d *Desk) Undoable(c *Case, by By, reason string) (Event, error) {
	last, at := lastDone(c)
	if at < 0 {
		return last, Refuse(ProblemUndoNothing, "")
	}
	own := last.By == by.Actor.Code && d.dayOf(last.At) == d.dayOf(by.At)
	switch {
	case last.Act == ActRefuse:
		return last, Refuse(ProblemNotNow, "", string(ActUndo), c.Stage.String(), string(c.Number))
	case own:
	case by.Actor.Role != Supervisor:
		return last, Refuse(ProblemUndoOther, "")
	case blank(reason):
		return last, Refuse(ProblemReason, "reason")
	}
	return last, nil
}

// lastDone finds the newest act that has not been taken back already.
func lastDone(c *Case) (Event, int) {
	undone := 0
	for i := len(c.History) - 1; i >= 0; i-- {
		switch {
		case c.History[i].Act == ActUndo:
			undone++
		case undone > 0:
			undone--
		default:
			return c.History[i], i
		}
	}
	return Event{}, -1
}

// Undo takes back the last act of a case: the state before it returns, dates
// included, and the reversal stands in the history. Acceptance undone leaves
// an annulled number, never used again. guard may refuse, seeing the act that
// would be undone; it runs inside the transaction.
func (d *Desk) Undo(ctx context.Context, by By, id uuid.UUID, reason string, guard func(*store.Tx, *Case, Event) error) (*Case, error) {
	_, err := d.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		c, err := Change(tx, id, func(c *Case) error {
			last, err := d.Undoable(c, by, reason)
			if err != nil {
				return err
			}
			if guard != nil {
				if err := guard(tx, c, last); err != nil {
					return err
				}
			}
			c.record(by, ActUndo, last.Process, reason)
			c.State = last.Was
			if last.Act == ActAccept {
				c.Stage = Annulled
			}
			return nil
		})
		if err != nil {
			return err
		}
		tx.Note(string(ActUndo), string(c.Number)) // the reason may name somebody: it stays with the case
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Case(ctx, id)
}
