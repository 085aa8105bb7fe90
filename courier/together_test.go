package courier_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
)

// together runs one function for each of n hands at once and waits for all.
func together(n int, work func(i int) error) []error {
	errs := make([]error, n)
	var hands sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		hands.Go(func() { <-start; errs[i] = work(i) })
	}
	close(start)
	hands.Wait()
	return errs
}

// Sixteen windows accept and refuse at once: every number of the day is given
// once and none is left out, and the queue at each provider has no hole.
func TestNumbersTogether(t *testing.T) {
	const windows, each = 16, 4
	b := open(t, "atyrau", "2015-03-02T10:00")
	apps, bys := [windows * each]intake.Application{}, [windows * each]intake.By{}
	for i := range apps {
		apps[i] = b.app("preschool-queue", depart)
		if bys[i] = b.by(op); i%each == 3 {
			apps[i].Papers = nil
		}
	}
	var lock sync.Mutex
	numbers, queue := map[code.Number]int{}, []uint64{}
	for _, err := range together(windows, func(w int) error {
		for i := w * each; i < (w+1)*each; i++ {
			register := b.Accept
			if apps[i].Papers == nil {
				register = b.Refuse
			}
			c, err := register(b.ctx(), bys[i], apps[i])
			if err != nil {
				return err
			}
			lock.Lock()
			if numbers[c.Number]++; c.Queue > 0 {
				queue = append(queue, c.Queue)
			}
			lock.Unlock()
		}
		return nil
	}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range windows * each {
		if n := code.Number(fmt.Sprintf("042-150302-%06d", i+1)); numbers[n] != 1 {
			t.Errorf("%s was given %d times", n, numbers[n])
		}
	}
	slices.Sort(queue)
	for i, q := range queue {
		if q != uint64(i+1) {
			t.Fatalf("queue numbers %v", queue)
		}
	}
	if len(queue) != windows*(each-1) {
		t.Errorf("%d queue numbers", len(queue))
	}
}

// Two scanners go through one pile, one from each end: each case is marked
// once, by one of them, and the other is told that it was and when.
func TestTwoScanners(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ret, ids := b.back(12, school)
	pile := numbers(b, ids)
	hands := []intake.Actor{sector, {Code: "sector2", Name: "Қ. Дүйсенов", Role: intake.Sector}}
	bys := [2][]intake.By{}
	for i := range bys {
		for range pile {
			bys[i] = append(bys[i], b.by(hands[i]))
		}
	}
	said := [2][]courier.Scan{}
	for _, err := range together(2, func(i int) error {
		for k := range pile {
			n := pile[k]
			if i == 1 {
				n = pile[len(pile)-1-k]
			}
			s, err := b.Mark(b.ctx(), bys[i][k], ret.Number, n.Barcode(), intake.NoOutcome)
			if err != nil {
				return err
			}
			said[i] = append(said[i], s)
		}
		return nil
	}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	marked, twice := 0, 0
	for _, s := range append(said[0], said[1]...) {
		switch s.Verdict {
		case courier.OnList:
			marked++
		case courier.Twice:
			if twice++; s.Before.IsZero() {
				t.Error("not told when it was marked")
			}
		default:
			t.Errorf("%s", s.Verdict)
		}
	}
	if marked != len(pile) || twice != len(pile) {
		t.Errorf("%d marked, %d told twice, of %d", marked, twice, len(pile))
	}
	for _, id := range ids {
		n := 0
		for _, h := range b.stands(id, intake.Marked).History {
			if h.Act == intake.ActMark {
				n++
			}
		}
		if n != 1 {
			t.Errorf("marked %d times on record", n)
		}
	}
	if e := ok(b.Expects(b.ctx(), ret.Number, school, b.Today()))(t); e.Waiting != 0 || e.Back != int64(len(pile)) {
		t.Errorf("%+v", e)
	}
}

// An act on a case that has moved since it was looked at is refused with what
// happened to it, and leaves everything as the other one made it.
func TestStale(t *testing.T) {
	ctx := t.Context()
	b := open(t, "atyrau", "2015-03-02T10:00")
	_, ids := b.delivered(1, school)
	id := ids[0]
	seen := b.read(id)
	// Meanwhile another of the sector stamps a step.
	other := intake.Actor{Code: "sector2", Name: "Қ. Дүйсенов", Role: intake.Sector}
	theirs := b.by(other)
	now := ok(b.Stamp(ctx, theirs, id, 2, theirs.At, "телефон"))(t)
	stale := func(a intake.Actor) intake.By {
		by := b.two(a)
		by.Seen = seen.Version()
		return by
	}
	for what, act := range map[string]func() error{
		"step":      func() error { _, err := b.Stamp(ctx, stale(sector), id, 2, b.Now(), ""); return err },
		"send back": func() error { _, err := b.SendBack(ctx, stale(sector), id, "қол жоқ"); return err },
		"withdraw":  func() error { _, err := b.Withdraw(ctx, stale(op), id, "қажет емес"); return err },
		"give back": func() error {
			_, err := b.GiveBack(ctx, stale(sector), school, map[uuid.UUID]intake.Outcome{id: intake.Result}, nil)
			return err
		},
		"undo": func() error { _, err := b.Undo(ctx, b.two(boss), seen, "қате"); return err },
	} {
		b.refused(intake.ProblemChanged, act)
		p, _ := intake.AsProblem(act())
		want := []string{"step", "sector2", theirs.At.Format(time.RFC3339), string(seen.Number)}
		if p == nil || !slices.Equal(p.Args, want) {
			t.Errorf("%s: told %+v, want %q", what, p, want)
		}
	}
	if c := b.read(id); c.Version() != now.Version() || !same(c.State, now.State) {
		t.Error("the other's act was overwritten")
	}
	fresh := b.by(sector)
	fresh.Seen = now.Version()
	ok(b.SendBack(ctx, fresh, id, "қол жоқ"))(t)
}

// one is a case with the inspector.
func one(b *bench) uuid.UUID {
	ids := b.marked(1, school)
	ok(b.Forward(b.ctx(), b.by(sector), ids, nil))(b)
	return ids[0]
}

// Of many who issue one result at once with the same card before them, one
// does and the others are told; the same for one registration sent by two.
func TestOneOfMany(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	id := one(b)
	seen := b.read(id).Version()
	var bys [8]intake.By
	for i := range bys {
		bys[i] = b.by(op)
		bys[i].Seen = seen
	}
	handing := intake.Handing{Receipt: true, Identity: intake.Passport}
	done := 0
	for _, err := range together(len(bys), func(i int) error { _, err := b.Issue(b.ctx(), bys[i], id, handing); return err }) {
		switch p, _ := intake.AsProblem(err); {
		case err == nil:
			done++
		case p == nil || p.Code != intake.ProblemChanged || p.Args[0] != "issue":
			t.Errorf("%v", err)
		}
	}
	if c := b.stands(id, intake.Issued); done != 1 || c.Version() != seen+1 {
		t.Errorf("issued %d times, version %d", done, c.Version())
	}
	app := b.app("duplicate", school)
	done = 0
	for _, err := range together(len(bys), func(i int) error {
		by := bys[i]
		by.Op, by.Seen = uuid.New(), 0
		_, err := b.Accept(b.ctx(), by, app)
		return err
	}) {
		switch p, _ := intake.AsProblem(err); {
		case err == nil:
			done++
		case p == nil || p.Code != intake.ProblemNotNow:
			t.Errorf("%v", err)
		}
	}
	if done != 1 {
		t.Errorf("registered %d times", done)
	}
}
