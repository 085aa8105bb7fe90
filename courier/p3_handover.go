package courier

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// Handover is one act of process 3: the counter hands a pile to the sector.
// The cases point to it; what was given and not received, or received and not
// given, stays on the unsettled list until it is.
type Handover struct {
	Number uint64    // never used twice
	Op     uuid.UUID // the operation that made it
	From   string    // the counter's worker, by code
	To     string    // the sector's
	At     time.Time
	Cases  uint64 // given with this act
}

// Give hands cases over to the sector, with one act for all of them. The
// receiver is named; the papers stay unsettled until the sector says it has
// them.
func (o *Office) Give(ctx context.Context, by intake.By, ids []uuid.UUID, to string, progress func(done, all int)) (*Handover, error) {
	if err := by.May(intake.Command(intake.ActGive)); err != nil {
		return nil, err
	}
	switch {
	case to == "":
		return nil, intake.Refuse(ProblemNobodyToGive, "to")
	case len(ids) == 0:
		return nil, intake.Refuse(ProblemNothing, "cases")
	}
	ids = once(ids)
	var no uint64
	give := func(_ *store.Tx, c *intake.Case) error {
		if c.Given {
			return intake.Refuse(ProblemAlreadyGiven, "", string(c.Number))
		}
		return c.Move(by, intake.ActGive, to, func(s *intake.State) { s.Given, s.Handover = true, no })
	}
	if err := o.Rehearse(ctx, by, intake.ActGive, ids, give); err != nil {
		return nil, err
	}
	act, err := o.openHandover(ctx, by, by.Actor.Code, to, uint64(len(ids)))
	if err != nil {
		return nil, err
	}
	no = act.Number
	return act, o.Each(ctx, by, intake.ActGive, strconv.FormatUint(no, 10), ids, progress, give)
}

// openHandover numbers the act, once for one By.
func (o *Office) openHandover(ctx context.Context, by intake.By, from, to string, n uint64) (*Handover, error) {
	op := by.Part([]byte("handover"))
	_, err := o.Write(ctx, op, intake.Command(intake.ActGive), 3, func(tx *store.Tx) error {
		no, err := tx.Next("handover")
		if err != nil {
			return err
		}
		tx.Note("handover", strconv.FormatUint(no, 10))
		return Handovers.Put(tx, &Handover{Number: no, Op: op.Op, From: from, To: to, At: by.At, Cases: n})
	})
	if err != nil {
		return nil, err
	}
	h, err := made(ctx, o, HandoverByOp, Handovers, op.Op)
	if h != nil {
		o.local(&h.At)
	}
	return h, err
}

// Receive says that the sector holds a case's papers. Papers the counter did
// not give are taken all the same, and shown until the counter agrees.
func (o *Office) Receive(ctx context.Context, by intake.By, id uuid.UUID) (*intake.Case, error) {
	_, err := o.Write(ctx, by, intake.Command(intake.ActReceive), 3, func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error {
			if c.Stage == intake.Handed {
				return intake.Refuse(ProblemAlreadyReceived, "", string(c.Number))
			}
			return c.Move(by, intake.ActReceive, "", func(s *intake.State) { s.Received = true })
		})
		if err == nil {
			tx.Note(string(intake.ActReceive), string(c.Number))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.Case(ctx, id)
}

// Confirm settles papers received without having been given: the counter says
// that it did hand them over.
func (o *Office) Confirm(ctx context.Context, by intake.By, id uuid.UUID) (*intake.Case, error) {
	return o.Do(ctx, by, id, intake.ActGive, "", func(_ *store.Tx, c *intake.Case) error {
		switch {
		case c.Given:
			return intake.Refuse(ProblemAlreadyGiven, "", string(c.Number))
		case !c.Received: // that is Give's to say, with an act and a name
			return intake.Refuse(intake.ProblemNotNow, "", string(intake.ActGive), c.Stage.String(), string(c.Number))
		}
		c.Given = true
		return nil
	})
}

// Piles is what process 3 shows.
type Piles struct {
	Counter   intake.Count // accepted, papers at the counter
	Unsettled intake.Count
}

// CountPiles counts process 3.
func (o *Office) CountPiles(ctx context.Context, today calendar.Date) (p Piles, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		if p.Counter, err = intake.CountList(tx, intake.ListCounter, today); err != nil {
			return err
		}
		p.Unsettled, err = intake.CountList(tx, intake.ListUnsettled, today)
		return err
	})
	return p, err
}

// Handover reads an act by its number.
func (o *Office) Handover(ctx context.Context, no uint64) (h *Handover, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		h, err = Handovers.Get(tx, store.AppendUint64(nil, no))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, intake.Refuse(intake.ProblemNoCase, "handover", no)
	}
	if h != nil {
		o.local(&h.At)
	}
	return h, err
}
