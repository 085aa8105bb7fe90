package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
)

// Screen is one thing a person does: a station, a search, a card. It lives on
// a pointer; its methods are called on the App's goroutine only.
type Screen interface {
	// Init is called once, after Relabel and Resize.
	Init() tea.Cmd
	// Update takes keys that no binding took, pastes, answers to Ask and Do,
	// and the broadcasts of msg.go.
	Update(tea.Msg) tea.Cmd
	// Resize tells the cells for Head, Body and Foot together; an empty Head
	// is one row, the title.
	Resize(w, h int)
	// View draws. It must be quick: it runs after every message.
	View() Frame
	// Keys is what can be pressed now, the most wanted first.
	Keys() []keys.Binding
	// Title is what the screen is, in a few words.
	Title() safe.Text
}

// Frame is what a screen draws between the App's bands. Rows that do not fit
// are left out: of the Body first.
type Frame struct {
	Head  []safe.Line // under the header; empty: the Title, with Aside
	Aside safe.Line   // at the right edge of the title: a clock, a count
	Body  []safe.Line
	Foot  []safe.Line // above the scan line, apart from the body by a rule
}

// What follows a screen may also be.

// Relabeler sets its labels anew: called before Init and when the language
// changes.
type Relabeler interface{ Relabel() }

// Typist tells whether a text field has the focus: characters are then text,
// not hotkeys.
type Typist interface{ Typing() bool }

// Scanner is offered what is scanned or typed on the scan line. Not taken: the
// App answers. The answer to a taken scan is the screen's duty: Env.Answer.
type Scanner interface {
	Scan(scan.Scan) (cmd tea.Cmd, taken bool)
}

// EnterActs tells that Enter in the field in focus acts at once: the one that
// a scanner sends behind a code is then not passed on.
type EnterActs interface{ EnterActs() bool }

// CardReader wants the barcode of an identity document as a scan, also while a
// text field has the focus.
type CardReader interface{ ReadsCards() bool }

// Pointer leads to what hindered a key that was pressed in vain, by the id of
// its binding; the reason has been said already.
type Pointer interface{ Point(id string) tea.Cmd }

// Dirty tells that something half filled in is kept as a draft; quitting asks.
type Dirty interface{ Dirty() bool }

// Ticker tells that the screen draws seconds; others are drawn anew when the
// minute changes.
type Ticker interface{ Ticks() bool }

// Helper has a few paragraphs for the help screen.
type Helper interface{ Help() []safe.Text }

// Stationed tells which of the stations 1 to 7 the screen is.
type Stationed interface{ Station() int }
