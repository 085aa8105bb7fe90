package intake

import (
	"context"

	"github.com/google/uuid"

	"tereze/store"
)

// Undoable says whether the last act of a case may be taken back by an actor,
// and what that act is. One's own acts of one's own day may; beyond that whom
// others' acts are entrusted to may, alone or as the second person, with a
// reason. Who may not do an act may not take it back. A scan is taken away by
// Detach and attached by Attach: neither is undone.
func (d *Desk) Undoable(c *Case, by By, reason string) (Event, error) {
	last, at := lastDone(c)
	if err := by.May(Command(ActUndo)); err != nil {
		return last, err
	}
	switch {
	case at < 0:
		return last, Refuse(ProblemUndoNothing, "")
	case last.Act == ActErase, last.Act == ActPortal, last.Act == ActRedo:
		return last, Refuse(ProblemUndoNothing, "")
	case last.Act == ActPost, last.Act == ActDecline: // in the outbox to the personal account
		return last, Refuse(ProblemSentAlready, "")
	}
	own := last.By == by.Actor.Code && d.dayOf(last.At) == d.dayOf(by.At)
	switch {
	case !own && by.May(CanUndoAny) != nil && by.Second.May(CanUndoAny) != nil:
		return last, Refuse(ProblemUndoOther, "")
	case (!own || last.Act == ActRefuse) && blank(reason):
		return last, Refuse(ProblemReason, "reason")
	}
	return last, by.May(Command(last.Act))
}

// UndoneByTwo says whether taking an act back needs four eyes: it annuls a
// number.
func UndoneByTwo(act Act) bool { return act == ActAccept || act == ActRefuse || act == ActLodge }

// lastDone finds the newest act that has not been taken back already. What a
// register said later is nobody's act: it is passed over and stays.
func lastDone(c *Case) (Event, int) {
	undone := 0
	for i := len(c.History) - 1; i >= 0; i-- {
		switch {
		case c.History[i].Act == ActCheck:
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
// included, and the reversal stands in the history. guard may refuse, seeing
// the act that would be undone; it runs inside the transaction.
//
// Acceptance undone leaves an annulled number, never used again, and takes
// four eyes. So does a refusal undone, which re-opens the application: as it
// was laid on the counter it becomes a draft of the actor's, with the id
// Reopened gives, and is registered, or refused, under a number of its own.
func (d *Desk) Undo(ctx context.Context, by By, id uuid.UUID, reason string, guard func(*store.Tx, *Case, Event) error) (*Case, error) {
	_, err := d.Write(ctx, by, Command(ActUndo), 0, func(tx *store.Tx) error {
		c, err := Change(tx, by, id, func(c *Case) error {
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
			if !UndoneByTwo(last.Act) {
				return d.unfile(c, last)
			}
			c.Stage = Annulled
			if err := by.fourEyes(); err != nil || last.Act != ActRefuse {
				return err
			}
			return Drafts.Put(tx, &Draft{App: c.again(by), Actor: by.Actor.Code, Window: by.Actor.Window, SavedAt: by.At})
		})
		if err != nil {
			return err
		}
		tx.Note(string(ActUndo), string(c.Number), by.seconded()...) // the reason may name somebody: it stays with the case
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Done(ctx, by, id)
}

// Reopened is the id of the draft a refused case becomes when its refusal is
// taken back. That happens once: an annulled number stays annulled.
func (c *Case) Reopened() uuid.UUID { return uuid.NewSHA1(c.ID, []byte("reopened")) }

// again is the application of a refused case, begun anew.
func (c *Case) again(by By) Application {
	return Application{
		ID: c.Reopened(), Service: c.Service, Provider: c.Provider, Recipient: c.Recipient, Agent: c.Agent,
		Consent: c.Consent, Ground: c.Ground, Conditions: c.Conditions, Papers: c.Papers, StartedAt: by.At,
	}
}
