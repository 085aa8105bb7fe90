package tui

import (
	"context"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/account"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// login is the first screen of a terminal: who are you, and prove it.
type login struct {
	guard
	house    *account.House
	training bool
	from     string
	name     *widget.Field
	said     func(lang.Words) safe.Text // why one must log in again; nil: nothing
	in       func(e account.Entry, password string) tea.Cmd
}

// trainees are the logins a training office shows, one of each kind.
var trainees = []string{"op1", "sector1", "super1"}

func newLogin(env *Env, o DoorOptions, said func(lang.Words) safe.Text, in func(account.Entry, string) tea.Cmd) *login {
	p := &login{guard: guard{Env: env, password: secret("password")}, house: o.House, training: o.Office.Office.Training,
		from: o.From, name: widget.NewField("login", 64), said: said, in: in}
	p.name.Width = 40
	p.form = widget.NewForm(widget.Line(p.name), widget.Line(p.password))
	p.form.Submit = p.submit
	return p
}

func (p *login) Init() tea.Cmd { return nil }

func (p *login) Relabel() {
	w := p.Words.Door()
	p.name.Label, p.password.Label = w.Login, w.Password
	p.name.Needed, p.password.Needed = p.Words.Common().Required, p.Words.Common().Required
	var code string
	widget.Bind(p.name, &code, func(s string) (string, safe.Text) { return s, p.layout(s) })
	p.form.Recheck()
	p.explain()
}

// layout says that the letters are another keyboard layout's: the password
// would be too, and nobody sees it.
func (p *login) layout(s string) safe.Text {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return safe.Text{}
	}
	w := p.Words.Door()
	for _, l := range keys.Layouts() {
		if us, ok := l.Text(s, false); ok {
			return w.WrongLayout.Fill(safe.Clean(s), safe.Clean(us))
		}
	}
	return w.WrongLetters.Fill(safe.Clean(s))
}

func (p *login) submit() tea.Cmd {
	if !p.free() || !p.form.Check() {
		return nil
	}
	p.busy, p.problem = true, nil
	house, code, password, from := p.house, p.name.Value(), p.password.Value(), p.from
	return p.Ask(p, "login", func(ctx context.Context) any {
		e, err := house.Login(ctx, code, password, from)
		return triedMsg{err, e}
	})
}

func (p *login) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case triedMsg:
		if m.err != nil {
			return p.answer(m.err)
		}
		password := p.password.Value()
		p.password.SetValue("")
		return p.in(m.entry, password)
	case Failed:
		p.busy = false
		return nil
	}
	return p.typed(msg)
}

func (p *login) Scan(scan.Scan) (tea.Cmd, bool) { return p.refuse(p.Words.Door().ScanClosed) }

func (p *login) Keys() []keys.Binding {
	w, c := p.Words.Door(), p.Words.Common()
	return []keys.Binding{
		{ID: "login", Keys: []string{"enter"}, Label: w.Enter},
		{ID: "next", Keys: []string{"tab"}, Label: c.Next},
	}
}

func (p *login) Title() safe.Text  { return p.Words.Door().Title }
func (p *login) Help() []safe.Text { return []safe.Text{p.Words.Door().Help} }

func (p *login) View() Frame {
	w := p.Words.Door()
	var rows []safe.Line
	if p.said != nil {
		mark := safe.Row(safe.Const(" "), p.Theme.Mark(theme.Trouble), safe.Const(" "))
		for i, t := range p.said(p.Words).Wrap(max(p.w-4, 1)) {
			if i > 0 {
				mark = safe.Row(safe.Const("   "))
			}
			rows = append(rows, safe.Row(mark, t.As(p.Theme.Trouble)))
		}
		rows = append(rows, safe.Line{})
	}
	var foot []safe.Line
	if p.training {
		logins := make([]safe.Text, len(trainees))
		for i, t := range trainees {
			logins[i] = safe.Clean(t)
		}
		foot = append(p.text(w.TrainingOffice, p.Theme.Muted),
			safe.Row(safe.Const(" "), w.TrainingLogins.Fill(safe.Join(safe.Const(", "), logins...))),
			safe.Row(safe.Const(" "), w.TrainingWord.Fill(safe.Clean(account.TrainingPassword))))
	}
	rows = append(rows, p.form.Draw(p.w-2, max(p.h-len(rows)-len(foot)-3, 2), p.Theme)...)
	return Frame{Body: append(rows, safe.Line{}, p.state()), Foot: foot}
}
