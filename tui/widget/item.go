package widget

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Item is one thing on a form that can have the focus.
type Item interface {
	ID() string
	// Update offers a key or a paste; false: not mine, the form may use it.
	Update(tea.Msg) (tea.Cmd, bool)
	Focus()
	// Blur takes the focus away and checks what was entered.
	Blur() tea.Cmd
	// Check looks at the entry, also an empty one; false puts the reason under
	// the item.
	Check() bool
	// Typing tells that characters belong to the item while it has the focus.
	Typing() bool
	// Skip tells that the item cannot have the focus now.
	Skip() bool
	// Draw is the item in w cells. Rows are as many as it needs.
	Draw(w int, look Look) []safe.Line
	// LabelWidth is how many cells its label would like.
	LabelWidth() int
}

// Look is how a form asks its items to draw themselves.
type Look struct {
	Theme   theme.Theme
	Focused bool
	Label   int // cells for the label, the same down a column
}

// pointer is the cell before a label: the focus without colour.
func (l Look) pointer() safe.Line {
	if l.Focused {
		return safe.Const("▸").As(l.Theme.Accent)
	}
	return safe.Row(safe.Const(" "))
}

// label is the pointer and the label in its column.
func (l Look) label(t safe.Text) safe.Line {
	st := l.Theme.Label
	if l.Focused {
		st = l.Theme.Title
	}
	if l.Label == 0 {
		return l.pointer()
	}
	return safe.Row(l.pointer(), t.Fit(l.Label).As(st), safe.Const("  "))
}

// fault is the rows that say what is wrong, under the item.
func (l Look) fault(t safe.Text, w int) []safe.Line {
	if t.Empty() {
		return nil
	}
	indent := 1
	if l.Label > 0 {
		indent = l.Label + 3
	}
	if w-indent < 24 {
		indent = 1
	}
	var out []safe.Line
	for i, row := range t.Wrap(max(w-indent-4, 1)) {
		lead := safe.Const("    ")
		if i == 0 {
			lead = safe.Const("└ ! ")
		}
		out = append(out, safe.Row(safe.Spaces(indent), lead.Plus(row).As(l.Theme.Error)).Cut(w))
	}
	return out
}

// base is what fields, ticks and choices have in common.
type base struct {
	id       string
	fault    safe.Text
	Label    safe.Text
	Off      bool           // cannot have the focus now
	OnChange func() tea.Cmd // after every change by the operator
	OnLeave  func() tea.Cmd // when the focus leaves
}

// ID names the item on its form.
func (b *base) ID() string { return b.id }

// Skip tells that the item cannot have the focus now.
func (b *base) Skip() bool { return b.Off }

// Fault is what is wrong with the entry, empty when nothing is known to be.
func (b *base) Fault() safe.Text { return b.fault }

// Refuse puts a reason under the item, from a rule of the domain.
func (b *base) Refuse(why safe.Text) { b.fault = why }

// LabelWidth is how many cells the label would like.
func (b *base) LabelWidth() int { return b.Label.Width() }

func (b *base) changed() tea.Cmd {
	if b.OnChange == nil {
		return nil
	}
	return b.OnChange()
}

func (b *base) left() tea.Cmd {
	if b.OnLeave == nil {
		return nil
	}
	return b.OnLeave()
}
