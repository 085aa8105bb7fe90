package intake

import (
	"context"
	"time"

	"github.com/google/uuid"

	"tereze/intake/egov"
	"tereze/store"
)

// AskWithin is how long one question to the gateway may take.
const AskWithin = 20 * time.Second

// Asked is what the state's systems answered about an application: process 3
// and condition 1 of the State Corporation's road.
type Asked struct {
	Check       RegisterCheck     // goes into Application.Check as it is
	Person      *egov.Person      // nil: nobody found, or not asked
	Agent       *egov.Person      // the same, of the representative
	Power       *egov.PowerAnswer // the same, of the notarised power of attorney
	Differences []Difference
}

// Difference is one thing typed otherwise than the register has it. Field is
// named as in Problem.Field, "agent." before the representative's.
type Difference struct{ Field, Typed, Register string }

// Answer is what a register said to one question; the pointers that are not
// the kind's own are nil.
type Answer struct {
	Kind   MessageKind
	Person *egov.PersonAnswer
	Power  *egov.PowerAnswer
}

// questions are what the registers can be asked of these people: the recipient
// and the representative in ГБД ФЛ, and in ЕНИС the power of attorney when it
// is notarised, never otherwise (seed 001, externat and duplicates §10(2)).
func questions(r *Person, g *Representative) (all []MessageKind) {
	if r.IIN != "" {
		all = append(all, MessagePerson)
	}
	if g != nil && g.Person.IIN != "" {
		all = append(all, MessageAgent)
	}
	if g != nil && g.Kind == ProxyNotary && g.DeedNumber != "" {
		all = append(all, MessagePower)
	}
	return all
}

// AskRegisters asks the state's systems about an application. The consent is
// in the journal before anything is asked (seed 001, externat and duplicates
// §9). A register that does not answer is a verdict, Unreachable: nobody is
// turned away for it, paper is taken and the case is checked later by itself.
//
// Problems: ProblemRole, ProblemConsent, ProblemNoGateway, ProblemIIN.
func (d *Desk) AskRegisters(ctx context.Context, by By, a Application) (Asked, error) {
	var out Asked
	if err := by.May(CanAsk); err != nil {
		return out, err
	}
	switch {
	case !a.Consent:
		return out, Refuse(ProblemConsent, "consent")
	case d.Gateway == nil:
		return out, Refuse(ProblemNoGateway, "")
	}
	if p := cleanPeople(&a, by.At); p != nil {
		return out, p
	}
	kinds := questions(&a.Recipient, a.Agent)
	var words []string
	for _, k := range kinds {
		words = append(words, string(k))
	}
	if err := d.noteAsked(ctx, by.Part([]byte("try")), "egov-try", a.ID, append(words, "consent")); err != nil {
		return out, err
	}
	answers, errs := make([]Answer, len(kinds)), make([]error, len(kinds))
	done := make(chan int)
	for i, k := range kinds {
		go func() {
			defer func() {
				if recover() != nil {
					errs[i] = egov.ErrUnreachable
				}
				done <- i
			}()
			answers[i], errs[i] = d.Question(ctx, k, uuid.NewSHA1(by.Op, []byte(k)), &a.Recipient, a.Agent)
		}()
	}
	for range kinds {
		<-done
	}
	if err := ctx.Err(); err != nil {
		return out, err
	}
	out.Check.Of = checkedOf(&a.Recipient, a.Agent)
	words = nil
	for i, k := range kinds {
		if errs[i] != nil {
			out.Check.unanswered(k, by.At, errs[i])
		} else {
			out.take(answers[i], &a, by.At)
		}
		words = append(words, string(k), out.Check.Verdict(k).String())
	}
	return out, d.noteAsked(ctx, by.Part([]byte("answer")), "egov-answer", a.ID, words)
}

// cleanPeople writes numbers and names as Check would, on a copy, and refuses
// a number that cannot be one.
func cleanPeople(a *Application, today time.Time) *Problem {
	problems, _ := checkPerson(&a.Recipient, "", today)
	if a.Agent != nil {
		g := *a.Agent
		a.Agent = &g
		more, _ := checkPerson(&g.Person, "agent.", today)
		problems = append(problems, more...)
	}
	for _, p := range problems {
		if p.Code == ProblemIIN {
			return p
		}
	}
	return nil
}

func (d *Desk) noteAsked(ctx context.Context, by By, act string, application uuid.UUID, words []string) error {
	_, err := d.Write(ctx, by, CanAsk, 3, func(tx *store.Tx) error {
		tx.Note(act, application.String(), words...)
		return nil
	})
	return err
}

// Question asks one register under a message's own number. Errors are those
// of package egov.
func (d *Desk) Question(ctx context.Context, k MessageKind, id uuid.UUID, r *Person, g *Representative) (a Answer, err error) {
	a.Kind = k
	if d.Gateway == nil {
		return a, egov.ErrOff
	}
	ctx, cancel := context.WithTimeout(ctx, AskWithin)
	defer cancel()
	switch {
	case k == MessagePower && g != nil:
		q := egov.PowerQuestion{Number: g.DeedNumber, Principal: r.IIN, Trustee: g.Person.IIN}
		if !g.DeedDate.IsZero() {
			q.Date = g.DeedDate.In(time.UTC)
		}
		p, err := d.Gateway.Power(ctx, id, q)
		a.Power = &p
		return a, err
	case k == MessageAgent && g != nil:
		r = &g.Person
	case k != MessagePerson:
		return a, egov.ErrOff
	}
	p, err := d.Gateway.Person(ctx, id, r.IIN)
	a.Person = &p
	return a, err
}

// take holds an answer against what was typed.
func (out *Asked) take(ans Answer, a *Application, at time.Time) {
	out.Differences = append(out.Differences, out.Check.Learn(ans, &a.Recipient, a.Agent, at)...)
	switch {
	case ans.Kind == MessagePower && ans.Power.Found:
		out.Power = ans.Power
	case ans.Kind == MessagePerson && ans.Person.Found:
		out.Person = &ans.Person.Person
	case ans.Kind == MessageAgent && ans.Person.Found:
		out.Agent = &ans.Person.Person
	}
}
