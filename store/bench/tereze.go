package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
	"tereze/store/bolt"
)

const storeFile = "tereze.db"

// terezeMaker makes Tereze's own stores.
type terezeMaker struct {
	noSync bool // for the profile of what the program itself costs
}

// tereze is the office at its real work.
type tereze struct {
	dir    string
	engine *bolt.Engine
	office *courier.Office
	plan   *Plan
	noSync bool
}

func (m *terezeMaker) Open(ctx context.Context, dir string, p *Plan) (peer, error) {
	o, err := hiding(dir, bolt.Options{NoSync: m.noSync})
	if err != nil {
		return nil, err
	}
	e, err := bolt.Open(filepath.Join(dir, storeFile), o)
	if err != nil {
		return nil, err
	}
	return m.over(ctx, e, dir, p)
}

// hiding lets the log hide people, as every office's does.
func hiding(dir string, o bolt.Options) (bolt.Options, error) {
	return bolt.Hiding(filepath.Join(dir, storeFile), store.NewKeys(secret), officeNumber, courier.Schema(), o)
}

func (m *terezeMaker) over(ctx context.Context, e *bolt.Engine, dir string, p *Plan) (*tereze, error) {
	l, err := store.OpenLedger(ctx, e, officeNumber, store.NewKeys(secret), courier.Schema())
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	o := &courier.Office{Desk: desk(time.Now)}
	o.Ledger = l
	return &tereze{dir, e, o, p, m.noSync}, nil
}

func (t *tereze) path() string { return filepath.Join(t.dir, storeFile) }

func (t *tereze) Close() error { return t.office.Ledger.Close() }

// Accept implements writer: process 2 as the counter does it.
func (t *tereze) Accept(ctx context.Context, v *visit) error {
	_, err := t.office.Accept(ctx, v.By, v.App)
	return err
}

// Mark implements peer: process 6 as the sector's scanner does it.
func (t *tereze) Mark(ctx context.Context, i int) error {
	by := t.office.By(sector)
	by.At = liveDay
	s, err := t.office.Mark(ctx, by, 0, t.plan.Number(i).Barcode(), intake.NoOutcome)
	if err == nil && s.Verdict != courier.OffList && s.Verdict != courier.OnList {
		err = fmt.Errorf("case %d was scanned and is %q", i, s.Verdict)
	}
	return err
}

// Sweep implements peer: the real sweep of process 7.
func (t *tereze) Sweep(ctx context.Context, pass int, moved func(done int)) error {
	by := t.office.By(archivar)
	by.At = sweepDay(pass)
	inv, err := t.office.Archive(ctx, by, func(done, _ int) { moved(done) })
	if err == nil && inv.Cases == 0 {
		err = errors.New("nothing was swept")
	}
	return err
}

// ByNumber implements peer: what the counter's scanner asks.
func (t *tereze) ByNumber(ctx context.Context, number string) error {
	_, err := t.office.CaseByNumber(ctx, code.Number(number))
	return err
}

// ByIIN implements peer: the person alone, as at the counter's form.
func (t *tereze) ByIIN(ctx context.Context, iin string) error {
	return t.office.Ledger.View(ctx, func(tx *store.Tx) error {
		hits, err := intake.PeopleBy.Page(tx, tx.Blind("iin", iin), nil, 1, false)
		if err != nil {
			return err
		}
		if len(hits) == 0 {
			return errNone
		}
		_, err = intake.People.Get(tx, hits[0].ID)
		return err
	})
}

// Page implements peer.
func (t *tereze) Page(ctx context.Context) (n int, err error) {
	err = t.office.View(ctx, func(tx *store.Tx) error {
		rows, err := intake.ListPage(tx, intake.ListOut, nil, pageRows)
		n = len(rows)
		return err
	})
	return n, err
}

// Held implements peer: by the entries of the index that has one of each case.
func (t *tereze) Held(ctx context.Context) (n int64, err error) {
	err = t.office.Ledger.View(ctx, func(tx *store.Tx) error {
		n = 0
		for _, err := range intake.ByNumber.Seek(tx, []byte("n"), []byte("o"), false) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

// Written implements writer.
func (t *tereze) Written() (int64, error) { return deviceWrites(t.dir) }

// Size implements peer.
func (t *tereze) Size(context.Context) (int64, error) { return onDisk(t.dir) }

// Promise implements peer.
func (t *tereze) Promise(context.Context) (string, error) {
	if t.noSync {
		return "nothing is flushed", nil
	}
	return "every commit is flushed before its answer", nil
}
