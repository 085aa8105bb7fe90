package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// Keys are those of the sector's list.
func (d *dispatch) Keys() []keys.Binding {
	p := d.p
	return []keys.Binding{
		{ID: "put", Keys: []string{"space"}, Label: p.PutKey, Do: d.put, Why: d.noneSelected},
		{ID: "all", Keys: []string{"f9", "a"}, Label: p.PutAllKey, Do: d.askAll, Why: d.noneOf},
		{ID: "registries", Keys: []string{"f8", "r"}, Label: p.ListKey, Do: func() tea.Cmd { return d.Push(newRegistries(d.Session)) }},
		{ID: "group", Keys: []string{"right", "tab"}, Show: safe.Const("←→"), Label: p.GroupKey, Do: func() tea.Cmd { return d.turn(1) }},
		{ID: "group.back", Keys: []string{"left", "shift+tab"}, Do: func() tea.Cmd { return d.turn(-1) }},
		{ID: "card", Keys: []string{"enter", "f5"}, Label: d.Words.P3().CardKey, Do: d.card, Why: d.noneSelected},
		{ID: "undo", Keys: []string{"u"}, Label: d.Words.P3().UndoKey, Do: d.undo, Why: d.nothingDone},
		{ID: "new", Keys: []string{"f7", "n"}, Label: p.NewKey, Do: d.open, Why: d.noProvider},
		{ID: "open", Keys: []string{"f6", "o"}, Label: p.OpenKey, Do: d.enter, Why: d.noneOpen},
	}
}

func (d *dispatch) noneSelected() safe.Text {
	if _, ok := d.grid.Selected(); !ok {
		return d.Words.P3().NoneSelected
	}
	return safe.Text{}
}

func (d *dispatch) nothingDone() safe.Text {
	if len(d.last) == 0 {
		return d.Words.P3().NothingToUndo
	}
	return safe.Text{}
}

func (d *dispatch) noProvider() safe.Text {
	if d.provider() == "" {
		return d.p.NoProvider
	}
	return safe.Text{}
}

func (d *dispatch) noneOf() safe.Text {
	if why := d.noProvider(); !why.Empty() {
		return why
	}
	if p, _ := d.look.of(d.provider()); p.count.All == 0 {
		return d.p.NoneOf
	}
	return safe.Text{}
}

func (d *dispatch) noneOpen() safe.Text {
	if why := d.noProvider(); !why.Empty() {
		return why
	}
	if p, _ := d.look.of(d.provider()); p.open == 0 {
		return d.p.NoOpen.Fill(d.ProviderShort(d.provider()), leaveBy(d.Office, d.Words, d.Today()))
	}
	return safe.Text{}
}

func (d *dispatch) card() tea.Cmd {
	r, _ := d.grid.Selected()
	return d.Push(newCard(d.Session, rowCase(r).ID))
}

func (d *dispatch) enter() tea.Cmd {
	p, _ := d.look.of(d.provider())
	return d.Push(newRegistry(d.Session, p.open))
}

// putMsg: cases are in a registry.
type putMsg struct {
	rows []seen // with the version after the act
	no   uint64
	many bool
}

// put lays the selected case into its provider's open registry.
func (d *dispatch) put() tea.Cmd {
	r, _ := d.grid.Selected()
	by, office, row := d.By(), d.Office, rowSeen(r)
	return d.Do(d, "put", func(ctx context.Context) any {
		if why, ok := unmoved(ctx, office, row); !ok {
			return why
		}
		c, err := office.Put(ctx, by, row.row.ID)
		if err != nil {
			return err
		}
		return putMsg{[]seen{{row.row, c.Version()}}, c.Registry, false}
	})
}

func (d *dispatch) askAll() tea.Cmd {
	p, _ := d.look.of(d.provider())
	d.ask = func() tea.Cmd { return d.putAll(p.provider) }
	return d.Confirm(d, "ask", d.p.PutAllTitle, []safe.Text{d.p.PutAllAsk.Of(int(p.count.All), d.ProviderShort(p.provider))}, 1, d.yesNo("f9")...)
}

// putAll lays everything held for a provider into its registry.
func (d *dispatch) putAll(provider string) tea.Cmd {
	by, office := d.By(), d.Office
	progress, tick := d.long.begin(d.Session, d, d.p.PutRuns, 0)
	return tea.Batch(tick, d.Do(d, "all", func(ctx context.Context) any {
		m := putMsg{many: true}
		err := office.Ledger.View(ctx, func(tx *store.Tx) error {
			m.rows = nil
			var after []byte
			for {
				rows, err := intake.ListPageOf(tx, intake.ListSector, provider, after, 200)
				if err != nil || len(rows) == 0 {
					return err
				}
				for _, r := range rows {
					m.rows = append(m.rows, seen{r, r.Version + 1})
				}
				after = rows[len(rows)-1].Cursor
			}
		})
		if err != nil {
			return err
		}
		if _, err := office.PutAll(ctx, by, provider, progress); err != nil {
			return err
		}
		if len(m.rows) > 0 {
			c, err := office.Case(ctx, m.rows[0].row.ID)
			if err != nil {
				return err
			}
			m.no = c.Registry
		}
		return m
	}))
}

type openedMsg struct{ reg *courier.Registry }

// open opens a registry for the provider, or names the one it has.
func (d *dispatch) open() tea.Cmd {
	by, office, provider := d.By(), d.Office, d.provider()
	return d.Do(d, "open", func(ctx context.Context) any {
		r, err := office.OpenRegistry(ctx, by, provider)
		if err != nil {
			return err
		}
		return openedMsg{r}
	})
}

// undo takes the last act back, after a question when it was about many.
func (d *dispatch) undo() tea.Cmd {
	rows := d.last
	run := func() tea.Cmd {
		by, office := d.By(), d.Office
		progress, tick := d.long.begin(d.Session, d, d.Words.P3().UndoRuns, len(rows))
		return tea.Batch(tick, d.Do(d, "undo", func(ctx context.Context) any { return rows.undo(ctx, office, by, progress) }))
	}
	if len(rows) == 1 {
		return run()
	}
	d.ask = run
	w := d.Words.P3()
	return d.Confirm(d, "ask", w.UndoTitle, []safe.Text{w.UndoAsk.Of(len(rows))}, 1, d.yesNo("f9")...)
}

// laidMsg answers a scan: where the case is, and whether it was put there now.
type laidMsg struct {
	c    *intake.Case
	put  bool
	reg  *courier.Registry // where it stands already
	none bool
}

// Scan puts the scanned case into its provider's open registry.
func (d *dispatch) Scan(sc scan.Scan) (tea.Cmd, bool) {
	n, no, taken := d.scanNumber(sc)
	if !taken {
		return nil, false
	}
	d.pending = scanned{what: sc.Text}
	if no != nil {
		d.answer(no, theme.Unknown)
		return nil, true
	}
	d.pending.what = safe.Clean(string(n))
	by, office := d.By(), d.Office
	return d.Do(d, "scan", func(ctx context.Context) any {
		c, err := office.CaseByNumber(ctx, n)
		switch {
		case noSuchCase(err):
			return laidMsg{none: true}
		case err != nil:
			return err
		case c.Stage == intake.Handed:
			if c, err = office.Put(ctx, by, c.ID); err != nil {
				return err
			}
			return laidMsg{c: c, put: true}
		case c.Registry == 0:
			return laidMsg{c: c}
		}
		r, err := office.Registry(ctx, c.Registry)
		if err != nil {
			return err
		}
		return laidMsg{c: c, reg: r}
	}), true
}

func (d *dispatch) answer(say saying, sign theme.Sign) {
	line := d.pending
	line.say, line.sign = say, sign
	d.roll.said(d.Session, line)
	d.Resize(d.w, d.h)
}

// laid says where a scanned case is.
func (d *dispatch) laid(m laidMsg) tea.Cmd {
	if m.c != nil {
		d.pending.name = safe.Clean(m.c.Recipient.ShortName())
	}
	if m.put {
		no := m.c.Registry
		d.last = lastAct{{intake.ListRow{ID: m.c.ID, Number: m.c.Number}, m.c.Version()}}
		d.answer(func(w lang.Words) safe.Text { return w.P4().PutNow.Fill(safe.Num(int(no))) }, theme.Done)
		return d.reload()
	}
	d.answer(whereabouts(m))
	return nil
}

// whereabouts says why a scanned case was not put anywhere.
func whereabouts(m laidMsg) (saying, theme.Sign) {
	if m.none {
		return func(w lang.Words) safe.Text { return w.P3().NoCase }, theme.Unknown
	}
	stage, no := m.c.Stage, safe.Num(int(m.c.Registry))
	switch {
	case stage == intake.Accepted:
		return func(w lang.Words) safe.Text { return w.P4().FirstReceive }, theme.Trouble
	case stage == intake.Out && m.reg != nil && m.reg.State <= courier.Closed:
		return func(w lang.Words) safe.Text { return w.P4().InRegistry.Fill(no) }, theme.Same
	case stage == intake.Out:
		return func(w lang.Words) safe.Text { return w.P4().Gone.Fill(no) }, theme.Same
	}
	return func(w lang.Words) safe.Text { return w.P3().WrongStage.Fill(w.Stage(stage)) }, theme.Trouble
}

// Update takes the answers of acts, and what the list needs.
func (d *dispatch) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case sectorLook:
		d.look = m
		d.Resize(d.w, d.h)
		return nil
	case Confirmed:
		if m.Value == true && d.ask != nil {
			return d.ask()
		}
		return nil
	case putMsg:
		return d.putDone(m)
	case openedMsg:
		say := d.p.Opened.Fill(safe.Num(int(m.reg.Number)), d.ProviderShort(m.reg.Provider))
		return tea.Batch(d.Say(theme.Done, say), d.reload())
	case laidMsg:
		return d.laid(m)
	case undoneMsg:
		d.long.end()
		d.last = nil
		return tea.Batch(d.sayUndone(m), d.reload())
	case movedMsg:
		d.long.end()
		return tea.Batch(d.Say(theme.Trouble, m.say(d.Words)), d.reload())
	case Failed:
		d.long.end()
		if m.Topic == "scan" {
			d.answer(sayError(m.Err), theme.Trouble)
		}
		if m.Topic == "look" {
			return nil
		}
		return d.reload()
	case lookMsg:
		return d.long.look(d.Session, d)
	case Changed, Shown:
		return d.reload()
	case LangChanged:
		return d.Init()
	}
	if cmd, mine := d.side.update(msg); mine {
		return cmd
	}
	cmd, _ := d.grid.Update(msg)
	return cmd
}

func (d *dispatch) putDone(m putMsg) tea.Cmd {
	d.long.end()
	d.last = m.rows
	say := d.p.PutAll.Of(len(m.rows), safe.Num(int(m.no)))
	if !m.many {
		say = d.p.Put.Fill(safe.Clean(string(m.rows[0].row.Number)), safe.Num(int(m.no)))
	}
	return tea.Batch(d.Say(theme.Done, say), d.reload())
}
