package tui

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
	"tereze/tui/tuitest"
)

// counting is an engine that counts what is read.
type counting struct {
	store.Engine
	read *atomic.Int64
}

func (e counting) Snapshot(ctx context.Context) (store.Snapshot, error) {
	s, err := e.Engine.Snapshot(ctx)
	return countingView{s, e.read}, err
}

type countingView struct {
	store.Snapshot
	read *atomic.Int64
}

func (v countingView) Get(key []byte) ([]byte, error) {
	v.read.Add(1)
	return v.Snapshot.Get(key)
}

func (v countingView) Scan(from, to []byte, reverse bool) iter.Seq2[store.Pair, error] {
	return func(yield func(store.Pair, error) bool) {
		for p, err := range v.Snapshot.Scan(from, to, reverse) {
			v.read.Add(1)
			if !yield(p, err) {
				return
			}
		}
	}
}

// manyCases is a session on an office with n cases at the counter, unless made
// otherwise, and the count of what its store has read. The cases are written
// straight into the table: the lists and tallies derive from it as ever.
func manyCases(t testing.TB, n int, make func(k *intake.Case, i int)) (*Session, *clock, *atomic.Int64) {
	t.Helper()
	ctx := context.Background()
	engine, err := bolt.Create(filepath.Join(t.TempDir(), "store.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	read := &atomic.Int64{}
	ledger, err := store.OpenLedger(ctx, counting{engine, read}, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ledger.Close() })
	settings := intake.DefaultOffice(storetest.Office, "atyrau")
	c := &clock{tuitest.NewClock(caseNow)}
	o := &courier.Office{Desk: &intake.Desk{Ledger: ledger, Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &settings, Clock: c.Now}}
	app := caseApp(t, o, 1)
	offer := must(o.Catalogue.Find(o.Today(), settings.Region, app.Service))
	const part = 10 // a transaction takes so many of these
	for from := 0; from < n; from += part {
		by := store.By{Op: uuid.New(), Operator: "op1", Process: 2, At: caseNow}
		_, err := ledger.Update(ctx, by, func(tx *store.Tx) error {
			for i := from; i < min(from+part, n); i++ {
				k := intake.Case{ID: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, i)), Number: must(code.Make(storetest.Office, caseNow, uint64(i+1))),
					Service: app.Service, Edition: offer.Edition.ID, Recipient: app.Recipient, Provider: app.Provider, AcceptedAt: caseNow,
					Dispatch: calendar.DateOf(caseNow).Add(1 + i%20)}
				k.Stage = intake.Accepted
				k.History = []intake.Event{{Act: intake.ActAccept, Process: 2, At: caseNow, By: "op1"}}
				if make != nil {
					make(&k, i)
				}
				if err := intake.Cases.Put(tx, &k); err != nil {
					return err
				}
			}
			tx.Note("accept", fmt.Sprint(from))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	s := NewSession(ctx, Options{Office: o, Actor: intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}, Lang: trio.KK})
	return s, c, read
}

// listKeys are the ways through a list.
var listKeys = []string{"down", "down", "pgdown", "pgdown", "pgdown", "end", "up", "pgup", "pgup", "home", "down", "f2", "pgdown", "right", "left"}

// No key reads more of the store because the list is longer, and a change by
// others neither. A page of rows, a window anew and the tallies are all.
func TestListsAreWindowed(t *testing.T) {
	most := map[int]map[string]int64{}
	for _, n := range []int{200, 8000} {
		s, c, read := manyCases(t, n, nil)
		cost := map[string]int64{}
		read.Store(0)
		p := openMany(t, s, c)
		cost["open"] = read.Load()
		for _, k := range listKeys {
			read.Store(0)
			p.Press(k)
			cost[k] = max(cost[k], read.Load())
		}
		read.Store(0)
		p.Send(Changed{})
		cost["changed"] = read.Load()
		p.Has("▐3 Сектор▌")
		most[n] = cost
	}
	for k, small := range most[200] {
		big := most[8000][k]
		t.Logf("%-8s reads %4d of 200, %4d of 8000", k, small, big)
		if big > small+8 || big > 400 { // a few keys more: the tree of the tallies
			t.Errorf("%s reads %d keys of 8000 cases, %d of 200", k, big, small)
		}
	}
}

// Every row is reached, each once, in order, however the window moves.
func TestListsReachEveryRow(t *testing.T) {
	s, c, _ := manyCases(t, 300, nil)
	p := openMany(t, s, c)
	seen := map[string]bool{}
	var last string
	for range 300 {
		n := caseNumber(selectedRow(p))
		if seen[n] {
			t.Fatalf("%s twice", n)
		}
		seen[n], last = true, n
		p.Press("down")
	}
	if len(seen) != 300 || caseNumber(selectedRow(p)) != last {
		t.Errorf("%d of 300 rows", len(seen))
	}
	p.Press("home")
	first := caseNumber(selectedRow(p))
	p.Press("end")
	if got := caseNumber(selectedRow(p)); got != last {
		t.Errorf("End is at %s, the last row is %s", got, last)
	}
	for range 299 {
		p.Press("up")
	}
	if got := caseNumber(selectedRow(p)); got != first {
		t.Errorf("the way back ends at %s, not %s", got, first)
	}
}

func openMany(t testing.TB, s *Session, c *clock) *tuitest.Pump {
	s.Tick = c.Tick
	a := Open(s)
	a.cfg.Wake = nil
	return tuitest.New(t, a, c.Clock, 80, 24)
}

// BenchmarkListKey is one PgDn and the drawing after it: the same at ten cases
// and at a hundred thousand (the second takes a while to be filled).
func BenchmarkListKey(b *testing.B) {
	for _, n := range []int{10, 1000, 100_000} {
		s, c, _ := manyCases(b, n, nil)
		p := openMany(b, s, c)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := range b.N {
				code := tea.KeyPgDown
				if i%50 == 49 {
					code = tea.KeyHome
				}
				p.Send(tea.KeyPressMsg{Code: code})
				p.Wait(time.Millisecond)
				p.Raw()
			}
		})
	}
}
