package main

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tereze/intake/code"
)

var models = sync.OnceValues(func() (*Models, error) { return newModels(noContext) })

// Every engine still has what it acknowledged after it was closed and opened:
// the counted and the looked up. PostgreSQL is left out where it is not installed.
func TestEnginesHoldWhatTheyAcknowledged(t *testing.T) {
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	for _, engine := range engineNames {
		if strings.HasPrefix(engine, "raw") {
			continue
		}
		t.Run(engine, func(t *testing.T) { hold(t, engine, newPlan(400, 100, m)) })
	}
}

func hold(t *testing.T, engine string, p *Plan) {
	ctx := t.Context()
	clock := newClock(time.Hour)
	mk, err := (&run{settings: &settings{}}).maker(engine)
	if errors.Is(err, errNotInstalled) {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(shared(t), "store")
	if err := mk.Fill(ctx, dir, p); err != nil {
		t.Fatal(err)
	}
	e, err := mk.Open(ctx, dir, p)
	if err != nil {
		t.Fatal(err)
	}
	door := newDoor(p, clock)
	const writers, each = 4, 8
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			dice := rand.New(rand.NewPCG(uint64(i), 0))
			for range each {
				if err := e.Accept(ctx, door.next(dice)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if err := e.Mark(ctx, p.FirstOut()); err != nil {
		t.Error(err)
	}
	swept := 0
	if err := e.Sweep(ctx, 0, func(done int) { swept = done }); err != nil || swept != p.Sweep {
		t.Errorf("swept %d of %d: %v", swept, p.Sweep, err)
	}
	if _, err := e.Promise(ctx); err != nil {
		t.Error(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if e, err = mk.Open(ctx, dir, p); err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if n, err := e.Held(ctx); err != nil || n != int64(p.Cases+writers*each) {
		t.Errorf("%d cases, want %d: %v", n, p.Cases+writers*each, err)
	}
	last, err := code.Make(officeNumber, clock.Now(), writers*each)
	if err != nil {
		t.Fatal(err)
	}
	beyond, err := code.Make(officeNumber, clock.Now(), writers*each+1)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.ByNumber(ctx, string(last)); err != nil {
		t.Errorf("the last one accepted: %v", err)
	}
	if e.ByNumber(ctx, string(beyond)) == nil {
		t.Error("a number that was never given is there")
	}
	if err := e.ByNumber(ctx, string(p.Number(17))); err != nil {
		t.Error(err)
	}
	if err := e.ByIIN(ctx, inventedIIN(p.People())); err != nil { // the first newcomer
		t.Error(err)
	}
	if e.ByIIN(ctx, inventedIIN(1_000_000)) == nil {
		t.Error("a stranger is there")
	}
	if e.Mark(ctx, p.FirstOut()) == nil {
		t.Error("a case could be marked twice")
	}
	if err := e.Sweep(ctx, 0, func(int) {}); err == nil {
		t.Error("a sweep found cases again")
	}
	if n, err := e.Page(ctx); err != nil || n != pageRows {
		t.Errorf("a page of %d: %v", n, err)
	}
	if own, ok := e.(*tereze); ok {
		report, err := own.office.Ledger.Audit(ctx, nil)
		if err != nil || len(report.Findings) > 0 {
			t.Errorf("audit: %v %v", report.Findings, err)
		}
	}
}

// A group goes together, a lone job at once, and all get the answer.
func TestQueueGroupsWithoutDelay(t *testing.T) {
	first, free := make(chan struct{}), make(chan struct{})
	var groups [][]int
	wrong := errors.New("wrong")
	q := newQueue(func(group []int) error {
		groups = append(groups, append([]int(nil), group...))
		if len(groups) == 1 {
			close(first)
			<-free
			return nil
		}
		return wrong
	})
	var all sync.WaitGroup
	all.Go(func() {
		if err := q.do(noContext, 0); err != nil {
			t.Error(err)
		}
	})
	<-first
	for i := 1; i <= 5; i++ {
		all.Go(func() {
			if err := q.do(noContext, i); !errors.Is(err, wrong) {
				t.Error(err)
			}
		})
	}
	for len(q.jobs) < 5 { // until all wait
		yield()
	}
	close(free)
	all.Wait()
	q.close()
	if len(groups) != 2 || len(groups[1]) != 5 {
		t.Errorf("groups %v", groups)
	}
}

// A plan's numbers, ids and people are each there once and in order.
func TestPlan(t *testing.T) {
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	p := newPlan(3000, 100, m)
	seen := map[string]bool{}
	for i := range p.Cases {
		if n := string(p.Number(i)); seen[n] || i > 0 && n <= string(p.Number(i-1)) {
			t.Fatalf("number %s of case %d", n, i)
		} else {
			seen[n] = true
		}
		c, r := p.Case(i), p.Row(i)
		if c.Stage != r.Stage || string(c.Number) != r.Number || c.ID != r.id || c.RecipientID != r.person || len(r.Body) < 200 {
			t.Fatalf("case %d: %v and %v", i, c, r)
		}
	}
	iins := map[string]bool{}
	for k := range 200_000 {
		iins[inventedIIN(k)] = true
	}
	if len(iins) != 200_000 {
		t.Errorf("%d different IINs", len(iins))
	}
}
