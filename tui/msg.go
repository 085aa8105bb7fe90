package tui

import (
	"time"

	"tereze/intake/trio"
)

// The broadcasts: every screen on the stack gets them in Update.
type (
	// Changed says that the data may have changed: read your window again.
	Changed struct{}
	// LangChanged says the new language; Relabel has been called before.
	LangChanged struct{ Lang trio.Lang }
	// Second comes every second, for clocks on screens.
	Second struct{ Now time.Time }
	// Shown is told to a screen alone when it is on top again.
	Shown struct{}
)

// Confirmed answers Env.Confirm: the value chosen, nil for Esc.
type Confirmed struct {
	ID    string
	Value any
}

// Failed is the answer to an Ask or Do that went wrong. The message line has
// said so already; the screen may put a reason beside a field.
type Failed struct {
	Topic string
	Err   error
	// No is the short number of an internal error, as shown and as logged;
	// empty when a rule refused (Err says which).
	No string
}

// Messages of the App to itself, each with its session: at a Door several Apps
// follow one another, and what comes late must not reach the next one.
type (
	answerMsg struct {
		env   *Env
		to    Screen
		topic string
		req   uint64
		msg   any
		hold  bool
	}
	laterMsg struct {
		env *Env
		to  Screen
		msg any
	}
	holdMsg   struct{ env *Env }
	wokenMsg  struct{ env *Env }
	calmMsg   struct{ env *Env } // the rest after a wake is over
	secondMsg struct{ env *Env }
)

// sent is what all of those are.
type sent interface{ by() *Env }

func (m answerMsg) by() *Env { return m.env }
func (m laterMsg) by() *Env  { return m.env }
func (m holdMsg) by() *Env   { return m.env }
func (m wokenMsg) by() *Env  { return m.env }
func (m calmMsg) by() *Env   { return m.env }
func (m secondMsg) by() *Env { return m.env }
