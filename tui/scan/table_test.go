package scan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/code"
	"tereze/intake/iin"
	"tereze/tui/scan"
	"tereze/tui/tuitest"
)

func ours(s string) bool {
	_, fault := code.ParseBarcode(s)
	return fault == ""
}

// Codes a scanner meets. What is wanted is written a kind a letter, with the
// digits of our own codes: C0421503020001741, H a half, F foreign, G garbled,
// = the same code again.
var (
	one   = code.Number("042-150302-000174").Barcode()
	two   = code.Number("042-150302-000182").Barcode()
	far   = code.Number("017-150226-000044").Barcode()
	wrong = one[:15] + string('0'+(one[15]-'0'+1)%10)
	card  = "900101300017"
	met   = []struct {
		name   string
		bursts [][]string // one burst each, of the codes that ran together
		want   string
	}{
		{"a code", [][]string{{one}}, "C" + one},
		{"of another office", [][]string{{far}}, "C" + far},
		{"two, one behind the other", [][]string{{one}, {two}}, "C" + one + " C" + two},
		{"two run together", [][]string{{one, two}}, "C" + one + " C" + two},
		{"three run together", [][]string{{two, far, one}}, "C" + two + " C" + far + " C" + one},
		{"the same twice", [][]string{{one}, {one}}, "C" + one + " =" + one},
		{"the same twice, run together", [][]string{{one, one}}, "C" + one + " =" + one},
		{"another between", [][]string{{one}, {two}, {one}}, "C" + one + " C" + two + " =" + one},
		{"its end is torn off", [][]string{{one[:9]}}, "H"},
		{"its beginning is torn off", [][]string{{one[7:]}}, "H"},
		{"half, then the whole of it", [][]string{{one[:9]}, {one}}, "H C" + one},
		{"misread", [][]string{{wrong}}, "H"},
		{"one misread of two run together", [][]string{{wrong, two}}, "H C" + two},
		{"both misread", [][]string{{wrong, wrong}}, "H H"},
		{"one and a half", [][]string{{one, two[:7]}}, "C" + one + " H"},
		{"a half and one", [][]string{{one[9:], two}}, "H C" + two},
		{"one, a half and one", [][]string{{one, far[:6], two}}, "C" + one + " H C" + two},
		{"goods", [][]string{{"4870001234560"}}, "F"},
		{"goods of eight digits", [][]string{{"96385074"}}, "F"},
		{"goods run together", [][]string{{"4870001234560", "4006381333931"}}, "F F"},
		{"goods run into one of ours", [][]string{{"4870001234560", one}}, "F C" + one},
		{"one of ours run into goods", [][]string{{one, "4870001234560"}}, "C" + one + " F"},
		{"an identity card", [][]string{{card}}, "F"},
		{"ours with its symbology", [][]string{{"]C1" + one}}, "C" + one},
		{"goods with their symbology", [][]string{{"]E0" + "4870001234560"}}, "F"},
		{"all of it", [][]string{{one}, {"4870001234560"}, {one}, {two[:5]}, {two, far}}, "C" + one + " F =" + one + " H C" + two + " C" + far},
	}
)

// around is what a scanner was programmed to send, and what it then sends.
var around = []struct{ prefix, suffix string }{
	{"", ""}, {"~", ""}, {"", "#"}, {"ID:", ";"}, {"*", "*"}, {"a", "Z"}, {"<|", "%/%"}, {"99", "88"}, {"7", ""},
}

var everywhere = []string{"us", "kz_basic", "kz_ruskaz", "kz_kazrus", "ru_winkeys", "ru_legacy"}

// typed is tuitest.Under, worked out once for each layout.
func typed(layout string, caps bool) func(string) string {
	const all = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	to := map[rune]rune{}
	gives := []rune(tuitest.Under(layout, all, caps))
	for i, r := range all {
		to[r] = gives[i]
	}
	return func(s string) string {
		return strings.Map(func(r rune) rune {
			if g, ok := to[r]; ok {
				return g
			}
			return r
		}, s)
	}
}

// told writes scans as met.want does.
func told(ss []scan.Scan) string {
	var out []string
	for _, s := range ss {
		switch {
		case s.Kind == scan.Code && s.Again:
			out = append(out, "="+s.Digits)
		case s.Kind == scan.Code:
			out = append(out, "C"+s.Digits)
		default:
			out = append(out, string("CTFHG"[s.Kind]))
		}
	}
	return strings.Join(out, " ")
}

// us is the key of a US keyboard a character is on, as a terminal that reports
// base layouts has it.
func us(r rune) rune {
	const shifted, plain = `~!@#$%^&*()_+{}|:"<>?`, "`1234567890-=[]\\;',./"
	if i := strings.IndexRune(shifted, r); i >= 0 {
		return rune(plain[i])
	}
	return []rune(strings.ToLower(string(r)))[0]
}

// burst types texts at a scanner's pace, each with its Enter; based terminals
// report the key beside the character.
func burst(t *testing.T, dec *scan.Decoder, under func(string) string, based bool, texts []string) []scan.Scan {
	t.Helper()
	var det scan.Detector
	var out []scan.Scan
	at := noon
	for n, text := range texts {
		end := tea.KeyPressMsg{Code: tea.KeyEnter}
		if n%2 == 1 {
			end.Code = tea.KeyTab
		}
		plain := []rune(text)
		var keys []tea.KeyPressMsg
		for i, r := range []rune(under(text)) {
			k := press(r)
			if based {
				k.BaseCode = us(plain[i])
			}
			keys = append(keys, k)
		}
		for _, k := range append(keys, end) {
			for _, e := range det.Press(at, k) {
				if e.Burst == nil {
					t.Fatalf("%q: a key leaked: %v", text, e.Key)
				}
				out = append(out, dec.Burst(at, *e.Burst)...)
			}
			at = at.Add(5 * time.Millisecond)
		}
	}
	return out
}

// Every case under every layout, with Caps Lock either way, with every prefix
// and suffix, all of it or a part sent, as a burst and as a paste.
func TestEveryScanIsNamed(t *testing.T) {
	for _, p := range around {
		sure := func(s string) string { return s }
		if strings.Trim(p.prefix+p.suffix, "0123456789") == "" && p.prefix != "" {
			// A number around a number: where a torn code ends nobody can tell,
			// but no whole one is lost.
			sure = func(s string) string {
				return strings.Join(slices.DeleteFunc(strings.Fields(s), func(w string) bool { return len(w) == 1 }), " ")
			}
		}
		sent := map[[2]string]bool{{p.prefix, p.suffix}: true, {p.prefix, ""}: true, {"", p.suffix}: true, {"", ""}: true}
		for s := range sent {
			for _, layout := range everywhere {
				for _, caps := range []bool{false, true} {
					under := typed(layout, caps)
					for _, c := range met {
						var texts []string
						for _, codes := range c.bursts {
							texts = append(texts, s[0]+strings.Join(codes, s[1]+s[0])+s[1])
						}
						name := fmt.Sprintf("%s: prefix %q suffix %q sent as %q, %s, caps %v", c.name, p.prefix, p.suffix, texts, layout, caps)
						dec := func() *scan.Decoder {
							return &scan.Decoder{Valid: ours, Office: "042", Prefix: p.prefix, Suffix: p.suffix}
						}
						for _, based := range []bool{false, true} {
							if got := told(burst(t, dec(), under, based, texts)); sure(got) != sure(c.want) {
								t.Errorf("%s, based %v\n got %s\nwant %s", name, based, got, c.want)
							}
						}
						pasted := under(strings.Join(texts, "\n"))
						if got := told(dec().Paste(noon, pasted)); sure(got) != sure(c.want) {
							t.Errorf("%s, pasted\n got %s\nwant %s", name, got, c.want)
						}
					}
				}
			}
		}
	}
}

// A letter is no digit: what was scanned is shown, without prefix and suffix.
func TestTextScanned(t *testing.T) {
	for _, c := range []struct {
		text, layout string
		want         scan.Kind
		shown        string
	}{
		{"ID:https://egov.kz/x;", "us", scan.Foreign, "https://egov.kz/x"},
		{"https://egov.kz/x", "us", scan.Foreign, "https://egov.kz/x"},
		{"042-150302-000174", "us", scan.Foreign, "042-150302-000174"},
		{"ID:https://egov.kz/x;", "ru_winkeys", scan.Garbled, "ШВЖреезыЖ.."},
		{"ID:4870001234560;", "kz_basic", scan.Foreign, "4870001234560"},
	} {
		dec := scan.Decoder{Valid: ours, Prefix: "ID:", Suffix: ";"}
		got := burst(t, &dec, typed(c.layout, false), false, []string{c.text})
		if len(got) != 1 || got[0].Kind != c.want || c.want == scan.Foreign && got[0].Text.String() != c.shown {
			t.Errorf("%s under %s: %+v", c.text, c.layout, got)
		}
	}
}

// A scanner may send its digits through the numeric keys, which no layout
// changes, and the rest through the letters.
func TestNumericKeys(t *testing.T) {
	for _, layout := range everywhere {
		for _, caps := range []bool{false, true} {
			dec := scan.Decoder{Valid: ours, Prefix: "ID:", Suffix: ";"}
			text := under(layout, "ID:", caps) + one + under(layout, ";", caps)
			if got := told(dec.Burst(noon, scan.Burst{Text: text})); got != "C"+one {
				t.Errorf("%s, caps %v: %q is %s", layout, caps, text, got)
			}
		}
	}
}

// Two codes that overlap in a torn run: nobody can tell which was scanned.
func TestOverlappingCodesAreNotBelieved(t *testing.T) {
	dec := scan.Decoder{Valid: func(s string) bool { return s[0] == '4' || s[0] == '5' }}
	if got := told(dec.Burst(noon, scan.Burst{Text: "45" + strings.Repeat("0", 15)})); got != "H" {
		t.Errorf("named %s", got)
	}
	if got := told(dec.Burst(noon, scan.Burst{Text: "05" + strings.Repeat("0", 15)})); got != "H C5"+strings.Repeat("0", 15) {
		t.Errorf("named %s", got)
	}
}

// Chance makes valid codes of other offices out of two trade codes: among torn
// pieces only those of this office are believed.
func TestChanceMakesNoCode(t *testing.T) {
	const goods = "4870001234560" + "994" + "006381333931"
	if !ours(goods[:16]) {
		t.Fatal("this is no such chance")
	}
	dec := scan.Decoder{Valid: ours, Office: "042"}
	if got := told(dec.Burst(noon, scan.Burst{Text: goods})); got != "H" {
		t.Errorf("named %s", got)
	}
}

// What goes on as text goes without what the scanner was programmed to send.
func TestInside(t *testing.T) {
	for _, layout := range everywhere {
		for _, caps := range []bool{false, true} {
			dec := scan.Decoder{Valid: ours, Prefix: "ID:", Suffix: ";"}
			for text, want := range map[string]string{"ID:" + card + ";": card, card: card, "ID:" + card: "ID:" + card, "ID:;": ""} {
				b := scan.Burst{Text: under(layout, text, caps)}
				for _, r := range b.Text {
					b.Keys = append(b.Keys, press(r))
				}
				b.Keys = append(b.Keys, enter)
				var got strings.Builder
				for _, k := range dec.Inside(b) {
					got.WriteString(k.String())
				}
				if w := under(layout, want, caps) + "enter"; got.String() != w {
					t.Errorf("%s, caps %v: inside %q is %q, want %q", layout, caps, b.Text, &got, w)
				}
				if full := strings.HasSuffix(text, ";") && strings.Contains(text, card); full && !dec.Card(b) {
					t.Errorf("%s, caps %v: %q is no card", layout, caps, b.Text)
				}
			}
		}
	}
	if !iin.Parse(card, noon).Valid {
		t.Error("the card of this test is none")
	}
}

// Into a text field goes what is not surely ours.
func TestOursText(t *testing.T) {
	dec := scan.Decoder{Valid: ours, Prefix: "~", Suffix: "#"}
	for text, want := range map[string]bool{
		one: true, "~" + one + "#": true, one + two: true, one + "\n" + two + "\r\n": true, one + "\t" + two: true,
		one + "\n4870001234560": true, "4870001234560": false, one[:9]: false, one + two[:5]: false,
		"Серіков\n" + one: false, one + " Серіков": false, "": false,
	} {
		if got := dec.OursText(text); got != want {
			t.Errorf("%q: ours %v, want %v", text, got, want)
		}
	}
}

// However long a pasted text is, it is read: the reading is no square of it.
func TestLongPasteIsRead(t *testing.T) {
	dec := scan.Decoder{Valid: ours, Prefix: "7", Suffix: "7"}
	for _, text := range []string{strings.Repeat("7", 1<<18), strings.Repeat("қ", 1<<17), strings.Repeat("~", 1<<18), strings.Repeat("]C1", 1<<16)} {
		if got := dec.Paste(noon, text); len(got) == 0 {
			t.Error("a long paste is nothing")
		}
	}
}
