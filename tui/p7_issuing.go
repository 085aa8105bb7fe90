package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier/papers"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// issuing is what is checked before a result is given: receipt, identity, and
// a representative's authority.
type issuing struct {
	*Session
	company
	c         *intake.Case
	looked    bool // it may be shown: the look is kept
	form      *widget.Form
	receipt   *widget.Checkbox
	noReceipt *widget.Field
	identity  *widget.Radio
	agent     *widget.Checkbox
	authority *widget.Field
	refused   error // by a rule, said at its field
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
	p.form = widget.NewForm()
	p.fit()
	return p
}

// fit asks only what there is to ask.
func (p *issuing) fit() tea.Cmd {
	rows := [][]widget.Item{widget.Line(p.receipt)}
	if !p.receipt.On {
		rows = append(rows, widget.Line(p.noReceipt))
	}
	rows = append(rows, widget.Line(p.identity), widget.Line(p.agent))
	if p.agent.On {
		rows = append(rows, widget.Line(p.authority))
	}
	p.form.SetRows(rows...)
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
	said := !p.noReceipt.Fault().Empty() || !p.identity.Fault().Empty() || !p.authority.Fault().Empty()
	p.form.Recheck()
	if said {
		p.refuse()
	}
}

// refuse says at the field what a rule refused.
func (p *issuing) refuse() {
	pr, ok := intake.AsProblem(p.refused)
	if !ok {
		return
	}
	t, _ := p.Words.Explain(p.refused)
	p.form.Refuse(map[string]string{"receipt": "noreceipt", "identity": "identity", "authority": "authority"}[pr.Field], t)
}

func (p *issuing) Init() tea.Cmd { return p.look(p, p.c.ID) }

func (p *issuing) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case lookedMsg:
		p.looked = true
		return tea.Batch(p.enter(p.Session, m.c.ID), p.sayUnseen(m), p.reread(m.c))
	case issuedMsg:
		if m.c.Stage == intake.Refused { // the refusal receipt is what is handed out
			p.Say(theme.Done, p.Words.P7().TurnedBack.Fill(safe.Clean(string(m.c.Number))))
			k := newCard(p.Session, m.c.ID)
			return tea.Batch(p.Replace(k), p.showPaper(k, papers.Want{Kind: papers.Refusal, Case: m.c.ID}, nil))
		}
		p.Say(theme.Done, p.Words.P7().Issued.Fill(safe.Clean(string(m.c.Number))))
		return p.Pop()
	case scanFoundMsg:
		return p.scanned(m)
	case Changed, Shown:
		return p.read()
	case issuePickedMsg:
		return p.reread(m.c)
	case Failed:
		p.refused = m.Err
		p.refuse()
		if pr, ok := intake.AsProblem(m.Err); ok && pr.Code == intake.ProblemChanged {
			return p.read()
		}
		return nil
	}
	cmd, _ := p.form.Update(msg)
	return cmd
}

// Scan compares the receipt with the case that is open; another case waits
// until this one is done.
func (p *issuing) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

func (p *issuing) scanned(m scanFoundMsg) tea.Cmd {
	w := p.Words.P7()
	switch {
	case len(m.found) == 1 && m.found[0].ID == p.c.ID:
		p.receipt.On = true
		p.fit()
		return p.Answer(theme.Done, tailed(p.c, w.ReceiptFits))
	case len(m.found) > 0:
		return p.Answer(theme.Trouble, w.FirstThis.Fill(tailOfNumber(p.c.Number)))
	}
	return p.answerNone(m)
}

// read looks the case up again: another session may have moved it.
func (p *issuing) read() tea.Cmd {
	office, id := p.Office, p.c.ID
	return p.Ask(p, "case", func(ctx context.Context) any {
		c, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return issuePickedMsg{c}
	})
}

// reread leaves what can no longer be issued, and says why.
func (p *issuing) reread(c *intake.Case) tea.Cmd {
	if c.Stage == p.c.Stage || c.Version() == p.c.Version() || p.held > 0 { // held: one's own act moves it
		return nil
	}
	at, _ := p.stands(c)
	p.Say(theme.Trouble, p.Words.P7().MovedOn.Fill(safe.Clean(string(c.Number)), at))
	return p.Pop()
}

// giving is the act of handing this case out.
func (p *issuing) giving() intake.Act {
	switch {
	case p.c.Road == intake.RoadChancellery:
		return intake.ActHandOut
	case p.c.Outcome == intake.Unaccepted:
		return intake.ActTurnBack
	}
	return intake.ActIssue
}

func (p *issuing) give() tea.Cmd {
	h := intake.Handing{Receipt: p.receipt.On, NoReceipt: p.noReceipt.Value(), Identity: p.identity.Chosen(), Agent: p.agent.On, Authority: p.authority.Value()}
	if h.Receipt {
		h.NoReceipt = ""
	}
	by, office, id := p.By(), p.Office, p.c.ID
	by.Seen = p.c.Version()
	give := office.Issue
	switch p.giving() {
	case intake.ActHandOut:
		give = office.HandOut
	case intake.ActTurnBack:
		give = office.TurnBack
	}
	return p.Do(p, "issue", func(ctx context.Context) any {
		c, err := give(ctx, by, id, h)
		if err != nil {
			return err
		}
		return issuedMsg{c}
	})
}

func (p *issuing) Keys() []keys.Binding {
	c, label := p.Words.Common(), p.Words.P7().Give
	if p.c.Outcome == intake.Unaccepted {
		label = p.Words.P7().TurnBack
	}
	return []keys.Binding{
		{ID: "give", Keys: []string{"f9"}, Label: label, Do: p.give, Why: func() safe.Text {
			if !p.looked {
				return c.Loading
			}
			return safe.Text{}
		}},
		{ID: "next", Keys: []string{"tab"}, Label: c.Next},
		{ID: "tick", Keys: []string{"space"}, Label: c.Tick},
	}
}

func (p *issuing) Typing() bool    { return p.form.Typing() }
func (p *issuing) Resize(w, h int) { p.w, p.h = w, h }
func (p *issuing) Station() int    { return 7 }

// Title is what is done: a chancellery is no station of the centre.
func (p *issuing) Title() safe.Text {
	if p.c.Road == intake.RoadChancellery {
		return p.Words.Desk().HandingOut
	}
	return p.Words.P7().Issuing
}

// View is the form under the few facts it is checked against; a large screen
// has the whole card.
func (p *issuing) View() Frame {
	w := p.Words.P7()
	if !p.looked {
		return Frame{Body: []safe.Line{safe.Row(safe.Const(" "), p.Words.Common().Loading.As(p.Theme.Muted))}}
	}
	var rows []safe.Line
	if row, ok := p.line(p.w); ok {
		rows = append(rows, row)
	}
	if p.h >= 24 {
		rows = append(rows, cardFacts(p.Session, p.c, p.w-2)...)
	} else {
		rows = append(rows, p.facts()...)
	}
	rows = append(rows, p.result()...)
	rows = append(rows, safe.Line{})
	form := p.form.Draw(p.w-2, max(p.h-len(rows)-2, 3), p.Theme)
	return Frame{Aside: safe.Clean(string(p.c.Number)).As(p.Theme.Accent), Body: append(rows, form...),
		Foot: []safe.Line{safe.Row(safe.Const(" "), w.Checked.CutWords(p.w-2).As(p.Theme.Muted))}}
}

// facts is who stands at the window.
func (p *issuing) facts() []safe.Line {
	t, c := p.Words.Card(), p.c
	out := p.fact(t.Recipient, safe.Clean(c.Recipient.FullName()), p.w-2)
	out = append(out, p.fact(t.IIN, safe.Clean(c.Recipient.IIN), p.w-2)...)
	if c.Agent != nil {
		out = append(out, p.fact(t.Agent, safe.Clean(c.Agent.Person.FullName()).Plus(safe.Const(", "), p.Words.Authority(c.Agent.Kind)), p.w-2)...)
	}
	return append(out, p.fact(t.Service, p.ServiceShort(c.Edition, c.Service), p.w-2)...)
}

// result is what is given: a reasoned refusal is seen at once.
func (p *issuing) result() []safe.Line {
	w := p.Words.P7()
	if p.c.Outcome == intake.Unaccepted {
		out := p.fact(w.Result, theme.Trouble.Text().Plus(safe.Const(" "), w.TurnBack), p.w-2)
		return append(out, p.fact(p.Words.ERoad().Why, safe.Clean(p.c.Reasons), p.w-2)...)
	}
	if p.c.Outcome == intake.ReasonedRefusal {
		return p.fact(w.Result, theme.Trouble.Text().Plus(safe.Const(" "), p.Words.Outcome(p.c.Outcome)), p.w-2)
	}
	what := p.Words.Outcome(p.c.Outcome)
	if svc, _, ok := p.Office.Service(p.c); ok {
		what = p.Of(svc.Result.Name)
	}
	return p.fact(w.Result, what, p.w-2)
}

func (p *issuing) Help() []safe.Text {
	w := p.Words.P7()
	return []safe.Text{w.Help1, w.Help2}
}
