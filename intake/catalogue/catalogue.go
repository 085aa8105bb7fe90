package catalogue

import (
	"errors"
	"fmt"
	"slices"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

var (
	// ErrNoService says that no edition known for the region has the service.
	ErrNoService = errors.New("catalogue: no such service in the region")
	// ErrNotYet says that the region's first edition with the service is not
	// in force yet on that day. It is also an ErrNoService.
	ErrNotYet = fmt.Errorf("%w: its first edition is not in force yet", ErrNoService)
)

// Catalogue holds the editions of the regulations. It never changes: With
// makes a new one.
type Catalogue struct {
	editions []*Edition // by region, then by the day in force, then by ID
}

// Stamp is one event in an act's life.
type Stamp struct {
	Date    calendar.Date // the zero date: the event has not happened
	Number  string        // of the act or of the registration; may be empty
	Derived bool          // no source gives the date: it was computed, see Note
	Note    trio.Text     // how it was computed; empty unless Derived
}

// Known says whether the event has a date.
func (s Stamp) Known() bool { return s.Date != calendar.Date{} }

// Edition is one act in the wording of one period. A case keeps the edition
// of its day of acceptance for life.
type Edition struct {
	ID         string    // "mangystau-339-2016": region, number of the act, year of the wording
	Region     string    // "atyrau"
	RegionName trio.Text // "Атырау облысы"
	Act        trio.Text // full title, with issuer, date and number
	ActNumber  string    // "339"
	Adopted    Stamp
	Registered Stamp
	Amended    Stamp // the act that made this wording; zero for the first one
	InForce    Stamp
	Repealed   Stamp  // the day from which it has no force; zero when not repealed
	Replaces   string // ID of the edition that ends when this one is in force
	Services   []Service
	File       string // where it was read
}

// Service returns the service with the code.
func (e *Edition) Service(code string) (*Service, bool) {
	for i := range e.Services {
		if e.Services[i].Code == code {
			return &e.Services[i], true
		}
	}
	return nil, false
}

// Editions lists all editions by region and day in force.
func (c *Catalogue) Editions() []*Edition { return slices.Clone(c.editions) }

// Edition returns the edition with the ID.
func (c *Catalogue) Edition(id string) (*Edition, bool) {
	for _, e := range c.editions {
		if e.ID == id {
			return e, true
		}
	}
	return nil, false
}

// Regions lists the codes of the regions, in alphabetical order.
func (c *Catalogue) Regions() []string {
	var out []string
	for _, e := range c.editions {
		if !slices.Contains(out, e.Region) {
			out = append(out, e.Region)
		}
	}
	return out
}
