package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"time"
)

// run is one run of the program.
type run struct {
	*settings
	models  *Models
	report  *report
	work    string // folder of this run, removed at its end
	commit  int    // bytes of one commit of Tereze's, for the bare disk
	clock   *Clock
	day     int // how many windows this engine had
	profOut *os.File
}

func newRun(ctx context.Context, s *settings) (*run, error) {
	r := &run{settings: s, clock: newClock(clockDay), report: newReport()}
	var err error
	if r.models, err = newModels(ctx); err != nil {
		return nil, err
	}
	parent := s.keep
	if parent != "" {
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return nil, err
		}
	}
	if r.work, err = os.MkdirTemp(parent, "bench-run-"); err != nil {
		return nil, err
	}
	// Others than this user may have to go through it: PostgreSQL's own.
	if err := os.Chmod(r.work, 0o711); err != nil {
		return nil, errors.Join(err, os.RemoveAll(r.work))
	}
	if s.profile != "" {
		if r.profOut, err = os.Create(s.profile); err != nil {
			return nil, errors.Join(err, os.RemoveAll(r.work))
		}
	}
	if r.commit, err = r.probe(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(r.work))
	}
	r.report.commit = r.commit
	return r, nil
}

func (r *run) close() {
	if r.profOut != nil {
		r.profOut.Close()
	}
	os.RemoveAll(r.work)
}

// say tells on the side what is going on: a run takes long.
func (r *run) say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s  %s\n", time.Now().Format("15:04:05"), fmt.Sprintf(format, args...))
}

func (r *run) maker(engine string) (maker, error) {
	switch engine {
	case "tereze":
		return &terezeMaker{noSync: r.noSync}, nil
	case "sqlite", "sqlite-grouped":
		return &sqliteMaker{grouped: engine == "sqlite-grouped", std: r.std}, nil
	case "postgres", "postgres-grouped":
		return newPostgresMaker(engine == "postgres-grouped")
	}
	return nil, fmt.Errorf("no engine %q", engine)
}

func (r *run) all(ctx context.Context) error {
	for _, cases := range r.cases {
		p := newPlan(cases, r.sweep, r.models)
		for _, engine := range r.engines {
			if err := r.engine(ctx, engine, p); err != nil {
				return fmt.Errorf("%s at %d cases: %w", engine, cases, err)
			}
		}
	}
	return nil
}

// engine measures one engine at one size.
func (r *run) engine(ctx context.Context, engine string, p *Plan) error {
	at := r.report.at(p.Cases, engine)
	r.day = 0
	if strings.HasPrefix(engine, "raw") {
		return r.raw(ctx, engine, p, at)
	}
	m, err := r.maker(engine)
	if errors.Is(err, errNotInstalled) {
		r.report.remark(err.Error())
		return nil
	} else if err != nil {
		return err
	}
	dir, err := r.filled(ctx, engine, m, p)
	if err != nil {
		return fmt.Errorf("filling: %w", err)
	}
	if err := r.quiet(ctx, engine, m, dir, p, at); err != nil {
		return err
	}
	e, err := m.Open(ctx, dir, p)
	if err != nil {
		return err
	}
	return errors.Join(r.busy(ctx, engine, e, p, at), e.Close(), os.RemoveAll(dir))
}

// quiet measures what needs nobody else at work.
func (r *run) quiet(ctx context.Context, engine string, m maker, dir string, p *Plan, at *figures) error {
	e, err := m.Open(ctx, dir, p)
	if err != nil {
		return err
	}
	promise, err := e.Promise(ctx)
	if err == nil && r.wants("size") && p.Cases > 0 {
		at.Size, err = e.Size(ctx)
	}
	if err == nil && p.Cases > 0 {
		stop := r.profiling(engine, !r.wants("accept"))
		err = r.reads(ctx, e, p, at)
		stop()
	}
	r.report.remark(engine + ": " + promise)
	if own, ok := e.(*tereze); ok && err == nil && at.Size > 0 {
		log, logErr := onDisk(filepath.Join(dir, storeFile+".log"))
		err = errors.Join(err, logErr)
		r.report.remark(fmt.Sprintf("tereze at %s cases: %d bytes a case in %s, %d in its log, which is laid out ahead", thousands(p.Cases), (at.Size-log)/int64(p.Cases), filepath.Base(own.path()), log/int64(p.Cases)))
	}
	if err = errors.Join(err, e.Close()); err != nil || !r.wants("open") || p.Cases == 0 {
		return err
	}
	return r.openings(ctx, engine, dir, p, at)
}

// busy measures the windows, each on a day of its own.
func (r *run) busy(ctx context.Context, engine string, e peer, p *Plan, at *figures) error {
	door := newDoor(p, r.clock)
	if r.wants("accept") {
		if err := r.accepts(ctx, engine, e, door, at); err != nil {
			return err
		}
	}
	if r.wants("mark") && p.Out > 0 {
		if err := r.marks(ctx, engine, e, p, at); err != nil {
			return err
		}
	}
	if r.wants("sweep") && p.Sweep > 0 {
		if err := r.sweeps(ctx, engine, e, door, p, at); err != nil {
			return err
		}
	}
	if r.wants("backup") && p.Cases > 0 {
		return r.backups(ctx, engine, e, door, at)
	}
	return nil
}

// profiling profiles Tereze once: its first accept window, or its reads when
// nothing is accepted.
func (r *run) profiling(engine string, now bool) (stop func()) {
	if engine != "tereze" || r.profOut == nil || !now {
		return func() {}
	}
	f := r.profOut
	r.profOut = nil
	if err := pprof.StartCPUProfile(f); err != nil {
		r.report.remark("profile: " + err.Error())
		return func() {}
	}
	return func() { pprof.StopCPUProfile(); f.Close() }
}

func (r *run) accepts(ctx context.Context, engine string, e writer, door *Door, at *figures) error {
	for _, n := range r.writers {
		r.day++
		r.clock.Begin(r.day)
		stop := r.profiling(engine, true)
		w, err := steady(ctx, load{n, r.warm, r.dur, e.Written}, func(ctx context.Context, dice *rand.Rand) error {
			return e.Accept(ctx, door.next(dice))
		})
		stop()
		if err != nil {
			return fmt.Errorf("accept: %w", err)
		}
		r.say("%s accept %d writers: %.0f/s, p50 %.2f, p99 %.2f ms, %.1f KB and %.0f µs of CPU each", engine, n, w.PerSec, w.P50, w.P99, w.KBPerOp, w.CPU)
		at.Accept = append(at.Accept, w)
	}
	return nil
}

// marks shares what is with providers out among the windows.
func (r *run) marks(ctx context.Context, engine string, e peer, p *Plan, at *figures) error {
	for k, n := range r.writers {
		share := p.Out / len(r.writers)
		var next atomic.Int64
		next.Store(int64(p.FirstOut() + k*share))
		end := next.Load() + int64(share)
		w, err := steady(ctx, load{n, r.warm, r.dur, e.Written}, func(ctx context.Context, _ *rand.Rand) error {
			i := next.Add(1) - 1
			if i >= end {
				return errUsedUp
			}
			return e.Mark(ctx, int(i))
		})
		if err != nil {
			return fmt.Errorf("mark: %w", err)
		}
		r.say("%s mark %d writers: %.0f/s, p50 %.2f, p99 %.2f ms, %.1f KB and %.0f µs of CPU each", engine, n, w.PerSec, w.P50, w.P99, w.KBPerOp, w.CPU)
		at.Mark = append(at.Mark, w)
	}
	return nil
}

func (r *run) raw(ctx context.Context, engine string, p *Plan, at *figures) error {
	if !r.wants("accept") {
		return nil
	}
	e, err := newRaw(filepath.Join(r.work, "raw"), r.commit, engine == "raw-grouped")
	if err != nil {
		return err
	}
	return errors.Join(r.accepts(ctx, engine, e, newDoor(p, r.clock), at), e.Close())
}

// reads measures look-ups and pages, one reader, nobody writing.
func (r *run) reads(ctx context.Context, e peer, p *Plan, at *figures) error {
	read := func(op func(dice *rand.Rand) (func() error, error)) (float64, error) {
		dice := rand.New(rand.NewPCG(7, 7))
		const rounds = 5000
		waits := make([]uint32, 0, rounds)
		for i := range rounds + rounds/5 {
			ask, err := op(dice)
			if err != nil {
				return 0, err
			}
			from := time.Now()
			if err := ask(); err != nil {
				return 0, err
			}
			if took := time.Since(from); i >= rounds/5 {
				waits = append(waits, uint32(took.Nanoseconds())) // nanoseconds here, so P50 is in millionths of a second
			}
		}
		return quantiles(waits).P50, ctx.Err()
	}
	var err error
	if r.wants("lookup") {
		if at.ByNumber, err = read(func(dice *rand.Rand) (func() error, error) {
			number := string(p.Number(dice.IntN(p.Cases)))
			return func() error { return e.ByNumber(ctx, number) }, nil
		}); err != nil {
			return fmt.Errorf("look-up by number: %w", err)
		}
		if at.ByIIN, err = read(func(dice *rand.Rand) (func() error, error) {
			iin := inventedIIN(dice.IntN(p.People()))
			return func() error { return e.ByIIN(ctx, iin) }, nil
		}); err != nil {
			return fmt.Errorf("look-up by IIN: %w", err)
		}
	}
	if r.wants("page") {
		if at.Page, err = read(func(*rand.Rand) (func() error, error) {
			return func() error {
				if n, err := e.Page(ctx); err != nil || n != min(pageRows, p.Out) {
					return fmt.Errorf("a page of %d rows: %w", n, err)
				}
				return nil
			}, nil
		}); err != nil {
			return fmt.Errorf("page: %w", err)
		}
	}
	runtime.GC()
	return nil
}
