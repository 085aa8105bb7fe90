package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/iin"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// paperRow is one document of the checklist on the form: there or not, its
// kind, its sheets. What is missing and why is the domain's to say.
type paperRow struct {
	s     *Session
	doc   *catalogue.Document
	paper intake.Paper

	row     intake.Row // as the last check judged it
	or      bool       // another document of its group stands above it
	pointed bool       // it was missing the last time
	fault   safe.Text
	fresh   bool // no digit was typed since it got the focus

	change func() tea.Cmd
	all    func() tea.Cmd // a: everything is there
}

func newPaperRow(s *Session, doc *catalogue.Document) *paperRow {
	p := &paperRow{s: s, doc: doc, paper: intake.Usual(doc)}
	return p
}

// ID is the field a problem of the domain names.
func (p *paperRow) ID() string { return "papers." + p.doc.Code }

// Focus begins a new number of sheets.
func (p *paperRow) Focus() { p.fresh = true }

// Blur has nothing to check: every state of the row can be.
func (p *paperRow) Blur() tea.Cmd { return nil }

// Check is true; the domain judges the whole.
func (p *paperRow) Check() bool { return true }

// Typing keeps the digits of the sheets from leading to a station.
func (p *paperRow) Typing() bool { return true }

// Skip never.
func (p *paperRow) Skip() bool { return false }

// LabelWidth is nothing: the label stands behind the box.
func (p *paperRow) LabelWidth() int { return 0 }

// Refuse puts a reason under the row; Fault is what stands there.
func (p *paperRow) Refuse(why safe.Text) { p.fault = why }

// Fault is what is wrong with the row.
func (p *paperRow) Fault() safe.Text { return p.fault }

// dated tells that the paper's date of issue is asked for.
func (p *paperRow) dated() bool { return p.doc.Dated || p.doc.Valid.Unit != "" }

// usual ticks the paper in the shape it is expected in.
func (p *paperRow) usual() {
	if p.paper.There {
		return
	}
	day := p.paper.Issued
	p.paper = intake.Usual(p.doc)
	p.paper.There, p.paper.Issued = true, day
	p.fault = safe.Text{}
}

// Update takes Space, ←→ for the kind, digits for the sheets, v for shown.
func (p *paperRow) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(tea.KeyPressMsg)
	if !ok || m.Mod&(tea.ModCtrl|tea.ModAlt) != 0 {
		return nil, false
	}
	switch {
	case m.Text == " ":
		p.paper.There = !p.paper.There
		if p.paper.There && !p.paper.Shown && p.paper.Sheets == 0 {
			p.paper.Sheets = 1
		}
	case m.Code == tea.KeyRight:
		p.turn(1)
	case m.Code == tea.KeyLeft:
		p.turn(-1)
	case m.Code == tea.KeyBackspace:
		if p.paper.Shown {
			return nil, true
		}
		p.paper.Sheets /= 10
		p.fresh = false
	case keys.Printable(m) && digit(m.Text) >= 0:
		if !p.type1(digit(m.Text)) {
			return nil, true
		}
	case keys.Match(m, keys.Binding{Keys: []string{"v"}}):
		p.paper.Shown = !p.paper.Shown
		p.paper.Sheets = 1
		if p.paper.Shown {
			p.paper.Sheets = 0
		}
	case keys.Match(m, keys.Binding{Keys: []string{"a"}}):
		return p.all(), true
	default:
		return nil, false
	}
	p.fault = safe.Text{}
	return p.change(), true
}

// type1 types one digit of the sheets; the first one begins the number anew.
func (p *paperRow) type1(d int) bool {
	if p.paper.Shown {
		return false
	}
	n := d
	if !p.fresh {
		n = p.paper.Sheets*10 + d
	}
	if n > 9999 {
		return false
	}
	p.fresh, p.paper.Sheets, p.paper.There = false, n, true
	return true
}

// digit is the digit a character stands for on any layout, or -1.
func digit(text string) int {
	if s := iin.Fold(text); len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return -1
}

func (p *paperRow) turn(by int) {
	kinds := []intake.Kind{intake.Original, intake.Copy, intake.Notarised}
	i := max(slices.Index(kinds, p.paper.Kind), 0)
	p.paper.Kind = kinds[(i+by+len(kinds))%len(kinds)]
}

// The columns behind the name of a document.
const (
	kindCells  = 14
	sheetCells = 10
)

// Draw is the row, and under it why the paper is wanted or will not do.
func (p *paperRow) Draw(w int, look widget.Look) []safe.Line {
	th, words := look.Theme, p.s.Words.P1()
	there := p.paper.There
	box, st := safe.Const("[ ] "), th.Plain
	switch {
	case there:
		box = safe.Const("[x] ")
	case p.row.Register: // a state system stands for it
		box = safe.Const("[✓] ")
	}
	pointer := safe.Row(safe.Const(" "))
	if look.Focused {
		pointer, st = safe.Const("▸").As(th.Accent), th.Title
	}
	kind, sheets := p.s.Words.Kind(p.paper.Kind), safe.Num(p.paper.Sheets)
	if p.paper.Shown {
		sheets = p.s.Words.Shown()
	}
	col := th.Plain
	if !there {
		col = th.Muted
	}
	if p.row.Register && !there {
		kind, sheets = safe.Text{}, safe.Text{}
	}
	tail := safe.Row(kind.Fit(kindCells).As(col), sheets.FitLeft(sheetCells).As(col))
	label := p.s.Of(p.doc.Name)
	if p.or {
		label = words.Or.Plus(safe.Const(" "), label)
	}
	label = label.CutWords(w - 8 - kindCells - sheetCells)
	rows := []safe.Line{safe.Ends(safe.Row(pointer, safe.Const(" "), box.As(st), label.As(st)), tail.Plus(safe.Const(" ")), w)}
	why, bad := p.why()
	if why.Empty() {
		return rows
	}
	style, lead := th.Muted, safe.Const("└ ")
	if bad {
		style, lead = th.Error, safe.Const("└ ! ")
	}
	for i, t := range why.Wrap(w - 12) {
		if i > 0 {
			lead = safe.Spaces(lead.Width())
		}
		rows = append(rows, safe.Row(safe.Spaces(6), lead.Plus(t).As(style)).Cut(w))
	}
	return rows
}

// why is the sentence under the row; bad marks trouble.
func (p *paperRow) why() (why safe.Text, bad bool) {
	words := p.s.Words.P1()
	dot := safe.Const(" · ")
	if !p.fault.Empty() {
		return p.fault, true
	}
	miss := p.row.Missing
	switch {
	case miss != nil && miss.Why != intake.MissingAbsent:
		return p.s.Words.Missing(*miss), true
	case p.row.Register && !p.paper.There:
		return words.FromRegister, false
	case miss == nil:
		return safe.Text{}, false
	}
	if p.row.Because != "" {
		why = p.s.Of(p.row.Why)
	}
	if p.pointed {
		return safe.Join(dot, words.WasMissing, why), true
	}
	return why, false
}
