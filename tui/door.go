package tui

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// DoorOptions is what a terminal is given.
type DoorOptions struct {
	Office *courier.Office
	House  *account.House
	// Entry is who came in by SSH; nil: the door asks.
	Entry *account.Entry
	// From is the client's address; empty: this machine.
	From string
	Lang trio.Lang
	// KeepLang tells that Lang was asked for: the worker's own does not
	// change it.
	KeepLang bool
	Theme    theme.Theme
	Log      *slog.Logger
	Dir      string // the data folder
	Presence *Presence
	Signer   Signer // who signs for a worker; nil: nobody
	// Idle locks a screen nobody touches; 0: 5 minutes. Most ends a session
	// however busy; 0: 12 hours.
	Idle, Most time.Duration
	// Calm is the least time between two re-readings for others' changes;
	// 0: 600 ms. Spread parts the re-readings of many terminals; 0: at once.
	Calm, Spread time.Duration
}

// Closing tells a session that the office closes down: it says so, saves and
// leaves.
type Closing struct{}

// sentence is something said in whatever language is spoken then.
type sentence func(lang.Words) safe.Text

// Door is the model of one terminal: whoever sits there logs in, works behind a
// lock that falls when nobody touches the keys, and leaves. In front stands the
// log-in, the change of a password or the lock; behind it, when somebody is in,
// the work, which goes on receiving its answers.
//
// What goes on at the door is in door_in.go, the ways out in door_out.go.
type Door struct {
	o    DoorOptions
	ctx  context.Context
	lang trio.Lang
	kept bool // the language was chosen here: a worker's own does not change it
	pace func() time.Time
	tick func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	w, h int

	front, work *App
	s           *Session           // of the work
	end         context.CancelFunc // of s
	gone        []*keeper          // of sessions that ended
	leaving     bool
	same        bool     // the last message changed nothing that is drawn
	parting     sentence // why the program ends; nil: one wanted to

	began, touched time.Time
	warned         time.Duration // how much was left when it was said last
	asked          time.Time     // when House.Still was
	ask            bool          // something changed since
	faults         int
	fell           string // the number of a panic while drawing
	deaf           bool   // tests: nothing wakes the work
}

// NewDoor makes the model of a terminal; ctx ends with its line.
func NewDoor(ctx context.Context, o DoorOptions) *Door {
	o.Idle, o.Most = cmp.Or(o.Idle, 5*time.Minute), cmp.Or(o.Most, 12*time.Hour)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Door{o: o, ctx: ctx, lang: o.Lang, kept: o.KeepLang, pace: time.Now, tick: tea.Tick, w: 80, h: 24}
}

// Init shows the log-in, or lets in who has come in already.
func (d *Door) Init() tea.Cmd {
	d.touched = d.pace()
	if d.o.Entry != nil {
		return d.enter(*d.o.Entry, "")
	}
	return d.login(nil)
}

// remote tells that the program is one session's, come in over the network: it
// ends with it.
func (d *Door) remote() bool { return d.o.Entry != nil && d.o.From != "" }

// top is the App that has the keys.
func (d *Door) top() *App {
	if d.front != nil {
		return d.front
	}
	return d.work
}

// Update takes every message of the program. A panic ends the session, and no
// more than that.
func (d *Door) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			m, cmd = d, d.panicked(r)
		}
	}()
	d.same = false
	if d.fell != "" {
		no := d.fell
		d.fell = ""
		return d, d.fall(no)
	}
	return d, d.update(msg)
}

func (d *Door) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case sent:
		return d.sent(m)
	case flushedMsg:
		return d.flushed()
	case byeMsg:
		return tea.Quit
	case tea.WindowSizeMsg:
		d.w, d.h = max(m.Width, 1), max(m.Height, 1)
		var cmds []tea.Cmd
		for _, a := range []*App{d.front, d.work} {
			if a != nil {
				_, cmd := a.Update(m)
				cmds = append(cmds, cmd)
			}
		}
		return tea.Batch(cmds...)
	case tea.KeyPressMsg, tea.PasteMsg:
		d.touched = d.pace()
	case Closing:
		return d.leave(func(w lang.Words) safe.Text { return w.Door().EndClosing })
	case Changed:
		if d.work != nil {
			_, cmd := d.work.Update(m)
			return cmd
		}
		return nil
	}
	if d.leaving || d.top() == nil {
		return nil
	}
	_, cmd := d.top().Update(msg)
	return cmd
}

// sent brings an App's own message to it, if it still stands here.
func (d *Door) sent(m sent) tea.Cmd {
	var a *App
	for _, x := range []*App{d.front, d.work} {
		if x != nil && x.env == m.by() {
			a = x
		}
	}
	if a == nil || d.leaving {
		return nil
	}
	was := d.drawn()
	_, cmd := a.Update(m)
	switch m.(type) {
	case secondMsg:
		defer func() { d.same = d.front == nil && d.drawn() == was }()
		if a == d.work || d.work == nil {
			cmd = tea.Batch(cmd, d.second())
		}
	case wokenMsg:
		d.ask = true
	}
	return cmd
}

// face is what a second may change on the screen.
type face struct {
	app      *App
	screen   Screen
	overlays int
	minute   time.Time
	second   time.Time // on a screen that draws seconds
	status   string
}

func (d *Door) drawn() (f face) {
	a := d.top()
	if a == nil || len(a.stack) == 0 {
		return f
	}
	f = face{app: a, screen: a.top(), overlays: len(a.overlays), minute: a.minute, status: a.status.text.String()}
	now := a.env.Clock()
	if !a.minute.Equal(now.Truncate(time.Minute)) {
		f.minute = now // another one than is drawn
	}
	if t, ok := a.top().(Ticker); ok && t.Ticks() || len(a.overlays) > 0 {
		f.second = now
	}
	return f
}

// Same tells that the last message changed nothing that is drawn.
func (d *Door) Same() bool { return d.same }

// second looks at the clock: the lock, the longest time, and whether who is at
// work may stay.
func (d *Door) second() tea.Cmd {
	now := d.pace()
	idle := now.Sub(d.touched) >= d.o.Idle
	if d.work == nil {
		return d.forsaken(idle)
	}
	left := d.o.Most - now.Sub(d.began)
	if left <= 0 {
		return d.close(func(w lang.Words) safe.Text { return w.Door().EndMost })
	}
	if idle && d.front == nil {
		return d.lock()
	}
	for _, at := range []time.Duration{10 * time.Second, 30 * time.Second, time.Minute} {
		if left <= at && (d.warned == 0 || d.warned > at) {
			d.warned = at
			a := d.top()
			a.say(theme.Trouble, a.env.Words.Door().Soon.Fill(safe.Num(int((left+time.Second-1)/time.Second))))
			break
		}
	}
	if since := now.Sub(d.asked); since >= time.Minute || d.ask && since >= 5*time.Second {
		return d.still(now)
	}
	return nil
}

// View draws what is before the lock or behind it, never both.
func (d *Door) View() (v tea.View) {
	defer func() {
		if r := recover(); r != nil {
			d.fell = d.fault(r)
			v = tea.NewView(lang.New(d.lang).Door().EndFault.Fill(number(d.fell)).CutWords(d.w).String())
			v.AltScreen = true
		}
	}()
	if d.top() == nil {
		return tea.NewView("")
	}
	return d.top().View()
}

// Parting is the sentence that says why the program ended, for the terminal it
// leaves; empty when the person wanted to.
func (d *Door) Parting() safe.Text {
	if d.parting == nil {
		return safe.Text{}
	}
	return d.parting(lang.New(d.lang))
}

// still asks whether the person may stay, away from the keys.
func (d *Door) still(now time.Time) tea.Cmd {
	d.ask, d.asked = false, now
	house, who := d.o.House, d.s.Actor
	if house == nil {
		return nil
	}
	log := d.o.Log
	return d.s.Ask(nil, "still", func(ctx context.Context) any {
		stays, err := house.Still(ctx, who)
		if err != nil {
			log.Error("cannot ask whether an account stands", "cause", err.Error())
			return nil // the next minute asks again
		}
		if stays {
			return nil
		}
		return shut{d}
	})
}

// shut ends the session of who may not stay.
type shut struct{ d *Door }

func (m shut) tell(a *App) tea.Cmd {
	if m.d.work != a {
		return nil
	}
	return m.d.close(func(w lang.Words) safe.Text { return w.Door().EndShut })
}
