package courier

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/store"
)

// AtCounter is how long one person may be served at the counter (§9(3) of the
// Standard): from when the counter began the application to its registration
// or refusal.
const AtCounter = 15 * time.Minute

// Month is how many days a look back takes in.
const Month = 30

// Day is a day of the office in figures. They are read from rows and tallies
// that were kept as the day went on: no case is opened for them. The wall, the
// report on paper and the command show these and no others.
type Day struct {
	On        calendar.Date `json:"day"`
	At        time.Time     `json:"countedAt"`
	Total     Tally         `json:"total"`
	Operators []Tally       `json:"operators"` // by window, then code
	Services  []Tally       `json:"services"`  // the most wanted first
	Hours     []Hour        `json:"hours"`     // those in which somebody was served, in their order
	Refusals  []Reason      `json:"refusals"`  // what was missing or would not do, the most frequent first
	TurnAways []Reason      `json:"turnAways"` // why people were sent elsewhere
	Month     []Past        `json:"month"`     // the days up to this one, the oldest first
}

// Tally is what one worker did, or what one service brought, or all of it.
type Tally struct {
	Code      string    `json:"code,omitempty"` // a worker's or a service's; empty for the whole day
	Name      trio.Text `json:"-"`
	Window    int       `json:"window,omitempty"`
	Accepted  int       `json:"accepted"`
	Annulled  int       `json:"annulled"` // of the accepted and refused: taken back since
	Refused   int       `json:"refused"`
	Elsewhere int       `json:"sentElsewhere"`
	Issued    int       `json:"issued"`
	Times
}

// Times is how long people stood at the counter. Only those count whose
// beginning is known and lies on the same day: Timed of them.
type Times struct {
	Timed int `json:"timed"`
	Mean  int `json:"meanSeconds"` // rounded; 0 when Timed is 0
	Over  int `json:"over15"`      // longer than AtCounter
	sum   time.Duration
}

func (t *Times) add(took time.Duration, known bool) {
	if !known {
		return
	}
	t.Timed++
	t.sum += took
	t.Mean = int((t.sum/time.Duration(t.Timed) + time.Second/2) / time.Second)
	if took > AtCounter {
		t.Over++
	}
}

// Hour is the acceptances and refusals of one hour of the day.
type Hour struct {
	Hour   int `json:"hour"`
	Served int `json:"served"`
	Times
}

// Reason is how often something was the reason.
type Reason struct {
	Code string    `json:"code"` // of a document, or of a problem
	Why  string    `json:"why,omitempty"`
	Name trio.Text `json:"name"`
	N    int       `json:"n"`
}

// Past is one day of the month behind. Late is the results that came back on
// that day after the day their receipts promised.
type Past struct {
	On       calendar.Date `json:"day"`
	Accepted int           `json:"accepted"`
	Late     int           `json:"late"`
}

// figures opens the office for who may see the day's figures.
func (o *Office) figures(ctx context.Context, fn func(*store.Tx) error) error {
	if err := o.Allows(intake.CanCloseDay); err != nil {
		return err
	}
	return o.View(ctx, fn)
}

// Day counts a day. An error is the store's, or ProblemRole.
func (o *Office) Day(ctx context.Context, on calendar.Date) (*Day, error) {
	workers, err := o.Workers(ctx)
	if err != nil {
		return nil, err
	}
	var c *counting
	err = o.figures(ctx, func(tx *store.Tx) error {
		c = o.counting(on, workers)
		return c.read(tx)
	})
	if err != nil {
		return nil, err
	}
	return c.done(), nil
}

// counting is a day while it is counted.
type counting struct {
	o         *Office
	zone      *time.Location
	d         Day
	people    map[string]intake.Actor
	operators map[string]*Tally
	services  map[string]*Tally
	hours     [24]Hour
}

func (o *Office) counting(on calendar.Date, workers []intake.Actor) *counting {
	c := &counting{o: o, zone: o.Office.Zone(), people: map[string]intake.Actor{},
		operators: map[string]*Tally{}, services: map[string]*Tally{},
		d: Day{On: on, At: o.Now(), Operators: []Tally{}, Services: []Tally{}, Hours: []Hour{}, Refusals: []Reason{}, TurnAways: []Reason{}}}
	for _, a := range workers {
		c.people[a.Code] = a
	}
	return c
}

func (c *counting) read(tx *store.Tx) error {
	if err := intake.ServedOn(tx, c.d.On, c.zone, c.served); err != nil {
		return err
	}
	if err := intake.TurnedAwayOn(tx, c.d.On, c.zone, c.turned); err != nil {
		return err
	}
	for i := Month - 1; i >= 0; i-- {
		day := c.d.On.Add(-i)
		accepted, _, err := intake.AcceptedOn(tx, day)
		if err != nil {
			return err
		}
		late, err := intake.LateOn(tx, day)
		if err != nil {
			return err
		}
		c.d.Month = append(c.d.Month, Past{day, int(accepted), int(late)})
	}
	return nil
}

// of gives the three tallies an act counts in.
func (c *counting) of(by string, window int, edition, service string) [3]*Tally {
	op := c.operators[by]
	if op == nil {
		op = &Tally{Code: by, Name: same(by), Window: window}
		if a, ok := c.people[by]; ok {
			op.Name = same(a.Name)
		}
		c.operators[by] = op
	}
	svc := c.services[service]
	if svc == nil {
		svc = &Tally{Code: service, Name: same(service)}
		c.services[service] = svc
	}
	if s, _, ok := c.o.ServiceOf(edition, service); ok {
		svc.Name = s.Short
	}
	return [3]*Tally{&c.d.Total, op, svc}
}

func (c *counting) served(s intake.Served) {
	took, known := s.Took(c.zone)
	for _, t := range c.of(s.By, s.Window, s.Edition, s.Service) {
		switch s.Act {
		case intake.ActIssue:
			t.Issued++
			continue
		case intake.ActRefuse:
			t.Refused++
		default:
			t.Accepted++
		}
		if s.Void {
			t.Annulled++
		}
		t.add(took, known)
	}
	if s.Act == intake.ActIssue {
		return
	}
	h := &c.hours[s.At.In(c.zone).Hour()]
	h.Served++
	h.add(took, known)
	for _, m := range s.Missing {
		c.d.Refusals = counted(c.d.Refusals, c.missing(s, m))
	}
}

// missing names what a package lacked, in the words of its edition.
func (c *counting) missing(s intake.Served, m intake.Missing) Reason {
	name, why := same(m.Code), m.Words()
	if svc, _, ok := c.o.ServiceOf(s.Edition, s.Service); ok {
		if doc, ok := svc.DocumentByCode(m.Code); ok {
			name = doc.Name
		}
	}
	if m.Why == intake.MissingExpired { // each with another day
		why = trio.Text{KK: "мерзімі өткен", RU: "срок истёк", EN: "expired"}
	}
	return Reason{m.Code, m.Why, trio.Text{KK: name.KK + " – " + why.KK, RU: name.RU + " – " + why.RU, EN: name.EN + " – " + why.EN}, 1}
}

func (c *counting) turned(t intake.TurnAway) {
	for _, x := range c.of(t.By, t.Window, t.Edition, t.Service) {
		x.Elsewhere++
	}
	c.d.TurnAways = counted(c.d.TurnAways, Reason{Code: t.Reason, Name: t.Why(), N: 1})
}

func counted(all []Reason, r Reason) []Reason {
	for i := range all {
		if all[i].Name == r.Name {
			all[i].N++
			return all
		}
	}
	return append(all, r)
}

func (c *counting) done() *Day {
	d := &c.d
	for _, t := range c.operators {
		d.Operators = append(d.Operators, *t)
	}
	slices.SortFunc(d.Operators, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(nowhere(a.Window), nowhere(b.Window)), strings.Compare(a.Code, b.Code))
	})
	for _, t := range c.services {
		d.Services = append(d.Services, *t)
	}
	slices.SortFunc(d.Services, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Accepted, a.Accepted), cmp.Compare(b.all(), a.all()), strings.Compare(a.Code, b.Code))
	})
	for h := range c.hours {
		if c.hours[h].Hour = h; c.hours[h].Served > 0 {
			d.Hours = append(d.Hours, c.hours[h])
		}
	}
	for _, some := range [][]Reason{d.Refusals, d.TurnAways} {
		slices.SortFunc(some, func(a, b Reason) int {
			return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Name.KK, b.Name.KK), strings.Compare(a.Name.RU, b.Name.RU))
		})
	}
	return d
}

func (t *Tally) all() int { return t.Accepted + t.Refused + t.Elsewhere + t.Issued }

// nowhere puts those who have no window behind those who have.
func nowhere(window int) int {
	if window == 0 {
		return 1 << 20
	}
	return window
}

func same(s string) trio.Text { return trio.Text{KK: s, RU: s, EN: s} }
