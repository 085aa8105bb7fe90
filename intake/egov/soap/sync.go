package soap

import (
	"context"
	"encoding/xml"
	"errors"
	"time"

	"github.com/beevik/etree"
)

// SyncRequest is a question of the synchronous channel.
type SyncRequest struct {
	MessageID     string // ours, the same at each try
	CorrelationID string // optional
	ServiceID     string // by the gateway's register
	Sender        Sender // zero: the endpoint's
	SessionID     string // the gateway fills it
	At            time.Time
	Data          []byte   // XML inside <data>, or its text; nil: no <data>
	AsText        bool     // Data is sent as a string
	DataType      xml.Name // xsi:type of <data>; zero: none
}

// SyncAnswer is its answer. The code is the receiving system's own; what it
// means is another's table.
type SyncAnswer struct {
	MessageID     string // theirs
	CorrelationID string // empty, or the question's MessageID
	SessionID     string
	At            time.Time
	Code, Message string
	Data          []byte // the XML inside <data> standing alone, or its text
	AsText        bool   // Data was a string
	DataType      xml.Name
	Raw           []byte // the whole envelope
}

// Element is the operation for the Body of an envelope.
func (q SyncRequest) Element() (*etree.Element, error) {
	if q.MessageID == "" || q.ServiceID == "" || q.Sender.ID == "" {
		return nil, errors.New("soap: a question needs its number, service and sender")
	}
	op, request := operation(SyncTypes, opSync, "request")
	info := request.CreateElement("requestInfo")
	put(info, "messageId", q.MessageID)
	putSome(info, "correlationId", q.CorrelationID)
	put(info, "serviceId", q.ServiceID)
	putMoment(info, "messageDate", q.At)
	putSender(info, q.Sender)
	putSome(info, "sessionId", q.SessionID)
	return op, putData(request.CreateElement("requestData"), q.Data, q.AsText, q.DataType)
}

// ReadSyncRequest is the other side: it takes a question out of an envelope.
func ReadSyncRequest(env *Envelope) (SyncRequest, error) {
	request := expect(env, SyncTypes, opSync, "request")
	info := request.inside("requestInfo")
	q := SyncRequest{
		MessageID: info.required("messageId"), CorrelationID: info.optional("correlationId"),
		ServiceID: info.required("serviceId"), SessionID: info.optional("sessionId"),
		At: info.moment("messageDate"), Sender: info.sender(),
	}
	data := request.inside("requestData")
	q.Data, q.AsText, q.DataType = data.data()
	return q, first(info.err, data.err)
}

// Element is the answer for the Body of an envelope.
func (a SyncAnswer) Element() (*etree.Element, error) {
	op, response := operation(SyncTypes, opSync+answerSuffix, "response")
	info := response.CreateElement("responseInfo")
	put(info, "messageId", a.MessageID)
	putSome(info, "correlationId", a.CorrelationID)
	putMoment(info, "responseDate", a.At)
	status := info.CreateElement("status")
	put(status, "code", a.Code)
	put(status, "message", a.Message)
	putSome(info, "sessionId", a.SessionID)
	return op, putData(response.CreateElement("responseData"), a.Data, a.AsText, a.DataType)
}

func readSyncAnswer(env *Envelope) (SyncAnswer, error) {
	response := expect(env, SyncTypes, opSync+answerSuffix, "response")
	info := response.inside("responseInfo")
	status := info.inside("status")
	a := SyncAnswer{
		MessageID: info.required("messageId"), CorrelationID: info.optional("correlationId"),
		SessionID: info.optional("sessionId"), At: info.moment("responseDate"),
		Code: status.required("code"), Message: status.optional("message"), Raw: env.Raw,
	}
	if response.err == nil && response.maybe("responseData") == nil {
		return a, first(info.err, status.err, response.err)
	}
	data := response.inside("responseData")
	a.Data, a.AsText, a.DataType = data.data()
	return a, first(info.err, status.err, data.err)
}

// SyncSend asks and waits for the answer. An answer that names another message
// than ours is not believed; one that names none is taken on TLS's word.
func (e *Endpoint) SyncSend(ctx context.Context, q SyncRequest) (SyncAnswer, error) {
	e.fill(&q.Sender, &q.At)
	content, err := q.Element()
	if err != nil {
		return SyncAnswer{}, err
	}
	env, err := e.exchange(ctx, content)
	if err != nil {
		return SyncAnswer{}, err
	}
	a, err := readSyncAnswer(env)
	if err != nil {
		return SyncAnswer{}, err
	}
	if a.CorrelationID != "" && a.CorrelationID != q.MessageID {
		return SyncAnswer{}, bad("the answer is of another message")
	}
	return a, nil
}

func putSender(el *etree.Element, s Sender) {
	in := el.CreateElement("sender")
	put(in, "senderId", s.ID)
	putSome(in, "password", s.Password)
}

func (f *fields) sender() Sender {
	in := f.inside("sender")
	s := Sender{ID: in.required("senderId"), Password: in.optional("password")}
	if f.err == nil {
		f.err = in.err
	}
	return s
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
