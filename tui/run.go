package tui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/printer"
	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// Options is what a session is made of.
type Options struct {
	Office *courier.Office
	Actor  intake.Actor
	Lang   trio.Lang
	Theme  theme.Theme
	Log    *slog.Logger
	// Dir is the data folder: papers/ and export/ are made in it.
	Dir string
}

// NewSession is one worker's session; the App of Open runs it.
func NewSession(ctx context.Context, o Options) *Session {
	env := NewEnv(o.Lang)
	env.Context, env.Theme = ctx, o.Theme
	// Not Office.Now: whole seconds cannot tell a scanner from fingers.
	office := o.Office.For(o.Actor)
	env.Clock = func() time.Time { return office.Clock().In(office.Office.Zone()) }
	if o.Log != nil {
		env.Log = o.Log
	}
	env.Explain = lang.Words.Explain
	s := &Session{Env: env, Office: office, Actor: o.Actor, dir: o.Dir, printerErr: errNoFolder}
	if o.Dir != "" {
		s.printer, s.printerErr = printer.New(o.Office.Office.Printer, o.Dir)
	}
	return s
}

// Open makes the root model of a session, on the conveyor.
func Open(s *Session) *App {
	office := s.Office.Office
	c := Config{
		Env:      s.Env,
		Office:   office.Number,
		Prefix:   office.Scanner.Prefix,
		Suffix:   office.Scanner.Suffix,
		Home:     s.first(),
		Header:   s.header,
		Stations: s.station,
		Search:   func() Screen { return newSearch(s, "") },
		Scan:     s.scanned,
		Wake:     s.Office.Ledger.Wake(s.Context),
		OnLang:   s.keepLang,
		May:      s.may,
	}
	if _, road := c.Home.(*home); !road { // no stations and no search for who sees no list of cases
		c.Stations, c.Search, c.Scan = nil, nil, nil
	}
	return New(c)
}

// Run opens the door of a local terminal and stays until somebody leaves the
// program. What was typed is on disk when it returns; the sentence says why it
// ended, and is empty when somebody wanted to.
func Run(ctx context.Context, o DoorOptions, opts ...tea.ProgramOption) (safe.Text, error) {
	d := NewDoor(ctx, o)
	_, err := tea.NewProgram(d, append(opts, tea.WithContext(ctx))...).Run()
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushWait)
	defer cancel()
	return d.Parting(), errors.Join(err, d.Flush(late))
}

// station makes the screen of a station, 1 to 7.
func (s *Session) station(n int) Screen {
	switch n {
	case 1:
		return newCheck(s)
	case 2:
		return newAcceptedToday(s)
	case 3:
		return newHandover(s)
	case 4:
		return newDispatch(s)
	case 5:
		return newProvide(s)
	case 6:
		return newMark(s)
	case 7:
		return newIssue(s)
	}
	return nil
}

// header says who sits where.
func (s *Session) header() Head {
	place := s.Of(s.Office.Office.Name)
	if s.Actor.Window > 0 {
		place = place.Plus(safe.Const(" · "), s.Words.Home().Window.Fill(safe.Num(s.Actor.Window)))
	}
	switch {
	case s.Office.ReadOnly: // there is room for one of the two
		place = place.Plus(safe.Const(" · "), s.Words.Trouble().ReadOnlyBadge)
	case s.Office.Office.Training:
		place = place.Plus(safe.Const(" · "), s.Words.Home().Training)
	}
	return Head{Place: place, Person: safe.Clean(s.Actor.Name)}
}

// keepLang remembers the language a worker chose, for the next session.
func (s *Session) keepLang(l trio.Lang) tea.Cmd {
	s.Actor.Lang = l
	if s.Office.ReadOnly { // it holds for this session
		return nil
	}
	by, office := s.By(), s.Office
	return s.Ask(nil, "", func(ctx context.Context) any {
		if err := office.SetLang(ctx, by, l); err != nil {
			return err
		}
		return nil
	})
}

// scanned takes what the screen on top had no use for: home, at the bottom of
// the stack, opens the card.
func (s *Session) scanned(sc scan.Scan) tea.Cmd {
	return s.effect(func(a *App) tea.Cmd {
		if h, ok := a.stack[0].(*home); ok {
			cmd, _ := s.seekFor(h, a.top(), sc)
			return cmd
		}
		return a.push(newSearch(s, sc.Text.String()))
	})
}
