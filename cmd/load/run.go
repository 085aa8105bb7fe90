package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// seat is a person at a terminal.
type seat struct {
	person
	hand *hand
}

// measure lets everybody in, lets them rest a moment, and presses keys.
func (c *measureCmd) measure(ctx context.Context, s *server, g *ground) (*report, error) {
	r := &report{Sessions: c.Sessions, Rate: c.Rate, Kinds: map[string]Quantiles{}, Store: g.Size}
	before := s.taken()
	seats, login, err := c.sitDown(ctx, g)
	defer func() {
		for _, st := range seats {
			st.hand.line.Close()
		}
	}()
	if err != nil {
		return nil, err
	}
	r.Login = quantiles(login)
	rest := time.Second * 3
	from := s.taken()
	if err := sleep(ctx, rest); err != nil {
		return nil, err
	}
	to := s.taken()
	r.Idle = (to.CPU - from.CPU).Seconds() / rest.Seconds()
	r.Memory = max(to.Anon-before.Anon, 0) / int64(c.Sessions)

	var times [kinds]Times
	var keys, lost atomic.Int64
	var first sync.Once
	var trouble error
	stolen := theft()
	from, began := s.taken(), time.Now()
	end := began.Add(c.For)
	var all sync.WaitGroup
	for i, st := range seats {
		phase := time.Duration(rand.Float64() / c.Rate * float64(time.Second))
		all.Go(func() {
			err := st.work(ctx, began.Add(phase), end, c.Rate, &times, &keys)
			if errors.Is(err, errLost) {
				lost.Add(1)
			} else if err != nil && ctx.Err() == nil {
				first.Do(func() { trouble = fmt.Errorf("session %d: %w", i+1, err) })
			}
		})
	}
	all.Wait()
	took := time.Since(began)
	to = s.taken()
	r.Stolen = (theft() - stolen).Seconds() / took.Seconds() / float64(runtime.NumCPU())
	r.Seconds, r.Keys, r.Lost = took.Seconds(), int(keys.Load()), int(lost.Load())
	r.Processor = (to.CPU - from.CPU).Seconds() / took.Seconds()
	r.PerKey = (to.CPU - from.CPU).Seconds() * 1000 / float64(max(r.Keys, 1))
	r.Taken = quantiles(&times[Letter], &times[Move], &times[Scan])
	for k := range kinds {
		r.Kinds[k.String()] = quantiles(&times[k])
	}
	return r, errors.Join(trouble, ctx.Err())
}

// sitDown lets everybody in, a few at a time, and takes the time to the first
// frame of each that came alone.
func (c *measureCmd) sitDown(ctx context.Context, g *ground) ([]*seat, *Times, error) {
	var seats []*seat
	var login Times
	for i, p := range crowd(c.Sessions, g) {
		h := newHand()
		began := time.Now()
		var err error
		if h.line, err = Dial(ctx, c.Addr, p.actor().Code, password, Size{80, 24}, h); err != nil {
			return seats, nil, err
		}
		st := &seat{p, h}
		seats = append(seats, st)
		if err := h.see(ctx, "scan or number"); err != nil {
			return seats, nil, err
		}
		login.Add(time.Since(began))
		if err := p.sit(ctx, h); err != nil {
			return seats, nil, fmt.Errorf("%s: %w", p.actor().Code, err)
		}
		h.settle()
		if (i+1)%50 == 0 {
			fmt.Fprintf(os.Stderr, "%d sessions\n", i+1)
		}
	}
	return seats, &login, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// scannerPace is the pause between two characters of a scanner.
const scannerPace = 4 * time.Millisecond

// work presses keys at a rate until the end. A scan of many keys takes the
// turns of as many.
func (st *seat) work(ctx context.Context, due, end time.Time, rate float64, times *[kinds]Times, keys *atomic.Int64) error {
	for {
		s := st.next()
		turn := time.Duration(float64(len(s.keys)) / rate * float64(time.Second))
		if due.After(end) {
			return nil
		}
		if err := sleep(ctx, time.Until(due)); err != nil {
			return err
		}
		last := len(s.keys) - 1
		for _, k := range s.keys[:last] {
			if err := st.hand.line.Send(k); err != nil {
				return err
			}
			if err := sleep(ctx, scannerPace); err != nil {
				return err
			}
		}
		pressed := due
		if last > 0 {
			pressed = time.Now()
		}
		took, err := st.hand.press(ctx, pressed, s.keys[last], s.want)
		if err != nil {
			return err
		}
		times[s.kind].Add(took)
		keys.Add(int64(len(s.keys)))
		due = due.Add(turn)
	}
}
