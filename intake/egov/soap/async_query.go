package soap

import (
	"context"
	"strconv"
	"time"

	"github.com/beevik/etree"
)

// Query asks the gateway for messages it holds for us.
type Query struct {
	ServiceID     string
	Amount        int    // at most; 0: as many as the gateway likes
	MessageID     string // only this one; empty: any
	CorrelationID string // only of this chain; empty: any
	Sender        Sender // zero: the endpoint's
	At            time.Time
}

// Messages is its answer.
type Messages struct {
	At        time.Time
	SessionID string
	List      []AsyncMessage
}

// Element is the operation for the Body of an envelope.
func (q Query) Element() *etree.Element {
	op, in := operation(AsyncTypes, opMessages, "request")
	putSome(in, "messageId", q.MessageID)
	putSome(in, "correlationId", q.CorrelationID)
	putMoment(in, "requestDate", q.At)
	put(in, "serviceId", q.ServiceID)
	if q.Sender != (Sender{}) {
		putSender(in, q.Sender)
	}
	if q.Amount > 0 {
		put(in, "amount", strconv.Itoa(q.Amount))
	}
	return op
}

// ReadQuery is the other side.
func ReadQuery(env *Envelope) (Query, error) {
	in := expect(env, AsyncTypes, opMessages, "request")
	q := Query{
		ServiceID: in.required("serviceId"), MessageID: in.optional("messageId"),
		CorrelationID: in.optional("correlationId"), At: in.moment("requestDate"),
	}
	if in.maybe("sender") != nil {
		q.Sender = in.sender()
	}
	if amount := in.optional("amount"); amount != "" && in.err == nil {
		n, err := strconv.Atoi(amount)
		if err != nil || n < 0 {
			return q, bad("amount is no number")
		}
		q.Amount = n
	}
	return q, in.err
}

// Element is the answer for the Body of an envelope.
func (m Messages) Element() (*etree.Element, error) {
	op, in := operation(AsyncTypes, opMessages+answerSuffix, "response")
	putMoment(in, "responseDate", m.At)
	put(in, "sessionId", m.SessionID)
	for _, one := range m.List {
		if err := one.put(in.CreateElement("messages")); err != nil {
			return nil, err
		}
	}
	return op, nil
}

// GetMessages fetches what was not pushed, in the gateway's order. Where one of
// several cannot be read, the others come with an error that says so: one bad
// message must not hold back the rest.
func (e *Endpoint) GetMessages(ctx context.Context, q Query) ([]AsyncMessage, error) {
	e.fill(&q.Sender, &q.At)
	env, err := e.exchange(ctx, q.Element())
	if err != nil {
		return nil, err
	}
	in := expect(env, AsyncTypes, opMessages+answerSuffix, "response")
	if in.err != nil {
		return nil, in.err
	}
	var list []AsyncMessage
	for _, el := range in.all {
		if !is(el, "", "messages") {
			continue
		}
		m, wrong := fieldsOf(el, nil).message()
		switch {
		case wrong != nil:
			err = wrong
		case m.MessageID == "":
			err = bad("a message without its number")
		case q.CorrelationID != "" && m.CorrelationID != q.CorrelationID, q.MessageID != "" && m.MessageID != q.MessageID:
			err = bad("a message that was not asked for")
		default:
			list = append(list, m)
		}
	}
	return list, err
}
