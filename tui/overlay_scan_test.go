package tui_test

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/widget"
)

// boxes are all kinds of what may lie above a screen, with each kind of focus.
// yes is called when one of them is confirmed.
func boxes(r *rig, yes func() tea.Cmd) map[string]func() {
	title := safe.Const("Сұрақ терезесі")
	field := func() *widget.Field {
		f := widget.NewField("note", 60)
		f.Label = safe.Const("Ескерту")
		return f
	}
	form := func(items ...widget.Item) func() {
		return func() { r.env.Open(tui.NewFormBox(r.env, title, nil, widget.NewForm(items), yes)) }
	}
	return map[string]func(){
		"question": func() {
			r.env.Open(tui.NewDialog(r.env, title, 0, []safe.Text{safe.Const("?")}, func(v any) tea.Cmd {
				if v == true {
					return yes()
				}
				return nil
			}, widget.Choice{Key: "f9", Label: safe.Const("Иә"), Value: true}, widget.Choice{Label: safe.Const("Жоқ")}))
		},
		"reason": func() {
			r.env.Open(tui.AskReason(r.env, title, safe.Const("Себебі"), nil, func(string) tea.Cmd { return yes() }))
		},
		"field":    form(field()),
		"choice":   form(widget.NewRadio("why", widget.Option{ID: "a", Label: safe.Const("бір")}, widget.Option{ID: "b", Label: safe.Const("екі")})),
		"checkbox": form(widget.NewCheckbox("docs")),
		"text": func() {
			r.env.Open(tui.NewReader(r.env, func() safe.Text { return title },
				func(int) []safe.Line { return []safe.Line{safe.Row(safe.Const("…"))} }))
		},
	}
}

// No scan answers, submits or closes anything that lies above a screen, under
// any layout; what is ours waits, and is taken in order when it is gone.
func TestNoScanConfirmsAnOverlay(t *testing.T) {
	for _, layout := range layouts {
		for _, caps := range []bool{false, true} {
			for name := range boxes(nil, nil) {
				t.Run(fmt.Sprint(name, " ", layout, " ", caps), func(t *testing.T) {
					r := start(t, trio.KK, onList)
					r.Layout, r.Caps = layout, caps
					confirmed := 0
					boxes(r, func() tea.Cmd { confirmed++; return nil })[name]()
					r.Send(nil)
					r.Settle()
					r.Settle() // hands rest
					r.Has("Сұрақ терезесі")
					var want []string
					see := func(what string, kinds ...string) {
						t.Helper()
						want = append(want, kinds...)
						if confirmed > 0 {
							t.Fatalf("%s confirmed it", what)
						}
						r.Has("Сұрақ терезесі")
					}
					r.Scan(barcode(1))
					see("a code", barcode(1))
					r.Scan("4870001234560")
					see("goods")
					r.Scan(barcode(2)[:9])
					see("half a code")
					r.Scan("1421")
					see("four digits of a code")
					if name != "text" { // Enter closes a text: there is nothing to confirm
						r.Burst("12")
						see("two digits of a code")
						r.Settle()
						r.Burst("1")
						see("a digit of a code")
						r.Settle()
					}
					r.Burst(barcode(3) + barcode(4))
					r.Settle()
					see("two codes run together", barcode(3), barcode(4))
					r.Burst(barcode(5) + barcode(6)[:7])
					r.Settle()
					see("one and a half", barcode(5))
					r.Scan(barcode(5))
					see("the same again", barcode(5))
					r.Paste(barcode(7) + "\n" + barcode(8) + "\n")
					see("a paste", barcode(7), barcode(8))
					r.Scan("https://egov.kz/x")
					see("a text")
					if len(r.stations)+len(r.home.done)+len(r.home.scans) > 0 {
						t.Fatalf("went through: stations %v, acts %v, scans %v", r.stations, r.home.done, r.home.scans)
					}
					r.Press("esc")
					r.HasNot("Сұрақ терезесі")
					var got []string
					for _, s := range r.home.scans {
						if s.Kind != scan.Code {
							t.Errorf("%+v", s)
						}
						got = append(got, s.Digits)
					}
					if fmt.Sprint(got) != fmt.Sprint(want) || confirmed > 0 {
						t.Errorf("taken afterwards %v, want %v; confirmed %d times", got, want, confirmed)
					}
					if len(r.stations)+len(r.home.done) > 0 {
						t.Errorf("hotkeys: stations %v, acts %v", r.stations, r.home.done)
					}
				})
			}
		}
	}
}

// A person's Enter confirms each of them.
func TestAPersonConfirmsAnOverlay(t *testing.T) {
	for name := range boxes(nil, nil) {
		if name == "text" {
			continue
		}
		r := start(t, trio.KK, onList)
		confirmed := 0
		boxes(r, func() tea.Cmd { confirmed++; return nil })[name]()
		r.Send(nil)
		r.Settle()
		switch name {
		case "reason":
			r.Type("Өзі сұрады")
		case "choice":
			r.Press("space")
		}
		r.Press("enter")
		if confirmed != 1 {
			t.Errorf("%s: confirmed %d times:\n%s", name, confirmed, r.Frame())
		}
	}
}

// The question whether to quit is none of those: Ctrl+C in it quits.
func TestNoScanQuits(t *testing.T) {
	for _, layout := range layouts {
		r := start(t, trio.KK, onForm)
		r.Layout = layout
		r.Press("tab", "shift+tab")
		r.Type("9")
		r.Press("ctrl+c", "right") // on "quit"
		r.Has("Шығасыз ба?")
		for _, s := range []string{barcode(1), "4870001234560", barcode(2)[:9], "12"} {
			r.Scan(s)
		}
		if r.Quit {
			t.Fatalf("%s: a scan quit", layout)
		}
		r.Has("Шығасыз ба?")
	}
}
