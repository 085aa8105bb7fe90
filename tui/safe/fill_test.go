package safe

import (
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	args := []Text{{"A"}, {"{0}"}, {""}}
	for _, c := range []struct{ in, want string }{
		{"no place", "no place"},
		{"{0}", "A"},
		{"{0} of {1}, {2}.", "A of {0}, ."}, // what is filled in is not filled again
		{"{1}{0}{1}", "{0}A{0}"},
		{"{3} {x} {} { {-1} {01} {+1} {0", "{3} {x} {} { {-1} {01} {+1} {0"},
		{"{{0}}", "{A}"},
		{"қол{0}хат…", "қолAхат…"},
	} {
		if got := (Text{c.in}).Fill(args...).String(); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
		if got := strings.NewReplacer("{0}", "A", "{1}", "{0}", "{2}", "").Replace(c.in); got != c.want {
			t.Errorf("%q: a replacer says %q", c.in, got)
		}
	}
}
