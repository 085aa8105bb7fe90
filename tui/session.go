package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/egov/agent"
	"tereze/intake/printer"
	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// Session is one worker at one terminal: what every station's screen needs.
// Office may be used in commands; the rest only on the App's goroutine.
type Session struct {
	*Env
	Office *courier.Office
	Actor  intake.Actor
	// Presence knows who else has a case open, House the accounts; nil in tools
	// that have neither. From is the client's address; empty: this machine.
	Presence *Presence
	House    *account.House
	From     string

	recent recent // what the counter used last: p1_check.go

	signer     Signer           // who signs for a worker; nil: nobody
	dir        string           // the data folder; empty: nothing can be written there
	printer    *printer.Printer // the office's; nil: printerErr says why
	printerErr error
	unprinted  *printing // the paper that did not leave last
}

// Signer finds the program that signs for a worker, by their code: beside
// their own terminal. false: none answers.
type Signer func(worker string) (agent.Signer, bool)

// By fixes an act: who, when, and its number.
func (s *Session) By() intake.By { return s.Office.By(s.Actor) }

// Now is the office's time; Today its date.
func (s *Session) Now() time.Time { return s.Office.Now() }

// Today is the office's date.
func (s *Session) Today() calendar.Date { return calendar.DateOf(s.Now()) }

// ServiceShort is a service's name for a list, as its edition has it.
func (s *Session) ServiceShort(edition, service string) safe.Text {
	if svc, _, ok := s.Office.ServiceOf(edition, service); ok {
		return s.Of(svc.Short)
	}
	return safe.Clean(service)
}

// ServiceName is a service's full name.
func (s *Session) ServiceName(edition, service string) safe.Text {
	if svc, _, ok := s.Office.ServiceOf(edition, service); ok {
		return s.Of(svc.Name)
	}
	return safe.Clean(service)
}

// ProviderShort is a provider's name for a list; ProviderName the full one.
func (s *Session) ProviderShort(code string) safe.Text {
	if p, ok := s.Office.Office.Provider(code); ok && p.Short != "" {
		return safe.Clean(p.Short)
	}
	return safe.Clean(code)
}

// ProviderName is a provider's full name.
func (s *Session) ProviderName(code string) safe.Text {
	if p, ok := s.Office.Office.Provider(code); ok {
		return s.Of(p.Name)
	}
	return safe.Clean(code)
}

// countsMsg is the office counted: an answer to counts.
type countsMsg struct{ courier.Conveyor }

// counts asks for the office's counts, for a screen.
func (s *Session) counts(to Screen) tea.Cmd {
	office, today := s.Office, s.Today()
	return s.Ask(to, "counts", func(ctx context.Context) any {
		c, err := office.Conveyor(ctx, today)
		if err != nil {
			return err
		}
		return countsMsg{c}
	})
}

// Due says by when a row must move on, and how badly: late, today, or not yet.
func (s *Session) Due(d calendar.Date, at calendar.Clock) (safe.Text, theme.Sign) {
	return due(s.Words.Due, s.Now(), d, at)
}

func due(say func(calendar.Date, calendar.Clock, time.Time) safe.Text, now time.Time, d calendar.Date, at calendar.Clock) (safe.Text, theme.Sign) {
	sign, today := theme.None, calendar.DateOf(now)
	late := d.Before(today) || d == today && at != 0 && at < calendar.ClockOf(now)
	if late || d == today {
		sign = theme.Trouble
	}
	return say(d, at, now), sign
}

// Cells draws a row of a work list in the columns of a grid.
type Cells func(r intake.ListRow, due safe.Text) []safe.Text

// List is a grid's source on a work list.
func (s *Session) List(l intake.List, cells Cells) widget.Source {
	return s.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) { return intake.ListWindow(tx, l, w) })
}

// ListOf is List for one provider.
func (s *Session) ListOf(l intake.List, provider string, cells Cells) widget.Source {
	return s.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
		return intake.ListWindowOf(tx, l, provider, w)
	})
}

// RegistryRows is a grid's source on a registry, kind as intake.RegistryKey.
func (s *Session) RegistryRows(kind byte, no uint64, cells Cells) widget.Source {
	return s.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
		return intake.RegistryWindow(tx, kind, no, w)
	})
}

// rows makes a source of a windowed read. It takes the words of the moment:
// a screen makes its sources anew in Relabel.
func (s *Session) rows(cells Cells, read func(*store.Tx, intake.Window) ([]intake.ListRow, error)) widget.Source {
	office, words := s.Office, s.Words
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		var page widget.Page
		err := office.View(ctx, func(tx *store.Tx) error {
			page = widget.Page{}
			win := intake.Window{Inclusive: w.Inclusive, Back: w.Back, Limit: w.Limit + 1}
			if w.From != "" {
				win.From = []byte(w.From)
			}
			list, err := read(tx, win)
			if page.More = len(list) > w.Limit; page.More {
				if w.Back {
					list = list[1:]
				} else {
					list = list[:w.Limit]
				}
			}
			now := office.Now()
			for _, r := range list {
				say, sign := due(words.Due, now, r.Due, r.DueAt)
				page.Rows = append(page.Rows, widget.Row{
					ID: r.ID.String(), Key: string(r.Cursor), Version: uint64(r.Version),
					Cells: cells(r, say), Sign: sign, Value: r,
				})
			}
			return err
		})
		return page, err
	})
}

// Row is the case of a selected row.
func rowCase(r widget.Row) intake.ListRow { return r.Value.(intake.ListRow) }
