package catalogue

import (
	"slices"

	"tereze/intake/calendar"
)

// Offer is a service as it stands on one day.
type Offer struct {
	Edition *Edition
	Service *Service
	InForce bool
	// Repealed is set when InForce is false: this is the last wording there
	// was, and since when, and by which act, it has no force. The screen and
	// every paper say so.
	Repealed *Stamp
}

// AtCentre says whether the centre takes applications for the service.
func (o Offer) AtCentre() bool { return o.Service != nil && o.Service.Has(CSC) }

// Find returns the service in the edition in force on the day of acceptance.
// Where none is in force it returns the last one that was, with its repeal.
// The error is ErrNoService where the region never had the service, and
// ErrNotYet where its first edition is still to come.
func (c *Catalogue) Find(on calendar.Date, region, service string) (Offer, error) {
	var last Offer
	var lastEnd calendar.Date
	seen := false
	for _, e := range c.editions {
		if e.Region != region {
			continue
		}
		s, ok := e.Service(service)
		if !ok {
			continue
		}
		seen = true
		if on.Before(e.InForce.Date) {
			continue
		}
		end, ends := c.Ends(e)
		if !ends || on.Before(end.Date) {
			return Offer{Edition: e, Service: s, InForce: true}, nil
		}
		if last.Edition == nil || !end.Date.Before(lastEnd) {
			last, lastEnd = Offer{Edition: e, Service: s, Repealed: &end}, end.Date
		}
	}
	switch {
	case last.Edition != nil:
		return last, nil
	case seen:
		return Offer{}, ErrNotYet
	}
	return Offer{}, ErrNoService
}

// On lists every service the region has or had on the day, in the order of
// the regulation: services of later editions that earlier ones did not have
// come last.
func (c *Catalogue) On(on calendar.Date, region string) []Offer {
	var codes []string
	for _, e := range c.editions {
		if e.Region != region {
			continue
		}
		for i := range e.Services {
			if !slices.Contains(codes, e.Services[i].Code) {
				codes = append(codes, e.Services[i].Code)
			}
		}
	}
	var out []Offer
	for _, code := range codes {
		if o, err := c.Find(on, region, code); err == nil {
			out = append(out, o)
		}
	}
	return out
}

// Ends says from which day an edition has no force, and by which act: the day
// another edition that replaces it comes into force, or its repeal, whichever
// is first. False while it has no end.
func (c *Catalogue) Ends(e *Edition) (Stamp, bool) {
	end := e.Repealed
	for _, n := range c.editions {
		if n.Replaces != e.ID || !n.InForce.Known() {
			continue
		}
		if !end.Known() || n.InForce.Date.Before(end.Date) {
			end = n.InForce
			if end.Number = n.Amended.Number; end.Number == "" {
				end.Number = n.ActNumber
			}
		}
	}
	return end, end.Known()
}
