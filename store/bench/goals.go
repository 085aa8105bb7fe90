package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// goal is a figure to reach. measured is false when this run cannot tell.
type goal struct {
	name  string
	want  float64
	least bool // want is the least, else the most
	value func(r *report, cases int) (v float64, measured bool)
}

func (g goal) reached(v float64) bool {
	if g.least {
		return v >= g.want
	}
	return v <= g.want
}

// ratio compares one figure of two engines, a to b.
func ratio(a, b string, of func(f *figures) float64) func(*report, int) (float64, bool) {
	return func(r *report, cases int) (float64, bool) {
		fa, fb := r.of[cases][a], r.of[cases][b]
		if fa == nil || fb == nil || of(fa) == 0 || of(fb) == 0 {
			return 0, false
		}
		return of(fa) / of(fb), true
	}
}

func own(of func(f *figures) float64) func(*report, int) (float64, bool) {
	return func(r *report, cases int) (float64, bool) {
		f := r.of[cases]["tereze"]
		if f == nil {
			return 0, false
		}
		v := of(f)
		return v, v != 0
	}
}

func accepts(writers int, read func(w Window) float64) func(*figures) float64 {
	return func(f *figures) float64 {
		for _, w := range f.Accept {
			if w.Writers == writers {
				return read(w)
			}
		}
		return 0
	}
}

func perSecond(w Window) float64 { return w.PerSec }
func p99(w Window) float64       { return w.P99 }
func kbEach(w Window) float64    { return w.KBPerOp }

func besideTimes(of func(f *figures) *Beside) func(*figures) float64 {
	return func(f *figures) float64 {
		if b := of(f); b != nil {
			return b.times()
		}
		return 0
	}
}

// goals are what the store is to reach at a million cases and more.
var goals = []goal{
	{"accept, 1 writer, to sqlite", 2, true, ratio("tereze", "sqlite", accepts(1, perSecond))},
	{"accept, 1 writer, to postgres", 2.5, true, ratio("tereze", "postgres", accepts(1, perSecond))},
	{"accept, 1 writer, to the bare disk", 0.8, true, ratio("tereze", "raw", accepts(1, perSecond))},
	{"accept, 64 writers, to sqlite", 5, true, ratio("tereze", "sqlite", accepts(64, perSecond))},
	{"accept, 64 writers, to sqlite-grouped", 3, true, ratio("tereze", "sqlite-grouped", accepts(64, perSecond))},
	{"accept, 64 writers, p99 ms", 10, false, own(accepts(64, p99))},
	{"KB written each, 1 writer, to sqlite", 0.1, false, ratio("tereze", "sqlite", accepts(1, kbEach))},
	{"KB written each, 64 writers, to sqlite", 0.1, false, ratio("tereze", "sqlite", accepts(64, kbEach))},
	{"look-up by barcode, to sqlite", 0.25, false, ratio("tereze", "sqlite", func(f *figures) float64 { return f.ByNumber })},
	{"page of 50 rows, to sqlite", 1.0 / 6, false, ratio("tereze", "sqlite", func(f *figures) float64 { return f.Page })},
	{"sweep, cases a second", 20_000, true, own(func(f *figures) float64 {
		if f.Sweep == nil {
			return 0
		}
		return f.Sweep.PerSec
	})},
	{"paced sweep, the writer's p99 to alone", 3, false, own(besideTimes(func(f *figures) *Beside { return f.Paced }))},
	{"backup, the writer's p99 to alone", 3, false, own(besideTimes(func(f *figures) *Beside { return f.Backup }))},
	{"open to first page, ms", 150, false, own(func(f *figures) float64 { return f.Open })},
	{"Go heap idle, MB", 64, false, own(func(f *figures) float64 { return float64(f.Heap) / (1 << 20) })},
	{"bytes a case, to sqlite", 0.7, false, ratio("tereze", "sqlite", func(f *figures) float64 { return float64(f.Size) })},
}

// writeGoals says what was reached, of what this run measured.
func (r *report) writeGoals(out io.Writer, cases int, s *settings) {
	if cases == 0 || s.noSync {
		return
	}
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	some := false
	for _, g := range goals {
		v, measured := g.value(r, cases)
		if !measured {
			continue
		}
		if !some {
			fmt.Fprintf(out, "\nto reach, at %s cases\n\n", thousands(cases))
			some = true
		}
		bound, verdict := "at most", "yes"
		if g.least {
			bound = "at least"
		}
		if !g.reached(v) {
			verdict = "NO"
		}
		fmt.Fprintf(t, "%s\t%s %.4g\t%.4g\t%s\n", g.name, bound, g.want, v, verdict)
	}
	t.Flush()
}
