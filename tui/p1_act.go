package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/iin"
	"tereze/intake/name"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// accept registers the application: process 2.
func (f *application) accept() tea.Cmd {
	return f.act("accept", f.Office.Accept, func(c *intake.Case, h headAt) any { return accepted{c, h} })
}

// refuse turns the package back with its receipt.
func (f *application) refuse() tea.Cmd {
	return f.act("refuse", f.Office.Refuse, func(c *intake.Case, h headAt) any { return refused{c, h} })
}

func (f *application) act(topic string, do func(context.Context, intake.By, intake.Application) (*intake.Case, error), done func(*intake.Case, headAt) any) tea.Cmd {
	app, office := f.app(), f.Office
	if app.Overridden() && f.second.Code == "" { // a draft keeps the reason, never who vouched for it
		return f.askSecond(f, sayOverride, func(second intake.Actor) tea.Cmd {
			f.second, f.tried = second, nil
			return f.act(topic, do, done)
		})
	}
	if f.tried == nil { // an act that got no answer is sent again as it was
		by := f.By()
		by.Second = f.second
		f.tried = &by
	}
	by := *f.tried
	f.recent.service = f.svc.Code
	if app.Provider != "" {
		if f.recent.provider == nil {
			f.recent.provider = map[string]string{}
		}
		f.recent.provider[f.svc.Provider.Kind] = app.Provider
	}
	return f.Do(f, topic, func(ctx context.Context) any {
		c, err := do(ctx, by, app)
		if err != nil {
			return err
		}
		head, err := office.Ledger.HeadOf(ctx, by.Op) // not today's: others write too
		if err != nil {
			return err
		}
		return done(c, head)
	})
}

// askRefuse shows once more what is missing: a refusal cannot be taken back.
func (f *application) askRefuse() tea.Cmd {
	w := f.Words.P1()
	text := []safe.Text{w.Missing.Of(len(f.l.Missing))}
	for i, m := range f.l.Missing {
		text = append(text, safe.Num(i+1).Plus(safe.Const(". "), f.missing(m)))
	}
	return f.Confirm(f, "refuse", w.RefuseAsk, text, 1,
		widget.Choice{Key: "f8", Label: w.RefuseYes, Value: true}, widget.Choice{Label: w.RefuseNo, Value: false})
}

// missing names a missing document and why it counts as missing.
func (f *application) missing(m intake.Missing) safe.Text { return f.missingOf(f.svc, m) }

// tickAll says that every paper is there in its usual shape.
func (f *application) tickAll() tea.Cmd {
	group := map[string]bool{}
	for _, r := range f.required() {
		if r.OneOf != "" && f.papers[r.Document.Code].paper.There {
			group[r.OneOf] = true
		}
	}
	for _, r := range f.required() {
		if r.OneOf == "" || !group[r.OneOf] {
			f.papers[r.Document.Code].usual()
			group[r.OneOf] = r.OneOf != ""
		}
	}
	cmd := f.changed()
	for _, r := range f.required() {
		if d := f.issued[r.Document.Code]; d != nil && d.Value() == "" {
			return tea.Batch(cmd, f.form.SetFocus(d.ID()))
		}
	}
	return cmd
}

// later leaves; the draft stays.
func (f *application) later() tea.Cmd {
	switch {
	case f.touched && f.lodges():
		f.Say(theme.Done, f.Words.Desk().Kept)
	case f.touched:
		f.Say(theme.Done, f.Words.P1().Kept)
	}
	return f.Pop()
}

// overridable is the person whose IIN has a wrong check digit and no reason.
func (f *application) overridable() *personFields {
	for _, p := range []*personFields{f.person, f.proxy} {
		if r := iin.Parse(p.iin.Value(), f.Now()); r.Overridable && !r.Valid && p.override == "" && (p == f.person || f.agent.On) {
			return p
		}
	}
	return nil
}

func (f *application) whyNotOverride() safe.Text {
	if f.overridable() == nil {
		return f.Words.P1().NoOverride
	}
	return safe.Text{}
}

func sayOverride(w lang.Words) safe.Text { return w.Traces().SecondOverride }

func (f *application) override() tea.Cmd {
	w, p := f.Words.P1(), f.overridable()
	return f.Open(AskReason(f.Env, w.OverrideAsk, w.Reason, []safe.Text{w.OverrideSay}, func(why string) tea.Cmd {
		return f.askSecond(f, sayOverride, func(second intake.Actor) tea.Cmd {
			p.override, f.second = why, second
			p.iin.Refuse(safe.Text{})
			return tea.Batch(f.changed(), f.goOn(true, p, f.known))
		})
	}))
}

// mendable are the name fields whose letters another script slipped into.
func (f *application) mendable() (out []*widget.Field) {
	for _, x := range append(f.person.names(), f.proxy.names()...) {
		if v := x.Value(); v != "" && name.Mend(v) != v {
			out = append(out, x)
		}
	}
	return out
}

func (f *application) whyNotMend() safe.Text {
	if len(f.mendable()) == 0 {
		return f.Words.P1().NothingToMend
	}
	return safe.Text{}
}

func (f *application) mend() tea.Cmd {
	for _, x := range f.mendable() {
		x.SetValue(mended(x))
	}
	return f.changed()
}

func mended(x *widget.Field) string { return name.Mend(x.Value()) }
