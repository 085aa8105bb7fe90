package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	sweepPace = 4000                 // cases a second of the paced sweep
	readEvery = 5 * time.Millisecond // what the reader beside it does
)

// Beside is what a writer saw while something large went on beside it.
type Beside struct {
	Alone   Window  `json:"alone"`
	Beside  Window  `json:"beside"`
	Seconds float64 `json:"seconds"` // how long the large thing took
	PerSec  float64 `json:"per_second,omitempty"`
	ReadP99 float64 `json:"read_p99_ms"` // of the reader's pages and look-ups
}

// times is by how much the writer's p99 grew.
func (b *Beside) times() float64 {
	if b.Alone.P99 == 0 {
		return 0
	}
	return b.Beside.P99 / b.Alone.P99
}

// sweeps runs one sweep as fast as it goes and one at a pace, each with a
// writer and a reader beside it, after both were measured alone.
func (r *run) sweeps(ctx context.Context, engine string, e peer, door *Door, p *Plan, at *figures) error {
	alone, _, err := r.beside(ctx, e, door, p, func(ctx context.Context) error { return sleep(ctx, r.warm+r.dur/2) })
	if err != nil {
		return err
	}
	for pass, pace := range []int{0, sweepPace} {
		began := time.Now()
		moved := func(done int) {
			if pace > 0 {
				time.Sleep(time.Until(began.Add(time.Duration(done) * time.Second / time.Duration(pace))))
			}
		}
		w, readP99, err := r.beside(ctx, e, door, p, func(ctx context.Context) error { return e.Sweep(ctx, pass, moved) })
		if err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
		b := &Beside{Alone: alone, Beside: w, Seconds: w.Seconds, PerSec: float64(p.Sweep) / w.Seconds, ReadP99: readP99}
		r.say("%s sweep of %d, pace %d: %.0f/s, the writer's p99 %.2f ms (alone %.2f), the reader's %.2f ms", engine, p.Sweep, pace, b.PerSec, w.P99, alone.P99, readP99)
		if pace == 0 {
			at.Sweep = b
		} else {
			at.Paced = b
		}
	}
	return nil
}

// beside measures one writer, with a reader beside it, while fn runs.
func (r *run) beside(ctx context.Context, e peer, door *Door, p *Plan, fn func(ctx context.Context) error) (w Window, readP99 float64, err error) {
	r.day++
	r.clock.Begin(r.day)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	over := make(chan struct{})
	var all sync.WaitGroup
	var waits, reads []uint32
	var writeErr, readErr error
	all.Go(func() {
		dice := rand.New(rand.NewPCG(3, 3))
		for writeErr == nil && open(over) {
			v, from := door.next(dice), time.Now()
			writeErr = e.Accept(ctx, v)
			waits = append(waits, uint32(time.Since(from).Microseconds()))
		}
	})
	all.Go(func() {
		dice := rand.New(rand.NewPCG(4, 4))
		for readErr == nil && open(over) {
			from := time.Now()
			_, pageErr := e.Page(ctx)
			readErr = errors.Join(pageErr, e.ByNumber(ctx, string(p.Number(dice.IntN(p.Cases)))))
			reads = append(reads, uint32(time.Since(from).Microseconds()))
			_ = sleep(ctx, readEvery-time.Since(from))
		}
	})
	began := time.Now()
	err = fn(ctx)
	seconds := time.Since(began).Seconds()
	close(over)
	all.Wait()
	w = quantiles(waits)
	w.Writers, w.Seconds, w.PerSec = 1, seconds, float64(w.Ops)/seconds
	return w, quantiles(reads).P99, errors.Join(err, writeErr, readErr)
}

func open(c <-chan struct{}) bool {
	select {
	case <-c:
		return false
	default:
		return true
	}
}
