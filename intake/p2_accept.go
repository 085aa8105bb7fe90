package intake

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/intake/iin"
	"tereze/store"
)

// Accept registers a complete application (process 2): number, receipt, dates.
// Repeating it with the same By gives the same case.
//
// Problems: everything Check names, ProblemIncomplete; ProblemNotNow when the
// application was registered already; ProblemSecond where it takes four eyes:
// an IIN with a wrong check digit; ProblemDiskLow when the disk takes no more.
func (d *Desk) Accept(ctx context.Context, by By, a Application) (*Case, error) {
	if err := by.May(Command(ActAccept)); err != nil {
		return nil, err
	}
	if a.Road > RoadCentre { // those do not come to a window
		return nil, Refuse(ProblemNoRoad, "road", a.Road)
	}
	l := d.checkAt(&a, by.At)
	for _, p := range l.Problems {
		if _, err := d.Ledger.HeadOf(ctx, by.Op); p.Code == ProblemDiskLow && err == nil {
			continue // it was registered when there was room
		}
		return nil, p
	}
	if !l.Complete {
		return nil, Refuse(ProblemIncomplete, "papers", len(l.Missing))
	}
	plan := l.plan
	if plan == nil { // it could not be made: this says why
		p, _ := d.Office.Provider(a.Provider)
		made, err := d.Plan(l.Offer.Service, by.At, p)
		if err != nil {
			return nil, err
		}
		plan = &made
	}
	return d.register(ctx, by, a, l.Offer, ActAccept, func(c *Case) {
		c.Dispatch, c.Deadline, c.Come, c.Uncertain = plan.Dispatch, plan.Deadline, plan.Come, plan.Warn
	})
}

// Refuse turns an incomplete package back with its refusal receipt (process
// 1): what is missing is kept, so that the person's return starts from it.
//
// Problems: ProblemComplete when nothing is missing; a ground must be chosen,
// because what is missing hangs on it, and a person's data must be good enough
// to name on the receipt. Provider and consent are not asked for, and a slip
// in the data of a paper hinders nothing.
func (d *Desk) Refuse(ctx context.Context, by By, a Application) (*Case, error) {
	if err := by.May(Command(ActRefuse)); err != nil {
		return nil, err
	}
	l := d.checkAt(&a, by.At)
	for _, p := range l.Problems {
		if p.HindersRefusal() {
			return nil, p
		}
	}
	if l.Complete {
		return nil, Refuse(ProblemComplete, "papers")
	}
	return d.register(ctx, by, a, l.Offer, ActRefuse, func(c *Case) { c.Missing = l.Missing })
}

// personOf is the id of the person an application brings, the same each time
// and in the order of time, as the application's own is.
func personOf(application uuid.UUID) uuid.UUID {
	id := uuid.NewSHA1(application, []byte("person"))
	copy(id[:6], application[:6])
	id[6] = id[6]&0x0f | 0x70
	return id
}

// register writes the case, its number, the person and the end of the draft
// in one transaction: either the paper may be printed, or nothing happened.
func (d *Desk) register(ctx context.Context, by By, a Application, offer catalogue.Offer, act Act, fill func(*Case)) (*Case, error) {
	c := &Case{
		ID: a.ID, Service: a.Service, Edition: offer.Edition.ID, Repealed: !offer.InForce, Road: a.Road, Check: a.Check,
		Recipient: a.Recipient, Agent: a.Agent, Consent: a.Consent,
		Ground: a.Ground, Conditions: a.Conditions, Provider: a.Provider,
		StartedAt: a.StartedAt, AcceptedAt: by.At, Window: by.Actor.Window,
	}
	for _, p := range a.Papers {
		if p.There {
			c.Papers = append(c.Papers, p)
		}
	}
	tellBirth(&c.Recipient, by.At)
	fill(c)
	at := by.At.In(d.Office.Zone()) // the number carries the office's day
	var marks []string
	if a.Overridden() {
		if err := by.fourEyes(); err != nil {
			return nil, err
		}
		marks = by.seconded("iin-override") // the reason stays with the case
	}
	newPerson := personOf(a.ID)
	_, err := d.Write(ctx, by, Command(act), act.Process(), func(tx *store.Tx) error {
		if old, err := Cases.Get(tx, a.ID[:]); err == nil {
			return Refuse(ProblemNotNow, "", string(act), old.Stage.String(), string(old.Number))
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		fresh := *c // the function may run twice
		seq, err := tx.Next("case/" + calendar.DateOf(at).String())
		if err != nil {
			return err
		}
		if fresh.Number, err = code.Make(d.Office.Number, at, seq); err != nil {
			return err
		}
		if offer.Service.QueueNumber && act == ActAccept {
			if fresh.Queue, err = tx.Next("queue/" + fresh.Provider); err != nil {
				return err
			}
		}
		if err := d.remember(tx, &fresh, newPerson); err != nil {
			return err
		}
		if err := fresh.Move(by, act, "", nil); err != nil {
			return err
		}
		if err := Cases.Put(tx, &fresh); err != nil {
			return err
		}
		if act == ActAccept {
			if err := d.askLater(tx, by, &fresh); err != nil {
				return err
			}
		}
		tx.Note(string(act), string(fresh.Number), marks...)
		return dropDraft(tx, a.ID)
	})
	if err != nil {
		return nil, err
	}
	return d.Case(ctx, a.ID)
}

// remember finds the recipient by IIN or makes a new one, and keeps what was
// learnt today: nothing is typed twice.
func (d *Desk) remember(tx *store.Tx, c *Case, fresh uuid.UUID) error {
	p := c.Recipient
	old, err := personByIIN(tx, p.IIN)
	switch {
	case err != nil:
		return err
	case old != nil:
		p.ID = old.ID
		if p.Phone == "" { // not said today is not forgotten
			p.Phone = old.Phone
		}
		if p.Address == "" {
			p.Address = old.Address
		}
	default:
		p.ID = fresh
	}
	p.Seen, p.SeenFor = c.AcceptedAt, c.Service
	c.RecipientID, c.Recipient.ID = p.ID, p.ID
	return People.Put(tx, &p)
}

// tellBirth takes the date of birth from the IIN where the papers said none.
func tellBirth(p *Person, today time.Time) {
	if r := iin.Parse(p.IIN, today); p.Born.IsZero() && r.Kind == iin.IIN && !r.Born.IsZero() {
		p.Born = calendar.DateOf(r.Born)
	}
}

// TurnAway records a person sent elsewhere: the service is not offered at the
// centre, or not now. It names no one.
type TurnAway struct {
	ID       uuid.UUID
	Service  string
	Edition  string
	Reason   string   // the Problem's code
	Channels []string // where the person was sent
	At       time.Time
	By       string
	Window   int
}

// SendElsewhere answers a request for a service the centre may not accept:
// the answer says where to go, and the turn-away is recorded with its reason.
func (d *Desk) SendElsewhere(ctx context.Context, by By, service string) (TurnAway, error) {
	if err := by.May(CanTurnAway); err != nil {
		return TurnAway{}, err
	}
	on := d.dayOf(by.At)
	offer, err := d.Catalogue.Find(on, d.Office.Region, service)
	t := TurnAway{ID: by.Op, Service: service, At: by.At, By: by.Actor.Code, Window: by.Actor.Window}
	switch {
	case err != nil:
		t.Reason = ProblemServiceUnknown
	case !offer.AtCentre():
		t.Reason, t.Edition = ProblemNotAtCentre, offer.Edition.ID
		for _, c := range offer.Service.Channels {
			t.Channels = append(t.Channels, string(c))
		}
	default:
		w, open := offer.Service.WindowOn(on, nil)
		if open || w.Closed != catalogue.Refuse {
			return t, Refuse(ProblemNotNow, "service", "turn-away", "offered")
		}
		t.Reason, t.Edition = ProblemWindowClosed, offer.Edition.ID
	}
	_, err = d.Write(ctx, by, CanTurnAway, 1, func(tx *store.Tx) error {
		tx.Note("turn-away", service, t.Reason)
		return TurnAways.Put(tx, &t)
	})
	return t, err
}
