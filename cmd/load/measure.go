package main

import (
	"math"
	"slices"
	"sync"
	"time"
)

// Times gathers waiting times; any goroutine may add.
type Times struct {
	mu  sync.Mutex
	all []time.Duration
}

// Add puts one in.
func (t *Times) Add(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all = append(t.all, d)
}

// Quantiles are of waiting times, in milliseconds.
type Quantiles struct {
	Count int     `json:"count"`
	P50   float64 `json:"p50"`
	P95   float64 `json:"p95"`
	P99   float64 `json:"p99"`
	Max   float64 `json:"max"`
}

// quantiles counts several gatherings as one.
func quantiles(of ...*Times) (q Quantiles) {
	var all []time.Duration
	for _, t := range of {
		t.mu.Lock()
		all = append(all, t.all...)
		t.mu.Unlock()
	}
	slices.Sort(all)
	q.Count = len(all)
	at := func(p float64) float64 {
		if len(all) == 0 {
			return 0
		}
		// The smallest that is not below p of all: nearest rank.
		i := int(math.Ceil(p*float64(len(all)))) - 1
		return float64(all[min(max(i, 0), len(all)-1)].Microseconds()) / 1000
	}
	q.P50, q.P95, q.P99, q.Max = at(0.50), at(0.95), at(0.99), at(1)
	return q
}
