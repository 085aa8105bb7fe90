package tui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// serviceRows lists the services, those not given here with where to go; the
// full name of the selected one stands below.
func (k *check) serviceRows(h int) []safe.Line {
	th, w := k.Theme, k.Words.P1()
	out := []safe.Line{{}}
	if len(k.offers) == 0 {
		for _, t := range k.Words.Desk().NoServices.Wrap(k.w - 6) {
			out = append(out, safe.Row(safe.Const("   "), t))
		}
	}
	for i, o := range k.offers {
		name := k.Of(o.Service.Short).Fit(18)
		st, pointer := th.Plain, safe.Const("   ")
		if i == k.at {
			st, pointer = th.Selected, safe.Const(" ▸ ")
		}
		where := safe.Row(th.Mark(theme.Done), safe.Const(" "), w.Here)
		switch {
		case k.lodges() && !k.shut(o):
		case !k.lodges() && !o.AtCentre():
			where = safe.Const("→ ").Plus(k.channels(o.Service)).As(th.Doubt)
			if i != k.at {
				st = th.Muted
			}
		case k.shut(o):
			where = safe.Row(th.Mark(theme.Trouble), safe.Const(" "), k.window(o.Service).As(th.Trouble))
		case o.Repealed != nil:
			where = safe.Row(th.Mark(theme.Trouble), safe.Const(" "), w.NotInForce.As(th.Trouble))
		}
		out = append(out, safe.Row(pointer, safe.Num(i+1), safe.Const("  "), name.As(st), safe.Const("  "), where).Cut(k.w))
	}
	if k.at >= len(k.offers) {
		return out
	}
	o := k.offers[k.at]
	out = append(out, safe.Line{})
	for _, t := range k.Of(o.Service.Name).Wrap(k.w - 6) {
		out = append(out, safe.Row(safe.Const("   "), t.As(th.Title)))
	}
	out = append(out, safe.Row(safe.Const("   "), k.actLine(o.Edition).CutWords(k.w-6).As(th.Muted)))
	return out[:min(len(out), h)]
}

// channels are the places where a service is asked for.
func (s *Session) channels(svc *catalogue.Service) safe.Text {
	var out safe.Text
	for _, c := range svc.Channels {
		out = safe.Join(safe.Const(", "), out, s.Words.Channel(c))
	}
	return out
}

// window says when applications for a service are taken.
func (s *Session) window(svc *catalogue.Service) safe.Text {
	w, _ := svc.WindowOn(s.Today(), nil)
	day := func(month, d int) safe.Text {
		return safe.Clean(calendar.Say(calendar.Date{Year: s.Today().Year, Month: time.Month(month), Day: d}, s.Lang, calendar.DayMonth))
	}
	return s.Words.P1().Closed.Fill(day(w.FromMonth, w.FromDay), day(w.ToMonth, w.ToDay))
}

// draftRows lists the drafts, two rows each: who and which service, how far.
func (k *check) draftRows(h int) []safe.Line {
	th, w := k.Theme, k.Words.P1()
	out := []safe.Line{{}}
	n := max((h-1)/2, 1)
	top := fromTop(k.at, len(k.drafts), n)
	for i := top; i < min(top+n, len(k.drafts)); i++ {
		d := k.drafts[i]
		st, pointer := th.Plain, safe.Const("   ")
		if i == k.at {
			st, pointer = th.Selected, safe.Const(" ▸ ")
		}
		who := safe.Clean(d.App.Recipient.FullName())
		if d.App.Recipient.Surname == "" && d.App.Recipient.Given == "" {
			who = w.NoName
		}
		when := w.DraftSavedAt.Fill(k.Words.When(d.SavedAt, k.Now())).As(th.Muted)
		left := safe.Row(pointer, who.CutWords(k.w-when.Width()-8).As(st))
		out = append(out, safe.Ends(left, when.Plus(safe.Const(" ")), k.w),
			safe.Row(safe.Const("     "), k.serviceShort(d.App.Service).As(th.Muted), safe.Const(" · "), k.howFar(d.App)).Cut(k.w))
	}
	return out
}

// howFar says what a draft still lacks.
func (k *check) howFar(app intake.Application) safe.Line {
	if app.Agent != nil { // Check writes numbers clean: not into what is kept here
		g := *app.Agent
		app.Agent = &g
	}
	l := k.Office.Check(&app)
	l.Problems = slices.DeleteFunc(l.Problems, (*intake.Problem).StoreTrouble) // not the draft's
	if l.Complete && len(l.Problems) == 0 {
		return k.Words.P1().Complete.As(k.Theme.Done)
	}
	t := safe.Text{}
	if !l.Complete {
		t = k.Words.P1().Missing.Of(len(l.Missing))
	}
	if n := len(l.Problems); n > 0 {
		t = safe.Join(safe.Const(" · "), t, k.Words.P1().Fields.Of(n))
	}
	return t.As(k.Theme.Muted)
}

func (k *check) goOn() tea.Cmd {
	if k.at >= len(k.drafts) {
		return nil
	}
	app := k.drafts[k.at].App
	zone := k.Office.Office.Zone()
	if app.StartedAt = app.StartedAt.In(zone); k.dayOf(app.StartedAt) != k.Today() {
		app.StartedAt = k.Now() // another day: the person came to the window again
	}
	f, err := newApplication(k.Session, app, true)
	if err != nil {
		return k.Fail(err)
	}
	return k.Replace(f)
}

// dayOf is the office's date at a moment.
func (s *Session) dayOf(at time.Time) calendar.Date {
	return calendar.DateOf(at.In(s.Office.Office.Zone()))
}

func (k *check) askDrop() tea.Cmd {
	if k.at >= len(k.drafts) {
		return nil
	}
	w, d := k.Words.P1(), k.drafts[k.at]
	who := safe.Join(safe.Const(" · "), safe.Clean(d.App.Recipient.FullName()), k.serviceShort(d.App.Service))
	return k.Confirm(k, "drop", w.DropAsk, []safe.Text{who, w.DropText}, 1,
		widget.Choice{Label: w.DropYes, Value: d}, widget.Choice{Label: w.DropNo, Value: nil})
}

// drop forgets a draft, unless it was saved again since it was shown.
func (k *check) drop(d intake.Draft) tea.Cmd {
	by, office, actor := k.By(), k.Office, k.Actor.Code
	return k.Do(k, "drop", func(ctx context.Context) any {
		now, err := office.DraftsOf(ctx, actor)
		if err != nil {
			return err
		}
		for _, x := range now {
			if x.App.ID == d.App.ID && !x.SavedAt.Equal(d.SavedAt) {
				return intake.Refuse(intake.ProblemChanged, "")
			}
		}
		if err := office.DropDraft(ctx, by, d.App.ID); err != nil {
			return err
		}
		if now, err = office.DraftsOf(ctx, actor); err != nil {
			return err
		}
		return draftsMsg{now}
	})
}
