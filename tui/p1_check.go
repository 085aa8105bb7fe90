package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// recent is what a worker used last at the counter: offered first next time.
type recent struct {
	service  string
	provider map[string]string // by the provider's kind
}

// check opens process 1: the operator's drafts first, when there are any, then
// the choice of the service.
type check struct {
	*Session
	w, h   int
	drafts []intake.Draft
	loaded bool
	typed  []tea.KeyPressMsg // keys that came before the drafts were read
	pick   bool              // the services are shown, not the drafts
	at     int
	offers []catalogue.Offer
}

type (
	draftsMsg struct{ drafts []intake.Draft }
	awayMsg   struct{ t intake.TurnAway }
)

func newCheck(s *Session) Screen { return &check{Session: s} }

// Init reads the drafts.
func (k *check) Init() tea.Cmd {
	k.offers = k.offered()
	return k.read()
}

func (k *check) read() tea.Cmd {
	office, actor := k.Office, k.Actor.Code
	return k.Ask(k, "drafts", func(ctx context.Context) any {
		d, err := office.DraftsOf(ctx, actor)
		if err != nil {
			return err
		}
		return draftsMsg{d}
	})
}

// services shows the choice, on the one used last.
func (k *check) services() tea.Cmd {
	k.pick, k.at = true, 0
	for i := len(k.offers) - 1; i >= 0; i-- {
		if o := k.offers[i]; o.AtCentre() && k.recent.service == "" || o.Service.Code == k.recent.service {
			k.at = i
		}
	}
	return nil
}

// Update takes the drafts, and the keys that came before them.
func (k *check) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case draftsMsg:
		return k.read1(m.drafts)
	case awayMsg:
		return k.Replace(newElsewhere(k.Session, m.t))
	case Confirmed:
		if id, ok := m.Value.(intake.Draft); ok && m.ID == "drop" {
			return k.drop(id)
		}
	case Failed:
		if m.Topic == "drafts" && !k.loaded {
			return k.read1(nil)
		}
	case Changed, Shown:
		if !k.pick {
			return k.read()
		}
	case tea.KeyPressMsg:
		if !k.loaded {
			k.typed = append(k.typed, m)
			return nil
		}
		k.move(m)
	}
	return nil
}

// read1 shows the drafts. The selection stays on its draft when others move.
func (k *check) read1(drafts []intake.Draft) tea.Cmd {
	was := intake.Draft{}
	if !k.pick && k.at < len(k.drafts) {
		was = k.drafts[k.at]
	}
	k.drafts = drafts
	first := !k.loaded
	k.loaded = true
	if len(drafts) == 0 {
		if !k.pick {
			k.services()
		}
	} else if !k.pick {
		k.at = min(k.at, len(drafts)-1)
		for i, d := range drafts {
			if d.App.ID == was.App.ID {
				k.at = i
			}
		}
	}
	if !first {
		return nil
	}
	var cmds []tea.Cmd
	for _, m := range k.typed {
		if b, ok := keys.Find(m, k.Keys(), false); ok && b.Do != nil {
			cmds = append(cmds, b.Do())
			break // the screen is another one now
		}
		k.move(m)
	}
	k.typed = nil
	return tea.Batch(cmds...)
}

func (k *check) move(m tea.KeyPressMsg) {
	n := len(k.drafts)
	if k.pick {
		n = len(k.offers)
	}
	switch m.Code {
	case tea.KeyDown:
		k.at = min(k.at+1, n-1)
	case tea.KeyUp:
		k.at = max(k.at-1, 0)
	case tea.KeyHome:
		k.at = 0
	case tea.KeyEnd:
		k.at = n - 1
	case tea.KeyPgDown:
		k.at = min(k.at+10, n-1)
	case tea.KeyPgUp:
		k.at = max(k.at-10, 0)
	}
}

// Typing keeps early digits for the choice of the service.
func (k *check) Typing() bool { return !k.loaded }

// Resize takes the cells.
func (k *check) Resize(w, h int) { k.w, k.h = w, h }

// Station is the check.
func (k *check) Station() int { return 1 }

// Title is the process and what is chosen.
func (k *check) Title() safe.Text {
	w := k.Words.P1()
	what := w.Choose
	if k.loaded && !k.pick {
		what = w.Drafts
	}
	if k.lodges() {
		return safe.Join(safe.Const(" · "), k.Words.Desk().Lodging, what)
	}
	return safe.Join(safe.Const(" · "), safe.Const("1 ").Plus(k.Words.Process(1)), what)
}

// Help says what the screen is for.
func (k *check) Help() []safe.Text {
	w := k.Words.P1()
	return []safe.Text{w.HelpDrafts, w.HelpPick}
}

// Keys are the drafts' or the services'.
func (k *check) Keys() []keys.Binding {
	w, c := k.Words.P1(), k.Words.Common()
	switch {
	case !k.loaded:
		return nil
	case !k.pick:
		return []keys.Binding{
			{ID: "continue", Keys: []string{"enter"}, Label: w.Continue, Do: k.goOn},
			{ID: "new", Keys: []string{"n"}, Label: w.NewOne, Do: k.services},
			{ID: "drop", Keys: []string{"delete"}, Label: w.Drop, Do: k.askDrop},
			{ID: "move", Keys: []string{"down", "up"}, Show: safe.Const("↑↓"), Help: c.Choose},
		}
	}
	out := []keys.Binding{
		{ID: "choose", Keys: []string{"enter"}, Label: c.Choose, Show: safe.Const("Enter 1–").Plus(safe.Num(min(len(k.offers), 9))), Do: func() tea.Cmd { return k.choose(k.at) }},
		{ID: "move", Keys: []string{"down", "up"}, Show: safe.Const("↑↓"), Help: c.Choose},
	}
	for i := range min(len(k.offers), 9) {
		b := keys.Binding{ID: "service." + strconv.Itoa(i+1), Keys: []string{strconv.Itoa(i + 1)}, Do: func() tea.Cmd { return k.choose(i) }}
		out = append(out, b)
	}
	return out
}

// choose opens the form of a service, or records that the person was sent
// elsewhere.
func (k *check) choose(i int) tea.Cmd {
	if i < 0 || i >= len(k.offers) {
		return nil
	}
	o := k.offers[i]
	if k.lodges() || o.AtCentre() && !k.shut(o) {
		return openBlank(k.Session, o.Service.Code)
	}
	by, office, service := k.By(), k.Office, o.Service.Code
	return k.Do(k, "away", func(ctx context.Context) any {
		t, err := office.SendElsewhere(ctx, by, service)
		if err != nil {
			return err
		}
		return awayMsg{t}
	})
}

// shut tells that the regulation takes no application for the service now.
func (k *check) shut(o catalogue.Offer) bool {
	w, open := o.Service.WindowOn(k.Today(), nil)
	return !open && w.Closed == catalogue.Refuse
}

// openBlank puts a blank form in the place of the screen on top.
func openBlank(s *Session, service string) tea.Cmd {
	app, err := s.Office.Blank(service)
	if err == nil {
		var f Screen
		if f, err = newApplication(s, app, false); err == nil {
			return s.Replace(f)
		}
	}
	return s.Fail(err)
}

// View draws the drafts or the services.
func (k *check) View() Frame {
	f := Frame{}
	switch {
	case !k.loaded:
		f.Body = []safe.Line{{}, safe.Row(safe.Const("   "), k.Words.Common().Loading.As(k.Theme.Muted))}
	case k.pick:
		f.Body = k.serviceRows(max(k.h-1, 1))
	default:
		f.Body = k.draftRows(max(k.h-1, 1))
	}
	return f
}

// fromTop is the first visible row of a short list so that at is in view.
func fromTop(at, n, h int) int { return max(min(at-h+1, n-h), 0) }
