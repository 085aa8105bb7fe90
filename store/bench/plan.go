package main

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
)

// The office of all stores, and the days before the first window over which
// its cases lie.
const (
	officeNumber = "042"
	region       = "atyrau"
	planDays     = 700
	perRegistry  = 200 // cases of one registry or act
	perPerson    = 4   // how often a person comes
)

var (
	zone     = time.FixedZone("UTC+5", 5*3600)
	firstDay = time.Date(2013, 4, 1, 10, 0, 0, 0, zone) // of the plan
	modelDay = time.Date(2015, 2, 16, 10, 0, 0, 0, zone)
	liveDay  = time.Date(2015, 3, 2, 10, 0, 0, 0, zone) // of the first window
)

// Plan says what a store holds before anything is measured, the same for every
// engine: the oldest cases were issued, then come those that wait for their
// recipient, those with a provider, and the newest at the counter.
type Plan struct {
	Cases  int
	Sweep  int // cases of one sweep into the archive; there are two
	Out    int
	Fresh  int // accepted, at the counter
	Models *Models
}

// newPlan plans a store. Small ones keep the proportions.
func newPlan(cases, sweep int, m *Models) *Plan {
	return &Plan{Cases: cases, Sweep: min(sweep, cases/10), Out: min(cases*3/10, 400_000),
		Fresh: min(cases/50, 20_000), Models: m}
}

// Stage is where case i stands.
func (p *Plan) Stage(i int) intake.Stage {
	switch fresh, out := p.Cases-p.Fresh, p.Cases-p.Fresh-p.Out; {
	case i >= fresh:
		return intake.Accepted
	case i >= out:
		return intake.Out
	case i >= out-2*p.Sweep:
		return intake.Ready
	}
	return intake.Issued
}

// FirstOut is the first case that is with a provider.
func (p *Plan) FirstOut() int { return p.Cases - p.Fresh - p.Out }

// Day is the day, from 0, on which case i was accepted, and its number there.
func (p *Plan) Day(i int) (day int, seq uint64) {
	days := min(planDays, p.Cases)
	day = i * days / p.Cases
	first := (day*p.Cases + days - 1) / days
	return day, uint64(i-first) + 1
}

// At is when case i was accepted.
func (p *Plan) At(i int) time.Time {
	day, seq := p.Day(i)
	return firstDay.AddDate(0, 0, day).Add(time.Duration(seq%28_000) * time.Second)
}

// Number is the number of case i.
func (p *Plan) Number(i int) code.Number {
	day, seq := p.Day(i)
	n, err := code.Make(officeNumber, firstDay.AddDate(0, 0, day), seq)
	if err != nil {
		panic(err) // only for more cases than numbers: 700 million
	}
	return n
}

// ID is the id of case i: ordered by time, as the counter's are.
func (p *Plan) ID(i int) uuid.UUID { return orderedID(p.At(i), uint64(i)) }

// Person is who case i is of, and People how many there are.
func (p *Plan) Person(i int) int { return i / perPerson }
func (p *Plan) People() int      { return (p.Cases + perPerson - 1) / perPerson }

// PersonID is the id of a person of the plan.
func (p *Plan) PersonID(person int) uuid.UUID {
	return orderedID(p.At(person*perPerson), uint64(person)|1<<63)
}

// Registry is the registry, act or return that case i belongs to.
func (p *Plan) Registry(i int) uint64 { return uint64(i/perRegistry) + 1 }

// Model is the model that case i is like.
func (p *Plan) Model(i int) *Model { return p.Models.All[i%len(p.Models.All)] }

// KeepTo is the last day that case i waits for its recipient.
func (p *Plan) KeepTo(i int) calendar.Date {
	if i < p.FirstOut()-p.Sweep {
		return calendar.DateOf(liveDay).Add(-10)
	}
	return calendar.DateOf(liveDay).Add(150)
}

// sweepDay is when the first or second sweep is done.
func sweepDay(pass int) time.Time { return liveDay.AddDate(0, 0, 160*pass) }

// shift is by how many days case i lies before its model.
func (p *Plan) shift(i int) int {
	return calendar.DateOf(p.At(i)).Sub(calendar.DateOf(modelDay))
}

func (p *Plan) String() string {
	return fmt.Sprintf("%d cases: %d with providers, 2 × %d to sweep, %d at the counter, %d people", p.Cases, p.Out, p.Sweep, p.Fresh, p.People())
}

// orderedID is a UUID of version 7 made of a time and a number.
func orderedID(at time.Time, n uint64) (u uuid.UUID) {
	binary.BigEndian.PutUint64(u[:], uint64(at.UnixMilli())<<16)
	binary.BigEndian.PutUint64(u[8:], scatter(n))
	u[6], u[7] = 0x70|byte(n>>8)&0x0f, byte(n)
	u[8] = u[8]&0x3f | 0x80
	return u
}

// scatter mixes the bits of n, so that neighbours have nothing in common.
func scatter(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// pass is which sweep takes case i, which is ready.
func (p *Plan) pass(i int) int {
	if i < p.FirstOut()-p.Sweep {
		return 0
	}
	return 1
}

// dayNumberAt is the day of a sweep.
func dayNumberAt(pass int) uint32 { return dayNumber(calendar.DateOf(sweepDay(pass))) }

func notDue(found, want int) error {
	return fmt.Errorf("%d cases are due for the sweep, not %d", found, want)
}
