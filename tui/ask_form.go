package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// formBox is a small form above a screen: a reason, a courier's name, a time.
// Enter on its last item or F9 submits when every item is right; Esc leaves.
type formBox struct {
	env   *Env
	title safe.Text
	lines []safe.Text // said above the form
	form  *widget.Form
	then  func() tea.Cmd
	typed time.Time // the last character
}

// heels is how soon an Enter behind a character is a scanner's: a torn code too
// short to be known as one must not submit.
const heels = 60 * time.Millisecond

// NewFormBox makes a form above the screen; then is called once it is right.
func NewFormBox(e *Env, title safe.Text, lines []safe.Text, form *widget.Form, then func() tea.Cmd) Overlay {
	form.Submit = nil
	return &formBox{env: e, title: title, lines: lines, form: form, then: then}
}

// AskReason asks for a sentence; then gets it.
func AskReason(e *Env, title, label safe.Text, lines []safe.Text, then func(string) tea.Cmd) Overlay {
	f := widget.NewField("reason", 200)
	f.Label, f.Needed = label, e.Words.Common().Required
	form := widget.NewForm(widget.Line(f))
	return NewFormBox(e, title, lines, form, func() tea.Cmd { return then(f.Value()) })
}

func (b *formBox) Update(msg tea.Msg) (tea.Cmd, bool) {
	if m, ok := msg.(tea.KeyPressMsg); ok && (m.Code == tea.KeyEscape || m.Code == tea.KeyF9) {
		if m.Code == tea.KeyEscape {
			return nil, true
		}
		return b.submit()
	}
	now := b.env.pace()
	if m, ok := msg.(tea.KeyPressMsg); ok && keys.Printable(m) {
		b.typed = now
	} else if rest := now.Sub(b.typed); ok && (m.Code == tea.KeyEnter || m.Code == tea.KeyKpEnter) && rest >= 0 && rest < heels {
		return nil, false
	}
	cmd, mine := b.form.Update(msg)
	if m, ok := msg.(tea.KeyPressMsg); ok && !mine && (m.Code == tea.KeyEnter || m.Code == tea.KeyKpEnter) {
		return b.submit()
	}
	return cmd, false
}

func (b *formBox) submit() (tea.Cmd, bool) {
	if !b.form.Check() {
		return nil, false
	}
	return b.then(), true
}

func (b *formBox) rows(w int) []safe.Line {
	var out []safe.Line
	for _, l := range b.lines {
		out = append(out, safe.Rows(b.env.Theme.Plain, l.Wrap(w)...)...)
	}
	if len(out) > 0 {
		out = append(out, safe.Line{})
	}
	return out
}

func (b *formBox) Size(w, h int) (int, int) {
	w = min(w, 66)
	return w, min(h, len(b.rows(w))+len(b.form.Draw(w, h, b.env.Theme)))
}

func (b *formBox) Draw(w, h int) []safe.Line {
	out := b.rows(w)
	return append(out, b.form.Draw(w, max(h-len(out), 1), b.env.Theme)...)
}

func (b *formBox) Title() safe.Text { return b.title }
func (b *formBox) Typing() bool     { return b.form.Typing() }

func (b *formBox) Keys() []keys.Binding {
	c := b.env.Words.Common()
	return []keys.Binding{
		{ID: "next", Keys: []string{"tab"}, Label: c.Next},
		{ID: "ok", Keys: []string{"f9"}, Show: safe.Const("F9 Enter"), Label: c.OK},
		{ID: "cancel", Keys: []string{"esc"}, Label: c.Cancel},
	}
}
