package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
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
	if f.lodges() {
		copy(out, f.lodgeKeys())
	}
	if f.hasRegisters() {
		out = append(out, keys.Binding{ID: "registers", Keys: []string{"f3"}, Label: f.Of(intake.PersonRegister()), Help: w.AskHelp, Do: f.consult, Why: f.whyNotAsk})
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
		"agent.given", "agent.patronymic", "agent.phone", "agent.deed", "provider", "road", "ground"}
	if f.hasRegisters() {
		ids = append([]string{"consent"}, ids...)
	}
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
		if p.HindersRefusal() {
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
	case "accept", "lodge":
		if at, p := f.first(); p != nil {
			f.form.Refuse(at, f.say(p))
		} else if len(f.l.Missing) > 0 {
			return f.form.SetFocus("papers." + f.l.Missing[0].Code)
		}
	case "refuse":
		for _, p := range f.l.Problems {
			if p.HindersRefusal() {
				f.form.Refuse(f.itemOf(p.Field), f.say(p))
				return nil
			}
		}
	}
	return nil
}
