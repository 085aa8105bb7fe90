package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// deskDoneMsg ends an act: what is said of it.
type deskDoneMsg struct{ say safe.Text }

// acts runs one act on a case as it stood when the key was pressed: the list
// may have moved since.
func (p *deskWork) acts(row intake.ListRow, topic string, said safe.Text, fn func(context.Context, intake.By) error) tea.Cmd {
	by := p.By()
	by.Seen = row.Version
	return p.Do(p, topic, func(ctx context.Context) any {
		if err := fn(ctx, by); err != nil {
			return err
		}
		return deskDoneMsg{said.Fill(safe.Clean(string(row.Number)))}
	})
}

// about is the case a form is for, in one row.
func about(row intake.ListRow) safe.Text {
	return safe.Join(safe.Const(" · "), safe.Clean(string(row.Number)), safe.Clean(row.Name))
}

// asks wants one line for an act: a number of the chancellery's books, or a
// reason. What was typed for an act that was refused stands there again.
func (p *deskWork) asks(row intake.ListRow, topic string, title, label, said safe.Text, most int, also []safe.Text, do func(context.Context, intake.By, string) error) tea.Cmd {
	key := topic + row.ID.String()
	f := widget.NewField(topic, most)
	f.Label, f.Needed = label, p.Words.Common().Required
	f.SetValue(p.typed[key])
	lines := append([]safe.Text{about(row)}, also...)
	return p.Open(NewFormBox(p.Env, title, lines, widget.NewForm(widget.Line(f)), func() tea.Cmd {
		value := f.Value()
		p.typed[key] = value
		return p.acts(row, topic, said, func(ctx context.Context, by intake.By) error { return do(ctx, by, value) })
	}))
}

// The longest a number of the books and a reason may be, in characters.
const (
	bookNumber = 40
	deskReason = 400
)

func (p *deskWork) takeIn() tea.Cmd {
	w, office, row := p.Words.Desk(), p.Office, p.picked()
	return p.asks(row, "take-in", w.TakeIn, w.Incoming, w.TookIn, bookNumber, nil, func(ctx context.Context, by intake.By, number string) error {
		_, err := office.TakeIn(ctx, by, row.ID, number)
		return err
	})
}

func (p *deskWork) decline() tea.Cmd {
	w, office, row := p.Words.Desk(), p.Office, p.picked()
	return p.asks(row, "decline", w.Decline, w.Reasons, w.Declined, deskReason, []safe.Text{w.DeclineAsk}, func(ctx context.Context, by intake.By, reason string) error {
		_, err := office.Decline(ctx, by, row.ID, reason)
		return err
	})
}

func (p *deskWork) redo() tea.Cmd {
	w, office, row := p.Words.Desk(), p.Office, p.picked()
	return p.asks(row, "redo", w.Redo, w.Reasons, w.Redone, deskReason, []safe.Text{w.RedoAsk}, func(ctx context.Context, by intake.By, reason string) error {
		_, err := office.Redo(ctx, by, row.ID, reason)
		return err
	})
}

func (p *deskWork) letOut() tea.Cmd {
	w, office, row := p.Words.Desk(), p.Office, p.picked()
	return p.asks(row, "let-out", w.LetOut, w.Outgoing, w.Out, bookNumber, nil, func(ctx context.Context, by intake.By, number string) error {
		_, err := office.LetOut(ctx, by, row.ID, number)
		return err
	})
}

// executorsMsg brings whom the head may name for a case.
type executorsMsg struct {
	row intake.ListRow
	all []intake.Actor
}

func (p *deskWork) assign() tea.Cmd {
	office, provider, row := p.Office, p.Actor.Provider, p.picked()
	return p.Ask(p, "executors", func(ctx context.Context) any {
		all, err := office.Executors(ctx, provider)
		if err != nil {
			return err
		}
		return executorsMsg{row, all}
	})
}

func (p *deskWork) chooseExecutor(m executorsMsg) tea.Cmd {
	w, office, row := p.Words.Desk(), p.Office, m.row
	if len(m.all) == 0 {
		return p.Say(theme.Trouble, w.NoExecutors)
	}
	r := widget.NewRadio("executor")
	for _, a := range m.all {
		r.Options = append(r.Options, widget.Option{ID: a.Code, Label: safe.Clean(a.Name)})
	}
	r.Label = w.Executor
	r.Choose(m.all[0].Code)
	return p.Open(NewFormBox(p.Env, w.Assign, []safe.Text{about(row)}, widget.NewForm(widget.Line(r)), func() tea.Cmd {
		chosen := r.Chosen()
		return p.acts(row, "assign", w.Assigned, func(ctx context.Context, by intake.By) error {
			_, err := office.Assign(ctx, by, row.ID, chosen)
			return err
		})
	}))
}

// deskCaseMsg brings the case a form is about.
type deskCaseMsg struct {
	c    *intake.Case
	then func(*intake.Case) tea.Cmd
}

func (p *deskWork) withCase(then func(*intake.Case) tea.Cmd) tea.Cmd {
	office, id := p.Office, p.picked().ID
	return p.Ask(p, "case", func(ctx context.Context) any {
		c, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return deskCaseMsg{c, then}
	})
}

// handOut checks who stands there, as the centre's issue does.
func (p *deskWork) handOut() tea.Cmd {
	return p.withCase(func(c *intake.Case) tea.Cmd { return p.Push(newIssuing(p.Session, c)) })
}

// lodge begins an application brought straight to the chancellery.
func (p *deskWork) lodge() tea.Cmd { return p.Push(newLodging(p.Session)) }
