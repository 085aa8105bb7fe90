package courier

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/egov/sign"
	"tereze/store"
)

// Executors lists whom a provider's head may name, by code.
func (o *Office) Executors(ctx context.Context, provider string) (some []intake.Actor, err error) {
	if err := o.Allows(intake.CanSee); err != nil {
		return nil, err
	}
	err = o.Ledger.View(ctx, func(tx *store.Tx) error {
		some = nil
		for a, err := range intake.Actors.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if a.Provider != provider || a.Role != intake.ProviderExecutor {
				continue
			}
			if out, err := leftOut(tx, a.Code); err != nil {
				return err
			} else if !out {
				some = append(some, *a)
			}
		}
		return nil
	})
	return some, err
}

// leftOut says that a worker's account is shut.
func leftOut(tx *store.Tx, code string) (bool, error) {
	acc, err := account.Accounts.Get(tx, []byte(code))
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil && acc.Disabled, err
}

// Assign names the executor (§5(2)). While the executor works the head may
// name another one: the step's limit runs on.
func (o *Office) Assign(ctx context.Context, by intake.By, id uuid.UUID, executor string) (*intake.Case, error) {
	executor = account.Fold(executor)
	_, err := o.Write(ctx, by, intake.Command(intake.ActAssign), intake.ActAssign.Process(), func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error {
			duty := DeskHead
			if o.Duty(c) == DeskExecutor {
				duty = DeskExecutor
			}
			if err := o.owed(c, duty); err != nil {
				return err
			}
			who, err := intake.Actors.Get(tx, []byte(executor))
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err != nil || who.Role != intake.ProviderExecutor || who.Provider != c.Provider {
				return intake.Refuse(intake.ProblemExecutor, "executor", executor)
			}
			if out, err := leftOut(tx, executor); err != nil {
				return err
			} else if out {
				return intake.Refuse(intake.ProblemExecutor, "executor", executor)
			}
			if err := c.Move(by, intake.ActAssign, executor, func(s *intake.State) { s.Executor = executor }); err != nil {
				return err
			}
			if duty == DeskExecutor {
				return nil
			}
			return o.nextStep(by, c)
		})
		if err == nil {
			tx.Note(string(intake.ActAssign), string(c.Number), executor)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.Done(ctx, by, id)
}

// Redo gives what was prepared back to the executor, with the head's reason;
// the executor's step counts anew.
func (o *Office) Redo(ctx context.Context, by intake.By, id uuid.UUID, reason string) (*intake.Case, error) {
	reason = strings.TrimSpace(reason)
	return o.atDesk(ctx, by, id, intake.ActRedo, DeskSign, reason, nil, func(_ *store.Tx, c *intake.Case) error {
		switch {
		case reason == "":
			return intake.Refuse(intake.ProblemReason, "reason")
		case c.Executor == "": // stamped by telephone: nobody is named
			return intake.Refuse(intake.ProblemExecutor, "executor")
		}
		c.Prepared, c.Step = intake.NoOutcome, c.Step-1
		return o.startStep(c, by.At)
	})
}

// Decide is the head's decision on what was prepared (§5(4)). Where the result
// is electronic, cms is the head's detached signature over its file: verified
// here, and kept with the file. An office that can verify nothing keeps it
// marked so. A result on paper is signed by hand.
//
// Problems: ProblemNotSigned, ProblemSignature with a fault of package sign.
func (o *Office) Decide(ctx context.Context, by intake.By, id uuid.UUID, cms []byte) (*intake.Case, error) {
	if err := by.May(intake.Command(intake.ActDecide)); err != nil {
		return nil, err
	}
	c, err := o.For(by.Actor).Case(ctx, id)
	if err != nil {
		return nil, err
	}
	var result [32]byte
	var kept *intake.File
	if o.ElectronicResult(c) && !o.again(ctx, by) {
		if err := o.owed(c, DeskSign); err != nil {
			return nil, err
		}
		if result, kept, err = o.headSigned(ctx, by, c, cms); err != nil {
			return nil, err
		}
	}
	return o.atDesk(ctx, by, id, intake.ActDecide, DeskSign, c.Prepared.String(), nil, func(_ *store.Tx, c *intake.Case) error {
		if c.Prepared == intake.NoOutcome {
			return intake.Refuse(ProblemOutcome, "outcome")
		}
		if o.ElectronicResult(c) {
			f, ok := c.File(intake.FileResult)
			if !ok || f.Hash != result {
				return intake.Refuse(intake.ProblemChanged, "") // another file than the one that was signed
			}
		}
		c.Decided = true
		replace(c, kept, intake.FileSigned)
		return o.nextStep(by, c)
	})
}

// headPurposes are the extended key usages wanted of who signs for a provider:
// to sign, and for an organisation.
var headPurposes = []string{"1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2"}

// headSigned verifies the head's signature over a case's result, and keeps it.
func (o *Office) headSigned(ctx context.Context, by intake.By, c *intake.Case, cms []byte) (result [32]byte, kept *intake.File, err error) {
	f, ok := c.File(intake.FileResult)
	switch {
	case !ok:
		return result, nil, intake.Refuse(intake.ProblemResultFile, "file", string(c.Number))
	case len(cms) == 0 && (o.Verifier != nil || c.Road == intake.RoadPortal):
		return result, nil, intake.Refuse(intake.ProblemNotSigned, "signature")
	case len(cms) == 0:
		return f.Hash, nil, nil
	}
	if o.Verifier != nil {
		content, err := o.content(ctx, f)
		if err != nil {
			return result, nil, err
		}
		v, err := o.Verifier.Verify(ctx, cms, content, sign.Want{Purpose: headPurposes, At: by.At})
		switch {
		case err != nil:
			return result, nil, err
		case !v.Good():
			return result, nil, intake.Refuse(intake.ProblemSignature, "signature", string(v.Fault))
		}
	}
	if kept, err = o.keepFile(ctx, by, intake.FileSigned, "cms", cms); err == nil {
		kept.Unverified = o.Verifier == nil
	}
	return f.Hash, kept, err
}
