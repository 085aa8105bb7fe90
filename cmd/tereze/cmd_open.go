package main

import (
	"context"
	"log/slog"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/trio"
)

type openCmd struct{}

// screens opens the screens on an office and stays until the worker leaves.
type screens func(ctx context.Context, o *courier.Office, s session) error

// session is who sits at the screens.
type session struct {
	Actor intake.Actor
	Lang  trio.Lang
	Log   *slog.Logger
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
	return a.office(writing, func(o *place) error { return o.openScreens(intake.Operator) })
}

// openScreens hands the office to the screens, with a clock that runs on from
// --now and a log beside the data.
func (o *place) openScreens(role intake.Role) error {
	w, err := o.worker(role)
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
	return o.a.screens(o.a.ctx, o.Office, session{w, lang, log})
}
