package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

func number(s string) safe.Text { return safe.Clean(s) }

// bindings are the screen's keys and, where it leaves them free, the App's.
func (a *App) bindings() []keys.Binding {
	own := a.top().Keys()
	if a.cfg.May != nil {
		own = a.allowed(own)
	}
	held := map[string]bool{}
	for _, b := range own {
		for _, k := range b.Keys {
			held[k] = true
		}
	}
	out := append([]keys.Binding(nil), own...)
	for _, b := range a.global() {
		free := b.Keys[:0:0]
		for _, k := range b.Keys {
			if !held[k] {
				free = append(free, k)
			}
		}
		if len(free) > 0 {
			b.Keys = free
			out = append(out, b)
		}
	}
	return out
}

// allowed says beside a key that the person's role does not cover what it does:
// that comes before any other reason.
func (a *App) allowed(bs []keys.Binding) []keys.Binding {
	out := append([]keys.Binding(nil), bs...)
	for i, b := range out {
		if why := a.cfg.May(a.top(), b.ID); !why.Empty() {
			out[i].Why = func() safe.Text { return why }
		}
	}
	return out
}

// leave ends the session.
func (a *App) leave() tea.Cmd {
	if a.cfg.Leave != nil {
		return a.cfg.Leave()
	}
	return tea.Quit
}

// global are the keys that work on every screen.
func (a *App) global() []keys.Binding {
	c := a.env.Words.Common()
	var out []keys.Binding
	if len(a.stack) > 1 {
		out = append(out, keys.Binding{ID: "back", Keys: []string{"esc"}, Label: c.Back, Do: a.pop})
	}
	if a.cfg.Stations != nil {
		for n := 1; n <= 7; n++ {
			b := keys.Binding{ID: "station." + strconv.Itoa(n), Keys: []string{strconv.Itoa(n)}, Do: func() tea.Cmd { return a.station(n) }}
			if n == 1 {
				b.Show, b.Label = safe.Const("1–7"), c.Stations
			}
			out = append(out, b)
		}
	}
	if a.cfg.Search != nil {
		// F4 first: the / of a Russian layout gives the full stop that is the 7
		// of the Kazakh one, and 7 is a station.
		out = append(out, keys.Binding{ID: "search", Keys: []string{"f4", "/"}, Label: c.Search, Do: func() tea.Cmd { return a.push(a.cfg.Search()) }})
	}
	if len(a.stack) == 1 && a.cfg.Own != nil {
		out = append(out, a.cfg.Own()...)
	}
	out = append(out,
		keys.Binding{ID: "help", Keys: []string{"f1"}, Label: c.Help, Do: a.help},
		keys.Binding{ID: "language", Keys: []string{"f2"}, Label: c.Language, Do: a.nextLang},
	)
	if !a.cfg.Closed {
		out = append(out, keys.Binding{ID: "number", Keys: []string{"f3"}, Help: c.ScanLine, Do: func() tea.Cmd { a.typing, a.number = true, nil; return nil }})
	}
	quit := keys.Binding{ID: "quit", Keys: []string{"ctrl+q"}, Help: c.Quit, Do: a.quit}
	if a.cfg.Closed {
		quit.Label = c.Quit
	}
	return append(out, quit)
}

// Keys are the bindings that work now: for hints, help, tests and the README.
func (a *App) Keys() []keys.Binding { return a.bindings() }

// quit ends the session, or asks when something half filled in is open.
func (a *App) quit() tea.Cmd {
	dirty := false
	for _, s := range a.stack {
		d, ok := s.(Dirty)
		dirty = dirty || ok && d.Dirty()
	}
	if _, asked := a.over().(*quitDialog); asked || !dirty {
		return a.leave()
	}
	c := a.env.Words.Common()
	d := NewDialog(a.env, c.QuitAsk, 0, []safe.Text{c.QuitDraft}, func(v any) tea.Cmd {
		if v == true {
			return a.leave()
		}
		return nil
	}, widget.Choice{Label: c.Stay, Value: false}, widget.Choice{Label: c.Leave, Value: true})
	a.overlays = append(a.overlays, &quitDialog{d})
	return nil
}

// quitDialog is known by its type: Ctrl+C in it means quit.
type quitDialog struct{ Overlay }
