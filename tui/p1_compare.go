package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// compare shows what was typed beside what the register has. Enter takes the
// register's word on one row, F9 on all; nothing is taken by itself.
type compare struct {
	f  *application
	at int
}

// Update moves, takes and leaves.
func (c *compare) Update(msg tea.Msg) (tea.Cmd, bool) {
	m, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, false
	}
	all := c.f.differences()
	switch m.Code {
	case tea.KeyEscape, tea.KeyF3:
		return nil, true
	case tea.KeyUp:
		c.at--
	case tea.KeyDown:
		c.at++
	case tea.KeyEnter, tea.KeyKpEnter:
		if c.at < len(all) {
			cmd := c.take(all[c.at : c.at+1])
			return cmd, len(c.f.differences()) == 0
		}
		return nil, len(all) == 0
	case tea.KeyF9:
		return c.take(all), true
	}
	c.at = max(min(c.at, len(all)-1), 0)
	return nil, false
}

func (c *compare) take(some []difference) tea.Cmd {
	for _, d := range some {
		d.field.SetValue(d.said)
	}
	c.at = 0
	return tea.Batch(c.f.changed(), c.f.auto())
}

// Size is two columns and their labels.
func (c *compare) Size(w, h int) (int, int) {
	w = min(w, 76)
	return w, min(h, len(c.rows(w)))
}

// Draw is the rows.
func (c *compare) Draw(w, h int) []safe.Line {
	rows := c.rows(w)
	return rows[:min(len(rows), h)]
}

func (c *compare) rows(w int) []safe.Line {
	th, words := c.f.Theme, c.f.Words.P1()
	label := 16
	half := max((w-label-4)/2, 8)
	row := func(l, a, b safe.Line) safe.Line {
		return safe.Row(safe.Const(" "), l, safe.Const(" "), a, safe.Const(" "), b).Cut(w)
	}
	out := []safe.Line{row(safe.Spaces(label).As(th.Label), words.Typed.Fit(half).As(th.Head), words.Registered.Fit(half).As(th.Head))}
	for i, d := range c.f.differences() {
		l := d.field.Label
		if strings.HasPrefix(d.field.ID(), "agent.") {
			l = words.Agent1.Plus(safe.Const(" "), l)
		}
		typed, said := safe.Clean(d.field.Value()).Fit(half).As(th.Plain), safe.Clean(d.said).Fit(half).As(th.Accent)
		if i == c.at {
			said = safe.Clean(d.said).Fit(half).As(th.Selected)
		}
		out = append(out, row(l.Fit(label).As(th.Label), typed, said))
	}
	for _, d := range c.f.farther() {
		out = append(out, row(c.f.farLabel(d.Field).Fit(label).As(th.Label), c.f.farSay(d.Typed).Fit(half).As(th.Plain), c.f.farSay(d.Register).Fit(half).As(th.Plain)))
	}
	return append(out, safe.Line{}, safe.Row(safe.Const(" "), words.CompareSay.CutWords(w-2).As(th.Muted)))
}

// farLabel names what is on no field of the form.
func (f *application) farLabel(field string) safe.Text {
	w := f.Words.P1()
	field, agent := strings.CutPrefix(field, "agent.")
	t := w.Address
	switch field {
	case "born":
		t = w.Born
	case "deed":
		t, agent = w.DeedDate, false
	}
	if agent {
		return w.Agent1.Plus(safe.Const(" "), t)
	}
	return t
}

// farSay writes a date as people do.
func (f *application) farSay(v string) safe.Text {
	if d, ok := f.day(v); ok {
		return f.Words.DayShort(d)
	}
	return safe.Clean(v)
}

// Title is whose word stands at the right.
func (c *compare) Title() safe.Text { return c.f.Of(intake.PersonRegister()) }

// Typing is false: no text is typed here.
func (c *compare) Typing() bool { return false }

// Keys are its own.
func (c *compare) Keys() []keys.Binding {
	w, co := c.f.Words.P1(), c.f.Words.Common()
	return []keys.Binding{
		{ID: "move", Keys: []string{"down", "up"}, Show: safe.Const("↑↓"), Label: co.Choose},
		{ID: "take", Keys: []string{"enter"}, Label: w.Take},
		{ID: "take-all", Keys: []string{"f9"}, Label: w.TakeAll},
		{ID: "close", Keys: []string{"esc"}, Label: co.Close},
	}
}
