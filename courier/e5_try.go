package courier

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/egov"
	"tereze/store"
)

// A message goes in three steps: it is claimed on the disk, given to the
// gateway, and what became of it is settled on the disk. A crash between any
// two leaves it claimed and waiting: it is tried again under the same number,
// by which the other side counts it once.

// pauses are how long a message waits after its first, second… try; after the
// last one always so long.
var pauses = []time.Duration{10 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute,
	15 * time.Minute, 30 * time.Minute, time.Hour}

// pause is the wait after a message's n-th try, up to a fifth longer or
// shorter by its number, so that what failed together is not tried together.
func pause(id uuid.UUID, n int) time.Duration {
	h := fnv.New32a()
	h.Write(id[:])
	h.Write([]byte{byte(n)})
	return pauses[min(max(n, 1), len(pauses))-1] * time.Duration(800+h.Sum32()%401) / 1000
}

// errBroke says that a pass ended in a panic; what it had claimed is tried again.
var errBroke = errors.New("post: broke off")

// one claims, sends and settles a message. goOn: the case's next message may
// go; err is of the store.
func (p *Post) one(ctx context.Context, was *intake.Message) (done Passed, goOn bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errBroke, r)
		}
	}()
	n := wireOf(was)
	if p.rests(n, p.Office.Now()) || ctx.Err() != nil {
		return done, true, nil
	}
	m, c, err := p.claim(ctx, was.ID)
	if m == nil || err != nil {
		return done, true, err
	}
	done.Tried = 1
	answer, gatewayID, sent := p.send(ctx, m, c)
	p.heard(n, !egov.Again(sent), p.Office.Now())
	if sent != nil && p.Log != nil {
		p.Log.LogAttrs(ctx, slog.LevelWarn, "egov", slog.String("kind", string(m.Kind)), slog.String("number", m.Number), slog.String("trouble", sent.Error()))
	}
	// What is known now is kept even when the program is being stopped.
	m, err = p.settle(context.WithoutCancel(ctx), m, answer, gatewayID, sent)
	if err != nil {
		return done, false, err
	}
	switch m.State {
	case intake.MessageSent:
		done.Sent = 1
	case intake.MessageAnswered:
		done.Answered = 1
	case intake.MessageDoubtful:
		done.Doubtful = 1
	}
	return done, sent == nil, nil
}

// claim says on the disk that a try begins. It reads the case again: what is
// withdrawn is not sent any more. nil: there is nothing to send now.
func (p *Post) claim(ctx context.Context, id uuid.UUID) (m *intake.Message, c *intake.Case, err error) {
	o := p.Office
	by := o.By(intake.Itself(intake.Sector))
	claimed := false
	_, err = o.Write(ctx, by, intake.CanOutbox, 5, func(tx *store.Tx) error {
		claimed, c = false, nil
		if m, err = intake.Messages.Get(tx, id[:]); err != nil {
			return err
		}
		if m.State != intake.MessageWaiting || m.Next.After(by.At) {
			return nil
		}
		if m.Case != uuid.Nil {
			if c, err = intake.Cases.Get(tx, m.Case[:]); err != nil {
				return err
			}
			if why := moot(m, c); why != "" {
				m.Drop(by.At, why)
				tx.Note("egov-drop", m.Number, string(m.Kind))
				return intake.Messages.Put(tx, m)
			}
			before, err := ahead(tx, m)
			if err != nil {
				return err
			}
			if before != nil { // after what was made before it
				if m.Next = before.Next; !m.Next.After(by.At) {
					m.Next = by.At.Add(pauses[0])
				}
				return intake.Messages.Put(tx, m)
			}
		}
		claimed = true
		m.Attempts++
		m.Trying, m.Tried, m.Next = true, by.At, by.At.Add(pause(m.ID, m.Attempts))
		tx.Note("egov-try", m.Number, string(m.Kind), fmt.Sprint(m.Attempts))
		return intake.Messages.Put(tx, m)
	})
	if err != nil || !claimed {
		return nil, nil, err
	}
	return m, c, nil
}

// moot says why a message of a case is not to be sent any more.
func moot(m *intake.Message, c *intake.Case) string {
	over := c.Stage == intake.Withdrawn || c.Stage == intake.Annulled
	switch {
	case m.Question():
		_, open := intake.ActCheck.Allows(c.Stage)
		switch {
		case over && c.Stage == intake.Withdrawn:
			return intake.ProblemWithdrawn
		case !open || c.Erased():
			return intake.ProblemOver
		case !c.Consent: // it is asked for before any question
			return intake.ProblemConsent
		}
	case m.Kind == intake.MessageWithdrawal:
	case over:
		return intake.ProblemWithdrawn
	}
	return ""
}

// ahead is a message of the same case that must reach АРМ РШЭП first.
func ahead(tx *store.Tx, m *intake.Message) (*intake.Message, error) {
	if m.Question() {
		return nil, nil
	}
	all, err := intake.MessagesIn(tx, m.Case)
	for _, x := range all {
		if x.ID == m.ID {
			break
		}
		if x.State == intake.MessageWaiting && !x.Question() {
			return x, nil
		}
	}
	return nil, err
}

// send is the one step outside the store.
func (p *Post) send(ctx context.Context, m *intake.Message, c *intake.Case) (a intake.Answer, gatewayID string, err error) {
	defer func() {
		if r := recover(); r != nil { // whatever it was, the message is still ours
			err = fmt.Errorf("%w: the gateway's code broke off", egov.ErrUnreachable)
		}
	}()
	if m.Question() {
		a, err = p.Office.Question(ctx, m.Kind, m.ID, &c.Recipient, c.Agent)
	} else {
		ctx, cancel := context.WithTimeout(ctx, intake.AskWithin)
		defer cancel()
		gatewayID, err = p.Office.Gateway.Send(ctx, egov.Request{Kind: egov.RequestKind(m.Kind), Number: m.Number,
			MessageID: m.ID.String(), Answer: m.Answers, At: m.Made, Body: m.Body})
	}
	var no *egov.Refusal
	var unknown *egov.UnknownCode
	if err != nil && !egov.Again(err) && !errors.As(err, &no) && !errors.As(err, &unknown) && !errors.Is(err, egov.ErrOff) {
		err = fmt.Errorf("%w: %v", egov.ErrUnreachable, err) // a deadline, a stop, a fault nobody thought of
	}
	return a, gatewayID, err
}

// settle says on the disk what became of a try. The answer of a register goes
// into the case; nothing typed is changed by it.
func (p *Post) settle(ctx context.Context, was *intake.Message, a intake.Answer, gatewayID string, sent error) (m *intake.Message, err error) {
	o := p.Office
	by := o.By(intake.Itself(intake.Sector))
	_, err = o.Write(ctx, by, intake.CanOutbox, 5, func(tx *store.Tx) error {
		if m, err = intake.Messages.Get(tx, was.ID[:]); err != nil {
			return err
		}
		open := !m.Over()
		m.Sent(sent, gatewayID, by.At, m.Kind != intake.MessageRequest)
		verdict := m.Why
		if open && sent == nil && m.Question() {
			if verdict, err = o.learn(tx, by, m, a); err != nil {
				return err
			}
		}
		tx.Note("egov-answer", m.Number, string(m.Kind), m.State.String(), verdict)
		return intake.Messages.Put(tx, m)
	})
	return m, err
}

// learn holds a register's late answer against the case.
func (o *Office) learn(tx *store.Tx, by intake.By, m *intake.Message, a intake.Answer) (string, error) {
	c, err := intake.Cases.Get(tx, m.Case[:])
	if err != nil {
		return "", err
	}
	check := c.Check
	check.Learn(a, &c.Recipient, c.Agent, by.At)
	verdict := check.Verdict(m.Kind).String()
	if err := c.Move(by, intake.ActCheck, string(m.Kind)+" "+verdict, nil); err != nil {
		return verdict, nil // over meanwhile: it is of no use to anybody
	}
	c.Check = check
	return verdict, intake.Cases.Put(tx, c)
}
