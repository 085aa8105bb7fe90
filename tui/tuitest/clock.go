package tuitest

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Clock is a time that stands still until a Pump moves it. Give Now and Tick to
// the session.
type Clock struct {
	now    time.Time
	timers []timer
}

type timer struct {
	due time.Time
	fn  func(time.Time) tea.Msg
}

// NewClock stands at a moment.
func NewClock(at time.Time) *Clock { return &Clock{now: at} }

// Now is the moment it stands at.
func (c *Clock) Now() time.Time { return c.now }

// Set moves it anywhere, also back, and fires nothing.
func (c *Clock) Set(at time.Time) { c.now = at }

// startMsg starts a timer when the command runs, as tea.Tick does.
type startMsg struct{ timer }

// Tick stands in for tea.Tick.
func (c *Clock) Tick(d time.Duration, fn func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg { return startMsg{timer{c.now.Add(d), fn}} }
}

// due takes the first timer that is due until then out of the clock.
func (c *Clock) due(until time.Time) (timer, bool) {
	first := -1
	for i, t := range c.timers {
		if !t.due.After(until) && (first < 0 || t.due.Before(c.timers[first].due)) {
			first = i
		}
	}
	if first < 0 {
		return timer{}, false
	}
	t := c.timers[first]
	c.timers = append(c.timers[:first], c.timers[first+1:]...)
	return t, true
}
