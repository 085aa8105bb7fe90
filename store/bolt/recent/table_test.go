package recent_test

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"tereze/store/bolt/recent"
)

// TestReadersBesideTheWriter: what is seen at a commit never changes. Every
// commit sets all counters it touches to its own number and their sum, counted
// by the writer, stands under one more key.
func TestReadersBesideTheWriter(t *testing.T) {
	const commits, counters = 3000, 400
	table := recent.New()
	name := func(i uint64) []byte { return fmt.Appendf(nil, "counter %03d", i) }
	number := func(n uint64) recent.Value { return recent.Value{Data: binary.BigEndian.AppendUint64(nil, n)} }
	var done atomic.Uint64
	var readers sync.WaitGroup
	check := func(seed uint64) error {
		at := done.Load()
		if seed%3 == 0 {
			at = at * (seed % 97) / 97 // an older one
		}
		v, ok := table.Get([]byte("sum"), at)
		if !ok {
			if at > 0 {
				return fmt.Errorf("no sum at %d", at)
			}
			return nil
		}
		want := binary.BigEndian.Uint64(v.Data)
		for _, reverse := range []bool{false, true} {
			c, sum, before := table.Scan([]byte("counter"), []byte("countes"), reverse, at), uint64(0), ""
			for k, v, ok, _ := c.Next(); ok; k, v, ok, _ = c.Next() {
				if before != "" && (string(k) < before) != reverse {
					return fmt.Errorf("%s after %s", k, before)
				}
				if before = string(k); !v.Drop {
					sum += binary.BigEndian.Uint64(v.Data)
				}
			}
			if sum != want {
				return fmt.Errorf("sum %d at %d, not %d, reverse %t", sum, at, want, reverse)
			}
		}
		return nil
	}
	for r := range uint64(3) {
		readers.Go(func() {
			for seed := r; done.Load() < commits; seed++ {
				if err := check(seed); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	readers.Go(func() { // the shortest look there is, to meet the writer half-way
		for at := done.Load(); at < commits; at = done.Load() {
			if _, ok := table.Get([]byte("sum"), at); !ok && at > 0 {
				t.Errorf("no sum at %d", at)
				return
			}
		}
	})
	now, sum := map[uint64]uint64{}, uint64(0)
	for commit := uint64(1); commit <= commits; commit++ {
		for j := range uint64(4) {
			i := (commit*7919 + j*104729) % counters
			sum -= now[i]
			if (commit+j)%5 == 0 {
				table.Put(commit, name(i), recent.Value{Drop: true})
				now[i] = 0
				continue
			}
			table.Put(commit, name(i), number(commit))
			now[i] = commit
			sum += commit
		}
		table.Put(commit, fmt.Appendf(nil, "sul %06d", commit), recent.Value{}) // always a new one just before the sum
		table.Put(commit, []byte("sum"), number(sum))
		done.Store(commit)
	}
	readers.Wait()
	for seed := range uint64(97) {
		if err := check(3 * seed); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBytes: a ceiling is enforced with Bytes, so it must be near the truth.
func TestBytes(t *testing.T) {
	for _, again := range []int{1, 5} {
		heap := func() int {
			runtime.GC()
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return int(m.HeapAlloc)
		}
		before := heap()
		table := recent.New()
		for i := range 20000 {
			key := fmt.Appendf(make([]byte, 0, 64), "%040d", i%(20000/again))
			table.Put(uint64(i+1), key, recent.Value{Data: make([]byte, 160)})
		}
		real := heap() - before
		if got := table.Bytes(); got < real*8/10 || got > real*12/10 {
			t.Errorf("%d bytes told, %d taken", got, real)
		}
		runtime.KeepAlive(table)
	}
}
