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

// Messages of the App to itself.
type (
	answerMsg struct {
		to    Screen
		topic string
		req   uint64
		msg   any
		hold  bool
	}
	laterMsg struct {
		to  Screen
		msg any
	}
	holdMsg   struct{}
	wokenMsg  struct{}
	secondMsg struct{}
)
