package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// Overlay lies above the screens and gets the keys until it closes.
type Overlay interface {
	// Update takes a key or a paste; closed takes the overlay away.
	Update(tea.Msg) (cmd tea.Cmd, closed bool)
	// Size is the cells it wants inside its frame, of those there are.
	Size(w, h int) (int, int)
	// Draw is the inside, w × h cells.
	Draw(w, h int) []safe.Line
	Title() safe.Text
	Keys() []keys.Binding
	// Typing tells that a text field in it has the focus.
	Typing() bool
}

// dialog is a question with answers.
type dialog struct {
	env   *Env
	title safe.Text
	*widget.Confirm
	then func(any) tea.Cmd
}

// NewDialog makes a question; then gets the value chosen, nil for Esc.
func NewDialog(e *Env, title safe.Text, first int, text []safe.Text, then func(any) tea.Cmd, choices ...widget.Choice) Overlay {
	return &dialog{e, title, widget.NewConfirm(e.pace(), first, text, choices...), then}
}

func (d *dialog) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, false
	}
	v, done := d.Press(d.env.pace(), m)
	if !done {
		return nil, false
	}
	return d.then(v), true
}

func (d *dialog) Size(w, h int) (int, int) {
	w = min(w, 64)
	return w, len(d.Draw(w, h))
}

func (d *dialog) Draw(w, _ int) []safe.Line { return d.Confirm.Draw(w, d.env.Theme) }
func (d *dialog) Title() safe.Text          { return d.title }
func (d *dialog) Typing() bool              { return false }

func (d *dialog) Keys() []keys.Binding {
	c := d.env.Words.Common()
	out := []keys.Binding{{Keys: []string{"left"}, Show: safe.Const("←→"), Label: c.Choose}, {Keys: []string{"enter"}, Label: c.OK}}
	return append(out, keys.Binding{Keys: []string{"esc"}, Label: c.Cancel})
}

// reader is a text to read above the screen: help, how a date was counted.
type reader struct {
	env   *Env
	title func() safe.Text
	widget.Reader
}

// NewReader makes an overlay of a text; rows lays it out for a width, anew
// after every change of language.
func NewReader(e *Env, title func() safe.Text, rows func(w int) []safe.Line) Overlay {
	return &reader{e, title, widget.Reader{Rows: rows}}
}

func (r *reader) Update(msg tea.Msg) (tea.Cmd, bool) {
	if r.Reader.Update(msg) {
		return nil, false
	}
	m, ok := msg.(tea.KeyPressMsg)
	return nil, ok && (m.Code == tea.KeyEscape || m.Code == tea.KeyEnter || m.Code == tea.KeyF1)
}

func (r *reader) Size(w, h int) (int, int) {
	w = min(w, 100)
	return w, min(h, len(r.Rows(w)))
}

func (r *reader) Title() safe.Text { return r.title() }
func (r *reader) Typing() bool     { return false }

func (r *reader) Keys() []keys.Binding {
	c := r.env.Words.Common()
	return []keys.Binding{{Keys: []string{"up"}, Show: safe.Const("↑↓ PgUp PgDn"), Label: c.Scroll}, {Keys: []string{"esc"}, Label: c.Close}}
}

// cover lays an overlay in its frame over the rows of the screen.
func cover(base []safe.Line, o Overlay, w int, th theme.Theme) []safe.Line {
	h := len(base)
	if w < 8 || h < 3 {
		return append(o.Draw(w, h), base...)[:h]
	}
	iw, ih := o.Size(w-6, h-2)
	iw, ih = min(max(iw, 4), w-4), min(max(ih, 1), h-2)
	inside := o.Draw(iw, ih)
	x, y := (w-iw-4)/2, (h-ih-2)/2
	title := o.Title().Cut(iw - 2)
	rule := safe.Const("─")
	top := safe.Row(safe.Const("┌─ ").As(th.Accent), title.As(th.Title), safe.Const(" ").Plus(
		safe.Repeat(rule, iw-title.Width()-1), safe.Const("┐")).As(th.Accent))
	box := []safe.Line{top}
	for i := range ih {
		var l safe.Line
		if i < len(inside) {
			l = inside[i]
		}
		box = append(box, safe.Row(safe.Const("│ ").As(th.Accent), l.Fit(iw), safe.Const(" │").As(th.Accent)))
	}
	box = append(box, safe.Const("└").Plus(safe.Repeat(rule, iw+2), safe.Const("┘")).As(th.Accent))
	out := append([]safe.Line(nil), base...)
	for i, b := range box {
		row := base[y+i].Over(th.Muted)
		out[y+i] = safe.Row(row.Slice(0, x).Pad(x), b, row.Slice(x+iw+4, w))
	}
	return out
}
