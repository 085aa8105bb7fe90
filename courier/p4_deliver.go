package courier

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
)

// Delivery is what the courier brings back from the provider's chancellery.
type Delivery struct {
	At       time.Time              // by the provider's clock
	Receiver string                 // who signed
	Incoming map[code.Number]string // the chancellery's numbers, as far as it gave them
	Missed   []code.Number          // on the list, not in the box
	Extra    []string               // in the box, not on the list: numbers or codes
}

// Discrepancy is the act about what did not match a registry's list.
type Discrepancy struct {
	Number   uint64
	Registry uint64
	At       time.Time
	By       string
	Missed   []string // case numbers
	Extra    []string
}

// Deliver records that a registry reached the provider. Its cases start the
// provider's steps; what was missing returns to the sector; what did not
// match makes a discrepancy act.
func (o *Office) Deliver(ctx context.Context, by intake.By, no uint64, d Delivery, progress func(done, all int)) (*Registry, *Discrepancy, error) {
	if err := by.May(intake.Command(intake.ActDeliver)); err != nil {
		return nil, nil, err
	}
	switch {
	case d.Receiver == "":
		return nil, nil, intake.Refuse(ProblemReceiver, "receiver")
	case d.At.After(by.At):
		return nil, nil, intake.Refuse(ProblemDeliveryFuture, "at")
	}
	d.Missed, d.Extra = once(d.Missed), once(d.Extra)
	_, err := o.Write(ctx, by, intake.Command(intake.ActDeliver), 4, func(tx *store.Tx) error {
		r, err := registry(tx, no)
		if err != nil {
			return err
		}
		if err := r.in(Dispatched); err != nil {
			return err
		}
		if d.At.Before(r.DispatchedAt.Truncate(time.Minute)) {
			return intake.Refuse(ProblemDeliveryEarly, "at")
		}
		r.State, r.DeliveredAt, r.Receiver, r.Pending = Delivered, d.At, d.Receiver, true
		if err := d.fill(tx, r); err != nil {
			return err
		}
		if len(d.Missed)+len(d.Extra) > 0 {
			if err := d.discrepancy(tx, by, no); err != nil {
				return err
			}
		}
		tx.Note(string(intake.ActDeliver), strconv.FormatUint(no, 10))
		return Registries.Put(tx, r)
	})
	if err != nil {
		return nil, nil, err
	}
	if err := o.spread(ctx, by, no, progress); err != nil {
		return nil, nil, err
	}
	r, err := o.Registry(ctx, no)
	if err != nil {
		return nil, nil, err
	}
	act, err := o.DiscrepancyOf(ctx, no)
	return r, act, err
}

// fill turns numbers into ids, and refuses one that is not in the registry.
func (d *Delivery) fill(tx *store.Tx, r *Registry) error {
	find := func(n code.Number) (uuid.UUID, error) {
		c, err := intake.CaseNumbered(tx, n)
		if err != nil {
			return uuid.Nil, err
		}
		if c.Registry != r.Number || c.Stage != intake.Out {
			return uuid.Nil, intake.Refuse(ProblemNotInRegistry, "", string(n), r.Number)
		}
		return c.ID, nil
	}
	for _, n := range slices.Sorted(maps.Keys(d.Incoming)) {
		id, err := find(n)
		if err != nil {
			return err
		}
		r.Incoming = append(r.Incoming, Incoming{id, d.Incoming[n]})
	}
	for _, n := range d.Missed {
		id, err := find(n)
		if err != nil {
			return err
		}
		r.Missed = append(r.Missed, id)
	}
	return nil
}

func (d *Delivery) discrepancy(tx *store.Tx, by intake.By, no uint64) error {
	n, err := tx.Next("discrepancy")
	if err != nil {
		return err
	}
	a := Discrepancy{Number: n, Registry: no, At: by.At, By: by.Actor.Code, Extra: d.Extra}
	for _, m := range d.Missed {
		a.Missed = append(a.Missed, string(m))
	}
	tx.Note("discrepancy", strconv.FormatUint(n, 10), strconv.FormatUint(no, 10))
	return Discrepancies.Put(tx, &a)
}

// spread brings a delivery to the registry's cases, a few to a transaction.
// The registry keeps all it needs, so a crash half-way is finished later.
func (o *Office) spread(ctx context.Context, by intake.By, no uint64, progress func(done, all int)) error {
	r, err := o.Registry(ctx, no)
	if err != nil {
		return err
	}
	var ids []uuid.UUID
	err = o.View(ctx, func(tx *store.Tx) error {
		ids = nil
		var after []byte
		for {
			rows, err := intake.RegistryPage(tx, 'o', no, after, 500)
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, row := range rows {
				if row.Stage == intake.Out && !row.Arrived {
					ids = append(ids, row.ID)
				}
			}
			after = rows[len(rows)-1].Cursor
		}
	})
	if err != nil {
		return err
	}
	incoming, missed := map[uuid.UUID]string{}, map[uuid.UUID]bool{}
	for _, n := range r.Incoming {
		incoming[n.Case] = n.Number
	}
	for _, id := range r.Missed {
		missed[id] = true
	}
	err = o.Each(ctx, by, intake.ActDeliver, strconv.FormatUint(no, 10), ids, progress, func(_ *store.Tx, c *intake.Case) error {
		if missed[c.ID] {
			return c.Move(by, intake.ActMissed, strconv.FormatUint(no, 10), func(s *intake.State) { s.Registry = 0 })
		}
		return o.arrive(by, c, r.DeliveredAt, incoming[c.ID])
	})
	if err != nil {
		return err
	}
	_, err = o.Write(ctx, by.Part(store.AppendUint64([]byte("spread"), no)), intake.Command(intake.ActDeliver), 4, func(tx *store.Tx) error {
		r, err := registry(tx, no)
		if err != nil || !r.Pending {
			return err
		}
		r.Pending = false
		return Registries.Put(tx, r)
	})
	return err
}

// Resume finishes deliveries that a crash cut off. It is called when an
// office is opened, by intake.Itself as the sector.
func (o *Office) Resume(ctx context.Context, by intake.By) error {
	if err := by.May(intake.Command(intake.ActDeliver)); err != nil {
		return err
	}
	var nos []uint64
	err := o.View(ctx, func(tx *store.Tx) error {
		nos = nil
		hits, err := RegistryByState.Page(tx, []byte{0xff}, nil, 100, false)
		for _, h := range hits {
			no, _, err := store.ReadUint64(h.ID)
			if err != nil {
				return err
			}
			nos = append(nos, no)
		}
		return err
	})
	for _, no := range nos {
		if err == nil {
			err = o.spread(ctx, by, no, nil)
		}
	}
	return err
}

// DiscrepancyOf finds a registry's discrepancy act; nil when all matched.
func (o *Office) DiscrepancyOf(ctx context.Context, no uint64) (a *Discrepancy, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		a = nil
		hits, err := DiscrepancyByRegistry.Page(tx, store.AppendUint64(nil, no), nil, 1, false)
		if err != nil || len(hits) == 0 {
			return err
		}
		a, err = Discrepancies.Get(tx, hits[0].ID)
		return err
	})
	if a != nil {
		o.local(&a.At)
	}
	return a, err
}
