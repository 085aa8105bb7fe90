package training

import (
	"container/heap"
	"time"
)

// todo is an act and its hour.
type todo struct {
	at  time.Time
	seq int
	act func() error
}

// agenda gives acts in the order of their hours; those of one hour in the
// order they were put in.
type agenda []todo

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].seq < a[j].seq
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(todo)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// at puts an act on the agenda. What would fall before the clock happens at
// once after it: time never goes back.
func (f *filler) at(when time.Time, act func() error) {
	if now := f.clock.Now(); when.Before(now) {
		when = now
	}
	f.seq++
	heap.Push(&f.agenda, todo{when, f.seq, act})
}

// play does the acts up to a moment; the later ones never happen.
func (f *filler) play(until time.Time) error {
	for len(f.agenda) > 0 && !f.agenda[0].at.After(until) {
		next := heap.Pop(&f.agenda).(todo)
		if next.at.After(f.clock.Now()) {
			f.clock.Set(next.at)
		}
		if err := next.act(); err != nil {
			return err
		}
		f.clock.Add(time.Second)
		if err := f.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}
