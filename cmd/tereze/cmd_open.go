package main

import (
	"context"
	"errors"
	"log/slog"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store/bolt"
)

type openCmd struct{}

// screens is what a terminal shows.
type screens struct {
	// setUp asks the questions of the first run; false: the person left.
	setUp func(context.Context, trio.Lang, *catalogue.Catalogue) (o intake.Office, name string, ok bool, err error)
	// run opens the conveyor on an office and stays until the worker leaves.
	run func(context.Context, *courier.Office, session) error
}

// session is who sits at the screens.
type session struct {
	Actor intake.Actor
	Lang  trio.Lang
	Log   *slog.Logger
	Dir   string // the data folder: papers and exports go there
}

// Run opens the screens on the data folder's office.
func (openCmd) Run(a *app) error {
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
	return a.office(writing, func(o *place) error { return o.openScreens(intake.Operator) })
}

// firstRun asks the questions of the first run and sets the office up.
func (a *app) firstRun() (bool, error) {
	dir := a.folder()
	c, _, err := a.rules(dir)
	if err != nil {
		return false, err
	}
	o, name, ok, err := a.screens.setUp(a.ctx, a.lang, c)
	if !ok || err != nil {
		return false, err
	}
	clock, err := a.time(o.Training)
	if err != nil {
		return false, err
	}
	var once onceOut
	if err := makeOffice(a.ctx, dir, a.keyPath(dir), &o, firstPeople(&o, name, &once), clock, bolt.Options{}); err != nil || o.Training {
		return true, err
	}
	return true, a.answer(once, func(s *sheet) { s.onceLines(once) })
}

// openScreens hands the office to the screens, with a clock that runs on from
// --now and a log beside the data.
func (o *place) openScreens(role intake.Role) error {
	w, err := o.worker(intake.CanSee)
	if err != nil {
		return err
	}
	log, done, err := openLog(o.a.logFile())
	if err != nil {
		return err
	}
	defer done()
	lang := o.a.lang
	if o.a.Lang == "" && w.Lang != "" {
		lang = w.Lang
	}
	if o.a.Now != "" {
		began, from := o.a.clock(), o.Now()
		o.Clock = running(o.a.clock, began, from)
	}
	return o.a.screens.run(o.a.ctx, o.Office, session{w, lang, log, o.dir})
}
