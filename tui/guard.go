package tui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// guard is what the screens before the work have in common: they ask for a
// password, let it be checked away from the keys, and say what was wrong.
type guard struct {
	*Env
	form     *widget.Form
	password *widget.Field // gets the reason, and the focus
	busy     bool          // a password is being checked
	until    time.Time     // no try before, by the pace clock
	problem  error         // what the last try was told
	w, h     int
}

// triedMsg is what a check of a password came to; a nil err let the person in.
type triedMsg struct {
	err   error
	entry account.Entry
}

// secret makes a field whose text is never drawn.
func secret(id string) *widget.Field {
	f := widget.NewField(id, 300) // more than account.MostBytes, to say so
	f.Secret, f.Width = true, 40
	return f
}

// free tells that a try may go off now.
func (g *guard) free() bool { return !g.busy && !g.pace().Before(g.until) }

// typed gives a key to the form, unless a password is being checked.
func (g *guard) typed(msg tea.Msg) tea.Cmd {
	if g.busy {
		return nil
	}
	if _, ok := msg.(tea.KeyPressMsg); ok {
		g.problem = nil // what was said goes with the first key
	}
	cmd, _ := g.form.Update(msg)
	return cmd
}

// answer says what a try was told, under the field it is about. The seconds of
// a delay are counted down.
func (g *guard) answer(err error) tea.Cmd {
	g.busy, g.problem = false, err
	p, ok := intake.AsProblem(err)
	switch {
	case !ok:
		g.problem = nil
		return g.Fail(err)
	case p.Code == account.ProblemWait:
		n, _ := strconv.Atoi(p.Args[0])
		g.until, g.problem = g.pace().Add(time.Duration(n)*time.Second), nil
		return nil
	}
	g.password.SetValue("")
	g.form.SetFocus(g.password.ID())
	g.explain()
	return nil
}

// explain puts the reason under the password, in the language of the moment.
func (g *guard) explain() {
	if g.problem == nil {
		return
	}
	if t, ok := g.Words.Explain(g.problem); ok {
		g.form.Refuse(g.password.ID(), t)
	}
}

// state is the row under the form: being checked, or how long to wait.
func (g *guard) state() safe.Line {
	w := g.Words.Door()
	if g.busy {
		return safe.Row(safe.Const(" "), w.Checking.As(g.Theme.Muted))
	}
	if left := g.until.Sub(g.pace()); left > 0 {
		return safe.Row(safe.Const(" "), g.Theme.Mark(theme.Trouble), safe.Const(" "), w.Waiting.Fill(safe.Num(int((left+time.Second-1)/time.Second))).As(g.Theme.Trouble))
	}
	return safe.Line{}
}

// text is a paragraph in w cells.
func (g *guard) text(t safe.Text, st safe.Style) []safe.Line {
	rows := safe.Rows(st, t.Wrap(max(g.w-2, 1))...)
	for i := range rows {
		rows[i] = safe.Row(safe.Const(" "), rows[i])
	}
	return rows
}

// refuse tells a scan off: it is neither taken nor kept for later.
func (g *guard) refuse(t safe.Text) (tea.Cmd, bool) {
	return g.Answer(theme.Trouble, t), true
}

func (g *guard) Resize(w, h int) { g.w, g.h = w, h }
func (g *guard) Typing() bool    { return true }
