package main

import (
	"context"
	"sync"
)

// queue groups without delay: whatever waits when the one before is done goes
// together, a lone job goes alone at once.
type queue[T any] struct {
	jobs chan job[T]
	done sync.WaitGroup
}

type job[T any] struct {
	what   T
	answer chan error
}

// mostTogether bounds a group.
const mostTogether = 256

// newQueue calls run with each group, one at a time. All jobs of a group get
// its error.
func newQueue[T any](run func(group []T) error) *queue[T] {
	q := &queue[T]{jobs: make(chan job[T], mostTogether)}
	q.done.Go(func() {
		var group []T
		var waiting []job[T]
		for first := range q.jobs {
			group, waiting = append(group[:0], first.what), append(waiting[:0], first)
		more:
			for len(group) < mostTogether {
				select {
				case next, ok := <-q.jobs:
					if !ok {
						break more
					}
					group, waiting = append(group, next.what), append(waiting, next)
				default:
					break more
				}
			}
			err := run(group)
			for _, j := range waiting {
				j.answer <- err
			}
		}
	})
	return q
}

// do waits until the job is done, whatever ctx says: its outcome must be known.
func (q *queue[T]) do(_ context.Context, what T) error {
	j := job[T]{what, make(chan error, 1)}
	q.jobs <- j
	return <-j.answer
}

// close is called once, after the last do.
func (q *queue[T]) close() { close(q.jobs); q.done.Wait() }
