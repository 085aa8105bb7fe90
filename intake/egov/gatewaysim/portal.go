package gatewaysim

import (
	"fmt"
	"slices"

	"tereze/intake/egov"
	"tereze/intake/egov/payload"
)

// PortalKind is what is the matter with a request from the portal.
type PortalKind string

// The kinds.
const (
	PortalGood          PortalKind = "good"
	PortalNotAuthorised PortalKind = "not-authorised" // condition 1: the portal's own word
	PortalOtherAccount  PortalKind = "other-account"  // condition 1: another was logged in
	PortalRevoked       PortalKind = "revoked"        // condition 2
	PortalExpired       PortalKind = "expired"        // condition 2
	PortalOtherIIN      PortalKind = "other-iin"      // condition 2: another person signed
	PortalAuthKey       PortalKind = "auth-key"       // condition 2: the key is for logging in
	PortalTampered      PortalKind = "tampered"       // condition 2: the form was changed after it was signed
	PortalUnsigned      PortalKind = "unsigned"       // condition 2: no signature at all
	PortalPapersMissing PortalKind = "papers-missing" // condition 3: the ground's paper is not there
	PortalGOST          PortalKind = "gost"           // cannot be verified here
)

// PortalKinds lists them.
func PortalKinds() []PortalKind {
	return []PortalKind{
		PortalGood, PortalNotAuthorised, PortalOtherAccount, PortalRevoked, PortalExpired, PortalOtherIIN, PortalAuthKey,
		PortalTampered, PortalUnsigned, PortalPapersMissing, PortalGOST,
	}
}

// PortalRequest makes a request for Options.Portal's service by Aigerim, with
// a number of its own, as the drop folder and the gateway carry it.
func (s *Sim) PortalRequest(kind PortalKind) (raw []byte, id string, err error) {
	return s.PortalRequestOf(kind, s.o.Portal)
}

// PortalRequestOf is PortalRequest with what is filled in of p: service,
// provider, ground, conditions, recipient, documents. What is empty is filled
// as Start's options do it.
func (s *Sim) PortalRequestOf(kind PortalKind, p payload.Portal) (raw []byte, id string, err error) {
	p = s.filled(p)
	switch kind {
	case PortalNotAuthorised:
		p.Account.Authorised = false
	case PortalOtherAccount:
		p.Account.IIN = Daniyar
	case PortalPapersMissing:
		// The last one is the ground's: of the identity the registers may tell.
		p.Documents = p.Documents[:len(p.Documents)-1]
	}
	form := payload.WritePortal(p)
	var cms []byte
	if kind != PortalUnsigned {
		c, err := s.portalCertificate(kind, p.Recipient)
		if err != nil {
			return nil, "", err
		}
		if cms, err = Sign(c, form, SignOptions{At: s.o.Clock()}); err != nil {
			return nil, "", err
		}
	}
	if kind == PortalTampered {
		p.Consent = !p.Consent
		form = payload.WritePortal(p)
	}
	return payload.WriteSigned(form, cms), p.ID, nil
}

func (s *Sim) filled(p payload.Portal) payload.Portal {
	now := s.o.Clock()
	s.region.mu.Lock()
	p.ID = "P-" + s.region.id()[:13]
	s.region.mu.Unlock()
	if p.Service == "" {
		p.Service, p.Ground = "externat", "health"
	}
	if p.Provider == "" {
		p.Provider = "provider" // an office has its own codes: name one of them
	}
	if p.Recipient.IIN == "" {
		if i := slices.IndexFunc(s.o.People, func(x egov.Person) bool { return x.IIN == Aigerim }); i >= 0 {
			x := s.o.People[i]
			p.Recipient = payload.Person{
				IIN: x.IIN, Surname: x.Surname, Name: x.Name, Patronymic: x.Patronymic, Born: x.Born,
				Phone: "+77010000013", Address: x.Address.City + ", " + x.Address.Street + ", " + x.Address.Building,
			}
		}
	}
	if len(p.Documents) == 0 {
		for _, code := range []string{"application", "identity-document", "medical-conclusion"} {
			p.Documents = append(p.Documents, payload.Document{Code: code, Kind: "original", Type: "pdf", Content: Leaf(code, p.ID)})
		}
	}
	p.Consent, p.At = true, now
	p.Account = payload.Account{IIN: p.Recipient.IIN, Authorised: true, At: now}
	return p
}

// portalCertificate is whom a request of a kind is signed by; each is made once.
func (s *Sim) portalCertificate(kind PortalKind, of payload.Person) (*Certificate, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := string(kind) + "/" + of.IIN
	if c, ok := s.signers[key]; ok {
		return c, nil
	}
	now := s.o.Clock()
	who := Subject{IIN: of.IIN, Surname: of.Surname, Name: of.Name, Patronymic: of.Patronymic, place: "portal/" + key}
	issue := s.CA.Issue
	switch kind {
	case PortalExpired:
		who.From, who.To = now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)
	case PortalOtherIIN:
		who.IIN = Daniyar
	case PortalAuthKey:
		who.Uses = []string{UseAuth, UsePerson}
	case PortalGOST:
		issue = s.CA.IssueGOST
	case PortalRevoked:
	default:
		who.place = "portal/" + of.IIN
	}
	c, err := issue(who)
	if err != nil {
		return nil, err
	}
	if kind == PortalRevoked {
		s.CA.Revoke(c.Cert.SerialNumber, now.Add(-1))
	}
	s.signers[key] = c
	return c, nil
}

// PushPortal puts a request where the office will get it: pushed at the next
// pass, or asked for.
func (s *Sim) PushPortal(raw []byte) error {
	form, _, err := payload.ReadSigned(raw)
	if err != nil {
		return fmt.Errorf("gatewaysim: %w", err)
	}
	p, err := payload.ReadPortal(form)
	if err != nil {
		return fmt.Errorf("gatewaysim: %w", err)
	}
	s.region.mu.Lock()
	defer s.region.mu.Unlock()
	s.region.queue = append(s.region.queue, &outgoing{Incoming: egov.Incoming{
		GatewayID: s.region.id(), Number: p.ID, Kind: egov.PortalRequest, At: s.o.Clock(), Portal: raw,
	}})
	return nil
}

// PortalAnswers is what the office told the portal of one request: refusals
// and results, as they came.
func (s *Sim) PortalAnswers(id string) (list []payload.PortalAnswer, err error) {
	for _, r := range s.Requests() {
		if r.Kind != egov.KindResult && r.Kind != egov.KindRefusal || r.Number != id {
			continue
		}
		a, err := payload.ReadPortalAnswer(r.Body)
		if err != nil {
			return list, fmt.Errorf("gatewaysim: %w", err)
		}
		list = append(list, *a)
	}
	return list, nil
}
