package intake

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/store"
)

// Handing says to whom a result goes and what was checked (process 7).
type Handing struct {
	Receipt   bool   // the receipt of process 2 was shown
	NoReceipt string // or why it could not be: lost, torn…
	Identity  string // which identity document was checked: IdentityCard…
	Agent     bool   // a representative takes it
	Authority string // by what paper; needed when Agent
}

// Identity documents checked at the issue.
const (
	IdentityCard = "identity-card"
	Passport     = "passport"
	BirthPaper   = "birth-certificate"
	DigitalCard  = "digital"
)

// Identities lists them in the order of the screens.
func Identities() []string { return []string{IdentityCard, Passport, DigitalCard, BirthPaper} }

// Check names what has not been checked yet.
func (h Handing) Check() error {
	switch {
	case !h.Receipt && blank(h.NoReceipt):
		return Refuse(ProblemReceipt, "receipt")
	case !known(h.Identity, Identities()):
		return Refuse(ProblemIdentity, "identity")
	case h.Agent && blank(h.Authority):
		return Refuse(ProblemAuthority, "authority")
	}
	return nil
}

// blank: spaces are no reason.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

func known(s string, all []string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// Note is what the history keeps of the handing over: no names.
func (h Handing) Note() string {
	s := h.Identity
	if h.Receipt {
		s += ", receipt"
	} else {
		s += ", no receipt: " + h.NoReceipt
	}
	if h.Agent {
		s += ", representative: " + h.Authority
	}
	return s
}

// Issue gives the result to the recipient or a representative (process 7,
// §8(7) of annexes 1 and 3). A request the provider did not take has no result:
// it is turned back.
func (d *Desk) Issue(ctx context.Context, by By, id uuid.UUID, h Handing) (*Case, error) {
	if err := by.May(Command(ActIssue)); err != nil {
		return nil, err
	}
	if err := h.Check(); err != nil {
		return nil, err
	}
	return d.Do(ctx, by, id, ActIssue, h.Note(), func(_ *store.Tx, c *Case) error {
		if c.Outcome == Unaccepted {
			return Refuse(ProblemNotNow, "", string(ActIssue), Ready.String(), string(c.Number))
		}
		return nil
	})
}

// Withdraw gives the papers back to the applicant who no longer wants the
// service; allowed at any time before the issue. What waits in the outbox for
// the case is dropped with it, and the provider is told where it may know of it.
func (d *Desk) Withdraw(ctx context.Context, by By, id uuid.UUID, reason string) (*Case, error) {
	if err := by.May(Command(ActWithdraw)); err != nil {
		return nil, err
	}
	if blank(reason) {
		return nil, Refuse(ProblemReason, "reason")
	}
	return d.Do(ctx, by, id, ActWithdraw, reason, func(tx *store.Tx, c *Case) error { return stopMessages(tx, by, c) })
}

// Keep is the last day an unclaimed result waits with the inspector: one
// month after it was ready, by the regulation's own term.
func (d *Desk) Keep(c *Case, ready calendar.Date) (calendar.Due, error) {
	svc, _, ok := d.Service(c)
	if !ok {
		return calendar.Due{}, Refuse(ProblemServiceUnknown, "service", c.Service)
	}
	return d.Calendar().Due(calendar.Moment{Date: ready, Whole: true}, svc.Limits.Unclaimed)
}

// Retrieve brings a result back from the archive for a person who came late;
// it takes four eyes.
func (d *Desk) Retrieve(ctx context.Context, by By, id uuid.UUID) (*Case, error) {
	return d.Do(ctx, by, id, ActRetrieve, "", func(_ *store.Tx, c *Case) error {
		due, err := d.Keep(c, d.dayOf(by.At))
		if err != nil {
			return err
		}
		c.KeepTo, c.Shelf = due.Date, ""
		return by.fourEyes()
	})
}
