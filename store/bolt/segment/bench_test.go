package segment_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tereze/store/bolt/segment"
)

// BenchmarkAppend appends frames and, in turns of 200 in the same run, writes
// as many bytes with a bare pwrite and fdatasync to a file made ready in the
// same way. ratio is the log's speed over the bare loop's.
func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("records=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			l, err := segment.Create(filepath.Join(dir, "log"), id, segment.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			var g [][]byte
			for i := range n {
				g = append(g, record(uint64(i), 1500))
			}
			bare := newBare(b, filepath.Join(dir, "bare"), n*1502+56)
			defer bare.f.Close()
			var log, raw []time.Duration
			b.ResetTimer()
			for i := range b.N {
				begin := time.Now()
				if i/200%2 == 0 {
					if _, err := l.Append(g); err != nil {
						b.Fatal(err)
					}
					log = append(log, time.Since(begin))
				} else {
					bare.write(b)
					raw = append(raw, time.Since(begin))
				}
			}
			b.StopTimer()
			report(b, n, log, raw)
		})
	}
}

func report(b *testing.B, n int, log, raw []time.Duration) {
	if len(log) < 200 || len(raw) < 200 {
		return
	}
	mean := func(d []time.Duration) float64 {
		sum := time.Duration(0)
		for _, x := range d {
			sum += x
		}
		return sum.Seconds() / float64(len(d))
	}
	b.ReportMetric(float64(n)/mean(log), "records/s")
	b.ReportMetric(float64(n)/mean(raw), "bare/s")
	b.ReportMetric(mean(raw)/mean(log), "ratio")
	for name, d := range map[string][]time.Duration{"log": log, "bare": raw} {
		slices.Sort(d)
		b.ReportMetric(float64(d[len(d)/2].Microseconds()), name+"-p50-µs")
		b.ReportMetric(float64(d[len(d)*99/100].Microseconds()), name+"-p99-µs")
	}
}

// bare is the least there can be: the same bytes to prepared space.
type bare struct {
	f  *os.File
	b  []byte
	at int64
}

const bareSize = 64 << 20

func newBare(b *testing.B, name string, n int) *bare {
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	z := make([]byte, 1<<20)
	for i := range int64(bareSize >> 20) {
		if _, err := f.WriteAt(z, i<<20); err != nil {
			b.Fatal(err)
		}
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	return &bare{f: f, b: record(0, n)}
}

func (r *bare) write(b *testing.B) {
	if r.at+int64(len(r.b)) > bareSize {
		r.at = 0
	}
	if _, err := r.f.WriteAt(r.b, r.at); err != nil {
		b.Fatal(err)
	}
	if err := segment.Datasync(r.f); err != nil {
		b.Fatal(err)
	}
	r.at += int64(len(r.b))
}

// BenchmarkBuild is what an append costs without the disk: encoding, checksum,
// sum and the copy into the system's memory.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("records=%d", n), func(b *testing.B) {
			l, err := segment.Create(filepath.Join(b.TempDir(), "log"), id, segment.Options{NoSync: true})
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			var g [][]byte
			for i := range n {
				g = append(g, record(uint64(i), 1500))
			}
			b.SetBytes(int64(n * 1500))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := l.Append(g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen opens a log of 128 MB, in the system's memory.
func BenchmarkOpen(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "log")
	l, err := segment.Create(dir, id, segment.Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	var g [][]byte
	for i := range 64 {
		g = append(g, record(uint64(i), 1500))
	}
	for range 128 << 20 / 96000 {
		if _, err := l.Append(g); err != nil {
			b.Fatal(err)
		}
	}
	infos := l.Segments()
	l.Close()
	b.ReportMetric(float64(len(infos)), "segments")
	b.ReportMetric(float64(infos[len(infos)-1].Size)/(1<<20), "last-MB")
	for b.Loop() {
		l, err := segment.Open(dir, id, segment.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		l.Close()
	}
}
