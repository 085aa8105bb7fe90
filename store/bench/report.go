package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// figures are what was measured of one engine at one size; 0 is not measured.
type figures struct {
	Accept   []Window `json:"accept,omitempty"`
	Mark     []Window `json:"mark,omitempty"`
	ByNumber float64  `json:"by_number_us,omitempty"` // p50
	ByIIN    float64  `json:"by_iin_us,omitempty"`
	Page     float64  `json:"page_us,omitempty"`
	Sweep    *Beside  `json:"sweep,omitempty"`
	Paced    *Beside  `json:"paced_sweep,omitempty"`
	Backup   *Beside  `json:"backup,omitempty"`
	Open     float64  `json:"open_ms,omitempty"`
	OpenCold float64  `json:"open_cold_ms,omitempty"`
	Heap     int64    `json:"heap_bytes,omitempty"`
	Size     int64    `json:"size_bytes,omitempty"`
}

// report gathers the figures of a run.
type report struct {
	commit  int // bytes of one commit
	remarks []string
	of      map[int]map[string]*figures // cases → engine
}

func newReport() *report { return &report{of: map[int]map[string]*figures{}} }

func (r *report) at(cases int, engine string) *figures {
	if r.of[cases] == nil {
		r.of[cases] = map[string]*figures{}
	}
	if r.of[cases][engine] == nil {
		r.of[cases][engine] = &figures{}
	}
	return r.of[cases][engine]
}

func (r *report) remark(s string) {
	if !slices.Contains(r.remarks, s) {
		r.remarks = append(r.remarks, s)
	}
}

func (r *report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(map[string]any{"commit_bytes": r.commit, "remarks": r.remarks, "figures": r.of})
}

// line is one row of a table: what it says, how to read it off, whether more
// is better.
type line struct {
	name   string
	value  func(f *figures, cases int) float64
	format string
	more   bool
}

func lines(s *settings) (all []line) {
	window := func(name string, of func(f *figures) []Window) {
		for _, n := range s.writers {
			get := func(read func(w Window) float64) func(*figures, int) float64 {
				return func(f *figures, _ int) float64 {
					for _, w := range of(f) {
						if w.Writers == n {
							return read(w)
						}
					}
					return 0
				}
			}
			head := fmt.Sprintf("%s, %d writers", name, n)
			if n == 1 {
				head = name + ", 1 writer"
			}
			all = append(all,
				line{head + ": a second", get(func(w Window) float64 { return w.PerSec }), "%.0f", true},
				line{"  p50 ms", get(func(w Window) float64 { return w.P50 }), "%.2f", false},
				line{"  p95 ms", get(func(w Window) float64 { return w.P95 }), "%.2f", false},
				line{"  p99 ms", get(func(w Window) float64 { return w.P99 }), "%.2f", false},
				line{"  max ms", get(func(w Window) float64 { return w.Max }), "%.1f", false},
				line{"  KB written each", get(func(w Window) float64 { return w.KBPerOp }), "%.1f", false},
				line{"  CPU here each, µs", get(func(w Window) float64 { return w.CPU }), "%.0f", false})
		}
	}
	window("accept", func(f *figures) []Window { return f.Accept })
	window("mark", func(f *figures) []Window { return f.Mark })
	beside := func(name string, of func(f *figures) *Beside, speed bool) {
		get := func(read func(b *Beside) float64) func(*figures, int) float64 {
			return func(f *figures, _ int) float64 {
				if b := of(f); b != nil {
					return read(b)
				}
				return 0
			}
		}
		if speed {
			all = append(all, line{name + ": cases a second", get(func(b *Beside) float64 { return b.PerSec }), "%.0f", true})
		} else {
			all = append(all, line{name + ": seconds", get(func(b *Beside) float64 { return b.Seconds }), "%.1f", false})
		}
		all = append(all,
			line{"  writer's p99 alone, ms", get(func(b *Beside) float64 { return b.Alone.P99 }), "%.2f", false},
			line{"  writer's p99 beside it, ms", get(func(b *Beside) float64 { return b.Beside.P99 }), "%.2f", false},
			line{"  reader's p99 beside it, ms", get(func(b *Beside) float64 { return b.ReadP99 }), "%.2f", false})
	}
	beside("sweep", func(f *figures) *Beside { return f.Sweep }, true)
	beside(fmt.Sprintf("sweep at %d/s", sweepPace), func(f *figures) *Beside { return f.Paced }, true)
	beside("backup beside a writer", func(f *figures) *Beside { return f.Backup }, false)
	return append(all,
		line{"look-up by barcode, p50 µs", func(f *figures, _ int) float64 { return f.ByNumber }, "%.1f", false},
		line{"look-up by IIN, p50 µs", func(f *figures, _ int) float64 { return f.ByIIN }, "%.1f", false},
		line{"page of 50 rows, p50 µs", func(f *figures, _ int) float64 { return f.Page }, "%.1f", false},
		line{"open to first page, ms", func(f *figures, _ int) float64 { return f.Open }, "%.1f", false},
		line{"  with a cold cache, ms", func(f *figures, _ int) float64 { return f.OpenCold }, "%.1f", false},
		line{"Go heap idle, MB", func(f *figures, _ int) float64 { return float64(f.Heap) / (1 << 20) }, "%.1f", false},
		line{"bytes a case on the disk", func(f *figures, cases int) float64 {
			if cases == 0 {
				return 0
			}
			return float64(f.Size) / float64(cases)
		}, "%.0f", false})
}

// write prints a table a size, what was to reach, and the growth.
func (r *report) write(out io.Writer, s *settings) {
	for _, cases := range s.cases {
		fmt.Fprintf(out, "\n%s cases (in brackets: how many times better Tereze is)\n\n", thousands(cases))
		t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "\t"+strings.Join(s.engines, "\t"))
		for _, l := range lines(s) {
			r.row(t, l, cases, s.engines)
		}
		t.Flush()
		r.writeGoals(out, cases, s)
	}
	if s.wants("growth") && len(s.cases) > 1 {
		r.growth(out, s)
	}
	fmt.Fprintf(out, "\nThe bare disk was given %d bytes an operation: what one Accept commits.\n", r.commit)
	for _, m := range r.remarks {
		fmt.Fprintln(out, m)
	}
}

func (r *report) row(t io.Writer, l line, cases int, engines []string) {
	cells, any := []string{l.name}, false
	var own float64
	if f := r.of[cases]["tereze"]; f != nil {
		own = l.value(f, cases)
	}
	for _, engine := range engines {
		f := r.of[cases][engine]
		if f == nil || l.value(f, cases) == 0 {
			cells = append(cells, "")
			continue
		}
		v := l.value(f, cases)
		any = true
		cell := fmt.Sprintf(l.format, v)
		if engine != "tereze" && own > 0 {
			times := v / own
			if l.more {
				times = own / v
			}
			cell += fmt.Sprintf(" (%.2f)", times)
		}
		cells = append(cells, cell)
	}
	if any {
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
}

// growth puts the sizes beside each other, an engine at a time.
func (r *report) growth(out io.Writer, s *settings) {
	for _, engine := range s.engines {
		if strings.HasPrefix(engine, "raw") {
			continue
		}
		fmt.Fprintf(out, "\ngrowth: %s\n\n", engine)
		t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		head := ""
		for _, cases := range s.cases {
			head += "\t" + thousands(cases)
		}
		fmt.Fprintln(t, head)
		for _, l := range lines(s) {
			cells, any := []string{l.name}, false
			for _, cases := range s.cases {
				cell := ""
				if f := r.of[cases][engine]; f != nil {
					if v := l.value(f, cases); v != 0 {
						cell, any = fmt.Sprintf(l.format, v), true
					}
				}
				cells = append(cells, cell)
			}
			if any {
				fmt.Fprintln(t, strings.Join(cells, "\t"))
			}
		}
		t.Flush()
	}
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
