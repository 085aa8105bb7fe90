package courier

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
)

// arrive starts the provider's steps on a case (process 5). With an incoming
// number the chancellery's first step is done: it registered the papers.
func (o *Office) arrive(by intake.By, c *intake.Case, at time.Time, incoming string) error {
	if err := c.Move(by, intake.ActDeliver, incoming, func(s *intake.State) {
		s.Arrived, s.Incoming, s.Step = true, incoming, 1
	}); err != nil {
		return err
	}
	if incoming != "" {
		c.Step = 2
	}
	return o.startStep(c, at)
}

// startStep counts the step under way from a moment. Past the last step the
// result is on its way back, and is expected that same day.
func (o *Office) startStep(c *intake.Case, at time.Time) error {
	c.StepSince = at
	due, err := o.StepDue(c, int(c.Step), at)
	if err != nil {
		return err
	}
	c.StepDue, c.StepAt = due.Date, 0
	if !due.Whole {
		c.StepAt = due.At
	}
	return nil
}

// StepDue is the limit of a provider's step begun at a moment, counted on the
// provider's own calendar.
func (o *Office) StepDue(c *intake.Case, step int, since time.Time) (calendar.Due, error) {
	svc, _, ok := o.Service(c)
	if !ok {
		return calendar.Due{}, intake.Refuse(intake.ProblemServiceUnknown, "service", c.Service)
	}
	since = since.In(o.Office.Zone())
	start := calendar.Moment{Date: calendar.DateOf(since), At: calendar.Clock(since.Hour()*60 + since.Minute())}
	if step < 1 || step > len(svc.Steps) {
		return calendar.Due{Moment: calendar.Moment{Date: start.Date, Whole: true}, From: start}, nil
	}
	return o.theirs(c).Due(start, svc.Steps[step-1].Limit)
}

func (o *Office) theirs(c *intake.Case) *calendar.Calendar {
	if p, ok := o.Office.Provider(c.Provider); ok {
		return o.CalendarOf(p)
	}
	return o.Calendar()
}

// Steps are the provider's steps of a case's edition.
func (o *Office) Steps(c *intake.Case) []catalogue.Step {
	if svc, _, ok := o.Service(c); ok {
		return svc.Steps
	}
	return nil
}

// Stamp records that the provider ended a step, from what the courier or the
// telephone brings. A later step ends the ones before it. The last step is
// the result leaving the chancellery: it is a Return.
func (o *Office) Stamp(ctx context.Context, by intake.By, id uuid.UUID, step int, at time.Time, note string) (*intake.Case, error) {
	return o.atProvider(ctx, by, id, intake.ActStep, note, func(tx *store.Tx, c *intake.Case) error {
		switch last := len(o.Steps(c)); {
		case c.SentBack != "":
			return intake.Refuse(ProblemSentBack, "", string(c.Number))
		case c.Executor != "": // the provider's desk has it in hand
			return intake.Refuse(intake.ProblemDeskStep, "step", string(c.Number), c.Step)
		case step < int(c.Step) || step < 1 || step > last:
			return intake.Refuse(ProblemStepOrder, "step", step, c.Step)
		case at.Before(c.StepSince.Truncate(time.Minute)) || at.After(by.At):
			return intake.Refuse(ProblemStepTime, "at")
		}
		c.History[len(c.History)-1].Step = uint8(step)
		c.Step = uint8(step) + 1
		if step == len(o.Steps(c)) && c.Outcome == intake.NoOutcome {
			c.Outcome = intake.Result
		}
		return o.startStep(c, at)
	})
}

// SendBack records that the provider wants the package completed.
func (o *Office) SendBack(ctx context.Context, by intake.By, id uuid.UUID, reason string) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActSendBack)); err != nil {
		return nil, err
	}
	if reason == "" {
		return nil, intake.Refuse(intake.ProblemReason, "reason")
	}
	return o.atProvider(ctx, by, id, intake.ActSendBack, reason, func(_ *store.Tx, c *intake.Case) error {
		if c.SentBack != "" {
			return intake.Refuse(ProblemSentBack, "", string(c.Number))
		}
		c.SentBack = reason
		return nil
	})
}

// Complete records that a package sent back is with the provider again: the
// step under way counts anew from then.
func (o *Office) Complete(ctx context.Context, by intake.By, id uuid.UUID, at time.Time) (*intake.Case, error) {
	return o.atProvider(ctx, by, id, intake.ActComplete, "", func(_ *store.Tx, c *intake.Case) error {
		switch {
		case c.SentBack == "":
			return intake.Refuse(ProblemNotSentBack, "", string(c.Number))
		case at.Before(c.StepSince.Truncate(time.Minute)) || at.After(by.At):
			return intake.Refuse(ProblemStepTime, "at")
		}
		c.SentBack = ""
		return o.startStep(c, at)
	})
}

// atProvider is one act on a case the provider has.
func (o *Office) atProvider(ctx context.Context, by intake.By, id uuid.UUID, act intake.Act, note string, fn func(*store.Tx, *intake.Case) error) (*intake.Case, error) {
	return o.Do(ctx, by, id, act, note, func(tx *store.Tx, c *intake.Case) error {
		if !c.Arrived {
			return intake.Refuse(ProblemNotArrived, "", string(c.Number))
		}
		return fn(tx, c)
	})
}

// Return is the provider's list of what it gives back (process 5 to 6). Its
// cases point to it; marking them counts it down.
type Return struct {
	Number   uint64
	Op       uuid.UUID
	Provider string
	At       time.Time
	By       string
	Cases    uint64   // announced
	Strays   []string // codes under the scanner that belong elsewhere
}

// GiveBack records what the provider announces or hands to the courier: each
// case with its result or reasoned refusal, on one return registry.
func (o *Office) GiveBack(ctx context.Context, by intake.By, provider string, outcomes map[uuid.UUID]intake.Outcome, progress func(done, all int)) (*Return, error) {
	if err := by.May(intake.Command(intake.ActReturn)); err != nil {
		return nil, err
	}
	if by.Actor.Role.AtProvider() && by.Actor.Provider != provider {
		return nil, intake.Refuse(intake.ProblemRole, "provider", string(intake.ActReturn))
	}
	ids := make([]uuid.UUID, 0, len(outcomes))
	for id, out := range outcomes {
		if out == intake.NoOutcome {
			return nil, intake.Refuse(ProblemOutcome, "outcome")
		}
		ids = append(ids, id)
	}
	sortIDs(ids)
	var no uint64
	give := func(_ *store.Tx, c *intake.Case) error {
		switch {
		case !c.Arrived:
			return intake.Refuse(ProblemNotArrived, "", string(c.Number))
		case c.Provider != provider:
			return intake.Refuse(ProblemOtherProvider, "provider", string(c.Number), c.Provider)
		case c.Executor != "" && c.Outgoing == "": // the provider's desk has it in hand: LetOut
			return intake.Refuse(intake.ProblemDeskStep, "", string(c.Number), c.Step)
		}
		outcome := outcomes[c.ID]
		if err := c.Move(by, intake.ActReturn, outcome.String(), func(s *intake.State) {
			s.Outcome, s.Return, s.Step, s.SentBack = outcome, no, uint8(len(o.Steps(c))+1), ""
		}); err != nil {
			return err
		}
		return o.startStep(c, by.At)
	}
	if err := o.Rehearse(ctx, by, intake.ActReturn, ids, give); err != nil {
		return nil, err
	}
	ret, err := o.openReturn(ctx, by, intake.Command(intake.ActReturn), provider, len(ids))
	if err != nil {
		return nil, err
	}
	no = ret.Number
	return ret, o.Each(ctx, by, intake.ActReturn, strconv.FormatUint(no, 10), ids, progress, give)
}

// OpenReturn numbers a return registry; with nothing announced the scanner
// alone fills it.
func (o *Office) OpenReturn(ctx context.Context, by intake.By, provider string, announced int) (*Return, error) {
	return o.openReturn(ctx, by, intake.CanReturns, provider, announced)
}

func (o *Office) openReturn(ctx context.Context, by intake.By, may intake.Command, provider string, announced int) (*Return, error) {
	if err := by.May(may); err != nil {
		return nil, err
	}
	if _, ok := o.Office.Provider(provider); !ok {
		return nil, intake.Refuse(intake.ProblemProviderUnknown, "provider", provider)
	}
	op := by.Part([]byte("return"))
	_, err := o.Write(ctx, op, may, 5, func(tx *store.Tx) error {
		no, err := tx.Next("return")
		if err != nil {
			return err
		}
		tx.Note("return-open", strconv.FormatUint(no, 10))
		return Returns.Put(tx, &Return{Number: no, Op: op.Op, Provider: provider, At: by.At, By: by.Actor.Code, Cases: uint64(announced)})
	})
	if err != nil {
		return nil, err
	}
	r, err := made(ctx, o, ReturnByOp, Returns, op.Op)
	if r != nil {
		o.local(&r.At)
	}
	return r, err
}
