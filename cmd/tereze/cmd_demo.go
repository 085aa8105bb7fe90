package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tereze/courier/training"
	"tereze/intake"
	"tereze/store/bolt"
)

type demoCmd struct {
	Keep   string `placeholder:"DIR" help:"Keep the store in this folder, which must be empty or new."`
	Cases  int    `default:"300" help:"About how many cases."`
	Region string `default:"mangystau" help:"Region whose acts apply."`
	Office string `default:"042" help:"Number of the office."`
	As     string `placeholder:"CODE" help:"Come in as this worker at once: op1, sector1, super1 …"`
	Quiet  bool   `help:"Only fill the store, with --keep; open no screens."`

	Gateway string `enum:"up,down,flap" default:"up" help:"How the stand-in of the state's systems behaves: up, down (for three minutes), flap (every other answer is lost)."`
}

// Run fills a training store with invented cases and opens the screens on it.
// The folder goes when the screens close, unless it is to be kept.
func (c *demoCmd) Run(a *app) error {
	if c.Quiet && c.Keep == "" {
		return usage("--quiet goes with --keep")
	}
	if !c.Quiet && !terminal(a.out) {
		return usage("the screens need a terminal; --keep DIR --quiet only fills a store")
	}
	a.Data = c.Keep
	if c.Keep == "" {
		dir, err := os.MkdirTemp("", "tereze-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		a.Data = filepath.Join(dir, "data")
	}
	a.Key = ""
	if err := a.knownRegion(a.Data, c.Region); err != nil {
		return err
	}
	clock, err := a.time(true)
	if err != nil {
		return err
	}
	o := intake.DefaultOffice(c.Office, c.Region)
	o.Training = true
	if a.Lang != "" {
		o.Lang = a.lang
	}
	if err := o.Check(); err != nil {
		return err
	}
	now := clock()
	// The store begins before the play does.
	birth := func() time.Time { return now.AddDate(-1, 0, 0) }
	if err := makeOffice(a.ctx, a.Data, a.keyPath(a.Data), &o, nil, birth, bolt.Options{NoSync: true}); err != nil {
		return err
	}
	other, err := beside(a, &o, running(a.clock, a.clock(), now))
	if err != nil {
		return err
	}
	defer other.close()
	return a.officeWith(writing, bolt.Options{NoSync: true}, func(p *place) error {
		if err := p.fill(c.Cases, now); err != nil {
			return err
		}
		if err := other.play(p); err != nil {
			return err
		}
		other.behave(c.Gateway)
		if !c.Quiet {
			if err := p.openScreens(c.As); err != nil {
				return err
			}
		}
		if c.Keep != "" {
			fmt.Fprintln(a.out, clean(fmt.Sprintf(say(a.lang, "Қалды: %s. Тексеру: tereze audit --data %[1]s",
				"Оставлено: %s. Проверка: tereze audit --data %[1]s", "Kept: %s. Audit it: tereze audit --data %[1]s"), a.Data)))
			return nil
		}
		return p.audit() // the folder goes: this is the last chance
	})
}

// fill invents a life for the office, a moment's work on a terminal.
func (o *place) fill(cases int, now time.Time) error {
	text, wiped := say(o.a.lang, "Оқу кеңсесі толтырылуда…", "Наполняется учебный центр…", "Filling the training office…"), ""
	if terminal(o.a.err) {
		wiped = "\r" + strings.Repeat(" ", len([]rune(text))) + "\r"
		fmt.Fprint(o.a.err, text)
	}
	err := training.Fill(o.a.ctx, o.Office, cases, now)
	fmt.Fprint(o.a.err, wiped)
	if errors.Is(err, training.ErrNothingOffered) {
		return usage("%s", say(o.a.lang, "Сол күндері бұл облыстың орталығы ештеңе қабылдамаған: --region не --now ауыстырыңыз.",
			"В те дни центры этой области ничего не принимали: смените --region или --now.",
			"In those days the centres of this region took nothing: choose another --region or --now."))
	}
	return err
}
