package courier

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
)

// Post carries the outbox to the gateway and brings back what came: one for
// an office that has a gateway. Its Office is the office itself, not one
// worker's view of it.
type Post struct {
	Office *Office
	Log    *slog.Logger                         // nil: nothing is logged
	Every  time.Duration                        // how often the gateway is asked for what it did not push; 0: 15 s
	After  func(time.Duration) <-chan time.Time // nil: time.After

	turn    sync.Mutex // one pass at a time
	asked   time.Time  // when the gateway was last asked for answers
	wires   [3]wire    // questions, messages, fetching
	holding sync.Mutex // of wires
}

// wire is one use of the gateway, which rests when it does not answer, so that
// a hundred messages do not each wait for a gateway that is down.
type wire struct {
	until time.Time
	fails int
}

// Passed is what one pass did.
type Passed struct {
	Tried    int // messages given to the gateway, whatever came of it
	Sent     int // requests the gateway has now
	Answered int // messages nothing more is awaited of
	Doubtful int // messages a person must look at
	Taken    int // messages of the other side carried out
}

const (
	atOnce   = 4  // messages on their way at the same time
	perPass  = 64 // messages looked at in one pass
	perFetch = 50 // messages asked of the gateway at once
)

// Pass carries out what came, asks the gateway for more, and sends what is due.
// What the gateway does to it is no error; that of the store is.
func (p *Post) Pass(ctx context.Context) (Passed, error) {
	done, _, err := p.pass(ctx, true)
	return done, err
}

// pass is Pass; next is when the next message is due, zero when none waits.
func (p *Post) pass(ctx context.Context, fetch bool) (done Passed, next time.Time, err error) {
	p.turn.Lock()
	defer p.turn.Unlock()
	if done.Taken, err = p.Office.CarryOut(ctx); err != nil || p.Office.Gateway == nil {
		return done, next, err
	}
	if now := p.Office.Now(); fetch && !p.rests(fetching, now) {
		p.asked = now
		if err = p.fetch(ctx, &done); err != nil {
			return done, next, err
		}
	}
	some, err := p.due(ctx)
	if err != nil {
		return done, next, err
	}
	var all sync.WaitGroup
	var told sync.Mutex
	room := make(chan struct{}, atOnce)
	for _, letters := range some {
		all.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			var stuck [3]bool // a case's messages keep their order on each wire
			for _, m := range letters {
				if stuck[wireOf(m)] {
					continue
				}
				one, goOn, failed := p.one(ctx, m)
				told.Lock()
				done.add(one)
				if err == nil {
					err = failed
				}
				told.Unlock()
				if stuck[wireOf(m)] = !goOn; failed != nil {
					return
				}
			}
		})
	}
	all.Wait()
	if err != nil {
		return done, next, err
	}
	if done.Sent > 0 { // its answer may have come before it was known to be sent
		n, err := p.Office.CarryOut(ctx)
		if done.Taken += n; err != nil {
			return done, next, err
		}
	}
	next, err = p.nextDue(ctx)
	return done, next, err
}

func (p *Passed) add(one Passed) {
	p.Tried, p.Sent, p.Answered = p.Tried+one.Tried, p.Sent+one.Sent, p.Answered+one.Answered
	p.Doubtful, p.Taken = p.Doubtful+one.Doubtful, p.Taken+one.Taken
}

// due are the messages whose moment has come, a case's together in the order
// they were made.
func (p *Post) due(ctx context.Context) (groups [][]*intake.Message, err error) {
	now := p.Office.Now()
	err = p.Office.Ledger.View(ctx, func(tx *store.Tx) error {
		groups = nil
		at := map[uuid.UUID]int{}
		hits, err := intake.MessagesByState.Page(tx, []byte{byte(intake.MessageWaiting)}, nil, perPass, false)
		if err != nil {
			return err
		}
		for _, h := range hits {
			m, err := intake.Messages.Get(tx, h.ID)
			if err != nil {
				return err
			}
			if m.Next.After(now) {
				break // the index is in the order of their moments
			}
			i, known := at[m.Case]
			if !known || m.Case == uuid.Nil {
				i = len(groups)
				at[m.Case] = i
				groups = append(groups, nil)
			}
			groups[i] = append(groups[i], m)
		}
		return nil
	})
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b *intake.Message) int { return a.Made.Compare(b.Made) })
	}
	return groups, err
}

// nextDue is when something is to be done again by itself, or zero.
func (p *Post) nextDue(ctx context.Context) (next time.Time, err error) {
	err = p.Office.Ledger.View(ctx, func(tx *store.Tx) error {
		next = time.Time{}
		hits, err := intake.MessagesByState.Page(tx, []byte{byte(intake.MessageWaiting)}, nil, perPass, false)
		if err != nil {
			return err
		}
		for _, h := range hits {
			m, err := intake.Messages.Get(tx, h.ID)
			if err != nil {
				return err
			}
			at := m.Next
			if until := p.until(wireOf(m)); until.After(at) {
				at = until
			}
			if next.IsZero() || at.Before(next) {
				next = at
			}
		}
		return nil
	})
	return next, err
}

// The wires. One that does not answer leaves the others alone.
const (
	asking = iota
	sending
	fetching
)

func wireOf(m *intake.Message) int {
	if m.Question() {
		return asking
	}
	return sending
}

// rests says whether a wire is left alone now.
func (p *Post) rests(n int, now time.Time) bool { return now.Before(p.until(n)) }

func (p *Post) until(n int) time.Time {
	p.holding.Lock()
	defer p.holding.Unlock()
	return p.wires[n].until
}

// heard keeps whether a wire answered.
func (p *Post) heard(n int, answered bool, now time.Time) {
	p.holding.Lock()
	defer p.holding.Unlock()
	w := &p.wires[n]
	if answered {
		*w = wire{}
		return
	}
	w.fails++
	w.until = now.Add(min(pauses[min(w.fails, len(pauses))-1], 5*time.Minute))
}
