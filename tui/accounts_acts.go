package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// savedMsg says what an act did; onceMsg brings a one-time code, to be shown
// once.
type (
	savedMsg struct{ say safe.Text }
	onceMsg  struct{ code, once string }
)

// accountForm asks for a worker; kept until the office has taken it.
type accountForm struct {
	box  Overlay
	form *widget.Form
}

// fill makes the form of a worker; then gets what was filled in. A code is a
// person's for ever: only a new one has it asked.
func (p *accounts) fill(title safe.Text, a intake.Actor, fresh bool, then func(intake.Actor) tea.Cmd) tea.Cmd {
	w, c := p.Words.Setup(), p.Words.Common()
	name, code := widget.NewField("name", 60), widget.NewField("code", 32)
	window, provider := widget.NewField("window", 3), widget.NewField("provider", 40)
	name.Label, code.Label, window.Label, provider.Label = w.WorkerName, w.Code, w.Window, p.Words.Accounts().Provider
	name.Needed, code.Needed, window.Digits = c.Required, c.Required, true
	provider.Hint = p.Words.Accounts().ProviderHint
	role := widget.NewRadio("role")
	role.Label = w.Role
	for _, r := range intake.Roles() {
		role.Options = append(role.Options, widget.Option{ID: string(r), Label: p.Words.Role(r)})
	}
	role.Choose(string(a.Role))
	name.SetValue(a.Name)
	provider.SetValue(a.Provider)
	if a.Window > 0 {
		window.SetValue(strconv.Itoa(a.Window))
	}
	desk := func() tea.Cmd { provider.Off = !intake.Role(role.Chosen()).AtProvider(); return nil }
	role.OnChange = desk
	desk()
	rows := [][]widget.Item{widget.Line(name), widget.Line(role), widget.Line(window), widget.Line(provider)}
	if fresh {
		rows = append([][]widget.Item{widget.Line(code)}, rows...)
	}
	f := &accountForm{form: widget.NewForm(rows...)}
	f.box = NewFormBox(p.Env, title, nil, f.form, func() tea.Cmd {
		a.Name, a.Role = name.Value(), intake.Role(role.Chosen())
		a.Window, _ = strconv.Atoi(window.Value())
		a.Provider = provider.Value()
		if fresh {
			a.Code = code.Value()
		}
		p.sent = f
		return then(a)
	})
	return p.Open(f.box)
}

// refused opens the form again, with the reason where it belongs.
func (p *accounts) refused(m Failed) tea.Cmd {
	f := p.sent
	p.sent = nil
	pr, ok := intake.AsProblem(m.Err)
	if f == nil || !ok || m.Topic != "save" {
		return nil
	}
	if t, known := p.Words.Explain(m.Err); known {
		f.form.Refuse(pr.Field, t)
	}
	return p.Open(f.box)
}

func (p *accounts) add() tea.Cmd {
	return p.fill(p.Words.Accounts().NewHead, intake.Actor{Role: intake.Operator, Lang: p.Lang}, true, func(a intake.Actor) tea.Cmd {
		house, by := p.House, p.By()
		return p.Do(p, "save", func(ctx context.Context) any {
			once, err := house.Add(ctx, by, a)
			if err != nil {
				return err
			}
			return onceMsg{a.Code, once}
		})
	})
}

func (p *accounts) edit() tea.Cmd {
	a := p.actor()
	return p.fill(safe.Clean(a.Code), a, false, func(a intake.Actor) tea.Cmd {
		house, by, say := p.House, p.By(), p.Words.Accounts().Saved.Fill(safe.Clean(a.Code))
		return p.Do(p, "save", func(ctx context.Context) any {
			if err := house.Edit(ctx, by, a); err != nil {
				return err
			}
			return savedMsg{say}
		})
	})
}

func (p *accounts) yesNo() []widget.Choice {
	c := p.Words.Common()
	return []widget.Choice{{Key: "f9", Label: c.Yes, Value: p.actor().Code}, {Label: c.No}}
}

func (p *accounts) askReset() tea.Cmd {
	w := p.Words.Accounts()
	return p.Confirm(p, "reset", w.ResetAsk.Fill(safe.Clean(p.actor().Code)), []safe.Text{w.ResetText}, 1, p.yesNo()...)
}

func (p *accounts) askDisable() tea.Cmd {
	w, code := p.Words.Accounts(), safe.Clean(p.actor().Code)
	if p.selected().Disabled {
		return p.Confirm(p, "enable", w.EnableAsk.Fill(code), nil, 1, p.yesNo()...)
	}
	return p.Confirm(p, "disable", w.DisableAsk.Fill(code), []safe.Text{w.DisableText}, 1, p.yesNo()...)
}

// confirmed does what was asked for, on the worker the question was about.
func (p *accounts) confirmed(m Confirmed) tea.Cmd {
	code, ok := m.Value.(string)
	if !ok {
		return nil
	}
	house, by, w := p.House, p.By(), p.Words.Accounts()
	return p.Do(p, m.ID, func(ctx context.Context) any {
		if m.ID == "reset" {
			once, err := house.Reset(ctx, by, code)
			if err != nil {
				return err
			}
			return onceMsg{code, once}
		}
		if err := house.Disable(ctx, by, code, m.ID == "disable"); err != nil {
			return err
		}
		say := w.Opened
		if m.ID == "disable" {
			say = w.Shut
		}
		return savedMsg{say.Fill(safe.Clean(code))}
	})
}

// showOnce shows a one-time code; it is kept nowhere.
func (p *accounts) showOnce(m onceMsg) {
	w := p.Words.Accounts()
	once := safe.Clean(m.once)
	p.Open(NewDialog(p.Env, w.OnceTitle.Fill(safe.Clean(m.code)), 0,
		[]safe.Text{once, w.OnceText, w.OnceHow},
		func(any) tea.Cmd { return nil }, widget.Choice{Label: p.Words.Common().OK, Value: true}))
}
