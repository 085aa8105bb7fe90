package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// password changes one's own: after a one-time code before the work begins, or
// at work because one wants to.
type password struct {
	guard
	house *account.House
	by    func() intake.By
	known string // the one-time code just given; empty: asked here
	must  bool   // nothing else can be done before
	old   *widget.Field
	again *widget.Field
	done  func() tea.Cmd
}

// newPassword is the screen at work.
func newPassword(s *Session) *password {
	p := makePassword(s.Env, s.House, s.By, "", false)
	p.done = func() tea.Cmd {
		s.Say(theme.Done, s.Words.Door().Changed)
		return s.Pop()
	}
	return p
}

func makePassword(env *Env, house *account.House, by func() intake.By, known string, must bool) *password {
	p := &password{guard: guard{Env: env, password: secret("fresh")}, house: house, by: by, known: known, must: must,
		old: secret("old"), again: secret("again")}
	rows := [][]widget.Item{widget.Line(p.password), widget.Line(p.again)}
	if known == "" {
		rows = append([][]widget.Item{widget.Line(p.old)}, rows...)
	}
	p.form = widget.NewForm(rows...)
	p.form.Submit = p.submit
	return p
}

func (p *password) Init() tea.Cmd { return nil }

func (p *password) Relabel() {
	w, c := p.Words.Door(), p.Words.Common()
	p.old.Label, p.password.Label, p.again.Label = w.Old, w.Fresh, w.Again
	if p.must {
		p.old.Label = w.Once
	}
	p.old.Needed, p.password.Needed, p.again.Needed = c.Required, c.Required, c.Required
	var fresh, again string
	who := p.by().Actor
	widget.Bind(p.password, &fresh, func(s string) (string, safe.Text) {
		t, _ := p.Words.Explain(account.CheckPassword(s, who))
		return s, t
	})
	widget.Bind(p.again, &again, func(s string) (string, safe.Text) {
		if s != p.password.Value() {
			return "", w.NotSame
		}
		return s, safe.Text{}
	})
	p.form.Recheck()
	p.explain()
}

func (p *password) submit() tea.Cmd {
	if !p.free() || !p.form.Check() {
		return nil
	}
	p.busy, p.problem = true, nil
	house, by, old, fresh := p.house, p.by(), p.known, p.password.Value()
	if old == "" {
		old = p.old.Value()
	}
	return p.Do(p, "password", func(ctx context.Context) any {
		return triedMsg{err: house.Change(ctx, by, old, fresh)}
	})
}

func (p *password) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case triedMsg:
		if m.err == nil {
			return p.done()
		}
		return p.told(m.err)
	case Failed:
		p.busy = false
		return nil
	}
	return p.typed(msg)
}

// told puts a reason where it belongs: a wrong old one under the old one.
func (p *password) told(err error) tea.Cmd {
	fresh := p.password
	if pr, ok := intake.AsProblem(err); ok && pr.Code == account.ProblemPassword && p.known == "" {
		p.guard.password = p.old
	} else {
		p.again.SetValue("")
	}
	cmd := p.guard.answer(err)
	p.guard.password = fresh
	return cmd
}

func (p *password) Scan(scan.Scan) (tea.Cmd, bool) {
	if !p.must {
		return nil, false
	}
	return p.refuse(p.Words.Door().ScanClosed)
}

func (p *password) Keys() []keys.Binding {
	w, c := p.Words.Door(), p.Words.Common()
	return []keys.Binding{
		{ID: "next", Keys: []string{"tab"}, Label: c.Next},
		{ID: "change", Keys: []string{"f9"}, Show: safe.Const("F9 Enter"), Label: w.Change, Do: p.submit},
	}
}

func (p *password) Title() safe.Text  { return p.Words.Door().NewPassword }
func (p *password) Help() []safe.Text { return []safe.Text{p.Words.Door().Rules} }

func (p *password) View() Frame {
	w := p.Words.Door()
	var rows []safe.Line
	if p.must {
		rows = append(p.text(w.MustChange, p.Theme.Plain), safe.Line{})
	}
	foot := p.text(w.Rules, p.Theme.Muted)
	rows = append(rows, p.form.Draw(p.w-2, max(p.h-len(rows)-len(foot)-3, 2), p.Theme)...)
	return Frame{Body: append(rows, safe.Line{}, p.state()), Foot: foot}
}
