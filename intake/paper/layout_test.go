package paper

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"tereze/intake/trio"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"", 5, ""},
		{"бір екі үш", 10, "бір екі үш"},
		{"бір екі үш", 7, "бір екі|үш"},
		{"бір  екі", 4, "бір|екі"},
		{"ұзынсөзболды", 5, "ұзынс|өзбол|ды"},
		{"Абай-Құнанбай", 6, "Абай-|Құнанб|ай"},
		{"а-бвгдежз", 6, "а-бвгд|ежз"}, // a hyphen near the start is no place to break
		{"мектеп № 12 орта", 9, "мектеп|№ 12 орта"},
		{"мектеп №", 7, "мектеп|№"},
		{"№", 1, "№"},
		{"аба\u0301ж", 3, "аба\u0301|ж"}, // a mark stays with its letter
		{"он\u00a0бес мың", 6, "он\u00a0бес|мың"},
	} {
		if got := strings.Join(wrap(c.in, float64(c.width), columns), "|"); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Әлия № 5 ₸":      "Әлия № 5 ₸",
		"и\u0306":         "й",
		"а\x00б\u202eв":   "а□б□в",
		"а\xffб":          "а□б",
		"а\tб\u2003в":     "а б в",
		"5\u202f000":      "5\u00a0000",
		"漢😀":              "□□",
		"\u0301а":         "□а",
		"а\u200bб\ufeff":  "а□б□",
		"Nguyễn Müller №": "Nguyễn Müller №",
	} {
		if got := clean(in); got != want || clean(got) != got {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFontHasEveryLetter(t *testing.T) {
	for _, heavy := range []bool{false, true} {
		f := fontOf(heavy)
		for _, r := range "ӘҒҚҢӨҰҮҺІәғқңөұүһі№₸«»–—…·☎□" {
			if !f.has(r) {
				t.Errorf("bold %v: no %c", heavy, r)
			}
		}
		for r := rune(0x20); r < 0x500; r++ { // what clean lets through unseen
			if plain(string(r)) && !f.has(r) {
				t.Errorf("bold %v: no %U", heavy, r)
			}
		}
		if len(f.ttf) > 250<<10 {
			t.Errorf("bold %v: the cut has %d bytes", heavy, len(f.ttf))
		}
	}
	if a, b := regular().width("Сәлем", 10), bold().width("Сәлем", 10); a <= 0 || b <= a {
		t.Errorf("widths %v, bold %v", a, b)
	}
}

// A damaged font is an error, wherever it ends.
func TestCutFontOfRubbish(t *testing.T) {
	whole := regular().ttf
	for _, n := range []int{0, 3, 11, 12, 30, 100, 200, 5000, len(whole) / 2} {
		if f, err := cutFont(whole[:n:n], alphabet); err == nil {
			t.Errorf("%d bytes give a font of %d", n, len(f.ttf))
		}
	}
	if _, err := cutFont(whole, [][2]rune{{0xe000, 0xe010}}); err == nil {
		t.Error("a font of no letters")
	}
	again, err := cutFont(whole, alphabet)
	if err != nil || !reflect.DeepEqual(again.widths, regular().widths) {
		t.Errorf("a cut of the cut differs: %v", err)
	}
}

func TestBars(t *testing.T) {
	digits := "0421503020001741"
	sum := 0
	for _, run := range modules(digits) {
		sum += run
	}
	if want := 11 + 8*11 + 11 + 13; sum != want { // start C, eight pairs, check, stop
		t.Errorf("%d modules, want %d: not the numeric set", sum, want)
	}
	for _, w := range []float64{50 * mm, 67 * mm, 200 * mm} {
		m := Barcode{Digits: digits}.module(w)
		if dots := m / dot; math.Abs(dots-math.Round(dots)) > 1e-6 || dots < 7.9 {
			t.Errorf("%.0f mm: a module of %v dots", w/mm, dots)
		}
		if light := w - float64(sum)*m; light < 2*quiet*m-1e-6 {
			t.Errorf("%.0f mm: %v modules are left for the quiet zones", w/mm, light/m)
		}
	}
	for in, want := range map[string]string{digits: "042 150302 000174 1", "12345678": "1234 5678", "12": "12", "x1": "x1"} {
		if got := Grouped(in); got != want {
			t.Errorf("%s: %q", in, got)
		}
	}
}

func TestPhone(t *testing.T) {
	for in, want := range map[string]string{"77010000000": "+7 701 000 00 00", "": "", "4915100000000": "4915100000000"} {
		if got := strings.ReplaceAll(Phone(in), "\u00a0", " "); got != want {
			t.Errorf("%s: %q", in, got)
		}
	}
}

func TestPages(t *testing.T) {
	head := piece{h: 10, keep: true}
	row := func(h float64, keep bool) piece { return piece{h: h, head: &head, keep: keep} }
	for name, c := range map[string]struct {
		in   []piece
		want [][]float64
	}{
		"nothing":              {nil, [][]float64{nil}},
		"a gap opens no page":  {[]piece{row(80, false), gap(20), gap(30), row(60, false)}, [][]float64{{10, 80}, {10, 60}}},
		"kept with the next":   {[]piece{{h: 60}, {h: 30, keep: true}, {h: 30}}, [][]float64{{60}, {30, 30}}},
		"too much to keep":     {[]piece{{h: 60, keep: true}, {h: 50, keep: true}, {h: 50}}, [][]float64{{60}, {50, 50}}},
		"the head comes again": {[]piece{head, row(50, false), row(50, false)}, [][]float64{{10, 50}, {10, 50}}},
	} {
		var got [][]float64
		for _, p := range pages(c.in, 100) {
			var hs []float64
			for _, s := range p {
				hs = append(hs, s.h)
			}
			got = append(got, hs)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Words of a big value are made smaller rather than broken.
func TestFitWords(t *testing.T) {
	if got := fitWords(trio.Text{KK: "қысқа", RU: "короткий"}, 200, 17); got != 17 {
		t.Errorf("size %v", got)
	}
	word := strings.Repeat("ш", 16)
	got := fitWords(trio.Text{KK: word}, 150, 17)
	if got >= 17 || got < 8.5 || bold().width(word, got) > 150.01 {
		t.Errorf("size %v, width %v", got, bold().width(word, got))
	}
}
