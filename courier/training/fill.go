package training

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
)

// Default is how many cases a training office is usually filled with; Least is
// how many it takes to show every stage.
const (
	Default = 300
	Least   = 60
)

// ErrNothingOffered says that on none of the days before now the centre of the
// office's region might take anything.
var ErrNothingOffered = errors.New("training: no service is taken at the centre in those days")

// Fill plays the sixty working days before now in an office that was empty,
// with n cases (0: Default, never fewer than Least). The desk's clock is the
// play's until Fill returns. The same office, n and now give the same cases.
func Fill(ctx context.Context, o *courier.Office, n int, now time.Time) error {
	if n <= 0 {
		n = Default
	}
	n = max(n, Least)
	now = now.In(o.Office.Zone()).Truncate(time.Second)
	lived := o.Clock
	defer func() { o.Clock = lived }()

	f := &filler{
		ctx: ctx, o: o, cast: newCast(uint64(n)), road: map[uuid.UUID]*traveller{},
		sector: map[string][]uuid.UUID{}, done: map[string][]uuid.UUID{}, staff: staff(o.Desk.Office),
	}
	if err := f.calendar(now); err != nil {
		return err
	}
	f.clock = NewClock(f.opens(f.days[0]).Add(-30 * time.Minute))
	o.Clock = f.clock.Now
	if _, err := Workers(ctx, o); err != nil {
		return fmt.Errorf("training: %w", err)
	}
	f.plan(n)
	for _, d := range f.days {
		f.day(d)
	}
	f.oddities()
	err := f.play(f.end.Add(-tail))
	if err == nil {
		err = f.finish()
	}
	if err != nil {
		return fmt.Errorf("training, %s: %w", f.clock.Now().Format(time.DateTime), err)
	}
	return nil
}

// traveller is a case on its road and what it is meant for.
type traveller struct {
	fate
	app      intake.Application
	operator intake.Actor
	number   code.Number
}

// filler is one play.
type filler struct {
	ctx   context.Context
	o     *courier.Office
	cast  *cast
	clock *Clock
	days  []calendar.Date // worked, oldest first
	end   time.Time       // the play's last moment: now, or the last closing before it
	staff []intake.Actor

	agenda agenda
	seq    int
	later  []planned // accepted in the tail

	road   map[uuid.UUID]*traveller
	pile   []uuid.UUID            // accepted, for the evening's handing over
	taken  []uuid.UUID            // handed over, for the sector to receive
	sector map[string][]uuid.UUID // by provider, to be put tomorrow
	onRun  []uint64               // today's registries
	done   map[string][]uuid.UUID // by provider, results the courier may take
	marked []uuid.UUID            // to be forwarded tonight
	past   []intake.Application   // people who have been here
	strays bool                   // another office's paper was scanned once
	act    bool                   // the discrepancy act was made
}

// calendar finds the days of the play.
func (f *filler) calendar(now time.Time) error {
	cal, today := f.o.Calendar(), calendar.DateOf(now)
	if cal.Working(today) && now.Sub(f.opens(today)) > 2*tail {
		f.end = now
	} else {
		today = cal.PrevWorking(today.Add(-1))
	}
	if last := f.shuts(today); f.end.IsZero() || f.end.After(last) {
		f.end = last
	}
	for d := today; len(f.days) <= played && len(f.offered(d)) > 0; d = cal.PrevWorking(d.Add(-1)) {
		f.days = append(f.days, d)
	}
	slices.Reverse(f.days)
	if len(f.days) == 0 {
		return ErrNothingOffered
	}
	return nil
}

func (f *filler) opens(d calendar.Date) time.Time {
	return calendar.Moment{Date: d, At: f.o.Calendar().OpenOn(d)}.In(f.o.Office.Zone())
}

func (f *filler) shuts(d calendar.Date) time.Time {
	return calendar.Moment{Date: d, At: f.o.Calendar().CloseOn(d)}.In(f.o.Office.Zone())
}

// ago is the day so many working days before the last; below zero, the last
// worked one so many days of the calendar before it. The first day bounds it.
func (f *filler) ago(n int) calendar.Date {
	last := len(f.days) - 1
	if n >= 0 {
		return f.days[max(0, last-n)]
	}
	want := f.days[last].Add(n)
	for i := last; i > 0; i-- {
		if !f.days[i].After(want) {
			return f.days[i]
		}
	}
	return f.days[0]
}

// by fixes an act; its number is as old as the act.
func (f *filler) by(a intake.Actor) intake.By {
	by := f.o.By(a)
	by.Op = f.id()
	return by
}

// two fixes an act that takes four eyes: the supervisor stands beside.
func (f *filler) two(a intake.Actor) intake.By {
	by := f.by(a)
	by.Second = f.head()
	return by
}

// id is a version 7 UUID of the play's own time and dice.
func (f *filler) id() (u uuid.UUID) {
	binary.BigEndian.PutUint64(u[:8], uint64(f.clock.Now().UnixMilli())<<16|uint64(f.cast.IntN(1<<12)))
	binary.BigEndian.PutUint64(u[8:], f.cast.Uint64())
	u[6], u[8] = u[6]&0x0f|0x70, u[8]&0x3f|0x80
	return u
}

// The staff by what they do.
func (f *filler) operator(i int) intake.Actor { return f.staff[i%2] }
func (f *filler) issuer() intake.Actor        { return f.staff[2] }
func (f *filler) courier() intake.Actor       { return f.first(intake.Sector) }
func (f *filler) inspector() intake.Actor     { return f.first(intake.Issuer) }
func (f *filler) head() intake.Actor          { return f.first(intake.Supervisor) }

func (f *filler) first(r intake.Role) intake.Actor {
	return f.staff[slices.IndexFunc(f.staff, func(a intake.Actor) bool { return a.Role == r })]
}
