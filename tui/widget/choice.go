package widget

import (
	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui/safe"
)

// Checkbox is a tick: Space sets and clears it.
type Checkbox struct {
	base
	On    bool
	Aside safe.Line // at the right edge: kind, sheets
}

// NewCheckbox makes a tick that is not set.
func NewCheckbox(id string) *Checkbox { return &Checkbox{base: base{id: id}} }

// Focus has nothing to prepare.
func (c *Checkbox) Focus() {}

// Blur checks nothing: a tick is right either way.
func (c *Checkbox) Blur() tea.Cmd { return c.left() }

// Check is always true unless a rule refused the tick.
func (c *Checkbox) Check() bool { return c.fault.Empty() }

// Typing is false: letters stay hotkeys.
func (c *Checkbox) Typing() bool { return false }

// LabelWidth is nothing: the label stands behind the box.
func (c *Checkbox) LabelWidth() int { return 0 }

// Update sets and clears with Space.
func (c *Checkbox) Update(msg tea.Msg) (tea.Cmd, bool) {
	if m, ok := msg.(tea.KeyPressMsg); !ok || m.Text != " " {
		return nil, false
	}
	c.On = !c.On
	c.fault = safe.Text{}
	return c.changed(), true
}

// Draw is the box, its label, and what stands at the right edge.
func (c *Checkbox) Draw(w int, look Look) []safe.Line {
	box := safe.Const("[ ] ")
	if c.On {
		box = safe.Const("[x] ")
	}
	st := look.Theme.Plain
	switch {
	case look.Focused:
		st = look.Theme.Title
	case c.Off:
		st = look.Theme.Muted
	}
	label := c.Label.CutWords(w - 6 - c.Aside.Width())
	rows := []safe.Line{safe.Ends(safe.Row(look.pointer(), box.As(st), label.As(st)), c.Aside, w)}
	look.Label = 0
	return append(rows, look.fault(c.fault, w)...)
}

// Option is one of the choices of a Radio.
type Option struct {
	ID    string
	Label safe.Text
}

// Radio is a choice of one among a few, all of them in view. Left, right and
// Space move; nothing may be chosen yet.
type Radio struct {
	base
	Options []Option
	Needed  safe.Text // the reason when nothing is chosen; empty: may stay so
	chosen  string
}

// NewRadio makes a choice with nothing chosen.
func NewRadio(id string, options ...Option) *Radio {
	return &Radio{base: base{id: id}, Options: options}
}

// NewLangPicker is the choice of a language; each is named in itself, so that
// everybody can read their own.
func NewLangPicker(id string, now trio.Lang) *Radio {
	r := NewRadio(id,
		Option{string(trio.KK), safe.Const("Қазақша")},
		Option{string(trio.RU), safe.Const("Русский")},
		Option{string(trio.EN), safe.Const("English")})
	r.chosen = string(now)
	return r
}

// Chosen is the id of the chosen option, empty for none.
func (r *Radio) Chosen() string { return r.chosen }

// Choose sets it.
func (r *Radio) Choose(id string) { r.chosen, r.fault = id, safe.Text{} }

// Focus has nothing to prepare.
func (r *Radio) Focus() {}

// Blur leaves an empty choice alone until submit.
func (r *Radio) Blur() tea.Cmd { return r.left() }

// Typing is false: letters stay hotkeys.
func (r *Radio) Typing() bool { return false }

// Check asks for a choice where one is needed.
func (r *Radio) Check() bool {
	r.fault = safe.Text{}
	if r.index() < 0 {
		r.fault = r.Needed
	}
	return r.fault.Empty()
}

func (r *Radio) index() int {
	for i, o := range r.Options {
		if o.ID == r.chosen {
			return i
		}
	}
	return -1
}

// Update moves the choice.
func (r *Radio) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(tea.KeyPressMsg)
	n := len(r.Options)
	if !ok || n == 0 {
		return nil, false
	}
	i := r.index()
	switch {
	case m.Code == tea.KeyRight, m.Text == " ":
		i = (i + 1) % n
	case m.Code == tea.KeyLeft && i < 0:
		i = n - 1
	case m.Code == tea.KeyLeft:
		i = (i + n - 1) % n
	default:
		return nil, false
	}
	r.Choose(r.Options[i].ID)
	return r.changed(), true
}

// Draw is the label and the options, on as many rows as they need; an option is
// never broken.
func (r *Radio) Draw(w int, look Look) []safe.Line {
	th := look.Theme
	row := look.label(r.Label)
	indent := row.Width()
	var rows []safe.Line
	for i, o := range r.Options {
		mark, st := safe.Const("( ) "), th.Plain
		if o.ID == r.chosen {
			mark, st = safe.Const("(•) "), th.Title
			if look.Focused {
				st = th.Selected
			}
		}
		opt := mark.Plus(o.Label).Cut(w - indent)
		if i > 0 && row.Width()+opt.Width()+3 > w {
			rows = append(rows, row)
			row = safe.Row(safe.Spaces(indent))
		} else if i > 0 {
			row = row.Plus(safe.Const("   "))
		}
		row = row.Plus(opt.As(st))
	}
	rows = append(rows, row.Cut(w))
	return append(rows, look.fault(r.fault, w)...)
}

// Note is text between the items; it never has the focus.
type Note struct {
	base
	Rows func(w int) []safe.Line
}

// NewNote makes a note that is drawn anew each time.
func NewNote(rows func(w int) []safe.Line) *Note {
	return &Note{base: base{Off: true}, Rows: rows}
}

// Heading is a note of one row.
func Heading(t safe.Text, st safe.Style) *Note {
	return NewNote(func(w int) []safe.Line { return []safe.Line{safe.Row(safe.Const(" "), t.As(st)).Cut(w)} })
}

// Gap is an empty row.
func Gap() *Note { return NewNote(func(int) []safe.Line { return []safe.Line{{}} }) }

// Update takes nothing.
func (n *Note) Update(tea.Msg) (tea.Cmd, bool) { return nil, false }

// Focus does nothing.
func (n *Note) Focus() {}

// Blur does nothing.
func (n *Note) Blur() tea.Cmd { return nil }

// Check is true.
func (n *Note) Check() bool { return true }

// Typing is false.
func (n *Note) Typing() bool { return false }

// Draw is the note.
func (n *Note) Draw(w int, _ Look) []safe.Line { return n.Rows(w) }
