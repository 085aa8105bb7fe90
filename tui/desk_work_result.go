package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// prepare asks for the result or the reasons, and for the file of an
// electronic result.
func (p *deskWork) prepare() tea.Cmd {
	row := p.picked()
	return p.withCase(func(c *intake.Case) tea.Cmd { return p.preparing(row, c) })
}

func (p *deskWork) preparing(row intake.ListRow, c *intake.Case) tea.Cmd {
	w, office := p.Words.Desk(), p.Office
	key := "prepare" + row.ID.String()
	outcome := widget.NewRadio("outcome", widget.Option{ID: "result", Label: w.Result}, widget.Option{ID: "refusal", Label: w.Refusal})
	outcome.Label = w.Outcome
	outcome.Choose("result")
	if p.typed[key+".outcome"] != "" {
		outcome.Choose(p.typed[key+".outcome"])
	}
	reasons, file := widget.NewField("reasons", deskReason), widget.NewField("file", deskReason)
	needed := p.Words.Common().Required
	reasons.Label, file.Label, file.Hint = w.Reasons, w.File, w.FileHint
	reasons.Needed, file.Needed = needed, needed
	reasons.SetValue(p.typed[key+".reasons"])
	file.SetValue(p.typed[key+".file"])
	if p.From != "" {
		file.Hint = w.FileFar
	}
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
	lines := []safe.Text{about(row)}
	if last := c.Last(); last.Act == intake.ActRedo {
		lines = append(lines, w.Asked.Fill(safe.Clean(last.Note)))
	}
	read := p.resultFile()
	return p.Open(NewFormBox(p.Env, w.Prepare, lines, form, func() tea.Cmd {
		proposed, why, path := intake.Result, "", ""
		if outcome.Chosen() == "refusal" {
			proposed, why = intake.ReasonedRefusal, reasons.Value()
		}
		if electronic {
			path = file.Value()
		}
		p.typed[key+".outcome"], p.typed[key+".reasons"], p.typed[key+".file"] = outcome.Chosen(), reasons.Value(), file.Value()
		return p.acts(row, "prepare", w.Prepared, func(ctx context.Context, by intake.By) (err error) {
			var data []byte
			if path != "" {
				if data, err = read(path); err != nil {
					return err
				}
			}
			_, err = office.Prepare(ctx, by, row.ID, proposed, why, data)
			return err
		})
	}))
}

// askDecide shows what is proposed before it is signed.
func (p *deskWork) askDecide() tea.Cmd {
	row := p.picked()
	return p.withCase(func(c *intake.Case) tea.Cmd {
		w, co := p.Words.Desk(), p.Words.Common()
		text := []safe.Text{w.DecideAsk.Fill(safe.Clean(string(c.Number)), p.Words.Outcome(c.Prepared)), safe.Clean(row.Name)}
		if c.Prepared == intake.ReasonedRefusal {
			text = append(text, w.Reasons.Plus(safe.Const(": "), safe.Clean(c.Reasons)))
		}
		if f, ok := c.File(intake.FileResult); ok {
			text = append(text, w.File.Plus(safe.Const(": "), fileFacts(p.Words, f.Type, f.Size, f.Pages)))
		}
		return p.Open(NewDialog(p.Env, w.Decide, 1, text, func(v any) tea.Cmd {
			if v == true {
				return p.decide(row, c)
			}
			return nil
		}, widget.Choice{Key: "f9", Label: co.Yes, Value: true}, widget.Choice{Label: co.No, Value: false}))
	})
}

// decide is the head's decision on the case as it was shown; an electronic
// result is signed on the head's own machine.
func (p *deskWork) decide(row intake.ListRow, c *intake.Case) tea.Cmd {
	w, office, session, by := p.Words.Desk(), p.Office, *p.Session, p.By()
	by.Seen = c.Version()
	signs := office.ElectronicResult(c) && (office.Verifier != nil || c.Road == intake.RoadPortal || session.signer != nil)
	usual := p.Deadline
	p.Deadline = signWait
	defer func() { p.Deadline = usual }()
	if signs {
		p.Say(theme.None, p.Words.ERoad().Signing)
	}
	return p.Do(p, "decide", func(ctx context.Context) any {
		c, err := office.CaseAsSeen(ctx, c.ID, by.Seen)
		if err != nil {
			return err
		}
		var cms []byte
		if f, ok := c.File(intake.FileResult); ok && signs {
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
		return deskDoneMsg{w.Decided.Fill(safe.Clean(string(row.Number)))}
	})
}

// openResult shows the file the executor prepared.
func (p *deskWork) openResult() tea.Cmd {
	return p.withCase(func(c *intake.Case) tea.Cmd {
		f, ok := c.File(intake.FileResult)
		if !ok {
			return p.Say(theme.Trouble, p.Words.Desk().NoResult)
		}
		return p.openFile(p, c.ID, f.Hash)
	})
}
