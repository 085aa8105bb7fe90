package tui

import (
	"context"
	"math/rand/v2"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// env is the surroundings of a screen before the work.
func (d *Door) env() *Env {
	e := NewEnv(d.lang)
	e.Context, e.Theme, e.Log, e.Tick, e.Pace = d.ctx, d.o.Theme, d.o.Log, d.tick, d.pace
	e.Clock = func() time.Time { return d.o.Office.Clock().In(d.o.Office.Office.Zone()) }
	e.Explain = lang.Words.Explain
	return e
}

// before puts a screen in front of the work.
func (d *Door) before(s Screen, e *Env) tea.Cmd {
	office := d.o.Office.Office
	d.front = New(Config{
		Env: e, Home: s, Closed: true,
		Office: office.Number, Prefix: office.Scanner.Prefix, Suffix: office.Scanner.Suffix,
		Header: func() Head {
			place := e.Of(office.Name)
			switch {
			case d.o.Office.ReadOnly:
				place = place.Plus(safe.Const(" · "), e.Words.Trouble().ReadOnlyBadge)
			case office.Training:
				place = place.Plus(safe.Const(" · "), e.Words.Home().Training)
			}
			return Head{Place: place}
		},
		OnLang: func(l trio.Lang) tea.Cmd { d.lang, d.kept = l, true; return nil },
		Leave:  func() tea.Cmd { return d.leave(nil) },
	})
	return d.start(d.front)
}

func (d *Door) start(a *App) tea.Cmd {
	a.w, a.h = d.w, d.h
	return a.Init()
}

// login asks who it is; said is why the one before is out.
func (d *Door) login(said sentence) tea.Cmd {
	e := d.env()
	return d.before(newLogin(e, d.o, said, d.enter), e)
}

// enter lets a person in; who came with a one-time code chooses a password
// first.
func (d *Door) enter(e account.Entry, code string) tea.Cmd {
	d.touched = d.pace()
	if !e.MustChange {
		return d.begin(e)
	}
	env, office := d.env(), d.o.Office
	p := makePassword(env, d.o.House, func() intake.By { return office.By(e.Actor) }, code, true)
	p.done = func() tea.Cmd { return d.begin(e) }
	return d.before(p, env)
}

// begin opens the work.
func (d *Door) begin(e account.Entry) tea.Cmd {
	ctx, cancel := context.WithCancel(d.ctx)
	if l := e.Actor.Lang; l != "" && !d.kept {
		d.lang = l
	}
	s := NewSession(ctx, Options{Office: d.o.Office, Actor: e.Actor, Lang: d.lang, Theme: d.o.Theme, Log: d.o.Log, Dir: d.o.Dir})
	s.House, s.Presence, s.From, s.signer = d.o.House, d.o.Presence, d.o.From, d.o.Signer
	s.Tick, s.Pace, s.Calm, s.Spread = d.tick, d.pace, d.o.Calm, d.o.Spread
	if s.Spread > 0 { // nor do two hundred clocks tick in the same moment
		s.phase = rand.N(time.Second)
	}
	d.s, d.end, d.front = s, cancel, nil
	d.work = Open(s)
	d.work.cfg.Leave = func() tea.Cmd { return d.leave(nil) }
	d.work.cfg.Own = d.own
	onLang := d.work.cfg.OnLang
	d.work.cfg.OnLang = func(l trio.Lang) tea.Cmd { d.lang = l; return onLang(l) }
	if d.deaf {
		d.work.cfg.Wake = nil
	}
	now := d.pace()
	d.began, d.touched, d.asked, d.ask, d.warned = now, now, now, false, 0
	return tea.Batch(d.start(d.work), d.greet(e))
}

// own are the keys of the first screen that are the door's.
func (d *Door) own() []keys.Binding {
	s := d.s
	if s == nil {
		return nil
	}
	w := s.Words.Door()
	return []keys.Binding{
		{ID: "other", Keys: []string{"f6", "ctrl+l"}, Help: w.OtherHelp, Do: func() tea.Cmd { return d.close(nil) }},
		{ID: "password", Keys: []string{"ctrl+p"}, Help: w.OwnHelp, Do: func() tea.Cmd { return s.Push(newPassword(s)) }},
	}
}

// greeting is what is told to who has just come in.
type greeting struct {
	entry  account.Entry
	drafts int
}

// greet says the last log-in, the tries that failed since, and the drafts.
func (d *Door) greet(e account.Entry) tea.Cmd {
	office, who := d.s.Office, e.Actor
	return d.s.Ask(nil, "greeting", func(ctx context.Context) any {
		g := greeting{entry: e}
		if who.Role.May(intake.CanDraft) {
			drafts, err := office.DraftsOf(ctx, who.Code)
			if err != nil {
				return err
			}
			g.drafts = len(drafts)
		}
		return g
	})
}

func (g greeting) tell(a *App) tea.Cmd {
	w := a.env.Words.Door()
	sign, parts := theme.None, []safe.Text{w.First}
	last := g.entry.Before
	if !last.At.IsZero() {
		parts[0] = w.Last.Fill(a.env.Words.When(last.At, a.env.Clock()))
	}
	if g.entry.Failed > 0 {
		sign = theme.Trouble
		parts = append(parts, w.Failed.Of(g.entry.Failed))
	}
	if g.drafts > 0 && g.entry.Actor.Role == intake.ProviderDesk {
		parts = append(parts, a.env.Words.Desk().Drafts.Of(g.drafts))
	} else if g.drafts > 0 {
		parts = append(parts, w.Drafts.Of(g.drafts))
	}
	if !last.At.IsZero() {
		from := w.Here
		if last.From != "" {
			from = safe.Clean(last.From)
		}
		parts = append(parts, from)
	}
	a.say(sign, safe.Join(safe.Const(" · "), parts...))
	return nil
}

// lock hides the work.
func (d *Door) lock() tea.Cmd {
	e := d.env()
	return d.before(newLock(e, d.o, d.s.Actor, d.unlock, func() tea.Cmd { return d.close(nil) }), e)
}

// unlock shows the work as it stands now.
func (d *Door) unlock() tea.Cmd {
	d.front, d.touched = nil, d.pace()
	if d.lang != d.s.Lang {
		d.s.SetLang(d.lang)
	}
	_, cmd := d.work.Update(Changed{})
	return cmd
}

// forsaken clears what somebody began at the door and left there.
func (d *Door) forsaken(idle bool) tea.Cmd {
	if !idle || d.front == nil {
		return nil
	}
	switch p := d.front.stack[0].(type) {
	case *password:
		said := func(w lang.Words) safe.Text { return w.Door().EndIdle }
		if d.remote() {
			return d.leave(said)
		}
		return d.login(said)
	case *login:
		if !p.busy && (p.name.Value() != "" || p.password.Value() != "") {
			return d.login(p.said)
		}
	}
	return nil
}
