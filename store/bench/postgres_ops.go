package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
)

// Accept implements writer.
func (g *postgres) Accept(ctx context.Context, v *visit) error {
	if l := g.plan.Models.Desk.Check(&v.App); !l.Complete || len(l.Problems) > 0 {
		return fmt.Errorf("a visit of model %d is not acceptable: %v", v.Person, l.Problems)
	}
	p := v.App.Recipient
	p.ID, p.Seen, p.SeenFor = uuid.Must(uuid.NewV7()), v.By.At, v.App.Service
	person := personBody(&p)
	const nobody = "000-000000-000000" // the server puts the number in
	r := v.Model.Rows[intake.Accepted].For(v.App.ID, p.ID, nobody)
	day := calendar.DateOf(v.By.At)
	r.Day = dayNumber(day)
	keys, moves := moved(nil, r)
	sequence := "case/" + day.String()
	h := &entryHead{op: v.By.Op, at: v.By.At, operator: v.By.Actor.Code, process: 2, act: "accept", subject: nobody, changes: []change{
		{"#sequence", []byte(sequence), nil}, {"case", r.id[:], r.Body}, {"person", p.ID[:], person}}}
	prefix := officeNumber + "-" + v.By.At.Format("060102") + "-"
	at := func(b []byte) int32 { return int32(bytes.Index(b, []byte(nobody))) + 1 }
	return g.do(ctx, "SELECT accept($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26)",
		v.By.Op[:], headBytes(h), sequence, prefix, p.IIN, p.Phone, p.ID[:], person, g.plan.Models.Names.Keys(v.Person),
		r.id[:], int64(r.Stage), int64(r.Day), r.Served, at(r.Served), int64(r.Come), int64(r.List), int64(r.Due), int64(r.Minute),
		r.Provider, r.Row, at(r.Row), r.Body, at(r.Body), places(r.Body, p.ID), keys, moves)
}

// places are where, from 1, an id stands in b.
func places(b []byte, id uuid.UUID) (all []int32) {
	for at := 0; ; {
		k := bytes.Index(b[at:], id[:])
		if k < 0 {
			return all
		}
		at += k + len(id)
		all = append(all, int32(at-len(id))+1)
	}
}

// headBytes is a journal entry without what the server adds: the number and the
// entry before.
func headBytes(h *entryHead) []byte {
	body, _ := entry(0, nil, h)
	return body
}

// Mark implements peer.
func (g *postgres) Mark(ctx context.Context, i int) error {
	was, is, op := g.plan.Row(i), g.plan.Moved(i, intake.Marked), uuid.Must(uuid.NewV7())
	keys, moves := moved(was, is)
	h := &entryHead{op: op, at: liveDay, operator: sector.Code, process: 6, act: "mark", subject: was.Number, changes: []change{{"case", is.id[:], is.Body}}}
	c := is.columns()
	return g.do(ctx, "SELECT mark($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
		op[:], headBytes(h), was.Number, int64(was.Stage), int64(is.Stage), c[9], c[10], c[11], c[12], c[17], is.Row, is.Body, keys, moves)
}

// Sweep implements peer.
func (g *postgres) Sweep(ctx context.Context, pass int, done func(int)) error {
	var due []int
	for i := g.plan.FirstOut() - 2*g.plan.Sweep; i < g.plan.FirstOut(); i++ {
		if g.plan.pass(i) == pass {
			due = append(due, i)
		}
	}
	rows, err := g.pool.Query(ctx, "SELECT id FROM cases WHERE list=$1 AND due<$2 ORDER BY due, minute, number", int64(intake.ListReady), int64(dayNumberAt(pass)))
	if err != nil {
		return err
	}
	found := 0
	for rows.Next() {
		found++
	}
	if rows.Close(); rows.Err() != nil || found != len(due) {
		return fmt.Errorf("%w %w", rows.Err(), notDue(found, len(due)))
	}
	n := sweepBatch
	if g.q != nil {
		n = sweepBatchGrouped
	}
	for from := 0; from < len(due); from += n {
		part := due[from:min(from+n, len(due))]
		if err := g.archive(ctx, pass, part); err != nil {
			return err
		}
		done(from + len(part))
	}
	return nil
}

func (g *postgres) archive(ctx context.Context, pass int, part []int) error {
	op := uuid.Must(uuid.NewV7())
	h := &entryHead{op: op, at: sweepDay(pass), operator: archivar.Code, process: 7, act: "archive", subject: "2015/1"}
	var ids, rows, bodies, keys [][]byte
	var moves []int64
	sums := map[string]int64{}
	var last *Row
	for _, i := range part {
		was, is := g.plan.Row(i), g.plan.Moved(i, intake.Archived)
		ids, rows, bodies = append(ids, is.id[:]), append(rows, is.Row), append(bodies, is.Body)
		k, by := moved(was, is)
		for j := range k {
			sums[string(k[j])] += by[j]
		}
		h.changes = append(h.changes, change{"case", is.id[:], is.Body})
		last = is
	}
	for k, n := range sums {
		keys, moves = append(keys, []byte(k)), append(moves, n)
	}
	return g.do(ctx, "SELECT archive($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
		op[:], headBytes(h), ids, int64(last.Stage), int64(last.List), last.Shelf, rows, bodies, keys, moves)
}
