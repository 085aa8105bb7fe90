package gateway

import (
	"context"
	"encoding/xml"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
	"tereze/intake/egov/soap"
)

// ask asks one question of the synchronous channel. found false: the register
// has nothing, and the answer no data.
func (g *Gateway) ask(ctx context.Context, s egov.Service, r soap.SyncRequest) (a soap.SyncAnswer, found bool, err error) {
	r.ServiceID = s.ID
	a, err = g.sync.SyncSend(ctx, r)
	if err != nil {
		none, err := faulted(s, err)
		return soap.SyncAnswer{Code: none}, false, err
	}
	found, err = judge(s, a.Code, a.Message, a.Raw)
	return a, found, err
}

// Person asks ГБД ФЛ for an IIN. An answer about another IIN is none.
func (g *Gateway) Person(ctx context.Context, id uuid.UUID, iin string) (egov.PersonAnswer, error) {
	s, ok := g.settings.Service(egov.KindPerson)
	if !ok {
		return egov.PersonAnswer{}, egov.ErrOff
	}
	now := g.clock()
	a, found, err := g.ask(ctx, s, soap.SyncRequest{MessageID: id.String(), At: now,
		DataType: xml.Name{Space: payload.GBDFL, Local: "Request"},
		Data:     payload.PersonRequest(payload.Question{ID: id.String(), At: now, Sender: g.settings.Sender, IIN: iin})})
	if err != nil {
		return egov.PersonAnswer{}, err
	}
	if !found {
		return egov.PersonAnswer{Code: short(a.Code), Raw: a.Raw}, nil
	}
	return person(s, a, iin, now)
}

// person reads the register's answer out of the gateway's.
func person(s egov.Service, a soap.SyncAnswer, iin string, now time.Time) (egov.PersonAnswer, error) {
	p, err := payload.ReadPerson(a.Data, now)
	if err != nil {
		return egov.PersonAnswer{}, err
	}
	if p.Code != payload.CodeFound {
		found, err := judge(s, p.Code, "", a.Raw)
		if err != nil {
			return egov.PersonAnswer{}, err
		}
		p.Found = p.Found && found
	}
	if !p.Found {
		p.Person = egov.Person{}
	} else if p.Person.IIN != iin {
		return egov.PersonAnswer{}, fmt.Errorf("%w: of another person", egov.ErrAnswer)
	}
	p.Code = short(p.Code)
	return p, nil
}

// Power asks ЕНИС for a power of attorney, in the words of the settings.
func (g *Gateway) Power(ctx context.Context, id uuid.UUID, q egov.PowerQuestion) (egov.PowerAnswer, error) {
	s, ok := g.settings.Service(egov.KindPower)
	if !ok {
		return egov.PowerAnswer{}, egov.ErrOff
	}
	now := g.clock()
	a, found, err := g.ask(ctx, s, soap.SyncRequest{MessageID: id.String(), At: now,
		Data: payload.PowerRequest(payload.PowerQuestion{ID: id.String(), At: now, Sender: g.settings.Sender, PowerQuestion: q}, s.Names)})
	if err != nil {
		return egov.PowerAnswer{}, err
	}
	p := egov.PowerAnswer{Raw: a.Raw}
	if found {
		if p, err = payload.ReadPower(a.Data, now, s.Names); err != nil {
			return egov.PowerAnswer{}, err
		}
	}
	p.Code = short(a.Code)
	return p, nil
}
