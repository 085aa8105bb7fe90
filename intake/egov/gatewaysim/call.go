package gatewaysim

import (
	"bytes"
	"crypto/x509"
	"errors"
	"net/http"

	"github.com/beevik/etree"

	"tereze/intake/egov/soap"
)

// call is one request of the office, read.
type call struct {
	operation string
	kind      string // of its service; of a message's, where it names none itself
	sender    string
	password  string

	question soap.SyncRequest
	message  soap.AsyncMessage
	query    soap.Query
	status   soap.StatusQuery
	note     soap.Notification
}

// reply is one answer, not yet in its envelope. Status 0 is 200.
type reply struct {
	body   *etree.Element
	status int
}

var errOperation = errors.New("gatewaysim: no such operation")

// read takes an envelope apart: it must be signed by the office.
func (s *Sim) read(data []byte) (*call, error) {
	office := x509.NewCertPool()
	office.AddCert(s.identity.Cert)
	e, err := soap.ReadEnvelope(bytes.NewReader(data), soap.ReadOptions{Signers: office, Clock: s.o.Clock, Limit: mostAsked})
	if err != nil {
		return nil, err
	}
	q := &call{operation: e.Operation()}
	var by soap.Sender
	switch q.operation {
	case "SendMessage":
		q.question, err = soap.ReadSyncRequest(e)
		q.kind, by = kindOf(q.question.ServiceID), q.question.Sender
	case "sendMessage":
		q.message, err = soap.ReadAsyncMessage(e)
		q.kind, by = kindOf(q.message.ServiceID), q.message.Sender
	case "getMessages":
		q.query, err = soap.ReadQuery(e)
		q.kind, by = kindOf(q.query.ServiceID), q.query.Sender
	case "getMessageStatus":
		q.status, err = soap.ReadStatusQuery(e)
		q.kind, by = s.region.kindOf(q.status.MessageID), q.status.Sender
	case "sendDeliveryNotification":
		q.note, err = soap.ReadNotification(e)
		q.kind, by = kindOf(q.note.ServiceID), q.note.Sender
	default:
		err = errOperation
	}
	q.sender, q.password = by.ID, by.Password
	return q, err
}

// fault is a refusal of the gateway's own.
func (s *Sim) fault(q *call, code, text string) reply {
	return reply{status: http.StatusInternalServerError, body: soap.Fault{
		Code: "Server", Text: text, Async: q != nil && q.operation != "SendMessage",
		Info: &soap.ErrorInfo{Code: code, Message: text, At: s.o.Clock()},
	}.Element()}
}

// session is the number of a conversation, as the gateway writes it.
func (s *Sim) session() string { return "{" + s.region.fresh() + "}" }
