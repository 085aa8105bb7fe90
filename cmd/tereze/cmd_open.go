package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store/bolt"
	"tereze/tui"
)

type openCmd struct {
	As string `placeholder:"CODE" help:"Come in as this worker without a password: a training office only."`
}

// screens is what a terminal shows.
type screens struct {
	// setUp asks the questions of the first run and calls found with the
	// answers, which gives the administrator's one-time code, if one was made;
	// false: the person left.
	setUp func(ctx context.Context, l trio.Lang, c *catalogue.Catalogue, found func(first) (onceOut, error)) (ok bool, err error)
	// run opens the door of an office and stays until the person leaves; what
	// is left to say comes back.
	run func(context.Context, *courier.Office, session) (parting string, err error)
}

// first is the answers of the first run.
type first struct {
	Office   intake.Office
	Name     string // the administrator's
	Password string // empty: a one-time code is made
}

// session is what the door of this terminal needs to know.
type session struct {
	House *account.House
	Entry *account.Entry // who comes in without being asked; nil: the door asks
	Lang  trio.Lang
	Asked bool // the language was: a worker's own does not change it
	Log   *slog.Logger
	Dir   string // the data folder: papers and exports go there
	Sign  tui.Signer
}

// Run opens the screens on the data folder's office.
func (c openCmd) Run(a *app) error {
	if a.JSON {
		return usage("--json: the screens have none; tereze --help lists the commands")
	}
	if !terminal(a.in) || !terminal(a.out) {
		return usage("%s", say(a.lang, "Экрандар терминалда ғана ашылады; скриптке tereze --help қараңыз.",
			"Экраны открываются только в терминале; для скриптов — tereze --help.",
			"The screens need a terminal; for scripts see tereze --help."))
	}
	_, err := a.settings(a.folder())
	var none *trouble
	if errors.As(err, &none) && none.code == noOfficeCode {
		if ok, err := a.firstRun(); !ok || err != nil {
			return err
		}
	}
	return a.office(writing, func(o *place) error { return o.openScreens(c.As) })
}

// firstRun asks the questions of the first run and sets the office up.
func (a *app) firstRun() (bool, error) {
	dir := a.folder()
	c, _, err := a.rules(dir)
	if err != nil {
		return false, err
	}
	return a.screens.setUp(a.ctx, a.lang, c, func(f first) (once onceOut, err error) {
		clock, err := a.time(f.Office.Training)
		if err != nil {
			return once, err
		}
		people := a.firstPeople(&f.Office, f.Name, &once)
		if f.Password != "" {
			people = a.firstAdmin(&f.Office, f.Name, f.Password)
		}
		return once, makeOffice(a.ctx, dir, a.keyPath(dir), &f.Office, people, clock, bolt.Options{Network: a.NetworkDisk})
	})
}

// firstAdmin is the administrator of a real office, with a password chosen at
// the first run.
func (a *app) firstAdmin(o *intake.Office, name, password string) founding {
	return func(ctx context.Context, desk *intake.Desk) error {
		return a.house(desk).First(ctx, desk.By(intake.Actor{Code: "setup"}),
			intake.Actor{Code: "admin", Name: name, Role: intake.Administrator, Lang: o.Lang}, password)
	}
}

// openScreens opens the door of this terminal, with a clock that runs on from
// --now and a log beside the data. as comes in without a password.
func (o *place) openScreens(as string) error {
	s := session{House: o.House, Lang: o.a.lang, Asked: o.a.Lang != "", Dir: o.dir}
	if as != "" {
		if !o.Desk.Office.Training {
			return usage("%s", say(o.a.lang, "--as тек оқу кеңсесінде жарайды.", "--as годится только для учебного центра.",
				"--as is for a training office only."))
		}
		w, err := o.Worker(o.a.ctx, account.Fold(as))
		if err != nil {
			return err
		}
		s.Entry = &account.Entry{Actor: *w}
	}
	log, done, err := o.log()
	if err != nil {
		return err
	}
	defer done()
	s.Log = log
	if o.Desk.ReadOnly { // papers and lists go where something can be written
		if s.Dir, err = os.MkdirTemp("", "tereze-papers-"); err != nil {
			return err
		}
		defer func() {
			if os.Remove(s.Dir) != nil { // something was laid into it
				fmt.Fprintln(o.a.out, clean(fmt.Sprintf(say(o.a.lang, "Шығарылған қағаздар: %s", "Выведенные бумаги: %s", "The papers are in %s"), s.Dir)))
			}
		}()
	}
	if o.a.Now != "" {
		began, from := o.a.clock(), o.Now()
		o.Clock = running(o.a.clock, began, from)
	}
	stop, err := o.post(log)
	if err != nil {
		return err
	}
	defer stop()
	s.Sign = o.ownSigner()
	parting, err := o.a.screens.run(o.a.ctx, o.Office, s)
	if parting != "" {
		fmt.Fprintln(o.a.out, parting)
	}
	return err
}

// log opens the folder's log; on a disk that cannot be written there is none.
func (o *place) log() (*slog.Logger, func(), error) {
	if o.Desk.ReadOnly {
		return slog.New(slog.DiscardHandler), func() {}, nil
	}
	return openLog(o.a.logFile())
}
