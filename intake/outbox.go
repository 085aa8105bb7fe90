package intake

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/store"
)

// WhyOf writes a problem as Message.Why and Inbound.Why keep it.
func WhyOf(p *Problem) string { return strings.Join(append([]string{p.Code}, p.Args...), " ") }

// Problem is what Why says; nil: nothing.
func (m *Message) Problem() *Problem { return readWhy(m.Why) }

// Problem is what Why says; nil: nothing.
func (m *Inbound) Problem() *Problem { return readWhy(m.Why) }

func readWhy(s string) *Problem {
	words := strings.Fields(s)
	if len(words) == 0 {
		return nil
	}
	return &Problem{Code: words[0], Args: words[1:]}
}

// NewMessage makes a message of the outbox, in the transaction of the act that
// needs it: Messages.Put keeps it. The same By and kind give the same one.
func NewMessage(by By, kind MessageKind, of uuid.UUID, number string, body []byte) *Message {
	return &Message{ID: uuid.NewSHA1(by.Op, []byte("message "+kind)), Kind: kind, Case: of, Number: number,
		State: MessageWaiting, Made: by.At, Next: by.At, Body: body}
}

// MessagesIn reads a case's messages in a transaction, in the order they were
// made.
func MessagesIn(tx *store.Tx, of uuid.UUID) (all []*Message, err error) {
	hits, err := MessagesByCase.Page(tx, of[:], nil, 100, false)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		m, err := Messages.Get(tx, h.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	sortMessages(all)
	return all, nil
}

// askLater puts the questions into the outbox that a case was accepted
// without: those no register answered, and on the electronic road those nobody
// asked. Without consent nothing is ever asked.
func (d *Desk) askLater(tx *store.Tx, by By, c *Case) error {
	if !c.Consent || d.Gateway == nil && !d.Office.Egov.On() {
		return nil
	}
	for _, k := range questions(&c.Recipient, c.Agent) {
		v := c.Check.Verdict(k)
		if v.Checked() || v == Unasked && c.Road != RoadCentre {
			continue
		}
		if err := Messages.Put(tx, NewMessage(by, k, c.ID, string(c.Number), nil)); err != nil {
			return err
		}
	}
	return nil
}

// Told says whether the other side may have the message: it has it, or a try
// was made whose end nobody knows.
func (m *Message) Told() bool { return m.Attempts > 0 || m.Gateway != "" }

// Over says that nothing more happens to the message.
func (m *Message) Over() bool { return m.State == MessageAnswered || m.State == MessageDropped }

// Drop ends a message unsent, or unanswered.
func (m *Message) Drop(at time.Time, why string) { m.State, m.Why, m.Done = MessageDropped, why, at }

// stopMessages drops what waits for a case that is withdrawn, and tells the
// provider where it may have the request.
func stopMessages(tx *store.Tx, by By, c *Case) error {
	all, err := MessagesIn(tx, c.ID)
	if err != nil {
		return err
	}
	told := false
	for _, m := range all {
		told = told || m.Kind == MessageRequest && m.Told()
		if m.State == MessageWaiting || m.State == MessageDoubtful {
			m.Drop(by.At, ProblemWithdrawn)
			if err := Messages.Put(tx, m); err != nil {
				return err
			}
		}
	}
	if !told {
		return nil
	}
	body := payload.Withdrawal{Number: string(c.Number), Service: c.Service, Provider: c.Provider, At: by.At}.Write()
	return Messages.Put(tx, NewMessage(by, MessageWithdrawal, c.ID, string(c.Number), body))
}

// Sent settles a message after a try: what became of it, by the error of the
// gateway. answered says that nothing more is awaited after a success.
func (m *Message) Sent(err error, gatewayID string, at time.Time, answered bool) {
	m.Trying = false
	if gatewayID != "" {
		m.Gateway = gatewayID
	}
	if m.Over() { // withdrawn, dropped or answered meanwhile
		return
	}
	var no *egov.Refusal
	var unknown *egov.UnknownCode
	switch {
	case err == nil && answered:
		m.State, m.Why, m.Done = MessageAnswered, "", at
	case err == nil:
		m.State, m.Why = MessageSent, ""
	case errors.As(err, &no):
		m.State, m.Code, m.Why, m.Raw = MessageDoubtful, no.Code, WhyOf(Refuse(ProblemGatewayRefused, "", no.Code)), keptRaw([]byte(no.Text))
	case errors.As(err, &unknown):
		m.State, m.Code, m.Why, m.Raw = MessageDoubtful, unknown.Code, WhyOf(Refuse(ProblemCodeUnknown, "", unknown.Code)), keptRaw(unknown.Raw)
	case errors.Is(err, egov.ErrOff) && m.Question():
		m.Drop(at, ProblemNoGateway)
	case errors.Is(err, egov.ErrOff):
		m.Why = ProblemNoGateway
	case errors.Is(err, egov.ErrAnswer):
		m.Why = ProblemAnswer
	default:
		m.Why = ProblemUnreachable
	}
}

// Question says that the message asks a register, and not АРМ РШЭП.
func (m *Message) Question() bool {
	return m.Kind == MessagePerson || m.Kind == MessageAgent || m.Kind == MessagePower
}

// keptRaw cuts what came to what is kept of it.
func keptRaw(b []byte) []byte { return b[:min(len(b), RawKept)] }

// OutboxQuery chooses messages. State 0 is all that is not over: those in
// doubt first, then what waits, then what is unanswered.
type OutboxQuery struct {
	State MessageState
	After []byte // where the page before ended
	Limit int
}

// Outbox reads a page of messages; next is After of the page that follows, nil
// at the end.
func (d *Desk) Outbox(ctx context.Context, q OutboxQuery) (some []Message, next []byte, err error) {
	states := []MessageState{MessageDoubtful, MessageWaiting, MessageSent}
	if q.State != 0 {
		states = []MessageState{q.State}
	}
	err = d.View(ctx, func(tx *store.Tx) error {
		some, next = nil, nil
		after, skip := q.After, len(q.After) > 0
		for _, s := range states {
			if skip && after[0] != byte(s) {
				continue
			}
			skip = false
			hits, err := MessagesByState.Page(tx, []byte{byte(s)}, after, q.Limit-len(some), false)
			if after = nil; err != nil {
				return err
			}
			for _, h := range hits {
				m, err := Messages.Get(tx, h.ID)
				if err != nil {
					return err
				}
				some, next = append(some, *d.messageHere(m)), h.Cursor
			}
			if len(some) == q.Limit {
				return nil
			}
		}
		next = nil
		return nil
	})
	return some, next, err
}

// OutboxCounts counts the messages by their state, and what came and is not
// carried out.
func (d *Desk) OutboxCounts(ctx context.Context) (n map[MessageState]int64, open int64, err error) {
	err = d.View(ctx, func(tx *store.Tx) (err error) {
		n = make(map[MessageState]int64)
		for s := MessageWaiting; s <= MessageDropped; s++ {
			if n[s], err = MessagesByState.Tally(tx, []byte{byte(s)}); err != nil {
				return err
			}
		}
		open, err = InboundsBy.Tally(tx, []byte("open"))
		return err
	})
	return n, open, err
}

// MessagesOf reads a case's messages, oldest first.
func (d *Desk) MessagesOf(ctx context.Context, of uuid.UUID) (all []*Message, err error) {
	if _, err := d.Case(ctx, of); err != nil { // whoever may see the case
		return nil, err
	}
	err = d.view(ctx, func(tx *store.Tx) error {
		all, err = MessagesIn(tx, of)
		return err
	})
	for _, m := range all {
		d.messageHere(m)
	}
	return all, err
}
