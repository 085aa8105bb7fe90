package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// outMsg: a case is out of the registry and with the sector again.
type outMsg struct{ row seen }

// takeOut puts the selected case back on the sector's pile.
func (v *registryView) takeOut() tea.Cmd {
	r, _ := v.grid.Selected()
	by, office, row := v.By(), v.Office, rowSeen(r)
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
		v.read = m
		v.Resize(v.w, v.h)
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
