package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier/papers"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// receipt is the end of process 2: the number, the day to come, and how it was
// counted. Enter is the next person.
type receipt struct {
	*Session
	c    *intake.Case
	head headAt
	plan intake.Plan
	out  bool        // has been printed: what is printed now is a copy
	code []safe.Line // the number for a telephone
	w, h int
}

func newReceipt(s *Session, c *intake.Case, head headAt) Screen {
	plan, _ := s.Office.PlanOf(c) // without one the stored dates are shown
	return &receipt{Session: s, c: c, head: head, plan: plan, code: qrRows(c.Number.Barcode(), s.Theme.Code)}
}

// Init has nothing to read.
func (r *receipt) Init() tea.Cmd { return nil }

// undoneReceipt says that the acceptance was taken back.
type undoneReceipt struct{ c *intake.Case }

// receiptCase is the case as it stands after somebody wrote.
type receiptCase struct{ c *intake.Case }

// Update takes the answers.
func (r *receipt) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case Changed, Shown:
		office, id := r.Office, r.c.ID
		return r.Ask(r, "case", func(ctx context.Context) any {
			c, err := office.Case(ctx, id)
			if err != nil {
				return err
			}
			return receiptCase{c}
		})
	case receiptCase:
		r.c = m.c
	case Confirmed:
		if m.ID == "undo" && m.Value == true {
			return r.undo()
		}
	case undoneReceipt:
		r.c = m.c
		r.Say(theme.Done, r.Words.P2().Undone.Fill(safe.Clean(m.c.Number.String())))
		return r.again(m.c)
	}
	return nil
}

// again opens the form as the case was filled in: nothing is typed twice.
func (r *receipt) again(c *intake.Case) tea.Cmd {
	app := intake.Application{
		ID: uuid.Must(uuid.NewV7()), Service: c.Service, Provider: c.Provider, Recipient: c.Recipient, Agent: c.Agent,
		Consent: c.Consent, Ground: c.Ground, Conditions: c.Conditions, Papers: c.Papers, StartedAt: c.AcceptedAt,
		Road: c.Road, Check: c.Check,
	}
	f, err := newApplication(r.Session, app, true)
	if err != nil {
		return r.Fail(err)
	}
	by, office := r.By(), r.Office
	return tea.Batch(r.Replace(f), r.Ask(f, "draft", func(ctx context.Context) any {
		if err := office.SaveDraft(ctx, by, app); err != nil {
			return err
		}
		return draftMsg{by.At}
	}))
}

func (r *receipt) whyNotUndo() safe.Text {
	_, err := r.Office.Undoable(r.c, intake.By{Actor: r.Actor, At: r.Now()}, "")
	if err == nil && r.c.Last().Act != intake.ActAccept {
		err = intake.Refuse(intake.ProblemNotNow, "", string(intake.ActUndo), r.c.Stage.String(), string(r.c.Number))
	}
	if err == nil {
		return safe.Text{}
	}
	t, ok := r.Words.Explain(err)
	if !ok {
		return r.Words.Common().CannotNow
	}
	return t
}

// print shows the receipt. Only the first one from here is no copy: of a
// receipt that is looked up again nobody knows what was printed before.
func (r *receipt) print() tea.Cmd {
	want := papers.Want{Kind: papers.Receipt, Case: r.c.ID, Head: r.head, Copy: r.out || r.head.Seq == 0}
	return r.showPaper(r, want, func() { r.out = true })
}

func (r *receipt) whyNotPrint() safe.Text {
	if k, ok := papers.Of(r.c); !ok || k != papers.Receipt {
		return r.Words.Print().NoPaper
	}
	return safe.Text{}
}

func (r *receipt) askUndo() tea.Cmd {
	w := r.Words.P2()
	return r.Confirm(r, "undo", w.UndoAsk, []safe.Text{w.UndoText.Fill(safe.Clean(r.c.Number.String()))}, 1,
		widget.Choice{Label: w.UndoYes, Value: true}, widget.Choice{Label: w.UndoNo, Value: false})
}

// undo takes the acceptance back: only while it is still the last act, as seen.
// It annuls the number: a second person vouches for it.
func (r *receipt) undo() tea.Cmd {
	return r.askSecond(r, func(w lang.Words) safe.Text { return w.Traces().SecondUndo }, func(second intake.Actor) tea.Cmd {
		by, office, c := r.By(), r.Office, r.c
		by.Second = second
		return r.Do(r, "undo", func(ctx context.Context) any {
			now, err := office.Undo(ctx, by, c, "")
			if err != nil {
				return err
			}
			return undoneReceipt{now}
		})
	})
}

// Resize takes the cells.
func (r *receipt) Resize(w, h int) { r.w, r.h = w, h }

// Station is the acceptance.
func (r *receipt) Station() int { return 2 }

// Title is the process and what became of the application.
func (r *receipt) Title() safe.Text {
	what := r.Words.P2().Accepted
	if r.c.Stage != intake.Accepted {
		what = r.Words.Stage(r.c.Stage)
	}
	if r.c.Road == intake.RoadChancellery {
		return safe.Join(safe.Const(" · "), r.Words.Desk().Lodging, what)
	}
	return safe.Join(safe.Const(" · "), safe.Const("2 ").Plus(r.Words.Process(2)), what)
}

// Help says what is on the screen.
func (r *receipt) Help() []safe.Text { return []safe.Text{r.Words.P2().HelpReceipt} }

// Keys: the next person first.
func (r *receipt) Keys() []keys.Binding {
	w := r.Words.P2()
	return []keys.Binding{
		{ID: "next", Keys: []string{"enter"}, Label: w.Next, Do: func() tea.Cmd { return openBlank(r.Session, r.c.Service) }},
		{ID: "print", Keys: []string{"p"}, Label: r.Words.Print().Key, Help: r.Words.Print().KeyHelp, Do: r.print, Why: r.whyNotPrint},
		{ID: "how", Keys: []string{"d"}, Label: w.How, Do: func() tea.Cmd { return r.Open(newExplanation(r.Session, r.c)) }},
		{ID: "undo", Keys: []string{"u"}, Label: w.Undo, Do: r.askUndo, Why: r.whyNotUndo},
		{ID: "home", Keys: []string{"esc"}, Label: w.Home, Do: r.Home},
	}
}

// View is the receipt with the code at the right edge where it fits.
func (r *receipt) View() Frame {
	head := safe.Row(safe.Const(" "), r.Title().As(r.Theme.Title))
	j := r.Words.P2().Journal.Fill(safe.Num(int(r.head.Seq)), safe.Clean(r.head.Short())).As(r.Theme.Muted)
	if r.head.Seq == 0 {
		j = safe.Line{}
	}
	h := max(r.h-1, 1)
	return Frame{
		Head: []safe.Line{safe.Ends(head, j.Plus(safe.Const(" ")), r.w)},
		Body: atRight(func(w int) []safe.Line { return r.rows(w, h) }, r.code, r.w, h, 44),
	}
}
