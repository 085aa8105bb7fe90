package faulttest

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"tereze/store"
)

// stage is where a case stands.
type stage byte

const (
	accepted stage = iota + 1
	handed
	marked
	issued
)

var acts = map[stage]string{accepted: "accept", handed: "hand", marked: "mark", issued: "issue"}

// kase is a case: every act on it leaves its Op.
type kase struct {
	ID     uuid.UUID
	Number uint64 // given when it was accepted, of the sequence "case"
	Paper  uint64 // given when it was issued, of the sequence "paper"; 0 before
	Stage  stage
	Name   string // invented
	Acts   []uuid.UUID
}

// row is what the work list shows of it.
func (c *kase) row() []byte { return fmt.Appendf(nil, "%d %s", c.Number, c.Name) }

// office is the schema of these tests. The declarations are made anew for each
// ledger that wants its own.
type office struct {
	cases                           *store.Table[kase]
	byStage, byNumber, byName, work *store.Index[kase]
	schema                          store.Schema
}

func newOffice() *office {
	o := &office{cases: store.NewTable(store.TableSpec[kase]{
		Name: "case", Version: 1,
		ID: func(c *kase) []byte { return c.ID[:] },
		Encode: func(e *store.Encoder, c *kase) {
			e.UUID(c.ID)
			e.Uint(c.Number)
			e.Uint(c.Paper)
			e.Uint(uint64(c.Stage))
			e.String(c.Name)
			store.EncodeList(e, c.Acts, func(e *store.Encoder, op *uuid.UUID) { e.UUID(*op) })
		},
		Decode: func(d *store.Decoder, _ byte, c *kase) {
			c.ID, c.Number, c.Paper, c.Stage, c.Name = d.UUID(), d.Uint(), d.Uint(), stage(d.Uint()), d.String()
			c.Acts = store.DecodeList(d, func(d *store.Decoder, op *uuid.UUID) { *op = d.UUID() })
		},
	})}
	add := func(name string, marks func(blind func(...string) []byte, c *kase) []store.Mark) *store.Index[kase] {
		return store.NewIndex(o.cases, store.IndexSpec[kase]{Name: name, Marks: marks})
	}
	o.byStage = add("stage", func(_ func(...string) []byte, c *kase) []store.Mark {
		key := store.AppendUint64([]byte{byte(c.Stage)}, c.Number)
		return []store.Mark{{Key: key, Row: c.row(), Tally: []byte{byte(c.Stage)}}}
	})
	o.byNumber = add("number", func(_ func(...string) []byte, c *kase) []store.Mark {
		return []store.Mark{{Key: store.AppendUint64(nil, c.Number)}}
	})
	o.byName = add("name", func(blind func(...string) []byte, c *kase) []store.Mark {
		return []store.Mark{{Key: blind("name", c.Name)}}
	})
	o.work = add("work", func(_ func(...string) []byte, c *kase) []store.Mark {
		return []store.Mark{{Tally: []byte("acts"), Weight: int64(len(c.Acts))}}
	})
	o.schema = store.Schema{Tables: []store.AnyTable{o.cases}}
	return o
}

var errWrongStage = errors.New("the case is in another stage")

// act does a command. That it is done once only is the store's promise: this
// function does not ask whether it was done before.
func (o *office) act(tx *store.Tx, c command) error {
	tx.Note(acts[c.Stage], c.Case.String())
	if c.Stage == accepted {
		n, err := tx.Next("case")
		if err != nil {
			return err
		}
		name := fmt.Sprintf("Invented %x", binary.BigEndian.Uint16(c.Case[:]))
		return o.cases.Put(tx, &kase{ID: c.Case, Number: n, Stage: accepted, Name: name, Acts: []uuid.UUID{c.Op}})
	}
	k, err := o.cases.Get(tx, c.Case[:])
	if err != nil {
		return err
	}
	if k.Stage != c.Stage-1 {
		return fmt.Errorf("%w: case %s is at %d, wanted to %s", errWrongStage, k.ID, k.Stage, acts[c.Stage])
	}
	if k.Stage, k.Acts = c.Stage, append(k.Acts, c.Op); c.Stage == issued {
		if k.Paper, err = tx.Next("paper"); err != nil {
			return err
		}
	}
	return o.cases.Put(tx, k)
}

// unfinished gives up to limit cases of each stage that may still move.
func (o *office) unfinished(tx *store.Tx, limit int) (list []command, err error) {
	for s := accepted; s < issued; s++ {
		hits, err := o.byStage.Page(tx, []byte{byte(s)}, nil, limit, false)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			list = append(list, command{Case: uuid.UUID(h.ID), Stage: s})
		}
	}
	return list, nil
}
