package agent

import (
	"cmp"
	"context"
	"io"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"tereze/intake/egov/ncalayer"
)

// line is an agent's line, seen from the office.
type line struct {
	ctx   context.Context // ends with the line
	end   func(error) error
	in    *reader
	out   *writer
	every time.Duration
	alive *time.Timer
	turn  chan struct{} // held while something is being signed
	older atomic.Bool   // another one has its place

	mu     sync.Mutex
	last   uint64 // number of the last request
	id     string // of the one under way; empty: none
	answer chan message
	ping   uint64 // not answered yet; 0: none
}

func newLine(ctx context.Context, rw io.ReadWriteCloser, every time.Duration) *line {
	ctx, cancel := context.WithCancelCause(ctx)
	l := &line{ctx: ctx, in: newReader(rw), out: &writer{w: rw}, every: every, turn: make(chan struct{}, 1)}
	context.AfterFunc(ctx, func() { _ = rw.Close() })
	l.alive = time.AfterFunc(3*every, func() { cancel(ErrLine) })
	l.end = func(err error) error {
		cancel(err)
		l.alive.Stop()
		return context.Cause(ctx)
	}
	return l
}

// greet waits for the agent's first word.
func (l *line) greet() error {
	m, err := l.in.next(func() int { return fewLine })
	if err == nil && m.Hello != 1 {
		err = ErrProtocol
	}
	if err != nil {
		return err
	}
	return l.out.say(message{Hello: 1})
}

// run reads until the line ends. An agent says nothing it was not asked for.
func (l *line) run() (err error) {
	defer func() {
		if l.older.Load() {
			err = ErrReplaced
		}
	}()
	go l.pulse()
	for {
		m, err := l.in.next(l.most)
		if err != nil {
			return err
		}
		if !l.take(m) {
			return ErrProtocol
		}
		l.alive.Reset(3 * l.every)
	}
}

// most is how long a line may be now.
func (l *line) most() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.id == "" {
		return fewLine
	}
	return mostLine
}

func (l *line) take(m message) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case m.Pong != 0:
		asked := l.ping == m.Pong
		l.ping = 0
		return asked
	case m.ID != "" && m.ID == l.id && len(m.CMS) <= mostCMS:
		l.id = ""
		l.answer <- m // has room for it
		return true
	}
	return false
}

// pulse asks whether the agent is there; who does not answer is cut by alive.
func (l *line) pulse() {
	tick := time.NewTicker(l.every)
	defer tick.Stop()
	for n := uint64(1); ; n++ {
		select {
		case <-l.ctx.Done():
			return
		case <-tick.C:
		}
		l.mu.Lock()
		waits := l.ping != 0
		if !waits {
			l.ping = n
		}
		l.mu.Unlock()
		if !waits && l.out.say(message{Ping: n}) != nil {
			return // who reads sees it too
		}
	}
}

// replaced tells an agent that another one has taken its place.
func (l *line) replaced() {
	l.older.Store(true)
	go func() {
		_ = l.out.say(message{Bye: "replaced"})
		_ = l.end(ErrReplaced)
	}()
	// One that takes nothing is not waited for.
	time.AfterFunc(l.every, func() { _ = l.end(ErrReplaced) })
}

// Sign asks the agent; of several, one after another. ctx's end closes the
// window there. Errors: ncalayer's, ctx's.
func (l *line) Sign(ctx context.Context, data []byte) ([]byte, error) {
	if len(data) > MostData {
		return nil, ncalayer.ErrBig
	}
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-l.ctx.Done():
		return nil, ncalayer.ErrAway
	}
	l.mu.Lock()
	l.last++
	what, id, answer := Of(ctx), strconv.FormatUint(l.last, 10), make(chan message, 1)
	l.id, l.answer = id, answer
	l.mu.Unlock()
	done := make(chan message, 1)
	go func() { // the turn is over when the agent says so, or its line is cut
		defer func() { <-l.turn }()
		m, ok := l.exchange(ctx, message{ID: id, Data: data, Service: short(what.Service), Number: short(what.Number)}, answer)
		if !ok {
			m.Error = saysAway
		}
		done <- m
	}()
	select {
	case m := <-done:
		if len(m.CMS) > 0 && m.Error == "" {
			return m.CMS, nil
		}
		return nil, cmp.Or(ctx.Err(), meant(m.Error, m.Text))
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// exchange sends a request and waits for its answer, also when nobody wants it
// any more.
func (l *line) exchange(ctx context.Context, m message, answer <-chan message) (message, bool) {
	if l.out.say(m) != nil {
		_ = l.end(ErrLine)
		return message{}, false
	}
	never := ctx.Done()
	for {
		select {
		case m := <-answer:
			return m, true
		case <-l.ctx.Done():
			return message{}, false
		case <-never:
			never = nil
			if l.out.say(message{ID: m.ID, Cancel: true}) != nil {
				_ = l.end(ErrLine)
			}
		}
	}
}
