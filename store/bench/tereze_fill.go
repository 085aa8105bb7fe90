package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/store/bolt"
)

// fillPart is how many cases of a plan a transaction takes: a hundred keys.
const fillPart = 4

// Fill implements maker. The cases are put straight into their table, unflushed;
// indexes, counts and journal derive from them as ever.
func (m *terezeMaker) Fill(ctx context.Context, dir string, p *Plan) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	o, err := hiding(dir, bolt.Options{NoSync: true})
	if err != nil {
		return err
	}
	e, err := bolt.Create(filepath.Join(dir, storeFile), o)
	if err != nil {
		return err
	}
	t, err := m.over(ctx, e, dir, p)
	if err != nil {
		return err
	}
	return errors.Join(t.fill(ctx), t.Close())
}

func (t *tereze) fill(ctx context.Context) error {
	p := t.plan
	for from := 0; from < p.Cases; from += fillPart {
		at := p.At(from)
		by := store.By{Op: orderedID(at, uint64(from)|1<<62), Operator: counter.Code, Process: 2, At: at}
		if _, err := t.office.Ledger.Update(ctx, by, func(tx *store.Tx) error {
			for i := from; i < min(from+fillPart, p.Cases); i++ {
				if err := t.put(tx, i); err != nil {
					return err
				}
			}
			tx.Note("accept", "")
			return nil
		}); err != nil {
			return fmt.Errorf("cases from %d: %w", from, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// put writes case i of the plan, its number's sequence, its person when it is
// the person's first, and its registry when it is the registry's first.
func (t *tereze) put(tx *store.Tx, i int) error {
	p := t.plan
	c := p.Case(i)
	seq, err := tx.Next("case/" + calendar.DateOf(c.AcceptedAt).String())
	if err != nil {
		return err
	}
	if seq != c.Number.Seq() {
		return fmt.Errorf("case %d is %s and got number %d", i, c.Number, seq)
	}
	if i%perPerson == 0 {
		person := c.Recipient
		person.Seen, person.SeenFor = c.AcceptedAt, c.Service
		if err := intake.People.Put(tx, &person); err != nil {
			return err
		}
	}
	if i%perRegistry == 0 {
		r := courier.Registry{
			Number: p.Registry(i), Op: c.ID, Provider: c.Provider, State: courier.Delivered, OpenedAt: c.AcceptedAt, OpenedBy: sector.Code,
			ClosedAt: c.AcceptedAt, Cases: perRegistry, Batch: p.Registry(i), Courier: "М. Тәжін", Run: "1", Seal: "П-1",
			DispatchedAt: c.AcceptedAt, DeliveredAt: c.AcceptedAt, Receiver: "кеңсе",
		}
		if err := courier.Registries.Put(tx, &r); err != nil {
			return err
		}
	}
	return intake.Cases.Put(tx, c)
}

// Case is case i of the plan, as a record.
func (p *Plan) Case(i int) *intake.Case {
	model := p.Model(i).Cases[p.Stage(i)]
	c, days := *model, p.shift(i)
	at := p.At(i)
	back := at.Sub(c.AcceptedAt)
	c.ID, c.Number = p.ID(i), p.Number(i)
	c.Recipient = p.Models.Names.Person(p.Person(i))
	c.RecipientID = p.PersonID(p.Person(i))
	c.Recipient.ID = c.RecipientID
	c.AcceptedAt, c.StartedAt = at, at.Add(-5*time.Minute)
	for _, d := range []*calendar.Date{&c.Dispatch, &c.Deadline, &c.Come, &c.StepDue, &c.ReadyOn} {
		if !d.IsZero() {
			*d = d.Add(days)
		}
	}
	for _, t := range []*time.Time{&c.ReadyAt, &c.StepSince} {
		if !t.IsZero() {
			*t = t.Add(back)
		}
	}
	if c.Registry != 0 {
		c.Registry = p.Registry(i)
	}
	if c.Handover != 0 {
		c.Handover = p.Registry(i)
	}
	if c.Stage == intake.Ready {
		c.KeepTo = p.KeepTo(i)
	}
	c.History = slices.Clone(c.History)
	for k := range c.History {
		c.History[k].At = c.History[k].At.Add(back).Truncate(time.Second)
	}
	return &c
}

// Row is case i of the plan, as a row.
func (p *Plan) Row(i int) *Row {
	model := p.Model(i).Rows[p.Stage(i)]
	r, days := model.For(p.ID(i), p.PersonID(p.Person(i)), string(p.Number(i))), p.shift(i)
	for _, d := range []*uint32{&r.Day, &r.Come, &r.Due} {
		if *d != 0 {
			*d = dayNumber(dateOf(*d).Add(days))
		}
	}
	if r.IssuedAt != 0 {
		r.IssuedAt += int64(days) * 24 * 3600
	}
	if r.Registry != 0 {
		r.Registry = p.Registry(i)
	}
	if r.Handover != 0 {
		r.Handover = p.Registry(i)
	}
	if r.Stage == intake.Ready {
		r.Due = dayNumber(p.KeepTo(i))
	}
	return r
}

func dayNumber(d calendar.Date) uint32 { return uint32(d.Year*10000 + int(d.Month)*100 + d.Day) }

func dateOf(n uint32) calendar.Date {
	return calendar.Date{Year: int(n / 10000), Month: time.Month(n / 100 % 100), Day: int(n % 100)}
}
