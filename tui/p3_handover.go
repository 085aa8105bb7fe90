package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// handover is process 3: the counter gives its papers to the sector. Three
// lists: what the counter can give, what the sector can receive, and what only
// one side has said. Rows are in p3_rows.go, keys in p3_keys.go, the scan loop
// in p3_receive.go, answers in p3_update.go.
type handover struct {
	*Session
	p    lang.P3
	w, h int

	pane  pane
	grids [panes]*widget.Grid
	side  *preview
	look  handoverLook
	to    string // the receiver chosen, by code

	roll    scanRoll
	pending scanned // the scan under way
	long    longAct
	last    lastAct
	ask     func() tea.Cmd // what the open question leads to
}

// pane is one of the lists.
type pane int

const (
	paneGive pane = iota
	paneReceive
	paneUnsettled
	panes
)

// handoverLook is the counts in the head of the screen.
type handoverLook struct {
	counter int // at the counter, not handed over
	given   int // handed over, not received
	mine    int // of those, to this worker
	taken   int // received, not handed over
	sector  []intake.Actor
	last    string // whom this worker gave to last
}

func newHandover(s *Session) Screen {
	h := &handover{Session: s}
	if s.Actor.Role == intake.Sector {
		h.pane = paneReceive
	}
	h.side = newPreview(s, h)
	return h
}

// Relabel makes the lists anew: their rows carry words.
func (h *handover) Relabel() {
	h.p = h.Words.P3()
	for i := range panes {
		old := h.grids[i]
		h.grids[i] = h.makeGrid(i)
		follow(h.grids[i], old)
	}
	h.Resize(h.w, h.h)
}

// follow keeps the selection and the ticks of a list that was made anew.
func follow(g, old *widget.Grid) {
	if old == nil {
		return
	}
	if r, ok := old.Selected(); ok {
		g.SelectID(r.ID)
	}
	for _, r := range old.Marked() {
		g.Mark(r, true)
	}
}

// Init reads the counts and every list: a scan may act on any of them.
func (h *handover) Init() tea.Cmd {
	cmds := []tea.Cmd{h.count()}
	for _, g := range h.grids {
		cmds = append(cmds, g.Load())
	}
	return tea.Batch(cmds...)
}

func (h *handover) grid() *widget.Grid { return h.grids[h.pane] }

// reload reads again what is in view.
func (h *handover) reload() tea.Cmd { return tea.Batch(h.count(), h.grid().Reload()) }

// turn shows another list.
func (h *handover) turn(to pane) tea.Cmd {
	h.pane = (to + panes) % panes
	cmd := h.reload()
	if r, ok := h.grid().Selected(); ok {
		cmd = tea.Batch(cmd, h.side.show(r))
	}
	return cmd
}

// most is how many unsettled cases are counted one by one: far more than a
// day of an office brings.
const most = 5000

// count reads the numbers of the head.
func (h *handover) count() tea.Cmd {
	office, me, today := h.Office, h.Actor.Code, h.Today()
	return h.Ask(h, "look", func(ctx context.Context) any {
		var l handoverLook
		workers, err := office.Workers(ctx)
		if err != nil {
			return err
		}
		for _, a := range workers {
			if a.Role == intake.Sector {
				l.sector = append(l.sector, a)
			}
		}
		err = office.View(ctx, func(tx *store.Tx) error {
			l.counter, l.given, l.mine, l.taken = 0, 0, 0, 0
			all, err := intake.CountList(tx, intake.ListCounter, today)
			if err != nil {
				return err
			}
			l.counter = int(all.All)
			open, err := intake.ListPage(tx, intake.ListUnsettled, nil, most)
			if err != nil {
				return err
			}
			acts := handoverActs{}
			for _, r := range open {
				if !r.Given {
					l.taken++
					continue
				}
				l.given++
				if r.Stage == intake.Accepted {
					l.counter--
				}
				if a, err := acts.get(tx, r.Handover); err != nil {
					return err
				} else if a.To == me {
					l.mine++
				}
			}
			l.last, err = lastReceiver(tx, me)
			return err
		})
		if err != nil {
			return err
		}
		return l
	})
}

// handoverActs are the acts met on one page.
type handoverActs map[uint64]*courier.Handover

func (a handoverActs) get(tx *store.Tx, no uint64) (*courier.Handover, error) {
	if h, ok := a[no]; ok {
		return h, nil
	}
	h, err := courier.Handovers.Get(tx, store.AppendUint64(nil, no))
	if err == nil {
		a[no] = h
	}
	return h, err
}

// lastReceiver is whom a worker gave to last: nobody is asked twice.
func lastReceiver(tx *store.Tx, me string) (string, error) {
	n := 0
	for h, err := range courier.Handovers.Scan(tx, nil, nil, true) {
		if err != nil {
			return "", err
		}
		if n++; h.From == me {
			return h.To, nil
		} else if n > 100 {
			break
		}
	}
	return "", nil
}

// receiver is who the pile goes to: the one chosen, else the last one, else
// the only one there is.
func (h *handover) receiver() (intake.Actor, bool) {
	for _, code := range []string{h.to, h.look.last} {
		for _, a := range h.look.sector {
			if a.Code == code {
				return a, true
			}
		}
	}
	if len(h.look.sector) > 0 {
		return h.look.sector[0], true
	}
	return intake.Actor{}, false
}

func (h *handover) Title() safe.Text {
	return safe.Const("3 ").Plus(h.Words.Process(3))
}

// Station is the third.
func (h *handover) Station() int { return 3 }

// Help says how the two sides work.
func (h *handover) Help() []safe.Text { return h.p.Help[:] }
