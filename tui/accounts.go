package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// accounts is the administrator's screen: who works in the office, who may come
// in, and when they last did. Forms and questions are in accounts_acts.go.
type accounts struct {
	*Session
	all  []account.Listed
	grid *widget.Grid
	sent *accountForm // the form last sent, to open again when a rule refuses
	w, h int
}

type accountsMsg struct{ all []account.Listed }

func newAccounts(s *Session) Screen { return &accounts{Session: s} }

func (p *accounts) Init() tea.Cmd {
	house, by := p.House, p.By()
	return p.Ask(p, "accounts", func(ctx context.Context) any {
		all, err := house.List(ctx, by)
		if err != nil {
			return err
		}
		return accountsMsg{all}
	})
}

func (p *accounts) Relabel() {
	held := p.selected().Actor.Code
	w, a := p.Words.Setup(), p.Words.Accounts()
	p.grid = widget.NewGrid("accounts", p.Asker(p), widget.Rows(p.rows()),
		widget.Column{Title: w.WorkerName, Min: 13, Max: 28},
		widget.Column{Title: w.Code, Min: 10, Max: 16},
		widget.Column{Title: w.Role, Min: 20, Max: 28},
		widget.Column{Title: a.State, Min: 11, Max: 13},
		widget.Column{Title: a.Last, Min: 12, Max: 14},
		widget.Column{Title: w.Window, Min: 7, Max: 8, Right: true, From: 100},
		widget.Column{Title: a.Tries, Min: 6, Max: 7, Right: true, From: 100},
		widget.Column{Title: a.Keys, Min: 7, Max: 8, Right: true, From: 110},
	)
	p.grid.Fail = p.Fail
	p.grid.Empty, p.grid.Waiting = p.Words.Common().Nothing, p.Words.Common().Loading
	p.grid.SelectID(held)
	p.grid.Resize(p.room())
}

func (p *accounts) rows() []widget.Row {
	w, now := p.Words.Accounts(), p.Now()
	var rows []widget.Row
	for _, l := range p.all {
		window, last, sign := safe.Text{}, w.Never, theme.None
		if l.Actor.Window > 0 {
			window = safe.Num(l.Actor.Window)
		}
		if !l.Last.At.IsZero() {
			last = p.Words.When(l.Last.At, now)
		}
		if l.Failed > 0 {
			sign = theme.Trouble
		}
		rows = append(rows, widget.Row{ID: l.Actor.Code, Value: l, Sign: sign, Cells: []safe.Text{
			safe.Clean(l.Actor.Name), safe.Clean(l.Actor.Code), p.Words.Role(l.Actor.Role), p.state(l), last,
			window, safe.Num(l.Failed), safe.Num(len(l.Keys)),
		}})
	}
	return rows
}

// state is how an account stands, in a word.
func (p *accounts) state(l account.Listed) safe.Text {
	w := p.Words.Accounts()
	switch {
	case l.Disabled:
		return w.Disabled
	case l.None:
		return w.None
	case l.Pending && p.House.Clock().After(l.Until):
		return w.Expired
	case l.Pending:
		return w.Pending
	}
	return w.Active
}

func (p *accounts) selected() account.Listed {
	if p.grid == nil {
		return account.Listed{}
	}
	r, ok := p.grid.Selected()
	if !ok {
		return account.Listed{}
	}
	return r.Value.(account.Listed)
}

func (p *accounts) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case accountsMsg:
		p.all = m.all
		p.Relabel()
		return p.grid.Load()
	case savedMsg:
		p.sent = nil
		p.Say(theme.Done, m.say)
		return p.Init()
	case onceMsg:
		p.sent = nil
		p.showOnce(m)
		return p.Init()
	case Failed:
		return p.refused(m)
	case Confirmed:
		return p.confirmed(m)
	case Changed, Shown:
		return p.Init()
	case LangChanged:
		return p.grid.Load()
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

func (p *accounts) none() safe.Text {
	if p.selected().Actor.Code == "" {
		return p.Words.Common().Nothing
	}
	return safe.Text{}
}

func (p *accounts) Keys() []keys.Binding {
	w := p.Words.Accounts()
	shut := w.Disable
	if p.selected().Disabled {
		shut = w.Enable
	}
	return []keys.Binding{
		{ID: "edit", Keys: []string{"enter"}, Label: w.Edit, Do: p.edit, Why: p.none},
		{ID: "new", Keys: []string{"f5", "n"}, Label: w.NewHead, Do: p.add},
		{ID: "reset", Keys: []string{"f7", "r"}, Label: w.Reset, Do: p.askReset, Why: p.none},
		{ID: "disable", Keys: []string{"f8", "d"}, Label: shut, Do: p.askDisable, Why: p.none},
		{ID: "keys", Keys: []string{"f9", "k"}, Label: w.Keys, Why: p.none, Do: func() tea.Cmd {
			return p.Push(newAccountKeys(p.Session, p.selected()))
		}},
	}
}

func (p *accounts) room() int         { return max(p.h-2, 2) }
func (p *accounts) Resize(w, h int)   { p.w, p.h = w, h; p.grid.Resize(p.room()) }
func (p *accounts) Title() safe.Text  { return p.Words.Accounts().Title }
func (p *accounts) Help() []safe.Text { return []safe.Text{p.Words.Accounts().Help} }

func (p *accounts) View() Frame {
	return Frame{Body: p.grid.Draw(p.w, p.room(), p.Theme),
		Foot: []safe.Line{safe.Row(safe.Const(" "), p.Words.Accounts().Total.Of(len(p.all)))}}
}

// actor is the worker an act is on, as the list had it.
func (p *accounts) actor() intake.Actor { return p.selected().Actor }
