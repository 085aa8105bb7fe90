package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// Keys are those of the registry's state.
func (v *registryView) Keys() []keys.Binding {
	p := v.p
	card := keys.Binding{ID: "card", Keys: []string{"enter", "f5"}, Label: v.Words.P3().CardKey, Do: v.card, Why: v.noneSelected}
	undo := keys.Binding{ID: "undo", Keys: []string{"u"}, Label: v.Words.P3().UndoKey, Do: v.undo, Why: func() safe.Text {
		if len(v.last) == 0 {
			return v.Words.P3().NothingToUndo
		}
		return safe.Text{}
	}}
	bs := []keys.Binding{card}
	switch v.state() {
	case courier.Open:
		bs = []keys.Binding{
			{ID: "close", Keys: []string{"f9"}, Label: p.CloseKey, Do: func() tea.Cmd { return v.act(closeRegistry(v.Session, v, v.read.row)) }},
			{ID: "out", Keys: []string{"delete", "space"}, Label: p.OutKey, Do: v.takeOut, Why: v.noneSelected}, card, undo}
	case courier.Closed:
		bs = []keys.Binding{
			{ID: "send", Keys: []string{"f9"}, Label: p.SendKey, Do: func() tea.Cmd { return v.Push(newSending(v.Session, []regRow{v.read.row})) }},
			{ID: "reopen", Keys: []string{"f8"}, Label: p.ReopenKey, Do: func() tea.Cmd { return v.act(reopenRegistry(v.Session, v, v.read.row)) }}, card, undo}
	case courier.Dispatched:
		bs = []keys.Binding{
			{ID: "deliver", Keys: []string{"f7", "f9"}, Label: p.DeliverKey, Do: func() tea.Cmd { return v.Push(newDelivery(v.Session, v.no)) }},
			{ID: "recall", Keys: []string{"f8"}, Label: p.RecallKey, Do: func() tea.Cmd { return v.act(recallRegistry(v.Session, v, v.read.row)) }}, card}
	}
	return append(bs, v.paperKeys()...)
}

func (v *registryView) noneSelected() safe.Text {
	if _, ok := v.grid.Selected(); !ok {
		return v.Words.P3().NoneSelected
	}
	return safe.Text{}
}

func (v *registryView) card() tea.Cmd {
	r, _ := v.grid.Selected()
	return v.Push(newCard(v.Session, rowCase(r).ID))
}

func (v *registryView) act(ask, run func() tea.Cmd) tea.Cmd {
	v.ask = run
	return ask()
}

// Scan puts the case into this registry while it is open; what comes after the
// closing goes to the provider's next one.
func (v *registryView) Scan(sc scan.Scan) (tea.Cmd, bool) {
	n, no, taken := v.scanNumber(sc)
	if !taken {
		return nil, false
	}
	v.pending = scanned{what: sc.Text}
	if no != nil {
		v.answer(no, theme.Unknown)
		return nil, true
	}
	v.pending.what = n.shown()
	by, office, reg := v.By(), v.Office, v.read.row
	return v.Do(v, "scan", func(ctx context.Context) any {
		c, no, err := n.find(ctx, office, func(c *intake.Case) bool {
			return c.Registry == reg.Number || c.Stage == intake.Handed && c.Provider == reg.Provider
		}, inStage(intake.Handed))
		switch {
		case err != nil:
			return err
		case no != nil:
			return laidMsg{no: no}
		case c.Stage == intake.Handed && c.Provider == reg.Provider && reg.State == courier.Open:
			c, err = office.Add(ctx, by, reg.Number, c.ID)
		case c.Stage == intake.Handed && c.Provider == reg.Provider:
			c, err = office.Put(ctx, by, c.ID)
		case c.Registry == 0 || c.Stage == intake.Handed:
			return laidMsg{c: c}
		default:
			r, err := office.Registry(ctx, c.Registry)
			if err != nil {
				return err
			}
			return laidMsg{c: c, reg: r}
		}
		if err != nil {
			return err
		}
		return laidMsg{c: c, put: true}
	}), true
}

// outMsg: a case is out of the registry and with the sector again.
type outMsg struct{ row seen }

// takeOut puts the selected case back on the sector's pile.
func (v *registryView) takeOut() tea.Cmd {
	r, _ := v.grid.Selected()
	by, office, row := v.By(), v.Office, rowSeen(r)
	by.Seen = row.version
	return v.Do(v, "out", func(ctx context.Context) any {
		if why, ok := unmoved(ctx, office, row); !ok {
			return why
		}
		c, err := office.TakeOut(ctx, by, row.row.ID)
		if err != nil {
			return err
		}
		return outMsg{seen{row.row, c.Version()}}
	})
}

func (v *registryView) undo() tea.Cmd {
	by, office, rows := v.By(), v.Office, v.last
	return v.Do(v, "undo", func(ctx context.Context) any { return rows.undo(ctx, office, by, func(int, int) {}) })
}

func (v *registryView) answer(say saying, sign theme.Sign) {
	line := v.pending
	line.say, line.sign = say, sign
	v.roll.said(v.Session, line)
	v.Resize(v.w, v.h)
}

// laid says where a scanned case is now, and why.
func (v *registryView) laid(m laidMsg) tea.Cmd {
	if m.c == nil {
		v.answer(whereabouts(m))
		return nil
	}
	v.pending.what = safe.Clean(string(m.c.Number))
	v.pending.name = safe.Clean(m.c.Recipient.ShortName())
	no := safe.Num(int(m.c.Registry))
	switch {
	case m.put && m.c.Registry == v.no:
		v.answer(func(w lang.Words) safe.Text { return w.P4().PutNow.Fill(no) }, theme.Done)
	case m.put:
		v.answer(func(w lang.Words) safe.Text { return w.P4().PutNext.Fill(no) }, theme.Trouble)
	case m.c.Stage == intake.Handed:
		of := v.ProviderShort(m.c.Provider)
		v.answer(func(w lang.Words) safe.Text { return w.P4().OtherProvider.Fill(of) }, theme.Trouble)
	case m.c.Stage == intake.Out && m.c.Registry == v.no:
		v.answer(func(w lang.Words) safe.Text { return w.P4().PutThere }, theme.Same)
	default:
		say, sign := whereabouts(m)
		if sign == theme.Same { // it is in somebody else's box
			sign = theme.Trouble
		}
		v.answer(say, sign)
	}
	if !m.put {
		return nil
	}
	v.last = lastAct{{intake.ListRow{ID: m.c.ID, Number: m.c.Number}, m.c.Version()}}
	return v.reload()
}

// Update takes the answers of acts, and what the list needs.
func (v *registryView) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case registryRead:
		was := v.state()
		v.read = m
		v.Resize(v.w, v.h)
		if was != m.row.State && m.row.State == courier.Delivered {
			v.makeGrid()
			return v.grid.Load()
		}
		return nil
	case Confirmed:
		if m.Value == true && v.ask != nil {
			return v.ask()
		}
		return nil
	case regDoneMsg:
		v.last = nil
		return tea.Batch(v.Say(theme.Done, m.say(v.Words)), v.reload())
	case regMovedMsg:
		return tea.Batch(v.Say(theme.Trouble, m.say(v.Words)), v.reload())
	case movedMsg:
		return tea.Batch(v.Say(theme.Trouble, m.say(v.Words)), v.reload())
	case outMsg:
		v.last = lastAct{m.row}
		return tea.Batch(v.Say(theme.Done, v.p.TakenOut.Fill(safe.Clean(string(m.row.row.Number)), safe.Num(int(v.no)))), v.reload())
	case laidMsg:
		return v.laid(m)
	case undoneMsg:
		v.last = nil
		return tea.Batch(v.sayUndone(m), v.reload())
	case Failed:
		if m.Topic == "scan" {
			v.answer(sayError(m.Err), theme.Trouble)
		}
		if m.Topic == "look" {
			return nil
		}
		return v.reload()
	case Changed, Shown:
		return v.reload()
	case LangChanged:
		return v.Init()
	}
	if cmd, mine := v.side.update(msg); mine {
		return cmd
	}
	cmd, _ := v.grid.Update(msg)
	return cmd
}
