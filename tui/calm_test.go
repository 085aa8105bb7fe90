package tui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// changeCounter is a screen that counts the changes it is told of.
type changeCounter struct {
	bomb
	changes int
}

func (s *changeCounter) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		s.changes++
	}
	return nil
}

// TestWakePace: many wakes in a row are read at a calm pace, the last one is
// always seen, and one's own act does not wait for that.
func TestWakePace(t *testing.T) {
	c := tuitest.NewClock(caseNow)
	env := NewEnv(trio.KK)
	env.Clock, env.Tick = c.Now, c.Tick
	env.Calm = 250 * time.Millisecond
	s := &changeCounter{}
	wake := make(chan struct{}, 3)
	for range 3 {
		wake <- struct{}{}
	}
	close(wake) // an empty wake would hold up the pump
	p := tuitest.New(t, New(Config{Env: env, Home: s, Wake: wake}), c, 80, 24)
	want := func(n int, when string) {
		t.Helper()
		if s.changes != n {
			t.Errorf("%s: told %d times, want %d", when, s.changes, n)
		}
	}
	want(1, "at once")
	p.Wait(240 * time.Millisecond)
	want(1, "within the calm")
	cmd := env.Do(s, "act", func(context.Context) any { return "done" })
	p.Send(cmd())
	want(2, "after one's own act")
	p.Wait(10 * time.Millisecond)
	want(3, "after the calm")
	p.Wait(260 * time.Millisecond)
	want(4, "the last change")
	p.Wait(time.Second)
	want(4, "and no more")
}

// TestWakeWaitsForOnesOwnAct: the wake of an act may be there before the act's
// answer. It is not told as somebody else's change.
func TestWakeWaitsForOnesOwnAct(t *testing.T) {
	for _, answer := range []any{"done", context.Canceled} {
		c := tuitest.NewClock(caseNow)
		env := NewEnv(trio.KK)
		env.Clock, env.Tick = c.Now, c.Tick
		s := &changeCounter{}
		p := tuitest.New(t, New(Config{Env: env, Home: s}), c, 80, 24)
		cmd := env.Do(s, "act", func(context.Context) any { return answer })
		p.Send(wokenMsg{env})
		if s.changes != 0 {
			t.Errorf("%v: told of a change before the answer", answer)
		}
		p.Send(cmd())
		if s.changes != 1 {
			t.Errorf("%v: told %d times after the answer, want once", answer, s.changes)
		}
	}
}
