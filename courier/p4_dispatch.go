package courier

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
)

// OpenRegistry begins a registry for a provider (process 4). A provider has
// one open registry at a time: asked again, it is given.
func (o *Office) OpenRegistry(ctx context.Context, by intake.By, provider string) (*Registry, error) {
	if err := by.May(intake.CanRegistry); err != nil {
		return nil, err
	}
	if _, ok := o.Office.Provider(provider); !ok {
		return nil, intake.Refuse(intake.ProblemProviderUnknown, "provider", provider)
	}
	var no uint64
	_, err := o.Write(ctx, by, intake.CanRegistry, 4, func(tx *store.Tx) error {
		r, err := openOrNew(tx, by, provider)
		if err == nil {
			no = r.Number
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if no == 0 { // an earlier try made it and its answer was lost
		r, err := made(ctx, o, RegistryByOp, Registries, by.Op)
		return o.here(r), err
	}
	return o.Registry(ctx, no)
}

func openOrNew(tx *store.Tx, by intake.By, provider string) (*Registry, error) {
	r, err := openFor(tx, provider)
	if r != nil || err != nil {
		return r, err
	}
	no, err := tx.Next("registry")
	if err != nil {
		return nil, err
	}
	r = &Registry{Number: no, Op: by.Op, Provider: provider, State: Open, OpenedAt: by.At, OpenedBy: by.Actor.Code}
	tx.Note("registry-open", strconv.FormatUint(no, 10))
	return r, Registries.Put(tx, r)
}

// Put lays a case into its provider's open registry, opening the next one
// when there is none: what comes after the closing goes with the next.
func (o *Office) Put(ctx context.Context, by intake.By, id uuid.UUID) (*intake.Case, error) {
	return o.lay(ctx, by, 0, id)
}

// Add lays a case into a named registry of its provider.
func (o *Office) Add(ctx context.Context, by intake.By, no uint64, id uuid.UUID) (*intake.Case, error) {
	return o.lay(ctx, by, no, id)
}

// PutAll lays everything the sector holds for a provider into its registry.
func (o *Office) PutAll(ctx context.Context, by intake.By, provider string, progress func(done, all int)) (int, error) {
	if err := by.May(intake.Command(intake.ActAdd)); err != nil {
		return 0, err
	}
	var ids []uuid.UUID
	err := o.View(ctx, func(tx *store.Tx) error {
		ids = nil
		var after []byte
		for {
			rows, err := intake.ListPageOf(tx, intake.ListSector, provider, after, 200)
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, r := range rows {
				ids = append(ids, r.ID)
			}
			after = rows[len(rows)-1].Cursor
		}
	})
	if err != nil {
		return 0, err
	}
	n, err := o.announce(ctx, by, intake.ActAdd, provider, len(ids))
	if err != nil {
		return 0, err
	}
	return n, o.Each(ctx, by, intake.ActAdd, provider, ids, progress, func(tx *store.Tx, c *intake.Case) error {
		return put(tx, by, 0, c)
	})
}

// lay is one case's Put or Add.
func (o *Office) lay(ctx context.Context, by intake.By, no uint64, id uuid.UUID) (*intake.Case, error) {
	_, err := o.Write(ctx, by, intake.Command(intake.ActAdd), 4, func(tx *store.Tx) error {
		c, err := intake.Change(tx, by, id, func(c *intake.Case) error { return put(tx, by, no, c) })
		if err == nil {
			tx.Note(string(intake.ActAdd), strconv.FormatUint(c.Registry, 10), string(c.Number))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.Case(ctx, id)
}

// put is the rule of Put, Add and PutAll; no 0 means the open registry.
func put(tx *store.Tx, by intake.By, no uint64, c *intake.Case) error {
	if c.Stage == intake.Out {
		return intake.Refuse(ProblemInRegistry, "", string(c.Number), c.Registry)
	}
	if _, ok := intake.ActAdd.Allows(c.Stage); !ok {
		return intake.Refuse(intake.ProblemNotNow, "", string(intake.ActAdd), c.Stage.String(), string(c.Number))
	}
	find := func() (*Registry, error) { return openOrNew(tx, by, c.Provider) }
	if no != 0 {
		find = func() (*Registry, error) { return registry(tx, no) }
	}
	r, err := find()
	switch {
	case err != nil:
		return err
	case r.State != Open:
		return intake.Refuse(ProblemRegistryClosed, "registry", r.Number)
	case r.Provider != c.Provider:
		return intake.Refuse(ProblemOtherProvider, "registry", string(c.Number), c.Provider)
	}
	return c.Move(by, intake.ActAdd, "", func(s *intake.State) {
		s.Registry, s.Late = r.Number, c.Dispatch.Before(calendar.DateOf(by.At))
	})
}

// TakeOut puts a case back from an open registry to the sector's pile.
func (o *Office) TakeOut(ctx context.Context, by intake.By, id uuid.UUID) (*intake.Case, error) {
	return o.Do(ctx, by, id, intake.ActTakeOut, "", func(tx *store.Tx, c *intake.Case) error {
		r, err := registry(tx, c.Registry)
		if err != nil {
			return err
		}
		c.Registry, c.Late = 0, false
		return r.in(Open)
	})
}

// CloseRegistry ends a registry: its list is fixed and can be printed.
func (o *Office) CloseRegistry(ctx context.Context, by intake.By, no uint64) (*Registry, error) {
	return o.change(ctx, by, "registry-close", no, func(tx *store.Tx, r *Registry) error {
		out, _, err := Held(tx, no)
		if err != nil {
			return err
		}
		if out == 0 {
			return intake.Refuse(ProblemRegistryEmpty, "registry", no)
		}
		r.Cases, r.ClosedAt = uint64(out), by.At
		err = r.in(Open)
		r.State = Closed
		return err
	})
}

// Reopen takes the closing back, before the courier has the registry.
func (o *Office) Reopen(ctx context.Context, by intake.By, no uint64) (*Registry, error) {
	return o.change(ctx, by, "registry-reopen", no, func(tx *store.Tx, r *Registry) error {
		if other, err := openFor(tx, r.Provider); err != nil {
			return err
		} else if other != nil {
			return intake.Refuse(ProblemRegistryState, "registry", no, r.State)
		}
		err := r.in(Closed)
		r.State, r.Cases, r.ClosedAt = Open, 0, time.Time{}
		return err
	})
}

// perWrite is how many registries fit one transaction on every engine: each is
// a record and two index entries of a hundred keys; the tallies they share.
const perWrite = 25

// Dispatch hands closed registries to a courier with one act for the batch.
// One record a registry is written, however many cases it holds. All of them
// are judged before the first is written; a batch too long for one transaction
// is finished by the same By if it was cut off.
func (o *Office) Dispatch(ctx context.Context, by intake.By, nos []uint64, courier, run, seal string) ([]*Registry, error) {
	if err := by.May(intake.CanRegistry); err != nil {
		return nil, err
	}
	switch {
	case len(nos) == 0:
		return nil, intake.Refuse(ProblemNothing, "registry")
	case courier == "":
		return nil, intake.Refuse(ProblemCourier, "courier")
	case seal == "":
		return nil, intake.Refuse(ProblemSeal, "seal")
	}
	nos = once(nos)
	for from := 0; from < len(nos); from += perWrite {
		part, op := nos[from:min(from+perWrite, len(nos))], by
		if from > 0 {
			op = by.Part(store.AppendUint64(nil, part[0]))
		}
		_, err := o.Write(ctx, op, intake.CanRegistry, 4, func(tx *store.Tx) error {
			batch, err := openBatch(tx, nos, from > 0)
			if err != nil {
				return err
			}
			var names []string
			for _, no := range part {
				r, err := registry(tx, no)
				if err != nil {
					return err
				}
				if err := r.in(Closed); err != nil {
					return err
				}
				r.State, r.Batch, r.Courier, r.Run, r.Seal, r.DispatchedAt = Dispatched, batch, courier, run, seal, by.At
				if err := Registries.Put(tx, r); err != nil {
					return err
				}
				names = append(names, strconv.FormatUint(no, 10))
			}
			tx.Note("dispatch", strconv.FormatUint(batch, 10), names...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var sent []*Registry
	for _, no := range nos {
		r, err := o.Registry(ctx, no)
		if err != nil {
			return nil, err
		}
		sent = append(sent, r)
	}
	return sent, nil
}

// openBatch numbers a batch whose registries all can leave; going on, it is the
// number the first of them left with.
func openBatch(tx *store.Tx, nos []uint64, going bool) (uint64, error) {
	if going {
		first, err := registry(tx, nos[0])
		if err != nil {
			return 0, err
		}
		return first.Batch, first.in(Dispatched, Delivered)
	}
	for _, no := range nos {
		r, err := registry(tx, no)
		if err != nil {
			return 0, err
		}
		if err := r.in(Closed); err != nil {
			return 0, err
		}
	}
	return tx.Next("dispatch")
}

// Recall takes a dispatch back: the courier has not left after all.
func (o *Office) Recall(ctx context.Context, by intake.By, no uint64) (*Registry, error) {
	return o.change(ctx, by, "dispatch-recall", no, func(_ *store.Tx, r *Registry) error {
		err := r.in(Dispatched)
		r.State, r.Batch, r.Courier, r.Run, r.Seal, r.DispatchedAt = Closed, 0, "", "", "", time.Time{}
		return err
	})
}

// LeaveBy is the hour by which papers due on a day must be with the courier:
// the last run of the day, or the closing of the office.
func (o *Office) LeaveBy(day calendar.Date) calendar.Clock {
	if n := len(o.Office.Courier); n > 0 {
		return o.Office.Courier[n-1]
	}
	return o.Calendar().CloseOn(day)
}
