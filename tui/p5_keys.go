package tui

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier/export"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// providedMsg says what one act did; undoneNothing why nothing was taken back.
type (
	providedMsg   struct{ say safe.Text }
	undoneNothing struct{ why safe.Text }
)

// Keys are the acts, the most wanted first.
func (p *provide) Keys() []keys.Binding {
	w, co := p.Words.P5(), p.Words.Common()
	bs := []keys.Binding{
		{ID: "stamp", Keys: []string{"f9"}, Label: w.KeyStamp, Do: p.askStamp, Why: p.each(p.whyNotStamp)},
		{ID: "steps", Keys: []string{"enter"}, Label: w.KeySteps, Do: p.toggle, Why: p.one(nil)},
		{ID: "tick", Keys: []string{"space"}, Label: co.Tick},
		{ID: "give", Keys: []string{"f6", "r"}, Label: w.KeyGive, Do: p.askGive, Why: p.each(p.whyNotGive)},
		{ID: "refusal", Keys: []string{"x"}, Label: w.KeyRefuse, Do: p.toggleRefusal, Why: p.one(p.whyNotGive)},
		{ID: "late", Keys: []string{"f5", "l"}, Label: w.KeyLate, Do: p.toggleLate},
		{ID: "back", Keys: []string{"f8", "b"}, Label: w.KeyBack, Do: p.askBack, Why: p.one(p.whyNotStamp)},
		{ID: "complete", Keys: []string{"f7", "c"}, Label: w.KeyComplete, Do: p.complete, Why: p.one(p.whyNotComplete)},
		{ID: "undo", Keys: []string{"u"}, Label: w.KeyUndo, Do: p.undo, Why: p.one(nil)},
		{ID: "how", Keys: []string{"d"}, Label: w.KeyHow, Do: func() tea.Cmd { return p.Open(p.how()) }, Why: p.whyNotHow},
		{ID: "card", Keys: []string{"k"}, Label: w.KeyCard, Do: p.card, Why: p.one(nil)},
	}
	if !p.Actor.Role.AtProvider() { // which has its own cases only
		bs = slices.Insert(bs, 5,
			keys.Binding{ID: "provider", Keys: []string{"right", "f"}, Show: safe.Const("←→"), Label: w.KeyProvider, Do: func() tea.Cmd { return p.next(1) }},
			keys.Binding{ID: "provider.back", Keys: []string{"left"}, Do: func() tea.Cmd { return p.next(-1) }})
		bs = append(bs, p.exportKeys(p, func() export.What {
			return export.What{Kind: export.List, List: intake.ListOut, Provider: p.filter.provider}
		}, nil)...)
	}
	if p.open || p.filtered() {
		bs = append(bs, keys.Binding{ID: "list", Keys: []string{"esc"}, Label: w.KeyList, Do: p.shut})
	}
	return bs
}

// one is the reason an act cannot take the selected case.
func (p *provide) one(why func(awayRow) safe.Text) func() safe.Text {
	return func() safe.Text {
		r, ok := p.selected()
		if !ok {
			return p.Words.P5().WhyNone
		}
		if why == nil {
			return safe.Text{}
		}
		return why(r)
	}
}

// each is the reason an act cannot take the ticked cases, or the selected one.
func (p *provide) each(why func(awayRow) safe.Text) func() safe.Text {
	return func() safe.Text {
		rows := p.targets()
		if len(rows) == 0 {
			return p.Words.P5().WhyNone
		}
		for _, r := range rows {
			if t := why(r); !t.Empty() {
				return r.number().Plus(safe.Const(": "), t)
			}
		}
		return safe.Text{}
	}
}

// targets are the ticked rows, else the selected one.
func (p *provide) targets() []awayRow {
	var out []awayRow
	for _, r := range p.grid.Marked() {
		out = append(out, r.Value.(awayRow))
	}
	if r, ok := p.selected(); ok && len(out) == 0 {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b awayRow) int { return cmp.Compare(a.Number, b.Number) })
	return out
}

func (p *provide) whyNotStamp(r awayRow) safe.Text {
	w := p.Words.P5()
	switch {
	case !r.Arrived:
		return w.WhyRoad
	case r.Return != 0:
		return w.WhyReturned
	case r.SentBack:
		return w.WhyBack
	case int(r.Step) > len(r.steps):
		return w.WhyDone
	}
	return safe.Text{}
}

func (p *provide) whyNotGive(r awayRow) safe.Text {
	w := p.Words.P5()
	switch {
	case !r.Arrived:
		return w.WhyRoad
	case r.Return != 0:
		return w.WhyReturned
	}
	return safe.Text{}
}

func (p *provide) whyNotComplete(r awayRow) safe.Text {
	if !r.SentBack {
		return p.Words.P5().WhyNotBack
	}
	return safe.Text{}
}

func (p *provide) whyNotHow() safe.Text {
	if p.steps == nil || !p.open {
		return p.Words.P5().WhyNone
	}
	return safe.Text{}
}

// toggle opens and shuts the steps.
func (p *provide) toggle() tea.Cmd {
	if p.open {
		return p.shut()
	}
	p.open = true
	return p.shape()
}

// shut goes back to the whole list.
func (p *provide) shut() tea.Cmd {
	p.open, p.steps = false, nil
	if p.filtered() {
		return tea.Batch(p.shape(), p.list(awayFilter{}))
	}
	return p.shape()
}

// shape fits the list to its new room.
func (p *provide) shape() tea.Cmd {
	p.Relabel()
	p.grid.Resize(p.listHeight())
	return tea.Batch(p.grid.Reload(), p.readSteps())
}

func (p *provide) card() tea.Cmd {
	r, _ := p.selected()
	return p.Push(newCard(p.Session, r.ID))
}

// next lists the next provider that has cases; past the last one, all.
func (p *provide) next(by int) tea.Cmd {
	have := []string{""}
	for _, o := range p.Office.Office.Providers {
		if p.counts.by[o.Code] > 0 || o.Code == p.filter.provider {
			have = append(have, o.Code)
		}
	}
	i := max(slices.Index(have, p.filter.provider), 0)
	return p.list(awayFilter{provider: have[(i+by+len(have))%len(have)], late: p.filter.late})
}

func (p *provide) toggleLate() tea.Cmd {
	return p.list(awayFilter{provider: p.filter.provider, late: !p.filter.late})
}

func (p *provide) filtered() bool { return p.filter.one != uuid.Nil }

// askBack asks why the provider wants the package completed.
func (p *provide) askBack() tea.Cmd {
	r, _ := p.selected()
	w, office := p.Words.P5(), p.Office
	return p.Open(AskReason(p.Env, w.BackTitle, w.Reason, []safe.Text{r.number()}, func(reason string) tea.Cmd {
		by := p.By()
		by.Seen = r.Version
		return p.act(w.SentBackDone.Fill(r.number()), func(ctx context.Context) error {
			_, err := office.SendBack(ctx, by, r.ID, reason)
			return err
		})
	}))
}

// complete says that the package is with the provider again, from now.
func (p *provide) complete() tea.Cmd {
	r, _ := p.selected()
	by, office := p.By(), p.Office
	by.Seen = r.Version
	return p.act(p.Words.P5().Completed.Fill(r.number()), func(ctx context.Context) error {
		_, err := office.Complete(ctx, by, r.ID, by.At)
		return err
	})
}

// act is one act on a case; fn says what was seen of it.
func (p *provide) act(say safe.Text, fn func(context.Context) error) tea.Cmd {
	return p.Do(p, "act", func(ctx context.Context) any {
		if err := fn(ctx); err != nil {
			return err
		}
		return providedMsg{say}
	})
}

// undo takes the last act back when it is one of this process; a supervisor
// says why when it is another's.
func (p *provide) undo() tea.Cmd {
	r, _ := p.selected()
	if p.Actor.Role == intake.Supervisor {
		w := p.Words.P5()
		return p.Open(AskReason(p.Env, w.UndoTitle, w.Reason, []safe.Text{r.number()}, func(reason string) tea.Cmd { return p.takeBack(r, reason) }))
	}
	return p.takeBack(r, "")
}

func (p *provide) takeBack(r awayRow, reason string) tea.Cmd {
	by, office, words := p.By(), p.Office, p.Words
	w := words.P5()
	return p.Do(p, "act", func(ctx context.Context) any {
		c, err := office.CaseAsSeen(ctx, r.ID, r.Version)
		if err != nil {
			return err
		}
		done := standing(c.History)
		if len(done) == 0 {
			return undoneNothing{w.WhyNothingDone}
		}
		last := c.History[done[len(done)-1]]
		if last.Act.Process() != 5 {
			return undoneNothing{w.WhyOtherAct.Fill(words.Act(last.Act))}
		}
		if _, err := office.Undo(ctx, by, c, reason); err != nil {
			return err
		}
		return providedMsg{w.Undone.Fill(r.number(), words.Act(last.Act))}
	})
}
