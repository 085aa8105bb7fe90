package courier

import (
	"context"

	"github.com/google/uuid"

	"tereze/store"
)

// The tables of the sector. Their records are keyed by the number on paper.
var (
	Handovers = store.NewTable(store.TableSpec[Handover]{
		Name: "handover", Version: 1,
		ID:     func(h *Handover) []byte { return store.AppendUint64(nil, h.Number) },
		Encode: encodeHandover, Decode: decodeHandover,
	})
	Registries = store.NewTable(store.TableSpec[Registry]{
		Name: "registry", Version: 1,
		ID:     func(r *Registry) []byte { return store.AppendUint64(nil, r.Number) },
		Encode: encodeRegistry, Decode: decodeRegistry,
	})
	Returns = store.NewTable(store.TableSpec[Return]{
		Name: "return", Version: 1,
		ID:     func(r *Return) []byte { return store.AppendUint64(nil, r.Number) },
		Encode: encodeReturn, Decode: decodeReturn,
	})
	Discrepancies = store.NewTable(store.TableSpec[Discrepancy]{
		Name: "discrepancy", Version: 1,
		ID:     func(a *Discrepancy) []byte { return store.AppendUint64(nil, a.Number) },
		Encode: encodeDiscrepancy, Decode: decodeDiscrepancy,
	})
)

// The indexes. The operation leads to what it made, for an answer that was
// lost on its way; the state leads to the registries that stand in it.
var (
	HandoverByOp = store.NewIndex(Handovers, store.IndexSpec[Handover]{
		Name: "handover-op",
		Marks: func(_ func(...string) []byte, h *Handover) []store.Mark {
			return []store.Mark{{Key: h.Op[:]}}
		},
	})
	RegistryByOp = store.NewIndex(Registries, store.IndexSpec[Registry]{
		Name: "registry-op",
		Marks: func(_ func(...string) []byte, r *Registry) []store.Mark {
			return []store.Mark{{Key: r.Op[:]}}
		},
	})
	RegistryByState = store.NewIndex(Registries, store.IndexSpec[Registry]{
		Name: "registry-state",
		Marks: func(_ func(...string) []byte, r *Registry) []store.Mark {
			key := stateKey(r.State, r.Provider)
			marks := []store.Mark{{Key: store.AppendUint64(key[:len(key):len(key)], r.Number), Tally: []byte{byte(r.State)}}}
			if r.Pending {
				marks = append(marks, store.Mark{Key: store.AppendUint64([]byte{0xff}, r.Number)})
			}
			return marks
		},
	})
	ReturnByOp = store.NewIndex(Returns, store.IndexSpec[Return]{
		Name: "return-op",
		Marks: func(_ func(...string) []byte, r *Return) []store.Mark {
			return []store.Mark{{Key: r.Op[:]}}
		},
	})
	DiscrepancyByRegistry = store.NewIndex(Discrepancies, store.IndexSpec[Discrepancy]{
		Name: "discrepancy-registry",
		Marks: func(_ func(...string) []byte, a *Discrepancy) []store.Mark {
			return []store.Mark{{Key: store.AppendUint64(nil, a.Registry)}}
		},
	})
)

func stateKey(s State, provider string) []byte {
	return store.AppendString([]byte{byte(s)}, provider)
}

// made reads the record an operation made, whether now or on an earlier try.
func made[T any](ctx context.Context, o *Office, x *store.Index[T], t *store.Table[T], op uuid.UUID) (rec *T, err error) {
	err = o.Ledger.View(ctx, func(tx *store.Tx) error { // the end of an act: whoever did it
		hits, err := x.Page(tx, op[:], nil, 1, false)
		if err != nil {
			return err
		}
		if len(hits) == 0 {
			return store.ErrNotFound
		}
		rec, err = t.Get(tx, hits[0].ID)
		return err
	})
	return rec, err
}

// The stored forms, version 1 each.

func encodeHandover(e *store.Encoder, h *Handover) {
	e.Uint(h.Number)
	e.UUID(h.Op)
	e.String(h.From)
	e.String(h.To)
	e.Time(h.At)
	e.Uint(h.Cases)
}

func decodeHandover(d *store.Decoder, _ byte, h *Handover) {
	h.Number, h.Op, h.From, h.To, h.At, h.Cases = d.Uint(), d.UUID(), d.String(), d.String(), d.Time(), d.Uint()
}

func encodeRegistry(e *store.Encoder, r *Registry) {
	e.Uint(r.Number)
	e.UUID(r.Op)
	e.String(r.Provider)
	e.Uint(uint64(r.State))
	e.Time(r.OpenedAt)
	e.String(r.OpenedBy)
	e.Time(r.ClosedAt)
	e.Uint(r.Cases)
	e.Uint(r.Batch)
	e.String(r.Courier)
	e.String(r.Run)
	e.String(r.Seal)
	e.Time(r.DispatchedAt)
	e.Time(r.DeliveredAt)
	e.String(r.Receiver)
	e.Bool(r.Pending)
	store.EncodeList(e, r.Incoming, func(e *store.Encoder, n *Incoming) {
		e.UUID(n.Case)
		e.String(n.Number)
	})
	store.EncodeList(e, r.Missed, func(e *store.Encoder, id *uuid.UUID) { e.UUID(*id) })
}

func decodeRegistry(d *store.Decoder, _ byte, r *Registry) {
	r.Number, r.Op, r.Provider, r.State = d.Uint(), d.UUID(), d.String(), State(d.Uint())
	r.OpenedAt, r.OpenedBy, r.ClosedAt, r.Cases = d.Time(), d.String(), d.Time(), d.Uint()
	r.Batch, r.Courier, r.Run, r.Seal = d.Uint(), d.String(), d.String(), d.String()
	r.DispatchedAt, r.DeliveredAt, r.Receiver, r.Pending = d.Time(), d.Time(), d.String(), d.Bool()
	r.Incoming = store.DecodeList(d, func(d *store.Decoder, n *Incoming) { n.Case, n.Number = d.UUID(), d.String() })
	r.Missed = store.DecodeList(d, func(d *store.Decoder, id *uuid.UUID) { *id = d.UUID() })
}

func encodeReturn(e *store.Encoder, r *Return) {
	e.Uint(r.Number)
	e.UUID(r.Op)
	e.String(r.Provider)
	e.Time(r.At)
	e.String(r.By)
	e.Uint(r.Cases)
	e.Strings(r.Strays)
}

func decodeReturn(d *store.Decoder, _ byte, r *Return) {
	r.Number, r.Op, r.Provider, r.At, r.By = d.Uint(), d.UUID(), d.String(), d.Time(), d.String()
	r.Cases, r.Strays = d.Uint(), d.Strings()
}

func encodeDiscrepancy(e *store.Encoder, a *Discrepancy) {
	e.Uint(a.Number)
	e.Uint(a.Registry)
	e.Time(a.At)
	e.String(a.By)
	e.Strings(a.Missed)
	e.Strings(a.Extra)
}

func decodeDiscrepancy(d *store.Decoder, _ byte, a *Discrepancy) {
	a.Number, a.Registry, a.At, a.By = d.Uint(), d.Uint(), d.Time(), d.String()
	a.Missed, a.Extra = d.Strings(), d.Strings()
}
