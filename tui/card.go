package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// card is everything about one case: who, what, its dates and its whole road,
// with the acts that fit its stage.
type card struct {
	*Session
	id   uuid.UUID
	c    *intake.Case
	text widget.Reader
	w, h int
}

type (
	cardReadMsg   struct{ c *intake.Case }
	cardUndoneMsg struct{ act intake.Act }
	cardMovedMsg  struct{ say safe.Text }
)

func newCard(s *Session, id uuid.UUID) Screen {
	c := &card{Session: s, id: id}
	c.text.Rows = func(w int) []safe.Line { return cardRows(s, c.c, w) }
	return c
}

func (c *card) Init() tea.Cmd { return c.read() }

func (c *card) read() tea.Cmd {
	office, id := c.Office, c.id
	return c.Ask(c, "case", func(ctx context.Context) any {
		k, err := office.Case(ctx, id)
		if err != nil {
			return err
		}
		return cardReadMsg{k}
	})
}

func (c *card) Update(msg tea.Msg) tea.Cmd {
	w := c.Words.Card()
	switch m := msg.(type) {
	case cardReadMsg:
		c.c = m.c
	case Changed, Shown:
		return c.read()
	case cardUndoneMsg:
		return tea.Batch(c.Say(theme.Done, w.UndoDone.Fill(c.Words.Act(m.act))), c.read())
	case cardMovedMsg:
		return tea.Batch(c.Say(theme.Done, m.say), c.read())
	case Confirmed:
		if m.ID == "undo" && m.Value == true {
			return c.undo("")
		}
	default:
		c.text.Update(msg)
	}
	return nil
}

func (c *card) Resize(w, h int) { c.w, c.h = w, h }

// Title is the number and where the case stands.
func (c *card) Title() safe.Text {
	if c.c == nil {
		return c.Words.Card().Title
	}
	return safe.Clean(string(c.c.Number)).Plus(safe.Const(" · "), c.Words.Stage(c.c.Stage))
}

func (c *card) View() Frame {
	if c.c == nil {
		return Frame{Body: []safe.Line{safe.Row(safe.Const(" "), c.Words.Common().Loading.As(c.Theme.Muted))}}
	}
	return Frame{Aside: c.ServiceShort(c.c.Edition, c.c.Service).As(c.Theme.Muted), Body: c.text.Draw(c.w, max(c.h-1, 1))}
}

func (c *card) Keys() []keys.Binding {
	w, co := c.Words.Card(), c.Words.Common()
	stage := func(why safe.Text, ok func(intake.Stage) bool) func() safe.Text {
		return func() safe.Text {
			if c.c == nil || !ok(c.c.Stage) {
				return why
			}
			return safe.Text{}
		}
	}
	_, archived := c.stageNow()
	bs := []keys.Binding{
		{ID: "issue", Keys: []string{"f9"}, Label: w.Issue, Why: stage(w.NotReady, func(s intake.Stage) bool { return s == intake.Ready }),
			Do: func() tea.Cmd { return c.Push(newIssuing(c.Session, c.c)) }},
		{ID: "explain", Keys: []string{"d"}, Label: w.Explain, Do: c.explain},
		{ID: "undo", Keys: []string{"u"}, Label: w.Undo, Do: c.askUndo, Why: func() safe.Text { return c.whyNotUndo() }},
		{ID: "withdraw", Keys: []string{"w"}, Label: w.Withdraw, Do: c.askWithdraw,
			Why: stage(w.Terminal, func(s intake.Stage) bool { _, ok := intake.ActWithdraw.Allows(s); return ok })},
		{ID: "scroll", Keys: []string{"up"}, Show: safe.Const("↑↓"), Label: co.Scroll},
	}
	if archived {
		bs[0] = keys.Binding{ID: "retrieve", Keys: []string{"f9"}, Label: w.Retrieve, Do: c.retrieve}
	}
	return bs
}

func (c *card) stageNow() (intake.Stage, bool) {
	if c.c == nil {
		return 0, false
	}
	return c.c.Stage, c.c.Stage == intake.Archived
}

func (c *card) whyNotUndo() safe.Text {
	if c.c == nil {
		return c.Words.Common().Loading
	}
	if _, err := c.Office.Undoable(c.c, c.By(), "?"); err != nil {
		t, _ := c.Words.Explain(err)
		return t
	}
	return safe.Text{}
}

// askUndo asks before taking back: a supervisor, for others' acts, says why.
func (c *card) askUndo() tea.Cmd {
	w, co := c.Words.Card(), c.Words.Common()
	last, err := c.Office.Undoable(c.c, c.By(), "")
	ask := w.UndoAsk.Fill(c.Words.Act(last.Act), c.Words.When(last.At, c.Now()))
	if p, ok := intake.AsProblem(err); ok && p.Code == intake.ProblemReason {
		return c.Open(AskReason(c.Env, w.Undo, w.Reason, []safe.Text{ask}, c.undo))
	} else if err != nil {
		return c.Fail(err)
	}
	return c.Confirm(c, "undo", w.Undo, []safe.Text{ask}, 0,
		widget.Choice{Label: co.No, Value: false}, widget.Choice{Label: co.Yes, Value: true})
}

func (c *card) undo(reason string) tea.Cmd {
	by, office, seen := c.By(), c.Office, c.c
	last, err := office.Undoable(seen, by, reason)
	if err != nil {
		return c.Fail(err)
	}
	return c.Do(c, "undo", func(ctx context.Context) any {
		if _, err := office.Undo(ctx, by, seen, reason); err != nil {
			return err
		}
		return cardUndoneMsg{last.Act}
	})
}

func (c *card) askWithdraw() tea.Cmd {
	w := c.Words.Card()
	by, office, id := c.By(), c.Office, c.id
	return c.Open(AskReason(c.Env, w.WithdrawAsk, w.Reason, nil, func(reason string) tea.Cmd {
		return c.Do(c, "withdraw", func(ctx context.Context) any {
			if _, err := office.Withdraw(ctx, by, id, reason); err != nil {
				return err
			}
			return cardMovedMsg{w.WithdrawDone}
		})
	}))
}

func (c *card) retrieve() tea.Cmd {
	by, office, id, say := c.By(), c.Office, c.id, c.Words.Card().RetrieveDone
	return c.Do(c, "retrieve", func(ctx context.Context) any {
		if _, err := office.Retrieve(ctx, by, id); err != nil {
			return err
		}
		return cardMovedMsg{say}
	})
}

// explain says of each date how it was counted.
func (c *card) explain() tea.Cmd { return c.Open(newExplanation(c.Session, c.c)) }

func (c *card) Help() []safe.Text {
	w := c.Words.Card()
	return []safe.Text{w.Help1, w.Help2}
}
