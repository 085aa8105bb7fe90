package faulttest

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// line is an engine at the other end of a bad line: now and then the answer to
// a commit is lost on the way back, or the commit on the way there.
type line struct {
	*bolt.Engine
	mu      sync.Mutex
	r       *rand.Rand
	cut     bool // until Reopen
	replies int  // answers lost
}

var errCut = errors.New("the line was cut")

// Order implements store.Pipeline.
func (e *line) Order(ctx context.Context, w store.Write) (func() error, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cut {
		return nil, store.ErrUnknownOutcome
	}
	fate := e.r.IntN(12)
	if fate == 0 && len(w.Puts) > 0 {
		e.cut = true
		return nil, errCut
	}
	durable, err := e.Engine.Order(ctx, w)
	if err != nil || fate != 1 {
		return durable, err
	}
	return func() error {
		if err := durable(); err != nil {
			return err
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.cut, e.replies = true, e.replies+1
		return errCut
	}, nil
}

func (e *line) Snapshot(ctx context.Context) (store.Snapshot, error) {
	return e.view(ctx, e.Engine.Snapshot)
}

func (e *line) Tip(ctx context.Context) (store.Snapshot, error) { return e.view(ctx, e.Engine.Tip) }

func (e *line) view(ctx context.Context, of func(context.Context) (store.Snapshot, error)) (store.Snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cut {
		return nil, store.ErrUnknownOutcome
	}
	return of(ctx)
}

// Reopen implements store.Reopener.
func (e *line) Reopen(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.cut = false
	return e.Engine.Reopen(ctx)
}

// Several writers on a bad line: each command is done once, and the writer gets
// its answer or may send it again.
func TestLostReplies(t *testing.T) {
	t.Parallel()
	r, b := chooser(t), newBook()
	path := filepath.Join(t.TempDir(), "s.db")
	e, err := bolt.Create(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	bad := &line{Engine: e, r: rand.New(rand.NewPCG(r.Uint64(), 1))}
	l, err := store.OpenLedger(t.Context(), e, storetest.Office, storetest.Keys(), b.o.schema)
	if err == nil {
		l, err = store.OpenLedger(t.Context(), bad, storetest.Office, storetest.Keys(), b.o.schema)
	}
	if err != nil {
		t.Fatal(err)
	}
	var again atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range rounds(50) {
				c := command{Op: newID(), Case: newID()}
				for c.Stage = accepted; c.Stage <= issued; c.Stage++ {
					again.Add(int64(b.insist(t, l, c)))
					if c.Stage == handed { // and once more, the answer not having reached the clerk
						b.insist(t, l, c)
					}
					c.Op = newID()
				}
			}
		})
	}
	wg.Wait()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	b.look(t, path, true)
	if bad.replies == 0 {
		t.Error("no answer was lost: the test saw nothing")
	}
	t.Logf("%d answers lost, %d acknowledged, %d sent again", bad.replies, b.acks, again.Load())
}

// insist sends a command until it is answered, as a clerk would; it gives how
// often it was sent again.
func (b *book) insist(t testing.TB, l *store.Ledger, c command) (again int) {
	b.mu.Lock()
	a := b.sent(c)
	b.mu.Unlock()
	by := store.By{Op: c.Op, Operator: "aigul", Process: byte(c.Stage), At: zeroHour}
	for {
		head, err := l.Update(t.Context(), by, func(tx *store.Tx) error { return b.o.act(tx, c) })
		switch {
		case errors.Is(err, store.ErrUnknownOutcome), errors.Is(err, store.ErrNotWritten), errors.Is(err, errCut):
			if again++; again < 50 {
				continue
			}
			fallthrough
		case err != nil:
			t.Errorf("%s: %v", acts[c.Stage], err)
			return again
		}
		var k *kase
		look := func(tx *store.Tx) (err error) { k, err = b.o.cases.Get(tx, c.Case[:]); return err }
		for err = l.View(t.Context(), look); errors.Is(err, store.ErrUnknownOutcome); {
			err = l.View(t.Context(), look) // the line was cut under another one
		}
		if err != nil {
			t.Errorf("reading what was acknowledged: %v", err)
			return again
		}
		b.mu.Lock()
		if a.acked && (a.number != k.Number || a.seq != head.Seq) {
			t.Errorf("TWICE: op %s was journal %d and is %d", c.Op, a.seq, head.Seq)
		}
		b.answered(a, k.Number, k.Paper, head.Seq)
		b.mu.Unlock()
		return again
	}
}
