package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/account"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// accountKeys are the public keys of one account.
type accountKeys struct {
	*Session
	code string
	all  []account.Key
	grid *widget.Grid
	w, h int
}

type accountKeysMsg struct {
	all []account.Key
	say safe.Text
}

func newAccountKeys(s *Session, l account.Listed) Screen {
	return &accountKeys{Session: s, code: l.Actor.Code, all: l.Keys}
}

func (p *accountKeys) Init() tea.Cmd { return p.grid.Load() }

func (p *accountKeys) Relabel() {
	w := p.Words.Accounts()
	var rows []widget.Row
	for _, k := range p.all {
		rows = append(rows, widget.Row{ID: k.Print, Value: k, Cells: []safe.Text{safe.Clean(k.Print), safe.Clean(k.Comment), safe.Clean(k.Type)}})
	}
	p.grid = widget.NewGrid("keys", p.Asker(p), widget.Rows(rows),
		widget.Column{Title: w.KeyPrint, Min: 50, Max: 52},
		widget.Column{Title: w.KeyComment, Min: 10, Max: 40},
		widget.Column{Title: w.KeyType, Min: 12, Max: 20, From: 100})
	p.grid.Fail = p.Fail
	p.grid.Empty = w.KeysEmpty
	p.grid.Resize(max(p.h-1, 2))
}

// read brings the list anew, behind an act or a change of another's.
func (p *accountKeys) read(topic string, say safe.Text, act func(context.Context) error) tea.Cmd {
	house, by, code := p.House, p.By(), p.code
	fn := func(ctx context.Context) any {
		if act != nil {
			if err := act(ctx); err != nil {
				return err
			}
		}
		all, err := house.List(ctx, by)
		if err != nil {
			return err
		}
		for _, l := range all {
			if l.Actor.Code == code {
				return accountKeysMsg{l.Keys, say}
			}
		}
		return accountKeysMsg{say: say}
	}
	if act != nil {
		return p.Do(p, topic, fn)
	}
	return p.Ask(p, topic, fn)
}

func (p *accountKeys) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case accountKeysMsg:
		p.all = m.all
		p.Relabel()
		if !m.say.Empty() {
			p.Say(theme.Done, m.say)
		}
		return p.grid.Load()
	case Changed, Shown:
		return p.read("keys", safe.Text{}, nil)
	case LangChanged:
		return p.grid.Load()
	case Confirmed:
		if print, ok := m.Value.(string); ok {
			house, by, code := p.House, p.By(), p.code
			return p.read("drop", p.Words.Accounts().KeyDropped, func(ctx context.Context) error { return house.DropKey(ctx, by, code, print) })
		}
		return nil
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

func (p *accountKeys) add() tea.Cmd {
	w := p.Words.Accounts()
	line := widget.NewField("line", 4000) // an RSA key is a long one
	line.Label, line.Needed = w.KeyLine, p.Words.Common().Required
	return p.Open(NewFormBox(p.Env, w.KeyAdd, []safe.Text{w.KeysHelp}, widget.NewForm(widget.Line(line)), func() tea.Cmd {
		house, by, code, text := p.House, p.By(), p.code, line.Value()
		return p.read("add", w.KeyAdded, func(ctx context.Context) error {
			_, err := house.AddKey(ctx, by, code, text)
			return err
		})
	}))
}

func (p *accountKeys) drop() tea.Cmd {
	w, c := p.Words.Accounts(), p.Words.Common()
	r, _ := p.grid.Selected()
	k := r.Value.(account.Key)
	return p.Confirm(p, "drop", w.KeyDropAsk, []safe.Text{safe.Clean(k.Print), safe.Clean(k.Comment)}, 1,
		widget.Choice{Key: "f9", Label: c.Yes, Value: k.Print}, widget.Choice{Label: c.No})
}

func (p *accountKeys) Keys() []keys.Binding {
	w := p.Words.Accounts()
	return []keys.Binding{
		{ID: "add", Keys: []string{"f5", "n"}, Label: w.KeyAdd, Do: p.add},
		{ID: "drop", Keys: []string{"f8", "delete"}, Label: w.KeyDrop, Do: p.drop, Why: func() safe.Text {
			if len(p.all) == 0 {
				return w.KeysEmpty
			}
			return safe.Text{}
		}},
	}
}

func (p *accountKeys) Resize(w, h int)  { p.w, p.h = w, h; p.grid.Resize(max(h-1, 2)) }
func (p *accountKeys) Title() safe.Text { return p.Words.Accounts().KeysTitle.Fill(safe.Clean(p.code)) }
func (p *accountKeys) Help() []safe.Text {
	return []safe.Text{p.Words.Accounts().KeysHelp}
}
func (p *accountKeys) View() Frame { return Frame{Body: p.grid.Draw(p.w, max(p.h-1, 2), p.Theme)} }
