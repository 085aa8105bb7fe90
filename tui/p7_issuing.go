package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// issuing is what is checked before a result is given: receipt, identity, and
// a representative's authority.
type issuing struct {
	*Session
	c         *intake.Case
	form      *widget.Form
	receipt   *widget.Checkbox
	noReceipt *widget.Field
	identity  *widget.Radio
	agent     *widget.Checkbox
	authority *widget.Field
	w, h      int
}

type issuedMsg struct{ c *intake.Case }

func newIssuing(s *Session, c *intake.Case) Screen {
	p := &issuing{Session: s, c: c,
		receipt: widget.NewCheckbox("receipt"), noReceipt: widget.NewField("noreceipt", 100),
		identity: widget.NewRadio("identity"), agent: widget.NewCheckbox("agent"), authority: widget.NewField("authority", 100),
	}
	p.receipt.On, p.agent.On = true, c.Agent != nil
	p.identity.Choose(intake.IdentityCard)
	p.receipt.OnChange, p.agent.OnChange = p.fit, p.fit
	if c.Agent != nil {
		p.authority.SetValue(s.Words.Authority(c.Agent.Kind).String())
	}
	p.fit()
	p.form = widget.NewForm(widget.Line(p.receipt), widget.Line(p.noReceipt), widget.Line(p.identity), widget.Line(p.agent), widget.Line(p.authority))
	return p
}

// fit closes the fields that have nothing to ask.
func (p *issuing) fit() tea.Cmd {
	p.noReceipt.Off, p.authority.Off = p.receipt.On, !p.agent.On
	return nil
}

func (p *issuing) Relabel() {
	w := p.Words.P7()
	p.receipt.Label, p.noReceipt.Label = w.Receipt, w.NoReceipt
	p.identity.Label, p.agent.Label, p.authority.Label = w.Identity, w.Agent, w.Authority
	p.identity.Options = nil
	for _, id := range intake.Identities() {
		p.identity.Options = append(p.identity.Options, widget.Option{ID: id, Label: p.Words.Identity(id)})
	}
	p.form.Recheck()
}

func (p *issuing) Init() tea.Cmd { return nil }

func (p *issuing) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case issuedMsg:
		p.Say(theme.Done, p.Words.P7().Issued.Fill(safe.Clean(string(m.c.Number))))
		return p.Pop()
	case Failed:
		if pr, ok := intake.AsProblem(m.Err); ok {
			t, _ := p.Words.Explain(m.Err)
			p.form.Refuse(map[string]string{"receipt": "noreceipt", "identity": "identity", "authority": "authority"}[pr.Field], t)
		}
		return nil
	}
	cmd, _ := p.form.Update(msg)
	return cmd
}

func (p *issuing) give() tea.Cmd {
	h := intake.Handing{Receipt: p.receipt.On, NoReceipt: p.noReceipt.Value(), Identity: p.identity.Chosen(), Agent: p.agent.On, Authority: p.authority.Value()}
	if h.Receipt {
		h.NoReceipt = ""
	}
	by, office, id, seen := p.By(), p.Office, p.c.ID, p.c.Version()
	return p.Do(p, "issue", func(ctx context.Context) any {
		now, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		if now.Version() != seen {
			return intake.Refuse(intake.ProblemChanged, "", string(now.Number))
		}
		c, err := office.Issue(ctx, by, id, h)
		if err != nil {
			return err
		}
		return issuedMsg{c}
	})
}

func (p *issuing) Keys() []keys.Binding {
	c := p.Words.Common()
	return []keys.Binding{
		{ID: "give", Keys: []string{"f9"}, Label: p.Words.P7().Give, Do: p.give},
		{ID: "next", Keys: []string{"tab"}, Label: c.Next},
		{ID: "tick", Keys: []string{"space"}, Label: c.Tick},
	}
}

func (p *issuing) Typing() bool     { return p.form.Typing() }
func (p *issuing) Resize(w, h int)  { p.w, p.h = w, h }
func (p *issuing) Title() safe.Text { return p.Words.P7().Issuing }
func (p *issuing) Station() int     { return 7 }

func (p *issuing) View() Frame {
	w := p.Words.P7()
	rows := []safe.Line{safe.Row(safe.Const(" "), safe.Clean(string(p.c.Number)).As(p.Theme.Accent))}
	rows = append(rows, cardFacts(p.Session, p.c, p.w-2)...)
	what := p.Words.Outcome(p.c.Outcome)
	if svc, _, ok := p.Office.Service(p.c); ok && p.c.Outcome != intake.ReasonedRefusal {
		what = p.Of(svc.Result.Name)
	}
	rows = append(rows, p.fact(w.Result, what, p.w-2)...)
	rows = append(rows, safe.Line{})
	form := p.form.Draw(p.w-2, max(p.h-len(rows)-2, 3), p.Theme)
	return Frame{Body: append(rows, form...), Foot: []safe.Line{safe.Row(safe.Const(" "), w.Checked.CutWords(p.w-2).As(p.Theme.Muted))}}
}

func (p *issuing) Help() []safe.Text {
	w := p.Words.P7()
	return []safe.Text{w.Help1, w.Help2}
}
