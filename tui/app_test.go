package tui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/tuitest"
)

var layouts = []string{"", "kz_basic", "kz_ruskaz", "kz_kazrus", "ru_winkeys", "ru_legacy"}

// Fifty scans five milliseconds apart, while every one of them starts an act
// whose answer is late: all are taken, in order, and no digit is a hotkey.
func TestFiftyScansLoseNone(t *testing.T) {
	for _, layout := range layouts {
		for _, caps := range []bool{false, true} {
			t.Run(fmt.Sprint(layout, caps), func(t *testing.T) {
				r := start(t, trio.KK, onList)
				r.Layout, r.Caps = layout, caps
				r.Hold()
				for n := range 50 {
					r.Burst(barcode(n + 1))
					if n%7 == 0 {
						r.Frame()
					}
				}
				if len(r.home.scans) > 1 {
					t.Fatalf("%d acts run at once", len(r.home.scans))
				}
				r.Has("кезекте 49 скан")
				r.Release()
				r.Settle()
				if len(r.home.scans) != 50 {
					t.Fatalf("%d of 50 scans taken", len(r.home.scans))
				}
				for i, s := range r.home.scans {
					if s.Kind != scan.Code || s.Digits != barcode(i+1) || s.Again {
						t.Errorf("scan %d is %+v", i, s)
					}
				}
				if len(r.stations) > 0 || len(r.home.done) > 0 {
					t.Errorf("a scan became a hotkey: stations %v, acts %v", r.stations, r.home.done)
				}
			})
		}
	}
}

// slow is a screen that takes longer to draw than a scanner to type.
type slow struct {
	*list
	clock *tuitest.Clock
}

func (s slow) View() tui.Frame {
	s.clock.Set(s.clock.Now().Add(50 * time.Millisecond))
	return s.list.View()
}

func TestASlowScreenTearsNoScan(t *testing.T) {
	r := start(t, trio.KK, func(r *rig) tui.Screen { return &slow{r.home, r.clock} })
	for _, c := range tuitest.Under("kz_basic", barcode(7), false) {
		r.Send(tea.KeyPressMsg{Code: c, Text: string(c)})
		r.Raw()
		r.Wait(time.Millisecond) // the tick that has come due meanwhile
	}
	r.Send(tea.KeyPressMsg{Code: tea.KeyEnter})
	if len(r.home.scans) != 1 || len(r.stations) != 0 {
		t.Errorf("scans %+v, stations %v", r.home.scans, r.stations)
	}
}

func TestDialogIsNotConfirmedByAScan(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.Press("f8")
	r.Has("Қолхат басып шығарылсын ба?")
	r.Scan(barcode(1))
	r.Scan("4870001234560")
	r.Scan("12") // a torn code: two digits and an Enter
	r.Paste(barcode(2) + "\n")
	if len(r.home.said) > 0 {
		t.Fatalf("a scan answered the question: %v", r.home.said)
	}
	r.Has("алдымен сұраққа жауап беріңіз")
	r.Press("left", "enter")
	if len(r.home.said) != 1 || r.home.said[0] != (tui.Confirmed{ID: "refuse", Value: true}) {
		t.Fatalf("answered %v", r.home.said)
	}
	// Nothing was lost: what was scanned meanwhile is taken now.
	if len(r.home.scans) != 2 || r.home.scans[0].Digits != barcode(1) || r.home.scans[1].Digits != barcode(2) {
		t.Errorf("scans after the question: %+v", r.home.scans)
	}
}

func TestDialogWaitsForQuietHands(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.Send(tea.KeyPressMsg{Code: tea.KeyF8})
	for range 4 { // keys in flight when the dialog opens
		r.Wait(100 * time.Millisecond)
		r.Send(tea.KeyPressMsg{Code: tea.KeyF9})
	}
	if len(r.home.said) > 0 {
		t.Fatalf("keys in flight answered: %v", r.home.said)
	}
	r.Settle()
	r.Press("f9")
	if len(r.home.said) != 1 || r.home.said[0].(tui.Confirmed).Value != true {
		t.Fatalf("answered %v", r.home.said)
	}
	r.Press("f8", "esc")
	if len(r.home.said) != 2 || r.home.said[1].(tui.Confirmed).Value != nil {
		t.Fatalf("Esc answered %v", r.home.said)
	}
}

func TestHotkeysUnderLayouts(t *testing.T) {
	for _, layout := range layouts {
		for _, caps := range []bool{false, true} {
			r := start(t, trio.KK, onList)
			r.Layout, r.Caps = layout, caps
			r.Press("n")
			if len(r.home.done) != 1 {
				t.Errorf("%s caps %v: n did %v", layout, caps, r.home.done)
			}
			for n := 1; n <= 7; n++ {
				r.Press(fmt.Sprint(n))
				r.Has(fmt.Sprint(n, " Тізім"))
			}
			if len(r.stations) != 7 {
				t.Errorf("%s caps %v: stations %v", layout, caps, r.stations)
			}
			r.Press("esc")
			if layout == "" || layout == "kz_basic" || layout == "ru_legacy" {
				r.Press("/") // elsewhere it gives the full stop, the Kazakh 7
			} else {
				r.Press("f4")
			}
			r.Has("1 Тексеру")
			r.Press("ctrl+q")
			if !r.Quit {
				t.Errorf("%s caps %v: ctrl+q did not quit", layout, caps)
			}
		}
	}
}

func TestTextFieldTakesLettersAsTheyAre(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Press("tab")
	r.Type("қйq 1ә/.")
	if got := r.form.name.Value(); got != "қйq 1ә/." {
		t.Errorf("the field holds %q", got)
	}
	if r.form.sent != 0 || len(r.stations) != 0 {
		t.Error("a letter in a text field was a hotkey")
	}
}

func TestDigitFieldFoldsAsYouType(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Layout = "kz_basic"
	r.Press(strings.Split("900101300017", "")...)
	if got := r.form.iin.Value(); got != "900101300017" {
		t.Errorf("typed under the Kazakh layout it holds %q", got)
	}
	r.form.iin.SetValue("")
	r.Paste("900101 300017")
	if got := r.form.iin.Value(); got != "900101300017" {
		t.Errorf("pasted it holds %q", got)
	}
}

// A barcode scanned while a text field has the focus goes to the scan line; any
// other burst is text.
func TestScanIntoATextField(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Press("tab")
	r.Type("Серіков")
	r.Scan(barcode(174))
	if got := r.form.name.Value(); got != "Серіков" {
		t.Errorf("the field holds %q", got)
	}
	if len(r.rest) != 1 || r.rest[0].Digits != barcode(174) {
		t.Errorf("scans: %+v", r.rest)
	}
	r.Paste(barcode(175))
	if len(r.rest) != 2 || r.form.name.Value() != "Серіков" {
		t.Errorf("pasted: %+v, field %q", r.rest, r.form.name.Value())
	}
	r.Press("shift+tab")
	r.Scan("900101300017") // the code on an identity card
	if got := r.form.iin.Value(); got != "900101300017" {
		t.Errorf("a scanned IIN: the field holds %q", got)
	}
	if id := r.form.form.Focused().ID(); id != "name" {
		t.Errorf("its Enter left the focus on %s", id)
	}
}

// A line that stalls delivers a name in one gulp. Its Tab must not be taken for
// a scanner's: the given name would be written behind the surname.
func TestANameInOneGulpKeepsItsTab(t *testing.T) {
	for _, pause := range []time.Duration{time.Millisecond, 400 * time.Millisecond} {
		r := start(t, trio.KK, onForm)
		r.Press("tab")
		for _, d := range "Нұрғалиев" {
			r.Send(tea.KeyPressMsg{Code: d, Text: string(d)})
			r.Wait(time.Millisecond)
		}
		r.Wait(pause)
		r.Send(tea.KeyPressMsg{Code: tea.KeyTab})
		r.Settle()
		if got, id := r.form.name.Value(), r.form.form.Focused().ID(); got != "Нұрғалиев" || id == "name" {
			t.Errorf("after %v: the field holds %q, the focus is on %s", pause, got, id)
		}
	}
}

// A letter is on the screen before its pace is known; a scanner's characters
// are not left there, and no field holds what is only drawn.
func TestAFieldDrawsLettersAtOnce(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Press("tab")
	r.Type("Серіко")
	r.Send(tea.KeyPressMsg{Code: 'в', Text: "в"})
	r.Has("Серіков")
	if got := r.form.name.Value(); got != "Серіко" {
		t.Errorf("the field holds %q before the pace is known", got)
	}
	r.Settle()
	r.Has("Серіков_")
	r.Press("left")
	r.Send(tea.KeyPressMsg{Code: 'п', Text: "п"})
	r.Has("Серікопв")
	r.Settle()
	if got := r.form.name.Value(); got != "Серікопв" {
		t.Errorf("the field holds %q", got)
	}
	for i, d := range barcode(174) {
		r.Send(tea.KeyPressMsg{Code: d, Text: string(d)})
		r.Wait(5 * time.Millisecond)
		if i >= 3 {
			r.Has("Серікопв")
		}
	}
	r.Send(tea.KeyPressMsg{Code: tea.KeyEnter})
	r.Settle()
	r.Has("Серікопв")
	r.Press("shift+tab") // digits only
	r.Send(tea.KeyPressMsg{Code: '-', Text: "-"})
	r.HasNot("-_")
	r.Settle()
	r.Send(tea.KeyPressMsg{Code: '9', Text: "9"})
	r.Has("9_")
	r.Settle()
	r.Press("f3")
	r.Send(tea.KeyPressMsg{Code: '7', Text: "7"})
	r.Has("║▌ 7_")
}

func TestScansNobodyTakesAreAnswered(t *testing.T) {
	r := start(t, trio.RU, onList)
	for _, c := range []struct{ scan, want string }{
		{"4870001234560", "не наш код"},
		{barcode(3)[:9], "код неполный, сканируйте ещё раз"},
	} {
		r.Scan(c.scan)
		r.Has(c.want, "10:42")
	}
	f := start(t, trio.RU, onForm)
	f.Press("tab", "tab") // on the choice: command mode
	f.Scan(barcode(5))
	f.Scan(barcode(5))
	f.Has("тот же скан, 0 с назад", "=")
	if len(f.rest) != 1 {
		t.Errorf("a double scan was taken %d times", len(f.rest))
	}
}

func TestNumberTypedOnTheScanLine(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.Press("f3")
	r.Type("17-3")
	r.Press("backspace")
	r.Has("║▌ 17-_")
	r.Press("enter")
	if len(r.home.scans) != 1 || r.home.scans[0].Kind != scan.Typed || r.home.scans[0].Digits != "17" {
		t.Fatalf("typed: %+v", r.home.scans)
	}
	r.Type("042-150302-000174")
	r.Press("enter")
	if len(r.home.scans) != 2 || r.home.scans[1].Digits != "042150302000174" {
		t.Errorf("a number begun with 0: %+v", r.home.scans)
	}
	r.Press("f3", "9", "esc", "enter")
	if len(r.home.scans) != 2 || len(r.stations) != 0 {
		t.Errorf("after Esc: %+v %v", r.home.scans, r.stations)
	}
}

// Keys pressed while an act is on its way wait, keep their order, and none acts
// twice on what is gone.
func TestKeysWaitForAnAct(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.Hold()
	r.Press("f9", "down", "f9")
	r.Scan(barcode(9))
	if len(r.home.done) != 0 {
		t.Fatal("an answer came through Hold")
	}
	r.Release()
	want := []string{"done 042-150302-000001", "done 042-150302-000002"}
	if fmt.Sprint(r.home.done) != fmt.Sprint(want) || len(r.home.scans) != 1 {
		t.Errorf("done %v, scans %v", r.home.done, r.home.scans)
	}
	r.Hold()
	r.Press("f9", "ctrl+c")
	if !r.Quit {
		t.Error("Ctrl+C waits for an act")
	}
}

func TestALostActDoesNotLockTheKeys(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.env.Do(r.home, "lost", func(context.Context) any { return nil })
	r.Press("f9")
	if len(r.home.done) != 0 {
		t.Fatal("the key did not wait")
	}
	r.Wait(30 * time.Second)
	if len(r.home.done) != 1 {
		t.Error("keys wait for ever")
	}
}

// A training store's clock stands still: keys, scans and dialogs go on by the
// other one.
func TestAClockThatStandsStill(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.env.Pace = r.clock.Now
	r.env.Clock = func() time.Time { return noon }
	r.Scan(barcode(5))
	r.Press("n", "f8", "f9")
	if len(r.home.scans) != 1 || !r.home.scans[0].At.Equal(noon) || len(r.home.done) != 1 || len(r.home.said) != 1 {
		t.Errorf("scans %+v, done %v, said %v", r.home.scans, r.home.done, r.home.said)
	}
}

func TestABlockedKeySaysWhy(t *testing.T) {
	r := start(t, trio.RU, onList)
	r.Press("f7")
	r.Has("! Сейчас нельзя: топтама толық емес")
}

func TestErrors(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.home.err = errRule
	r.Press("f9")
	r.Has("! ереже рұқсат етпейді")
	if f := r.home.said[0].(tui.Failed); f.No != "" || f.Topic != "act" {
		t.Errorf("a rule's answer: %+v", f)
	}
	r.home.err = fmt.Errorf("disk: %w", context.DeadlineExceeded)
	r.Press("f9")
	r.Has("Жауап уақытында келмеді")
	r.home.err = fmt.Errorf("page 7 is damaged")
	r.Press("f9")
	f := r.home.said[2].(tui.Failed)
	r.Has("Ішкі қате № " + f.No)
	if f.No == "" || !strings.Contains(r.log.String(), "page 7 is damaged") || !strings.Contains(r.log.String(), f.No) {
		t.Errorf("number %q, log %s", f.No, &r.log)
	}
	r.Press("f6")
	r.Has("Ішкі қате")
	if strings.Contains(r.log.String(), "900101300017") {
		t.Error("the log holds what a panic said")
	}
	if !strings.Contains(r.log.String(), "demo_test.go") {
		t.Error("the log does not say where the panic was")
	}
}

func TestAnOlderAnswerIsDropped(t *testing.T) {
	r := start(t, trio.KK, onList)
	say := func(s string) tea.Cmd {
		return r.env.Ask(r.home, "q", func(context.Context) any { return s })
	}
	first, second := say("first"), say("second")
	r.Send(second())
	r.Send(first())
	if fmt.Sprint(r.home.done) != "[second]" {
		t.Errorf("answers %v", r.home.done)
	}
	other := newList(r.env, 9)
	gone := r.env.Ask(other, "q", func(context.Context) any { return "gone" })
	r.Send(gone())
	if len(other.done) != 0 {
		t.Error("an answer came to a screen that is not on the stack")
	}
}

func TestLanguageChangesAtOnce(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Press("9", "tab")
	r.Has("ЖСН", "ҚАЗ рус eng", "келесі")
	r.Press("f2")
	r.Has("ИИН", "қаз РУС eng", "дальше")
	r.Press("f1")
	r.Has("Клавиши", "язык")
	r.Press("f2")
	r.Has("Keys", "language")
	r.Press("esc")
	r.HasNot("Keys")
	r.Has("Identity card")
	r.Press("shift+tab", "backspace", "tab", "enter", "enter", "enter")
	r.Has("Fill this in")
	r.Press("f2")
	r.Has("Толтырыңыз")
}

func TestQuitAsksWhenSomethingIsHalfFilledIn(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Press("9", "ctrl+c")
	r.Has("Шығасыз ба?", "жоба ретінде сақталды")
	if r.Quit {
		t.Fatal("it did not ask")
	}
	r.Press("enter")
	r.HasNot("Шығасыз ба?")
	r.Press("ctrl+c", "right", "enter")
	if !r.Quit {
		t.Error("it does not quit")
	}
	clean := start(t, trio.KK, onForm)
	clean.Press("ctrl+c")
	if !clean.Quit {
		t.Error("it asks for nothing")
	}
	twice := start(t, trio.KK, onForm)
	twice.Press("9", "ctrl+c", "ctrl+c")
	if !twice.Quit {
		t.Error("Ctrl+C twice does not quit")
	}
}

func TestWakeReloads(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.Send(tui.Changed{})
	if r.home.changes != 1 {
		t.Error("the screen was not told")
	}
	wake := make(chan struct{}, 1)
	env := tui.NewEnv(trio.KK)
	clock := tuitest.NewClock(noon)
	env.Clock, env.Tick = clock.Now, clock.Tick
	ctx, cancel := context.WithCancel(t.Context())
	env.Context = ctx
	home := newList(env, 0)
	wake <- struct{}{}
	cancel() // the second wait ends with the session
	tuitest.New(t, tui.New(tui.Config{Env: env, Home: home, Wake: wake}), clock, 80, 24)
	if home.changes > 1 {
		t.Errorf("%d wakes of one", home.changes)
	}
}

func TestSecondsReachTheScreen(t *testing.T) {
	r := start(t, trio.KK, onList)
	r.Wait(3 * time.Minute)
	r.Has("10:45")
}

func TestHostileTextStaysText(t *testing.T) {
	r := start(t, trio.KK, onForm)
	r.Press("tab")
	r.Paste("\x1b]52;c;eA==\x07Ким\u202eваИ\r\n\x1b[2J")
	raw := r.Raw()
	for _, bad := range []string{"\x1b]52", "\x07", "\u202e", "\r", "\x1b[2J"} {
		if strings.Contains(raw, bad) {
			t.Errorf("%q reached the terminal", bad)
		}
	}
	r.env.Say(theme.Done, safe.Clean("\x1b[31mX"))
	r.Send(nil)
	r.Has("␛[31mX")
}

func TestFrames(t *testing.T) {
	for _, l := range trio.Langs() {
		for _, size := range [][2]int{{80, 24}, {132, 43}} {
			r := start(t, l, onList)
			r.Resize(size[0], size[1])
			r.Press("down", "down", "f9")
			r.Scan(barcode(174))
			r.Golden("demo_list", l)
			r.Press("f8")
			r.Golden("demo_question", l)
			r.Press("esc", "f1")
			r.Golden("demo_help", l)

			f := start(t, l, onForm)
			f.Resize(size[0], size[1])
			f.Press("9", "tab")
			f.Type("Серіков")
			f.Press("tab", "right")
			f.Golden("demo_form", l)
		}
	}
}

func TestEveryFrameFits(t *testing.T) {
	for _, l := range trio.Langs() {
		r := start(t, l, onList)
		r.Scan(barcode(174))
		r.Sizes(nil)
		r.Resize(20, 5)
		r.Has("80×24")
		r.Resize(60, 15)
		r.Press("f8")
		r.Sizes(nil)
		r.Press("esc", "f1")
		r.Sizes(nil)
		f := start(t, l, onForm)
		f.Press("9", "tab")
		f.Sizes(nil)
		tuitest.NoClash(t, r.app.Keys())
		tuitest.NoClash(t, f.app.Keys())
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	r := start(b, trio.KK, onList)
	b.ReportAllocs()
	for b.Loop() {
		r.app.Update(tea.KeyPressMsg{Code: tea.KeyDown})
		r.app.View()
	}
}
