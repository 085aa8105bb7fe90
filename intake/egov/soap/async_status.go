package soap

import (
	"context"
	"time"

	"github.com/beevik/etree"
)

// StatusQuery asks how far the gateway is with a message.
type StatusQuery struct {
	MessageID string // the gateway's
	Sender    Sender // zero: the endpoint's
	At        time.Time
}

// State is how far it is.
type State struct {
	State         string // OnDelivery, Delivered, NotDelivered, DeliveryStopped
	Code, Message string
	Since         time.Time // of the state
	At            time.Time // of the answer
	SessionID     string
}

// Element is the operation for the Body of an envelope.
func (q StatusQuery) Element() *etree.Element {
	op, in := operation(AsyncTypes, opStatus, "request")
	put(in, "messageId", q.MessageID)
	putMoment(in, "requestDate", q.At)
	putSender(in, q.Sender)
	return op
}

// ReadStatusQuery is the other side.
func ReadStatusQuery(env *Envelope) (StatusQuery, error) {
	in := expect(env, AsyncTypes, opStatus, "request")
	q := StatusQuery{MessageID: in.required("messageId"), At: in.moment("requestDate"), Sender: in.sender()}
	return q, in.err
}

// Element is the answer for the Body of an envelope.
func (s State) Element() *etree.Element {
	op, in := operation(AsyncTypes, opStatus+answerSuffix, "response")
	s.put(in)
	putMoment(in, "responseDate", s.At)
	putSome(in, "sessionId", s.SessionID)
	return op
}

func (s State) put(in *etree.Element) {
	put(in, "messageState", s.State)
	status := in.CreateElement("status")
	put(status, "statusCode", s.Code)
	put(status, "statusMessage", s.Message)
	putMoment(status, "statusDate", s.Since)
}

// state reads messageState and status.
func (f *fields) state() State {
	s := State{State: f.required("messageState"), SessionID: f.optional("sessionId")}
	in := f.inside("status")
	s.Code, s.Message, s.Since = in.optional("statusCode"), in.optional("statusMessage"), in.moment("statusDate")
	if f.err = first(f.err, in.err); f.err == nil && !oneOf(s.State, OnDelivery, Delivered, NotDelivered, DeliveryStopped) {
		f.err = bad("a message in no known state")
	}
	return s
}

// MessageStatus asks how far the gateway is with a message of ours.
func (e *Endpoint) MessageStatus(ctx context.Context, messageID string) (State, error) {
	q := StatusQuery{MessageID: messageID}
	e.fill(&q.Sender, &q.At)
	env, err := e.exchange(ctx, q.Element())
	if err != nil {
		return State{}, err
	}
	in := expect(env, AsyncTypes, opStatus+answerSuffix, "response")
	s := in.state()
	s.At = in.moment("responseDate")
	if in.err != nil {
		return State{}, in.err
	}
	return s, nil
}
