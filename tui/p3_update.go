package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/intake/code"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Update takes the answers of acts, and what the lists need.
func (h *handover) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case handoverLook:
		h.look = m
		return nil
	case pileMsg:
		if m.act == "hand" {
			return h.askHand(m.rows, true)
		}
		return h.askTake(m.rows)
	case Confirmed:
		if m.Value == true && h.ask != nil {
			return h.ask()
		}
		return nil
	case gaveMsg:
		return h.gave(m)
	case tookMsg:
		return h.took(m)
	case scanMsg:
		return h.scanDone(m)
	case undoneMsg:
		h.long.end()
		h.last = nil
		return tea.Batch(h.sayUndone(m), h.reload())
	case movedMsg:
		h.long.end()
		h.unmark(m.number)
		return tea.Batch(h.Say(theme.Trouble, m.say(h.Words)), h.reload())
	case Failed:
		return h.failed(m)
	case lookMsg:
		return h.long.look(h.Session, h)
	case Changed, Shown:
		return h.reload()
	case LangChanged:
		return h.Init()
	}
	if cmd, mine := h.side.update(msg); mine {
		return cmd
	}
	for i, g := range h.grids {
		if _, key := msg.(tea.KeyPressMsg); key && pane(i) != h.pane {
			continue
		}
		if cmd, mine := g.Update(msg); mine {
			return cmd
		}
	}
	return nil
}

func (h *handover) gave(m gaveMsg) tea.Cmd {
	h.long.end()
	h.last = nil
	for _, r := range m.rows {
		h.last = append(h.last, seen{r.row, r.version + 1})
	}
	h.grids[paneGive].ClearMarks()
	return tea.Batch(h.Say(theme.Done, h.p.Handed.Of(len(m.rows), safe.Num(int(m.no)))), h.reload())
}

func (h *handover) took(m tookMsg) tea.Cmd {
	h.long.end()
	h.last = m.rows
	say := h.p.Taken.Of(len(m.rows))
	if m.confirmed {
		say = h.p.Confirmed.Fill(safe.Clean(string(m.rows[0].row.Number)))
	} else if len(m.rows) == 1 {
		say = safe.Clean(string(m.rows[0].row.Number)).Plus(safe.Const(": "), h.p.Received)
	}
	return tea.Batch(h.Say(theme.Done, say), h.reload())
}

// failed: the message line has said why; a scan is answered all the same, and
// what is in view is read again.
func (h *handover) failed(m Failed) tea.Cmd {
	h.long.end()
	if m.Topic == "scan" {
		h.answer(sayError(m.Err), theme.Trouble)
	}
	if m.Topic == "look" {
		return nil
	}
	return h.reload()
}

// unmark takes the tick of a case that has moved.
func (h *handover) unmark(n code.Number) {
	for _, r := range h.grids[paneGive].Marked() {
		if rowCase(r).Number == n {
			h.grids[paneGive].Mark(r, false)
		}
	}
}
