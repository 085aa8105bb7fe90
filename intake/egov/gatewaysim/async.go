package gatewaysim

import (
	"slices"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// async answers one operation of the asynchronous channel.
func (s *Sim) async(q *call, f Fault) reply {
	switch q.operation {
	case "sendMessage":
		return s.receive(q, f)
	case "getMessages":
		return s.messages(q, f)
	case "getMessageStatus":
		return s.status(q, f)
	case "sendDeliveryNotification":
		return s.delivered(q, f)
	}
	return s.fault(q, "VAL-R-004", "no such operation here")
}

// receive takes a message of the office for АРМ РШЭП or the portal.
func (s *Sim) receive(q *call, f Fault) reply {
	m := q.message
	if f == UnknownCode {
		return s.fault(q, CodeUnknown, "Белгісіз жауап")
	}
	if m.SenderCorrelationID == "" || !readable(q.kind, m.SenderCorrelationID, m.Data) {
		return s.fault(q, "VAL-R-004", "the message cannot be read")
	}
	out := soap.AsyncReceipt{SessionID: s.session(), At: s.o.Clock()}
	if f == StatusRefused {
		out.MessageID = s.region.refuse(m.SenderCorrelationID)
	} else {
		times := 1
		if f == Double {
			times = 2
		}
		out.MessageID = s.region.receive(Request{
			Kind: egov.RequestKind(q.kind), Number: m.SenderCorrelationID, Answers: m.CorrelationID, Body: slices.Clone(m.Data),
		}, times, f == OutOfOrder)
	}
	// A first message begins a conversation of its own number.
	out.CorrelationID = out.MessageID
	if m.CorrelationID != "" {
		out.CorrelationID = m.CorrelationID
	}
	if f == WrongCorrelation {
		out.CorrelationID = s.region.fresh()
	}
	return reply{body: out.Element()}
}

// readable says whether a message is what its service is for, and of the
// number it was sent under.
func readable(kind, number string, data []byte) bool {
	switch egov.RequestKind(kind) {
	case egov.KindRequest:
		a, err := payload.ReadApplication(data)
		return err == nil && a.Number == number
	case egov.KindWithdrawal:
		a, err := payload.ReadWithdrawal(data)
		return err == nil && a.Number == number
	case egov.KindResult, egov.KindRefusal:
		a, err := payload.ReadPortalAnswer(data)
		return err == nil && a.Portal == number
	}
	return false
}

// messages gives the office what it has not confirmed, oldest first.
func (s *Sim) messages(q *call, f Fault) reply {
	if f == UnknownCode || f == StatusRefused {
		return s.fault(q, map[Fault]string{UnknownCode: CodeUnknown, StatusRefused: CodeRefused}[f], "Хабарлар берілмейді")
	}
	out := soap.Messages{At: s.o.Clock(), SessionID: s.session()}
	for _, m := range s.region.waiting() {
		if m.Kind == egov.Delivery || m.service() != q.kind ||
			q.query.CorrelationID != "" && q.query.CorrelationID != m.Answers || q.query.MessageID != "" && q.query.MessageID != m.GatewayID {
			continue
		}
		if q.query.Amount > 0 && len(out.List) >= q.query.Amount {
			break
		}
		if f == WrongCorrelation {
			m.GatewayID, m.Answers = s.region.fresh(), s.region.fresh()
		}
		out.List = append(out.List, s.carried(m))
		if f == Double {
			out.List = append(out.List, s.carried(m))
		}
	}
	if f == OutOfOrder {
		slices.Reverse(out.List)
	}
	body, err := out.Element()
	if err != nil {
		return s.fault(q, "FAULT-015", "the answer cannot be written")
	}
	return reply{body: body}
}

// status tells how far a message of the office is.
func (s *Sim) status(q *call, f Fault) reply {
	state := s.region.stateOf(q.status.MessageID)
	switch {
	case f == UnknownCode:
		state = CodeUnknown
	case f == StatusRefused:
		state = soap.DeliveryStopped
	case state == "":
		return s.fault(q, CodeNone, "Хабар табылмады")
	}
	now := s.o.Clock()
	return reply{body: soap.State{State: state, Code: CodeOK, Since: now, At: now, SessionID: s.session()}.Element()}
}

// delivered ends the handing over of a message the office has, or never wants.
func (s *Sim) delivered(q *call, f Fault) reply {
	if f == UnknownCode || f == StatusRefused {
		return s.fault(q, map[Fault]string{UnknownCode: CodeUnknown, StatusRefused: CodeRefused}[f], "Хабарлама қабылданбады")
	}
	if q.note.Accepted || !q.note.Resend {
		s.region.confirm(q.note.MessageID)
	}
	return reply{body: soap.DeliveryReceived(s.o.Clock(), s.session())}
}

// service is the kind of service an outgoing message is asked for under.
func (m outgoing) service() string {
	if m.Kind == egov.PortalRequest {
		return string(egov.PortalRequest)
	}
	return "answer"
}

// carried is a message as the asynchronous channel has it.
func (s *Sim) carried(m outgoing) soap.AsyncMessage {
	out := soap.AsyncMessage{
		MessageID: m.GatewayID, CorrelationID: m.Answers, ServiceID: services[m.service()], Type: soap.TypeResponse,
		SenderCorrelationID: m.Number, SessionID: s.session(), At: m.At, Sender: soap.Sender{ID: "stand-in-rshep"},
	}
	if m.Kind == egov.PortalRequest {
		out.Type, out.CorrelationID, out.Data = soap.TypeRequest, "", m.Portal
		return out
	}
	out.Data = payload.Answer{
		Kind: m.Kind, Number: m.Number, At: m.At, Incoming: m.Incoming.Incoming, Reasons: m.Reasons, Refused: m.Refused, Paper: m.Paper,
		File: m.File, FileType: m.FileType, Signature: m.Signature,
	}.Write()
	return out
}
