package tui

import (
	"slices"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// rows is the receipt in w cells; blank rows go first when there are too many.
func (r *receipt) rows(w, h int) []safe.Line {
	th, p2 := r.Theme, r.Words.P2()
	svc, ed, known := r.Office.Service(r.c)
	var out []safe.Line
	add := func(parts ...safe.Part) {
		out = append(out, safe.Row(append([]safe.Part{safe.Const("  ")}, parts...)...).Cut(w))
	}
	add(safe.Clean(r.c.Number.String()).As(th.Accent))
	for _, t := range atMost(2, r.ServiceName(r.c.Edition, r.c.Service), w-3) {
		add(t)
	}
	add(safe.Clean(r.c.Recipient.FullName()).CutWords(w - 3).As(th.Title))
	if r.c.Agent != nil {
		add(r.Words.Authority(r.c.Agent.Kind).Plus(safe.Const(": "), safe.Clean(r.c.Agent.Person.FullName())).CutWords(w - 3).As(th.Muted))
	}
	if r.c.Incoming != "" {
		add(r.Words.Desk().Incoming.Plus(safe.Const(" ")).As(th.Label), safe.Clean(r.c.Incoming).As(th.Accent))
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
	taken := r.taken(svc)
	out = squeezed(out, h-len(taken.Wrap(w-3)))
	for _, t := range atMost(max(h-len(out), 1), taken, w-3) {
		add(t.As(th.Muted))
	}
	if left := h - len(out) - 2; left > 6 { // a tall screen explains the dates at once
		out = append(out, safe.Line{})
		for _, l := range whole(planRows(r.Session, r.plan, min(w-4, 76)), left) {
			out = append(out, safe.Row(safe.Const("  "), l))
		}
	}
	return out
}

// atMost wraps a text into n rows; what is left out is told by an ellipsis at
// the end of a word.
func atMost(n int, t safe.Text, w int) []safe.Text {
	rows := t.Wrap(w)
	if len(rows) <= n {
		return rows
	}
	rows = rows[:n]
	if last := rows[n-1]; last.Width()+2 <= w {
		rows[n-1] = last.Plus(safe.Const(" …"))
	} else {
		rows[n-1] = last.Plus(safe.Const(" …")).CutWords(w)
	}
	return rows
}

// squeezed leaves blank rows out, the last ones first, down to h rows.
func squeezed(rows []safe.Line, h int) []safe.Line {
	for i := len(rows) - 1; i >= 0 && len(rows) > h; i-- {
		if rows[i].Empty() {
			rows = slices.Delete(rows, i, i+1)
		}
	}
	return rows
}

// whole is as many paragraphs as fit into h rows.
func whole(rows []safe.Line, h int) []safe.Line {
	if len(rows) <= h {
		return rows
	}
	for i := min(h, len(rows)-1); i > 0; i-- {
		if rows[i].Empty() {
			return rows[:i]
		}
	}
	return nil
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
	term, long := calendar.Term{}, r.c.Deadline
	for i, s := range svc.Steps { // the longest step is what takes the time
		if s.Limit.Unit == calendar.Minute || s.Limit.Unit == calendar.WorkingMinute || s.Limit.Amount <= term.Amount {
			continue
		}
		term = s.Limit
		for _, d := range r.plan.Dates {
			if d.Step == i+1 {
				long = d.Due.Date
			}
		}
	}
	if term.Unit == "" && len(svc.Steps) > 0 {
		term = svc.Steps[0].Limit
	}
	say := func(day calendar.Date) safe.Text { return safe.Clean(calendar.Say(day, r.Lang, calendar.DayMonth)) }
	days := max(say(r.c.Dispatch).Width(), say(long).Width(), say(r.c.Come).Width()) + 2
	row := func(label safe.Text, day calendar.Date, term calendar.Term) {
		left := safe.Row(safe.Const("    "), label.Fit(wide).As(th.Label), say(day).Fit(days))
		say := safe.Clean(term.Say(r.Lang))
		if say.Width() > w-left.Width() { // the explanation says it in full
			say = safe.Text{}
		}
		out = append(out, left.Plus(say.As(th.Muted)).Cut(w))
	}
	if r.c.Road == intake.RoadChancellery { // nobody carries it
		row(p2.AtProvider, long, term)
		return out
	}
	leave := p2.ToCourier
	if r.c.Electronic() {
		leave = p2.ToGateway
	}
	row(leave, r.c.Dispatch, svc.Limits.Dispatch)
	row(p2.AtProvider, long, term)
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
