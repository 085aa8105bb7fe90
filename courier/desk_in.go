package courier

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
)

// atDesk is one act of the provider's desk, on a case that waits for that duty
// and no other: the order of the steps is the act's.
func (o *Office) atDesk(ctx context.Context, by intake.By, id uuid.UUID, act intake.Act, duty DeskDuty, note string, args []string, fn func(*store.Tx, *intake.Case) error) (*intake.Case, error) {
	_, err := o.Write(ctx, by, intake.Command(act), act.Process(), func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error {
			if err := o.owed(c, duty); err != nil {
				return err
			}
			if err := c.Move(by, act, note, nil); err != nil {
				return err
			}
			return fn(tx, c)
		})
		if err == nil {
			tx.Note(string(act), string(c.Number), args...)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.Done(ctx, by, id)
}

// owed refuses an act that is not the case's next one.
func (o *Office) owed(c *intake.Case, duty DeskDuty) error {
	switch {
	case !c.Arrived:
		return intake.Refuse(ProblemNotArrived, "", string(c.Number))
	case c.SentBack != "":
		return intake.Refuse(ProblemSentBack, "", string(c.Number))
	case o.Duty(c) != duty:
		return intake.Refuse(intake.ProblemDeskStep, "", string(c.Number), c.Step)
	}
	return nil
}

// nextStep ends the step under way at the moment of the act.
func (o *Office) nextStep(by intake.By, c *intake.Case) error {
	c.Step++
	return o.startStep(c, by.At)
}

// Lodge registers a package brought straight to the provider's chancellery,
// which ends its first step (§5(1)): the application's copy carries the
// incoming number and the date. The provider is the worker's own.
//
// Problems: everything Check names, ProblemNotChancellery, ProblemIncomplete:
// an incomplete package is returned at once by SendHome;
// ProblemIncomingNumber; ProblemSecond for an IIN with a wrong check digit.
func (o *Office) Lodge(ctx context.Context, by intake.By, a intake.Application, incoming string) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActLodge)); err != nil {
		return nil, err
	}
	if incoming = strings.TrimSpace(incoming); incoming == "" {
		return nil, intake.Refuse(intake.ProblemIncomingNumber, "incoming")
	}
	a.Road, a.Provider, a.Check = intake.RoadChancellery, by.Actor.Provider, intake.RegisterCheck{}
	l := o.JudgeAt(&a, by.At)
	for _, p := range l.Problems {
		if _, err := o.Ledger.HeadOf(ctx, by.Op); p.Code == intake.ProblemDiskLow && err == nil {
			continue // it was registered when there was room
		}
		return nil, p
	}
	if !l.Complete {
		return nil, intake.Refuse(intake.ProblemIncomplete, "papers", len(l.Missing))
	}
	entrant, err := o.Entrant(by, a, l)
	if err != nil {
		return nil, err
	}
	if _, err := o.Write(ctx, by, intake.Command(intake.ActLodge), intake.ActLodge.Process(), func(tx *store.Tx) error {
		_, err := o.Enter(tx, by, entrant, intake.ActLodge, incoming, func(c *intake.Case) error {
			c.Arrived, c.Incoming, c.Step = true, incoming, 2
			return o.startStep(c, by.At)
		})
		return err
	}); err != nil {
		return nil, err
	}
	return o.Done(ctx, by, a.ID)
}

// TakeIn registers at the chancellery what arrived there, within its 15
// minutes: the incoming number and date (§5(1)).
func (o *Office) TakeIn(ctx context.Context, by intake.By, id uuid.UUID, incoming string) (*intake.Case, error) {
	incoming = strings.TrimSpace(incoming)
	return o.atDesk(ctx, by, id, intake.ActTakeIn, DeskIn, incoming, nil, func(_ *store.Tx, c *intake.Case) error {
		if incoming == "" {
			return intake.Refuse(intake.ProblemIncomingNumber, "incoming")
		}
		c.Incoming = incoming
		return o.nextStep(by, c)
	})
}

// Decline turns back what does not meet the requirements, within the same 15
// minutes (§5(1)): a portal request with the message of its process 6, a
// request of the centre to its process 6, papers to the centre for completion.
func (o *Office) Decline(ctx context.Context, by intake.By, id uuid.UUID, reasons string) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActDecline)); err != nil {
		return nil, err
	}
	if reasons = strings.TrimSpace(reasons); reasons == "" {
		return nil, intake.Refuse(intake.ProblemReason, "reasons")
	}
	_, err := o.Write(ctx, by, intake.Command(intake.ActDecline), intake.ActDecline.Process(), func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error {
			if err := o.owed(c, DeskIn); err != nil {
				return err
			}
			switch c.Road {
			case intake.RoadPortal:
				return o.declinePortal(tx, by, c, reasons)
			case intake.RoadCentre:
				return o.readyByWire(by, c, intake.ActNotTaken, intake.Unaccepted, &intake.Inbound{Reasons: []string{reasons}}) // condition 2
			}
			return c.Move(by, intake.ActSendBack, reasons, func(s *intake.State) { s.SentBack = reasons })
		})
		if err == nil {
			tx.Note(string(c.Last().Act), string(c.Number))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.Done(ctx, by, id)
}

// declinePortal ends a portal request with the message of process 6.
func (o *Office) declinePortal(tx *store.Tx, by intake.By, c *intake.Case, reasons string) error {
	r, err := intake.PortalRequests.Get(tx, []byte(c.Origin))
	if errors.Is(err, store.ErrNotFound) {
		return intake.Refuse(intake.ProblemPortalRequest, "", string(c.Number))
	} else if err != nil {
		return err
	}
	r.Condition, r.Reasons = 3, []string{intake.PortalFree + reasons}
	if err := c.Move(by, intake.ActDecline, reasons, func(s *intake.State) {
		s.Outcome, s.Reasons = intake.Unaccepted, reasons
	}); err != nil {
		return err
	}
	if err := o.tellPortal(tx, by, r, string(c.Number)); err != nil {
		return err
	}
	return intake.PortalRequests.Put(tx, r)
}
