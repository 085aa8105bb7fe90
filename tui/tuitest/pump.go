package tuitest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"tereze/tui/keys"
)

// Pace is the time between two presses of a person.
const Pace = 300 * time.Millisecond

// most is how many messages one step may make before it counts as endless.
const most = 20000

// Pump drives a model.
type Pump struct {
	t     testing.TB
	model tea.Model
	clock *Clock

	// Layout is the keyboard layout that is on, by its name in keyboard.csv;
	// empty is US. Caps is Caps Lock. Press of a character and Burst go
	// through it; Type does not.
	Layout string
	Caps   bool
	// Presses counts every key pressed, Letters those of them that Type typed.
	Presses, Letters int
	// Quit tells that the program ended.
	Quit bool

	hold    bool // answers wait: see Hold
	waiting []tea.Msg
	w, h    int
}

// New starts a model on a terminal of w × h.
func New(t testing.TB, m tea.Model, c *Clock, w, h int) *Pump {
	t.Helper()
	p := &Pump{t: t, model: m, clock: c}
	p.run(m.Init())
	p.Resize(w, h)
	return p
}

// Model is the model as it stands now.
func (p *Pump) Model() tea.Model { return p.model }

// Resize changes the size of the terminal.
func (p *Pump) Resize(w, h int) {
	p.t.Helper()
	p.w, p.h = w, h
	p.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Send sends a message and runs what comes of it, without moving the clock.
func (p *Pump) Send(msg tea.Msg) {
	p.t.Helper()
	p.deliver(msg)
}

// Hold keeps the answers of commands back until Release: a commit that takes
// its time. Timers go on.
func (p *Pump) Hold() { p.hold = true }

// Release brings the answers that Hold kept.
func (p *Pump) Release() {
	p.t.Helper()
	p.hold = false
	msgs := p.waiting
	p.waiting = nil
	for _, m := range msgs {
		p.deliver(m)
	}
	p.Wait(Pace)
}

// Wait moves the clock on and fires the timers that come due.
func (p *Pump) Wait(d time.Duration) {
	p.t.Helper()
	end := p.clock.now.Add(d)
	for n := 0; ; n++ {
		if n > most {
			p.t.Fatal("timers without end")
		}
		t, ok := p.clock.due(end)
		if !ok {
			break
		}
		if t.due.After(p.clock.now) {
			p.clock.now = t.due
		}
		p.deliver(t.fn(p.clock.now))
	}
	p.clock.now = end
}

func (p *Pump) deliver(msg tea.Msg) {
	p.t.Helper()
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(msg)
	p.run(cmd)
}

// run runs commands and delivers their answers until there are none.
func (p *Pump) run(first tea.Cmd) {
	p.t.Helper()
	todo := []tea.Cmd{first}
	for n := 0; len(todo) > 0; n++ {
		if n > most {
			p.t.Fatal("commands without end")
		}
		c := todo[0]
		todo = todo[1:]
		if c == nil {
			continue
		}
		m := c()
		if cmds, ok := several(m); ok {
			todo = append(todo, cmds...)
			continue
		}
		switch m := m.(type) {
		case nil:
		case startMsg:
			p.clock.timers = append(p.clock.timers, m.timer)
		case tea.QuitMsg:
			p.Quit = true
		default:
			if p.hold {
				p.waiting = append(p.waiting, m)
				continue
			}
			var cmd tea.Cmd
			p.model, cmd = p.model.Update(m)
			todo = append(todo, cmd)
		}
	}
}

// several opens what tea.Batch and tea.Sequence make: lists of commands.
func several(m tea.Msg) ([]tea.Cmd, bool) {
	v := reflect.ValueOf(m)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	out := make([]tea.Cmd, v.Len())
	for i := range out {
		out[i], _ = v.Index(i).Interface().(tea.Cmd)
	}
	return out, true
}

// Press presses keys at a person's pace: "f9", "ctrl+q", "shift+tab", "n".
func (p *Pump) Press(names ...string) {
	p.t.Helper()
	for _, n := range names {
		p.Presses++
		p.deliver(p.key(n))
		p.Wait(Pace)
	}
}

// Type types text at a person's pace, as the layout gives it.
func (p *Pump) Type(text string) {
	p.t.Helper()
	for _, r := range text {
		p.Presses++
		p.Letters++
		p.deliver(tea.KeyPressMsg{Code: r, Text: string(r)})
		p.Wait(Pace / 3)
	}
	p.Wait(Pace)
}

// Burst scans: the characters of a US keyboard through the layout, five
// milliseconds apart, and Enter. It returns at once: the next burst may follow
// without a pause. Settle afterwards.
func (p *Pump) Burst(digits string) {
	p.t.Helper()
	for _, r := range digits {
		p.deliver(p.key(string(r)))
		p.Wait(5 * time.Millisecond)
	}
	p.deliver(tea.KeyPressMsg{Code: tea.KeyEnter})
	p.Wait(5 * time.Millisecond)
}

// Scan is one burst and the rest after it.
func (p *Pump) Scan(digits string) {
	p.t.Helper()
	p.Burst(digits)
	p.Wait(Pace)
}

// Settle waits until held keys are let go.
func (p *Pump) Settle() { p.t.Helper(); p.Wait(Pace) }

// Paste pastes text.
func (p *Pump) Paste(text string) {
	p.t.Helper()
	p.deliver(tea.PasteMsg{Content: text})
	p.Wait(Pace)
}

// Frame is what is on the screen, without colours, blanks at line ends dropped.
func (p *Pump) Frame() string {
	rows := strings.Split(ansi.Strip(p.model.View().Content), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return strings.Join(rows, "\n")
}

// Raw is what is on the screen with its escape codes.
func (p *Pump) Raw() string { return p.model.View().Content }

// Has asserts that the screen says all of these.
func (p *Pump) Has(texts ...string) {
	p.t.Helper()
	f := p.Frame()
	for _, s := range texts {
		if !strings.Contains(f, s) {
			p.t.Errorf("the screen does not say %q:\n%s", s, f)
		}
	}
}

// HasNot asserts that the screen says none of these.
func (p *Pump) HasNot(texts ...string) {
	p.t.Helper()
	f := p.Frame()
	for _, s := range texts {
		if strings.Contains(f, s) {
			p.t.Errorf("the screen says %q:\n%s", s, f)
		}
	}
}

// key is the message of a key by name, through the layout.
func (p *Pump) key(name string) tea.KeyPressMsg {
	p.t.Helper()
	var m tea.KeyPressMsg
	for {
		mod, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" {
			break
		}
		bit, known := map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[mod]
		if !known {
			break
		}
		m.Mod |= bit
		name = rest
	}
	if code, ok := named[name]; ok {
		m.Code = code
		return m
	}
	if name == "space" {
		name = " "
	}
	rs := []rune(Under(p.Layout, name, p.Caps && m.Mod == 0))
	if len(rs) != 1 {
		p.t.Fatalf("no key %q", name)
	}
	m.Code = rs[0]
	if m.Mod == 0 {
		m.Text = string(rs)
	}
	return m
}

var named = func() map[string]rune {
	out := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp,
		"pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	for i := range 12 {
		out[fmt.Sprint("f", i+1)] = tea.KeyF1 + rune(i)
	}
	return out
}()

// Under is US text as it arrives when another layout is on; a character the
// layout has no key for stays.
func Under(layout, text string, caps bool) string {
	for _, l := range keys.Layouts() {
		if l.Name != layout {
			continue
		}
		back := map[rune]rune{}
		for r := rune(0x2122); r > 0x20; r-- {
			if u, ok := l.US(r); ok {
				back[u] = r
			}
		}
		rs := []rune(text)
		for i, r := range rs {
			if b, ok := back[r]; ok {
				rs[i] = b
			}
		}
		text = string(rs)
	}
	if !caps {
		return text
	}
	return strings.Map(func(r rune) rune {
		if up := []rune(strings.ToUpper(string(r)))[0]; up != r {
			return up
		}
		return []rune(strings.ToLower(string(r)))[0]
	}, text)
}
