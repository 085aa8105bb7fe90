package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/tui/keys"
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

func (r *receipt) askUndo() tea.Cmd {
	w := r.Words.P2()
	return r.Confirm(r, "undo", w.UndoAsk, []safe.Text{w.UndoText.Fill(safe.Clean(r.c.Number.String()))}, 1,
		widget.Choice{Label: w.UndoYes, Value: true}, widget.Choice{Label: w.UndoNo, Value: false})
}

// undo takes the acceptance back: only while it is still the last act, as seen.
func (r *receipt) undo() tea.Cmd {
	by, office, c := r.By(), r.Office, r.c
	return r.Do(r, "undo", func(ctx context.Context) any {
		now, err := office.Undo(ctx, by, c, "")
		if err != nil {
			return err
		}
		return undoneReceipt{now}
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
	return safe.Join(safe.Const(" · "), safe.Const("2 ").Plus(r.Words.Process(2)), what)
}

// Help says what is on the screen.
func (r *receipt) Help() []safe.Text { return []safe.Text{r.Words.P2().HelpReceipt} }

// Keys: the next person first.
func (r *receipt) Keys() []keys.Binding {
	w := r.Words.P2()
	return []keys.Binding{
		{ID: "next", Keys: []string{"enter"}, Label: w.Next, Do: func() tea.Cmd { return openBlank(r.Session, r.c.Service) }},
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

// rows is the receipt in w cells; blank rows go first when there are too many.
func (r *receipt) rows(w, h int) []safe.Line {
	th, p2 := r.Theme, r.Words.P2()
	svc, ed, known := r.Office.Service(r.c)
	var out []safe.Line
	add := func(parts ...safe.Part) {
		out = append(out, safe.Row(append([]safe.Part{safe.Const("  ")}, parts...)...).Cut(w))
	}
	add(safe.Clean(r.c.Number.String()).As(th.Accent))
	for i, t := range r.ServiceName(r.c.Edition, r.c.Service).Wrap(w - 3) {
		if i == 2 { // two rows tell any service; the rest is on the paper
			break
		}
		add(t)
	}
	add(safe.Clean(r.c.Recipient.FullName()).CutWords(w - 3).As(th.Title))
	if r.c.Agent != nil {
		add(r.Words.Authority(r.c.Agent.Kind).Plus(safe.Const(": "), safe.Clean(r.c.Agent.Person.FullName())).CutWords(w - 3).As(th.Muted))
	}
	if r.c.Queue > 0 {
		add(p2.Queue.Plus(safe.Const(" ")), safe.Num(int(r.c.Queue)).As(th.Accent))
	}
	if r.c.Stage == intake.Annulled {
		add(th.Mark(theme.Trouble), safe.Const(" "), p2.Annulled.CutWords(w-5).As(th.Trouble))
	}
	if end, ends := r.repeal(ed); known && r.c.Repealed && ends {
		add(th.Mark(theme.Trouble), safe.Const(" "), p2.Repealed.Fill(r.Words.DayShort(end)).CutWords(w-5).As(th.Trouble))
	}
	out = append(out, safe.Line{})
	label := max(p2.Come.Width(), p2.Keep.Width()) + 2
	add(p2.Come.Fit(label).As(th.Label), r.Words.DayFull(r.c.Come).CutWords(w-label-3).As(th.Accent))
	if hours := r.hours(r.c.Come); !hours.Empty() {
		add(safe.Spaces(label), hours)
	}
	if keep := r.keep(); !keep.IsZero() {
		add(p2.Keep.Fit(label).As(th.Label), r.Words.DayFull(keep).CutWords(w-label-3))
	}
	if r.c.Uncertain {
		add(th.Mark(theme.Trouble), safe.Const(" "), p2.Uncertain.CutWords(w-5).As(th.Trouble))
	}
	out = append(out, r.counted(svc, w)...)
	out = append(out, safe.Line{})
	for _, t := range r.taken(svc).Wrap(w - 3) {
		add(t.As(th.Muted))
	}
	for i := len(out) - 1; i >= 0 && len(out) > h; i-- {
		if out[i].Empty() {
			out = append(out[:i], out[i+1:]...)
		}
	}
	return out
}

// repeal is the day from which the case's edition has no force.
func (r *receipt) repeal(ed *catalogue.Edition) (calendar.Date, bool) {
	if ed == nil {
		return calendar.Date{}, false
	}
	end, ok := r.Office.Catalogue.Ends(ed)
	return end.Date, ok
}

// hours are the office's on the day to come.
func (r *receipt) hours(day calendar.Date) safe.Text {
	cal := r.Office.Calendar()
	if !cal.Working(day) {
		return safe.Text{}
	}
	return r.Words.P2().Hours.Fill(safe.Clean(cal.OpenOn(day).String()), safe.Clean(cal.CloseOn(day).String()))
}

func (r *receipt) date(code string) (intake.Planned, bool) {
	for _, d := range r.plan.Dates {
		if d.Code == code {
			return d, true
		}
	}
	return intake.Planned{}, false
}

func (r *receipt) keep() calendar.Date {
	d, _ := r.date(intake.DateKeep)
	return d.Due.Date
}

// counted is how the day to come was reached, in three rows.
func (r *receipt) counted(svc *catalogue.Service, w int) []safe.Line {
	th, p2 := r.Theme, r.Words.P2()
	if svc == nil {
		return nil
	}
	out := []safe.Line{{}, safe.Row(safe.Const("  "), p2.Counted.As(th.Head), safe.Const("  (d)").As(th.Key)).Cut(w)}
	wide := max(p2.ToCourier.Width(), p2.AtProvider.Width(), p2.Back.Width()) + 2
	row := func(label safe.Text, day calendar.Date, term calendar.Term) {
		left := safe.Row(safe.Const("    "), label.Fit(wide).As(th.Label),
			safe.Clean(calendar.Say(day, r.Lang, calendar.DayMonth)).Fit(13), safe.Const(" "))
		say := safe.Clean(term.Say(r.Lang)).CutWords(w - left.Width() - 1)
		out = append(out, left.Plus(say.As(th.Muted)).Cut(w))
	}
	row(p2.ToCourier, r.c.Dispatch, svc.Limits.Dispatch)
	long := calendar.Term{}
	for _, s := range svc.Steps { // the longest step is what takes the time
		if s.Limit.Unit != calendar.Minute && s.Limit.Unit != calendar.WorkingMinute && s.Limit.Amount > long.Amount {
			long = s.Limit
		}
	}
	if long.Unit == "" && len(svc.Steps) > 0 {
		long = svc.Steps[0].Limit
	}
	row(p2.AtProvider, r.c.Deadline, long)
	row(p2.Back, r.c.Come, svc.Return)
	return out
}

// taken lists the papers the office keeps, and those shown.
func (r *receipt) taken(svc *catalogue.Service) safe.Text {
	p2 := r.Words.P2()
	var list safe.Text
	for _, p := range r.c.Papers {
		name := safe.Clean(p.Code)
		if d, ok := svcDocument(svc, p.Code); ok {
			name = r.Of(d.Name)
		}
		how := r.Words.Kind(p.Kind).Plus(safe.Const(", "), p2.Sheets.Of(p.Sheets))
		if p.Shown {
			how = p2.ShownOne
		}
		list = safe.Join(safe.Const("; "), list, name.Plus(safe.Const(" ("), how, safe.Const(")")))
	}
	if list.Empty() {
		list = p2.None
	}
	return p2.Taken.Plus(safe.Const(": "), list)
}

func svcDocument(svc *catalogue.Service, code string) (*catalogue.Document, bool) {
	if svc == nil {
		return nil, false
	}
	return svc.DocumentByCode(code)
}
