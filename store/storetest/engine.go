package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"tereze/store"
)

func isMissing(err error) bool { return errors.Is(err, store.ErrMissing) }

// Run puts an engine through what store.Engine promises. fresh is called once a
// subtest and gives a function that opens the same, at first empty, store each
// time it is called; the suite closes what it opened.
func Run(t *testing.T, fresh func(t *testing.T) (open func() store.Engine)) {
	for _, c := range []struct {
		name string
		test func(*suite)
	}{
		{"order", (*suite).order}, {"values", (*suite).values}, {"isolation", (*suite).isolation},
		{"guards", (*suite).guards}, {"limits", (*suite).limits}, {"durable", (*suite).durable},
		{"wake", (*suite).wake}, {"close", (*suite).closing}, {"writers", (*suite).writers},
		{"context", (*suite).contexts},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &suite{T: t, ctx: t.Context(), open: fresh(t)}
			s.e = s.open()
			c.test(s)
			if err := s.e.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

type suite struct {
	*testing.T
	ctx  context.Context
	open func() store.Engine
	e    store.Engine
}

func pair(k, v string) store.Pair { return store.Pair{Key: []byte(k), Value: []byte(v)} }

func (s *suite) put(kv ...string) {
	s.Helper()
	var w store.Write
	for i := 0; i < len(kv); i += 2 {
		w.Puts = append(w.Puts, pair(kv[i], kv[i+1]))
	}
	s.commit(w)
}

func (s *suite) commit(w store.Write) {
	s.Helper()
	if err := s.e.Commit(s.ctx, w); err != nil {
		s.Fatalf("Commit: %v", err)
	}
}

func (s *suite) snapshot() store.Snapshot {
	s.Helper()
	snap, err := s.e.Snapshot(s.ctx)
	if err != nil {
		s.Fatalf("Snapshot: %v", err)
	}
	return snap
}

// list is a scan as text: "a=1 b=2".
func (s *suite) list(snap store.Snapshot, from, to []byte, reverse bool) string {
	s.Helper()
	var b bytes.Buffer
	for p, err := range snap.Scan(from, to, reverse) {
		if err != nil {
			s.Fatalf("Scan: %v", err)
		}
		fmt.Fprintf(&b, "%s=%s ", p.Key, p.Value)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

func (s *suite) expect(want string) {
	s.Helper()
	snap := s.snapshot()
	defer snap.Close()
	if got := s.list(snap, nil, nil, false); got != want {
		s.Errorf("the store holds %q, want %q", got, want)
	}
}

func (s *suite) order() {
	s.put("b", "2", "a", "1", "c", "3", "bb", "4", "b\x00", "5", "\xff", "6")
	snap := s.snapshot()
	defer snap.Close()
	key := func(k string) []byte {
		if k == "" {
			return nil
		}
		return []byte(k)
	}
	for _, c := range []struct{ from, to, forward, backward string }{
		{"", "", "a=1 b=2 b\x00=5 bb=4 c=3 \xff=6", "\xff=6 c=3 bb=4 b\x00=5 b=2 a=1"},
		{"b", "c", "b=2 b\x00=5 bb=4", "bb=4 b\x00=5 b=2"},
		{"b\x00", "bb", "b\x00=5", "b\x00=5"},
		{"aa", "bc", "b=2 b\x00=5 bb=4", "bb=4 b\x00=5 b=2"},
		{"c", "b", "", ""},
		{"c", "c", "", ""},
		{"d", "e", "", ""},
		{"d", "", "\xff=6", "\xff=6"},
		{"", "a", "", ""},
		{"", "aa", "a=1", "a=1"},
		{"c", "\xff\xff", "c=3 \xff=6", "\xff=6 c=3"},
	} {
		if got := s.list(snap, key(c.from), key(c.to), false); got != c.forward {
			s.Errorf("[%q,%q) forwards: %q, want %q", c.from, c.to, got, c.forward)
		}
		if got := s.list(snap, key(c.from), key(c.to), true); got != c.backward {
			s.Errorf("[%q,%q) backwards: %q, want %q", c.from, c.to, got, c.backward)
		}
	}
	for range snap.Scan(nil, nil, false) {
		break // leaving early must not upset it
	}
}

func (s *suite) values() {
	s.put("a", "1", "empty", "")
	s.commit(store.Write{Puts: []store.Pair{pair("a", "2")}, Drops: [][]byte{[]byte("nothing"), []byte("empty")}})
	s.expect("a=2")
	s.put("empty", "")
	snap := s.snapshot()
	defer snap.Close()
	if v, err := snap.Get([]byte("empty")); err != nil || len(v) != 0 {
		s.Errorf("Get of an empty value: %q, %v", v, err)
	}
	if v, err := snap.Get([]byte("nothing")); !errors.Is(err, store.ErrNotFound) || v != nil {
		s.Errorf("Get of an absent key: %q, %v; want ErrNotFound", v, err)
	}
}

func (s *suite) isolation() {
	s.put("a", "1", "b", "1")
	old := s.snapshot()
	s.commit(store.Write{Puts: []store.Pair{pair("a", "2"), pair("c", "2")}, Drops: [][]byte{[]byte("b")}})
	if got := s.list(old, nil, nil, false); got != "a=1 b=1" {
		s.Errorf("an open snapshot moved: %q", got)
	}
	if v, _ := old.Get([]byte("a")); string(v) != "1" {
		s.Errorf("an open snapshot's Get moved: %q", v)
	}
	if err := errors.Join(old.Close(), old.Close()); err != nil {
		s.Errorf("closing a snapshot twice: %v", err)
	}
	if _, err := old.Get([]byte("a")); !errors.Is(err, store.ErrClosed) {
		s.Errorf("Get after Close: %v, want ErrClosed", err)
	}
	s.expect("a=2 c=2")
}

func (s *suite) guards() {
	s.put("a", "1", "empty", "")
	for _, c := range []struct {
		name  string
		guard store.Pair
		ok    bool
	}{
		{"same", pair("a", "1"), true},
		{"other", pair("a", "0"), false},
		{"longer", pair("a", "11"), false},
		{"should be absent", store.Pair{Key: []byte("a")}, false},
		{"absent", store.Pair{Key: []byte("n")}, true},
		{"absent but guarded", pair("n", "1"), false},
		{"absent but guarded empty", pair("n", ""), false},
		{"empty", pair("empty", ""), true},
		{"empty should be absent", store.Pair{Key: []byte("empty")}, false},
	} {
		w := store.Write{Guards: []store.Pair{pair("a", "1"), c.guard}, Puts: []store.Pair{pair("x", c.name)}, Drops: [][]byte{[]byte("y")}}
		s.put("x", "", "y", "")
		err := s.e.Commit(s.ctx, w)
		snap := s.snapshot()
		got := s.list(snap, []byte("x"), nil, false)
		snap.Close()
		if c.ok && (err != nil || got != "x="+c.name) {
			s.Errorf("%s: %v, %q", c.name, err, got)
		}
		if !c.ok && (!errors.Is(err, store.ErrConflict) || got != "x= y=") {
			s.Errorf("%s: %v, %q; want ErrConflict and nothing written", c.name, err, got)
		}
	}
}

func (s *suite) limits() {
	many := func(n int) (w store.Write) {
		for i := range n {
			w.Puts = append(w.Puts, pair(fmt.Sprintf("k%03d", i), "v"))
		}
		return w
	}
	big := func(n int) store.Write {
		return store.Write{Puts: []store.Pair{{Key: []byte("big"), Value: make([]byte, n)}}}
	}
	mixed := many(98)
	mixed.Drops, mixed.Guards = [][]byte{[]byte("d")}, []store.Pair{{Key: []byte("g")}}
	over := mixed
	over.Drops = [][]byte{[]byte("d"), []byte("e")}
	for _, c := range []struct {
		name string
		w    store.Write
		want error
	}{
		{"100 keys", many(store.MaxKeys), nil},
		{"101 keys", many(store.MaxKeys + 1), store.ErrTooLarge},
		{"100 mixed", mixed, nil},
		{"101 mixed", over, store.ErrTooLarge},
		{"1 MiB", big(store.MaxBytes - 3), nil},
		{"more", big(store.MaxBytes - 2), store.ErrTooLarge},
		{"long key", store.Write{Puts: []store.Pair{{Key: make([]byte, store.MaxKeyLength)}}}, nil},
		{"too long key", store.Write{Puts: []store.Pair{{Key: make([]byte, store.MaxKeyLength+1)}}}, store.ErrTooLarge},
		{"no key", store.Write{Puts: []store.Pair{{Value: []byte("v")}}}, store.ErrInvalid},
		{"twice", store.Write{Puts: []store.Pair{pair("a", "1")}, Drops: [][]byte{[]byte("a")}}, store.ErrInvalid},
		{"nothing", store.Write{}, nil},
	} {
		if err := s.e.Commit(s.ctx, c.w); !errors.Is(err, c.want) {
			s.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func (s *suite) durable() {
	var want string
	for i := range 50 {
		s.put(fmt.Sprintf("k%02d", i), strconv.Itoa(i))
		want += fmt.Sprintf("k%02d=%d ", i, i)
		if i%20 == 0 {
			if err := s.e.Close(); err != nil {
				s.Fatal(err)
			}
			s.e = s.open()
		}
	}
	s.expect(want[:len(want)-1])
	if err := s.e.Close(); err != nil {
		s.Fatal(err)
	}
	s.e = s.open()
	s.expect(want[:len(want)-1])
}

func (s *suite) wake() {
	ctx, cancel := context.WithCancel(s.ctx)
	a, b := s.e.Wake(ctx, []byte("a")), s.e.Wake(s.ctx, []byte("b"))
	waiting := func(c <-chan struct{}) bool {
		select {
		case _, ok := <-c:
			return ok
		default:
			return false
		}
	}
	if waiting(a) {
		s.Error("woken by nothing")
	}
	s.put("a", "1")
	s.put("a", "2")
	if <-a; waiting(a) {
		s.Error("two signals: they should merge while nobody looks")
	}
	if waiting(b) {
		s.Error("woken by another key")
	}
	s.commit(store.Write{Drops: [][]byte{[]byte("a"), []byte("b")}})
	<-a
	<-b
	_ = s.e.Commit(s.ctx, store.Write{Guards: []store.Pair{pair("a", "no")}, Puts: []store.Pair{pair("a", "3")}})
	if waiting(a) {
		s.Error("woken by a refused commit")
	}
	cancel()
	if _, open := <-a; open {
		s.Error("a signal instead of the end")
	}
	if _, open := <-s.e.Wake(ctx, []byte("a")); open {
		s.Error("a dead context should give a closed channel")
	}
	if err := s.e.Close(); err != nil {
		s.Fatal(err)
	}
	if _, open := <-b; open {
		s.Error("a signal instead of the end when the engine closed")
	}
}

func (s *suite) closing() {
	s.put("a", "1")
	for range 2 {
		if err := s.e.Close(); err != nil {
			s.Errorf("Close: %v", err)
		}
	}
	if _, err := s.e.Snapshot(s.ctx); !errors.Is(err, store.ErrClosed) {
		s.Errorf("Snapshot after Close: %v, want ErrClosed", err)
	}
	if err := s.e.Commit(s.ctx, store.Write{Puts: []store.Pair{pair("a", "2")}}); !errors.Is(err, store.ErrClosed) {
		s.Errorf("Commit after Close: %v, want ErrClosed", err)
	}
}

// writers count up one number from many sides; guards must let none get lost.
func (s *suite) writers() {
	s.put("n", "0")
	const sides, each = 8, 10
	var wg sync.WaitGroup
	for range sides {
		wg.Go(func() {
			for done := 0; done < each; {
				snap, err := s.e.Snapshot(s.ctx)
				if err != nil {
					s.Error(err)
					return
				}
				raw, err := snap.Get([]byte("n"))
				was := string(raw)
				snap.Close()
				if err != nil {
					s.Error(err)
					return
				}
				n, _ := strconv.Atoi(was)
				err = s.e.Commit(s.ctx, store.Write{Guards: []store.Pair{pair("n", was)}, Puts: []store.Pair{pair("n", strconv.Itoa(n+1))}})
				if err == nil {
					done++
				} else if !errors.Is(err, store.ErrConflict) {
					s.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	s.expect("n=" + strconv.Itoa(sides*each))
}

func (s *suite) contexts() {
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	if err := s.e.Commit(ctx, store.Write{Puts: []store.Pair{pair("a", "1")}}); !errors.Is(err, context.Canceled) {
		s.Errorf("Commit: %v, want Canceled", err)
	}
	if _, err := s.e.Snapshot(ctx); !errors.Is(err, context.Canceled) {
		s.Errorf("Snapshot: %v, want Canceled", err)
	}
	s.expect("")
}
