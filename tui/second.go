package tui

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// second asks the second pair of eyes in: a login and a password, above the
// screen of the one who acts. Wrong ones are said, and it stays.
type second struct {
	s               *Session
	to              Screen
	what            saying // what is about to be done
	form            *widget.Form
	login, password *widget.Field
	refused         error // the last try
	busy            bool
	then            func(intake.Actor) tea.Cmd
}

var errNoHouse = errors.New("no accounts here")

// AskSecond asks a second person to log in, above the screen; title is what
// they vouch for. then gets who it was, on the App's goroutine; Esc calls
// nothing. Vouching is kept by the accounts; the password goes nowhere else.
func (s *Session) AskSecond(to Screen, title safe.Text, then func(second intake.Actor) tea.Cmd) tea.Cmd {
	return s.askSecond(to, func(lang.Words) safe.Text { return title }, then)
}

// askSecond is AskSecond with a title that follows the language.
func (s *Session) askSecond(to Screen, what saying, then func(second intake.Actor) tea.Cmd) tea.Cmd {
	o := &second{s: s, to: to, what: what, then: then,
		login: widget.NewField("login", 32), password: widget.NewField("password", 200)}
	o.password.Secret = true
	o.form = widget.NewForm(widget.Line(o.login), widget.Line(o.password))
	o.relabel()
	return s.Open(o)
}

// relabel says the labels in the language of the moment.
func (o *second) relabel() {
	w, c := o.s.Words.Traces(), o.s.Words.Common()
	o.login.Label, o.login.Needed = w.Login, c.Required
	o.password.Label, o.password.Needed = w.Password, c.Required
}

func (o *second) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && m.Code == tea.KeyEscape:
		return nil, true
	case o.busy:
		return nil, false
	case isKey && m.Code == tea.KeyF9:
		return o.vouch(), false
	}
	cmd, mine := o.form.Update(msg)
	if isKey && !mine && (m.Code == tea.KeyEnter || m.Code == tea.KeyKpEnter) {
		return o.vouch(), false
	}
	return cmd, false
}

// vouchedMsg is the answer to the dialog itself.
type vouchedMsg struct {
	o   *second
	who intake.Actor
	err error
}

// vouch looks the login and the password up, away from the screen.
func (o *second) vouch() tea.Cmd {
	if !o.form.Check() {
		return nil
	}
	o.busy, o.refused = true, nil
	by, house, from := o.s.By(), o.s.House, o.s.From
	login, password := o.login.Value(), o.password.Value()
	return o.s.Do(o.to, "second", func(ctx context.Context) any {
		if house == nil {
			return vouchedMsg{o: o, err: errNoHouse}
		}
		who, err := house.Vouch(ctx, by, login, password, from)
		return vouchedMsg{o, who, err}
	})
}

// tell closes the dialog and goes on, or says in it what is wrong.
func (m vouchedMsg) tell(a *App) tea.Cmd {
	o := m.o
	o.busy = false
	at := slices.Index(a.overlays, Overlay(o))
	if at < 0 || !a.stands(o.to) {
		return nil
	}
	if m.err == nil {
		a.overlays = slices.Delete(a.overlays, at, at+1)
		return o.then(m.who)
	}
	o.password.SetValue("")
	if _, ok := o.s.Words.Explain(m.err); ok {
		o.refused = m.err
		return o.form.SetFocus("password")
	}
	a.overlays = slices.Delete(a.overlays, at, at+1)
	a.fail("second", m.err)
	return nil
}

func (o *second) rows(w int) []safe.Line {
	th := o.s.Theme
	out := safe.Rows(th.Head, o.what(o.s.Words).Wrap(w)...)
	out = append(out, safe.Rows(th.Plain, o.s.Words.Traces().SecondSay.Wrap(w)...)...)
	return append(out, safe.Line{})
}

func (o *second) foot(w int) []safe.Line {
	switch th := o.s.Theme; {
	case o.busy:
		return []safe.Line{{}, o.s.Words.Common().Loading.CutWords(w).As(th.Muted)}
	case o.refused != nil:
		why, _ := o.s.Words.Explain(o.refused)
		return append([]safe.Line{{}}, safe.Rows(th.Trouble, safe.Const("! ").Plus(why).Wrap(w)...)...)
	}
	return nil
}

func (o *second) Size(w, h int) (int, int) {
	w = min(w, 66)
	return w, min(h, len(o.Draw(w, h)))
}

// Draw leaves out what is said above the form first, where there is little room.
func (o *second) Draw(w, h int) []safe.Line {
	o.relabel()
	head, foot := o.rows(w), o.foot(w)
	form := o.form.Draw(w, max(h-len(foot), 2), o.s.Theme)
	head = head[:max(min(len(head), h-len(form)-len(foot)), 0)]
	return append(append(head, form...), foot...)
}

func (o *second) Title() safe.Text { return o.s.Words.Traces().SecondTitle }
func (o *second) Typing() bool     { return o.form.Typing() }

func (o *second) Keys() []keys.Binding {
	c := o.s.Words.Common()
	return []keys.Binding{
		{ID: "next", Keys: []string{"tab"}, Label: c.Next},
		{ID: "ok", Keys: []string{"f9"}, Show: safe.Const("F9 Enter"), Label: c.OK},
		{ID: "cancel", Keys: []string{"esc"}, Label: c.Cancel},
	}
}
