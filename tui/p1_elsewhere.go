package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/courier/papers"
	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// elsewhere tells where a person must go for a service the centre may not
// accept. The turn-away is in the journal already.
type elsewhere struct {
	*Session
	t    intake.TurnAway
	w, h int
}

// paper is the slip the person takes along.
func (e *elsewhere) paper() papers.Want { return papers.Want{Kind: papers.TurnAway, Away: &e.t} }

func newElsewhere(s *Session, t intake.TurnAway) Screen { return &elsewhere{Session: s, t: t} }

// Init has nothing to read.
func (e *elsewhere) Init() tea.Cmd { return nil }

// Update takes nothing.
func (e *elsewhere) Update(tea.Msg) tea.Cmd { return nil }

// Resize takes the cells.
func (e *elsewhere) Resize(w, h int) { e.w, e.h = w, h }

// Station is the check.
func (e *elsewhere) Station() int { return 1 }

// Title says that it is not taken here.
func (e *elsewhere) Title() safe.Text {
	return safe.Join(safe.Const(" · "), safe.Const("1 ").Plus(e.Words.Process(1)), e.Words.P1().Elsewhere)
}

// Help says why this is recorded.
func (e *elsewhere) Help() []safe.Text { return []safe.Text{e.Words.P1().ElsewhereHelp} }

// Keys: the next person, or another service.
func (e *elsewhere) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "other", Keys: []string{"enter"}, Label: e.Words.P1().OtherService, Do: func() tea.Cmd { return e.Replace(newCheck(e.Session)) }},
		{ID: "print", Keys: []string{"p"}, Label: e.Words.Print().Key, Help: e.Words.Print().KeyHelp,
			Do: func() tea.Cmd { return e.showPaper(e, e.paper(), nil) }},
	}
}

// View is the way, in large: what to tell the person.
func (e *elsewhere) View() Frame {
	th, w := e.Theme, e.Words.P1()
	var body []safe.Line
	add := func(l ...safe.Line) { body = append(body, l...) }
	wrap := func(t safe.Text, st safe.Style) {
		for _, r := range t.Wrap(max(e.w-8, 1)) {
			add(safe.Row(safe.Const("    "), r.As(st)))
		}
	}
	svc, _, ok := e.Office.ServiceOf(e.t.Edition, e.t.Service)
	add(safe.Line{})
	if ok {
		wrap(e.Of(svc.Name), th.Title)
	} else {
		wrap(safe.Clean(e.t.Service), th.Title)
	}
	add(safe.Line{})
	switch {
	case e.t.Reason == intake.ProblemWindowClosed && ok:
		wrap(safe.Const("! ").Plus(e.window(svc)), th.Trouble)
	case ok:
		wrap(w.SendTo, th.Label)
		for _, c := range e.t.Channels {
			add(safe.Row(safe.Const("      → ").As(th.Accent), e.Words.Channel(catalogue.Channel(c)).As(th.Accent)))
		}
		add(safe.Line{})
		wrap(e.Of(svc.Provider.Name), th.Muted)
	}
	add(safe.Line{})
	foot := safe.Row(safe.Const(" "), th.Mark(theme.Done), safe.Const(" "), w.Recorded.Fill(e.Words.Clock(e.t.At)))
	return Frame{Body: body, Foot: []safe.Line{foot.Cut(e.w)}}
}
