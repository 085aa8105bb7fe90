package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/widget"
)

// lock hides the work until the same person's password opens it again.
type lock struct {
	guard
	house *account.House
	who   intake.Actor
	from  string
	open  func() tea.Cmd
	other func() tea.Cmd // another person sits down
}

func newLock(env *Env, o DoorOptions, who intake.Actor, open, other func() tea.Cmd) *lock {
	p := &lock{guard: guard{Env: env, password: secret("password")}, house: o.House, who: who, from: o.From, open: open, other: other}
	p.form = widget.NewForm(widget.Line(p.password))
	p.form.Submit = p.submit
	return p
}

func (p *lock) Init() tea.Cmd { return nil }

func (p *lock) Relabel() {
	p.password.Label, p.password.Needed = p.Words.Door().Password, p.Words.Common().Required
	p.form.Recheck()
	p.explain()
}

func (p *lock) submit() tea.Cmd {
	if !p.free() || !p.form.Check() {
		return nil
	}
	p.busy, p.problem = true, nil
	house, who, password, from := p.house, p.who, p.password.Value(), p.from
	return p.Ask(p, "unlock", func(ctx context.Context) any {
		return triedMsg{err: house.Unlock(ctx, who, password, from)}
	})
}

func (p *lock) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case triedMsg:
		if m.err != nil {
			return p.answer(m.err)
		}
		return p.open()
	case Failed:
		p.busy = false
		return nil
	}
	return p.typed(msg)
}

func (p *lock) Scan(scan.Scan) (tea.Cmd, bool) { return p.refuse(p.Words.Door().ScanLocked) }

func (p *lock) Keys() []keys.Binding {
	w := p.Words.Door()
	return []keys.Binding{
		{ID: "unlock", Keys: []string{"enter"}, Label: w.Unlock},
		{ID: "other", Keys: []string{"f6", "esc"}, Show: safe.Const("F6 Esc"), Label: w.Other, Do: p.other},
	}
}

func (p *lock) Title() safe.Text  { return p.Words.Door().Locked }
func (p *lock) Help() []safe.Text { return []safe.Text{p.Words.Door().LockHelp} }

func (p *lock) View() Frame {
	w := p.Words.Door()
	rows := p.text(w.Lock.Fill(safe.Clean(p.who.Name), safe.Clean(p.who.Code)), p.Theme.Plain)
	rows = append(rows, safe.Line{})
	rows = append(rows, p.form.Draw(p.w-2, max(p.h-len(rows)-3, 2), p.Theme)...)
	rows = append(rows, safe.Line{}, p.state(), safe.Line{})
	return Frame{Body: append(rows, p.text(w.LockHelp, p.Theme.Muted)...)}
}
