package main

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Window is what was measured while writers worked steadily.
type Window struct {
	Writers int     `json:"writers"`
	Seconds float64 `json:"seconds"`
	Ops     int     `json:"ops"`
	PerSec  float64 `json:"per_second"`
	P50     float64 `json:"p50_ms"`
	P95     float64 `json:"p95_ms"`
	P99     float64 `json:"p99_ms"`
	Max     float64 `json:"max_ms"`
	KBPerOp float64 `json:"kb_per_op"`
	CPU     float64 `json:"cpu_us_per_op"`     // of this process, all its threads
	UsedUp  bool    `json:"used_up,omitempty"` // it ended early: no case was left
}

// load is how one window is run.
type load struct {
	writers   int
	warm, dur time.Duration
	written   func() (int64, error) // nil: not asked
}

// timing of one writer; waits are of operations that ended inside the window.
type timing struct{ waits []uint32 } // microseconds

// steady runs op in a loop on all writers: first unmeasured, then measured.
// op is errUsedUp when nothing is left; any other error ends the run.
func steady(ctx context.Context, l load, op func(ctx context.Context, dice *rand.Rand) error) (w Window, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	begin := time.Now().Add(l.warm)
	end := begin.Add(l.dur)
	var all sync.WaitGroup
	var usedUp atomic.Bool
	times, failed := make([]timing, l.writers), make([]error, l.writers)
	for i := range l.writers {
		all.Go(func() {
			dice := rand.New(rand.NewPCG(uint64(i), 5))
			for ctx.Err() == nil && !usedUp.Load() {
				from := time.Now()
				if from.After(end) {
					return
				}
				if err := op(ctx, dice); errors.Is(err, errUsedUp) {
					usedUp.Store(true)
					return
				} else if err != nil {
					failed[i] = err
					stop()
					return
				}
				if now := time.Now(); from.After(begin) && now.Before(end) {
					times[i].waits = append(times[i].waits, uint32(min(now.Sub(from).Microseconds(), math.MaxUint32)))
				}
			}
		})
	}
	var before, after int64
	var spent time.Duration
	if err := sleep(ctx, time.Until(begin)); err == nil && l.written != nil {
		before, err = l.written()
		failed = append(failed, err)
		spent = cpu()
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(time.Until(end)):
	}
	seconds := time.Since(begin).Seconds()
	if l.written != nil {
		after, err = l.written()
		failed = append(failed, err)
		spent = cpu() - spent
	}
	<-done
	for _, err := range failed {
		if err != nil && !errors.Is(err, context.Canceled) {
			return w, err
		}
	}
	var waits []uint32
	for _, t := range times {
		waits = append(waits, t.waits...)
	}
	w = quantiles(waits)
	w.Writers, w.Seconds, w.UsedUp = l.writers, seconds, usedUp.Load()
	if w.Ops > 0 && seconds > 0 {
		w.PerSec = float64(w.Ops) / seconds
		w.KBPerOp = float64(after-before) / 1024 / float64(w.Ops)
		w.CPU = float64(spent.Nanoseconds()) / 1000 / float64(w.Ops)
	}
	return w, context.Cause(context.WithoutCancel(ctx))
}

// quantiles are by nearest rank.
func quantiles(micros []uint32) (w Window) {
	slices.Sort(micros)
	at := func(p float64) float64 {
		if len(micros) == 0 {
			return 0
		}
		i := int(math.Ceil(p*float64(len(micros)))) - 1
		return float64(micros[min(max(i, 0), len(micros)-1)]) / 1000
	}
	w.Ops, w.P50, w.P95, w.P99, w.Max = len(micros), at(0.50), at(0.95), at(0.99), at(1)
	return w
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
