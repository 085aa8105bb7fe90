package intake

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/store"
)

// What reaches its provider past the counter: brought straight to its
// chancellery, or sent from the portal.

// elsewhere says why a service is not asked for on a road; nil: it is.
func elsewhere(r Road, svc *catalogue.Service) *Problem {
	switch {
	case r == RoadPortal && !svc.Has(catalogue.Portal):
		return Refuse(ProblemNoRoad, "service", svc.Code)
	case r == RoadChancellery && !svc.Has(catalogue.Chancellery):
		return Refuse(ProblemNotChancellery, "service", channels(svc)...)
	case r <= RoadCentre && !svc.Has(catalogue.CSC):
		return Refuse(ProblemNotAtCentre, "service", channels(svc)...)
	}
	return nil
}

// JudgeAt is Check at the moment of an act: an act sent again after midnight
// is judged as it was the first time.
func (d *Desk) JudgeAt(a *Application, at time.Time) Checklist { return d.checkAt(a, at) }

// Entrant is the case an application becomes that does not come to a window,
// with its dates; not registered yet. l is what the judges said of it.
func (d *Desk) Entrant(by By, a Application, l Checklist) (*Case, error) {
	plan := l.plan
	if plan == nil { // it could not be made: this says why
		p, _ := d.Office.Provider(a.Provider)
		made, err := d.planOn(a.Road, l.Offer.Service, by.At, p)
		if err != nil {
			return nil, err
		}
		plan = &made
	}
	if a.Overridden() {
		if err := by.fourEyes(); err != nil {
			return nil, err
		}
	}
	c := &Case{
		ID: a.ID, Service: a.Service, Edition: l.Offer.Edition.ID, Repealed: !l.Offer.InForce, Road: a.Road, Check: a.Check,
		Recipient: a.Recipient, Agent: a.Agent, Consent: a.Consent,
		Ground: a.Ground, Conditions: a.Conditions, Provider: a.Provider, StartedAt: a.StartedAt, AcceptedAt: by.At,
		Deadline: plan.Deadline, Come: plan.Come, Uncertain: plan.Warn,
	}
	for _, p := range a.Papers {
		if p.There {
			c.Papers = append(c.Papers, p)
		}
	}
	tellBirth(&c.Recipient, by.At)
	return c, nil
}

// Enter registers an entrant in a transaction: its number, its queue number,
// its person, its first act. settle puts it where it stands after that.
//
// Problems: ProblemNotNow when its application was registered already.
func (d *Desk) Enter(tx *store.Tx, by By, entrant *Case, act Act, note string, settle func(*Case) error) (*Case, error) {
	if old, err := Cases.Get(tx, entrant.ID[:]); err == nil {
		return nil, Refuse(ProblemNotNow, "", string(act), old.Stage.String(), string(old.Number))
	} else if !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	c := *entrant // the transaction may run twice
	at := by.At.In(d.Office.Zone())
	seq, err := tx.Next("case/" + calendar.DateOf(at).String())
	if err != nil {
		return nil, err
	}
	if c.Number, err = code.Make(d.Office.Number, at, seq); err != nil {
		return nil, err
	}
	if svc, _, ok := d.Service(&c); ok && svc.QueueNumber {
		if c.Queue, err = tx.Next("queue/" + c.Provider); err != nil {
			return nil, err
		}
	}
	if err := d.remember(tx, &c, personOf(c.ID)); err != nil {
		return nil, err
	}
	if err := c.Move(by, act, note, nil); err != nil {
		return nil, err
	}
	if err := settle(&c); err != nil {
		return nil, err
	}
	tx.Note(string(act), string(c.Number), by.seconded()...)
	if err := Cases.Put(tx, &c); err != nil {
		return nil, err
	}
	return &c, dropDraft(tx, c.ID)
}

// SendHome returns papers at the chancellery's window at once: they do not
// meet the requirements (§5(1)). It is recorded, and names no one.
//
// Problems: ProblemComplete when they could be lodged; slips in a person's
// data are put right and are no reason.
func (d *Desk) SendHome(ctx context.Context, by By, a Application) (TurnAway, error) {
	if err := by.May(Command(ActLodge)); err != nil {
		return TurnAway{}, err
	}
	a.Road, a.Provider = RoadChancellery, by.Actor.Provider
	l := d.checkAt(&a, by.At)
	t := TurnAway{ID: by.Op, Service: a.Service, At: by.At, By: by.Actor.Code}
	if l.Offer.Edition != nil {
		t.Edition = l.Offer.Edition.ID
		for _, c := range l.Offer.Service.Channels {
			t.Channels = append(t.Channels, string(c))
		}
	}
	for _, p := range l.Problems {
		switch p.Code {
		case ProblemServiceUnknown, ProblemNotChancellery, ProblemWindowClosed:
			t.Reason = p.Code
		}
	}
	switch {
	case t.Reason != "":
	case l.Complete:
		return TurnAway{}, Refuse(ProblemComplete, "papers")
	default:
		t.Reason = ProblemIncomplete
	}
	_, err := d.Write(ctx, by, Command(ActLodge), 5, func(tx *store.Tx) error {
		tx.Note("turn-away", t.Service, t.Reason)
		return TurnAways.Put(tx, &t)
	})
	return t, err
}

// HandOut gives the result at the chancellery's window, after the checks of
// the issue (§5(5); process 7).
func (d *Desk) HandOut(ctx context.Context, by By, id uuid.UUID, h Handing) (*Case, error) {
	if err := by.May(Command(ActHandOut)); err != nil {
		return nil, err
	}
	if err := h.Check(); err != nil {
		return nil, err
	}
	_, err := d.Write(ctx, by, Command(ActHandOut), ActHandOut.Process(), func(tx *store.Tx) error {
		c, err := Change(tx, by, id, func(c *Case) error {
			if c.Outgoing == "" && c.Stage == Out {
				return Refuse(ProblemDeskStep, "", string(c.Number), c.Step)
			}
			return c.Move(by, ActHandOut, h.Note(), nil)
		})
		if err == nil {
			tx.Note(string(ActHandOut), string(c.Number))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.Done(ctx, by, id)
}

// Done reads the case that an act has just ended, for whoever did it: also
// where the act took it out of what its worker may see.
func (d *Desk) Done(ctx context.Context, by By, id uuid.UUID) (*Case, error) {
	c, err := d.Case(ctx, id)
	if p, no := AsProblem(err); !no || p.Code != ProblemNoCase {
		return c, err
	}
	err = d.view(ctx, func(tx *store.Tx) (err error) {
		c, err = Cases.Get(tx, id[:])
		return err
	})
	if errors.Is(err, store.ErrNotFound) || err == nil && (c.Provider != by.Actor.Provider || c.Last().By != by.Actor.Code) {
		return nil, Refuse(ProblemNoCase, "number")
	}
	return d.local(c), err
}
