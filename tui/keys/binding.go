package keys

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/safe"
)

// Binding is one thing a key does on a screen, now.
type Binding struct {
	ID    string    // names the act in tests: "accept"
	Keys  []string  // "f9", "enter", "ctrl+q", "n", "space", "shift+tab"; the first is shown
	Show  safe.Text // how the keys are written, when not as Keys[0]: "1–7", "↑↓"
	Label safe.Text // a word or two for the hint band; empty keeps it out of the band
	Help  safe.Text // a sentence for the help screen; empty: the label

	// Do is the act. A nil Do is only described here: the key goes on to the
	// screen's Update (a form's Tab, a list's arrows).
	Do func() tea.Cmd
	// Why is the reason the key cannot work now, empty when it can. A nil Why
	// means it always can.
	Why func() safe.Text
}

// Blocked is the reason b cannot work now, empty when it can.
func (b Binding) Blocked() safe.Text {
	if b.Why == nil {
		return safe.Text{}
	}
	return b.Why()
}

// Name is how the hint band writes the binding's key.
func (b Binding) Name() safe.Text {
	if b.Show.Empty() && len(b.Keys) > 0 {
		return Name(b.Keys[0])
	}
	return b.Show
}

// Row is one line of a key list: help, README.
type Row struct{ Keys, Words safe.Text }

// List is the bindings as help shows them, without those that say nothing.
func List(bs []Binding) []Row {
	var out []Row
	for _, b := range bs {
		words := b.Help
		if words.Empty() {
			words = b.Label
		}
		if words.Empty() || len(b.Keys) == 0 {
			continue
		}
		if !b.Show.Empty() {
			out = append(out, Row{b.Show, words})
			continue
		}
		names := make([]safe.Text, len(b.Keys))
		for i, k := range b.Keys {
			names[i] = Name(k)
		}
		out = append(out, Row{safe.Join(safe.Const(" "), names...), words})
	}
	return out
}

// Clashes names every key that two bindings of one screen hold, and every
// letter key that is not the character of a US key.
func Clashes(bs []Binding) []string {
	var out []string
	held := map[string]string{}
	for _, b := range bs {
		for _, k := range b.Keys {
			if id, ok := held[k]; ok {
				out = append(out, k+": "+id+" and "+b.ID)
			}
			held[k] = b.ID
			if len([]rune(k)) == 1 && (k[0] < 0x21 || k[0] > 0x7e) {
				out = append(out, k+": "+b.ID+" is not on a US keyboard")
			}
		}
	}
	return out
}
