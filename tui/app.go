package tui

import (
	"cmp"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// Head is who sits where: the left and the right of the first row.
type Head struct{ Place, Person safe.Text }

// Config is what the App needs from those who know the domain.
type Config struct {
	Env  *Env
	Home Screen
	// Header says who sits where, in the language of the session.
	Header func() Head
	// Stations makes the screen of a station 1 to 7; nil: none now.
	Stations func(n int) Screen
	// Search makes the search for "/"; nil: no such key.
	Search func() Screen
	// Scan takes the codes and typed numbers the top screen did not take.
	Scan func(scan.Scan) tea.Cmd
	// Valid tells our barcodes; nil: code.ParseBarcode.
	Valid func(digits string) bool
	// Office is the digits this office's codes begin with; Prefix and Suffix
	// are what its scanners were programmed to send around a code.
	Office, Prefix, Suffix string
	// Wake signals that data may have changed; nil: never.
	Wake <-chan struct{}
	// OnLang keeps the language an operator chose; nil: nobody does.
	OnLang func(trio.Lang) tea.Cmd
	// Leave ends the session; nil: the program.
	Leave func() tea.Cmd
	// Own are more keys of the first screen: to leave the place to another
	// person, to change one's password.
	Own func() []keys.Binding
	// May is why the person may not do what a key of a screen does, by its id;
	// nil: everybody may everything.
	May func(s Screen, id string) safe.Text
	// Closed tells that nobody has come in: there is no scan line to type on,
	// and a scan is not shown.
	Closed bool
}

// App is the root model. Update and View run on one goroutine.
type App struct {
	env *Env
	cfg Config

	w, h     int
	stack    []Screen
	overlays []Overlay

	status struct {
		at   time.Time
		sign theme.Sign
		text safe.Text
	}
	errors int

	det     scan.Detector
	dec     scan.Decoder
	calming bool    // a calmMsg is on its way: no wake is listened to
	woken   bool    // a wake came while a Do was on its way
	ticking bool    // a holdMsg is on its way
	queue   []input // what waits for a Do, or for a dialog to be answered
	number  []rune  // what is typed on the scan line
	typing  bool    // the scan line has the focus
	scanned safe.Text
	last    scan.Answer

	began     time.Time // the last Update's begin
	minute    time.Time // drawn in the header
	slow      time.Time // when an Update or a View ended that took long
	heldSince time.Time
}

// New makes the root model on its first screen.
func New(cfg Config) *App {
	a := &App{env: cfg.Env, cfg: cfg, w: 80, h: 24}
	a.dec.Valid, a.dec.Office, a.dec.Prefix, a.dec.Suffix = cfg.Valid, cfg.Office, cfg.Prefix, cfg.Suffix
	if a.dec.Valid == nil {
		a.dec.Valid = func(s string) bool {
			_, fault := code.ParseBarcode(s)
			return fault == ""
		}
	}
	return a
}

// Init starts the clock, the wake and the first screen.
func (a *App) Init() tea.Cmd {
	return tea.Batch(a.push(a.cfg.Home), a.second(), a.wait(), a.drain())
}

// busy is how long a message and its drawing may take before the pause is the
// program's own and says nothing of a scanner's pace.
const busy = 5 * time.Millisecond

// second ticks at the next full second.
func (a *App) second() tea.Cmd {
	now := a.env.Clock()
	return a.env.Tick(now.Truncate(time.Second).Add(time.Second).Sub(now)+a.env.phase, func(time.Time) tea.Msg { return secondMsg{a.env} })
}

// wait waits for the next wake; it ends with the session.
func (a *App) wait() tea.Cmd {
	wake, done, env := a.cfg.Wake, a.env.Context.Done(), a.env
	if wake == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case _, ok := <-wake:
			if ok {
				env.spread()
				return wokenMsg{env}
			}
		case <-done:
		}
		return nil
	}
}

// rest lets a while pass before the next wake is listened to: with many at work
// a change comes every moment, and nobody reads that fast. The store keeps one
// wake for who does not listen, so the last change is always seen.
func (a *App) rest() tea.Cmd {
	a.calming = true
	env := a.env
	return env.Tick(cmp.Or(env.Calm, 600*time.Millisecond), func(time.Time) tea.Msg { return calmMsg{env} })
}

// took remembers the end of an Update or a View that took too long.
func (a *App) took(from time.Time) {
	if now := a.env.pace(); now.Sub(from) > busy {
		a.slow = now
	}
}

// Update takes every message. A message of no known route is dropped: screens
// get answers by Env.Ask and Env.Later only.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if !a.slow.IsZero() {
		a.det.Busy(a.slow)
		a.slow = time.Time{}
	}
	a.began = a.env.pace()
	defer a.took(a.began)
	var cmd tea.Cmd
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = max(m.Width, 1), max(m.Height, 1)
		for _, s := range a.stack {
			s.Resize(a.w, a.room())
		}
	case tea.KeyPressMsg:
		cmd = a.key(m)
	case tea.PasteMsg:
		a.paste(m)
	case holdMsg:
		a.ticking = false
		a.sort(a.det.Expire(a.began))
		cmd = a.hold()
	case answerMsg:
		cmd = a.answered(m)
	case laterMsg:
		if a.stands(m.to) {
			cmd = m.to.Update(m.msg)
		}
	case wokenMsg:
		if a.woken = a.env.held > 0; !a.woken { // else it may be one's own act: its answer comes first
			cmd = a.broadcast(Changed{})
		}
		cmd = tea.Batch(cmd, a.rest())
	case calmMsg:
		a.calming = false
		cmd = a.wait()
	case Changed:
		cmd = a.broadcast(m)
	case secondMsg:
		cmd = tea.Batch(a.broadcast(Second{a.env.Clock()}), a.second())
	}
	cmd = tea.Batch(cmd, a.drain(), a.work())
	return a, cmd
}

// drain does what screens asked of the App, in their order.
func (a *App) drain() tea.Cmd {
	var cmds []tea.Cmd
	for len(a.env.effects) > 0 {
		f := a.env.effects[0]
		a.env.effects = a.env.effects[1:]
		cmds = append(cmds, f(a))
	}
	return tea.Batch(cmds...)
}

func (a *App) broadcast(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range a.stack {
		cmds = append(cmds, s.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (a *App) top() Screen { return a.stack[len(a.stack)-1] }

func (a *App) over() Overlay {
	if len(a.overlays) == 0 {
		return nil
	}
	return a.overlays[len(a.overlays)-1]
}

func (a *App) stands(s Screen) bool { return slices.Contains(a.stack, s) }

func (a *App) push(s Screen) tea.Cmd {
	if s == nil || a.stands(s) {
		return nil
	}
	a.stack = append(a.stack, s)
	a.typing, a.number = false, nil
	if a.status.sign == theme.Trouble && a.status.at.Before(a.began) { // what stood in the way did not
		a.status.text = safe.Text{}
	}
	if r, ok := s.(Relabeler); ok {
		r.Relabel()
	}
	s.Resize(a.w, a.room())
	return s.Init()
}

// drop takes the top screen away; its answers on their way go nowhere.
func (a *App) drop() {
	if len(a.stack) == 0 {
		return
	}
	gone := a.top()
	a.stack = a.stack[:len(a.stack)-1]
	if l, ok := gone.(Leaver); ok {
		l.Leave()
	}
	for q := range a.env.newest {
		if q.to == gone {
			delete(a.env.newest, q)
		}
	}
}

func (a *App) pop() tea.Cmd {
	if len(a.stack) < 2 {
		return nil
	}
	a.drop()
	return a.top().Update(Shown{})
}

func (a *App) home() tea.Cmd {
	if len(a.stack) < 2 {
		return nil
	}
	for len(a.stack) > 1 {
		a.drop()
	}
	return a.top().Update(Shown{})
}

func (a *App) station(n int) tea.Cmd {
	if a.cfg.Stations == nil {
		return nil
	}
	s := a.cfg.Stations(n)
	if s == nil {
		return nil
	}
	for len(a.stack) > 1 {
		a.drop()
	}
	return a.push(s)
}

func (a *App) say(sign theme.Sign, t safe.Text) {
	a.status.at, a.status.sign, a.status.text = a.env.pace(), sign, t
}

func (a *App) answer(sign theme.Sign, t safe.Text) {
	a.last = scan.Answer{At: a.env.Clock(), Text: t, Sign: sign}
}

func (a *App) setLang(l trio.Lang) tea.Cmd {
	a.env.Lang, a.env.Words = l, lang.New(l)
	a.status.text, a.last = safe.Text{}, scan.Answer{} // said in the language before
	for _, s := range a.stack {
		if r, ok := s.(Relabeler); ok {
			r.Relabel()
		}
	}
	cmd := a.broadcast(LangChanged{l})
	if a.cfg.OnLang != nil {
		cmd = tea.Batch(cmd, a.cfg.OnLang(l))
	}
	return cmd
}

func (a *App) nextLang() tea.Cmd {
	ls := trio.Langs()
	for i, l := range ls {
		if l == a.env.Lang {
			return a.setLang(ls[(i+1)%len(ls)])
		}
	}
	return a.setLang(ls[0])
}
