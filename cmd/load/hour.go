package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tereze/intake"
)

// hourCmd lets ten people of every role work one empty office through the real
// screens over SSH, cuts their lines at random, closes the day and then judges
// the store.
type hourCmd struct {
	For  time.Duration `default:"1h" help:"How long they work before the day is closed."`
	Cuts float64       `default:"0.08" help:"The chance that a line is cut in a round of work."`
	Pace time.Duration `default:"90ms" help:"Between two keys of a person."`
	Seed uint64        `default:"1" help:"Of everything random."`
	Keep string        `placeholder:"DIR" help:"Keep the store in this folder, which must be empty or new."`
}

// ten is who works.
func ten() []intake.Actor {
	a := func(code, name string, r intake.Role, window int) intake.Actor {
		return intake.Actor{Code: code, Name: name, Role: r, Window: window, Lang: "en"}
	}
	desk := a("school7", "Школа № 7", intake.ProviderDesk, 0)
	desk.Provider = "school-7"
	return []intake.Actor{
		a("op1", "А. Ахметова", intake.Operator, 1), a("op2", "В. Ли", intake.Operator, 2), a("op3", "Д. Оспанов", intake.Operator, 3),
		a("sector1", "Б. Нұрланов", intake.Sector, 0), a("sector2", "С. Пак", intake.Sector, 0),
		a("inspector1", "Г. Юсупова", intake.Issuer, 7), a("super1", "Г. Сапарова", intake.Supervisor, 0),
		a("admin1", "Ж. Тлеуов", intake.Administrator, 0), a("auditor1", "Н. Ким", intake.Auditor, 0), desk,
	}
}

// Run works the hour.
func (c *hourCmd) Run(ctx context.Context) error {
	temp, err := os.MkdirTemp("", "tereze-hour-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	dir := c.Keep
	if dir == "" {
		dir = filepath.Join(temp, "data")
	}
	if _, err := prepare(ctx, dir, 0, ten(), false); err != nil {
		return err
	}
	path, err := build(ctx, temp)
	if err != nil {
		return err
	}
	addr, err := free()
	if err != nil {
		return err
	}
	s, err := start(ctx, addr, path, "serve", "--data", dir, "--listen", addr, "--now", morning.Format(time.RFC3339))
	if err != nil {
		return err
	}
	b := newBelt()
	began := time.Now()
	err = c.day(ctx, addr, b, began.Add(c.For))
	if err = errors.Join(err, s.stop()); err != nil {
		return fmt.Errorf("%w\nthe server said:\n%s", err, s.said)
	}
	fmt.Printf("ten terminals worked %s\n", time.Since(began).Round(time.Second))
	return b.judge(ctx, dir, path)
}

// mostLost is how often one script may lose its way: the people of the hour do
// not know each other's acts.
const mostLost = 20

// day is everybody's work until the end, what is still owed, and the closing.
func (c *hourCmd) day(ctx context.Context, addr string, b *belt, end time.Time) error {
	people := map[string]*terminal{}
	for i, a := range ten() {
		t := &terminal{code: a.Code, addr: addr, pace: c.Pace, dice: rand.New(rand.NewPCG(c.Seed, uint64(i)))}
		if err := t.in(ctx); err != nil {
			return err
		}
		people[a.Code] = t
	}
	works := map[string]func(context.Context, *terminal) error{
		"op1": b.counter, "op2": b.counter, "op3": b.counter, "sector1": b.dispatch, "sector2": b.marks,
		"inspector1": b.issues, "super1": b.looks, "admin1": b.accounts, "auditor1": b.journal, "school7": b.provides,
	}
	work, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	var mu sync.Mutex
	var troubles []error
	for code, t := range people {
		lost := map[string]int{}
		all.Go(func() {
			for time.Now().Before(end) && work.Err() == nil {
				err := works[code](work, t)
				if err == nil && t.dice.Float64() < c.Cuts {
					err = t.cut(work)
				}
				if err == nil || work.Err() != nil {
					continue
				}
				// A person who is lost goes back to the first screen; who cannot
				// get there, or is lost too often, ends the hour.
				fmt.Fprintf(os.Stderr, "%s lost: %v\n", time.Now().Format("15:04:05"), err)
				b.count("scripts lost", 1)
				if lost[code]++; lost[code] > mostLost {
					err = fmt.Errorf("lost %d times, the last: %w", lost[code], err)
				} else if err = t.start(work); err == nil {
					continue
				}
				mu.Lock()
				troubles = append(troubles, err)
				mu.Unlock()
				stop()
			}
		})
	}
	all.Wait()
	if err := errors.Join(troubles...); err != nil {
		return err
	}
	for _, t := range people {
		b.count("cuts", t.cuts)
	}
	return b.evening(ctx, people)
}

// evening does what the day still owes, closes it, and sends everybody home.
func (b *belt) evening(ctx context.Context, people map[string]*terminal) error {
	for _, code := range []string{"op1", "op2", "op3"} {
		if err := b.give(ctx, people[code]); err != nil {
			return err
		}
	}
	for _, last := range []struct {
		code string
		work func(context.Context, *terminal) error
	}{{"sector1", b.dispatch}, {"sector2", b.forward}, {"super1", b.close}} {
		if err := last.work(ctx, people[last.code]); err != nil {
			return err
		}
	}
	for _, t := range people {
		if err := t.out(ctx); err != nil {
			return err
		}
	}
	return nil
}
