package widget

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Form is rows of items with one focus. Tab, Enter and ↓ go on, Shift+Tab and ↑
// go back, Enter on the last item submits.
type Form struct {
	// Submit is Enter on the last item; the form is checked first, and the
	// first bad item gets the focus instead.
	Submit func() tea.Cmd

	rows  [][]Item
	flat  []Item
	focus int
}

// Line is one row of a form: its items share the width.
func Line(items ...Item) []Item { return items }

// NewForm makes a form; the first item that can have the focus gets it.
func NewForm(rows ...[]Item) *Form {
	f := &Form{focus: -1}
	f.SetRows(rows...)
	return f
}

// SetRows changes what is on the form; the focus stays on its item while that
// is still there.
func (f *Form) SetRows(rows ...[]Item) {
	held := f.Focused()
	f.rows, f.flat, f.focus = rows, nil, -1
	for _, r := range rows {
		f.flat = append(f.flat, r...)
	}
	for i, it := range f.flat {
		if it == held && !it.Skip() {
			f.focus = i
			return
		}
	}
	f.step(1)
}

// Focused is the item with the focus, nil when none can have it.
func (f *Form) Focused() Item {
	if f.focus < 0 || f.focus >= len(f.flat) {
		return nil
	}
	return f.flat[f.focus]
}

// SetFocus gives the focus to the item with this id.
func (f *Form) SetFocus(id string) tea.Cmd {
	for i, it := range f.flat {
		if it.ID() == id && !it.Skip() {
			return f.move(i)
		}
	}
	return nil
}

// Typing tells that characters belong to the item in focus.
func (f *Form) Typing() bool {
	it := f.Focused()
	return it != nil && it.Typing()
}

// Check looks at every item; the first bad one gets the focus.
func (f *Form) Check() bool {
	bad := -1
	for i, it := range f.flat {
		if !it.Check() && bad < 0 {
			bad = i
		}
	}
	if bad >= 0 {
		if it := f.Focused(); it != nil && f.focus != bad {
			it.Blur()
			it.Check()
		}
		f.focus = bad
		f.flat[bad].Focus()
	}
	return bad < 0
}

// Refuse puts a reason under the item with this id and gives it the focus;
// false when there is no such item.
func (f *Form) Refuse(id string, why safe.Text) bool {
	for i, it := range f.flat {
		if it.ID() != id {
			continue
		}
		if r, ok := it.(interface{ Refuse(safe.Text) }); ok {
			r.Refuse(why)
		}
		if !it.Skip() && i != f.focus {
			if held := f.Focused(); held != nil {
				held.Blur()
			}
			f.focus = i
			it.Focus()
		}
		return true
	}
	return false
}

// Recheck says the reasons anew, in a language that has just changed.
func (f *Form) Recheck() {
	for _, it := range f.flat {
		if b, ok := it.(interface{ Fault() safe.Text }); ok && !b.Fault().Empty() {
			it.Check()
		}
	}
}

// Update moves the focus or gives the message to the item that has it; false
// when nobody wanted it.
func (f *Form) Update(msg tea.Msg) (tea.Cmd, bool) {
	it := f.Focused()
	if it == nil {
		return nil, false
	}
	if cmd, ok := it.Update(msg); ok {
		return cmd, true
	}
	m, ok := msg.(tea.KeyPressMsg)
	if !ok || m.Mod&(tea.ModCtrl|tea.ModAlt) != 0 {
		return nil, false
	}
	switch m.Code {
	case tea.KeyTab:
		if m.Mod&tea.ModShift != 0 {
			return f.go1(-1), true
		}
		return f.go1(1), true
	case tea.KeyDown:
		return f.go1(1), true
	case tea.KeyUp:
		return f.go1(-1), true
	case tea.KeyEnter, tea.KeyKpEnter:
		if f.next(f.focus, 1) > f.focus {
			return f.go1(1), true
		}
		if f.Submit == nil {
			return nil, false
		}
		left := it.Blur()
		it.Focus()
		if !f.Check() {
			return left, true
		}
		return tea.Batch(left, f.Submit()), true
	}
	return nil, false
}

func (f *Form) go1(by int) tea.Cmd { return f.move(f.next(f.focus, by)) }

// next is the item after i that can have the focus, round the end.
func (f *Form) next(i, by int) int {
	n := len(f.flat)
	for k := 1; k <= n; k++ {
		j := ((i+by*k)%n + n) % n
		if !f.flat[j].Skip() {
			return j
		}
	}
	return i
}

func (f *Form) step(by int) {
	if len(f.flat) == 0 {
		return
	}
	if j := f.next(f.focus, by); j >= 0 && !f.flat[j].Skip() {
		f.focus = j
		f.flat[j].Focus()
	}
}

func (f *Form) move(to int) tea.Cmd {
	if to == f.focus || to < 0 {
		return nil
	}
	var cmd tea.Cmd
	if it := f.Focused(); it != nil {
		cmd = it.Blur()
	}
	// Leaving may have changed which items can have the focus.
	if to < len(f.flat) && !f.flat[to].Skip() {
		f.focus = to
		f.flat[to].Focus()
	}
	return cmd
}

// Draw is the form in w × h cells, scrolled so that the focus is in view.
func (f *Form) Draw(w, h int, th theme.Theme) []safe.Line {
	label := 0
	for _, r := range f.rows {
		if len(r) > 0 {
			label = max(label, r[0].LabelWidth())
		}
	}
	label = min(label, max(w/3, 8))
	var out []safe.Line
	at, end, i := 0, 0, 0
	for _, r := range f.rows {
		start := len(out)
		held := false
		var cols [][]safe.Line
		widths := share(w, len(r))
		for c, it := range r {
			look := Look{Theme: th, Focused: i == f.focus, Label: min(label, max(widths[c]/2, 6))}
			if c > 0 {
				look.Label = min(it.LabelWidth(), max(widths[c]/2, 6))
			}
			if it.LabelWidth() == 0 {
				look.Label = 0
			}
			held = held || look.Focused
			cols = append(cols, it.Draw(widths[c], look))
			i++
		}
		out = append(out, beside(cols, widths)...)
		if held {
			at, end = start, len(out)
		}
	}
	if len(out) <= h {
		return out
	}
	from := 0
	if end > h {
		from = min(end-h+1, at)
	}
	from = max(min(from, len(out)-h), 0)
	return out[from:min(from+h, len(out))]
}

func share(w, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = w*(i+1)/n - w*i/n
	}
	return out
}

func beside(cols [][]safe.Line, widths []int) []safe.Line {
	if len(cols) == 1 {
		return cols[0]
	}
	n := 0
	for _, c := range cols {
		n = max(n, len(c))
	}
	out := make([]safe.Line, n)
	for c, rows := range cols {
		for i := range out {
			var l safe.Line
			if i < len(rows) {
				l = rows[i]
			}
			if c < len(cols)-1 {
				l = l.Fit(widths[c])
			}
			out[i] = out[i].Plus(l)
		}
	}
	return out
}

// Keys describes the form's own keys, for hints and help.
func (f *Form) Keys(w lang.Common) []keys.Binding {
	out := []keys.Binding{{ID: "form.next", Keys: []string{"tab", "down"}, Label: w.Next},
		{ID: "form.previous", Keys: []string{"shift+tab", "up"}, Help: w.Previous}}
	switch f.Focused().(type) {
	case *Checkbox:
		out = append(out, keys.Binding{ID: "form.tick", Keys: []string{"space"}, Label: w.Tick})
	case *Radio:
		out = append(out, keys.Binding{ID: "form.choose", Keys: []string{"left", "right"}, Show: safe.Const("←→"), Label: w.Choose})
	}
	return out
}
