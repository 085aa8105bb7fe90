package keys

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// Match tells whether msg is one of b's keys by any of the ways Find knows.
// With several bindings in play use Find, which tries the sure ways on all of
// them before the less sure ones on any.
func Match(msg tea.KeyPressMsg, b Binding) bool {
	_, ok := Find(msg, []Binding{b}, false)
	return ok
}

// Find is the binding msg means: by its character first, then by the key the
// terminal reports for the US layout, then by the layout table, standard Kazakh
// first. While typing (a text field has the focus) characters mean themselves
// and find nothing; named keys and Ctrl still do.
func Find(msg tea.KeyPressMsg, bs []Binding, typing bool) (Binding, bool) {
	if typing && Printable(msg) {
		return Binding{}, false
	}
	for _, name := range Names(msg) {
		for _, b := range bs {
			if slices.Contains(b.Keys, name) {
				return b, true
			}
		}
	}
	return Binding{}, false
}

// Printable tells that msg types characters: no Ctrl, Alt or the like held.
func Printable(msg tea.KeyPressMsg) bool {
	return msg.Text != "" && msg.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModMeta|tea.ModSuper|tea.ModHyper) == 0
}

// Names are the names msg may be bound under, the surest first.
func Names(msg tea.KeyPressMsg) []string {
	k := tea.Key(msg)
	if Printable(msg) {
		if k.Text == " " {
			return []string{"space"}
		}
		out := []string{k.Text}
		rs := []rune(k.Text)
		if len(rs) != 1 {
			return out
		}
		if k.BaseCode != 0 {
			base := string(k.BaseCode)
			if k.Mod&tea.ModShift != 0 || rs[0] == k.ShiftedCode && k.ShiftedCode != k.Code {
				base = strings.ToUpper(base)
			}
			out = add(out, base)
		}
		// Caps Lock alone must not silence a key: the small letter comes last.
		for _, r := range []rune{rs[0], unicode.ToLower(rs[0])} {
			out = add(out, string(r))
			for _, l := range Layouts() {
				if u, ok := l.US(r); ok {
					out = add(out, string(u))
				}
			}
		}
		return out
	}
	k.Mod &^= tea.ModCapsLock | tea.ModNumLock | tea.ModScrollLock
	base := k
	k.BaseCode = 0 // Keystroke would prefer it to the character
	out := []string{k.Keystroke()}
	if base.BaseCode != 0 {
		out = add(out, base.Keystroke())
	}
	if k.Code >= 0x80 && k.Code < tea.KeyExtended {
		for _, l := range Layouts() {
			if u, ok := l.US(k.Code); ok {
				us := k
				us.Code = u
				out = add(out, us.Keystroke())
			}
		}
	}
	return out
}

func add(out []string, s string) []string {
	if slices.Contains(out, s) {
		return out
	}
	return append(out, s)
}

// Latin is msg with its chord brought back to the US key (Ctrl+ц to Ctrl+w),
// for widgets of others that know Latin chords only; the rest is unchanged.
func Latin(msg tea.KeyPressMsg) tea.KeyPressMsg {
	if Printable(msg) || msg.Mod&(tea.ModCtrl|tea.ModAlt) == 0 || msg.Code < 0x80 || msg.Code >= tea.KeyExtended {
		return msg
	}
	if msg.BaseCode != 0 {
		msg.Code = msg.BaseCode
		return msg
	}
	for _, l := range Layouts() {
		if u, ok := l.US(msg.Code); ok && u >= 'a' && u <= 'z' {
			msg.Code = u
			return msg
		}
	}
	return msg
}
