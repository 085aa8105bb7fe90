package intake

import (
	"tereze/intake/catalogue"
	"tereze/intake/trio"
)

// FromRegisters are the documents a state system stood for when the case was
// accepted: asked for, not laid on the counter, and answered by the register
// (seed 001, externat and duplicates §9).
func (c *Case) FromRegisters(svc *catalogue.Service) (all []*catalogue.Document) {
	there := map[string]bool{}
	for _, p := range c.Papers {
		there[p.Code] = true
		if doc, ok := svc.DocumentByCode(p.Code); ok && doc.OneOf != "" {
			there[doc.OneOf] = true
		}
	}
	for _, r := range svc.Required(c.Ground, c.Conditions) {
		if !there[r.Document.Code] && !there[r.OneOf] && c.Check.stands(r.Document) {
			all = append(all, r.Document)
		}
	}
	return all
}

// byWire says of the first date what leaves on the electronic road: no courier.
func (p *Plan) byWire() {
	for i := range p.Dates {
		if p.Dates[i].Code == DateDispatch {
			p.Dates[i].Due.Label = trio.Text{KK: "Сауалды ЭҮШ арқылы жолдау", RU: "Направление запроса через ШЭП", EN: "Request sent through the gateway"}
		}
	}
}
