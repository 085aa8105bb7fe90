package gatewaysim

import (
	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// sync answers a question to a register.
func (s *Sim) sync(q *call, f Fault) reply {
	in := q.question
	out := soap.SyncAnswer{
		MessageID: s.region.fresh(), CorrelationID: in.MessageID, SessionID: s.session(),
		At: s.o.Clock(), AsText: in.AsText,
	}
	switch {
	case q.operation != "SendMessage":
		return s.fault(q, "VAL-R-004", "no such operation here")
	case f == UnknownCode:
		out.Code, out.Message = CodeUnknown, "Белгісіз жауап"
	case f == StatusRefused:
		out.Code, out.Message = CodeRefused, "Сұрау қабылданбады"
	default:
		times := 1
		if f == Double {
			times = 2
		}
		for range times {
			var err error
			if out.Code, out.Data, err = s.register(q.kind, in.Data); err != nil {
				return s.fault(q, "VAL-R-004", "the question cannot be read")
			}
		}
		out.Message = "Message has been processed successfully"
		if out.Code == CodeNone {
			out.Message = "Дерек табылмады"
		}
	}
	before := s.remember(out)
	switch {
	case f == WrongCorrelation:
		out.CorrelationID = s.region.fresh()
	case f == OutOfOrder && before != nil:
		out = *before
	case f == OutOfOrder:
		out.CorrelationID = s.region.fresh() // there is none before it: somebody else's then
	}
	body, err := out.Element()
	if err != nil {
		return s.fault(q, "FAULT-015", "the answer cannot be written")
	}
	return reply{body: body}
}

// register looks a question up.
func (s *Sim) register(kind string, data []byte) (code string, answer []byte, err error) {
	now := s.o.Clock()
	switch kind {
	case "person":
		q, err := payload.ReadPersonRequest(data)
		if err != nil {
			return "", nil, err
		}
		s.count(kind)
		for _, p := range s.o.People {
			if p.IIN == q.IIN {
				return CodeOK, payload.WritePerson(payload.Reply{ID: s.region.fresh(), Request: q.ID, At: now, People: []egov.Person{p}}), nil
			}
		}
	case "power":
		q, err := payload.ReadPowerRequest(data, nil)
		if err != nil {
			return "", nil, err
		}
		s.count(kind)
		for _, p := range s.o.Powers {
			if p.Number == q.Number && p.Date.Equal(q.Date) {
				return CodeOK, payload.WritePower(p.answer(q.PowerQuestion, now), nil), nil
			}
		}
	default:
		return CodeRefused, nil, nil // not a register's
	}
	return CodeNone, nil, nil
}

func (s *Sim) count(kind string) { s.mu.Lock(); defer s.mu.Unlock(); s.asked[kind]++ }

// remember keeps an answer and gives the one before it.
func (s *Sim) remember(a soap.SyncAnswer) (before *soap.SyncAnswer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, s.last = s.last, &a
	return before
}

// Asked is how often a question of a kind (person, power) was answered.
func (s *Sim) Asked(kind string) int { s.mu.Lock(); defer s.mu.Unlock(); return s.asked[kind] }
