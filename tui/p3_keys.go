package tui

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// Keys are those of the list in view.
func (h *handover) Keys() []keys.Binding {
	p := h.p
	var bs []keys.Binding
	switch h.pane {
	case paneGive:
		bs = []keys.Binding{
			{ID: "hand", Keys: []string{"f9"}, Label: p.HandKey, Do: h.hand, Why: h.cannotHand},
			{ID: "mark", Keys: []string{"space"}, Label: h.Words.Common().Tick},
			{ID: "receiver", Keys: []string{"f7", "r"}, Label: p.ReceiverKey, Do: h.nextReceiver, Why: h.noSector},
			{ID: "card", Keys: []string{"enter", "f5"}, Label: p.CardKey, Do: h.card, Why: h.noneSelected},
		}
	case paneReceive:
		bs = []keys.Binding{
			{ID: "take", Keys: []string{"enter", "space"}, Label: p.TakeKey, Do: h.take, Why: h.noneSelected},
			{ID: "all", Keys: []string{"f9", "a"}, Label: p.TakeAllKey, Do: h.takeAll, Why: h.noneMine},
			{ID: "card", Keys: []string{"f5"}, Label: p.CardKey, Do: h.card, Why: h.noneSelected},
		}
	default:
		bs = []keys.Binding{
			{ID: "settle", Keys: []string{"enter", "f9"}, Label: p.SettleKey, Do: h.settle, Why: h.noneSelected},
			{ID: "confirm", Keys: []string{"c"}, Label: p.ConfirmKey, Do: h.confirm, Why: h.cannotConfirm},
			{ID: "card", Keys: []string{"f5"}, Label: p.CardKey, Do: h.card, Why: h.noneSelected},
		}
	}
	return append(bs,
		keys.Binding{ID: "pane", Keys: []string{"tab", "right"}, Label: p.PaneKey, Do: func() tea.Cmd { return h.turn(h.pane + 1) }},
		keys.Binding{ID: "pane.back", Keys: []string{"shift+tab", "left"}, Do: func() tea.Cmd { return h.turn(h.pane - 1) }},
		keys.Binding{ID: "unsettled", Keys: []string{"l"}, Label: p.ListKey, Do: func() tea.Cmd { return h.turn(paneUnsettled) }},
		keys.Binding{ID: "undo", Keys: []string{"u"}, Label: p.UndoKey, Do: h.undo, Why: func() safe.Text {
			if len(h.last) == 0 {
				return p.NothingToUndo
			}
			return safe.Text{}
		}})
}

func (h *handover) noSector() safe.Text {
	if _, ok := h.receiver(); !ok {
		return h.p.NoSector
	}
	return safe.Text{}
}

func (h *handover) cannotHand() safe.Text {
	if why := h.noSector(); !why.Empty() {
		return why
	}
	if h.look.counter == 0 && h.grid().Len() == 0 {
		return h.p.NoneMarked
	}
	return safe.Text{}
}

func (h *handover) noneSelected() safe.Text {
	if _, ok := h.grid().Selected(); !ok {
		return h.p.NoneSelected
	}
	return safe.Text{}
}

func (h *handover) noneMine() safe.Text {
	if h.look.mine == 0 {
		return h.p.NoneWaiting
	}
	return safe.Text{}
}

func (h *handover) cannotConfirm() safe.Text {
	r, ok := h.grid().Selected()
	switch {
	case !ok:
		return h.p.NoneSelected
	case rowCase(r).Given:
		return h.p.NotTaken
	}
	return safe.Text{}
}

func (h *handover) card() tea.Cmd {
	r, _ := h.grid().Selected()
	return h.Push(newCard(h.Session, rowCase(r).ID))
}

// nextReceiver goes round those who work in the sector.
func (h *handover) nextReceiver() tea.Cmd {
	now, _ := h.receiver()
	for i, a := range h.look.sector {
		if a.Code == now.Code {
			h.to = h.look.sector[(i+1)%len(h.look.sector)].Code
		}
	}
	return nil
}

func rowSeen(r widget.Row) seen {
	c := rowCase(r)
	return seen{c, c.Version}
}

func byNumber(a, b seen) int { return cmp.Compare(a.row.Number, b.row.Number) }

// pileMsg is the cases an act is about to take, read for its question.
type pileMsg struct {
	act  string
	rows []seen
}

// hand asks before the ticked cases go, or the whole list when none is ticked.
func (h *handover) hand() tea.Cmd {
	var rows []seen
	for _, r := range h.grid().Marked() {
		rows = append(rows, rowSeen(r))
	}
	if len(rows) > 0 {
		slices.SortFunc(rows, byNumber)
		return h.askHand(rows, false)
	}
	office := h.Office
	return h.Do(h, "pile", func(ctx context.Context) any {
		m := pileMsg{act: "hand"}
		err := office.View(ctx, func(tx *store.Tx) error {
			m.rows = nil
			return eachRow(tx, intake.ListCounter, func(r intake.ListRow) error {
				if !r.Given {
					m.rows = append(m.rows, seen{r, r.Version})
				}
				return nil
			})
		})
		if err != nil {
			return err
		}
		return m
	})
}

// eachRow goes through a whole list, page by page.
func eachRow(tx *store.Tx, l intake.List, f func(intake.ListRow) error) error {
	var after []byte
	for {
		rows, err := intake.ListPage(tx, l, after, 200)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			if err := f(r); err != nil {
				return err
			}
		}
		after = rows[len(rows)-1].Cursor
	}
}

func (h *handover) askHand(rows []seen, all bool) tea.Cmd {
	to, ok := h.receiver()
	if !ok || len(rows) == 0 {
		return h.Say(theme.Trouble, h.p.NoneMarked)
	}
	text := []safe.Text{h.p.HandAsk.Of(len(rows), safe.Clean(to.Name))}
	if all {
		text = append(text, h.p.HandAll)
	}
	h.ask = func() tea.Cmd { return h.give(rows, to) }
	return h.Confirm(h, "ask", h.p.HandTitle, text, 1, h.yesNo("f9")...)
}

// gaveMsg: an act of handing over is on disk.
type gaveMsg struct {
	no   uint64
	rows []seen
}

func (h *handover) give(rows []seen, to intake.Actor) tea.Cmd {
	by, office := h.By(), h.Office
	progress, tick := h.long.begin(h.Session, h, h.p.HandRuns, len(rows))
	return tea.Batch(tick, h.Do(h, "give", func(ctx context.Context) any {
		if why, ok := unmoved(ctx, office, rows...); !ok {
			return why
		}
		act, err := office.Give(ctx, by, idsOf(rows), to.Code, progress)
		if err != nil {
			return err
		}
		return gaveMsg{act.Number, rows}
	}))
}

// undo takes the last act back, after a question when it was about many.
func (h *handover) undo() tea.Cmd {
	rows := h.last
	run := func() tea.Cmd {
		by, office := h.By(), h.Office
		progress, tick := h.long.begin(h.Session, h, h.p.UndoRuns, len(rows))
		return tea.Batch(tick, h.Do(h, "undo", func(ctx context.Context) any { return rows.undo(ctx, office, by, progress) }))
	}
	if len(rows) == 1 {
		return run()
	}
	h.ask = run
	return h.Confirm(h, "ask", h.p.UndoTitle, []safe.Text{h.p.UndoAsk.Of(len(rows))}, 1, h.yesNo("f9")...)
}
