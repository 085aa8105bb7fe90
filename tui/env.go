package tui

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// Env is one session: what a screen may know and what it may ask of the App.
// Its methods are called in a screen's methods, never in a command. Most return
// a nil command, so that a screen can write: return env.Push(x).
type Env struct {
	Lang  trio.Lang
	Words lang.Words
	Theme theme.Theme
	Clock func() time.Time
	// Pace is the clock that tells fingers from scanners and lets dialogs rest;
	// nil: Clock. Where Clock stands still or may be set (a training store),
	// hand in time.Now.
	Pace func() time.Time
	Log  *slog.Logger
	// Tick is tea.Tick; tests hand in one that needs no time.
	Tick func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	// Explain has words for an error a rule gave; false: an internal error.
	Explain func(lang.Words, error) (safe.Text, bool)
	// Context ends with the session.
	Context context.Context
	// Deadline is how long an Ask or Do may take.
	Deadline time.Duration
	// Calm is the least time between two re-readings for what others changed;
	// 0: 600 ms.
	Calm time.Duration
	// Spread is the most a re-reading waits so that two hundred terminals do
	// not read the same change in the same moment; 0: none waits.
	Spread time.Duration
	phase  time.Duration // how long after a full second this session's clock ticks

	keep *keeper

	effects []func(*App) tea.Cmd
	last    uint64
	newest  map[question]uint64
	held    int           // Do's on their way: keys and scans wait
	longest time.Duration // of the time those may take
}

// question is what an older answer must not be mistaken for.
type question struct {
	to    Screen
	topic string
}

// NewEnv is a session with the machine's clock, 256 colours and no log.
func NewEnv(l trio.Lang) *Env {
	return &Env{
		Lang: l, Words: lang.New(l), Theme: theme.Colour(), Clock: time.Now, Tick: tea.Tick,
		Log:     slog.New(slog.NewTextHandler(io.Discard, nil)),
		Context: context.Background(), Deadline: 20 * time.Second,
		newest: map[question]uint64{}, keep: newKeeper(),
	}
}

// pace is the moment by the clock that surely moves.
func (e *Env) pace() time.Time {
	if e.Pace != nil {
		return e.Pace()
	}
	return e.Clock()
}

// spread waits a part of Spread, another one each time. It runs in commands.
func (e *Env) spread() {
	if e.Spread <= 0 {
		return
	}
	t := time.NewTimer(rand.N(e.Spread))
	defer t.Stop()
	select {
	case <-t.C:
	case <-e.Context.Done():
	}
}

func (e *Env) effect(f func(*App) tea.Cmd) tea.Cmd {
	e.effects = append(e.effects, f)
	return nil
}

// Push puts a screen on top of this one; Esc comes back.
func (e *Env) Push(s Screen) tea.Cmd { return e.effect(func(a *App) tea.Cmd { return a.push(s) }) }

// Replace puts a screen in the place of the top one.
func (e *Env) Replace(s Screen) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { a.drop(); return a.push(s) })
}

// Pop goes back to the screen below; at home it does nothing.
func (e *Env) Pop() tea.Cmd { return e.effect((*App).pop) }

// Home goes back to the first screen.
func (e *Env) Home() tea.Cmd { return e.effect((*App).home) }

// Station goes to one of the stations 1 to 7, with home below it.
func (e *Env) Station(n int) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { return a.station(n) })
}

// Open puts an overlay above everything; it gets the keys until it closes.
func (e *Env) Open(o Overlay) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { a.overlays = append(a.overlays, o); return nil })
}

// Say puts a sentence on the message line.
func (e *Env) Say(sign theme.Sign, t safe.Text) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { a.say(sign, t); return nil })
}

// Answer says on the scan line what became of the last scan.
func (e *Env) Answer(sign theme.Sign, t safe.Text) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { a.answer(sign, t); return nil })
}

// SetLang changes the language of the session at once.
func (e *Env) SetLang(l trio.Lang) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { return a.setLang(l) })
}

// Quit ends the program; it asks first when a draft is open.
func (e *Env) Quit() tea.Cmd { return e.effect((*App).quit) }

// Of is a text of the regulations in the language of the session.
func (e *Env) Of(t trio.Text) safe.Text { return e.Words.Of(t) }

// Confirm asks a question; to gets Confirmed with the id. first is the choice
// that Enter gives: the harmless one.
func (e *Env) Confirm(to Screen, id string, title safe.Text, text []safe.Text, first int, choices ...widget.Choice) tea.Cmd {
	return e.Open(NewDialog(e, title, first, text, func(v any) tea.Cmd {
		return to.Update(Confirmed{id, v})
	}, choices...))
}

// Ask runs fn away from the App's goroutine; what it returns comes to the
// screen's Update. A newer question of the screen on the topic makes the older
// answer void; an empty topic is never void. An error returned (or a panic)
// comes as Failed and is said on the message line.
func (e *Env) Ask(to Screen, topic string, fn func(context.Context) any) tea.Cmd {
	return e.ask(to, topic, false, fn)
}

// Do is Ask for what writes: until the answer is there, keys and scans wait in
// their order, none is lost, and no second one runs. Once begun it is not cut
// off by the end of the session.
func (e *Env) Do(to Screen, topic string, fn func(context.Context) any) tea.Cmd {
	e.held++
	e.longest = max(e.longest, e.Deadline)
	return e.ask(to, topic, true, fn)
}

// Asker is Ask for the widgets of a screen.
func (e *Env) Asker(to Screen) widget.Ask {
	return func(topic string, fn func(context.Context) any) tea.Cmd { return e.Ask(to, topic, fn) }
}

// Fail says an error as Ask would: for errors found elsewhere.
func (e *Env) Fail(err error) tea.Cmd {
	return e.effect(func(a *App) tea.Cmd { a.fail("", err); return nil })
}

// Later brings msg to the screen's Update after a while.
func (e *Env) Later(to Screen, d time.Duration, msg any) tea.Cmd {
	return e.Tick(d, func(time.Time) tea.Msg { return laterMsg{e, to, msg} })
}
