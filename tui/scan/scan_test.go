package scan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/scan"
)

var noon = time.Date(2015, 3, 2, 12, 0, 0, 0, time.FixedZone("", 5*3600))

// weighted is a stand-in check digit: 1,2,3… times the digits, modulo ten.
func weighted(s string) bool {
	sum := 0
	for i := range len(s) - 1 {
		sum += (i%9 + 1) * int(s[i]-'0')
	}
	return byte('0'+sum%10) == s[len(s)-1]
}

func number(n int) string {
	for c := '0'; c <= '9'; c++ {
		if s := fmt.Sprintf("042150302%06d%c", n, c); weighted(s) {
			return s
		}
	}
	panic("no check digit")
}

func press(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

var enter = tea.KeyPressMsg{Code: tea.KeyEnter}

// under types US text as it arrives when another layout is on.
func under(layout, text string, caps bool) string {
	var b strings.Builder
	for _, l := range keys.Layouts() {
		if l.Name != layout {
			continue
		}
		for _, want := range text {
			found := rune(0)
			for r := rune(0x20); r < 0x530; r++ {
				if u, ok := l.US(r); ok && u == want {
					found = r
				}
			}
			if found == 0 {
				panic("no key")
			}
			if s := string(found); caps {
				if up := strings.ToUpper(s); up != s {
					found = []rune(up)[0]
				} else if low := strings.ToLower(s); low != s {
					found = []rune(low)[0]
				}
			}
			b.WriteRune(found)
		}
	}
	if b.Len() == 0 {
		return text
	}
	return b.String()
}

// Fifty scans, five milliseconds between the characters and between the scans,
// under every layout and with Caps Lock: all fifty are read, no key leaks out.
func TestFiftyScansLoseNone(t *testing.T) {
	for _, layout := range []string{"us", "kz_basic", "kz_ruskaz", "kz_kazrus", "ru_winkeys", "ru_legacy"} {
		for _, caps := range []bool{false, true} {
			t.Run(fmt.Sprint(layout, caps), func(t *testing.T) {
				var det scan.Detector
				dec := scan.Decoder{Valid: weighted}
				at := noon
				var got []string
				take := func(events []scan.Event) {
					for _, e := range events {
						if e.Burst == nil {
							t.Fatalf("a key leaked: %v", e.Key)
						}
						for _, s := range dec.Burst(at, *e.Burst) {
							if s.Kind != scan.Code {
								t.Fatalf("%q was read as %v", e.Burst.Text, s)
							}
							got = append(got, s.Digits)
						}
					}
				}
				var want []string
				for n := range 50 {
					want = append(want, number(n))
					for _, r := range under(layout, number(n), caps) {
						take(det.Press(at, press(r)))
						at = at.Add(5 * time.Millisecond)
					}
					take(det.Press(at, enter))
					at = at.Add(5 * time.Millisecond)
				}
				if !slices.Equal(got, want) {
					t.Errorf("read %d of %d", len(got), len(want))
				}
			})
		}
	}
}

func TestDetectorTellsFingers(t *testing.T) {
	type step struct {
		after time.Duration
		key   tea.KeyPressMsg
	}
	ms := time.Millisecond
	text := func(gap time.Duration, s string) (out []step) {
		for _, r := range s {
			out = append(out, step{gap, press(r)})
		}
		return out
	}
	then := func(a []step, b ...step) []step { return append(a, b...) }
	code := number(7)
	for _, c := range []struct {
		name  string
		steps []step
		want  string // keys as they come out, [n] for a burst of n characters
	}{
		{"one digit is a hotkey", text(0, "3"), "3"},
		{"two fingers at once", text(10*ms, "37"), "37"},
		{"two digits and Enter are not a scan", then(text(10*ms, "37"), step{10 * ms, enter}), "37enter"},
		{"typing at a finger's pace", then(text(80*ms, code), step{80 * ms, enter}), code + "enter"},
		{"a burst", then(text(5*ms, code), step{5 * ms, enter}), "[16]"},
		{"a burst after a slow key", then(text(200*ms, "n"), then(then([]step{{200 * ms, press('0')}}, text(5*ms, code[1:])...), step{5 * ms, enter})...), "n[16]"},
		{"the machine falters in the middle", then(then(text(5*ms, code[:9]), step{100 * ms, press(rune(code[9]))}), then(text(5*ms, code[10:]), step{5 * ms, enter})...), "[16]"},
		{"Enter comes late", then(text(5*ms, code), step{200 * ms, enter}), "[16]"},
		{"Enter long after is a finger's", then(text(5*ms, code), step{600 * ms, enter}), "[16]enter"},
		{"carriage return and line feed", then(text(5*ms, code), step{5 * ms, enter}, step{2 * ms, tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl}}), "[16]"},
		{"Tab as the end", then(text(5*ms, code), step{5 * ms, tea.KeyPressMsg{Code: tea.KeyTab}}), "[16]"},
		{"fast fingers over a slow line, then their Tab", then(text(5*ms, "Нұрғалиев"), step{400 * ms, tea.KeyPressMsg{Code: tea.KeyTab}}), "[18]tab"},
		{"a password in one gulp, then Enter", then(text(5*ms, "ashyq-tereze"), step{400 * ms, enter}), "[12]enter"},
		{"two codes run together", then(text(5*ms, code+number(8)), step{5 * ms, enter}), "[32]"},
		{"a key held down", text(25*ms, "jjjjjjjjjjjj"), "jjjjjjjjjjjj"},
		{"a key held down, then Enter", then(text(25*ms, "jjjjjj"), step{10 * ms, enter}), "jjjjjjenter"},
		{"an arrow lets held keys go first", then(text(5*ms, "n"), step{5 * ms, tea.KeyPressMsg{Code: tea.KeyUp}}), "nup"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var det scan.Detector
			var out strings.Builder
			take := func(es []scan.Event) {
				for _, e := range es {
					if e.Burst != nil {
						fmt.Fprintf(&out, "[%d]", len(e.Burst.Text))
					} else {
						out.WriteString(e.Key.String())
					}
				}
			}
			at := noon
			for _, s := range c.steps {
				// Time passes as the program sees it: a tick at each deadline.
				next := at.Add(s.after)
				for d, ok := det.Deadline(); ok && d.Before(next); d, ok = det.Deadline() {
					take(det.Expire(d))
				}
				at = next
				take(det.Press(at, s.key))
			}
			take(det.Expire(at.Add(time.Second)))
			if out.String() != c.want {
				t.Errorf("got %q, want %q", out.String(), c.want)
			}
			if det.Holding() != 0 {
				t.Errorf("%d keys are never let go", det.Holding())
			}
		})
	}
}

func TestBusyProgramIsNotAPause(t *testing.T) {
	var det scan.Detector
	det.Press(noon, press('0'))
	det.Busy(noon.Add(80 * time.Millisecond))
	if es := det.Expire(noon.Add(85 * time.Millisecond)); es != nil {
		t.Fatalf("the key was let go: %v", es)
	}
	for i, r := range "421503" {
		det.Press(noon.Add(time.Duration(86+i)*time.Millisecond), press(r))
	}
	if es := det.Press(noon.Add(99*time.Millisecond), enter); len(es) != 1 || es[0].Burst == nil || es[0].Burst.Text != "0421503" {
		t.Errorf("the burst was torn: %v", es)
	}
}

func TestAClockThatJumpsBackHoldsNoKey(t *testing.T) {
	var det scan.Detector
	det.Press(noon, press('n'))
	back := noon.Add(-time.Hour)
	if es := det.Expire(back); es != nil {
		t.Fatalf("let go at once: %v", es)
	}
	if es := det.Expire(back.Add(scan.Gap)); len(es) != 1 {
		t.Errorf("the key waits for the clock to catch up: %v", es)
	}
}

func TestDecode(t *testing.T) {
	code := number(174)
	wrong := code[:15] + string('0'+(code[15]-'0'+1)%10)
	for _, c := range []struct {
		name, text string
		want       []scan.Kind
	}{
		{"ours", code, []scan.Kind{scan.Code}},
		{"with the symbology mark", "]C1" + code, []scan.Kind{scan.Code}},
		{"two together", code + number(182), []scan.Kind{scan.Code, scan.Code}},
		{"two together, one misread", wrong + number(182), []scan.Kind{scan.Half, scan.Code}},
		{"half", code[:9], []scan.Kind{scan.Half}},
		{"misread", wrong, []scan.Kind{scan.Half}},
		{"one and a half", code + number(182)[:7], []scan.Kind{scan.Code, scan.Half}},
		{"goods", "4870001234560", []scan.Kind{scan.Foreign}},
		{"a QR text", "https://egov.kz/x", []scan.Kind{scan.Foreign}},
		{"letters of a Kazakh layout that are no digits", "фывап", []scan.Kind{scan.Garbled}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dec := scan.Decoder{Valid: weighted}
			var got []scan.Kind
			for _, s := range dec.Burst(noon, scan.Burst{Text: c.text}) {
				got = append(got, s.Kind)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("kinds %v, want %v", got, c.want)
			}
		})
	}
}

func TestDoubleScanIsOne(t *testing.T) {
	dec := scan.Decoder{Valid: weighted}
	read := func(after time.Duration) scan.Scan {
		return dec.Burst(noon.Add(after), scan.Burst{Text: number(1)})[0]
	}
	if s := read(0); s.Again {
		t.Error("the first is called a second")
	}
	if s := read(2 * time.Second); !s.Again || s.Since != 2*time.Second {
		t.Errorf("the second: %+v", s)
	}
	if s := read(9 * time.Second); s.Again {
		t.Error("a new scan is called a double")
	}
}

func TestPasteAndTyped(t *testing.T) {
	dec := scan.Decoder{Valid: weighted}
	got := dec.Paste(noon, number(1)+"\r\n\n "+number(2)+"\n")
	if len(got) != 2 || got[0].Digits != number(1) || got[1].Digits != number(2) {
		t.Errorf("pasted: %+v", got)
	}
	s, ok := dec.Type(noon, " 042-150302-000174 ")
	if !ok || s.Kind != scan.Typed || s.Digits != "042150302000174" {
		t.Errorf("typed: %+v", s)
	}
	if s, _ := dec.Type(noon, `қңәғ`); s.Digits != "0425" {
		t.Errorf("typed under the Kazakh layout: %+v", s)
	}
	if _, ok := dec.Type(noon, "  "); ok {
		t.Error("nothing was taken for a number")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("0421503020001743")
	f.Add(`қңә"ғқіқәқққ".ңі`)
	f.Add("]C1\x1b[2J")
	f.Fuzz(func(t *testing.T, s string) {
		dec := scan.Decoder{Valid: weighted}
		for _, x := range dec.Burst(noon, scan.Burst{Text: s}) {
			if x.Kind == scan.Code && (len(x.Digits) != scan.Length || !weighted(x.Digits)) {
				t.Fatalf("%q was believed: %+v", s, x)
			}
		}
		dec.Type(noon, s)
		dec.Paste(noon, s)
	})
}
