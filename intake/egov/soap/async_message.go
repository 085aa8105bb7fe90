package soap

import (
	"context"
	"encoding/xml"
	"errors"
	"time"

	"github.com/beevik/etree"
)

// AsyncMessage is a message of the asynchronous channel, on its way to us or
// from us.
type AsyncMessage struct {
	MessageID           string // the gateway's; empty when we send
	CorrelationID       string // of the chain; empty in a REQUEST, wanted otherwise
	ServiceID           string
	Type                string // TypeRequest…
	SenderCorrelationID string // the sender's own number of the matter: tells doubles apart
	SessionID           string // the gateway fills it
	Sender              Sender // zero: the endpoint's
	At                  time.Time
	Data                []byte // as in SyncRequest
	AsText              bool
	DataType            xml.Name
	Raw                 []byte // the message alone, as it came
}

// AsyncReceipt says that the gateway has a message, and its numbers for it.
type AsyncReceipt struct {
	MessageID, CorrelationID string
	SessionID                string
	At                       time.Time
}

func (m AsyncMessage) put(in *etree.Element) error {
	if m.ServiceID == "" || !oneOf(m.Type, TypeRequest, TypeNotification, TypeUpdate, TypeResponse) {
		return errors.New("soap: a message needs its service and its type")
	}
	if m.Type != TypeRequest && m.CorrelationID == "" {
		return errors.New("soap: only a request begins a chain; this message needs its correlation")
	}
	info := in.CreateElement("messageInfo")
	put(info, "messageId", m.MessageID)
	put(info, "correlationId", m.CorrelationID)
	put(info, "serviceId", m.ServiceID)
	put(info, "messageType", m.Type)
	putMoment(info, "messageDate", m.At)
	putSome(info, "SenderCorrelationId", m.SenderCorrelationID)
	putSender(info, m.Sender)
	putSome(info, "sessionId", m.SessionID)
	return putData(in.CreateElement("messageData"), m.Data, m.AsText, m.DataType)
}

// Element is the operation sendMessage for the Body of an envelope.
func (m AsyncMessage) Element() (*etree.Element, error) {
	op, request := operation(AsyncTypes, opSend, "request")
	return op, m.put(request)
}

// ReadAsyncMessage takes a message out of an envelope: the gateway's push to us
// or, on the other side, ours to the gateway.
func ReadAsyncMessage(env *Envelope) (AsyncMessage, error) {
	return expect(env, AsyncTypes, opSend, "request").message()
}

func (f *fields) message() (AsyncMessage, error) {
	info, data := f.inside("messageInfo"), f.inside("messageData")
	m := AsyncMessage{
		MessageID: info.optional("messageId"), CorrelationID: info.optional("correlationId"),
		ServiceID: info.required("serviceId"), Type: info.required("messageType"),
		SenderCorrelationID: info.optional("SenderCorrelationId"), SessionID: info.optional("sessionId"),
		At: info.moment("messageDate"), Sender: info.sender(),
	}
	m.Data, m.AsText, m.DataType = data.data()
	if err := first(f.err, info.err, data.err); err != nil {
		return m, err
	}
	if !oneOf(m.Type, TypeRequest, TypeNotification, TypeUpdate, TypeResponse) {
		return m, bad("a message of no known type")
	}
	m.Raw = cutOut(f.el)
	return m, nil
}

// Element is the answer to sendMessage for the Body of an envelope.
func (r AsyncReceipt) Element() *etree.Element {
	op, in := operation(AsyncTypes, opSend+answerSuffix, "response")
	put(in, "messageId", r.MessageID)
	put(in, "correlationId", r.CorrelationID)
	putMoment(in, "responseDate", r.At)
	putSome(in, "sessionId", r.SessionID)
	return op
}

func readAsyncReceipt(env *Envelope) (AsyncReceipt, error) {
	in := expect(env, AsyncTypes, opSend+answerSuffix, "response")
	r := AsyncReceipt{
		MessageID: in.required("messageId"), CorrelationID: in.optional("correlationId"),
		At: in.moment("responseDate"), SessionID: in.optional("sessionId"),
	}
	return r, in.err
}

// AsyncSend hands a message to the gateway. A receipt for another chain than
// the one we wrote into is not believed.
func (e *Endpoint) AsyncSend(ctx context.Context, m AsyncMessage) (AsyncReceipt, error) {
	if m.MessageID != "" {
		return AsyncReceipt{}, errors.New("soap: the gateway numbers messages, not we")
	}
	return e.send(ctx, m)
}

// Push is the other side: the gateway hands us a message it has numbered. The
// endpoint is the office's callback.
func (e *Endpoint) Push(ctx context.Context, m AsyncMessage) (AsyncReceipt, error) {
	if m.MessageID == "" {
		return AsyncReceipt{}, errors.New("soap: a pushed message needs its number")
	}
	r, err := e.send(ctx, m)
	if err == nil && r.MessageID != m.MessageID {
		return AsyncReceipt{}, bad("the receipt is of another message")
	}
	return r, err
}

func (e *Endpoint) send(ctx context.Context, m AsyncMessage) (AsyncReceipt, error) {
	e.fill(&m.Sender, &m.At)
	content, err := m.Element()
	if err != nil {
		return AsyncReceipt{}, err
	}
	env, err := e.exchange(ctx, content)
	if err != nil {
		return AsyncReceipt{}, err
	}
	r, err := readAsyncReceipt(env)
	if err != nil {
		return AsyncReceipt{}, err
	}
	if m.CorrelationID != "" && r.CorrelationID != "" && r.CorrelationID != m.CorrelationID {
		return AsyncReceipt{}, bad("the receipt is of another chain")
	}
	return r, nil
}

func oneOf(s string, all ...string) bool {
	for _, one := range all {
		if s == one {
			return true
		}
	}
	return false
}
