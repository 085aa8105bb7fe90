package intake

import (
	"context"
	"sync"
	"time"

	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/egov"
	"tereze/intake/egov/sign"
	"tereze/store"
	"tereze/store/blob"
)

// Verifier holds a detached signature against what it should be of: nil error
// with an empty Fault is good, and nothing else is.
type Verifier interface {
	Verify(ctx context.Context, cms, content []byte, want sign.Want) (sign.Verdict, error)
}

// Desk is the counter: everything processes 1, 2 and 7 need, handed in once.
type Desk struct {
	Ledger    *store.Ledger
	Catalogue *catalogue.Catalogue
	Book      *calendar.Book
	Office    *Office
	Clock     func() time.Time
	Room      func() (free uint64, err error) // bytes left on the store's disk; nil: plenty
	ReadOnly  bool                            // the store's disk cannot be written

	Gateway  egov.Gateway // nil: the office works on paper
	Blobs    *blob.Store  // scans and signed files; nil: none can be kept
	Verifier Verifier     // nil: signatures cannot be verified here

	reader    *Actor   // who reads through this desk; nil: the office itself
	root      *Desk    // of a desk made by For: the one it was made of
	calendars sync.Map // of the root: calendarKey → *calendar.Calendar, which keeps its years
}

type calendarKey struct {
	book  *calendar.Book
	week  calendar.Week
	hours calendar.Hours
}

func (d *Desk) calendar(w calendar.Week, h calendar.Hours) *calendar.Calendar {
	if d.root != nil {
		return d.root.calendar(w, h)
	}
	key := calendarKey{d.Book, w, h}
	if c, ok := d.calendars.Load(key); ok {
		return c.(*calendar.Calendar)
	}
	c, _ := d.calendars.LoadOrStore(key, d.Book.Calendar(w, h))
	return c.(*calendar.Calendar)
}

// Now is the office's own time, to the second: that is what papers carry.
func (d *Desk) Now() time.Time { return d.Clock().In(d.Office.Zone()).Truncate(time.Second) }

// Today is the office's date.
func (d *Desk) Today() calendar.Date { return calendar.DateOf(d.Now()) }

// dayOf is the office's date at a moment, whatever zone the moment is told in.
func (d *Desk) dayOf(at time.Time) calendar.Date { return calendar.DateOf(at.In(d.Office.Zone())) }

// Calendar is the office's own.
func (d *Desk) Calendar() *calendar.Calendar {
	return d.calendar(d.Office.Week, d.Office.Hours)
}

// CalendarOf is a provider's, which may work another week.
func (d *Desk) CalendarOf(p *Provider) *calendar.Calendar {
	return d.calendar(p.Week, p.Hours)
}

// Service is what a case was accepted on: its edition's words, for life.
func (d *Desk) Service(c *Case) (*catalogue.Service, *catalogue.Edition, bool) {
	return d.ServiceOf(c.Edition, c.Service)
}

// ServiceOf finds a service in an edition.
func (d *Desk) ServiceOf(edition, service string) (*catalogue.Service, *catalogue.Edition, bool) {
	ed, ok := d.Catalogue.Edition(edition)
	if !ok {
		return nil, nil, false
	}
	for i := range ed.Services {
		if ed.Services[i].Code == service {
			return &ed.Services[i], ed, true
		}
	}
	return nil, nil, false
}
