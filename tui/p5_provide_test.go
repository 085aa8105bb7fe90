package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func casesIDs(cs []*intake.Case) (out []uuid.UUID) {
	for _, c := range cs {
		out = append(out, c.ID)
	}
	return out
}

// From the delivery through the steps, back, under the scanner and to the
// inspector, with keys and a scanner only.
func TestFromDeliveryToInspector(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs := w.delivered(3, "school-7")
	w.show(newProvide(w.s))
	w.Has("5 Берушілердегі істер", "барлығы 3", "2/5 басшы", "1/5 кеңсе", "бүгін 10:15")

	w.Scan(cs[1].Number.Barcode())
	w.Has("▸ 1 кеңсе қызметкері", "15 минут", "бүгін 10:00 → 10:15", "…000002 1/5 кеңсе")
	w.Press("f9")
	w.Has("Қадам бітті", "(•) 1 кеңсе қызметкері", "10:0")
	w.Press("f9")
	w.Has("1 іс: 1/5 кеңсе қызметкері – бітті")
	if c := w.one(cs[1]); c.Step != 2 || c.Last().Act != intake.ActStep {
		t.Fatalf("step %d after the stamp", c.Step)
	}
	w.Has("✓ 1 кеңсе қызметкері", "Б. Нұрланов", "▸ 2 басшы")

	w.Wait(20 * time.Minute)
	w.Press("esc")
	w.Press("home", "space", "space", "space") // the three of them
	w.Press("f9")
	w.Has("3 іс", "(•) 2 басшы")
	w.Press("right", "f9")
	for _, c := range w.again(cs) {
		if c.Step != 4 {
			t.Errorf("%s: step %d", c.Number, c.Step)
		}
	}
	w.Has("4/5 қол қою")

	w.Press("home", "x", "down", "space", "down", "space")
	w.Has("белгіленді 3, оның ішінде бас тарту 1", "бас тарту")
	w.Press("f6")
	w.Has("№ 7 орта мектеп: 3 іс. Нәтиже 2, дәлелді бас тарту 1.")
	w.Press("f9")
	w.Has("Қайтару тізілімі № 1: 3 іс", "қайтару № 1")
	refused := 0
	for _, c := range w.again(cs) {
		if c.Return != 1 || c.Outcome == intake.NoOutcome {
			t.Errorf("%s: return %d, outcome %d", c.Number, c.Return, c.Outcome)
		}
		if c.Outcome == intake.ReasonedRefusal {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("%d refusals", refused)
	}
	w.Press("f6")
	w.Has("Қазір болмайды", "қайтару тізілімінде тұр")

	w.Press("6")
	w.Has("6 Белгілеу · Не қайтты?", "№ 1 қайтару тізілімі")
	w.Press("enter")
	w.Has("күтеміз 3 · келді 0", "Жетіспейді 3:", "Оразова")
	for _, c := range cs {
		w.Scan(c.Number.Barcode())
	}
	w.Has("күтеміз 3 · келді 3", "✓ Бәрі қайтты", "дәлелді бас тарту", "нәтиже қайтты", "бүгін берілетіні: 3")
	w.every(cs, intake.Marked)
	w.Press("f9")
	w.Has("Инспекторға берілді: 3", "инспекторда")
	w.every(cs, intake.Ready)
	w.Press("esc")
	w.HasNot("№ 1 қайтару тізілімі") // it came back whole
}

func TestSentBackAndCompleted(t *testing.T) {
	w := atOffice(t, trio.RU)
	cs := w.delivered(1, "school-7")
	w.show(newProvide(w.s))
	w.Press("f7")
	w.Has("на доработку не возвращалось")
	w.Press("f8", "f9")
	w.Has("Заполните")
	w.Type("нет подписи")
	w.Press("enter")
	w.Has("возвращено на доработку", "доработка")
	if c := w.one(cs[0]); c.SentBack != "нет подписи" {
		t.Fatalf("sent back: %q", c.SentBack)
	}
	w.Press("enter")
	w.Has("Возвращено на доработку: нет подписи")
	w.Press("f9")
	w.Has("Сейчас нельзя", "на доработке")
	w.Wait(2 * time.Hour)
	w.Press("c")
	c := w.one(cs[0])
	if c.SentBack != "" || !c.StepSince.After(cs[0].StepSince) {
		t.Fatalf("after completion: %q since %s", c.SentBack, c.StepSince)
	}
	w.Has("дополнено")
	w.Press("u")
	w.Has("отменено — дополнено")
	if c := w.one(cs[0]); c.SentBack == "" || !c.StepSince.Equal(cs[0].StepSince) {
		t.Error("the undo did not restore what was")
	}
	w.Press("u", "u")
	w.Has("последнее действие — доставлено в канцелярию")
	if c := w.one(cs[0]); !c.Arrived || c.SentBack != "" {
		t.Error("an arrival was taken back here")
	}
}

func TestLateStepsAreShown(t *testing.T) {
	w := atOffice(t, trio.EN)
	old := w.delivered(2, "school-7")
	w.at("2015-03-02T11:00:00+05:00")
	fresh := w.delivered(1, "school-21")
	road := w.accept(1, "school-3")
	w.handed(road)
	w.gone("school-3")
	w.handed(w.accept(1, "school-1"))
	w.packed("school-1")
	w.show(newProvide(w.s))
	w.Has("4 in all", "! 2 late", "1 end today", "1 on the road", "on the road")
	w.HasNot("№ 1 ")
	rows := strings.Split(w.Frame(), "\n")
	if !strings.Contains(rows[6], string(old[0].Number)) && !strings.Contains(rows[6], string(old[1].Number)) || !strings.HasSuffix(rows[6], "!") {
		t.Errorf("the first row is not the earliest, late one: %q", rows[6])
	}
	w.Press("f5")
	w.Has("late only", string(old[0].Number), string(old[1].Number))
	w.HasNot(string(fresh[0].Number), string(road[0].Number))
	w.Press("f5", "right")
	w.Has("Secondary school No 7", "2 in all")
	w.HasNot(string(fresh[0].Number))
	w.Press("right")
	w.Has("Secondary school No 21", "1 in all", "0 late", string(fresh[0].Number))
	w.Press("left", "left", "enter")
	w.Has("all providers", "today 10:00 → 10:15  late")
	w.Press("f9")
	w.Has("A step is done")
	w.Press("esc")
	// A case on the road has no step to stamp, and a scan of one still here
	// says where it is.
	w.Scan(road[0].Number.Barcode())
	w.Has("Not at the chancellery yet")
	w.Press("f9")
	w.Has("Not now", "the provider does not have it yet")
	w.Scan("042150302000012")
}

func TestStampByTheProvidersClock(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs := w.delivered(1, "school-7")
	w.at("2015-03-03T12:00:00+05:00")
	w.show(newProvide(w.s))
	w.Layout = "kz_basic"
	w.Press("f9", "tab")
	w.Has("03.03.2015")
	for range 8 {
		w.Press("backspace")
	}
	w.Press("0", "2", "0", "3")
	w.Has("02.03.2015")
	w.Press("tab")
	for range 5 {
		w.Press("backspace")
	}
	w.Press("0", "9", "0", "0", "f9")
	w.Has("одан ерте бола алмайды")
	for range 4 {
		w.Press("backspace")
	}
	w.Press("1", "6", "2", "0", "tab")
	w.Type("телефонмен")
	w.Press("f9")
	c := w.one(cs[0])
	if c.Step != 3 || c.StepSince.Format("02.01 15:04") != "02.03 16:20" || c.Last().Note != "телефонмен" {
		t.Fatalf("step %d since %s, note %q\n%s", c.Step, c.StepSince, c.Last().Note, w.Frame())
	}
	w.Press("enter")
	w.Has("✓ 2 басшы", "кеше 16:20", "▸ 3 жауапты орындаушы", "29 күнтізбелік күн")
	w.Press("d")
	w.Has("Мерзім қалай есептелді")
}

func TestAStaleRowIsNotStamped(t *testing.T) {
	w := atOffice(t, trio.KK)
	cs := w.delivered(1, "school-7")
	w.show(newProvide(w.s))
	_, err := w.s.Office.Stamp(background, w.s.By(), cs[0].ID, 2, w.s.Now(), "")
	w.fatal(err)
	w.Press("f9", "f9")
	w.Has("Іс осы арада өзгерді")
	if c := w.one(cs[0]); c.Step != 3 {
		t.Errorf("step %d", c.Step)
	}
}

// Two providers' results are two return registries, made by one act.
func TestGiveBackOfTwoProviders(t *testing.T) {
	w := atOffice(t, trio.KK)
	a, b := w.delivered(2, "school-7"), w.delivered(1, "school-21")
	w.show(newProvide(w.s))
	w.Press("home", "space", "space", "space", "f6")
	w.Has("№ 7 орта мектеп: 2 іс", "№ 21 орта мектеп: 1 іс")
	w.Press("enter") // the harmless answer
	if w.one(a[0]).Return != 0 {
		t.Fatal("Enter gave back")
	}
	w.Press("f6", "f9")
	w.Has("Қайтару тізілімі № 1, 2: 3 іс")
	a, b = w.again(a), w.again(b)
	if a[0].Return == 0 || a[0].Return != a[1].Return || b[0].Return == 0 || b[0].Return == a[0].Return {
		t.Errorf("return registries %d %d %d", a[0].Return, a[1].Return, b[0].Return)
	}
}

// A list of many pages is whole from both ends, with what has not left in it
// passed over, and with the late ones only.
func TestEveryAwayCaseIsReached(t *testing.T) {
	w := atOffice(t, trio.KK)
	for range 3 {
		w.delivered(35, "school-7")
		w.handed(w.accept(7, "school-1"))
		w.packed("school-1")
		w.clock.Set(w.clock.Now().Add(time.Hour))
	}
	fresh := w.delivered(20, "school-21")
	p := newProvide(w.s).(*provide)
	w.show(p)
	seen := func(step string) map[uuid.UUID]bool {
		out := map[uuid.UUID]bool{}
		for last := uuid.Nil; ; {
			r, _ := p.selected()
			if r.ID == last {
				return out
			}
			out[r.ID], last = true, r.ID
			w.Press(step)
		}
	}
	if down := seen("down"); len(down) != 125 {
		t.Errorf("%d rows on the way down", len(down))
	}
	w.Press("home", "end")
	if r, _ := p.selected(); r.ID != fresh[19].ID {
		t.Errorf("the end is %s", r.Number)
	}
	if up := seen("up"); len(up) != 125 {
		t.Errorf("%d rows on the way up", len(up))
	}
	w.Press("f5")
	w.Has("кешіккен 105")
	if late := seen("down"); len(late) != 105 || late[fresh[0].ID] {
		t.Errorf("%d late rows", len(late))
	}
	w.Press("home", "end")
	if up := seen("up"); len(up) != 105 {
		t.Errorf("%d late rows on the way up", len(up))
	}
	// A case far down the list is shown alone; Esc brings the list back.
	w.Press("f5")
	w.Scan(fresh[19].Number.Barcode())
	w.Has("сканерленген іс", string(fresh[19].Number), "1/5 кеңсе")
	w.Press("esc")
	w.HasNot("сканерленген іс")
	w.Has("барлығы 125")
}

func TestTypedDayAndTime(t *testing.T) {
	now := must(time.Parse(time.RFC3339, "2015-03-02T10:00:00+05:00"))
	for in, want := range map[string]string{
		"0203": "2015-03-02", "020315": "2015-03-02", "02032015": "2015-03-02", "қібі": "", "3102": "", "": "", "29022015": "", "қәқі": "2015-03-02",
	} {
		got, ok := dayTyped(in, now)
		if ok != (want != "") || ok && got.Format("2006-01-02") != want {
			t.Errorf("day %q is %s, %v", in, got, ok)
		}
	}
	for in, want := range map[string]time.Duration{
		"1620": 16*time.Hour + 20*time.Minute, "16:20": 16*time.Hour + 20*time.Minute, "920": 9*time.Hour + 20*time.Minute,
		"0000": 0, "2400": -1, "1260": -1, "9": -1, "": -1, "12a0": -1, "\"ңәқ": 14*time.Hour + 20*time.Minute, "\"әққ": 12 * time.Hour,
	} {
		got, ok := clockTyped(in)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("time %q is %s, %v", in, got, ok)
		}
	}
}

// The steps are read from the history: a stamp ends those before it, an undo
// brings them back, a completion begins the step anew.
func TestStepsFromHistory(t *testing.T) {
	w := atOffice(t, trio.KK)
	c := w.delivered(1, "school-7")[0]
	at := func(s string) time.Time { w.at("2015-03-02T" + s + ":00+05:00"); return w.s.Now() }
	stamp := func(step int, s string) {
		t.Helper()
		now := at(s)
		_, err := w.s.Office.Stamp(background, w.s.By(), c.ID, step, now, "")
		w.fatal(err)
	}
	read := func() []stepLine { return stepsOf(w.s.Office, w.one(c)).lines }
	ended := func(lines []stepLine) (out string) {
		for _, l := range lines {
			switch {
			case !l.ended.IsZero():
				out += l.ended.Format("15:04")
			case l.now:
				out += "now"
			default:
				out += "-"
			}
			if l.late {
				out += "!"
			}
			out += " "
		}
		return out
	}
	stamp(2, "10:12")
	if got := ended(read()); got != "10:00 10:12 now - - " {
		t.Errorf("after the head: %s", got)
	}
	stamp(4, "12:30")
	if got := ended(read()); got != "10:00 10:12 12:30 12:30 now " {
		t.Errorf("after the signature: %s", got)
	}
	_, err := w.s.Office.Undo(background, w.s.By(), w.one(c), "")
	w.fatal(err)
	if got := ended(read()); got != "10:00 10:12 now - - " {
		t.Errorf("after the undo: %s", got)
	}
	_, err = w.s.Office.SendBack(background, w.s.By(), c.ID, "?")
	w.fatal(err)
	again := at("15:00")
	_, err = w.s.Office.Complete(background, w.s.By(), c.ID, again)
	w.fatal(err)
	if l := read()[2]; l.since.Format("15:04") != "15:00" || !l.now {
		t.Errorf("after the completion: since %s", l.since)
	}
	w.at("2015-05-04T10:00:00+05:00")
	if got := ended(read()); got != "10:00 10:12 now! - - " {
		t.Errorf("two months later: %s", got)
	}
}

// Both screens speak another language at once, their rows and lines too.
func TestStationsChangeLanguage(t *testing.T) {
	w := atOffice(t, trio.KK)
	w.delivered(2, "school-7")
	cs, _ := w.given(2, "school-7")
	w.show(newProvide(w.s))
	w.Has("1/5 кеңсе", "қайтару № 1")
	w.Press("f2")
	w.Has("5 Дела у услугодателей", "1/5 канцел.", "возврат № 1", "сег. 10:15", "Дубликат")
	w.HasNot("қайтару")
	w.Press("6", "enter")
	w.Scan(cs[0].Number.Barcode())
	w.Press("f2")
	w.Has("return registry No 1", "back: a result", "1 missing:")
	w.Press("esc")
	w.Has("What came back?", "no list, from any provider")
}

func TestProvideFrames(t *testing.T) {
	for _, l := range trio.Langs() {
		w := atOffice(t, l)
		w.delivered(5, "school-7")
		w.at("2015-03-02T11:00:00+05:00")
		cs := w.delivered(4, "school-21")
		_, err := w.s.Office.Stamp(background, w.s.By(), cs[1].ID, 2, w.s.Now(), "")
		w.fatal(err)
		_, err = w.s.Office.SendBack(background, w.s.By(), cs[2].ID, "өтініште қол жоқ")
		w.fatal(err)
		w.handed(w.accept(2, "school-3"))
		w.gone("school-3")
		w.show(newProvide(w.s))
		for _, size := range [][2]int{{80, 24}, {132, 43}} {
			w.Resize(size[0], size[1])
			w.Golden("p5_list", l)
			w.Scan(cs[1].Number.Barcode())
			w.Golden("p5_steps", l)
			w.Press("f9")
			w.Golden("p5_stamp", l)
			w.Press("esc", "x", "f6")
			w.Golden("p5_give", l)
			w.Press("esc", "x", "space", "esc", "home")
		}
		w.Sizes(nil)
		w.Press("enter")
		w.Sizes(nil)
		tuitest.NoClash(t, (&provide{Session: w.s, grid: newProvide(w.s).(*provide).grid}).Keys())
	}
}
