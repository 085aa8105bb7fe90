package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/iin"
	"tereze/intake/name"
)

// namePool is how many different names the invented people have.
const namePool = 4096

// Names are the names and, for engines without blinding, their search keys: as
// long as Tereze's blinded ones.
type Names struct {
	people [namePool]intake.Person
	keys   [namePool][][]byte
}

func newNames() *Names {
	n := &Names{}
	for i := range n.people {
		p := training.Newcomer(uint64(i))
		n.people[i] = intake.Person{Surname: p.Surname, Given: p.Given, Patronymic: p.Patronymic}
		for _, k := range name.Keys(name.Words(p.FullName())...) {
			sum := sha256.Sum256([]byte(k))
			n.keys[i] = append(n.keys[i], sum[:12])
		}
	}
	return n
}

// Person is the k-th invented person: IIN and telephone are of nobody else.
func (n *Names) Person(k int) intake.Person {
	p := n.people[k%namePool]
	p.IIN = inventedIIN(k)
	p.Phone = fmt.Sprintf("770%08d", k)
	return p
}

// Keys are the search keys of the k-th person's name.
func (n *Names) Keys(k int) [][]byte { return n.keys[k%namePool] }

const birthdays = 14_000 // from 1957 on

func inventedIIN(k int) string {
	born := time.Date(1957, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, k%birthdays)
	for serial := k / birthdays * 10; ; serial++ { // not every number has a check digit
		if whole, ok := iin.Complete(fmt.Sprintf("%s%d%04d", born.Format("060102"), 3+k%2, serial)); ok {
			return whole
		}
	}
}

// visit is somebody at the counter with a complete application.
type visit struct {
	App      intake.Application
	By       intake.By
	Model    *Model
	Person   int
	Newcomer bool // nobody of this number has been here
}

// Door lets visits in. Every perPerson-th visitor is a newcomer, the others
// are any of those who have been here.
type Door struct {
	names  *Names
	models *Models
	people atomic.Int64
	visits atomic.Int64
	clock  *Clock
}

func newDoor(p *Plan, clock *Clock) *Door {
	d := &Door{names: p.Models.Names, models: p.Models, clock: clock}
	d.people.Store(int64(p.People()))
	return d
}

// next is called by many writers, each with its own dice.
func (d *Door) next(dice *rand.Rand) *visit {
	n, v := d.visits.Add(1), &visit{}
	known := d.people.Load()
	if n%perPerson == 0 || known == 0 {
		v.Person, v.Newcomer = int(d.people.Add(1)-1), true
	} else {
		v.Person = dice.IntN(int(known))
	}
	v.Model = d.models.All[int(n)%len(d.models.All)]
	v.App = v.Model.App
	v.App.ID = uuid.Must(uuid.NewV7())
	v.App.Recipient = d.names.Person(v.Person)
	v.By = intake.By{Op: uuid.Must(uuid.NewV7()), At: d.clock.Now(), Actor: counter}
	v.App.StartedAt = v.By.At
	return v
}

// Clock is the office's. Every few seconds it begins another working day,
// because a day has only so many numbers.
type Clock struct {
	day      time.Duration // how long a day lasts
	mornings []time.Time
	first    atomic.Int64
	began    atomic.Int64
}

const (
	clockDay   = 20 * time.Second
	windowDays = 5 // what a window is given: more than it needs
)

func newClock(day time.Duration) *Clock {
	c := &Clock{day: day}
	for at := liveDay; len(c.mornings) < 200; at = at.AddDate(0, 0, 1) {
		if at.Weekday() != time.Saturday && at.Weekday() != time.Sunday {
			c.mornings = append(c.mornings, at)
		}
	}
	c.Begin(0)
	return c
}

// Begin sets the clock to the first morning of the n-th window.
func (c *Clock) Begin(n int) {
	c.first.Store(int64(n * windowDays))
	c.began.Store(time.Now().UnixNano())
}

// Now is the office's time, to the second.
func (c *Clock) Now() time.Time {
	gone := time.Duration(time.Now().UnixNano() - c.began.Load())
	day := min(int(c.first.Load())+int(gone/c.day), len(c.mornings)-1)
	return c.mornings[day].Add(gone % c.day).Truncate(time.Second)
}

// The workers of the measured acts.
var (
	counter  = intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}
	sector   = intake.Actor{Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector}
	archivar = intake.Actor{Code: "inspector1", Name: "Л. Ким", Role: intake.Issuer}
)
