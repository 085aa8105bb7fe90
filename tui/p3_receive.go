package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

func idsOf(rows []seen) []uuid.UUID {
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.row.ID
	}
	return ids
}

// tookMsg: the sector received cases, or the counter confirmed one.
type tookMsg struct {
	rows      []seen // with the version after the act
	confirmed bool
}

// take receives the selected case.
func (h *handover) take() tea.Cmd { return h.takeRows(h.selected()) }

func (h *handover) selected() []seen {
	r, _ := h.grid().Selected()
	return []seen{rowSeen(r)}
}

// settle does what the selected unsettled case needs: the sector receives it,
// or the counter confirms it.
func (h *handover) settle() tea.Cmd {
	if h.selected()[0].row.Given {
		return h.take()
	}
	return h.confirm()
}

// confirm is the counter's word for what the sector took unasked.
func (h *handover) confirm() tea.Cmd {
	by, office, rows := h.By(), h.Office, h.selected()
	by.Seen = rows[0].version
	return h.Do(h, "confirm", func(ctx context.Context) any {
		if why, ok := unmoved(ctx, office, rows...); !ok {
			return why
		}
		c, err := office.Confirm(ctx, by, rows[0].row.ID)
		if err != nil {
			return err
		}
		return tookMsg{[]seen{{rows[0].row, c.Version()}}, true}
	})
}

// takeAll asks before everything given to this worker is received.
func (h *handover) takeAll() tea.Cmd {
	office, me := h.Office, h.Actor.Code
	return h.Do(h, "pile", func(ctx context.Context) any {
		m := pileMsg{act: "take"}
		err := office.View(ctx, func(tx *store.Tx) error {
			m.rows = nil
			acts := handoverActs{}
			return eachRow(tx, intake.ListUnsettled, func(r intake.ListRow) error {
				if !r.Given || r.Stage != intake.Accepted {
					return nil
				}
				a, err := acts.get(tx, r.Handover)
				if err == nil && a.To == me {
					m.rows = append(m.rows, seen{r, r.Version})
				}
				return err
			})
		})
		if err != nil {
			return err
		}
		return m
	})
}

func (h *handover) askTake(rows []seen) tea.Cmd {
	if len(rows) == 0 {
		return h.Say(theme.Trouble, h.p.NoneWaiting)
	}
	h.ask = func() tea.Cmd { return h.takeRows(rows) }
	return h.Confirm(h, "ask", h.p.TakeTitle, []safe.Text{h.p.TakeAsk.Of(len(rows))}, 1, h.yesNo("f9")...)
}

func (h *handover) takeRows(rows []seen) tea.Cmd {
	by, office := h.By(), h.Office
	progress, tick := h.long.begin(h.Session, h, h.p.TakeRuns, len(rows))
	return tea.Batch(tick, h.Do(h, "take", func(ctx context.Context) any {
		if why, ok := unmoved(ctx, office, rows...); !ok {
			return why
		}
		m := tookMsg{}
		for i, r := range rows {
			c, err := office.Receive(ctx, by.Part(r.row.ID[:]), r.row.ID)
			if err != nil {
				return err
			}
			m.rows = append(m.rows, seen{r.row, c.Version()})
			progress(i+1, len(rows))
		}
		return m
	}))
}

// scanMsg answers one scan.
type scanMsg struct {
	c   *intake.Case
	did bool // something was written
	was intake.State
	no  saying // why it is no case
}

// Scan takes a code: on the list of the counter it ticks the case, elsewhere
// the sector receives it. Every scan is answered.
func (h *handover) Scan(sc scan.Scan) (tea.Cmd, bool) {
	n, no, taken := h.scanNumber(sc)
	if !taken {
		return nil, false
	}
	h.pending = scanned{what: sc.Text}
	if no != nil {
		h.answer(no, theme.Unknown)
		return nil, true
	}
	h.pending.what = n.shown()
	by, office, receive, list := h.By(), h.Office, h.pane != paneGive, h.front()
	return h.Do(h, "scan", func(ctx context.Context) any {
		c, no, err := n.find(ctx, office, list, inStage(intake.Accepted))
		switch {
		case err != nil:
			return err
		case no != nil:
			return scanMsg{no: no}
		}
		m := scanMsg{c: c, was: c.State}
		if receive && c.Stage == intake.Accepted {
			if m.c, err = office.Receive(ctx, by, c.ID); err != nil {
				return err
			}
			m.did = true
		}
		return m
	}), true
}

// front tells the cases of the list in view.
func (h *handover) front() fits {
	switch h.pane {
	case paneGive:
		return func(c *intake.Case) bool { return c.Stage == intake.Accepted && !c.Given }
	case paneReceive:
		return func(c *intake.Case) bool { return c.Stage == intake.Accepted && c.Given }
	}
	return func(c *intake.Case) bool { // as ListUnsettled
		return c.Given != c.Received && (c.Stage == intake.Accepted || c.Stage >= intake.Handed && c.Stage <= intake.Ready)
	}
}

func (h *handover) answer(say saying, sign theme.Sign) {
	line := h.pending
	line.say, line.sign = say, sign
	h.roll.said(h.Session, line)
	h.Resize(h.w, h.h)
}

// scanDone says what a scan did, or why it did nothing.
func (h *handover) scanDone(m scanMsg) tea.Cmd {
	if m.no != nil {
		h.answer(m.no, theme.Unknown)
		return nil
	}
	c := m.c
	h.pending.what = safe.Clean(string(c.Number))
	h.pending.name = safe.Clean(c.Recipient.ShortName())
	switch {
	case m.did:
		h.last = lastAct{{intake.ListRow{ID: c.ID, Number: c.Number}, c.Version()}}
		if m.was.Given {
			h.answer(func(w lang.Words) safe.Text { return w.P3().Received }, theme.Done)
		} else {
			h.answer(func(w lang.Words) safe.Text { return w.P3().Untold }, theme.Trouble)
		}
		return h.reload()
	case h.pane == paneGive && c.Stage == intake.Accepted:
		return h.tick(c)
	case c.Stage == intake.Handed:
		at := lastSaid(c).At
		now := h.Now()
		h.answer(func(w lang.Words) safe.Text { return w.P3().ReceivedBefore.Fill(w.When(at, now)) }, theme.Same)
	default:
		stage := c.Stage
		h.answer(func(w lang.Words) safe.Text { return w.P3().WrongStage.Fill(w.Stage(stage)) }, theme.Trouble)
	}
	return nil
}

// tick marks a scanned case on the counter's list.
func (h *handover) tick(c *intake.Case) tea.Cmd {
	if c.Given {
		h.answer(func(w lang.Words) safe.Text { return w.P3().GivenBefore }, theme.Same)
		return nil
	}
	g, id := h.grids[paneGive], c.ID.String()
	for _, r := range g.Marked() {
		if r.ID == id {
			h.answer(func(w lang.Words) safe.Text { return w.P3().MarkedBefore }, theme.Same)
			return nil
		}
	}
	g.Mark(widget.Row{ID: id, Version: uint64(c.Version()), Value: intake.ListRow{
		ID: c.ID, Number: c.Number, Service: c.Service, Edition: c.Edition, Name: c.Recipient.ShortName(),
		Provider: c.Provider, Due: c.Dispatch, Stage: c.Stage, Version: c.Version(),
	}}, true)
	g.SelectID(id)
	h.answer(func(w lang.Words) safe.Text { return w.P3().MarkedNow }, theme.Done)
	return nil
}
