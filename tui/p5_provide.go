package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/intake/trio"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// provide is process 5: what the providers have and what is on the road to
// them, the earliest limit first; the steps of one case below the list or
// beside it. The acts are in p5_keys.go and p5_give.go.
type provide struct {
	*Session
	grid   *widget.Grid
	src    *awaySource
	filter awayFilter
	counts awayCounts
	refuse map[string]bool // rows whose result is a reasoned refusal
	open   bool            // the steps are shown
	steps  *stepView
	stamp  *stampForm // the one last sent, to open again when a rule refuses
	w, h   int
}

func newProvide(s *Session) Screen {
	p := &provide{Session: s, src: &awaySource{office: s.Office}, refuse: map[string]bool{}}
	p.grid = widget.NewGrid("away", s.Asker(p), p.src)
	p.grid.Multi = true
	p.grid.Fail = s.Fail
	p.grid.Select = func(widget.Row) tea.Cmd { return p.readSteps() }
	return p
}

// Station says which one it is.
func (p *provide) Station() int { return 5 }

// Title is what the screen is.
func (p *provide) Title() safe.Text {
	return safe.Const("5 ").Plus(p.Words.P5().Title)
}

// Relabel sets the heads of the list in the language of the session.
func (p *provide) Relabel() {
	w, home := p.Words.P5(), p.Words.Home()
	due := 11
	if p.Lang == trio.EN {
		due = 14
	}
	short, full := widget.Column{Title: w.Step, Min: 13, Max: 13}, widget.Column{Title: w.Step, Min: 22, Max: 28}
	if p.roomy() {
		short.From = never
	} else {
		full.From = never
	}
	p.grid.Columns = []widget.Column{
		{Title: home.Number, Min: 17, Max: 17},
		{Title: home.Name, Min: 31 - due - max(7, w.Provider.Width()), Max: 26},
		{Title: w.Provider, Min: max(7, w.Provider.Width()), Max: 14},
		short,
		full,
		{Title: home.DueBy, Min: due, Max: 15},
		{Title: home.Service, Min: 13, Max: 20, From: roomyFrom},
		{Title: w.Since, Min: 13, Max: 16, From: roomyFrom},
	}
	p.grid.Empty, p.grid.Waiting = w.Empty, p.Words.Common().Loading
	p.tell()
}

// never hides a column; roomyFrom is where the steps have room for their full
// names and the list for more columns.
const (
	never     = 1 << 20
	roomyFrom = 110
)

func (p *provide) roomy() bool { return p.listWidth() >= roomyFrom }

// besideFrom is how wide a screen bears the steps beside the list and not
// below it, the list still with all that it has at 80.
const besideFrom = 132

func (p *provide) beside() bool { return p.open && p.w >= besideFrom }

func (p *provide) listWidth() int {
	if p.beside() {
		return p.w - 52
	}
	return p.w
}

// tell hands the source what it needs to know of the screen.
func (p *provide) tell() {
	refuse := map[string]bool{}
	for id := range p.refuse {
		refuse[id] = true
	}
	p.src.state.Store(&awayState{filter: p.filter, words: p.Words, refuse: refuse})
}

// Init reads the list and the counts.
func (p *provide) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.count()) }

func (p *provide) count() tea.Cmd {
	office, f := p.Office, p.filter
	return p.Ask(p, "counts", func(ctx context.Context) any {
		n, err := readAway(ctx, office, f)
		if err != nil {
			return err
		}
		return n
	})
}

// readSteps reads the steps of the selected case, while they are shown.
func (p *provide) readSteps() tea.Cmd {
	r, ok := p.selected()
	if !p.open || !ok {
		return nil
	}
	if p.steps != nil && p.steps.c.ID != r.ID {
		p.steps = nil
	}
	office, id := p.Office, r.ID
	return p.Ask(p, "steps", func(ctx context.Context) any {
		v, err := readSteps(ctx, office, id)
		if err != nil {
			return err
		}
		return v
	})
}

func (p *provide) selected() (awayRow, bool) {
	r, ok := p.grid.Selected()
	if !ok {
		return awayRow{}, false
	}
	return r.Value.(awayRow), true
}

// reload reads everything anew; the selection stays on its case.
func (p *provide) reload() tea.Cmd {
	p.tell()
	return tea.Batch(p.grid.Reload(), p.count(), p.readSteps())
}

// list shows other cases, from the beginning.
func (p *provide) list(f awayFilter) tea.Cmd {
	p.filter = f
	p.tell()
	return tea.Batch(p.grid.Load(), p.count())
}

// Resize tells the cells there are.
func (p *provide) Resize(w, h int) {
	p.w, p.h = w, h
	p.Relabel()
	p.grid.Resize(p.listHeight())
}

// Update takes answers, broadcasts and the keys of the list.
func (p *provide) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case awayCounts:
		p.counts = m
	case *stepView:
		if r, ok := p.selected(); ok && r.ID == m.c.ID {
			p.steps = m
		}
	case stampedMsg:
		return p.stamped(m)
	case givenMsg:
		return p.given(m)
	case providedMsg:
		return tea.Batch(p.Say(theme.Done, m.say), p.reload())
	case undoneNothing:
		return p.Say(theme.Trouble, m.why)
	case awayFound:
		return p.found(m)
	case Failed:
		return p.failed(m)
	case Confirmed:
		if m.ID == "give" && m.Value == true {
			return p.giveBack()
		}
	case Changed, Shown, LangChanged:
		return p.reload()
	default:
		cmd, _ := p.grid.Update(msg)
		return cmd
	}
	return nil
}

// reach puts a scanned case under the pointer: on the list when it is read
// already, else alone.
func (p *provide) reach(id uuid.UUID) tea.Cmd {
	p.open = true
	p.Relabel()
	p.grid.Resize(p.listHeight())
	p.grid.SelectID(id.String())
	if r, ok := p.selected(); ok && r.ID == id {
		return p.readSteps()
	}
	return p.list(awayFilter{one: id})
}
