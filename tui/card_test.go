package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func TestCardFrames(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	p := open(t, s, c, 80, 24)
	for _, x := range []struct {
		name  string
		stage intake.Stage
		ok    func(*intake.Case) bool
	}{
		{"card_accepted", intake.Accepted, nil},
		{"card_out", intake.Out, func(k *intake.Case) bool { return k.Step > 2 && k.SentBack == "" }},
		{"card_sentback", intake.Out, func(k *intake.Case) bool { return k.SentBack != "" }},
		{"card_refused", intake.Refused, nil},
		{"card_ready", intake.Ready, func(k *intake.Case) bool { return k.Outcome == intake.ReasonedRefusal }},
		{"card_archived", intake.Archived, nil},
	} {
		p.Scan(caseIn(t, s.Office, x.stage, x.ok).Number.Barcode())
		caseFrames(p, s, x.name)
		caseSizes(p)
		p.Press("esc")
	}
	p.Scan(caseIn(t, s.Office, intake.Out, func(k *intake.Case) bool { return k.Step > 2 }).Number.Barcode())
	for i := 0; i < 3; i++ { // through the languages and back
		p.Frame() // a terminal draws after every key
		p.Press("end")
		p.Golden("card_end", s.Lang)
		p.Press("f2")
	}
	p.Press("f5")
	caseFrames(p, s, "card_dates")
	caseSizes(p)
	p.Press("end", "esc", "esc")
	p.Has("▐3 Тапсыру▌")
}

// What cannot be done now says why, and nothing is written.
func TestCardKeysSayWhy(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	refused, accepted := caseAt(t, s.Office, intake.Refused, 1), caseAt(t, s.Office, intake.Accepted, 2)
	p := open(t, s, c, 80, 24)
	p.Scan(refused.Number.Barcode())
	tuitest.NoClash(t, p.Model().(*App).Keys())
	for key, why := range map[string]string{
		"f9": "Сейчас нельзя: не готово к выдаче", "f5": "сроков нет", "f8": "Сейчас нельзя: дело закончено",
	} {
		p.Press(key)
		p.Has(why)
	}
	p.Press("esc")
	p.Scan(accepted.Number.Barcode())
	p.Press("f9")
	p.Has("Сейчас нельзя: не готово к выдаче")
	for _, k := range []*intake.Case{refused, accepted} {
		if now := must(s.Office.Case(context.Background(), k.ID)); now.Version() != k.Version() {
			t.Errorf("%s moved to %v", k.Number, now.Stage)
		}
	}
}

// Undo: one's own act of today at once; another's is refused, and a
// supervisor does it with a reason.
func TestCardUndo(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	k := caseAt(t, s.Office, intake.Issued, 3)
	read := func() *intake.Case { return must(s.Office.Case(context.Background(), k.ID)) }
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	p.Has("берілді", "Тарихы")
	p.Press("f7")
	p.Has("Соңғы әрекетті қайтару: берілді, бүгін 10:00?")
	p.Press("enter") // the harmless answer
	if read().Stage != intake.Issued {
		t.Fatal("Enter alone undid it")
	}
	p.Press("f7", "left", "enter")
	p.Has("Қайтарылды: берілді", "беруге дайын")
	if read().Stage != intake.Ready {
		t.Fatalf("after undo: %v", read().Stage)
	}
	p.Press("u") // the act before is the sector's
	p.Has("Бұл әрекет сіздің рөліңізге рұқсат етілмеген")
	if read().Stage != intake.Ready {
		t.Fatal("another's act was undone")
	}

	super := caseSession(t, s.Office, trio.KK, "super1")
	q := open(t, super, c, 80, 24)
	q.Scan(k.Number.Barcode())
	q.Press("f7")
	q.Has("Соңғы әрекетті қайтару: инспекторға берілді", "Себебі")
	q.Press("f9")
	q.Has("Толтырыңыз")
	q.Type("сканер қателесті")
	q.Press("enter")
	q.Has("Қайтарылды: инспекторға берілді")
	now := read()
	if now.Stage != intake.Marked || now.Last().Act != intake.ActUndo || now.Last().Note != "сканер қателесті" || now.Last().By != "super1" {
		t.Errorf("after the supervisor: %v, %+v", now.Stage, now.Last())
	}
	// The next day the operator's own acts take a supervisor, and a reason.
	house(t, s)
	acc := caseAt(t, s.Office, intake.Accepted, 4)
	c.Forward(24 * time.Hour)
	p.Press("esc")
	p.Scan(acc.Number.Barcode())
	p.Press("f7")
	p.Has("Соңғы әрекетті қайтару: қабылданды, кеше 10:00?", "Себебі")
	p.Type("екі рет тіркелді")
	p.Press("enter")
	vouch(p, "super1", account.TrainingPassword)
	p.Has("Қайтарылды: қабылданды")
	if l := must(s.Office.Case(context.Background(), acc.ID)).Last(); l.By != "op1" || l.Second != "super1" || l.Note != "екі рет тіркелді" {
		t.Errorf("%+v", l)
	}
}

func TestCardWithdraw(t *testing.T) {
	s, c := newTestOffice(t, trio.EN, intake.Operator)
	k := caseAt(t, s.Office, intake.Accepted, 5)
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	p.Press("f8")
	p.Has("Withdraw the application", string(k.Number))
	p.Type("   ")
	p.Press("enter")
	p.Has("Fill this in")
	p.Type("changed their mind")
	p.Press("enter")
	p.Has(string(k.Number)+": withdrawn, give the papers back", "withdrawn: changed their mind")
	now := must(s.Office.Case(context.Background(), k.ID))
	if now.Stage != intake.Withdrawn || now.Last().Note != "changed their mind" {
		t.Errorf("%v %+v", now.Stage, now.Last())
	}
}

// An act on a card that no longer tells the truth is refused, whatever it is,
// told of the change or not: the question was about another act. The card then
// shows what is.
func TestCardStaleActIsRefused(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	house(t, s)
	ctx := context.Background()
	for i, x := range []struct {
		keys  []string
		words string
		told  bool
	}{
		{[]string{"f8"}, "себеп", false}, {[]string{"f8"}, "себеп", true},
		{[]string{"f7"}, "", false}, {[]string{"f7"}, "", true},
	} {
		k := caseAt(t, s.Office, intake.Accepted, 10+i)
		p := open(t, s, c, 80, 24)
		p.Scan(k.Number.Barcode())
		p.Press(x.keys[0])
		must(s.Office.Give(ctx, caseBy(s.Office, intake.Operator), []uuid.UUID{k.ID}, "sector1", nil))
		if x.told {
			p.Send(Changed{})
		}
		if x.words != "" {
			p.Type(x.words)
			p.Press("enter")
		} else {
			vouch(p, "super1", account.TrainingPassword)
		}
		p.Has("Іс осы арада өзгерді", "секторға берілді")
		now := must(s.Office.Case(ctx, k.ID))
		if now.Stage != intake.Accepted || now.Last().Act != intake.ActGive {
			t.Errorf("%+v: %v, last %s", x, now.Stage, now.Last().Act)
		}
	}
}

// Every date of a plan explains itself in the language of the moment.
func TestExplanation(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	k := caseAt(t, s.Office, intake.Accepted, 6)
	p := open(t, s, c, 132, 43)
	p.Scan(k.Number.Barcode())
	p.Press("d")
	plan := must(s.Office.PlanOf(k))
	for i := 0; i < 3; i++ { // through the languages and back
		p.Press("home")
		seen := ""
		for range 6 {
			seen += p.Frame()
			p.Press("pgdown")
		}
		for _, d := range plan.Dates {
			if label := s.Of(d.Due.Label).String(); !strings.Contains(seen, label) {
				t.Errorf("%s: no %q", s.Lang, label)
			}
			if len(d.Due.Explain(s.Lang)) == 0 {
				t.Errorf("%s: %s is not explained", s.Lang, d.Code)
			}
		}
		p.Press("f2")
	}
}
