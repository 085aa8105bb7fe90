package theme

import (
	"strings"

	"charm.land/lipgloss/v2"

	"tereze/tui/safe"
)

// Theme is the styles of one session by what they are for.
type Theme struct {
	Plain      safe.Style // ordinary text
	Title      safe.Style // what this screen is
	Head       safe.Style // column heads, names of groups
	Label      safe.Style // the name beside a field
	Muted      safe.Style // what matters less
	Rule       safe.Style // lines between the bands
	Key        safe.Style // a key in hints and help
	Selected   safe.Style // the row or choice in focus: the one accent
	Marked     safe.Style // rows ticked for an act on many
	Field      safe.Style // a field at rest
	FieldFocus safe.Style // the field being typed in
	Cursor     safe.Style // the cell typed next
	Done       safe.Style // ✓
	Trouble    safe.Style // !
	Doubt      safe.Style // = and ?
	Error      safe.Style // what is wrong with a field
	Accent     safe.Style // big numbers, the day to come
	Bar        safe.Style // the filled part of a bar
	Code       safe.Style // dark on light on any ground: what a telephone reads

	// Typed is what was pressed into the field in focus and waits until its
	// pace shows that fingers did: the field draws it already.
	Typed string
}

// Colour is the theme for 256 colours, readable on dark and on light ground.
func Colour() Theme {
	fg := func(c string) lipgloss.Style { return lipgloss.NewStyle().Foreground(lipgloss.Color(c)) }
	st := safe.NewStyle
	return Theme{
		Title:      st(lipgloss.NewStyle().Bold(true)),
		Head:       st(fg("245")),
		Label:      st(fg("245")),
		Muted:      st(fg("245")),
		Rule:       st(fg("240")),
		Key:        st(fg("37").Bold(true)),
		Selected:   st(lipgloss.NewStyle().Background(lipgloss.Color("24")).Foreground(lipgloss.Color("255")).Bold(true)),
		Marked:     st(fg("37")),
		Field:      st(lipgloss.NewStyle().Underline(true)),
		FieldFocus: st(lipgloss.NewStyle().Underline(true).Bold(true)),
		Cursor:     st(lipgloss.NewStyle().Reverse(true)),
		Done:       st(fg("35")),
		Trouble:    st(fg("202").Bold(true)),
		Doubt:      st(fg("136")),
		Error:      st(fg("202")),
		Accent:     st(fg("37").Bold(true)),
		Bar:        st(fg("37")),
		Code:       st(fg("16").Background(lipgloss.Color("231"))),
	}
}

// Mono is the theme without colours: bold, underline and reverse only.
func Mono() Theme {
	n, st := lipgloss.NewStyle, safe.NewStyle
	bold, rev, under := st(n().Bold(true)), st(n().Reverse(true)), st(n().Underline(true))
	return Theme{
		Title: bold, Key: bold, Selected: rev, Marked: bold, Field: under,
		FieldFocus: st(n().Underline(true).Bold(true)), Cursor: rev,
		Trouble: bold, Error: bold, Accent: bold, Code: rev,
	}
}

// For chooses by the session's environment (KEY=value, as os.Environ gives):
// NO_COLOR set to anything, or a dumb terminal, means Mono.
func For(env []string) Theme {
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		if k == "NO_COLOR" && v != "" || k == "TERM" && v == "dumb" {
			return Mono()
		}
	}
	return Colour()
}

// Sign is the mark that says in one cell how something stands.
type Sign int

// The signs, the same on every screen.
const (
	None    Sign = iota
	Done         // ✓ it is done
	Trouble      // ! it needs a hand
	Same         // = it was so already
	Unknown      // ? not understood, not ours
)

// Signs lists them all, for the legend of the help screen.
func Signs() [4]Sign { return [4]Sign{Done, Trouble, Same, Unknown} }

// Text is the sign itself, one cell wide; None is empty.
func (s Sign) Text() safe.Text {
	switch s {
	case Done:
		return safe.Const("✓")
	case Trouble:
		return safe.Const("!")
	case Same:
		return safe.Const("=")
	case Unknown:
		return safe.Const("?")
	}
	return safe.Text{}
}

// Of is the style that goes with a sign.
func (t Theme) Of(s Sign) safe.Style {
	switch s {
	case Done:
		return t.Done
	case Trouble:
		return t.Trouble
	case Same, Unknown:
		return t.Doubt
	}
	return t.Plain
}

// Mark is the sign in its style.
func (t Theme) Mark(s Sign) safe.Line { return s.Text().As(t.Of(s)) }
