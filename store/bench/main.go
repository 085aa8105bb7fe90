package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The engines, in the order of the table.
var engineNames = []string{"tereze", "sqlite", "sqlite-grouped", "postgres", "postgres-grouped", "raw", "raw-grouped"}

// What can be measured. growth is the table over several sizes, not a
// measurement of its own.
var measures = []string{"open", "size", "lookup", "page", "accept", "mark", "sweep", "backup", "growth"}

// settings are the flags.
type settings struct {
	engines []string
	cases   []int
	writers []int
	only    []string
	dur     time.Duration
	warm    time.Duration
	sweep   int
	keep    string
	json    bool
	profile string
	noSync  bool
	std     bool
}

func (s *settings) wants(what string) bool { return slices.Contains(s.only, what) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	debug.SetGCPercent(300) // as tereze serve does; for all engines alike
	err := error(nil)
	if len(os.Args) > 1 && os.Args[1] == openingCommand {
		err = opening(ctx, os.Args[2:])
	} else {
		err = bench(ctx, os.Args[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(ctx context.Context, args []string) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	r, err := newRun(ctx, s)
	if err != nil {
		return err
	}
	defer r.close()
	if err := r.all(ctx); err != nil {
		return err
	}
	if s.json {
		return r.report.writeJSON(os.Stdout)
	}
	r.report.write(os.Stdout, s)
	return nil
}

func parse(args []string) (*settings, error) {
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	s := &settings{}
	engines := f.String("engines", strings.Join(engineNames, ","), "which engines")
	cases := f.String("cases", "0,1000000", "how many cases the stores hold")
	writers := f.String("writers", "1,8,64", "how many write at once")
	only := f.String("only", strings.Join(measures, ","), "what to measure")
	f.DurationVar(&s.dur, "for", time.Minute, "how long each steady window is measured")
	f.DurationVar(&s.warm, "warm", 0, "how long it runs before that (a tenth of --for, at least half a second)")
	f.IntVar(&s.sweep, "sweep", 100_000, "cases of one sweep, at most a tenth of the store")
	f.StringVar(&s.keep, "keep", "", "folder where filled stores are kept for the next run; without it they go to the folder for temporary files and are removed")
	f.BoolVar(&s.json, "json", false, "print the figures as JSON")
	f.StringVar(&s.profile, "profile", "", "write a CPU profile of Tereze's first accept window to this file, or of its reads when nothing is accepted")
	f.BoolVar(&s.noSync, "nosync", false, "let Tereze flush nothing: what the program itself costs, no comparison")
	f.BoolVar(&s.std, "database-sql", false, "call SQLite through database/sql, as programs do, and not through its driver alone")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	var err error
	if s.engines, err = words("engine", *engines, engineNames); err != nil {
		return nil, err
	}
	if s.only, err = words("measure", *only, measures); err != nil {
		return nil, err
	}
	if s.cases, err = numbers(*cases, 0); err != nil {
		return nil, err
	}
	if s.writers, err = numbers(*writers, 1); err != nil {
		return nil, err
	}
	if s.warm == 0 {
		s.warm = max(s.dur/10, 500*time.Millisecond)
	}
	return s, nil
}

func words(what, text string, known []string) ([]string, error) {
	all := strings.Split(text, ",")
	for _, w := range all {
		if !slices.Contains(known, w) {
			return nil, fmt.Errorf("there is no %s %q, only %s", what, w, strings.Join(known, ", "))
		}
	}
	return all, nil
}

func numbers(text string, least int) (all []int, err error) {
	for _, w := range strings.Split(text, ",") {
		n, err := strconv.Atoi(w)
		if err != nil || n < least {
			return nil, fmt.Errorf("%q is no number from %d on", w, least)
		}
		all = append(all, n)
	}
	return all, nil
}
