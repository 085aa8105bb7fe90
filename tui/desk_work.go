package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// deskWork is the provider's desk (process 5): whose turn is mine, by the
// duties of the chancellery, the head and the executor.
type deskWork struct {
	*Session
	duties []courier.DeskDuty
	at     int
	grid   *widget.Grid
	n      map[courier.DeskDuty]intake.Count
	typed  map[string]string // what was typed for an act that has not gone through, by act and case
	w, h   int
}

func newDeskWork(s *Session) Screen {
	return &deskWork{Session: s, duties: courier.DeskDuties(s.Actor.Role), n: map[courier.DeskDuty]intake.Count{}, typed: map[string]string{}}
}

func (p *deskWork) duty() courier.DeskDuty { return p.duties[p.at] }

// Relabel names the columns.
func (p *deskWork) Relabel() {
	w, hw := p.Words.Desk(), p.Words.Home()
	if p.grid == nil {
		p.grid = widget.NewGrid("desk", p.Asker(p), p.source())
	}
	p.grid.Columns = []widget.Column{
		{Title: hw.Number, Min: 17, Max: 17}, {Title: hw.Name, Min: 14, Max: 30}, {Title: hw.Service, Min: 12, Max: 14},
		{Title: w.Road, Min: 10, Max: 11}, {Title: w.Due, Min: 11, Max: 14}, {Title: w.Executor, Min: 10, Max: 16, From: 96},
	}
	p.grid.Empty, p.grid.Waiting, p.grid.Fail = w.Empty, p.Words.Common().Loading, p.Fail
}

// source is the cases whose step is this duty's, by the day it ends.
func (p *deskWork) source() widget.Source {
	office, words, session, duty := p.Office, p.Words, *p.Session, p.duty()
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		list, _, err := office.DeskList(ctx, duty, intake.Window{Limit: mostRows})
		if err != nil {
			return widget.Page{}, err
		}
		now := office.Now()
		rows := make([]widget.Row, 0, len(list))
		for _, r := range list {
			by, sign := due(words.Due, now, r.Due, r.DueAt)
			rows = append(rows, widget.Row{ID: r.ID.String(), Version: uint64(r.Version), Value: r, Sign: sign, Cells: []safe.Text{
				safe.Clean(string(r.Number)), safe.Clean(r.Name), session.ServiceShort(r.Edition, r.Service),
				words.Of(r.Road.Words()), by, safe.Clean(r.Executor),
			}})
		}
		return widget.Rows(rows).Page(ctx, w)
	})
}

type dutyCountsMsg map[courier.DeskDuty]intake.Count

// Init reads the sheet and how much stands on each.
func (p *deskWork) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.count()) }

func (p *deskWork) count() tea.Cmd {
	office, duties := p.Office, p.duties
	return p.Ask(p, "counts", func(ctx context.Context) any {
		m := dutyCountsMsg{}
		for _, d := range duties {
			_, n, err := office.DeskList(ctx, d, intake.Window{Limit: 1})
			if err != nil {
				return err
			}
			m[d] = n
		}
		return m
	})
}

func (p *deskWork) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case dutyCountsMsg:
		p.n = m
		return nil
	case Changed, Shown:
		return p.reload()
	case LangChanged:
		return p.grid.Renew(p.source())
	case saidMsg:
		return tea.Batch(p.Say(theme.Done, m.say), p.reload())
	case deskDoneMsg:
		clear(p.typed)
		return tea.Batch(p.Say(theme.Done, m.say), p.reload())
	case executorsMsg:
		return p.chooseExecutor(m)
	case deskCaseMsg:
		return m.then(m.c)
	case scanFoundMsg:
		return p.scanned(m)
	case Failed:
		if m.Topic == "counts" { // read again only after an act: a sick disk would never rest
			return nil
		}
		return p.reload()
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

func (p *deskWork) reload() tea.Cmd { return tea.Batch(p.grid.Reload(), p.count()) }

func (p *deskWork) turn(by int) tea.Cmd { return p.show((p.at + by + len(p.duties)) % len(p.duties)) }

func (p *deskWork) show(at int) tea.Cmd {
	p.at = at
	p.grid = nil
	p.Relabel()
	p.Resize(p.w, p.h)
	return p.grid.Load()
}

// picked is the row in focus.
func (p *deskWork) picked() intake.ListRow {
	r, _ := p.grid.Selected()
	row, _ := r.Value.(intake.ListRow)
	return row
}

func (p *deskWork) Keys() []keys.Binding {
	w, hw := p.Words.Desk(), p.Words.Home()
	row := func() safe.Text {
		if _, ok := p.grid.Selected(); !ok {
			return w.Empty
		}
		return safe.Text{}
	}
	does := func(id string, label safe.Text, do func() tea.Cmd, ks ...string) keys.Binding {
		return keys.Binding{ID: id, Keys: ks, Label: label, Why: row, Do: do}
	}
	var own []keys.Binding
	switch p.duty() {
	case courier.DeskIn:
		own = []keys.Binding{does("take-in", w.TakeIn, p.takeIn, "f9"), does("decline", w.Decline, p.decline, "f8", "b")}
	case courier.DeskHead:
		own = []keys.Binding{does("assign", w.Assign, p.assign, "f9")}
	case courier.DeskExecutor:
		own = []keys.Binding{does("prepare", w.Prepare, p.prepare, "f9")}
	case courier.DeskSign:
		own = []keys.Binding{does("decide", w.Decide, p.askDecide, "f9"), does("redo", w.Redo, p.redo, "f8", "b"), does("open", w.OpenResult, p.openResult, "v")}
	case courier.DeskOut:
		own = []keys.Binding{does("let-out", w.LetOut, p.letOut, "f9"), does("open", w.OpenResult, p.openResult, "v")}
	case courier.DeskHandOut:
		own = []keys.Binding{does("hand-out", w.HandOut, p.handOut, "f9")}
	}
	own = append(own, does("card", hw.Case, func() tea.Cmd { return p.Push(newCard(p.Session, p.picked().ID)) }, "enter"))
	if p.Actor.Role == intake.ProviderDesk {
		own = append(own,
			keys.Binding{ID: "lodge", Keys: []string{"n"}, Label: hw.New, Help: w.Lodge, Do: p.lodge},
			keys.Binding{ID: "steps", Keys: []string{"s"}, Label: w.Steps, Do: func() tea.Cmd { return p.Push(newProvide(p.Session)) }})
	}
	if len(p.duties) > 1 {
		own = slices.Insert(own, 1,
			keys.Binding{ID: "sheet", Keys: []string{"tab"}, Label: p.Words.DeskDuty(p.duties[(p.at+1)%len(p.duties)]), Do: func() tea.Cmd { return p.turn(1) }},
			keys.Binding{ID: "sheet-back", Keys: []string{"shift+tab"}, Do: func() tea.Cmd { return p.turn(-1) }})
	}
	return own
}

func (p *deskWork) Resize(w, h int) {
	p.w, p.h = w, h
	if p.grid != nil {
		p.grid.Resize(max(h-2, 2))
	}
}

// Title is whose desk it is.
func (p *deskWork) Title() safe.Text {
	return p.Words.Desk().Title.Plus(safe.Const(" · "), p.ProviderName(p.Actor.Provider))
}

func (p *deskWork) View() Frame {
	th := p.Theme
	row := safe.Row(safe.Const(" "))
	for i, d := range p.duties {
		if i > 0 {
			row = row.Plus(safe.Const(" · "))
		}
		t, st := p.Words.DeskDuty(d), th.Muted
		if n := p.n[d]; n.All > 0 {
			t = t.Plus(safe.Const(" "), safe.Num(int(n.All)))
			if n.Late > 0 {
				t = t.Plus(safe.Const(" !"), safe.Num(int(n.Late)))
			}
		}
		if i == p.at {
			t, st = safe.Const("▐").Plus(t, safe.Const("▌")), th.Title
		}
		row = row.Plus(t.As(st))
	}
	return Frame{Head: []safe.Line{safe.Row(safe.Const(" "), p.Title().CutWords(p.w-2).As(th.Title)), row.Cut(p.w)},
		Body: p.grid.Draw(p.w, max(p.h-2, 2), th)}
}

// Scan goes to the row of the case, on whatever sheet it is; what waits for
// somebody else opens its card.
func (p *deskWork) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

func (p *deskWork) scanned(m scanFoundMsg) tea.Cmd {
	if len(m.found) != 1 {
		return p.openFound(m)
	}
	c := m.found[0]
	to := slices.Index(p.duties, p.Office.Duty(c))
	if to < 0 || p.Actor.Role == intake.ProviderExecutor && c.Executor != p.Actor.Code {
		return p.openFound(m)
	}
	p.Answer(theme.Done, tailed(c, p.Words.DeskDuty(p.duties[to])))
	cmd := p.grid.Reload()
	if to != p.at {
		cmd = p.show(to)
	}
	p.grid.SelectID(c.ID.String())
	return cmd
}

// Help says whose cases these are.
func (p *deskWork) Help() []safe.Text {
	w := p.Words.Desk()
	out := []safe.Text{w.Help1, w.Help2, w.Help3}
	if p.Actor.Role == intake.ProviderDesk {
		out = append(out, w.HelpLodge)
	}
	return out
}
