package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
	"tereze/store/bolt"
)

// Model is a case that walked the road of a real office, as it stood at each
// stage, and the same as rows of a table.
type Model struct {
	App   intake.Application
	Cases map[intake.Stage]*intake.Case
	Rows  map[intake.Stage]*Row
}

// Models are what all stores are filled with and all visits are like.
type Models struct {
	All   []*Model
	Names *Names
	Desk  *intake.Desk // checks applications; has no ledger
}

// modelStages are those in which cases of a store stand, in the order of the road.
var modelStages = []intake.Stage{intake.Accepted, intake.Out, intake.Marked, intake.Ready, intake.Issued, intake.Archived}

const modelCount = 60

// desk is the office without a store.
func desk(clock func() time.Time) *intake.Desk {
	o := intake.DefaultOffice(officeNumber, region)
	return &intake.Desk{Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &o, Clock: clock}
}

// newModels plays the road in a throw-away office.
func newModels(ctx context.Context) (*Models, error) {
	dir, err := os.MkdirTemp("", "bench-models-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	e, err := bolt.Create(filepath.Join(dir, "models.db"), bolt.Options{NoSync: true})
	if err != nil {
		return nil, err
	}
	t := &tap{Engine: e}
	l, err := store.OpenLedger(ctx, t, officeNumber, store.NewKeys(secret), courier.Schema())
	if err != nil {
		e.Close()
		return nil, err
	}
	defer l.Close()
	clock := training.NewClock(modelDay)
	o := &courier.Office{Desk: desk(clock.Now)}
	o.Ledger = l
	m := &Models{Names: newNames(), Desk: desk(time.Now)}
	w := &workshop{ctx, o, clock, m}
	if err := w.accept(); err != nil {
		return nil, fmt.Errorf("models: %w", err)
	}
	if err := w.walk(); err != nil {
		return nil, fmt.Errorf("models: %w", err)
	}
	return m, w.rows(t)
}

type workshop struct {
	ctx   context.Context
	o     *courier.Office
	clock *training.Clock
	m     *Models
}

func (w *workshop) by(a intake.Actor) intake.By {
	w.clock.Add(20 * time.Second)
	return w.o.By(a)
}

// accept makes the applications, of every service that grown-ups may ask for
// that day.
func (w *workshop) accept() error {
	var services []string
	for _, offer := range w.o.Catalogue.On(calendar.DateOf(modelDay), region) {
		s := offer.Service.Code
		app, err := training.Apply(w.o.Desk, s, 1)
		if err != nil || app.Agent != nil || s == "externat" {
			continue
		}
		if l := w.o.Check(&app); l.Complete && len(l.Problems) == 0 {
			services = append(services, s)
		}
	}
	if len(services) == 0 {
		return fmt.Errorf("no service is offered on %s", modelDay)
	}
	for i := range modelCount {
		app, err := training.Apply(w.o.Desk, services[i%len(services)], uint64(i))
		if err != nil {
			return err
		}
		app.Recipient = w.m.Names.Person(i)
		c, err := w.o.Accept(w.ctx, w.by(counter), app)
		if err != nil {
			return err
		}
		w.m.All = append(w.m.All, &Model{App: app, Cases: map[intake.Stage]*intake.Case{intake.Accepted: c}, Rows: map[intake.Stage]*Row{}})
	}
	return nil
}

// walk brings all to the inspector by real acts, and from there to both ends.
func (w *workshop) walk() error {
	ctx, o := w.ctx, w.o
	var ids []uuid.UUID
	var providers []string
	for _, m := range w.m.All {
		c := m.Cases[intake.Accepted]
		if ids = append(ids, c.ID); !slices.Contains(providers, c.Provider) {
			providers = append(providers, c.Provider)
		}
	}
	if _, err := o.Give(ctx, w.by(counter), ids, sector.Code, nil); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := o.Receive(ctx, w.by(sector), id); err != nil {
			return err
		}
	}
	var nos []uint64
	for _, p := range providers {
		if _, err := o.PutAll(ctx, w.by(sector), p, nil); err != nil {
			return err
		}
		r, err := o.OpenRegistry(ctx, w.by(sector), p)
		if err != nil {
			return err
		}
		if _, err := o.CloseRegistry(ctx, w.by(sector), r.Number); err != nil {
			return err
		}
		nos = append(nos, r.Number)
	}
	if _, err := o.Dispatch(ctx, w.by(sector), nos, "М. Тәжін", "1", "П-1"); err != nil {
		return err
	}
	for _, no := range nos {
		w.clock.Add(time.Minute)
		if _, _, err := o.Deliver(ctx, w.by(sector), no, courier.Delivery{At: o.Now(), Receiver: "кеңсе"}, nil); err != nil {
			return err
		}
	}
	if err := w.keep(intake.Out); err != nil {
		return err
	}
	for _, m := range w.m.All {
		if _, err := o.Mark(ctx, w.by(sector), 0, m.Cases[intake.Out].Number.Barcode(), intake.NoOutcome); err != nil {
			return err
		}
	}
	if err := w.keep(intake.Marked); err != nil {
		return err
	}
	if _, err := o.Forward(ctx, w.by(sector), nil, nil); err != nil {
		return err
	}
	if err := w.keep(intake.Ready); err != nil {
		return err
	}
	for _, m := range w.m.All {
		issued, kept := *m.Cases[intake.Ready], *m.Cases[intake.Ready]
		issued.History, kept.History = slices.Clone(issued.History), slices.Clone(kept.History)
		if err := issued.Move(w.by(archivar), intake.ActIssue, intake.IdentityCard+" receipt", nil); err != nil {
			return err
		}
		if err := kept.Move(w.by(archivar), intake.ActArchive, "2015/1", func(s *intake.State) { s.Shelf = "2015/1" }); err != nil {
			return err
		}
		m.Cases[intake.Issued], m.Cases[intake.Archived] = &issued, &kept
	}
	return nil
}

func (w *workshop) keep(s intake.Stage) error {
	for _, m := range w.m.All {
		c, err := w.o.Case(w.ctx, m.Cases[intake.Accepted].ID)
		if err != nil {
			return err
		}
		if c.Stage != s {
			return fmt.Errorf("%s is %s, not %s", c.Number, c.Stage, s)
		}
		m.Cases[s] = c
	}
	return nil
}

// rows puts each case once more, as a new one, and takes the commit apart.
func (w *workshop) rows(t *tap) error {
	for _, m := range w.m.All {
		for _, s := range modelStages {
			c := *m.Cases[s]
			c.ID = uuid.Must(uuid.NewV7())
			if _, err := w.o.Ledger.Update(w.ctx, w.by(counter).Store(0), func(tx *store.Tx) error { return intake.Cases.Put(tx, &c) }); err != nil {
				return err
			}
			r, err := rowOf(&c, t.last)
			if err != nil {
				return err
			}
			m.Rows[s] = r
		}
	}
	return nil
}
