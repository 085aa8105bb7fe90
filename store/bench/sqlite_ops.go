package main

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
)

// Accept implements writer.
func (s *sqlite) Accept(ctx context.Context, v *visit) error {
	if l := s.plan.Models.Desk.Check(&v.App); !l.Complete || len(l.Problems) > 0 {
		return fmt.Errorf("a visit of model %d is not acceptable: %v", v.Person, l.Problems)
	}
	return s.do(ctx, func() error { return s.accept(v) })
}

func (s *sqlite) accept(v *visit) error {
	if done, err := s.isDone(v.By.Op); done || err != nil {
		return err
	}
	if _, err := s.w.row("SELECT stage FROM cases WHERE id=?", 1, v.App.ID[:]); !errors.Is(err, errNone) {
		return fmt.Errorf("registered before: %w", err)
	}
	name := "case/" + calendar.DateOf(v.By.At).String()
	seq, err := s.w.row("INSERT INTO sequences(name,n) VALUES(?,1) ON CONFLICT(name) DO UPDATE SET n=n+1 RETURNING n", 1, name)
	if err != nil {
		return err
	}
	number, err := code.Make(officeNumber, v.By.At, uint64(seq[0].(int64)))
	if err != nil {
		return err
	}
	p := v.App.Recipient
	p.Seen, p.SeenFor = v.By.At, v.App.Service
	known, err := s.w.row("SELECT id FROM people WHERE iin=?", 1, p.IIN)
	switch {
	case errors.Is(err, errNone):
		p.ID = uuid.Must(uuid.NewV7())
		if err := s.person(&p, s.plan.Models.Names.Keys(v.Person)); err != nil {
			return err
		}
	case err != nil:
		return err
	default:
		p.ID = uuid.UUID(known[0].([]byte))
		if err := s.w.exec("UPDATE people SET phone=?, body=? WHERE id=?", p.Phone, personBody(&p), p.ID[:]); err != nil {
			return err
		}
	}
	r := v.Model.Rows[intake.Accepted].For(v.App.ID, p.ID, string(number))
	r.Day = dayNumber(calendar.DateOf(v.By.At))
	if err := s.w.exec(sqliteInsertCase, values(r.columns())...); err != nil {
		return err
	}
	if err := s.count(nil, r); err != nil {
		return err
	}
	if err := s.w.exec("DELETE FROM drafts WHERE id=?", v.App.ID[:]); err != nil {
		return err
	}
	return s.note(&entryHead{op: v.By.Op, at: v.By.At, operator: v.By.Actor.Code, process: 2, act: "accept", subject: string(number), changes: []change{
		{"#sequence", []byte(name), []byte(number)}, {"case", r.id[:], r.Body}, {"person", p.ID[:], personBody(&p)}}})
}

func (s *sqlite) isDone(op uuid.UUID) (bool, error) {
	_, err := s.w.row("SELECT seq FROM ops WHERE op=?", 1, op[:])
	if errors.Is(err, errNone) {
		return false, nil
	}
	return true, err
}

func (s *sqlite) person(p *intake.Person, keys [][]byte) error {
	if err := s.w.exec(sqliteInsertPerson, p.ID[:], p.IIN, p.Phone, personBody(p)); err != nil {
		return err
	}
	args := make([]driver.Value, 0, 2*len(keys))
	for _, k := range keys {
		args = append(args, k, p.ID[:])
	}
	return s.w.exec("INSERT INTO words(key,person) VALUES"+some("(?,?)", len(keys)), args...)
}

// some is a list of as many equal things.
func some(one string, n int) string { return strings.TrimSuffix(strings.Repeat(one+",", n), ",") }

// count moves the kept counts from what one row says to what another does.
func (s *sqlite) count(was, is *Row) error {
	keys, by := moved(was, is)
	if len(keys) == 0 {
		return nil
	}
	args := make([]driver.Value, 0, 2*len(keys))
	for i, k := range keys {
		args = append(args, k, by[i])
	}
	return s.w.exec("INSERT INTO tallies(key,n) VALUES"+some("(?,?)", len(keys))+" ON CONFLICT(key) DO UPDATE SET n=n+excluded.n", args...)
}

// moved says which counts change, by how much.
func moved(was, is *Row) (keys [][]byte, by []int64) {
	var old, now [][]byte
	if was != nil {
		for _, k := range was.Tallies {
			old = append(old, was.tally(k))
		}
	}
	for _, k := range is.Tallies {
		now = append(now, is.tally(k))
	}
	has := func(all [][]byte, k []byte) bool {
		for _, o := range all {
			if bytes.Equal(o, k) {
				return true
			}
		}
		return false
	}
	for _, k := range old {
		if !has(now, k) {
			keys, by = append(keys, k), append(by, -1)
		}
	}
	for _, k := range now {
		if !has(old, k) {
			keys, by = append(keys, k), append(by, 1)
		}
	}
	return keys, by
}

// note writes the journal's entry and the operation.
func (s *sqlite) note(h *entryHead) error {
	last, err := s.w.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", 2)
	if errors.Is(err, errNone) {
		last = []driver.Value{int64(0), make([]byte, 32)}
	} else if err != nil {
		return err
	}
	seq := last[0].(int64) + 1
	body, hash := entry(uint64(seq), last[1].([]byte), h)
	if err := s.w.exec("INSERT INTO journal(seq,hash,body) VALUES(?,?,?)", seq, hash, body); err != nil {
		return err
	}
	return s.w.exec("INSERT INTO ops(op,seq) VALUES(?,?)", h.op[:], seq)
}

const sqliteMove = `UPDATE cases SET stage=?, come=?, list=?, due=?, minute=?, own=?, still=?, shelf=?, row=?, body=? WHERE id=?`

// move writes a case anew in another stage, as the act made it.
func (s *sqlite) move(was, is *Row) error {
	c := is.columns()
	if err := s.w.exec(sqliteMove, values([]any{c[4], c[9], c[10], c[11], c[12], c[14], c[17], c[19], c[20], c[21], c[0]})...); err != nil {
		return err
	}
	return s.count(was, is)
}

// Mark implements peer.
func (s *sqlite) Mark(ctx context.Context, i int) error {
	op := uuid.Must(uuid.NewV7())
	return s.do(ctx, func() error {
		if done, err := s.isDone(op); done || err != nil {
			return err
		}
		was := s.plan.Row(i)
		c, err := s.w.row("SELECT id, stage, registry, body FROM cases WHERE number=?", 4, was.Number)
		if err != nil {
			return err
		}
		if c[1] != int64(intake.Out) || !bytes.Contains(c[3].([]byte), []byte(was.Number)) {
			return fmt.Errorf("case %d is in stage %v", i, c[1])
		}
		state, err := s.w.row("SELECT state FROM registries WHERE no=?", 1, c[2])
		if err != nil || state[0].(int64) < 3 {
			return fmt.Errorf("its registry is not on the road: %v %w", state, err)
		}
		is := s.plan.Moved(i, intake.Marked)
		if err := s.move(was, is); err != nil {
			return err
		}
		return s.note(&entryHead{op: op, at: liveDay, operator: sector.Code, process: 6, act: "mark", subject: was.Number,
			changes: []change{{"case", is.id[:], is.Body}}})
	})
}

func values(all []any) []driver.Value {
	out := make([]driver.Value, len(all))
	for i, v := range all {
		out[i] = v
	}
	return out
}

// Moved is case i of the plan after it moved on to another stage.
func (p *Plan) Moved(i int, to intake.Stage) *Row {
	was := p.Row(i)
	is := p.Model(i).Rows[to].For(was.id, was.person, was.Number)
	is.Day, is.Registry, is.Handover, is.Return = was.Day, was.Registry, was.Handover, was.Return
	if is.Come != 0 {
		is.Come = was.Come
	}
	if is.Due != 0 {
		is.Due = dayNumber(dateOf(is.Due).Add(p.shift(i)))
	}
	if p.Stage(i) == intake.Ready {
		is.Due = was.Due
	}
	return is
}
