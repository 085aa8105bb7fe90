package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// help opens the help of this screen: its own words, the keys that work now,
// the signs, the scan line. All of it comes from where the screen itself does.
func (a *App) help() tea.Cmd {
	s := a.top()
	a.overlays = append(a.overlays, NewReader(a.env,
		func() safe.Text {
			return safe.Join(safe.Const(" · "), a.env.Words.Common().Help, s.Title())
		},
		func(w int) []safe.Line { return a.helpRows(s, w) }))
	return nil
}

func (a *App) helpRows(s Screen, w int) []safe.Line {
	c, th := a.env.Words.Common(), a.env.Theme
	var out []safe.Line
	head := func(t safe.Text) {
		if len(out) > 0 {
			out = append(out, safe.Line{})
		}
		out = append(out, t.As(th.Title))
	}
	say := func(t safe.Text) { out = append(out, safe.Rows(th.Plain, t.Wrap(w)...)...) }
	if h, ok := s.(Helper); ok {
		head(c.HelpScreen)
		for _, p := range h.Help() {
			say(p)
		}
	}
	head(c.HelpKeys)
	rows := keys.List(a.bindings())
	wide := 0
	for _, r := range rows {
		wide = max(wide, r.Keys.Width())
	}
	wide = min(wide, w/3)
	for _, r := range rows {
		for i, t := range r.Words.Wrap(max(w-wide-2, 1)) {
			k := r.Keys
			if i > 0 {
				k = safe.Text{}
			}
			out = append(out, safe.Row(k.Fit(wide).As(th.Key), safe.Const("  "), t))
		}
	}
	head(c.HelpSigns)
	for i, t := range [4]safe.Text{c.SignDone, c.SignTrouble, c.SignSame, c.SignUnknown} {
		out = append(out, safe.Row(th.Mark(theme.Signs()[i]), safe.Const("  "), t))
	}
	out = append(out, safe.Line{})
	say(c.HelpScan)
	return out
}
