package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// What is brought straight to a provider's chancellery is filled in on the form
// of process 1. It ends in an incoming number (F9), or goes back at once (F8).

// newLodging begins such an application: the drafts first, when there are any.
func newLodging(s *Session) Screen { return newCheck(s) }

// lodges tells that the person at the keys is a provider's chancellery.
func (s *Session) lodges() bool { return s.Actor.Role == intake.ProviderDesk }

// offered are the services to choose among: at a chancellery what its own
// provider renders and takes there.
func (k *check) offered() []catalogue.Offer {
	all := k.Office.Catalogue.On(k.Today(), k.Office.Office.Region)
	if !k.lodges() {
		return all
	}
	own, _ := k.Office.Office.Provider(k.Actor.Provider)
	return slices.DeleteFunc(slices.Clone(all), func(o catalogue.Offer) bool {
		return own == nil || !o.Service.Has(catalogue.Chancellery) || own.Kind != o.Service.Provider.Kind
	})
}

// lodgeKeys stand in the place of acceptance and refusal.
func (f *application) lodgeKeys() []keys.Binding {
	w := f.Words.Desk()
	return []keys.Binding{
		{ID: "lodge", Keys: []string{"f9"}, Label: w.Register, Do: f.askIncoming, Why: f.whyNotAccept},
		{ID: "send-home", Keys: []string{"f8"}, Label: w.Return, Do: f.askHome, Why: f.whyNotHome},
	}
}

// askIncoming wants the number of the chancellery's own book.
func (f *application) askIncoming() tea.Cmd {
	w := f.Words.Desk()
	x := widget.NewField("incoming", bookNumber)
	x.Label, x.Needed = w.Incoming, f.Words.Common().Required
	who := f.person.person()
	lines := []safe.Text{safe.Clean(who.FullName())}
	return f.Open(NewFormBox(f.Env, w.Register, lines, widget.NewForm(widget.Line(x)), func() tea.Cmd {
		number, office := x.Value(), f.Office
		return f.act("accept", func(ctx context.Context, by intake.By, a intake.Application) (*intake.Case, error) {
			return office.Lodge(ctx, by, a, number)
		}, func(c *intake.Case, h headAt) any { return accepted{c, h} })
	}))
}

// whyNotHome: what is complete and asked for here is taken.
func (f *application) whyNotHome() safe.Text {
	for _, p := range f.l.Problems {
		switch p.Code {
		case intake.ProblemServiceUnknown, intake.ProblemNotChancellery, intake.ProblemWindowClosed:
			return safe.Text{}
		}
	}
	if f.l.Complete {
		return f.say(intake.Refuse(intake.ProblemComplete, "papers"))
	}
	return safe.Text{}
}

// askHome shows once more what is missing.
func (f *application) askHome() tea.Cmd {
	w := f.Words.P1()
	var text []safe.Text
	for _, p := range f.l.Problems {
		if p.Field == "service" {
			text = append(text, f.say(p))
		}
	}
	for i, m := range f.l.Missing {
		text = append(text, safe.Num(i+1).Plus(safe.Const(". "), f.missing(m)))
	}
	return f.Confirm(f, "send-home", f.Words.Desk().ReturnAsk, text, 1,
		widget.Choice{Key: "f8", Label: f.Words.Desk().Return, Value: true}, widget.Choice{Label: w.RefuseNo, Value: false})
}

// sentHome ends a form whose papers went back with the person.
type sentHome struct{}

// sendHome returns the papers at once. It is recorded, and names nobody.
func (f *application) sendHome() tea.Cmd {
	app, by, office := f.app(), f.By(), f.Office
	return f.Do(f, "send-home", func(ctx context.Context) any {
		if _, err := office.SendHome(ctx, by, app); err != nil {
			return err
		}
		if err := office.DropDraft(ctx, by.Part([]byte("draft")), app.ID); err != nil {
			return err
		}
		return sentHome{}
	})
}

func (f *application) home(sentHome) tea.Cmd {
	f.over = true
	f.Forget(f.id)
	f.Say(theme.Done, f.Words.Desk().Returned)
	return f.Pop()
}
