package tui

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// home is the conveyor: seven stations with what stands at each and what is
// late, and the work list of the station in focus. Its lists are in
// home_lists.go, what it draws in home_view.go.
type home struct {
	*Session
	count courier.Conveyor
	focus int    // 1 to 7
	sat   string // the worker the focus was chosen for, by code
	grid  *widget.Grid
	side  *preview // the selected case, beside the list on a wide screen
	w, h  int
}

type (
	backMsg struct{ by time.Duration }
)

func newHome(s *Session) *home {
	h := &home{Session: s, focus: startAt(s.Actor.Role), sat: s.Actor.Code}
	h.side = newPreview(s, h)
	return h
}

// startAt is the station a worker looks at first.
func startAt(r intake.Role) int {
	switch r {
	case intake.Sector:
		return 4
	case intake.Supervisor:
		return 5
	}
	return 3
}

func (h *home) Init() tea.Cmd {
	return tea.Batch(h.counts(h), h.list(), h.clock())
}

// clock warns when the computer's clock stands before the journal.
func (h *home) clock() tea.Cmd {
	office := h.Office
	return h.Ask(h, "clock", func(ctx context.Context) any {
		back, err := office.ClockBack(ctx)
		if err != nil {
			return err
		}
		return backMsg{back}
	})
}

func (h *home) Update(msg tea.Msg) tea.Cmd {
	h.resizeGrid() // a shortage may have come or gone
	switch m := msg.(type) {
	case countsMsg:
		h.count = m.Conveyor
	case backMsg:
		if m.by > 0 {
			return h.Say(theme.Trouble, h.Words.Home().ClockBack.Fill(h.Words.Span(m.by)))
		}
	case scanFoundMsg:
		return h.openFound(m)
	case Changed, Shown:
		if h.sat != h.Actor.Code { // another worker sat down
			h.sat, h.focus = h.Actor.Code, startAt(h.Actor.Role)
			return tea.Batch(h.counts(h), h.list())
		}
		return tea.Batch(h.counts(h), h.grid.Reload(), h.side.again())
	case LangChanged:
		return h.relabel()
	}
	if cmd, mine := h.side.update(msg); mine {
		return cmd
	}
	cmd, _ := h.grid.Update(msg)
	return cmd
}

// Scan opens the card of the case and says where it stands. A number that no
// screen above wanted comes here too: see Session.scanned.
func (h *home) Scan(sc scan.Scan) (tea.Cmd, bool) { return h.seek(h, sc) }

func (h *home) Resize(w, rows int) {
	h.w, h.h = w, rows
	h.resizeGrid()
}

func (h *home) Keys() []keys.Binding {
	w, c := h.Words.Home(), h.Words.Common()
	bs := []keys.Binding{
		{ID: "card", Keys: []string{"enter", "c"}, Label: w.Case, Help: w.Card, Do: h.card},
		{ID: "open", Keys: []string{"space"}, Label: w.GoStation, Do: func() tea.Cmd { return h.Station(h.focus) }},
		{ID: "new", Keys: []string{"n"}, Label: w.New, Help: w.NewCase, Do: func() tea.Cmd { return h.Station(1) }},
		{ID: "left", Keys: []string{"left"}, Show: safe.Const("←→"), Label: c.Stations, Do: func() tea.Cmd { return h.turn(-1) }},
		{ID: "right", Keys: []string{"right"}, Do: func() tea.Cmd { return h.turn(1) }},
	}
	if er := h.Words.ERoad(); h.electronic() {
		bs = append(bs, keys.Binding{ID: "e-road", Keys: []string{"f5", "s"}, Label: er.Key, Help: er.KeyHelp, Do: func() tea.Cmd { return h.Push(newERoad(h.Session)) }})
	}
	if h.Actor.Role.May(intake.CanCloseDay) {
		ww := h.Words.Wall()
		bs = append(bs, keys.Binding{ID: "wall", Keys: []string{"f7", "w"}, Label: ww.Key, Help: ww.Help, Do: func() tea.Cmd { return h.Push(newWall(h.Session)) }},
			keys.Binding{ID: "report", Keys: []string{"r"}, Help: h.Words.Print().ReportHelp, Do: h.report})
	}
	if h.Actor.Role.May(intake.CanJournal) {
		bs = append(bs, keys.Binding{ID: "journal", Keys: []string{"j"}, Help: h.Words.Journal().KeyHelp, Do: func() tea.Cmd { return h.Push(newJournal(h.Session)) }})
	}
	bs = append(bs, h.exportKeys(h, h.exported, nil)...)
	for n := 1; n <= 7; n++ { // the strip shows the numbers: no word in the hint band
		b := keys.Binding{ID: "station." + strconv.Itoa(n), Keys: []string{strconv.Itoa(n)}, Do: func() tea.Cmd { return h.Station(n) }}
		if n == 1 {
			b.Show, b.Help = safe.Const("1–7"), c.Stations
		}
		bs = append(bs, b)
	}
	return bs
}

// turn moves the focus along the strip.
func (h *home) turn(by int) tea.Cmd {
	h.focus = (h.focus-1+by+7)%7 + 1
	h.side.c = nil
	return h.list()
}

// card opens the selected case; a draft goes on at its station, and an empty
// list leads to the station as well.
func (h *home) card() tea.Cmd {
	r, ok := h.grid.Selected()
	if c, isCase := r.Value.(intake.ListRow); ok && isCase {
		return h.Push(newCard(h.Session, c.ID))
	}
	return h.Station(h.focus)
}

func (h *home) Title() safe.Text { return h.Words.Home().Title }

func (h *home) Help() []safe.Text {
	w := h.Words.Home()
	return []safe.Text{w.Help1, w.Help2, w.Help3}
}
