package trio_test

import (
	"slices"
	"testing"

	"tereze/intake/trio"
)

func TestText(t *testing.T) {
	text := trio.Text{KK: "қ", RU: "р", EN: "e"}
	for l, want := range map[trio.Lang]string{trio.KK: "қ", trio.RU: "р", trio.EN: "e", "fr": "қ"} {
		if got := text.In(l); got != want {
			t.Errorf("in %q: %q, want %q", l, got, want)
		}
	}
	if m := (trio.Text{RU: "р"}).Missing(); !slices.Equal(m, []trio.Lang{trio.KK, trio.EN}) {
		t.Errorf("missing %v", m)
	}
	for _, l := range trio.Langs() {
		if got, ok := trio.ParseLang(string(l)); !ok || got != l {
			t.Errorf("%q is not read back", l)
		}
	}
	if _, ok := trio.ParseLang("KZ"); ok {
		t.Error("a language nobody speaks here was read")
	}
}
