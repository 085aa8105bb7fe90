package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier/papers"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// card is everything about one case: who, what, its dates and its whole road,
// with the acts that fit its stage.
type card struct {
	*Session
	company
	id    uuid.UUID
	c     *intake.Case
	asked *intake.Case      // as it stood when the open question was asked
	mail  []*intake.Message // of the case, in the outbox
	text  widget.Reader
	w, h  int
}

type (
	cardReadMsg   struct{ c *intake.Case }
	cardUndoneMsg struct{ act intake.Act }
	cardMovedMsg  struct{ say safe.Text }
)

func newCard(s *Session, id uuid.UUID) Screen {
	c := &card{Session: s, id: id}
	c.text.Rows = func(w int) []safe.Line { return cardRows(s, c.c, c.mail, w) }
	return c
}

func (c *card) Init() tea.Cmd { return c.look(c, c.id) }

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
	case lookedMsg:
		c.c = m.c
		return tea.Batch(c.enter(c.Session, c.id), c.sayUnseen(m), c.messages())
	case cardReadMsg:
		c.c = m.c
		return c.messages()
	case cardMessagesMsg:
		c.mail = m.all
	case Changed, Shown:
		if c.c == nil { // it is being looked at, or may not be
			return nil
		}
		return c.read()
	case cardUndoneMsg:
		return tea.Batch(c.Say(theme.Done, w.UndoDone.Fill(c.Words.Act(m.act))), c.read())
	case cardMovedMsg:
		return tea.Batch(c.Say(theme.Done, m.say), c.read())
	case scanFoundMsg:
		return c.scanned(m)
	case Failed:
		if m.Topic != "case" && m.Topic != "messages" && c.c != nil {
			return c.read() // somebody else may have moved it
		}
	case Confirmed:
		if m.ID == "undo" && m.Value == true {
			return c.undo("", intake.Actor{})
		}
	default:
		c.text.Update(msg)
	}
	return nil
}

// Scan opens another case in the place of this one.
func (c *card) Scan(sc scan.Scan) (tea.Cmd, bool) { return c.seek(c, sc) }

func (c *card) scanned(m scanFoundMsg) tea.Cmd {
	if len(m.found) != 1 {
		return c.openFound(m)
	}
	k := m.found[0]
	if k.ID == c.id {
		return tea.Batch(c.Answer(theme.Same, tailed(k, c.Words.Card().Same)), c.read())
	}
	at, sign := c.stands(k)
	c.Answer(sign, tailed(k, at))
	return c.Replace(newCard(c.Session, k.ID))
}

func (c *card) Resize(w, h int) { c.w, c.h = w, h }

// Title is the number and where the case stands.
func (c *card) Title() safe.Text {
	if c.c == nil {
		return c.Words.Card().Title
	}
	at := c.Words.Stage(c.c.Stage)
	if c.c.Stage == intake.Out && c.c.Road != intake.RoadPaper { // in no registry
		at = c.Words.Road(c.c.Road)
	}
	return safe.Clean(string(c.c.Number)).Plus(safe.Const(" · "), at)
}

func (c *card) View() Frame {
	if c.c == nil {
		return Frame{Body: []safe.Line{safe.Row(safe.Const(" "), c.Words.Common().Loading.As(c.Theme.Muted))}}
	}
	var f Frame
	if row, ok := c.line(c.w); ok {
		f.Body = append(f.Body, row)
	}
	f.Body = append(f.Body, c.text.Draw(c.w, max(c.h-1-len(f.Body), 1))...)
	aside := c.ServiceShort(c.c.Edition, c.c.Service)
	switch above, below := c.text.More(); {
	case above && below:
		aside = aside.Plus(safe.Const("  ↑↓"))
	case above:
		aside = aside.Plus(safe.Const("  ↑ "))
	case below:
		aside = aside.Plus(safe.Const("   ↓"))
	}
	f.Aside = aside.As(c.Theme.Muted)
	return f
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
	bs := []keys.Binding{
		{ID: "issue", Keys: []string{"f9"}, Label: w.Issue, Why: stage(w.NotReady, func(s intake.Stage) bool { return s == intake.Ready }),
			Do: func() tea.Cmd { return c.Push(newIssuing(c.Session, c.c)) }},
		{ID: "explain", Keys: []string{"f5", "d"}, Label: w.Explain, Help: w.ExplainHelp, Do: c.explain,
			Why: stage(w.NoDates, func(s intake.Stage) bool { return s != intake.Refused })},
		{ID: "undo", Keys: []string{"f7", "u"}, Label: w.Undo, Help: w.UndoHelp, Do: c.askUndo, Why: c.whyNotUndo},
		{ID: "withdraw", Keys: []string{"f8", "w"}, Label: w.Withdraw, Help: w.WithdrawHelp, Do: c.askWithdraw,
			Why: stage(w.Terminal, func(s intake.Stage) bool { _, ok := intake.ActWithdraw.Allows(s); return ok })},
		{ID: "print", Keys: []string{"p"}, Help: c.Words.Print().CopyHelp, Do: c.print, Why: c.whyNotPrint},
		{ID: "scroll", Keys: []string{"up"}, Show: safe.Const("↑↓"), Label: co.Scroll},
	}
	if c.Actor.Role.May(intake.CanLooks) {
		t := c.Words.Traces()
		bs = append(bs, keys.Binding{ID: "looks", Keys: []string{"f6", "l"}, Label: t.LooksKey, Help: t.LooksHelp,
			Do: func() tea.Cmd { return c.Push(newLooks(c.Session, c.id)) }})
	}
	if c.c != nil && c.c.Stage == intake.Archived {
		bs[0] = keys.Binding{ID: "retrieve", Keys: []string{"f9"}, Label: w.Retrieve, Do: c.retrieve}
	}
	return bs
}

func (c *card) whyNotUndo() safe.Text {
	if c.c == nil {
		return c.Words.Common().Loading
	}
	if _, _, err := c.undoable("?"); err != nil {
		t, _ := c.Words.Explain(err)
		return t
	}
	return safe.Text{}
}

// undoable says whether the last act may be taken back, and whether it takes a
// second person.
func (c *card) undoable(reason string) (last intake.Event, two bool, err error) {
	by := c.By()
	last, err = c.Office.Undoable(c.c, by, reason)
	if p, ok := intake.AsProblem(err); ok && p.Code == intake.ProblemUndoOther {
		by.Second, two = intake.Actor{Code: "?", Role: intake.Supervisor}, true
		last, err = c.Office.Undoable(c.c, by, reason)
	}
	return last, two || intake.UndoneByTwo(last.Act), err
}

// askUndo asks before taking back: others' acts take a reason, some a second
// person.
func (c *card) askUndo() tea.Cmd {
	w, co := c.Words.Card(), c.Words.Common()
	c.asked = c.c
	last, two, err := c.undoable("")
	ask := w.UndoAsk.Fill(c.Words.Act(last.Act), c.Words.When(last.At, c.Now()))
	if p, ok := intake.AsProblem(err); ok && p.Code == intake.ProblemReason {
		return c.Open(AskReason(c.Env, w.Undo, w.Reason, []safe.Text{ask}, func(reason string) tea.Cmd { return c.undoBy(two, last.Act, reason) }))
	} else if err != nil {
		return c.Fail(err)
	}
	if two { // the second person's log-in is the question
		return c.undoBy(two, last.Act, "")
	}
	return c.Confirm(c, "undo", w.Undo, []safe.Text{ask}, 0,
		widget.Choice{Label: co.No, Value: false}, widget.Choice{Label: co.Yes, Value: true})
}

// undoBy asks the second person first, where it takes one.
func (c *card) undoBy(two bool, act intake.Act, reason string) tea.Cmd {
	if !two {
		return c.undo(reason, intake.Actor{})
	}
	return c.askSecond(c, func(w lang.Words) safe.Text {
		switch t := w.Traces(); act {
		case intake.ActAccept:
			return t.SecondUndo
		case intake.ActRefuse:
			return t.SecondReopen
		default:
			return t.SecondOther.Fill(w.Act(act))
		}
	}, func(second intake.Actor) tea.Cmd { return c.undo(reason, second) })
}

func (c *card) undo(reason string, second intake.Actor) tea.Cmd {
	by, office, seen := c.By(), c.Office, c.asked
	by.Second = second
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
	w, seen, number := c.Words.Card(), c.c, safe.Clean(string(c.c.Number))
	return c.Open(AskReason(c.Env, w.WithdrawAsk, w.Reason, []safe.Text{number}, func(reason string) tea.Cmd {
		by, office := c.By(), c.Office
		by.Seen = seen.Version()
		return c.Do(c, "withdraw", func(ctx context.Context) any {
			if _, err := office.Withdraw(ctx, by, seen.ID, reason); err != nil {
				return err
			}
			return cardMovedMsg{w.WithdrawDone.Fill(number)}
		})
	}))
}

func (c *card) retrieve() tea.Cmd { return c.takeBack(c, c.c.ID, c.c.Number, c.c.Version()) }

// takeBack brings a case back from the archive, as a screen showed it, before
// a second person; to gets a cardMovedMsg.
func (s *Session) takeBack(to Screen, id uuid.UUID, number code.Number, version int) tea.Cmd {
	say := s.Words.Card().RetrieveDone.Fill(safe.Clean(string(number)))
	return s.askSecond(to, func(w lang.Words) safe.Text { return w.Traces().SecondRetrieve }, func(second intake.Actor) tea.Cmd {
		by, office := s.By(), s.Office
		by.Second, by.Seen = second, version
		return s.Do(to, "retrieve", func(ctx context.Context) any {
			if _, err := office.Retrieve(ctx, by, id); err != nil {
				return err
			}
			return cardMovedMsg{say}
		})
	})
}

// print shows the case's receipt, or its refusal, as a copy.
func (c *card) print() tea.Cmd {
	k, _ := papers.Of(c.c)
	return c.showPaper(c, papers.Want{Kind: k, Case: c.id, Copy: true}, nil)
}

func (c *card) whyNotPrint() safe.Text {
	if c.c == nil {
		return c.Words.Common().Loading
	}
	if _, ok := papers.Of(c.c); !ok {
		return c.Words.Print().NoPaper
	}
	return safe.Text{}
}

// explain says of each date how it was counted.
func (c *card) explain() tea.Cmd { return c.Open(newExplanation(c.Session, c.c)) }

func (c *card) Help() []safe.Text {
	w := c.Words.Card()
	return []safe.Text{w.Help1, w.Help2}
}
