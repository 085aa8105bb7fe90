package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/blob"
	"tereze/store/bolt"
)

// The files of a data folder, besides intake.OfficeFile.
const (
	storeFile    = "tereze.db"
	keyFile      = "key"
	calendarFile = "calendar.toml"
	filesDir     = "files" // scans and signed files, sealed
	catalogueDir = "catalogue"
)

// place is an open office.
type place struct {
	*courier.Office
	House *account.House
	a     *app
	dir   string
	shred *store.Shred // the keys of people; nil in a store of the first format
}

// mode is what a command will do with the office.
type mode int

const (
	reading mode = iota // beside others who read, in a folder nobody may write to
	writing
)

// folder is the data folder: --data, TEREZE_DATA, or the user's own.
func (a *app) folder() string {
	if a.Data != "" {
		return a.Data
	}
	if base := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "tereze")
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		if base, err := os.UserConfigDir(); err == nil {
			return filepath.Join(base, "tereze")
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "tereze-data"
	}
	return filepath.Join(home, ".local", "share", "tereze")
}

// keyPath is where the key file stands.
func (a *app) keyPath(dir string) string {
	if a.Key != "" {
		return a.Key
	}
	return filepath.Join(dir, keyFile)
}

// settings reads office.toml; without one the error is noOffice.
func (a *app) settings(dir string) (*intake.Office, error) {
	o, err := intake.LoadOffice(dir)
	if errors.Is(err, intake.ErrNoOffice) {
		return nil, noOffice(dir)
	}
	if p, ok := intake.AsProblem(err); ok {
		text := func(l trio.Lang) string {
			return fmt.Sprintf("%s: %s", filepath.Join(dir, intake.OfficeFile), problemText(p, l))
		}
		return nil, &trouble{code: p.Code, field: p.Field, cause: err,
			text: trio.Text{KK: text(trio.KK), RU: text(trio.RU), EN: text(trio.EN)}}
	}
	return o, err
}

// rules are the regulations and the calendar: the program's own, with a
// folder's files on top. What is wrong in a file is said and left out.
func (a *app) rules(dir string) (*catalogue.Catalogue, *calendar.Book, error) {
	c, b := catalogue.Embedded(), calendar.Embedded()
	if dir == "" {
		return c, b, nil
	}
	c, faults := c.With(filepath.Join(dir, catalogueDir))
	for _, f := range faults {
		a.caution(problemOut{"catalogue", f.Code, whereIs(f.File, f.Line) + f.Say(a.lang)})
	}
	file := filepath.Join(dir, calendarFile)
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return c, b, nil
	} else if err != nil {
		return nil, nil, err
	}
	b, wrong := b.With(file, data)
	for _, f := range wrong {
		a.caution(problemOut{"calendar", "", f.String()})
	}
	return c, b, nil
}

// whereIs is "file:line: ", or "file: " for a fault of the whole file.
func whereIs(file string, line int) string {
	if line == 0 {
		return file + ": "
	}
	return fmt.Sprintf("%s:%d: ", file, line)
}

// spoken reads the settings; answers are in the office's language from then on,
// unless another was asked for.
func (a *app) spoken(dir string) (*intake.Office, error) {
	o, err := a.settings(dir)
	if err == nil && a.Lang == "" {
		a.lang = o.Lang
	}
	return o, err
}

// office opens the office of the data folder, runs fn on it and closes it.
func (a *app) office(m mode, fn func(*place) error) error {
	return a.officeWith(m, bolt.Options{}, fn)
}

// officeWith is office with a word about how the store is opened.
func (a *app) officeWith(m mode, opts bolt.Options, fn func(*place) error) error {
	dir, asked := a.folder(), opts
	settings, err := a.spoken(dir)
	if err != nil {
		return err
	}
	clock, err := a.time(settings.Training)
	if err != nil {
		return err
	}
	c, b, err := a.rules(dir)
	if err != nil {
		return err
	}
	keys, err := store.LoadKeys(a.keyPath(dir))
	if errors.Is(err, store.ErrMissing) {
		return keyMissing(a.keyPath(dir), err)
	} else if err != nil {
		return err
	}
	opts.ReadOnly, opts.Network = m == reading, a.NetworkDisk
	db := filepath.Join(dir, storeFile)
	engine, opts, err := openStore(db, settings.Number, keys, opts)
	unwritable := m == writing && errors.Is(err, syscall.EROFS)
	if unwritable { // what can be read is shown
		opts.ReadOnly, m = true, reading
		engine, opts, err = openStore(db, settings.Number, keys, opts)
	}
	if err != nil {
		return err
	}
	ledger, err := store.OpenLedger(a.ctx, engine, settings.Number, keys, courier.Schema())
	if err != nil {
		err = errors.Join(err, engine.Close())
	}
	if m == reading && errors.Is(err, store.ErrUnbuilt) && !a.building {
		return a.built(err, func() error { return a.officeWith(m, asked, fn) })
	}
	if err != nil {
		return err
	}
	room, stop := roomOn(db)
	defer stop()
	desk := &intake.Desk{Ledger: ledger, Catalogue: c, Book: b, Office: settings, Clock: clock, Room: room, ReadOnly: unwritable}
	o := &place{a: a, dir: dir, Office: &courier.Office{Desk: desk}, House: a.house(desk)}
	o.shred, _ = opts.Shred.(*store.Shred)
	o.connect()
	err = o.keep(keys, m == writing)
	switch {
	case err != nil:
	case m == writing:
		err = o.wake()
	case unwritable:
		err = o.clockBack()
	}
	if err == nil {
		err = fn(o)
	}
	if p, said := intake.AsProblem(err); unwritable && !(said && p.Code == intake.ProblemReadOnly) {
		p = desk.Unwritable()
		a.caution(problemOut{p.Code, "", problemText(p, a.lang)})
	}
	return errors.Join(err, ledger.Close())
}

// keep opens the folder of sealed files; nothing is made or swept in it by who
// only reads.
func (o *place) keep(keys *store.Keys, write bool) (err error) {
	var opts []blob.Option
	if !write {
		opts = append(opts, blob.ReadOnly)
	}
	o.Blobs, err = blob.Open(filepath.Join(o.dir, filesDir), keys, opts...)
	return err
}

// built has a program newer than its store build the indexes it has more, by
// opening the store once for writing, and goes on with then. Where it cannot
// be written, why says what is missing.
func (a *app) built(why error, then func() error) error {
	a.building = true // once: what stays unbuilt is said
	if err := a.officeWith(writing, bolt.Options{}, func(*place) error { return nil }); err != nil {
		return why
	}
	return then()
}

// openStore opens the store with the keys of its people.
func openStore(db, office string, keys *store.Keys, o bolt.Options) (*bolt.Engine, bolt.Options, error) {
	with, err := bolt.Hiding(db, keys, office, courier.Schema(), o)
	if errors.Is(err, store.ErrWrongKey) { // or the key of another office, as the store itself knows
		err = otherOffice(db, office, keys, o, err)
	}
	if err != nil {
		return nil, o, err
	}
	engine, err := bolt.Open(db, with)
	return engine, with, err
}

// otherOffice asks the store itself why its keys do not open; when it does not
// say more, the error stays.
func otherOffice(db, office string, keys *store.Keys, o bolt.Options, err error) error {
	o.ReadOnly = true
	engine, e := bolt.Open(db, o)
	if e != nil {
		return err
	}
	defer engine.Close()
	if _, e := store.OpenLedger(context.Background(), engine, office, keys, courier.Schema()); errors.Is(e, store.ErrForeign) {
		return e
	}
	return err
}

// house is the accounts of an office.
func (a *app) house(d *intake.Desk) *account.House {
	h := account.Open(d)
	h.Hasher = account.NewHasher(a.cost)
	return h
}

// wake finishes what a crash cut off, and looks at the clock.
func (o *place) wake() error {
	if err := o.clockBack(); err != nil {
		return err
	}
	if err := o.shred.Settle(o.a.ctx, o.Ledger); err != nil {
		return err
	}
	if err := o.SettleFiles(o.a.ctx); err != nil { // tried again at the next opening
		o.a.note(slog.LevelWarn, "files", err)
	}
	return o.Resume(o.a.ctx, o.By(intake.Itself(intake.Sector)))
}

// clockBack says once that the machine's clock stands before the journal.
func (o *place) clockBack() error {
	if o.a.Now != "" {
		return nil
	}
	back, err := o.ClockBack(o.a.ctx)
	if back > 0 {
		p := intake.Refuse(intake.ProblemClockBack, "", back)
		o.a.caution(problemOut{p.Code, "", problemText(p, o.a.lang)})
	}
	return err
}

// time is the clock of the office: the machine's, or the one --now sets.
func (a *app) time(training bool) (func() time.Time, error) {
	if a.Now == "" {
		return a.clock, nil
	}
	if !training {
		return nil, usage("%s", say(a.lang, "--now тек оқу қоймасында жарайды.", "--now годится только для учебного хранилища.",
			"--now is for a training store only."))
	}
	t, err := time.Parse(time.RFC3339, a.Now)
	if err != nil {
		return nil, usage("--now: %q is not a time like 2015-03-02T10:00:00+05:00", a.Now)
	}
	return func() time.Time { return t }, nil
}

// running is a clock that shows from when it is began by the other clock, and
// runs on with it.
func running(clock func() time.Time, began, from time.Time) func() time.Time {
	return func() time.Time { return from.Add(clock().Sub(began)) }
}
