package tui

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// A form half filled in, the line cut, a new session on the same store: the
// draft is offered first, goes on where it was, and is accepted.
func TestCutLineLosesNothing(t *testing.T) {
	p, s, c := counter(t, trio.KK)
	p.Press("1", "3")
	p.Type(manIIN)
	p.Type("Серіков")
	p.Press("tab")
	p.Type("Дәу")
	// Nothing is said to the program: it is simply gone.
	s = NewSession(context.Background(), Options{Office: s.Office, Actor: s.Actor, Lang: trio.KK})
	p = open(t, s, c, 80, 24)
	c.Forward(2 * time.Minute)
	p.Press("1")
	p.Has("Аяқталмаған өтініштер", "Серіков Дәу", "Телнұсқа", "құжат жетіспейді", "бүгін 10:00")
	p.Press("enter")
	p.Has("Тегі          Серіков", "Аты  Дәу", "✓ 01.01.1990, ер", "02:")
	// The focus stands on what is wanted first: the consent.
	p.Press("space", "shift+tab", "shift+tab", "shift+tab")
	p.Type("рен")
	p.Press("f4", "f9") // leads to the provider
	p.Type("21")
	p.Press("f9")
	k := oneCase(t, s)
	if k.Stage != intake.Accepted || k.Recipient.Given != "Дәурен" || k.Provider != "school-21" {
		t.Errorf("accepted %+v", k)
	}
	if d := drafts(t, s); len(d) != 0 {
		t.Errorf("%d drafts are left", len(d))
	}
}

func TestDraftsAreDroppedOnlyWhenToldTwice(t *testing.T) {
	p, s, c := counter(t, trio.RU)
	p.Press("1", "3")
	p.Type(manIIN)
	p.Type("Сериков")
	p.Press("esc")
	p.Has("Черновик сохранён")
	c.Forward(time.Minute)
	p.Press("1", "n", "1")
	p.Type(womanIIN)
	p.Type("Оразова")
	p.Press("esc", "1")
	p.Has("Недописанные заявления", "Сериков", "Оразова", "Очередь в сад")
	p.Press("down", "delete") // the one touched last stands first
	p.Has("Удалить черновик", "Введённое не вернуть")
	p.Press("enter")
	if d := drafts(t, s); len(d) != 2 {
		t.Fatalf("Enter dropped a draft: %d", len(d))
	}
	p.Press("delete", "left", "enter")
	if d := drafts(t, s); len(d) != 1 || d[0].App.Recipient.IIN != womanIIN {
		t.Fatalf("drafts %+v", d)
	}
	p.HasNot("Сериков")
	p.Has("Оразова")
	// Written again since it was shown: it is not the one that was looked at.
	c.Forward(time.Minute)
	d := drafts(t, s)[0]
	if err := s.Office.SaveDraft(context.Background(), s.By(), d.App); err != nil {
		t.Fatal(err)
	}
	p.Press("delete", "left", "enter")
	p.Has("Дело тем временем изменилось")
	if d := drafts(t, s); len(d) != 1 {
		t.Error("a draft saved meanwhile was dropped")
	}
}

// The newest state of the draft wins whatever order the writes come in, and
// what is no longer the newest is not written at all.
func TestNewestDraftWins(t *testing.T) {
	s, _ := newTestOffice(t, trio.KK, intake.Operator)
	app := must(s.Office.Blank("duplicate"))
	var v saver
	var writes []tea.Cmd
	for _, name := range []string{"С", "Се", "Сер"} {
		app.Recipient.Surname = name
		writes = append(writes, v.save(s, nil, app))
	}
	writes[2]()
	if m, ok := writes[0]().(answerMsg); !ok || m.msg != nil {
		t.Errorf("an old state was written: %+v", m)
	}
	writes[1]()
	if d := drafts(t, s); len(d) != 1 || d[0].App.Recipient.Surname != "Сер" {
		t.Errorf("drafts %+v", d)
	}
}

func TestDraftThatCannotBeWrittenIsSaidAndTriedAgain(t *testing.T) {
	p, s, c := counter(t, trio.KK)
	p.Press("1", "3")
	f := pushed[*application](t, p, s)
	p.Type("9")
	c.Forward(0)
	f.Update(Failed{Topic: "draft", Err: errors.New("disk")})
	p.Has("! жоба сақталмады")
	p.Wait(6 * time.Second)
	p.HasNot("жоба сақталмады")
	p.Has("жоба сақталды 10:00")
}

func TestIINUnderEveryLayout(t *testing.T) {
	for _, layout := range layoutsAll {
		p, s, _ := counter(t, trio.KK)
		p.Layout = layout
		p.Press("1", "3")
		for _, r := range manIIN {
			p.Press(string(r))
		}
		p.Has("ЖСН           " + manIIN + " ✓ 01.01.1990, ер")
		p.Layout = ""
		names(p)
		p.Layout = layout
		p.Press("tab", "space", "tab", "tab", "7")
		p.Has("‹ № 7 орта мектеп ›")
		p.Press("tab", "tab", "space", "2") // two sheets of the first paper
		p.Press("f4", "f9")
		if k := oneCase(t, s); k.Papers[0].Sheets != 2 {
			t.Errorf("%q: papers %+v", layout, k.Papers)
		}
	}
}

var layoutsAll = []string{"", "kz_basic", "kz_ruskaz", "kz_kazrus", "ru_winkeys", "ru_legacy"}

func TestClockRunsAgainstFifteenMinutes(t *testing.T) {
	p, _, c := counter(t, trio.RU)
	p.Press("1", "3")
	p.Wait(3*time.Minute + 12*time.Second - 300*time.Millisecond)
	p.Has("03:12 / 15 мин")
	p.HasNot("! 03:12")
	p.Wait(12 * time.Minute)
	p.Has("! 15:12 / 15 мин")
	c.Forward(26 * time.Hour)
	p.Has("! 99:59+ / 15 мин")
}

func TestScansDoNotFallIntoFields(t *testing.T) {
	for _, layout := range layoutsAll {
		p, s, _ := counter(t, trio.RU)
		must(s.Office.Accept(context.Background(), s.By(), caseApp(t, s.Office, 1)))
		k := casesNamed(t, s, "Оразова")[0]
		p.Press("1", "3", "tab", "tab") // to the surname
		p.Type("Сери")
		p.Layout = layout
		p.Scan(k.Number.Barcode())
		p.Has("Сери_", k.Number.String()+": принято", "Фамилия       Сери")
		p.Scan(manIIN)
		p.Has("ИИН           "+manIIN, "ИИН прочитан с документа", "Сери")
		p.Scan(manIIN)
		p.Has("=")
		p.Scan(womanIIN)
		p.Has("другой ИИН: сначала сотрите")
		p.Scan("900101300018")
		p.HasNot("900101300018 ✓")
		d := drafts(t, s)
		if len(d) != 1 || d[0].App.Recipient.IIN != manIIN || d[0].App.Recipient.Surname != "Сери" {
			t.Errorf("%q: draft %+v", layout, d)
		}
	}
}

func TestOverrideNeedsAReason(t *testing.T) {
	p, s, _ := counter(t, trio.KK)
	house(t, s)
	p.Press("1", "3", "f6")
	p.Has("Қазір болмайды: ЖСН-ді растау")
	p.Type("900101300018")
	p.Has("└ ! ЖСН: бақылау цифры сәйкес емес", "F6 ЖСН осылай")
	p.Press("f6")
	p.Has("ЖСН-ді осылай қабылдау")
	p.Press("enter")
	p.Has("Толтырыңыз")
	p.Type("куәлікте осылай")
	p.Press("enter")
	p.Has("Бақылау саны қате ЖСН қабылданады")
	vouch(p, "super1", account.TrainingPassword)
	p.Has("! расталды: куәлікте осылай", "▸Тегі")
	names(p)
	p.Press("tab", "space", "tab", "tab")
	p.Type("7")
	p.Press("f4", "f9")
	k := oneCase(t, s)
	if k.Recipient.Override != "куәлікте осылай" || k.Recipient.IIN != "900101300018" || k.Last().Second != "super1" {
		t.Errorf("accepted %+v", k.Recipient)
	}
	// The next time nobody asks the reason again; a second person vouches anew.
	p.Press("esc", "1", "3")
	p.Type("900101300018")
	p.Has("! расталды: куәлікте осылай", "Серіков")
	p.HasNot("Себебі")
}

func TestMendOffersTheRightLetters(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	p.Press("1", "3", "f5")
	p.Has("Сейчас нельзя: в имени нечего исправлять")
	p.Type(manIIN)
	p.Type("Cериков") // the first letter is Latin
	p.Press("tab")
	p.Has("латинские буквы среди кириллицы", "исправить на «Сериков»", "F5")
	p.Press("f5")
	p.HasNot("латинские буквы")
	if d := drafts(t, s); d[0].App.Recipient.Surname != "Сериков" {
		t.Errorf("surname %q", d[0].App.Recipient.Surname)
	}
}

// The queue for a kindergarten by a proxy whose deed is notarised, with a
// certificate of work that has run out, then a good one.
func TestQueueByANotarisedProxy(t *testing.T) {
	p, s, _ := counter(t, trio.KK)
	p.Press("1", "1", "tab", "space") // a newborn: no number yet
	p.Press("tab")
	p.Type("Серіков")
	p.Press("tab")
	p.Type("Алан")
	p.Press("tab", "tab", "tab", "space", "tab", "space") // consent, representative
	p.Press("tab", "right", "right", "right")             // a notarised proxy
	p.Has("нотариалды сенімхат", "Сенімхат №")
	p.Press("tab")
	p.Type(womanIIN)
	p.Type("Оразова")
	p.Press("tab")
	p.Type("Мөлдір")
	p.Press("tab", "tab", "tab")
	p.Type("17")
	p.Press("tab")
	p.Type("20.02.2015")
	p.Press("tab")
	p.Type("Т. Ахметова")
	p.Press("tab") // the only provider is chosen
	p.Has("Қалалық білім бөлімі")
	p.Press("space") // a benefit by work
	p.Press("f4")    // leads to the date of the certificate
	p.Has("▸Берілген күні")
	p.Type("15012015")
	p.Has("└ ! мерзімі 16.02.2015 өткен")
	p.Press("f9")
	p.Has("1 құжат жетіспейді", "▸ [x] Жұмыс орнынан анықтама")
	p.Press("tab")
	for range 8 {
		p.Press("backspace")
	}
	p.Type("20.02.2015")
	p.Has("Топтама толық")
	p.Press("f9")
	k := oneCase(t, s)
	if k.Queue != 1 || k.Agent == nil || k.Agent.Kind != intake.ProxyNotary || k.Agent.DeedNumber != "17" || k.Agent.Person.IIN != womanIIN || !k.Recipient.NoIIN {
		t.Fatalf("accepted %+v %+v", k, k.Agent)
	}
	if got := k.Agent.DeedDate.String(); got != "2015-02-20" {
		t.Errorf("deed of %s", got)
	}
	p.Has("Кезектегі нөмірі 1", "Оразова Мөлдір")
}

func TestDuplicateOpenIsWarnedOf(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	fillDuplicate(p)
	p.Press("f9")
	k := oneCase(t, s)
	p.Press("enter")
	p.Type(manIIN)
	p.Has("! У этого человека уже есть открытое дело", k.Number.String())
	p.Press("f7")
	p.Has("Открытые дела", k.Number.String()+" · Дубликат · принято", "Не хватает документов")
	p.Press("esc")
	// Another number in the field takes back what the first one filled in.
	p.Press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
	for range 12 {
		p.Press("backspace")
	}
	p.HasNot("Серіков", "открытое дело")
	p.Type(womanIIN)
	p.HasNot("Серіков")
	p.Has("▸Фамилия")
}

func TestRepealIsOnTheScreens(t *testing.T) {
	p, _, c := counter(t, trio.RU)
	c.Set("2016-03-02T10:00:00+05:00")
	p.Press("1")
	p.Has("! регламент утратил силу")
	p.Press("3")
	p.Has("! утратил силу 21.07.2015", "! Регламент утратил силу 21.07.2015")
	p.Type(manIIN)
	names(p)
	p.Press("tab", "space", "tab", "tab")
	p.Type("7")
	p.Press("f4", "f9")
	p.Has("! регламент утратил силу 21.07.2015", "042-160302-000001")
}

// Keys that come before the drafts are read are not lost.
func TestEarlyKeysAreKept(t *testing.T) {
	p, _, _ := counter(t, trio.KK)
	p.Hold()
	p.Press("1", "3")
	p.Release()
	p.Has("1 Тексеру · Негізгі орта")
}

// pushed is the screen on top.
func pushed[T Screen](t *testing.T, p *tuitest.Pump, s *Session) T {
	t.Helper()
	var top Screen
	s.effect(func(a *App) tea.Cmd { top = a.top(); return nil })
	p.Send(nil)
	got, ok := top.(T)
	if !ok {
		t.Fatalf("on top is %T", top)
	}
	return got
}

// An acceptance whose answer did not come is sent again as it was: one case.
func TestAcceptanceWithoutAnswerIsNotDoubled(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	app := caseApp(t, s.Office, 7)
	f := must(newApplication(s, app, true)).(*application)
	first := f.accept()().(answerMsg).msg.(accepted)
	f.Update(Failed{Topic: "accept", Err: context.DeadlineExceeded})
	c.Forward(time.Minute)
	again := f.accept()().(answerMsg).msg.(accepted)
	if first.c.Number != again.c.Number || len(casesNamed(t, s, "Серіков")) != 1 {
		t.Errorf("%s became %s", first.c.Number, again.c.Number)
	}
	// A certain failure is another matter: the next try is an act of its own.
	f.Update(Failed{Topic: "accept", Err: errors.New("full")})
	if f.tried != nil {
		t.Error("the act of a certain failure is kept")
	}
}

func TestIdentityCardScannedOnATick(t *testing.T) {
	p, _, _ := counter(t, trio.KK)
	p.Press("1", "3", "tab", "tab", "tab", "tab", "tab", "tab") // to the consent: no text field
	p.Has("▸[ ] Мәліметке")
	p.Layout = "kz_basic"
	p.Scan(womanIIN)
	p.Has("ЖСН           "+womanIIN+" ✓ 01.01.1990, әйел", "▸Тегі")
}
