package theme_test

import (
	"reflect"
	"regexp"
	"testing"

	"tereze/tui/safe"
	"tereze/tui/theme"
)

var colour = regexp.MustCompile(`\x1b\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`)

func styles(th theme.Theme) map[string]safe.Style {
	out := map[string]safe.Style{}
	v := reflect.ValueOf(th)
	for i := range v.NumField() {
		if st, ok := v.Field(i).Interface().(safe.Style); ok {
			out[v.Type().Field(i).Name] = st
		}
	}
	return out
}

func TestMonoHasNoColour(t *testing.T) {
	for name, st := range styles(theme.Mono()) {
		if s := safe.Const("x").As(st).String(); colour.MatchString(s) {
			t.Errorf("%s is coloured: %q", name, s)
		}
	}
	coloured := 0
	for _, st := range styles(theme.Colour()) {
		if colour.MatchString(safe.Const("x").As(st).String()) {
			coloured++
		}
	}
	if coloured < 8 {
		t.Errorf("only %d roles of the coloured theme are", coloured)
	}
}

// What must be seen without colour has an attribute or a sign.
func TestMonoStillShows(t *testing.T) {
	for _, name := range []string{"Selected", "Cursor", "Trouble", "Error", "Title", "Key", "Field"} {
		if s := safe.Const("x").As(styles(theme.Mono())[name]).String(); s == "x" {
			t.Errorf("%s looks like plain text", name)
		}
	}
	seen := map[string]bool{}
	for _, s := range theme.Signs() {
		x := s.Text()
		if x.Width() != 1 || seen[x.String()] {
			t.Errorf("sign %d is %q", s, x)
		}
		seen[x.String()] = true
	}
	if theme.Colour().Mark(theme.Done).Plain() != "✓" || !theme.None.Text().Empty() {
		t.Error("a sign is not itself")
	}
}

func TestFor(t *testing.T) {
	for _, c := range []struct {
		env  []string
		mono bool
	}{
		{nil, false}, {[]string{"TERM=xterm-256color"}, false}, {[]string{"NO_COLOR="}, false},
		{[]string{"NO_COLOR=1"}, true}, {[]string{"A=b", "TERM=dumb"}, true},
	} {
		if got := theme.For(c.env) == theme.Mono(); got != c.mono {
			t.Errorf("%v: mono %v", c.env, got)
		}
	}
}
