package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// The sheets of the electronic road, by its processes.
const (
	sheetSign    = iota // 4: to be scanned, signed and sent
	sheetSent           // 5: in the outbox, or unanswered by the provider
	sheetOutbox         // every message that is not over
	sheetUnclear        // what came and could not be carried out
	sheetPortal         // what the portal sent, and what became of it
	sheets
)

// eroad is the electronic road: what waits for a scan or a signature, what is
// on the wire, what a person must decide, what the portal sent.
type eroad struct {
	*Session
	sheet int
	grid  *widget.Grid
	n     courier.Conveyor
	open  int64 // inbound messages not carried out
	w, h  int
}

func newERoad(s *Session) Screen {
	p := &eroad{Session: s}
	if s.Actor.Role == intake.Sector {
		p.sheet = sheetOutbox
	}
	return p
}

// Relabel names the columns of the sheet.
func (p *eroad) Relabel() {
	w := p.Words.ERoad()
	if p.grid == nil {
		p.grid = widget.NewGrid("e-road", p.Asker(p), p.source())
	}
	p.grid.Columns = p.columns()
	p.grid.Empty, p.grid.Waiting, p.grid.Fail = w.Empty[p.sheet], p.Words.Common().Loading, p.Fail
}

// Init reads the sheet and the counts.
func (p *eroad) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.counts(p), p.unclear()) }

type unclearMsg struct{ n int64 }

// unclear counts what came and was not carried out.
func (p *eroad) unclear() tea.Cmd {
	office := p.Office
	return p.Ask(p, "unclear", func(ctx context.Context) any {
		_, n, err := office.OutboxCounts(ctx)
		if err != nil {
			return err
		}
		return unclearMsg{n}
	})
}

func (p *eroad) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case countsMsg:
		p.n = m.Conveyor
		return nil
	case unclearMsg:
		p.open = m.n
		return nil
	case Changed, Shown:
		return p.reload()
	case LangChanged:
		return p.grid.Renew(p.source())
	case scanFoundMsg:
		return p.scanned(m)
	case Failed:
		if m.Topic == "counts" || m.Topic == "unclear" { // read again only after an act: a sick disk would never rest
			return nil
		}
		return p.reload()
	case signedMsg:
		return p.signed(m)
	case saidMsg:
		return tea.Batch(p.Say(theme.Done, m.say), p.reload())
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// saidMsg ends an act: what is said of it; the list is read again.
type saidMsg struct{ say safe.Text }

func (p *eroad) reload() tea.Cmd { return tea.Batch(p.grid.Reload(), p.counts(p), p.unclear()) }

// turn goes to the next sheet.
func (p *eroad) turn(by int) tea.Cmd { return p.show((p.sheet + by + sheets) % sheets) }

func (p *eroad) show(sheet int) tea.Cmd {
	p.sheet = sheet
	p.grid = nil
	p.Relabel()
	p.Resize(p.w, p.h)
	return p.grid.Load()
}

// noted is what a row stands for, with what there is to say of it in full.
type noted struct {
	value any
	note  safe.Text
}

// value is what the row in focus stands for; nil without one.
func (p *eroad) value() any {
	r, _ := p.grid.Selected()
	n, _ := r.Value.(noted)
	return n.value
}

// picked is the case of the row in focus; the zero id where it has none.
func (p *eroad) picked() (id uuid.UUID, number string, version int) {
	switch v := p.value().(type) {
	case intake.ListRow:
		return v.ID, string(v.Number), v.Version
	case intake.Message:
		return v.Case, v.Number, 0
	case intake.Inbound:
		return v.Case, v.Number, 0
	case intake.PortalRequest:
		return v.Case, v.Portal, 0
	}
	return uuid.Nil, "", 0
}

func (p *eroad) Keys() []keys.Binding {
	w, c, hw := p.Words.ERoad(), p.Words.Common(), p.Words.Home()
	row := func() safe.Text {
		if _, ok := p.grid.Selected(); !ok {
			return c.Nothing
		}
		return safe.Text{}
	}
	card := keys.Binding{ID: "card", Keys: []string{"enter"}, Label: hw.Case, Help: hw.Card, Why: func() safe.Text {
		if t := row(); !t.Empty() {
			return t
		}
		if id, _, _ := p.picked(); id == uuid.Nil && p.sheet != sheetPortal {
			return w.NoCase
		}
		return safe.Text{}
	}, Do: p.card}
	var own []keys.Binding
	switch p.sheet {
	case sheetSign:
		own = []keys.Binding{
			{ID: "send", Keys: []string{"f9"}, Label: w.Send, Why: row, Do: func() tea.Cmd { return p.sign(true) }},
			{ID: "attach", Keys: []string{"a"}, Label: w.Attach, Why: row, Do: p.attach},
			{ID: "sign", Keys: []string{"s"}, Label: w.Sign, Why: row, Do: func() tea.Cmd { return p.sign(false) }},
			{ID: "write", Keys: []string{"w"}, Help: w.WriteOut, Why: row, Do: p.writeOut},
			{ID: "read", Keys: []string{"r"}, Help: w.ReadIn, Why: row, Do: p.readIn},
		}
	case sheetOutbox:
		own = []keys.Binding{
			{ID: "resend", Keys: []string{"r"}, Label: w.Resend, Why: p.whyNotResend, Do: p.resend},
			{ID: "drop", Keys: []string{"x"}, Label: w.Drop, Why: p.whyNotDrop, Do: p.drop},
		}
	case sheetUnclear:
		own = []keys.Binding{{ID: "drop", Keys: []string{"x"}, Label: w.SetAside, Why: row, Do: p.drop}}
	}
	return append(own, card,
		keys.Binding{ID: "sheet", Keys: []string{"tab"}, Label: w.Tabs[(p.sheet+1)%sheets], Do: func() tea.Cmd { return p.turn(1) }},
		keys.Binding{ID: "sheet-back", Keys: []string{"shift+tab"}, Do: func() tea.Cmd { return p.turn(-1) }})
}

func (p *eroad) Resize(w, h int) {
	p.w, p.h = w, h
	if p.grid != nil {
		p.grid.Resize(max(h-4, 2))
	}
}

// Title is the road; the sheets stand under it.
func (p *eroad) Title() safe.Text { return p.Words.ERoad().Title }

// tabs names the sheets with their counts, the one shown in the accent.
func (p *eroad) tabs() safe.Line {
	w, th := p.Words.ERoad(), p.Theme
	counts := [sheets]int64{p.n.Scan.All, p.n.Sent.All, -1, p.open, -1}
	row := safe.Row(safe.Const(" "))
	for i, t := range w.Tabs {
		if i > 0 {
			row = row.Plus(safe.Const(" · "))
		}
		if counts[i] > 0 {
			t = t.Plus(safe.Const(" "), safe.Num(int(counts[i])))
		}
		if i == sheetOutbox && p.n.Doubtful > 0 {
			t = t.Plus(safe.Const(" !"), safe.Num(int(p.n.Doubtful)))
		}
		st := th.Muted
		if i == p.sheet {
			t, st = safe.Const("▐").Plus(t, safe.Const("▌")), th.Title
		}
		row = row.Plus(t.As(st))
	}
	return row.Cut(p.w)
}

func (p *eroad) View() Frame {
	w := p.Words.ERoad()
	f := Frame{Head: []safe.Line{safe.Row(safe.Const(" "), w.Title.As(p.Theme.Title)), p.tabs()},
		Body: p.grid.Draw(p.w, max(p.h-4, 2), p.Theme)}
	r, _ := p.grid.Selected()
	if n, ok := r.Value.(noted); ok && p.h > 8 {
		for _, t := range atMost(2, n.note, p.w-2) {
			f.Foot = append(f.Foot, safe.Row(safe.Const(" "), t))
		}
	}
	if p.n.Doubtful > 0 {
		f.Aside = w.Doubtful.Of(int(p.n.Doubtful)).As(p.Theme.Trouble)
		f.Head[0] = safe.Ends(f.Head[0], f.Aside, p.w)
	}
	return f
}

// Help says what the sheets are for.
func (p *eroad) Help() []safe.Text {
	w := p.Words.ERoad()
	return []safe.Text{w.Help1, w.Help2, w.Help3}
}
