package tui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/tuitest"
)

// The people of these tests: invented, with numbers whose check digit holds.
const (
	manIIN   = "900101300017"
	womanIIN = "900101400013"
)

// counter is an operator's session on an empty office, driven by keys.
func counter(t *testing.T, l trio.Lang) (*tuitest.Pump, *Session, *clock) {
	t.Helper()
	s, c := newTestOffice(t, l, intake.Operator)
	return open(t, s, c, 80, 24), s, c
}

// casesNamed reads the cases of people so named, oldest first.
func casesNamed(t *testing.T, s *Session, name string) []*intake.Case {
	t.Helper()
	found, err := s.Office.Find(context.Background(), name, 50)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(found)
	return found
}

func oneCase(t *testing.T, s *Session) *intake.Case {
	t.Helper()
	found := casesNamed(t, s, "Серіков")
	if len(found) != 1 {
		t.Fatalf("%d cases, one is expected", len(found))
	}
	return found[0]
}

func drafts(t *testing.T, s *Session) []intake.Draft {
	t.Helper()
	d, err := s.Office.DraftsOf(context.Background(), s.Actor.Code)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// names types a newcomer's names and telephone, the focus being on the surname.
func names(p *tuitest.Pump) {
	for i, v := range []string{"Серіков", "Дәурен", "Болатұлы", "77010000000"} {
		if i > 0 {
			p.Press("tab")
		}
		p.Type(v)
	}
}

// fillDuplicate fills a newcomer's duplicate application in, from home.
func fillDuplicate(p *tuitest.Pump) {
	p.Press("1", "3")
	p.Type(manIIN)
	names(p)
	p.Press("tab", "space", "tab", "tab") // consent, past the representative, to the provider
	p.Type("7")
	p.Press("f4")
}

func TestNewApplicationTakesFewKeys(t *testing.T) {
	for _, l := range trio.Langs() {
		t.Run(string(l), func(t *testing.T) {
			p, s, _ := counter(t, l)
			fillDuplicate(p)
			p.Press("f9")
			others := p.Presses - p.Letters
			t.Logf("a newcomer's complete duplicate application: %d key presses besides %d letters and digits", others, p.Letters)
			if others > 40 {
				t.Errorf("%d key presses, 40 are allowed", others)
			}
			c := oneCase(t, s)
			if c.Stage != intake.Accepted || c.Provider != "school-7" || c.Recipient.IIN != manIIN || !c.Consent || c.Ground != "lost" || len(c.Papers) != 2 {
				t.Errorf("accepted %+v", c)
			}
			if d := drafts(t, s); len(d) != 0 {
				t.Errorf("%d drafts are left", len(d))
			}
			p.Has(c.Number.String())
			if day := s.Words.DayFull(c.Come).String(); !strings.Contains(p.Frame(), day) {
				t.Errorf("the receipt does not say %q:\n%s", day, p.Frame())
			}
		})
	}
}

func TestReturningApplicationTakesFewKeys(t *testing.T) {
	p, s, c := counter(t, trio.RU)
	fillDuplicate(p)
	p.Press("f9", "esc")
	c.Forward(24 * time.Hour)
	// Another session of another day: nothing is remembered but the person.
	s = NewSession(context.Background(), Options{Office: s.Office, Actor: s.Actor, Lang: trio.RU})
	p = open(t, s, c, 80, 24)
	p.Press("1", "1") // the queue this time: nobody has an open case for it
	p.Type(womanIIN)
	p.Press("esc", "1", "n")
	p.Presses, p.Letters = 0, 0

	p.Press("esc", "1", "n", "3")
	p.Presses -= 2 // home and the draft above are not of this application
	p.Type(manIIN)
	p.Has("✓ 01.01.1990, муж · визит 02.03.2015: Дубликат", "Серіков", "Дәурен", "Болатұлы", "77010000000")
	p.Press("space") // the focus went to what is wanted first: the consent
	p.Press("f4", "f9")
	t.Logf("a returning recipient's complete duplicate application: %d key presses, the 12 digits among them", p.Presses)
	if p.Presses > 25 {
		t.Errorf("%d key presses, 25 are allowed", p.Presses)
	}
	got := casesNamed(t, s, "Серіков")
	if len(got) != 2 || got[1].Stage != intake.Accepted || got[1].Recipient.Phone != "77010000000" || got[1].Provider != "school-7" {
		t.Fatalf("cases %+v", got)
	}
	if got[0].RecipientID != got[1].RecipientID {
		t.Error("one person became two")
	}
	p.Has(got[1].Number.String())
}

// The provider is not known from before when the person's cases are closed:
// then it costs the longest way, and it still is under the limit.
func TestReturningWithoutAProviderKnown(t *testing.T) {
	p, s, c := counter(t, trio.KK)
	fillDuplicate(p)
	p.Press("f9")
	must(s.Office.Withdraw(context.Background(), s.By(), oneCase(t, s).ID, "өзі сұрады"))
	s = NewSession(context.Background(), Options{Office: s.Office, Actor: s.Actor, Lang: trio.KK})
	p = open(t, s, c, 80, 24)
	p.Press("1", "3")
	p.Type(manIIN)
	p.Press("space", "tab", "tab")
	p.Type("12")
	p.Press("f4", "f9")
	t.Logf("with the provider chosen anew: %d key presses", p.Presses)
	if got := casesNamed(t, s, "Серіков"); len(got) != 2 || got[1].Provider != "school-12" {
		t.Fatalf("cases %+v", got)
	}
	if p.Presses > 25 {
		t.Errorf("%d key presses, 25 are allowed", p.Presses)
	}
}

func TestAcceptPointsAtTheFirstBadField(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	p.Press("1", "3")
	p.Press("f9")
	p.Has("Сейчас нельзя: Введите ИИН", "└ ! Введите ИИН или")
	p.Type("900101300018")
	p.Has("└ ! ИИН: контрольная цифра не сходится")
	p.Press("backspace")
	p.Type("7")
	p.HasNot("└ !")
	p.Type("Сериков2")
	p.Press("tab")
	p.Has("└ ! Проверьте имя: в", "имени цифры.")
	p.Press("f9") // the focus goes back to the surname
	p.Press("backspace", "tab")
	p.Type("Даурен")
	p.Press("f9")
	p.Has("└ ! Получите согласие", "▸[ ] Согласие на сведения")
	p.Press("space", "f9")
	p.Has("▸Услугодатель", "└ ! Выберите услугодателя")
	p.Type("12")
	p.HasNot("└ !")
	p.Press("f9")
	p.Has("не хватает документов", "▸ [ ] Заявление в произвольной форме")
	p.Press("f8")
	p.Has("Выдать расписку об отказе")
	p.Press("esc")
	p.Press("f4", "f8")
	p.Has("отказать не в чем")
	p.Press("f9")
	if c := casesNamed(t, s, "Сериков"); len(c) != 1 || c[0].Provider != "school-12" {
		t.Errorf("cases %+v", c)
	}
}

func TestRefusalIsRememberedAndOpensOnWhatWasMissing(t *testing.T) {
	p, s, c := counter(t, trio.KK)
	p.Press("1", "3")
	p.Type(manIIN)
	names(p)
	p.Press("tab", "space", "tab", "tab")
	p.Type("7")
	p.Press("tab", "right") // the document is damaged: its original is wanted
	p.Press("f4")
	p.Has("Топтама толық")
	p.Press("tab", "down", "down", "down", "space") // the original is not here after all
	p.Has("Толық емес: 1 құжат жетіспейді", "└ себебі: Құжат бүлінген")
	p.Press("f8")
	p.Has("Бас тарту қолхатын беру", "1. Бүлінген немесе бұрынғы тегі")
	p.Press("enter") // the harmless answer
	if got := casesNamed(t, s, "Серіков"); len(got) != 0 {
		t.Fatal("Enter refused the application")
	}
	p.Press("f8", "f8")
	k := oneCase(t, s)
	if k.Stage != intake.Refused || len(k.Missing) != 1 || k.Missing[0].Code != "original-certificate" {
		t.Fatalf("refused %+v", k)
	}
	p.Has(k.Number.String(), "Жетіспейді", "1. Бүлінген немесе", "— жоқ", "Серіков Дәурен Болатұлы")
	p.Press("esc")
	c.Forward(48 * time.Hour)

	p.Presses = 0
	p.Press("1", "3")
	p.Type(manIIN)
	p.Has("(•) Құжат бүлінген", "№ 7 орта мектеп", "└ ! өткенде жетіспеген", "▸ [ ] Бүлінген немесе бұрынғы", "өткенде жетіспеген 02.03.2015")
	p.Press("f4", "f9")
	p.Has("Құпия мәліметтерді") // the consent is asked for each time
	p.Press("space", "f9")
	got := casesNamed(t, s, "Серіков")
	if len(got) != 2 || got[1].Stage != intake.Accepted || got[1].Ground != "damaged" || len(got[1].Papers) != 3 {
		t.Fatalf("accepted %+v", got)
	}
}

// The same person brings the paper at once: the refusal's own screen goes on.
func TestRefusalGoesOnWithTheSamePerson(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	p.Press("1", "3")
	p.Type(manIIN)
	names(p)
	p.Press("f8", "f8")
	p.Has("отказано в приёме", "1. Заявление", "2. Документ, удостоверяющий личность")
	p.Press("a")
	p.Has("Серіков", "└ ! не хватало в прошлый раз", "▸ [ ] Заявление")
	p.Press("f4", "f9", "space", "f9")
	p.Type("7")
	p.Press("f9")
	if got := casesNamed(t, s, "Серіков"); len(got) != 2 || got[1].Stage != intake.Accepted {
		t.Fatalf("cases %+v\n%s", got, p.Frame())
	}
}

func TestTurnAwayIsRecordedAndSaysWhereToGo(t *testing.T) {
	p, s, _ := counter(t, trio.KK)
	p.Press("1")
	p.Has("Қандай қызмет керек?", "→ берушінің кеңсесі", "egov.kz порталы", "осында қабылданады")
	p.Press("5")
	p.Has("Адамды мына жерге жіберіңіз", "→ берушінің кеңсесі", "→ egov.kz порталы", "журналға жазылды, 10:00")
	var kept []intake.TurnAway
	err := s.Office.Ledger.View(context.Background(), func(tx *store.Tx) error {
		for t, err := range intake.TurnAways.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			kept = append(kept, *t)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != 1 || kept[0].Service != "school-enrolment" || kept[0].Reason != intake.ProblemNotAtCentre || kept[0].By != "op1" || kept[0].Window != 3 {
		t.Errorf("turn-aways %+v", kept)
	}
	p.Press("enter")
	p.Has("Қандай қызмет керек?")
}

func TestTakenBackOpensTheFormAgain(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	house(t, s)
	fillDuplicate(p)
	p.Press("f9")
	was := oneCase(t, s)
	p.Press("u")
	p.Has("Отменить приём", was.Number.String()+" будет аннулирован")
	p.Press("enter") // the harmless answer
	p.Press("u", "left", "enter")
	vouch(p, "super1", account.TrainingPassword)
	p.Has("аннулирован, заявление открыто снова", "Серіков", "№ 7", "Пакет полный")
	if c := must(s.Office.Case(context.Background(), was.ID)); c.Stage != intake.Annulled {
		t.Fatalf("the case is %v", c.Stage)
	}
	if d := drafts(t, s); len(d) != 1 || d[0].App.Recipient.IIN != manIIN {
		t.Errorf("drafts %+v", d)
	}
	p.Press("f9")
	got := casesNamed(t, s, "Серіков")
	if len(got) != 2 || got[1].Number == was.Number || got[1].Stage != intake.Accepted {
		t.Fatalf("cases %+v", got)
	}
	// What moved on cannot be taken back here: the key says why.
	must(s.Office.Give(context.Background(), caseBy(s.Office, intake.Operator), one(got[1].ID), "sector1", nil))
	must(s.Office.Receive(context.Background(), caseBy(s.Office, intake.Sector), got[1].ID))
	p.Send(Changed{})
	p.Press("u")
	p.Has("Сейчас нельзя:")
	if c := must(s.Office.Case(context.Background(), got[1].ID)); c.Stage != intake.Handed {
		t.Errorf("the case is %v", c.Stage)
	}
}

func one[T any](v T) []T { return []T{v} }

func TestNextPersonStartsWithTheSameService(t *testing.T) {
	p, _, _ := counter(t, trio.KK)
	fillDuplicate(p)
	p.Press("f9", "enter")
	p.Has("1 Тексеру · Негізгі орта", "▸ЖСН", "‹ № 7 орта мектеп ›", "алдыңғыдай", "00:00 / 15 мин")
	p.Press("esc")
	p.Press("1")
	p.Has("▸ 3  Телнұсқа") // the service used last is offered first
	p.Press("enter")
	p.Has("1 Тексеру · Негізгі орта")
}
