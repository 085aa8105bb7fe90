package widget

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Quiet is how long the hands must rest after a dialog opened before it takes
// a key: what was typed for the screen below cannot answer it.
const Quiet = 250 * time.Millisecond

// patience is how long a dialog waits for quiet hands at most.
const patience = 1500 * time.Millisecond

// Choice is one answer to a question.
type Choice struct {
	Key   string // a key that answers at once, such as "f9"; empty: none
	Label safe.Text
	Value any
}

// Confirm is a question with a few answers. Arrows or Tab choose, Enter
// answers, Esc answers nothing. Scans never reach it, and an Enter that comes
// at a scanner's heels, behind other characters, is not an answer.
type Confirm struct {
	Text    []safe.Text
	Choices []Choice

	at     int
	opened time.Time
	until  time.Time // no key is taken before
	typed  time.Time // the last character that was no answer
}

// NewConfirm asks at a moment; first is the choice that Enter gives.
func NewConfirm(now time.Time, first int, text []safe.Text, choices ...Choice) *Confirm {
	return &Confirm{Text: text, Choices: choices, at: first, opened: now, until: now.Add(Quiet)}
}

// Press takes a key at a moment. done: the dialog closes with the value, nil
// for Esc.
func (c *Confirm) Press(now time.Time, m tea.KeyPressMsg) (value any, done bool) {
	// A clock that jumped back must not lock the dialog.
	if !now.Before(c.opened) && now.Before(c.until) {
		c.until = now.Add(Quiet)
		if most := c.opened.Add(patience); c.until.After(most) {
			c.until = most
		}
		return nil, false
	}
	for _, ch := range c.Choices {
		if ch.Key != "" && !keys.Printable(m) && keys.Match(m, keys.Binding{Keys: []string{ch.Key}}) {
			return ch.Value, true
		}
	}
	n := len(c.Choices)
	switch {
	case m.Code == tea.KeyEscape:
		return nil, true
	case keys.Printable(m):
		c.typed = now
	case n == 0:
	case m.Code == tea.KeyEnter || m.Code == tea.KeyKpEnter:
		if rest := now.Sub(c.typed); !c.typed.IsZero() && rest >= 0 && rest < Quiet {
			return nil, false
		}
		return c.Choices[c.at].Value, true
	case m.Code == tea.KeyTab && m.Mod&tea.ModShift != 0, m.Code == tea.KeyLeft, m.Code == tea.KeyUp:
		c.at = (c.at + n - 1) % n
	case m.Code == tea.KeyTab, m.Code == tea.KeyRight, m.Code == tea.KeyDown:
		c.at = (c.at + 1) % n
	}
	return nil, false
}

// Draw is the question and the answers in w cells; an answer is never broken.
func (c *Confirm) Draw(w int, th theme.Theme) []safe.Line {
	var out []safe.Line
	for _, t := range c.Text {
		out = append(out, safe.Rows(th.Plain, t.Wrap(w)...)...)
	}
	out = append(out, safe.Line{})
	var row safe.Line
	for i, ch := range c.Choices {
		label := safe.Const("  ").Plus(ch.Label, safe.Const("  "))
		if ch.Key != "" {
			label = safe.Const("  ").Plus(keys.Name(ch.Key), safe.Const(" "), ch.Label, safe.Const("  "))
		}
		cell := label.As(th.Plain)
		if i == c.at {
			cell = safe.Const("▸").Plus(label.Cut(w - 1)).As(th.Selected)
		} else {
			cell = safe.Row(safe.Const(" "), cell)
		}
		if row.Width() > 0 && row.Width()+cell.Width() > w {
			out = append(out, row)
			row = safe.Line{}
		}
		row = row.Plus(cell)
	}
	return append(out, row)
}
