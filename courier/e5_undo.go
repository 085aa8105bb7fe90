package courier

import (
	"time"

	"tereze/intake"
	"tereze/store"
)

// undoWire keeps an undo from what has gone out by wire or came by it, and
// takes along what only stands in the outbox.
func undoWire(tx *store.Tx, by intake.By, c *intake.Case, last intake.Event) error {
	switch last.Act {
	case intake.ActAccept:
		return dropWaiting(tx, c, by.At)
	case intake.ActSend:
		m, err := request(tx, c.ID)
		if err != nil || m == nil { // none: it was in doubt, and a person put it aside
			return err
		}
		if m.State != intake.MessageWaiting || m.Told() {
			return intake.Refuse(intake.ProblemSentAlready, "", string(c.Number))
		}
		m.Drop(by.At, intake.ProblemPersonDropped)
		return intake.Messages.Put(tx, m)
	case intake.ActWithdraw:
		return revive(tx, by, c, last.At)
	}
	if c.Road != intake.RoadPaper && last.By == intake.Itself(intake.Sector).Code {
		return intake.Refuse(intake.ProblemSentAlready, "", string(c.Number)) // the other side's word
	}
	return nil
}

// dropWaiting drops what waits for a case whose number is annulled.
func dropWaiting(tx *store.Tx, c *intake.Case, at time.Time) error {
	all, err := intake.MessagesIn(tx, c.ID)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.State != intake.MessageWaiting {
			continue
		}
		m.Drop(at, intake.ProblemOver)
		if err := intake.Messages.Put(tx, m); err != nil {
			return err
		}
	}
	return nil
}

// revive puts back into the outbox what a withdrawal took out of it. Once the
// provider may know of the withdrawal it stays.
func revive(tx *store.Tx, by intake.By, c *intake.Case, withdrawn time.Time) error {
	all, err := intake.MessagesIn(tx, c.ID)
	if err != nil {
		return err
	}
	for _, m := range all {
		switch {
		case m.Kind == intake.MessageWithdrawal && m.State != intake.MessageDropped:
			if m.Told() {
				return intake.Refuse(intake.ProblemSentAlready, "", string(c.Number))
			}
			m.Drop(by.At, intake.ProblemPersonDropped)
		case m.Why == intake.ProblemWithdrawn && m.State == intake.MessageDropped && m.Done.Equal(withdrawn):
			m.State, m.Why, m.Done, m.Next = intake.MessageWaiting, "", time.Time{}, by.At
		default:
			continue
		}
		if err := intake.Messages.Put(tx, m); err != nil {
			return err
		}
	}
	return nil
}
