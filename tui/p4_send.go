package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// sending is the form that hands closed registries to a courier: one act for
// the batch.
type sending struct {
	*Session
	p    lang.Registry
	w, h int
	rows []regRow

	form               *widget.Form
	courier, run, seal *widget.Field
	touched            bool
}

func newSending(s *Session, rows []regRow) Screen {
	f := &sending{Session: s, rows: rows,
		courier: widget.NewField("courier", 60), run: widget.NewField("run", 20), seal: widget.NewField("seal", 30)}
	for _, x := range []*widget.Field{f.courier, f.run, f.seal} {
		x.OnChange = func() tea.Cmd { f.touched = true; return nil }
	}
	f.run.Width, f.seal.Width = 12, 24
	f.form = widget.NewForm(widget.Line(widget.NewNote(f.these)), widget.Line(widget.Gap()),
		widget.Line(f.courier), widget.Line(f.run), widget.Line(f.seal))
	f.form.Submit = f.send
	return f
}

// these are the registries that go, with their cases.
func (f *sending) these(w int) []safe.Line {
	var parts []safe.Text
	for _, r := range f.rows {
		parts = append(parts, safe.Const("№ ").Plus(safe.Num(int(r.Number)), safe.Const(" «"), f.ProviderShort(r.Provider),
			safe.Const("», "), f.Words.Home().Cases.Of(r.held)))
	}
	var out []safe.Line
	for _, t := range f.p.SendThese.Fill(safe.Join(safe.Const("; "), parts...)).Wrap(w - 2) {
		out = append(out, safe.Row(safe.Const(" "), t))
	}
	return out
}

// Relabel names the fields.
func (f *sending) Relabel() {
	f.p = f.Words.Registry()
	f.courier.Label, f.run.Label, f.seal.Label = f.p.Courier, f.p.Run, f.p.Seal
	f.courier.Needed, _ = f.Words.Problem(courier.ProblemCourier)
	f.seal.Needed, _ = f.Words.Problem(courier.ProblemSeal)
	f.seal.Hint = f.p.SealHint
	f.form.Recheck()
}

// usualMsg is who carried the last batch: nothing is typed twice.
type usualMsg struct{ courier string }

// Init fills in the courier of the last batch and the next run of today.
func (f *sending) Init() tea.Cmd {
	now := f.Now()
	for _, run := range f.Office.Office.Courier {
		if int(run) >= now.Hour()*60+now.Minute() && f.run.Value() == "" {
			f.run.SetValue(run.String())
		}
	}
	office := f.Office
	return f.Ask(f, "usual", func(ctx context.Context) any {
		m := usualMsg{}
		err := office.View(ctx, func(tx *store.Tx) error {
			n := 0
			for r, err := range courier.Registries.Scan(tx, nil, nil, true) {
				if err != nil || r.Courier != "" {
					if err == nil {
						m.courier = r.Courier
					}
					return err
				}
				if n++; n > 50 {
					break
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return m
	})
}

// sentMsg: the batch is with the courier.
type sentMsg struct{ regs []*courier.Registry }

func (f *sending) send() tea.Cmd {
	if !f.form.Check() {
		return nil
	}
	by, office, rows := f.By(), f.Office, f.rows
	who, run, seal := f.courier.Value(), f.run.Value(), f.seal.Value()
	return f.Do(f, "send", func(ctx context.Context) any {
		nos := make([]uint64, len(rows))
		for i, r := range rows {
			if why, ok := unchanged(ctx, office, r); !ok {
				return why
			}
			nos[i] = r.Number
		}
		regs, err := office.Dispatch(ctx, by, nos, who, run, seal)
		if err != nil {
			return err
		}
		return sentMsg{regs}
	})
}

// Update takes the answers and gives the rest to the form.
func (f *sending) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case usualMsg:
		if f.courier.Value() == "" {
			f.courier.SetValue(m.courier)
		}
		return nil
	case sentMsg:
		f.touched = false
		f.Say(theme.Done, f.p.Sent.Of(len(m.regs), safe.Num(int(m.regs[0].Batch))))
		return f.Pop()
	case regMovedMsg:
		f.Say(theme.Trouble, m.say(f.Words))
		return f.Pop()
	case Failed:
		if p, ok := intake.AsProblem(m.Err); ok {
			if t, ok := f.Words.Explain(m.Err); ok {
				f.form.Refuse(p.Field, t)
			}
		}
		return nil
	}
	cmd, _ := f.form.Update(msg)
	return cmd
}

// Keys are F9 and the form's own.
func (f *sending) Keys() []keys.Binding {
	return append([]keys.Binding{{ID: "send", Keys: []string{"f9"}, Label: f.p.SendKey, Do: f.send}},
		f.form.Keys(f.Words.Common())...)
}

func (f *sending) Title() safe.Text {
	var nos []string
	for _, r := range f.rows {
		nos = append(nos, safe.Num(int(r.Number)).String())
	}
	return safe.Const("4 ").Plus(f.p.SendTitle, safe.Const(" · № "), safe.Clean(strings.Join(nos, ", ")))
}

// Station is the fourth.
func (f *sending) Station() int { return 4 }

// Typing: characters belong to the field in focus.
func (f *sending) Typing() bool { return f.form.Typing() }

// EnterActs: behind the seal, the last field, Enter sends the batch.
func (f *sending) EnterActs() bool { return f.form.Focused() == widget.Item(f.seal) }

// Dirty: something was typed and not sent.
func (f *sending) Dirty() bool { return f.touched }

// Help is the help of the list.
func (f *sending) Help() []safe.Text { return []safe.Text{f.p.HelpList} }

// Resize takes the size.
func (f *sending) Resize(w, h int) { f.w, f.h = w, h }

// View is the form.
func (f *sending) View() Frame { return Frame{Body: f.form.Draw(min(f.w, 90), max(f.h-1, 1), f.Theme)} }
