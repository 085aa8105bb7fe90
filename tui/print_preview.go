package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/courier/papers"
	"tereze/intake/code"
	"tereze/intake/paper"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// The columns of a paper in plain text: of an upright sheet, of a lying one.
const (
	paperWidth = 80
	wideWidth  = 120
)

// paperView is a paper before it is printed, as its plain text.
type paperView struct {
	s   *Session
	p   *printing
	doc papers.Paper
	widget.Reader
	rows []safe.Line // laid out for wide cells
	wide int
}

func newPaperView(s *Session, p *printing, doc papers.Paper) *paperView {
	v := &paperView{s: s, p: p, doc: doc}
	v.Reader.Rows = v.lay
	return v
}

// lay is the text in w cells; pages are parted by a rule. A case's code comes
// last, for a telephone.
func (v *paperView) lay(w int) []safe.Line {
	if w == v.wide {
		return v.rows
	}
	th := v.s.Theme
	v.wide, v.rows = w, nil
	for i, page := range strings.Split(v.doc.Text(w), "\f") {
		if i > 0 {
			v.rows = append(v.rows, safe.Repeat(safe.Const("═"), w).As(th.Rule))
		}
		for _, l := range strings.Split(strings.TrimRight(page, "\n"), "\n") {
			v.rows = append(v.rows, safe.Row(safe.Clean(l)))
		}
	}
	if v.p.want.Kind == papers.Receipt || v.p.want.Kind == papers.Refusal {
		v.rows = append(v.rows, safe.Line{}, safe.Row(v.s.Words.Print().Code.As(th.Label)))
		v.rows = append(v.rows, qrRows(code.Number(v.doc.Subject).Barcode(), th.Code)...)
	}
	return v.rows
}

// Update scrolls; Enter and F9 print, Esc goes back.
func (v *paperView) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil, false
	case m.Code == tea.KeyEscape:
		return nil, true
	case m.Code == tea.KeyEnter, m.Code == tea.KeyKpEnter, m.Code == tea.KeyF9:
		return v.s.printOut(v.p, v.doc.Subject), true
	}
	if m.Code == tea.KeyF2 {
		v.wide = 0 // the code's words are said anew
	}
	v.Reader.Update(msg)
	return nil, false
}

func (v *paperView) Size(w, h int) (int, int) {
	most := paperWidth
	if v.doc.Form.Size == paper.A4Wide {
		most = wideWidth
	}
	w = min(w, most)
	return w, min(h, len(v.lay(w)))
}

func (v *paperView) Title() safe.Text {
	w := v.s.Words
	t := w.Paper(v.p.want.Kind)
	if v.p.want.Copy {
		t = t.Plus(safe.Const(", "), w.Print().Copy)
	}
	t = w.Print().Preview.Fill(t)
	switch above, below := v.More(); {
	case above && below:
		t = t.Plus(safe.Const(" ↑↓"))
	case above:
		t = t.Plus(safe.Const(" ↑"))
	case below:
		t = t.Plus(safe.Const(" ↓"))
	}
	return t
}

func (v *paperView) Typing() bool { return false }

func (v *paperView) Keys() []keys.Binding {
	c := v.s.Words.Common()
	return []keys.Binding{
		{Keys: []string{"enter", "f9"}, Label: v.s.Words.Print().Do},
		{Keys: []string{"up"}, Show: safe.Const("↑↓ PgUp PgDn"), Label: c.Scroll},
		{Keys: []string{"esc"}, Label: c.Close},
	}
}
