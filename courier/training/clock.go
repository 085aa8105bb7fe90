package training

import (
	"sync"
	"time"
)

// Clock is a clock that stands still until it is set: Desk.Clock of an office
// whose days are played, not lived.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock is a clock that shows a moment.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is what it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set puts it to a moment.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Add moves it on and tells the new time.
func (c *Clock) Add(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	return c.at
}
