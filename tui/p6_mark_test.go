package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// given brings n new cases to a provider and has it give them all back on one
// return registry.
func (w *walk) given(n int, provider string) ([]*intake.Case, *courier.Return) {
	w.t.Helper()
	cs := w.delivered(n, provider)
	out := map[uuid.UUID]intake.Outcome{}
	for _, c := range cs {
		out[c.ID] = intake.Result
	}
	r, err := w.s.Office.GiveBack(background, w.s.By(), provider, out, nil)
	w.fatal(err)
	return w.again(cs), r
}

// scans opens the loop on the newest return registry.
func (w *walk) scans() *marking {
	m := newMark(w.s).(*marking)
	w.show(m)
	w.Press("enter")
	return m
}

// Every kind of code has its line, its reason and its sign.
func TestEveryVerdictHasItsLine(t *testing.T) {
	w := atOffice(t, trio.RU)
	here := w.accept(1, "school-7")
	w.handed(w.accept(1, "school-7"))
	packed := w.packed("school-7")
	other := w.delivered(1, "school-21")
	early := w.delivered(1, "school-7")
	cs, _ := w.given(3, "school-7")
	w.scans()
	w.Has("№ 7 · реестр возврата № 1", "ждём 3 · есть 0", "Не хватает 3:  …000005 Әбдірахманова")

	inRegistry, err := w.s.Office.Contents(background, packed, nil, 1)
	w.fatal(err)
	stranger := code.Number("017-150226-000044")
	for _, c := range []struct{ scan, line string }{
		{cs[0].Number.Barcode(), "вернулось: результат"},
		{cs[0].Number.Barcode(), "тот же скан, 0 с назад"},
		{other[0].Number.Barcode(), "№ 21: другой адресат"},
		{early[0].Number.Barcode(), "не по списку, отмечено"},
		{here[0].Number.Barcode(), "не уходило: принято"},
		{inRegistry[0].Number.Barcode(), "в реестре № 1, не ушло"},
		{stranger.Barcode(), "чужой ЦОН № 017"},
		{stranger.Barcode()[:15], "код неполный"},
		{"4870001234560", "не наш код"},
		{code.Number("042-150301-000099").Barcode(), "такого дела нет"},
	} {
		w.Scan(c.scan)
		top := strings.Split(w.Frame(), "\n")[5]
		if !strings.Contains(top, c.line) && !strings.Contains(top, cut(c.line)) {
			t.Errorf("scan of %s: the line is %q, want %q", c.scan, top, c.line)
		}
	}
	w.Has("отложено: 2")
	w.Wait(4 * time.Second)
	w.Scan(cs[0].Number.Barcode())
	w.Has("уже отмечено 8 с назад", "=")
	w.every(cs[:1], intake.Marked)
	w.every(early, intake.Marked)
	w.every(here, intake.Accepted)
	if c := w.one(cs[0]); c.Version() != cs[0].Version()+1 {
		t.Errorf("two scans wrote %d acts", c.Version()-cs[0].Version())
	}
}

func cut(s string) string { r := []rune(s); return string(r[:min(len(r), 18)]) }

// Fifty scans five milliseconds apart, under other layouts and with Caps Lock.
func TestFiftyMarksLoseNone(t *testing.T) {
	for layout, both := range map[string][]bool{"": {false}, "kz_basic": {false, true}, "ru_winkeys": {true}} {
		for _, caps := range both {
			w := atOffice(t, trio.KK)
			cs, _ := w.given(50, "school-7")
			w.scans()
			w.Layout, w.Caps = layout, caps
			w.Hold()
			for _, c := range cs {
				w.Burst(c.Number.Barcode())
			}
			w.Has("кезекте 49 скан", "жазылуда")
			w.Release()
			w.Settle()
			w.every(cs, intake.Marked)
			w.Has("күтеміз 50 · келді 50", "50 / 50", "Бәрі қайтты")
		}
	}
}

// Two hundred scans while commits take two seconds again and again.
func TestScansWaitForASlowCommit(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs, _ := w.given(200, "school-7")
	m := w.scans()
	slowly(t, w.Pump, w.clock, cs)
	w.every(cs, intake.Marked)
	if len(m.lines) != 200 {
		t.Errorf("%d lines of 200 scans", len(m.lines))
	}
	for i, l := range m.lines {
		if want := cs[len(cs)-1-i].Number; l.number != want || l.state != lineTold {
			t.Fatalf("line %d is %s in state %d, want %s", i, l.number, l.state, want)
		}
	}
	w.Press("f9")
	w.Has("Инспекторға берілді: 200")
	w.every(cs, intake.Ready)
}

func TestOutcomeUndoAndCorrection(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs, _ := w.given(3, "school-7")
	m := w.scans()
	w.Press("u")
	w.Has("әлі ештеңе белгіленбеген")
	w.Press("r")
	w.Has("! Келесі скан: дәлелді бас тарту")
	w.Scan(cs[0].Number.Barcode())
	w.Press("r")
	w.Scan(cs[1].Number.Barcode())
	if a, b := w.one(cs[0]), w.one(cs[1]); a.Outcome != intake.ReasonedRefusal || b.Outcome != intake.Result {
		t.Fatalf("outcomes %d and %d", a.Outcome, b.Outcome)
	}
	// An Enter at the scanner's heels corrects nothing.
	w.Press("enter")
	w.Has("бір секунд күтіңіз")
	w.Wait(time.Second)
	w.Press("enter")
	w.Has("…000002: түзетілді – дәлелді бас тарту", "келді 2")
	if c := w.one(cs[1]); c.Outcome != intake.ReasonedRefusal || c.Stage != intake.Marked {
		t.Fatalf("corrected to %d in stage %s", c.Outcome, c.Stage)
	}
	w.Press("enter")
	if c := w.one(cs[1]); c.Outcome != intake.Result {
		t.Fatalf("corrected back to %d", c.Outcome)
	}
	w.Press("u", "u")
	w.Has("кері қайтарылды", "келді 0")
	w.every(cs, intake.Out)
	// What was taken back may come again at once.
	w.Scan(cs[0].Number.Barcode())
	w.Press("u")
	w.Burst(cs[0].Number.Barcode())
	w.Settle()
	w.every(cs[:1], intake.Marked)
	if m.lines[0].same {
		t.Error("a code scanned after an undo counted as scanned twice")
	}
	w.Press("f9", "u")
	w.Has("соңғысы инспекторға берілген")
}

func TestTypedNumbers(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs, _ := w.given(2, "school-7")
	w.at("2015-03-03T10:00:00+05:00")
	next, ret := w.given(1, "school-7")
	twin := w.accept(1, "school-7") // …000002 of the next day, at the counter
	if m := w.scans(); m.table.ret != ret.Number {
		t.Fatalf("on the table lies %+v", m.table)
	}
	typed := func(text string) {
		t.Helper()
		w.Press("f3")
		w.Type(text)
		w.Press("enter")
	}
	typed("2") // the only one out
	w.every(cs[1:], intake.Marked)
	w.every(twin, intake.Accepted)
	typed("00001") // the only one on the list in front
	w.every(next, intake.Marked)
	w.every(cs[:1], intake.Out)
	typed("000001") // now one is marked from this list, and one is out
	w.Has("бірнеше іс", "нөмірді толық теріңіз")
	w.every(cs[:1], intake.Out)
	typed("100001")
	w.Has("мұндай іс жоқ")
	w.Type(string(cs[0].Number)) // begins with 0: it goes to the scan line
	w.Press("enter")
	w.every(cs[:1], intake.Marked)
	typed("77")
	w.Has("мұндай іс жоқ")
	late := w.delivered(1, "school-7")
	typed(late[0].Recipient.Surname) // a word marks nobody
	w.every(late, intake.Out)
}

func TestForwardWithSomeMissingAndLeftOvers(t *testing.T) {
	w := atOffice(t, trio.RU)
	cs, _ := w.given(3, "school-7")
	w.scans()
	w.Press("f9")
	w.Has("Сейчас нельзя: передавать нечего")
	w.Scan(cs[0].Number.Barcode())
	w.at("2015-03-03T09:30:00+05:00")
	w.Scan(cs[1].Number.Barcode())
	w.Has("Передать инспектору сегодня: 2", "! с прошлых дней не передано: 1", "Не хватает 1:  …000003 Ким")
	w.Press("l")
	w.Has("Чего не хватает", "042-150302-000003")
	w.Scan(cs[2].Number.Barcode()) // the loop goes on behind the list
	w.Has("Вернулось всё")
	w.HasNot("Ким В. Р.")
	w.Press("u")
	w.Press("esc", "u")
	w.every(cs[2:], intake.Out)
	w.Press("f9")
	w.Has("Передано инспектору: 2; по списку ещё нет: 1", "у инспектора")
	w.every(cs[:2], intake.Ready)
	w.every(cs[2:], intake.Out)
}

// Without a list a provider is held to what is due; a first scan chooses the
// table by itself.
func TestWithoutAList(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs := w.delivered(2, "school-7")
	_, err := w.s.Office.Stamp(background, w.s.By(), cs[1].ID, 3, w.s.Now(), "")
	w.fatal(err)
	m := newMark(w.s).(*marking)
	w.show(m)
	w.Has("Не қайтты?", "тізімсіз, кез келген берушіден", "№ 7")
	w.Scan(cs[0].Number.Barcode())
	w.Has("№ 7 · тізімсіз", "нәтиже қайтты")
	w.every(cs[:1], intake.Marked)
	w.Press("esc", "end", "enter")
	w.Has("Тізім жоқ: не келсе, сол белгіленеді")
	w.Scan(cs[1].Number.Barcode())
	w.every(cs[1:], intake.Marked)
	// On a list the first scan chooses that list.
	w.Wait(time.Minute)
	more, ret := w.given(2, "school-21")
	w.show(newMark(w.s))
	w.Scan("4870001234560")
	w.Has("біздің код емес")
	w.Scan(more[0].Number.Barcode())
	w.Has("№ "+uitoa(ret.Number)+" қайтару тізілімі", "күтеміз 2 · келді 1")
}

// A scan that could not be recorded says so, and the next one of the same code
// is no second scan.
func TestAScanThatWasNotRecorded(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs, _ := w.given(1, "school-7")
	w.scans()
	whole := w.s.keep
	w.s.keep = newKeeper()
	w.fatal(w.s.keep.flush(background)) // from here on nothing may begin to be written
	w.Scan(cs[0].Number.Barcode())
	w.Has("жазылмады: қайталаңыз", "!")
	w.every(cs, intake.Out)
	w.s.keep = whole
	w.Scan(cs[0].Number.Barcode())
	w.Has("нәтиже қайтты")
	w.every(cs, intake.Marked)
}

// Forwarding goes in portions, and a scan between them has its turn.
func TestForwardInPortions(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs, ret := w.given(portion+3, "school-7")
	for _, c := range cs {
		_, err := w.s.Office.Mark(background, w.s.By(), ret.Number, string(c.Number), intake.NoOutcome)
		w.fatal(err)
	}
	w.show(newMark(w.s))
	w.Press("f9")
	w.Has("Инспекторға берілді: 203", "Инспекторға берілмегені жоқ")
	w.every(cs, intake.Ready)
}

func TestMarkFrames(t *testing.T) {
	for _, l := range trio.Langs() {
		w := atOffice(t, l)
		other := w.delivered(1, "school-21")
		cs, _ := w.given(9, "school-7")
		w.given(2, "school-3")
		m := newMark(w.s).(*marking)
		w.show(m)
		w.Press("down")
		for i, size := range [][2]int{{80, 24}, {132, 43}} {
			w.Resize(size[0], size[1])
			if i > 0 {
				w.Press("esc", "home", "down")
			}
			w.Golden("p6_choose", l)
			w.Press("enter")
			if i == 0 {
				w.Golden("p6_begin", l)
				for _, c := range cs[:4] {
					w.Scan(c.Number.Barcode())
				}
				w.Scan(cs[3].Number.Barcode())
				w.Press("r")
				w.Scan(cs[4].Number.Barcode())
				w.Scan(other[0].Number.Barcode())
				w.Scan(code.Number("017-150226-000044").Barcode())
				w.Scan("4870001234560")
				w.Scan(cs[5].Number.Barcode()[:9])
				w.Wait(3 * time.Second)
				w.Scan(cs[0].Number.Barcode())
			}
			w.Golden("p6_loop", l)
			w.Press("l")
			w.Golden("p6_missing", l)
			w.Press("l")
		}
		w.Sizes(nil)
		tuitest.NoClash(t, m.Keys())
		w.Press("l")
		w.Sizes(nil)
		tuitest.NoClash(t, m.Keys())
		w.Press("esc", "esc")
		w.Sizes(nil)
		tuitest.NoClash(t, m.Keys())
	}
}
