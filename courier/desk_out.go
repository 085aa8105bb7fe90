package courier

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov/payload"
	"tereze/store"
)

// LetOut gives what the head decided its outgoing number (§5(5)) and lets it
// out the way the application came: papers onto the provider's return registry
// of the day, a file to the centre's inspector or to the personal account; what
// was brought to the chancellery waits there for HandOut. A reasoned refusal is
// a result like any other.
//
// Problems: ProblemOutgoing, ProblemOutcome when nothing was decided at the
// desk, ProblemNotSigned and ProblemFileMissing of an electronic result.
func (o *Office) LetOut(ctx context.Context, by intake.By, id uuid.UUID, outgoing string) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActLetOut)); err != nil {
		return nil, err
	}
	outgoing = strings.TrimSpace(outgoing)
	answer, err := o.resultAnswer(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return o.atDesk(ctx, by, id, intake.ActLetOut, DeskOut, outgoing, nil, func(tx *store.Tx, c *intake.Case) error {
		switch {
		case outgoing == "":
			return intake.Refuse(intake.ProblemOutgoing, "outgoing")
		case !c.Decided || c.Prepared == intake.NoOutcome: // stamped by telephone: GiveBack tells what comes
			return intake.Refuse(ProblemOutcome, "outcome")
		}
		c.Outgoing, c.Outcome = outgoing, c.Prepared
		if err := o.nextStep(by, c); err != nil {
			return err
		}
		switch {
		case c.Road == intake.RoadChancellery:
			return nil
		case c.Road == intake.RoadPortal:
			return o.post(tx, by, c, answer)
		case o.ElectronicResult(c):
			return o.toInspector(by, c)
		}
		return o.ontoReturn(tx, by, c)
	})
}

// resultAnswer reads what goes to the personal account before the transaction;
// nil for every other road.
func (o *Office) resultAnswer(ctx context.Context, by intake.By, id uuid.UUID) (*payload.PortalAnswer, error) {
	c, err := o.For(by.Actor).Case(ctx, id)
	if p, no := intake.AsProblem(err); no && p.Code == intake.ProblemNoCase && o.again(ctx, by) {
		return nil, nil // posted already: it has left the desk
	} else if err != nil {
		return nil, err
	}
	if !o.ElectronicResult(c) || !c.Decided {
		return nil, nil
	}
	file, ok := c.File(intake.FileResult)
	if !ok {
		return nil, intake.Refuse(intake.ProblemResultFile, "file", string(c.Number))
	}
	if c.Road != intake.RoadPortal {
		return nil, nil
	}
	signature, ok := c.File(intake.FileSigned)
	if !ok || signature.Unverified {
		return nil, intake.Refuse(intake.ProblemNotSigned, "signature")
	}
	a := &payload.PortalAnswer{Portal: c.Origin, Number: string(c.Number), Process: 7, At: by.At,
		Refused: c.Prepared == intake.ReasonedRefusal, FileType: file.Type}
	if a.Refused {
		a.Reasons = append(a.Reasons, freely(c.Reasons))
	}
	if a.File, err = o.content(ctx, file); err != nil {
		return nil, err
	}
	a.Signature, err = o.content(ctx, signature)
	return a, err
}

// post puts the signed result into the outbox for the personal account
// (process 7 of the portal's road).
func (o *Office) post(tx *store.Tx, by intake.By, c *intake.Case, a *payload.PortalAnswer) error {
	if a == nil {
		return intake.Refuse(intake.ProblemNotSigned, "signature")
	}
	if err := c.Move(by, intake.ActPost, "", nil); err != nil {
		return err
	}
	r, err := intake.PortalRequests.Get(tx, []byte(c.Origin))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	m := intake.NewMessage(by, intake.MessageResult, c.ID, c.Origin, a.Write())
	if r != nil {
		m.Answers = r.Gateway
	}
	return intake.Messages.Put(tx, m)
}

// toInspector brings a file to the centre, where it waits as any result does.
func (o *Office) toInspector(by intake.By, c *intake.Case) error {
	m := &intake.Inbound{}
	if c.Outcome == intake.ReasonedRefusal {
		m.Reasons = []string{c.Reasons}
	}
	return o.readyByWire(by, c, intake.ActResult, c.Outcome, m)
}

// ontoReturn announces a result on the provider's return registry of the day,
// which the courier takes with the papers.
func (o *Office) ontoReturn(tx *store.Tx, by intake.By, c *intake.Case) error {
	r, err := o.returnOfDay(tx, by, c.Provider)
	if err != nil {
		return err
	}
	r.Cases++
	if err := Returns.Put(tx, r); err != nil {
		return err
	}
	if err := c.Move(by, intake.ActReturn, c.Outcome.String(), func(s *intake.State) { s.Return = r.Number }); err != nil {
		return err
	}
	return o.startStep(c, by.At)
}

// returnOfDay finds or numbers the return registry of a provider's desk: one a
// day, told by its operation.
func (o *Office) returnOfDay(tx *store.Tx, by intake.By, provider string) (*Return, error) {
	day := calendar.DateOf(by.At.In(o.Office.Zone()))
	op := uuid.NewSHA1(uuid.Nil, []byte("return of "+provider+" on "+day.String()))
	hits, err := ReturnByOp.Page(tx, op[:], nil, 1, false)
	if err != nil {
		return nil, err
	}
	if len(hits) > 0 {
		return Returns.Get(tx, hits[0].ID)
	}
	no, err := tx.Next("return")
	if err != nil {
		return nil, err
	}
	return &Return{Number: no, Op: op, Provider: provider, At: by.At, By: by.Actor.Code}, nil
}
