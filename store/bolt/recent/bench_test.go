package recent_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	"tereze/store/bolt/recent"
)

// shuffled gives n keys of 60 bytes: an index's long common beginning, then
// parts that are spread.
func shuffled(n int, seed uint64) [][]byte {
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([][]byte, n)
	for i := range all {
		k := fmt.Appendf(nil, "042\x00\x01\x07cases\x00\x01by-stage-%02d\x00\x01", r.IntN(12))
		for len(k) < 60 {
			k = binary.BigEndian.AppendUint64(k, r.Uint64())
		}
		all[i] = k[:60]
	}
	return all
}

func filled(keys [][]byte) *recent.Table {
	t := recent.New()
	for i, k := range keys {
		t.Put(uint64(i/15+1), k, recent.Value{Data: k})
	}
	return t
}

// BenchmarkPut15 is one commit of 15 new keys into a table of 20,000 to 25,000.
func BenchmarkPut15(b *testing.B) {
	const rounds = 333
	base, more := shuffled(20000, 1), shuffled(15*rounds, 2)
	var t *recent.Table
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%rounds == 0 {
			b.StopTimer()
			t = filled(base)
			b.StartTimer()
		}
		at := i % rounds
		for _, k := range more[15*at : 15*at+15] {
			t.Put(uint64(10000+i), k, recent.Value{Data: k})
		}
	}
}

// BenchmarkPutAgain is a key that is there already, as the journal's head is.
func BenchmarkPutAgain(b *testing.B) {
	keys := shuffled(20000, 1)
	t := filled(keys)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		t.Put(uint64(10000+i), keys[77], recent.Value{Data: keys[77]})
	}
}

func BenchmarkGet(b *testing.B) {
	keys := shuffled(20000, 1)
	t := filled(keys)
	for i := 0; b.Loop(); i++ {
		if _, ok := t.Get(keys[i*7919%len(keys)], 5000); !ok {
			b.Fatal("not there")
		}
	}
}

// BenchmarkPage is 50 rows through Merge of four tables: all of 20,000 keys, the
// worst there is, and one of 20,000 with little beside it, as after a quiet hour.
func BenchmarkPage(b *testing.B) {
	for _, sizes := range [][4]int{{20000, 20000, 20000, 20000}, {30, 1000, 20000, 0}} {
		var tables [4]*recent.Table
		for i, n := range sizes {
			tables[i] = filled(shuffled(n, uint64(i)))
		}
		starts := shuffled(1000, 9)
		for _, reverse := range []bool{false, true} {
			b.Run(fmt.Sprintf("keys=%d,reverse=%t", sizes, reverse), func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					from, to := starts[i%len(starts)], []byte(nil)
					if reverse {
						from, to = nil, from
					}
					page(tables, from, to, reverse)
				}
			})
		}
	}
}

func page(tables [4]*recent.Table, from, to []byte, reverse bool) {
	var sources [4]recent.Source
	for j, t := range tables {
		sources[j] = t.Scan(from, to, reverse, 5000)
	}
	n := 0
	for _, err := range recent.Merge(reverse, sources[:]...).Pairs() {
		if n++; err != nil || n == 50 {
			return
		}
	}
}

// BenchmarkPut15Near is one commit as an office's work makes it: heads and
// counts that are there, keys in the order of time, three of them random.
func BenchmarkPut15Near(b *testing.B) {
	keys := shuffled(20000, 1)
	var t *recent.Table
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%333 == 0 {
			b.StopTimer()
			t = filled(keys)
			b.StartTimer()
		}
		commit := uint64(10000 + i)
		for j := range 6 {
			k := keys[j*1000]
			t.Put(commit, k, recent.Value{Data: k})
		}
		for j := range 6 {
			k := binary.BigEndian.AppendUint64(append(make([]byte, 0, 60), keys[500+j*1000][:44]...), commit)
			t.Put(commit, k, recent.Value{Data: k})
		}
		for j := range 3 {
			k := append(make([]byte, 0, 60), keys[(i*7919+j*104729)%len(keys)]...)
			k[59]++
			t.Put(commit, k, recent.Value{Data: k})
		}
	}
}
