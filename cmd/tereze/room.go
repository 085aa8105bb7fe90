package main

import (
	"sync/atomic"
	"time"

	"tereze/store/bolt"
)

// roomEvery is how often the disk is asked: the form asks at each key, and a
// key must not wait for a disk.
const roomEvery = 5 * time.Second

// room is what the disk said last.
type room struct {
	free uint64
	err  error
}

// roomOn looks at the room on a path's disk now and every few seconds, until
// stop.
func roomOn(path string) (read func() (uint64, error), stop func()) {
	var last atomic.Pointer[room]
	look := func() {
		free, err := bolt.Space(path)
		last.Store(&room{free, err})
	}
	look()
	ticker, over := time.NewTicker(roomEvery), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				look()
			case <-over:
				return
			}
		}
	}()
	read = func() (uint64, error) { r := last.Load(); return r.free, r.err }
	return read, func() { ticker.Stop(); close(over) }
}
