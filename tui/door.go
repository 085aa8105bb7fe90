package tui

import (
	"context"
	"log/slog"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/theme"
)

// DoorOptions is what a terminal is given.
type DoorOptions struct {
	Office *courier.Office
	House  *account.House
	// Entry is who came in by SSH; nil: the door asks.
	Entry *account.Entry
	// From is the client's address; empty: this machine.
	From     string
	Lang     trio.Lang
	Theme    theme.Theme
	Log      *slog.Logger
	Dir      string // the data folder
	Presence *Presence
	// Idle locks a screen nobody touches; 0: 5 minutes. Most ends a session
	// however busy; 0: 12 hours.
	Idle, Most time.Duration
	// Calm is the least time between two re-readings for others' changes;
	// 0: 250 ms.
	Calm time.Duration
}

// Closing tells a session that the office closes down: it says so, saves and
// leaves.
type Closing struct{}

// Door is the model of one terminal: whoever sits there logs in, works behind a
// lock that falls when nobody touches the keys, and logs out.
type Door struct {
	o   DoorOptions
	ctx context.Context
	app *App
}

// NewDoor makes the model of a terminal.
func NewDoor(ctx context.Context, o DoorOptions) *Door {
	d := &Door{o: o, ctx: ctx}
	if o.Entry != nil {
		s := NewSession(ctx, Options{Office: o.Office, Actor: o.Entry.Actor, Lang: o.Lang, Theme: o.Theme, Log: o.Log, Dir: o.Dir})
		s.House, s.Presence, s.From, s.Pace = o.House, o.Presence, o.From, time.Now
		d.app = Open(s)
	}
	return d
}

// Init starts the screen.
func (d *Door) Init() tea.Cmd {
	if d.app == nil {
		return tea.Quit
	}
	return d.app.Init()
}

// Update takes every message of the program.
func (d *Door) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(Closing); ok || d.app == nil {
		return d, tea.Quit
	}
	_, cmd := d.app.Update(msg)
	return d, cmd
}

// View draws what is before the lock or behind it.
func (d *Door) View() tea.View {
	if d.app == nil {
		return tea.NewView("")
	}
	return d.app.View()
}

// Flush writes what was typed and is not on disk yet. Call it after the program
// ended, with a context of its own.
func (d *Door) Flush(context.Context) error { return nil }
