package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// home is the conveyor: seven stations with what stands at each and what is
// late, and the work list of the station in focus.
type home struct {
	*Session
	count courier.Conveyor
	focus int // 1 to 7
	grid  *widget.Grid
	side  *preview // the selected case, beside the list on a wide screen
	w, h  int
}

type (
	countsMsg struct{ courier.Conveyor }
	backMsg   struct{ by time.Duration }
)

func newHome(s *Session) Screen {
	h := &home{Session: s, focus: startAt(s.Actor.Role)}
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
	return tea.Batch(h.read(), h.list(), h.clock())
}

// read counts the office anew.
func (h *home) read() tea.Cmd {
	office, today := h.Office, h.Today()
	return h.Ask(h, "counts", func(ctx context.Context) any {
		c, err := office.Conveyor(ctx, today)
		if err != nil {
			return err
		}
		return countsMsg{c}
	})
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

// list puts the station's own list under the strip.
func (h *home) list() tea.Cmd {
	h.grid = widget.NewGrid("home", h.Asker(h), h.source(), h.columns()...)
	h.grid.Empty, h.grid.Waiting = h.Words.Home().EmptyList, h.Words.Common().Loading
	h.grid.Select = h.side.show
	h.grid.Fail = h.Fail
	h.resizeGrid()
	return h.grid.Load()
}

func (h *home) source() widget.Source {
	words, session := h.Words, *h.Session
	cells := func(r intake.ListRow, due safe.Text) []safe.Text {
		return []safe.Text{
			session.ServiceShort(r.Edition, r.Service), safe.Clean(string(r.Number)), safe.Clean(r.Name),
			session.ProviderShort(r.Provider), due, words.Short(r.Accepted),
		}
	}
	switch h.focus {
	case 1:
		return h.drafts()
	case 2:
		day := h.Today()
		return h.rows(cells, func(tx *store.Tx, w intake.Window) ([]intake.ListRow, error) {
			return intake.AcceptedWindow(tx, day, w)
		})
	case 3:
		return h.List(intake.ListCounter, cells)
	case 4:
		return h.List(intake.ListSector, cells)
	case 5:
		return h.List(intake.ListOut, cells)
	case 6:
		return h.List(intake.ListMarked, cells)
	}
	return h.List(intake.ListReady, cells)
}

func (h *home) columns() []widget.Column {
	w := h.Words.Home()
	by := [...]safe.Text{w.Saved, w.LeaveBy, w.LeaveBy, w.LeaveBy, w.DueBy, w.DueBy, w.KeepBy}[h.focus-1]
	return []widget.Column{
		{Title: w.Service, Min: 13, Max: 16},
		{Title: w.Number, Min: 17, Max: 17},
		{Title: w.Name, Min: 14},
		{Title: w.Provider, Min: 8, Max: 16},
		{Title: by, Min: 12, Max: 16},
		{Title: h.Words.Act(intake.ActAccept), Min: 10, Max: 12, From: 110},
	}
}

// drafts lists what the counter has begun and not finished.
func (h *home) drafts() widget.Source {
	office, words, session := h.Office, h.Words, *h.Session
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		all, err := office.DraftsOf(ctx, "")
		if err != nil {
			return widget.Page{}, err
		}
		var rows []widget.Row
		for _, f := range all {
			service := safe.Clean(f.App.Service)
			if o, err := office.Catalogue.Find(calendar.DateOf(f.SavedAt), office.Office.Region, f.App.Service); err == nil {
				service = words.Of(o.Service.Short)
			}
			rows = append(rows, widget.Row{ID: f.App.ID.String(), Value: f, Cells: []safe.Text{
				service, words.Home().Window.Fill(safe.Num(f.Window)), safe.Clean(f.App.Recipient.ShortName()),
				session.ProviderShort(f.App.Provider), words.When(f.SavedAt, office.Now()),
			}})
		}
		return widget.Rows(rows).Page(ctx, w)
	})
}

func (h *home) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case countsMsg:
		h.count = m.Conveyor
	case backMsg:
		if m.by > 0 {
			return h.Say(theme.Trouble, h.Words.Home().ClockBack.Fill(h.Words.Span(m.by)))
		}
	case Changed, Shown:
		return tea.Batch(h.read(), h.grid.Reload())
	case LangChanged:
		return h.list()
	}
	if cmd, mine := h.side.update(msg); mine {
		return cmd
	}
	cmd, _ := h.grid.Update(msg)
	return cmd
}

func (h *home) Resize(w, rows int) {
	h.w, h.h = w, rows
	h.resizeGrid()
}

func (h *home) resizeGrid() {
	if h.grid != nil {
		h.grid.Resize(max(h.h-3, 2))
	}
}

func (h *home) Keys() []keys.Binding {
	w, c := h.Words.Home(), h.Words.Common()
	bs := []keys.Binding{
		{ID: "enter", Keys: []string{"enter"}, Label: w.GoStation, Do: func() tea.Cmd { return h.Station(h.focus) }},
		{ID: "left", Keys: []string{"left"}, Show: safe.Const("←→"), Label: c.Stations, Do: func() tea.Cmd { return h.turn(-1) }},
		{ID: "right", Keys: []string{"right"}, Do: func() tea.Cmd { return h.turn(1) }},
		{ID: "new", Keys: []string{"n"}, Label: w.NewCase, Do: func() tea.Cmd { return h.Station(1) }},
		{ID: "card", Keys: []string{"c", "space"}, Show: safe.Const("Space"), Label: w.Card, Do: h.card, Why: func() safe.Text {
			if _, ok := h.grid.Selected(); !ok {
				return w.EmptyList
			}
			return safe.Text{}
		}},
		{ID: "worker", Keys: []string{"f6"}, Label: w.Workers, Do: func() tea.Cmd { return h.Push(newWorkers(h.Session)) }},
	}
	return bs
}

// turn moves the focus along the strip.
func (h *home) turn(by int) tea.Cmd {
	h.focus = (h.focus-1+by+7)%7 + 1
	return h.list()
}

func (h *home) card() tea.Cmd {
	r, ok := h.grid.Selected()
	if c, isCase := r.Value.(intake.ListRow); ok && isCase {
		return h.Push(newCard(h.Session, c.ID))
	}
	return h.Station(h.focus) // a draft goes on at its station
}

func (h *home) Title() safe.Text { return h.Words.Home().Title }

func (h *home) Help() []safe.Text {
	w := h.Words.Home()
	return []safe.Text{w.Help1, w.Help2}
}

// stations is the strip.
func (h *home) stations() []widget.Station {
	w, c := h.Words.Home(), &h.count
	note := func(n int64, t safe.Text, sign theme.Sign) (safe.Text, theme.Sign) {
		if n == 0 {
			return safe.Text{}, theme.None
		}
		return t.Fill(safe.Num(int(n))), sign
	}
	var out []widget.Station
	for n := 1; n <= 7; n++ {
		st := widget.Station{No: n, Name: h.Words.Process(n), Short: h.Words.ProcessShort(n)}
		var count int64
		switch n {
		case 1:
			count = c.Drafts
			st.Note, st.Sign = note(c.Drafts, w.Drafts, theme.None)
		case 2:
			count = c.Accepted
		case 3:
			count = c.Counter.All
			st.Note, st.Sign = note(c.Unsettled, w.Unsettled, theme.Trouble)
		case 4:
			count = c.Sector.All + c.Packed
			st.Note, st.Sign = note(c.MustLeave(), w.Today, theme.Trouble)
		case 5:
			count = c.Away.All
			st.Note, st.Sign = note(c.Away.Late, w.Late, theme.Trouble)
		case 6:
			count = c.Marked.All
			st.Note, st.Sign = note(c.Marked.Late, w.NotForwarded, theme.Trouble)
		case 7:
			count = c.Ready.All
			st.Note, st.Sign = note(c.Ready.Late, w.Archive, theme.Trouble)
		}
		st.Count = safe.Num(int(count))
		out = append(out, st)
	}
	return out
}

func (h *home) View() Frame {
	f := Frame{Head: widget.Strip(h.w, h.Theme, h.stations(), h.focus)}
	rows := max(h.h-len(f.Head)-1, 2)
	if h.side.wide(h.w) {
		left := h.w - sideWidth - 1
		f.Body = beside(h.grid.Draw(left, rows, h.Theme), h.side.draw(sideWidth, rows), left, rows)
	} else {
		f.Body = h.grid.Draw(h.w, rows, h.Theme)
	}
	return f
}
