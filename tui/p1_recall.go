package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/iin"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// recalled is what the office knows of a number.
type recalled struct {
	number string
	agent  bool
	quiet  bool // the draft goes on: nothing is filled in, the focus stays
	known  intake.Known
	unseen bool // no trace could be kept that the person was shown
}

// numbered looks a whole number up, and takes back what another one filled in.
func (f *application) numbered(agent bool) tea.Cmd {
	p := f.person
	if agent {
		p = f.proxy
	}
	p.override, f.second = "", intake.Actor{}
	if !agent {
		f.whose.Leave()
	}
	f.forget(p)
	if !agent && f.known.Person != nil {
		f.known = intake.Known{}
		p.fill(nil)
		f.judge()
	}
	if len(p.iin.Value()) != 12 {
		return nil
	}
	f.tell(p.iin.ID())
	return f.recall(agent, false)
}

func (f *application) recall(agent, quiet bool) tea.Cmd {
	number, topic := f.person.iin.Value(), "recall"
	if agent {
		number, topic = f.proxy.iin.Value(), "recall.agent"
	}
	if len(number) != 12 || f.lodges() { // whom the centre knows is not the chancellery's to see
		return nil
	}
	by, office := f.By(), f.Office
	return f.Ask(f, topic, func(ctx context.Context) any {
		if quiet {
			k, err := office.Desk.Recall(ctx, number)
			if err != nil {
				return err
			}
			return recalled{number, agent, quiet, k, false}
		}
		k, err := office.RecallSeen(ctx, by, number)
		unseen := errors.Is(err, intake.ErrUnseen)
		if err != nil && !unseen {
			return err
		}
		return recalled{number, agent, quiet, k, unseen}
	})
}

// remembered fills in what is known and goes on to what is not.
func (f *application) remembered(m recalled) tea.Cmd {
	p := f.person
	if m.agent {
		p = f.proxy
	}
	if p.iin.Value() != m.number {
		return nil
	}
	if m.unseen {
		f.Log.Warn("a look could not be kept", "worker", f.Actor.Code)
		f.Say(theme.Trouble, f.Words.Traces().Unseen)
	}
	if k := m.known.Person; k != nil && !m.agent {
		f.whose.enter(f.Session, k.ID)
	}
	here := f.form.Focused() == widget.Item(p.iin)
	if m.agent {
		if m.known.Person != nil {
			p.fill(m.known.Person)
		}
		return tea.Batch(f.goOn(here, p, m.known), f.auto())
	}
	f.known = m.known
	if m.quiet {
		f.judge()
		return nil
	}
	if k := m.known.Person; k != nil {
		p.fill(k)
		if p.override == "" {
			p.override = k.Override
		}
		f.restore()
	}
	return tea.Batch(f.goOn(here, p, m.known), f.auto())
}

// goOn moves on from the number: to the names of a newcomer, to what is still
// wanted of somebody known.
func (f *application) goOn(here bool, p *personFields, k intake.Known) tea.Cmd {
	save := f.changed()
	if !here || !iin.Parse(p.iin.Value(), f.Now()).Valid && p.override == "" {
		return save
	}
	if k.Person == nil || p == f.proxy {
		for _, x := range p.names() {
			if x.Value() == "" {
				return tea.Batch(save, f.form.SetFocus(x.ID()))
			}
		}
	}
	if id := f.wanted(); id != "" {
		return tea.Batch(save, f.form.SetFocus(id))
	}
	return save
}

// restore brings back what the last refusal, or else an open case of the same
// service, said of this person.
func (f *application) restore() {
	c := f.known.Refused
	if c == nil || c.Service != f.svc.Code {
		for _, o := range f.known.Open {
			if o.Service == f.svc.Code && (f.provider.chosen == "" || f.provider.before) {
				f.provider.choose(o.Provider)
				f.provider.before = true
				return
			}
		}
		return
	}
	if c.Provider != "" {
		f.provider.choose(c.Provider)
		f.provider.before = true
	}
	f.ground.Choose(c.Ground)
	for _, box := range f.conditions {
		for _, code := range c.Conditions {
			box.On = box.On || box.ID() == "condition."+code
		}
	}
	if c.Agent != nil && !f.agent.On {
		f.agent.On = true
		f.showAgent(c.Agent)
	}
	for _, p := range c.Papers { // its shape is known; that it is here again is not
		if row := f.papers[p.Code]; row != nil && !row.paper.There {
			row.paper.Kind, row.paper.Shown, row.paper.Sheets = p.Kind, p.Shown, p.Sheets
		}
	}
	for _, m := range c.Missing {
		if row := f.papers[m.Code]; row != nil {
			row.pointed = true
		}
	}
}

// wanted is the item on which the operator goes on: what was missing the last
// time, else the first thing nobody has said yet. Empty: nothing.
func (f *application) wanted() string {
	for _, r := range f.required() {
		if p := f.papers[r.Document.Code]; p.pointed && !p.paper.There {
			return p.ID()
		}
	}
	if id, _ := f.first(); id != "" {
		return id
	}
	for _, r := range f.l.Rows {
		if r.Missing != nil {
			return "papers." + r.Document.Code
		}
	}
	return ""
}

// ReadsCards says that the barcode of an identity document is a scan here, not
// text for the field in focus.
func (f *application) ReadsCards() bool { return true }

// Scan takes the number from an identity document. The barcode of a case says
// what the case is and changes nothing.
func (f *application) Scan(sc scan.Scan) (tea.Cmd, bool) {
	if n, fault := code.ParseBarcode(sc.Digits); sc.Kind == scan.Code && fault == "" {
		return f.scanned1(n), true
	}
	if len(sc.Digits) != 12 {
		return nil, false
	}
	w := f.Words.P1()
	if !iin.Parse(sc.Digits, f.Now()).Valid {
		return f.Answer(theme.Unknown, w.CardBad), true
	}
	for _, p := range []*personFields{f.person, f.proxy} {
		agent := p == f.proxy
		switch {
		case agent && !f.agent.On:
			continue
		case p.iin.Value() == sc.Digits:
			return f.Answer(theme.Same, w.CardRead), true
		case p.iin.Value() == "" || len(p.iin.Value()) < 12:
			if !agent {
				f.noIIN.On = false
				f.layout()
			}
			focus := f.form.SetFocus(p.iin.ID())
			p.iin.SetValue(sc.Digits)
			f.Answer(theme.Done, w.CardRead)
			return tea.Batch(focus, f.changed(), f.numbered(agent)), true
		}
	}
	return f.Answer(theme.Trouble, w.CardOther), true
}

// caseScanned is what a scanned case turned out to be.
type caseScanned struct{ c *intake.Case }

func (f *application) scanned1(n code.Number) tea.Cmd {
	office := f.Office
	return f.Ask(f, "scanned", func(ctx context.Context) any {
		c, err := office.CaseByNumber(ctx, n)
		if err != nil {
			return err
		}
		return caseScanned{c}
	})
}
