package tui

import (
	"slices"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// input is one thing that came in, in its place in the queue: a key, a paste
// or a scan.
type input struct {
	msg  tea.Msg
	scan *scan.Scan
}

// key takes a key press: the detector holds what may belong to a scan.
func (a *App) key(m tea.KeyPressMsg) tea.Cmd {
	if slices.Contains(keys.Names(m), "ctrl+c") {
		return a.quit()
	}
	a.sort(a.det.Press(a.began, m))
	return a.hold()
}

// hold asks for a tick when keys are held.
func (a *App) hold() tea.Cmd {
	at, ok := a.det.Deadline()
	if !ok || a.ticking {
		return nil
	}
	a.ticking = true
	return a.env.Tick(max(at.Sub(a.env.pace()), time.Millisecond), func(time.Time) tea.Msg { return holdMsg{a.env} })
}

// isTyping tells that characters are text now, not hotkeys.
func (a *App) isTyping() bool {
	if o := a.over(); o != nil {
		return o.Typing()
	}
	if a.typing {
		return true
	}
	t, ok := a.top().(Typist)
	return ok && t.Typing()
}

// sort puts what the detector let go into the queue. A burst into a text field
// that is none of our codes is somebody's text after all: the number on a seal.
// Its Enter answers no question and sends no form; its Tab goes on to the next
// field as any Tab does.
func (a *App) sort(events []scan.Event) {
	for _, e := range events {
		switch {
		case e.Burst == nil:
			a.queue = append(a.queue, input{msg: e.Key})
		case a.isTyping() && !a.dec.Ours(*e.Burst) && !(a.readsCards() && a.dec.Card(*e.Burst)):
			for _, k := range a.dec.Inside(*e.Burst) {
				if keys.Printable(k) || k.Code == tea.KeyTab || !a.sends() {
					a.queue = append(a.queue, input{msg: k})
				}
			}
		default:
			a.scans(a.dec.Burst(a.began, *e.Burst))
		}
	}
}

// sends tells that the Enter of a burst would send the form on top. A form
// above the screens knows such an Enter by itself.
func (a *App) sends() bool {
	e, ok := a.top().(EnterActs)
	return ok && a.over() == nil && !a.typing && e.EnterActs()
}

// readsCards tells that the top screen wants identity documents as scans.
func (a *App) readsCards() bool {
	c, ok := a.top().(CardReader)
	return ok && a.over() == nil && !a.typing && c.ReadsCards()
}

func (a *App) scans(ss []scan.Scan) {
	for _, s := range ss {
		s.At = a.env.Clock() // the decoder counted by the other clock
		a.queue = append(a.queue, input{scan: &s})
	}
}

func (a *App) paste(m tea.PasteMsg) {
	if a.isTyping() && !a.dec.OursText(m.Content) {
		a.queue = append(a.queue, input{msg: m})
		return
	}
	a.scans(a.dec.Paste(a.began, m.Content))
}

// work takes from the queue what can be taken: nothing while a Do is on its
// way, no scan while a question is open. What waits keeps its order.
func (a *App) work() tea.Cmd {
	var cmds []tea.Cmd
	for {
		if a.env.held > 0 && !a.lost() {
			return tea.Batch(cmds...)
		}
		a.heldSince, a.env.longest = time.Time{}, 0
		i := slices.IndexFunc(a.queue, func(in input) bool { return in.scan == nil || a.over() == nil })
		if i < 0 {
			return tea.Batch(cmds...)
		}
		in := a.queue[i]
		a.queue = slices.Delete(a.queue, i, i+1)
		cmds = append(cmds, a.take(in), a.drain())
	}
}

// lost tells that a Do never answered and never will: its screen threw the
// command away. Keys must not wait for it for ever.
func (a *App) lost() bool {
	now := a.env.pace()
	if a.heldSince.IsZero() || a.heldSince.After(now) {
		a.heldSince = now
	}
	if now.Sub(a.heldSince) < a.env.longest+5*time.Second {
		return false
	}
	a.env.Log.Error("an act never answered")
	a.env.held, a.heldSince = 0, time.Time{}
	return true
}

func (a *App) take(in input) tea.Cmd {
	if in.scan != nil {
		return a.offer(*in.scan)
	}
	m, isKey := in.msg.(tea.KeyPressMsg)
	if a.env.pace().Sub(a.status.at) > 4*time.Second {
		a.status.text = safe.Text{}
	}
	if o := a.over(); o != nil {
		cmd, closed := o.Update(in.msg)
		if closed {
			a.overlays = slices.DeleteFunc(a.overlays, func(x Overlay) bool { return x == o })
		}
		if isKey && !closed && slices.Contains(keys.Names(m), "f2") {
			return tea.Batch(cmd, a.nextLang())
		}
		return cmd
	}
	if !isKey {
		if p, ok := in.msg.(tea.PasteMsg); ok && a.typing {
			a.number = append(a.number, []rune(p.Content)...)
			return nil
		}
		return a.top().Update(in.msg)
	}
	if a.typing {
		if cmd, taken := a.typeNumber(m); taken {
			return cmd
		}
	}
	return a.command(m)
}

// command is a key for the screen and its bindings, then for the App's own.
func (a *App) command(m tea.KeyPressMsg) tea.Cmd {
	b, ok := keys.Find(m, a.bindings(), a.isTyping())
	if ok {
		if why := b.Blocked(); !why.Empty() {
			a.say(theme.Trouble, a.env.Words.Common().CannotNow.Fill(why))
			if p, ok := a.top().(Pointer); ok {
				return p.Point(b.ID)
			}
			return nil
		}
		if b.Do != nil {
			return b.Do()
		}
	} else if !a.isTyping() && !a.cfg.Closed && (m.Text == "0" || m.Text == "8" || m.Text == "9") {
		// No station has such a number: somebody types the number of a case.
		a.typing, a.number = true, []rune(m.Text)
		return nil
	}
	return a.top().Update(m)
}

// typeNumber takes a key for the scan line.
func (a *App) typeNumber(m tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case keys.Printable(m):
		if len(a.number) < 64 {
			a.number = append(a.number, []rune(m.Text)...)
		}
	case m.Code == tea.KeyBackspace:
		if len(a.number) > 0 {
			a.number = a.number[:len(a.number)-1]
		}
	case m.Code == tea.KeyEscape:
		a.typing, a.number = false, nil
	case m.Code == tea.KeyEnter, m.Code == tea.KeyKpEnter:
		text := string(a.number)
		a.typing, a.number = false, nil
		if s, ok := a.dec.Type(a.env.pace(), text); ok && utf8.ValidString(text) {
			s.At = a.env.Clock()
			return a.offer(s), true
		}
	default:
		a.typing, a.number = false, nil
		return nil, false
	}
	return nil, true
}

// offer gives a scan to the top screen, else to the App's own handler; what is
// no code of ours and nobody wants is answered here.
func (a *App) offer(s scan.Scan) tea.Cmd {
	a.scanned = s.Text
	if sc, ok := a.top().(Scanner); ok {
		if cmd, taken := sc.Scan(s); taken {
			return cmd
		}
	}
	w := a.env.Words.Scan()
	switch {
	case s.Kind == scan.Foreign:
		a.answer(theme.Unknown, w.Foreign)
	case s.Kind == scan.Half:
		a.answer(theme.Unknown, w.Half)
	case s.Kind == scan.Garbled:
		a.answer(theme.Unknown, w.Garbled)
	case s.Again:
		a.answer(theme.Same, w.Again.Fill(a.env.Words.Ago(s.Since)))
	case a.cfg.Scan != nil:
		return a.cfg.Scan(s)
	default:
		a.answer(theme.Unknown, w.Nobody)
	}
	return nil
}
