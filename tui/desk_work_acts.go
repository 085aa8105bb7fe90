package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// acts runs one act on the case in focus as it stood there, and says it.
func (p *deskWork) acts(topic string, said safe.Text, fn func(context.Context, intake.By, intake.ListRow) error) tea.Cmd {
	row, by := p.picked(), p.By()
	by.Seen = row.Version
	return p.Do(p, topic, func(ctx context.Context) any {
		if err := fn(ctx, by, row); err != nil {
			return err
		}
		return saidMsg{said.Fill(safe.Clean(string(row.Number)))}
	})
}

// numbered asks for a number of the chancellery's books.
func (p *deskWork) numbered(title, label safe.Text, then func(string) tea.Cmd) tea.Cmd {
	f := widget.NewField("number", 40)
	f.Label, f.Needed = label, p.Words.Common().Required
	lines := []safe.Text{safe.Clean(string(p.picked().Number)).Plus(safe.Const(" · "), safe.Clean(p.picked().Name))}
	return p.Open(NewFormBox(p.Env, title, lines, widget.NewForm(widget.Line(f)), func() tea.Cmd { return then(f.Value()) }))
}

func (p *deskWork) takeIn() tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	return p.numbered(w.TakeIn, w.Incoming, func(number string) tea.Cmd {
		return p.acts("take-in", w.TookIn, func(ctx context.Context, by intake.By, r intake.ListRow) error {
			_, err := office.TakeIn(ctx, by, r.ID, number)
			return err
		})
	})
}

func (p *deskWork) decline() tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	return p.Open(AskReason(p.Env, w.Decline, w.Reasons, []safe.Text{w.DeclineAsk}, func(reason string) tea.Cmd {
		return p.acts("decline", w.Declined, func(ctx context.Context, by intake.By, r intake.ListRow) error {
			_, err := office.Decline(ctx, by, r.ID, reason)
			return err
		})
	}))
}

type executorsMsg struct{ all []intake.Actor }

func (p *deskWork) assign() tea.Cmd {
	office, provider := p.Office, p.Actor.Provider
	return p.Ask(p, "executors", func(ctx context.Context) any {
		all, err := office.Executors(ctx, provider)
		if err != nil {
			return err
		}
		return executorsMsg{all}
	})
}

func (p *deskWork) chooseExecutor(m executorsMsg) tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	if len(m.all) == 0 {
		return p.Fail(intake.Refuse(intake.ProblemExecutor, "executor"))
	}
	r := widget.NewRadio("executor")
	for _, a := range m.all {
		r.Options = append(r.Options, widget.Option{ID: a.Code, Label: safe.Clean(a.Name)})
	}
	r.Label = w.Executor
	r.Choose(m.all[0].Code)
	lines := []safe.Text{safe.Clean(string(p.picked().Number)).Plus(safe.Const(" · "), safe.Clean(p.picked().Name))}
	return p.Open(NewFormBox(p.Env, w.Assign, lines, widget.NewForm(widget.Line(r)), func() tea.Cmd {
		chosen := r.Chosen()
		return p.acts("assign", w.Assigned, func(ctx context.Context, by intake.By, row intake.ListRow) error {
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

// prepare asks for the result or the reasons, and for the file of an
// electronic result.
func (p *deskWork) prepare() tea.Cmd { return p.withCase(p.preparing) }

func (p *deskWork) preparing(c *intake.Case) tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	outcome := widget.NewRadio("outcome", widget.Option{ID: "result", Label: w.Result}, widget.Option{ID: "refusal", Label: w.Refusal})
	outcome.Label = w.Outcome
	outcome.Choose("result")
	reasons, file := widget.NewField("reasons", 400), widget.NewField("file", 400)
	reasons.Label, file.Label, file.Hint = w.Reasons, w.File, w.FileHint
	form := widget.NewForm()
	electronic := office.ElectronicResult(c)
	lay := func() tea.Cmd {
		rows := [][]widget.Item{widget.Line(outcome)}
		if outcome.Chosen() == "refusal" {
			rows = append(rows, widget.Line(reasons))
		}
		if electronic {
			rows = append(rows, widget.Line(file))
		}
		form.SetRows(rows...)
		return nil
	}
	outcome.OnChange = lay
	lay()
	lines := []safe.Text{safe.Clean(string(c.Number)).Plus(safe.Const(" · "), safe.Clean(c.Recipient.ShortName()))}
	if c.Reasons != "" {
		lines = append(lines, safe.Clean(c.Reasons))
	}
	return p.Open(NewFormBox(p.Env, w.Prepare, lines, form, func() tea.Cmd {
		proposed, why, path := intake.Result, "", file.Value()
		if outcome.Chosen() == "refusal" {
			proposed, why = intake.ReasonedRefusal, reasons.Value()
		}
		return p.acts("prepare", w.Prepared, func(ctx context.Context, by intake.By, r intake.ListRow) error {
			var data []byte
			if electronic && path != "" {
				var err error
				if data, err = readFile(path); err != nil {
					return err
				}
			}
			_, err := office.Prepare(ctx, by, r.ID, proposed, why, data)
			return err
		})
	}))
}

func (p *deskWork) redo() tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	return p.Open(AskReason(p.Env, w.Redo, w.Reasons, []safe.Text{w.RedoAsk}, func(reason string) tea.Cmd {
		return p.acts("redo", w.Redone, func(ctx context.Context, by intake.By, r intake.ListRow) error {
			_, err := office.Redo(ctx, by, r.ID, reason)
			return err
		})
	}))
}

// askDecide shows what is proposed before it is signed.
func (p *deskWork) askDecide() tea.Cmd {
	return p.withCase(func(c *intake.Case) tea.Cmd {
		w, co := p.Words.Desk(), p.Words.Common()
		text := []safe.Text{w.DecideAsk.Fill(safe.Clean(string(c.Number)), p.Words.Outcome(c.Prepared))}
		if c.Reasons != "" {
			text = append(text, safe.Clean(c.Reasons))
		}
		return p.Confirm(p, "decide", w.Decide, text, 1,
			widget.Choice{Label: co.No, Value: false}, widget.Choice{Label: co.Yes, Value: true})
	})
}

// decide is the head's decision; an electronic result is signed on the head's
// own machine.
func (p *deskWork) decide() tea.Cmd {
	w, office, session, row, by := p.Words.Desk(), p.Office, *p.Session, p.picked(), p.By()
	by.Seen = row.Version
	usual := p.Deadline
	p.Deadline = signWait
	defer func() { p.Deadline = usual }()
	return p.Do(p, "decide", func(ctx context.Context) any {
		c, err := office.CaseAsSeen(ctx, row.ID, row.Version)
		if err != nil {
			return err
		}
		var cms []byte
		if f, ok := c.File(intake.FileResult); ok && office.ElectronicResult(c) {
			data, _, err := office.ReadFile(ctx, by.Part([]byte("read")), c.ID, f.Hash)
			if err != nil {
				return err
			}
			if cms, err = session.signature(ctx, c, data); err != nil {
				return err
			}
		}
		if _, err := office.Decide(ctx, by, c.ID, cms); err != nil {
			return err
		}
		return saidMsg{w.Decided.Fill(safe.Clean(string(c.Number)))}
	})
}

func (p *deskWork) letOut() tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	return p.numbered(w.LetOut, w.Outgoing, func(number string) tea.Cmd {
		return p.acts("let-out", w.Out, func(ctx context.Context, by intake.By, r intake.ListRow) error {
			_, err := office.LetOut(ctx, by, r.ID, number)
			return err
		})
	})
}

// handOut checks who stands there, as the centre's issue does.
func (p *deskWork) handOut() tea.Cmd {
	return p.withCase(func(c *intake.Case) tea.Cmd { return p.Push(newIssuing(p.Session, c)) })
}

// lodge begins an application brought straight to the chancellery.
func (p *deskWork) lodge() tea.Cmd { return p.Push(newCheck(p.Session)) }
