package serve

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// Model is what a terminal runs: a tui.Door, but for tests.
type Model interface {
	tea.Model
	Flush(context.Context) error
}

// guarded keeps the panics of one session to itself: those of its model and of
// every command, on whatever goroutine it runs. What Bubble Tea catches it
// prints with the value, which may be somebody's name.
type guarded struct {
	model tea.Model
	panic func(any) // ends the session
}

func (g *guarded) Init() (cmd tea.Cmd) {
	defer g.recover()
	return g.wrap(g.model.Init())
}

func (g *guarded) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g
	defer g.recover()
	g.model, cmd = g.model.Update(msg)
	return g, g.wrap(cmd)
}

func (g *guarded) View() tea.View {
	defer g.recover()
	return g.model.View()
}

func (g *guarded) recover() {
	if r := recover(); r != nil {
		g.panic(r)
	}
}

func (g *guarded) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer g.recover()
		return g.inside(cmd())
	}
}

var commands = reflect.TypeFor[[]tea.Cmd]()

// inside wraps the commands a message carries: of Batch, and of Sequence, whose
// type has no name for us.
func (g *guarded) inside(msg tea.Msg) tea.Msg {
	if msg == nil {
		return nil
	}
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || !v.Type().ConvertibleTo(commands) {
		return msg
	}
	list := v.Convert(commands).Interface().([]tea.Cmd)
	out := make([]tea.Cmd, len(list))
	for i, c := range list {
		out[i] = g.wrap(c)
	}
	return reflect.ValueOf(out).Convert(v.Type()).Interface()
}

// shield is deferred on every goroutine of ours: a panic ends what it served,
// nothing else.
func (s *Server) shield(where string, end func()) {
	if r := recover(); r != nil {
		s.panicked(where, r)
		end()
	}
}

// panicked keeps the cause of a panic in the log, without its value unless that
// is the runtime's own words, and gives it a number to ask for it by.
func (s *Server) panicked(where string, r any) (number string) {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	number = fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:])%1_000_000)
	cause := fmt.Sprintf("panic of %T", r)
	if e, ok := r.(runtime.Error); ok {
		cause = e.Error()
	}
	s.o.Log.Error("panic", "where", where, "number", number, "cause", cause, "stack", string(debug.Stack()))
	return number
}
