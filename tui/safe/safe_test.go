package safe_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"tereze/tui/safe"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Ахметова Әйгерім", "Ахметова Әйгерім"},
		{"\x1b[2J", "␛[2J"},
		{"ABC\rX", "ABC␍X"},
		{"a\nb\tc", "a␊b␉c"},
		{"\x7f", "␡"},
		{"\u009b31m", "⍰31m"},
		{"\x1b]8;;http://x\x1b\\y", "␛]8;;http://x␛\\y"},
		{"Ким\u202eваИ", "Ким⍰ваИ"},
		{"a\u200bb\ufeffc\u00add", "a⍰b⍰c⍰d"},
		{"\u2066x\u2069", "⍰x⍰"},
		{"\xff\xfeok", "⍰⍰ok"},
		{"и\u0306 е\u0308", "й ё"},           // composed
		{"\u0301x", "⍰x"},                    // a mark with nothing under it
		{"x\u0332\u0333\u0334", "x\u0332⍰"},  // not more than two marks: see below
		{"4\u202f817", "4\u00a0817"},         // narrow no-break space
		{"a\u2003b", "a b"},                  // em space
		{"\U000e0041", "⍰"},                  // tag
		{"a\u3164\u115fb", "a⍰⍰b"},           // letters that show nothing
		{"\ue000", "⍰"},                      // private use
		{"Ѐ\u0483", "Ѐ\u0483"},               // a Cyrillic mark on its letter
		{"\u0483\u0484\u0485\u0486", "⍰⍰⍰⍰"}, // marks alone
	} {
		got := safe.Clean(c.in).String()
		if strings.HasPrefix(c.in, "x\u0332") {
			if n := strings.Count(got, "⍰"); n != 1 {
				t.Errorf("Clean(%q) = %q: want the third mark shown", c.in, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Серіков", "\x1b[31mред", "\u202e", "\xff", "e\u0301\u0301\u0301", "👩‍👩‍👧"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := safe.Clean(s)
		if !utf8.ValidString(x.String()) {
			t.Fatalf("invalid bytes stay in %q", x)
		}
		for _, r := range x.String() {
			if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				t.Fatalf("%U stays in %q", r, x)
			}
		}
		if y := safe.Clean(x.String()); y != x {
			t.Fatalf("cleaning twice changes %q to %q", x, y)
		}
		for _, n := range []int{0, 1, 7} {
			if w := x.Cut(n).Width(); w > n {
				t.Fatalf("Cut(%d) is %d wide", n, w)
			}
			if w := x.Fit(n).Width(); w != n {
				t.Fatalf("Fit(%d) is %d wide: %q", n, w, x)
			}
		}
	})
}

func TestWidth(t *testing.T) {
	for _, s := range []string{"", "abc", "Жүсіпбекұлы", "▸ ✓ ! = ? ║▌ … № – «»", "漢字", "␛⍰"} {
		if got, want := safe.Clean(s).Width(), ansi.StringWidth(s); got != want {
			t.Errorf("width of %q is %d, want %d", s, got, want)
		}
	}
}

func TestCutAndPad(t *testing.T) {
	x := safe.Const("Тлеубердиева Айнұр")
	if got := x.Cut(8).String(); got != "Тлеубер…" {
		t.Errorf("Cut: %q", got)
	}
	if got := x.CutWords(15).String(); got != "Тлеубердиева…" {
		t.Errorf("CutWords: %q", got)
	}
	if got := x.CutWords(5).String(); got != "Тлеу…" {
		t.Errorf("CutWords in a long word: %q", got)
	}
	if got := safe.Num(12).PadLeft(5).String(); got != "   12" {
		t.Errorf("PadLeft: %q", got)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 4817: "4\u00a0817", -1234567: "-1\u00a0234\u00a0567"} {
		if got := safe.Num(n).String(); got != want {
			t.Errorf("Num(%d) = %q", n, got)
		}
	}
}

func TestWrapKeepsWords(t *testing.T) {
	x := safe.Const("Дубликат документа об общем среднем образовании")
	rows := x.Wrap(20)
	var words []string
	for _, r := range rows {
		if r.Width() > 20 {
			t.Errorf("row %q is %d wide", r, r.Width())
		}
		words = append(words, strings.Fields(r.String())...)
	}
	if got := strings.Join(words, " "); got != x.String() {
		t.Errorf("wrapped words read %q", got)
	}
	if got := safe.Const("abcdefgh ij").Wrap(3); len(got) != 4 || got[0].String() != "abc" {
		t.Errorf("a long word: %q", got)
	}
	if got := safe.Const("x").Wrap(0); got != nil {
		t.Errorf("no room: %q", got)
	}
}

func TestFillTakesArgumentsOnce(t *testing.T) {
	got := safe.Const("{0}: {1}").Fill(safe.Clean("{1}"), safe.Const("b"))
	if got.String() != "{1}: b" {
		t.Errorf("an argument was read as a template: %q", got)
	}
}

func TestLine(t *testing.T) {
	red := safe.NewStyle(lipgloss.NewStyle().Foreground(lipgloss.Color("196")))
	l := safe.Row(safe.Const("abc").As(red), safe.Const("def"), safe.Const("ghi").As(red))
	for n := range 12 {
		cut := l.Cut(n)
		if w := cut.Width(); w > n {
			t.Errorf("Cut(%d) is %d wide", n, w)
		}
		if n > 0 && n < 9 && !strings.HasSuffix(cut.Plain(), "…") {
			t.Errorf("Cut(%d) = %q does not show the cut", n, cut.Plain())
		}
		if w := l.Fit(n).Width(); w != n {
			t.Errorf("Fit(%d) is %d wide", n, w)
		}
		if w := safe.Ends(l, safe.Const("R"), n).Width(); n > 0 && w != n {
			t.Errorf("Ends(%d) is %d wide", n, w)
		}
	}
	if got := ansi.Strip(l.String()); got != "abcdefghi" {
		t.Errorf("stripped: %q", got)
	}
	if !strings.Contains(l.String(), "\x1b[38;5;196mabc\x1b[") {
		t.Errorf("style lost: %q", l.String())
	}
	if got := l.Over(safe.Style{}).String(); got != "abcdefghi" {
		t.Errorf("Over: %q", got)
	}
}
