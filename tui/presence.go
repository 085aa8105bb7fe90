package tui

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
)

// Presence tells who has which case open now: one in a process, shared by all
// its sessions, in memory only. A nil Presence knows of nobody.
type Presence struct {
	mu    sync.Mutex
	cases map[uuid.UUID]map[*Present]struct{}
}

// Present is a worker who has a case open, and since when.
type Present struct {
	Actor intake.Actor
	At    time.Time
}

// NewPresence is an office where nobody has anything open.
func NewPresence() *Presence { return &Presence{cases: map[uuid.UUID]map[*Present]struct{}{}} }

// Enter says that a worker opened a case. leave takes it back; it may be called
// from any goroutine and more than once.
func (p *Presence) Enter(id uuid.UUID, a intake.Actor, at time.Time) (leave func()) {
	if p == nil {
		return func() {}
	}
	here := &Present{a, at}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cases[id] == nil {
		p.cases[id] = map[*Present]struct{}{}
	}
	p.cases[id][here] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.cases[id], here)
		if len(p.cases[id]) == 0 {
			delete(p.cases, id)
		}
	}
}

// Others lists who else has the case open, the first comer first, each worker
// once; me is the code of who asks.
func (p *Presence) Others(id uuid.UUID, me string) []Present {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []Present
	for here := range p.cases[id] {
		if here.Actor.Code != me {
			out = append(out, *here)
		}
	}
	slices.SortFunc(out, func(a, b Present) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Actor.Code, b.Actor.Code))
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(out, func(x Present) bool {
		again := seen[x.Actor.Code]
		seen[x.Actor.Code] = true
		return again
	})
}

// Open counts the openings that were not left: a measure for leaks.
func (p *Presence) Open() (n int) {
	if p == nil {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, here := range p.cases {
		n += len(here)
	}
	return n
}
