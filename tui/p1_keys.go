package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/iin"
	"tereze/intake/name"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// headAt is where the journal stood just after an act: paper witnesses it.
type headAt = store.Head

// Keys are the two ways out, what is asked for often, and the form's own.
func (f *application) Keys() []keys.Binding {
	w := f.Words.P1()
	out := []keys.Binding{
		{ID: "accept", Keys: []string{"f9"}, Label: w.Accept, Do: f.accept, Why: f.whyNotAccept},
		{ID: "refuse", Keys: []string{"f8"}, Label: w.Refuse, Do: f.askRefuse, Why: f.whyNotRefuse},
		{ID: "all", Keys: []string{"f4", "a"}, Label: w.TickAll, Do: f.tickAll},
		{ID: "later", Keys: []string{"esc"}, Label: w.Later, Do: f.later},
		{ID: "override", Keys: []string{"f6"}, Help: w.Override, Do: f.override, Why: f.whyNotOverride},
		{ID: "mend", Keys: []string{"f5"}, Help: w.Mend, Do: f.mend, Why: f.whyNotMend},
		{ID: "notes", Keys: []string{"f7"}, Label: w.Notes, Do: func() tea.Cmd { return f.Open(f.notes()) }},
	}
	if f.overridable() != nil {
		out[4].Label = w.Override
	}
	if f.whyNotMend().Empty() {
		out[5].Label = w.Mend
	}
	switch f.form.Focused().(type) {
	case *paperRow:
		out = append(out, keys.Binding{ID: "paper.tick", Keys: []string{"space"}, Label: f.Words.Common().Tick},
			keys.Binding{ID: "paper.kind", Keys: []string{"left", "right"}, Show: safe.Const("←→"), Label: w.KeyKind},
			keys.Binding{ID: "paper.sheets", Keys: []string{"backspace"}, Show: safe.Const("0–9"), Label: w.KeySheets},
			keys.Binding{ID: "paper.shown", Keys: []string{"v"}, Label: w.KeyShown})
	case *providerPick:
		out = append(out, keys.Binding{ID: "provider.move", Keys: []string{"left", "right"}, Show: safe.Const("←→"), Label: f.Words.Common().Choose},
			keys.Binding{ID: "provider.jump", Keys: []string{"backspace"}, Show: safe.Const("0–9"), Label: w.KeyJump})
	}
	return append(out, f.form.Keys(f.Words.Common())...)
}

// itemOf is the item that a problem's field means; empty when none does.
func (f *application) itemOf(field string) string {
	if code, ok := strings.CutPrefix(field, "papers."); ok {
		if d := f.issued[code]; d != nil && f.papers[code].paper.There && (f.papers[code].row.Missing == nil) {
			if _, good := f.day(d.Value()); !good || d.Value() == "" || f.future(d) {
				return d.ID()
			}
		}
		return field
	}
	if field == "papers" {
		for _, m := range f.l.Missing {
			return "papers." + m.Code
		}
	}
	if field == "service" || field == "conditions" {
		return ""
	}
	return field
}

func (f *application) future(d *widget.Field) bool {
	day, _ := f.day(d.Value())
	return f.Today().Before(day)
}

// first is the first thing that hinders, in the order of the form: the item
// and the reason. What hangs on no item comes before all.
func (f *application) first() (string, *intake.Problem) {
	for _, p := range f.l.Problems {
		if f.itemOf(p.Field) == "" {
			return "", p
		}
	}
	for _, row := range f.formOrder() {
		for _, p := range f.l.Problems {
			if f.itemOf(p.Field) == row {
				return row, p
			}
		}
	}
	if len(f.l.Problems) > 0 {
		return "", f.l.Problems[0]
	}
	return "", nil
}

// formOrder lists the ids of what may hinder, as the eye goes down the form.
func (f *application) formOrder() []string {
	ids := []string{"iin", "surname", "given", "patronymic", "phone", "consent", "agent.kind", "agent.iin", "agent.surname",
		"agent.given", "agent.patronymic", "agent.phone", "agent.deed", "provider", "ground"}
	for _, r := range f.l.Rows {
		ids = append(ids, "papers."+r.Document.Code, "issued."+r.Document.Code)
	}
	return ids
}

func (f *application) whyNotAccept() safe.Text {
	if _, p := f.first(); p != nil {
		return f.say(p)
	}
	if !f.l.Complete {
		return f.say(intake.Refuse(intake.ProblemIncomplete, "papers", len(f.l.Missing)))
	}
	return safe.Text{}
}

// whyNotRefuse: a complete package is not refused, and the receipt must name
// the person and the ground.
func (f *application) whyNotRefuse() safe.Text {
	for _, p := range f.l.Problems {
		if p.Field != "provider" && p.Field != "consent" && !strings.HasPrefix(p.Field, "papers.") {
			return f.say(p)
		}
	}
	if f.l.Complete {
		return f.say(intake.Refuse(intake.ProblemComplete, "papers"))
	}
	return safe.Text{}
}

// Point leads to what hindered a key: the first bad field, with its reason.
func (f *application) Point(id string) tea.Cmd {
	switch id {
	case "accept":
		if at, p := f.first(); p != nil {
			f.form.Refuse(at, f.say(p))
		} else if len(f.l.Missing) > 0 {
			return f.form.SetFocus("papers." + f.l.Missing[0].Code)
		}
	case "refuse":
		for _, p := range f.l.Problems {
			if p.Field != "provider" && p.Field != "consent" && !strings.HasPrefix(p.Field, "papers.") {
				f.form.Refuse(f.itemOf(p.Field), f.say(p))
				return nil
			}
		}
	}
	return nil
}

// accept registers the application: process 2.
func (f *application) accept() tea.Cmd {
	return f.act("accept", f.Office.Accept, func(c *intake.Case, h headAt) any { return accepted{c, h} })
}

// refuse turns the package back with its receipt.
func (f *application) refuse() tea.Cmd {
	return f.act("refuse", f.Office.Refuse, func(c *intake.Case, h headAt) any { return refused{c, h} })
}

func (f *application) act(topic string, do func(context.Context, intake.By, intake.Application) (*intake.Case, error), done func(*intake.Case, headAt) any) tea.Cmd {
	if f.tried == nil { // an act that got no answer is sent again as it was
		by := f.By()
		f.tried = &by
	}
	by, app, office := *f.tried, f.app(), f.Office
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
		head, err := office.Ledger.Head(ctx)
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
	if f.touched {
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

func (f *application) override() tea.Cmd {
	w, p := f.Words.P1(), f.overridable()
	return f.Open(AskReason(f.Env, w.OverrideAsk, w.Reason, []safe.Text{w.OverrideSay}, func(why string) tea.Cmd {
		p.override = why
		p.iin.Refuse(safe.Text{})
		return tea.Batch(f.changed(), f.goOn(true, p, f.known))
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
