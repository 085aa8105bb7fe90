package main

import (
	"context"
	"database/sql/driver"

	"github.com/google/uuid"

	"tereze/intake"
)

// ByNumber implements peer.
func (s *sqlite) ByNumber(_ context.Context, number string) error {
	s.readMu.Lock()
	defer s.readMu.Unlock()
	_, err := s.r.row("SELECT id, body FROM cases WHERE number=?", 2, number)
	return err
}

// ByIIN implements peer.
func (s *sqlite) ByIIN(_ context.Context, iin string) error {
	s.readMu.Lock()
	defer s.readMu.Unlock()
	_, err := s.r.row("SELECT id, body FROM people WHERE iin=?", 2, iin)
	return err
}

// Page implements peer: the shortest question that the index alone answers.
func (s *sqlite) Page(context.Context) (n int, err error) {
	s.readMu.Lock()
	defer s.readMu.Unlock()
	err = s.r.rows("SELECT id, row FROM cases INDEXED BY by_list WHERE list=? ORDER BY due, minute, number LIMIT 50", 2,
		func([]driver.Value) { n++ }, int64(intake.ListOut))
	return n, err
}

// The peers' batches of a sweep: as Tereze's where an operation is a
// transaction, larger where operations are grouped.
const (
	sweepBatch        = 5
	sweepBatchGrouped = 500
)

// Sweep implements peer.
func (s *sqlite) Sweep(ctx context.Context, pass int, done func(int)) error {
	var due []int
	for i := s.plan.FirstOut() - 2*s.plan.Sweep; i < s.plan.FirstOut(); i++ {
		if s.plan.pass(i) == pass {
			due = append(due, i)
		}
	}
	ids, err := s.due(dayNumberAt(pass))
	if err != nil {
		return err
	}
	if len(ids) != len(due) {
		return notDue(len(ids), len(due))
	}
	n := sweepBatch
	if s.q != nil {
		n = sweepBatchGrouped
	}
	for from := 0; from < len(due); from += n {
		part := due[from:min(from+n, len(due))]
		op := uuid.Must(uuid.NewV7())
		if err := s.do(ctx, func() error { return s.archive(op, pass, part) }); err != nil {
			return err
		}
		done(from + len(part))
	}
	return nil
}

// due reads the ids of what a sweep moves, as the program does.
func (s *sqlite) due(before uint32) (ids [][]byte, err error) {
	s.readMu.Lock()
	defer s.readMu.Unlock()
	err = s.r.rows("SELECT id FROM cases INDEXED BY by_list WHERE list=? AND due<? ORDER BY due, minute, number", 1,
		func(row []driver.Value) { ids = append(ids, row[0].([]byte)) }, int64(intake.ListReady), int64(before))
	return ids, err
}

func (s *sqlite) archive(op uuid.UUID, pass int, part []int) error {
	if done, err := s.isDone(op); done || err != nil {
		return err
	}
	h := &entryHead{op: op, at: sweepDay(pass), operator: archivar.Code, process: 7, act: "archive", subject: "2015/1"}
	for _, i := range part {
		was := s.plan.Row(i)
		if _, err := s.w.row("SELECT stage, body FROM cases WHERE id=?", 2, was.id[:]); err != nil {
			return err
		}
		is := s.plan.Moved(i, intake.Archived)
		if err := s.move(was, is); err != nil {
			return err
		}
		h.changes = append(h.changes, change{"case", is.id[:], is.Body})
	}
	return s.note(h)
}
