package courier

import (
	"context"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/egov/payload"
)

// requestBody is the payload of a case's request: what the counter filled in,
// the signed form with its signature, and the scans; their contents too when
// they are few bytes, as payload.Inline says. It is made once: each try sends
// the same.
func (o *Office) requestBody(ctx context.Context, c *intake.Case, at time.Time) ([]byte, error) {
	a := payload.Application{Number: string(c.Number), Service: c.Service, Edition: c.Edition, Provider: c.Provider, At: at,
		Recipient: somebody(&c.Recipient), Ground: c.Ground, Conditions: c.Conditions}
	if g := c.Agent; g != nil {
		a.Agent = &payload.Agent{Person: somebody(&g.Person), Kind: string(g.Kind)}
		if g.Kind == intake.ProxyNotary {
			a.Agent.Deed = &payload.Deed{Number: g.DeedNumber, Date: day(g.DeedDate), Notary: g.Notary}
		}
	}
	for document, to := range map[string]*[]byte{intake.FileRequest: &a.Form, intake.FileSignature: &a.Signature} {
		f, _ := c.File(document)
		data, err := o.Blobs.Get(ctx, f.Hash)
		if err != nil {
			return nil, err
		}
		*to = data
	}
	size := int64(0)
	for _, f := range c.Files {
		size += f.Size // the signed form among them: a little less fits than could
	}
	for _, p := range c.Papers {
		d := payload.Document{Code: p.Code, Kind: string(p.Kind), Sheets: p.Sheets}
		bare := true
		for _, f := range c.Files {
			if f.Document != p.Code {
				continue
			}
			bare = false
			d.Hash, d.Type, d.Size, d.Pages, d.Content = f.Hash, f.Type, f.Size, f.Pages, nil
			data, err := o.Blobs.Get(ctx, f.Hash) // read all the same: what cannot be read is not promised
			if err != nil {
				return nil, err
			}
			if size <= payload.Inline {
				d.Content = data
			}
			a.Documents = append(a.Documents, d)
		}
		if bare { // only shown
			a.Documents = append(a.Documents, d)
		}
	}
	return a.Write(), nil
}

func somebody(p *intake.Person) payload.Person {
	return payload.Person{IIN: p.IIN, Surname: p.Surname, Name: p.Given, Patronymic: p.Patronymic, Born: day(p.Born), Phone: p.Phone, Address: p.Address}
}

// day is a date as the gateway's payloads tell it; no date stays none.
func day(d calendar.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.In(time.UTC)
}
