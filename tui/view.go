package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// The bands that fit a height. Below these heights rules go first, then the
// header and the hints; the message and the scan line stay.
const (
	ruled  = 16
	banded = 9
)

// room is how many rows a screen has for head, body and foot.
func (a *App) room() int {
	switch {
	case a.h >= ruled:
		return a.h - 8
	case a.h >= banded:
		return a.h - 4
	}
	return max(a.h-2, 1)
}

// View draws the whole screen.
func (a *App) View() tea.View {
	defer a.took(a.env.pace())
	a.env.Theme.Typed = ""
	if a.isTyping() && len(a.queue) == 0 {
		a.env.Theme.Typed = a.det.Fingers()
	}
	a.minute = a.env.Clock().Truncate(time.Minute)
	v := tea.NewView(safe.Render(a.rows()))
	v.AltScreen = true
	v.WindowTitle = a.env.Words.Common().Product.String()
	return v
}

func (a *App) rows() []safe.Line {
	if len(a.stack) == 0 {
		return nil
	}
	th := a.env.Theme
	var out []safe.Line
	rule := safe.Repeat(safe.Const("─"), a.w).As(th.Rule)
	full, bands := a.h >= ruled, a.h >= banded
	if bands {
		out = append(out, a.header())
	}
	if full {
		out = append(out, rule)
	}
	middle := a.middle(rule, full)
	if o := a.over(); o != nil {
		middle = cover(middle, o, a.w, th)
	}
	out = append(out, middle...)
	out = append(out, a.message(), a.scanLine())
	if full {
		out = append(out, rule)
	}
	if bands {
		out = append(out, a.hints())
	}
	for i := range out {
		out[i] = out[i].Cut(a.w)
	}
	return out[max(len(out)-a.h, 0):]
}

// middle is the screen's own part: exactly room rows and, when ruled, two rules.
func (a *App) middle(rule safe.Line, full bool) []safe.Line {
	f, th := a.top().View(), a.env.Theme
	if len(f.Head) == 0 {
		title := safe.Row(safe.Const(" "), a.top().Title().As(th.Title))
		if !f.Aside.Empty() {
			title = safe.Ends(title, f.Aside.Plus(safe.Const(" ")), a.w)
		}
		f.Head = []safe.Line{title}
	}
	room := a.room()
	head := f.Head[:min(len(f.Head), room)]
	foot := f.Foot[:min(len(f.Foot), max(room-len(head)-1, 0))]
	n := room - len(head) - len(foot)
	out := append([]safe.Line(nil), head...)
	if full {
		out = append(out, rule)
	}
	for i := range n {
		var l safe.Line
		if i < len(f.Body) {
			l = f.Body[i]
		}
		out = append(out, l)
	}
	if full {
		out = append(out, rule)
	}
	return append(out, foot...)
}

func (a *App) header() safe.Line {
	th := a.env.Theme
	var h Head
	if a.cfg.Header != nil {
		h = a.cfg.Header()
	}
	// The language in use is in capitals: readable without colour.
	var langs safe.Line
	for i, l := range trio.Langs() {
		t, st := [3]safe.Text{safe.Const("қаз"), safe.Const("рус"), safe.Const("eng")}[i], th.Muted
		if l == a.env.Lang {
			t, st = [3]safe.Text{safe.Const("ҚАЗ"), safe.Const("РУС"), safe.Const("ENG")}[i], th.Title
		}
		langs = langs.Plus(safe.Const(" "), t.As(st))
	}
	left := safe.Row(safe.Const(" "), a.env.Words.Common().Product.As(th.Title), safe.Const("  "), h.Place)
	right := langs.Plus(safe.Const("  "), a.env.Words.Clock(a.env.Clock()), safe.Const(" "))
	if room := a.w - left.Width() - right.Width() - 2; room >= 6 {
		right = safe.Row(h.Person.CutWords(room), safe.Const(" "), right)
	}
	return safe.Ends(left, right, a.w)
}

// message is the sentence that says what happened, or that the window is small.
func (a *App) message() safe.Line {
	th := a.env.Theme
	if !a.status.text.Empty() {
		mark := a.status.sign.Text()
		row := safe.Row(safe.Const(" "))
		if !mark.Empty() {
			row = row.Plus(th.Mark(a.status.sign), safe.Const(" "))
		}
		return row.Plus(a.status.text.CutWords(a.w - row.Width()).As(th.Of(a.status.sign)))
	}
	if a.w < 80 || a.h < 24 {
		c := a.env.Words.Common()
		t := c.TooSmall.Fill(safe.Num(a.w), safe.Num(a.h))
		if t.Width()+1 > a.w {
			t = c.TooTiny
		}
		return safe.Row(safe.Const(" "), t.CutWords(a.w-1).As(th.Trouble))
	}
	return safe.Line{}
}

func (a *App) scanLine() safe.Line {
	w := a.env.Words.Scan()
	coming := ""
	if a.typing && a.over() == nil {
		coming = a.env.Theme.Typed
	}
	if a.cfg.Closed {
		if a.last.Text.Empty() {
			return safe.Line{}
		}
		return scan.Line{Answer: a.last}.Draw(a.w, a.env.Theme)
	}
	l := scan.Line{Prompt: w.Prompt, Typing: a.typing, Input: safe.Clean(string(a.number) + coming), Answer: a.last}
	if !a.scanned.Empty() {
		l.Prompt = a.scanned.Cut(24)
	}
	for _, in := range a.queue {
		if in.scan != nil {
			l.Waiting++
		}
	}
	l.Queue = w.Waiting.Of(l.Waiting)
	if l.Waiting > 0 && a.over() != nil {
		l.Answer = scan.Answer{At: a.env.Clock(), Text: w.AnswerFirst, Sign: theme.Trouble}
		l.Prompt, l.Waiting = l.Queue, 0
	}
	return l.Draw(a.w, a.env.Theme)
}

func (a *App) hints() safe.Line {
	if o := a.over(); o != nil {
		return widget.Hints(a.w, a.env.Theme, o.Keys())
	}
	return widget.Hints(a.w, a.env.Theme, a.bindings())
}
