package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/store"
	"tereze/store/bolt"
)

// The office of the load is one of the training kind: invented people, and a
// clock that --now sets to a working morning.
const (
	number    = "042"
	region    = "atyrau"
	storeFile = "tereze.db"
	keyFile   = "key"
)

// morning is when the server's clock starts.
var morning = time.Date(2015, 3, 2, 10, 0, 0, 0, time.FixedZone("", 5*3600))

// ground is a filled data folder.
type ground struct {
	Dir   string
	Codes []string // barcodes of cases in the store
	Out   []string // barcodes of cases that a provider has
	Size  int64    // bytes of the store
}

// opened runs fn on the office of a folder.
func opened(ctx context.Context, dir string, clock func() time.Time, o bolt.Options, fn func(*courier.Office) error) error {
	settings, err := intake.LoadOffice(dir)
	if err != nil {
		return err
	}
	keys, err := store.LoadKeys(filepath.Join(dir, keyFile))
	if err != nil {
		return err
	}
	db := filepath.Join(dir, storeFile)
	if o, err = bolt.Hiding(db, keys, settings.Number, courier.Schema(), o); err != nil {
		return err
	}
	engine, err := bolt.Open(db, o)
	if err != nil {
		return err
	}
	ledger, err := store.OpenLedger(ctx, engine, settings.Number, keys, courier.Schema())
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	office := &courier.Office{Desk: &intake.Desk{
		Ledger: ledger, Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: settings, Clock: clock}}
	return errors.Join(fn(office), ledger.Close())
}

func still(at time.Time) func() time.Time { return func() time.Time { return at } }

// begin makes an empty training office in a folder.
func begin(ctx context.Context, dir string) error {
	o := intake.DefaultOffice(number, region)
	o.Training = true
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	keys, err := store.CreateKeys(filepath.Join(dir, keyFile))
	if err != nil {
		return err
	}
	db := filepath.Join(dir, storeFile)
	opts, err := bolt.Hiding(db, keys, number, courier.Schema(), bolt.Options{NoSync: true})
	if err != nil {
		return err
	}
	engine, err := bolt.Create(db, opts)
	if err != nil {
		return err
	}
	ledger, err := store.OpenLedger(ctx, engine, number, keys, courier.Schema())
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	// The store begins before the life that is played in it.
	desk := &intake.Desk{Ledger: ledger, Office: &o, Clock: still(morning.AddDate(-1, 0, 0))}
	err = desk.SaveActor(ctx, desk.By(intake.Itself(intake.Administrator)), intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 1, Lang: "en"})
	if err = errors.Join(err, ledger.Close()); err != nil {
		return err
	}
	return o.Save(dir)
}

// prepare fills a folder with about so many cases, unless it is filled, and
// sees that everybody has an account. The password is the training one; its
// hash costs what a real one does unless cheap.
func prepare(ctx context.Context, dir string, cases int, people []intake.Actor, cheap bool) (*ground, error) {
	_, err := intake.LoadOffice(dir)
	if errors.Is(err, intake.ErrNoOffice) {
		if err = begin(ctx, dir); err == nil {
			err = opened(ctx, dir, still(morning), bolt.Options{NoSync: true}, func(o *courier.Office) error {
				if cases == 0 {
					return nil
				}
				if err := training.Fill(ctx, o, min(cases, played), morning); err != nil {
					return err
				}
				return old(ctx, o, cases-played)
			})
		}
	}
	if err != nil {
		return nil, err
	}
	if err := wide(dir); err != nil {
		return nil, err
	}
	g := &ground{Dir: dir}
	err = opened(ctx, dir, still(morning), bolt.Options{}, func(o *courier.Office) error {
		if err := accounts(ctx, o, people, cheap); err != nil {
			return err
		}
		return o.Ledger.View(ctx, func(tx *store.Tx) (err error) {
			if g.Codes, err = codes(tx, intake.ByNumber, []byte("n")); err == nil {
				g.Out, err = codes(tx, intake.ByList, []byte{byte(intake.ListOut)})
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(filepath.Join(dir, storeFile))
	if err != nil {
		return nil, err
	}
	g.Size = info.Size()
	return g, g.remember()
}

// notesFile keeps what is scanned beside the store, for when it is served and
// nobody else may open it.
const notesFile = "load.json"

func (g *ground) remember() error {
	b, err := json.Marshal(g)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(g.Dir, notesFile), b, 0o600)
}

// served is the ground of a folder that was prepared before and is being
// served.
func served(dir string) (*ground, error) {
	b, err := os.ReadFile(filepath.Join(dir, notesFile))
	if err != nil {
		return nil, err
	}
	g := &ground{}
	return g, json.Unmarshal(b, g)
}

// wide opens the served office to as many as come from one address.
func wide(dir string) error {
	o, err := intake.LoadOffice(dir)
	if err != nil {
		return err
	}
	o.Serve.PerAddress, o.Serve.Connections, o.Serve.Waiting = 5000, 5000, 5000
	return o.Save(dir)
}

// accounts lets in who cannot come in yet.
func accounts(ctx context.Context, o *courier.Office, people []intake.Actor, cheap bool) error {
	house := account.Open(o.Desk)
	if cheap {
		house.Hasher = account.NewHasher(account.TrainingCost())
	}
	boss := intake.Itself(intake.Administrator)
	var fresh []intake.Actor
	err := o.Ledger.View(ctx, func(tx *store.Tx) error {
		for _, a := range people {
			if _, err := account.Accounts.Get(tx, []byte(a.Code)); errors.Is(err, store.ErrNotFound) {
				fresh = append(fresh, a)
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	const part = 20 // a commit takes so many
	for err == nil && len(fresh) > 0 {
		n := min(part, len(fresh))
		err = house.Train(ctx, o.By(boss), fresh[:n])
		fresh = fresh[n:]
	}
	if err != nil {
		return fmt.Errorf("accounts: %w", err)
	}
	return nil
}

// mostCodes is how many barcodes are kept for scanners.
const mostCodes = 4000

func codes(tx *store.Tx, x *store.Index[intake.Case], prefix []byte) (all []string, err error) {
	hits, err := x.Page(tx, prefix, nil, mostCodes, true)
	for _, h := range hits {
		c, err := intake.Cases.Get(tx, h.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, c.Number.Barcode())
	}
	return all, err
}
