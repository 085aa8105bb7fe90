package widget

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"tereze/intake/iin"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// Field is one line of text to type: a label, the entry, something said behind
// it, and the reason under it when the entry will not do.
type Field struct {
	base
	Hint   safe.Text // shown while empty and not typed in
	Aside  safe.Line // said behind the entry: ✓ 01.01.1990, male
	Width  int       // cells of the entry; 0: what is left of the row
	Digits bool      // fold as you type: Kazakh digit row, spaces, dashes
	Secret bool      // drawn as bullets, taken as typed, blanks too
	Needed safe.Text // the reason when left empty; empty: may stay empty

	in    textinput.Model
	check func(string) safe.Text
}

// NewField makes an empty field; limit is the most characters it takes, 0: any.
func NewField(id string, limit int) *Field {
	f := &Field{base: base{id: id}, in: textinput.New()}
	f.in.SetVirtualCursor(false)
	f.in.Prompt = ""
	f.in.CharLimit = limit
	// The clipboard of the machine the program runs on is not the operator's;
	// a paste comes from the terminal.
	f.in.KeyMap.Paste = key.NewBinding()
	return f
}

// Bind parses the field into a value: on leaving it and on submit. parse
// answers with the reason when the text will not do; the value then stays.
func Bind[T any](f *Field, into *T, parse func(string) (T, safe.Text)) *Field {
	f.check = func(s string) safe.Text {
		v, why := parse(s)
		if why.Empty() {
			*into = v
		}
		return why
	}
	return f
}

// Value is the text as typed, blanks at the ends dropped; a secret as it is.
func (f *Field) Value() string {
	if f.Secret {
		return f.in.Value()
	}
	return strings.TrimSpace(f.in.Value())
}

// SetValue fills the field in; the cursor goes to the end.
func (f *Field) SetValue(s string) {
	if f.Digits {
		s = iin.Fold(s)
	}
	f.fault = safe.Text{}
	f.in.SetValue(s)
	f.in.CursorEnd()
}

// Focus lets the field take keys.
func (f *Field) Focus() { f.in.Focus() }

// Typing is true: characters are the field's while it has the focus.
func (f *Field) Typing() bool { return true }

// Blur checks what was typed; an empty field is left alone until submit.
func (f *Field) Blur() tea.Cmd {
	f.in.Blur()
	if f.Value() == "" {
		f.fault = safe.Text{}
	} else {
		f.Check()
	}
	return f.left()
}

// Check looks at the entry, the empty one too.
func (f *Field) Check() bool {
	f.fault = safe.Text{}
	switch v := f.Value(); {
	case v == "" && !f.Needed.Empty():
		f.fault = f.Needed
	case f.check != nil && (v != "" || f.Needed.Empty()):
		f.fault = f.check(v)
	}
	return f.fault.Empty()
}

// Update types. Moving keys that a form needs (Tab, Enter, up, down) are not
// the field's.
func (f *Field) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		switch m.Code {
		case tea.KeyTab, tea.KeyEnter, tea.KeyKpEnter, tea.KeyUp, tea.KeyDown, tea.KeyEscape, tea.KeyPgUp, tea.KeyPgDown:
			return nil, false
		}
		if m.Code >= tea.KeyF1 && m.Code <= tea.KeyF63 {
			return nil, false
		}
		if f.Digits && keys.Printable(m) {
			if m.Text = iin.Fold(m.Text); m.Text == "" {
				return nil, true
			}
		}
		msg = keys.Latin(m)
	case tea.PasteMsg:
		if f.Digits {
			m.Content = iin.Fold(m.Content)
		}
		if f.Secret {
			m.Content = strings.Trim(m.Content, "\r\n")
		} else {
			m.Content = strings.TrimSpace(m.Content)
		}
		msg = m
	default:
		return nil, false
	}
	was := f.in.Value()
	at := f.in.Position()
	f.in, _ = f.in.Update(msg)
	if f.in.Value() == was {
		_, pasted := msg.(tea.PasteMsg)
		return nil, pasted || f.in.Position() != at || keys.Printable(press(msg))
	}
	f.fault = safe.Text{}
	return f.changed(), true
}

func press(msg tea.Msg) tea.KeyPressMsg {
	m, _ := msg.(tea.KeyPressMsg)
	return m
}

// Draw is the field in w cells, and the reason under it.
func (f *Field) Draw(w int, look Look) []safe.Line {
	row := look.label(f.Label)
	room := w - row.Width()
	box := f.Width
	if box == 0 || box > room {
		box = room
		if n := f.Aside.Width(); n > 0 && f.Width == 0 {
			box = max(room-n-1, 8)
		}
	}
	row = row.Plus(f.entry(min(box, room), look))
	if !f.Aside.Empty() {
		row = row.Plus(safe.Const(" "), f.Aside)
	}
	return append([]safe.Line{row.Cut(w)}, look.fault(f.fault, w)...)
}

// with is what the field will hold when it gets what is being typed.
func (f *Field) with(rs []rune, at int, typed string) ([]rune, int) {
	if f.Digits {
		typed = iin.Fold(typed)
	}
	more := []rune(typed)
	if f.in.CharLimit > 0 {
		more = more[:min(len(more), max(f.in.CharLimit-len(rs), 0))]
	}
	at = min(at, len(rs))
	return slices.Insert(slices.Clone(rs), at, more...), at + len(more)
}

// entry is n cells of what is typed, with the cursor when it has the focus.
func (f *Field) entry(n int, look Look) safe.Line {
	if n <= 0 {
		return safe.Line{}
	}
	th := look.Theme
	rs, at := []rune(f.in.Value()), f.in.Position()
	if look.Focused && look.Theme.Typed != "" {
		rs, at = f.with(rs, at, look.Theme.Typed)
	}
	if f.Secret {
		rs = []rune(strings.Repeat("•", len(rs)))
	}
	if !look.Focused {
		if len(rs) == 0 {
			return f.Hint.Fit(n).As(th.Muted)
		}
		return safe.Clean(string(rs)).Fit(n).As(th.Field)
	}
	at = min(at, len(rs))
	from := 0
	for from < at && safe.Clean(string(rs[from:at])).Width() > n-1 {
		from++
	}
	before := safe.Clean(string(rs[from:at]))
	under, after := safe.Const("_"), safe.Text{}
	if at < len(rs) {
		under, after = safe.Clean(string(rs[at:at+1])), safe.Clean(string(rs[at+1:]))
	}
	left := n - before.Width() - under.Width()
	return safe.Row(before.As(th.FieldFocus), under.As(th.Cursor), after.Fit(left).As(th.FieldFocus))
}
