package courier

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
)

// Registry is the list of one provider's papers on one run of the courier. It
// carries the transit of its cases: they only point to it.
type Registry struct {
	Number   uint64
	Op       uuid.UUID // the operation that opened it
	Provider string
	State    State
	OpenedAt time.Time
	OpenedBy string
	ClosedAt time.Time
	Cases    uint64 // how many it holds, fixed when it is closed

	Batch        uint64 // the act of handing over to the courier, one for many registries
	Courier      string
	Run          string
	Seal         string
	DispatchedAt time.Time

	DeliveredAt time.Time // by the provider's clock
	Receiver    string    // who signed for it at the chancellery
	Incoming    []Incoming
	Missed      []uuid.UUID // on the list, not in the box
	Pending     bool        // the delivery has not reached all its cases yet
}

// Incoming is the number the chancellery gave a case.
type Incoming struct {
	Case   uuid.UUID
	Number string
}

// State is where a registry is. The numbers are stored.
type State uint8

// The states of a registry.
const (
	Open State = 1 + iota
	Closed
	Dispatched
	Delivered
)

// String is the state's name in scripts.
func (s State) String() string {
	return [...]string{"", "open", "closed", "dispatched", "delivered"}[min(int(s), 4)]
}

// registry reads one inside a transaction.
func registry(tx *store.Tx, no uint64) (*Registry, error) {
	r, err := Registries.Get(tx, store.AppendUint64(nil, no))
	if errors.Is(err, store.ErrNotFound) {
		return nil, intake.Refuse(ProblemNoRegistry, "registry", no)
	}
	return r, err
}

// Registry reads a registry by its number.
func (o *Office) Registry(ctx context.Context, no uint64) (r *Registry, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		r, err = registry(tx, no)
		return err
	})
	return o.here(r), err
}

// here puts a registry's times into the office's zone: the store keeps instants.
func (o *Office) here(r *Registry) *Registry {
	if r != nil {
		o.local(&r.OpenedAt, &r.ClosedAt, &r.DispatchedAt, &r.DeliveredAt)
	}
	return r
}

func (o *Office) local(times ...*time.Time) {
	for _, t := range times {
		if !t.IsZero() {
			*t = t.In(o.Office.Zone())
		}
	}
}

// RegistriesIn lists the registries in a state, by provider and number.
func (o *Office) RegistriesIn(ctx context.Context, s State, limit int) (all []*Registry, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		all, err = registriesIn(tx, s, limit)
		return err
	})
	for _, r := range all {
		o.here(r)
	}
	return all, err
}

func registriesIn(tx *store.Tx, s State, limit int) ([]*Registry, error) {
	hits, err := RegistryByState.Page(tx, []byte{byte(s)}, nil, limit, false)
	var all []*Registry
	for _, h := range hits {
		r, err := Registries.Get(tx, h.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, err
}

// openFor finds the provider's open registry; nil when there is none.
func openFor(tx *store.Tx, provider string) (*Registry, error) {
	hits, err := RegistryByState.Page(tx, stateKey(Open, provider), nil, 1, true)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	return Registries.Get(tx, hits[0].ID)
}

// Contents reads a page of a registry's cases: those still out first, then
// those that came back. after is the cursor of the page before.
func (o *Office) Contents(ctx context.Context, no uint64, after []byte, limit int) (rows []intake.ListRow, err error) {
	err = o.View(ctx, func(tx *store.Tx) error {
		rows, err = intake.RegistryPage(tx, 'o', no, after, limit)
		return err
	})
	return rows, err
}

// Held counts a registry's cases: still out with it, and back from it.
func Held(tx *store.Tx, no uint64) (out, back int64, err error) {
	if out, err = intake.ByRegistry.Tally(tx, intake.RegistryKey('o', no, true)); err != nil {
		return
	}
	back, err = intake.ByRegistry.Tally(tx, intake.RegistryKey('o', no, false))
	return
}

// change reads a registry, lets fn act on it and writes it back, for whom
// registries are entrusted to.
func (o *Office) change(ctx context.Context, by intake.By, act string, no uint64, fn func(*store.Tx, *Registry) error) (*Registry, error) {
	_, err := o.Write(ctx, by, intake.CanRegistry, 4, func(tx *store.Tx) error {
		r, err := registry(tx, no)
		if err != nil {
			return err
		}
		if err := fn(tx, r); err != nil {
			return err
		}
		tx.Note(act, strconv.FormatUint(no, 10))
		return Registries.Put(tx, r)
	})
	if err != nil {
		return nil, err
	}
	return o.Registry(ctx, no)
}

// in refuses an act that does not fit the registry's state.
func (r *Registry) in(want ...State) error {
	for _, w := range want {
		if r.State == w {
			return nil
		}
	}
	return intake.Refuse(ProblemRegistryState, "registry", r.Number, r.State)
}

// Words is the state in words.
func (s State) Words() trio.Text {
	switch s {
	case Open:
		return trio.Text{KK: "ашық", RU: "открыт", EN: "open"}
	case Closed:
		return trio.Text{KK: "жабық", RU: "закрыт", EN: "closed"}
	case Dispatched:
		return trio.Text{KK: "жолда", RU: "в пути", EN: "on the road"}
	case Delivered:
		return trio.Text{KK: "жеткізілді", RU: "доставлен", EN: "delivered"}
	}
	return trio.Text{}
}
