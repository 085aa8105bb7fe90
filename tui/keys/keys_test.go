package keys_test

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
)

func char(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

func bind(ks ...string) keys.Binding {
	return keys.Binding{ID: ks[0], Keys: ks, Label: safe.Const("x")}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name string
		msg  tea.KeyPressMsg
		key  string
		want bool
	}{
		{"character", char('q'), "q", true},
		{"another", char('w'), "q", false},
		{"й under Russian is q", char('й'), "q", true},
		{"capital Й with Caps Lock is q", char('Й'), "q", true},
		{"Kazakh ә of the digit row is 2", char('ә'), "2", true},
		{"Kazakh Ә with Caps Lock is 2", char('Ә'), "2", true},
		{"Kazakh comma is 6", char(','), "6", true},
		{"Kazakh quote is 1", char('"'), "1", true},
		{"№ of the Kazakh layout is /", char('№'), "/", true},
		{". of the Russian layout is /", char('.'), "/", true},
		{"base code", tea.KeyPressMsg{Code: 'ö', Text: "ö", BaseCode: ';'}, ";", true},
		{"ctrl+q", tea.KeyPressMsg{Code: 'q', Mod: tea.ModCtrl}, "ctrl+q", true},
		{"ctrl+й, no base code", tea.KeyPressMsg{Code: 'й', Mod: tea.ModCtrl}, "ctrl+q", true},
		{"ctrl+й, base code", tea.KeyPressMsg{Code: 'й', BaseCode: 'q', Mod: tea.ModCtrl}, "ctrl+q", true},
		{"ctrl+й with Num Lock", tea.KeyPressMsg{Code: 'й', Mod: tea.ModCtrl | tea.ModNumLock}, "ctrl+q", true},
		{"ctrl+q is not q", tea.KeyPressMsg{Code: 'q', Mod: tea.ModCtrl}, "q", false},
		{"F9", tea.KeyPressMsg{Code: tea.KeyF9}, "f9", true},
		{"Enter of the numeric keypad", tea.KeyPressMsg{Code: tea.KeyKpEnter}, "enter", true},
		{"Shift+Tab", tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}, "shift+tab", true},
		{"Space", char(' '), "space", true},
	} {
		if got := keys.Match(c.msg, bind(c.key)); got != c.want {
			t.Errorf("%s: %q matches %q: %v", c.name, keys.Names(c.msg), c.key, got)
		}
	}
}

// The Kazakh қ is the zero of the standard layout and the d of the phonetic
// one: whichever is bound is meant, the standard one first.
func TestFindPrefersTheSureWay(t *testing.T) {
	find := func(msg tea.KeyPressMsg, bs ...keys.Binding) string {
		b, _ := keys.Find(msg, bs, false)
		return b.ID
	}
	if got := find(char('қ'), bind("d"), bind("0")); got != "0" {
		t.Errorf("қ found %q", got)
	}
	if got := find(char('қ'), bind("d")); got != "d" {
		t.Errorf("қ alone found %q", got)
	}
	// A full stop typed on a US keyboard is a full stop before it is a slash or 7.
	if got := find(char('.'), bind("/"), bind("7"), bind(".")); got != "." {
		t.Errorf(". found %q", got)
	}
}

func TestTypingTakesCharactersFirst(t *testing.T) {
	bs := []keys.Binding{bind("q"), bind("1"), bind("space"), bind("f9"), bind("ctrl+q"), bind("enter")}
	for _, msg := range []tea.KeyPressMsg{char('q'), char('й'), char('1'), char('"'), char(' ')} {
		if b, ok := keys.Find(msg, bs, true); ok {
			t.Errorf("%q found %q while typing", msg.Text, b.ID)
		}
	}
	for _, msg := range []tea.KeyPressMsg{{Code: tea.KeyF9}, {Code: tea.KeyEnter}, {Code: 'й', Mod: tea.ModCtrl}} {
		if _, ok := keys.Find(msg, bs, true); !ok {
			t.Errorf("%v found nothing while typing", keys.Names(msg))
		}
	}
}

// Every key of every layout finds its US key again, and the digit row of the
// Kazakh layout reads as domain.md §8 has it.
func TestLayouts(t *testing.T) {
	names := []string{}
	for _, l := range keys.Layouts() {
		names = append(names, l.Name)
	}
	if !slices.Equal(names, []string{"kz_basic", "kz_ruskaz", "kz_kazrus", "ru_winkeys", "ru_legacy"}) {
		t.Fatalf("layouts %v", names)
	}
	if got, ok := keys.Layouts()[0].Text(`"әіңғ,.үұқө`, false); !ok || got != "1234567890-" {
		t.Errorf("the Kazakh digit row reads %q", got)
	}
	if got, ok := keys.Layouts()[0].Text(`"ӘІҢҒ,.ҮҰҚӨ`, true); ok || got != "" {
		// With Caps Lock the signs stay and flip has nothing to turn.
		if got != "1234567890-" {
			t.Errorf("with Caps Lock it reads %q, %v", got, ok)
		}
	}
	for _, l := range keys.Layouts() {
		for us, ru := range map[rune]rune{'q': 'й', 'r': 'к', 'z': 'я', 'n': 'т'} {
			if u, ok := l.US(ru); !ok || u != us {
				t.Errorf("%s: %c is %c", l.Name, ru, u)
			}
		}
	}
}

func TestClashes(t *testing.T) {
	if got := keys.Clashes([]keys.Binding{bind("f9", "n"), bind("f8"), bind("n")}); len(got) != 1 {
		t.Errorf("clashes: %v", got)
	}
	if got := keys.Clashes([]keys.Binding{bind("т")}); len(got) != 1 {
		t.Errorf("a Cyrillic key: %v", got)
	}
	if got := keys.Clashes([]keys.Binding{bind("f9"), bind("f8")}); got != nil {
		t.Errorf("no clash: %v", got)
	}
}

func TestLatin(t *testing.T) {
	if got := keys.Latin(tea.KeyPressMsg{Code: 'ц', Mod: tea.ModCtrl}); got.String() != "ctrl+w" {
		t.Errorf("ctrl+ц is %s", got)
	}
	if got := keys.Latin(char('ц')); got.Text != "ц" {
		t.Errorf("a typed letter became %s", got)
	}
}

func TestNames(t *testing.T) {
	for key, want := range map[string]string{"f9": "F9", "ctrl+q": "Ctrl+Q", "up": "↑", "n": "n", "/": "/", "shift+tab": "Shift+Tab", "space": "Space"} {
		if got := keys.Name(key).String(); got != want {
			t.Errorf("Name(%q) = %q", key, got)
		}
	}
}
