package tui

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/trio"
)

// Two workers on one store: the second's lists and counts follow the first's
// acts, and its selection stays on its case.
func TestTwoSessions(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	other := caseSession(t, s.Office, trio.RU, "super1")
	p, q := open(t, s, c, 80, 24), open(t, other, c, 80, 24)
	q.Press("left", "left") // the second looks at the counter's pile
	q.Has("▐3 Сектор▌", "16 дел")
	q.Press("down", "down", "down")
	held := selectedRow(q)

	// The first withdraws the case on top.
	p.Has("▐3 Тапсыру▌")
	gone := caseNumber(selectedRow(p))
	p.Press("enter", "f8")
	p.Type("өзі сұрады")
	p.Press("enter")
	p.Has(gone + ": өтініш қайтарып алынды")

	q.Has(gone) // not told yet
	q.Send(Changed{})
	q.HasNot(gone)
	q.Has("15 дел")
	if got := selectedRow(q); !sameNumber(got, held) {
		t.Errorf("the selection moved from %q to %q", held, got)
	}
	// What was selected goes: the place stays.
	n := must(s.Office.Find(context.Background(), caseNumber(held), 1))
	must(s.Office.Withdraw(context.Background(), caseBy(s.Office, intake.Supervisor), n[0].ID, "қате"))
	q.Send(Changed{})
	q.HasNot(caseNumber(held))
	if selectedRow(q) == "" {
		t.Error("nothing is selected any more")
	}
}

// On a wide screen the card beside the list follows too.
func TestPreviewFollows(t *testing.T) {
	s, c := newTestOffice(t, trio.EN, intake.Operator)
	a, b := caseAt(t, s.Office, intake.Accepted, 1), caseAt(t, s.Office, intake.Accepted, 2)
	p := open(t, s, c, 132, 43)
	p.Has(string(a.Number)+" · accepted", "at the counter, not handed over")
	must(s.Office.Give(context.Background(), caseBy(s.Office, intake.Operator), []uuid.UUID{a.ID}, "sector1", nil))
	p.Send(Changed{})
	p.Has("handed over, not yet received", "handed to the sector")
	p.Press("down")
	p.Has(string(b.Number) + " · accepted")
	p.Press("right") // another station: no card of a case that is not in its list
	p.HasNot(" · accepted")
}

// A change of language at once, labels and rows, on each of these screens.
func TestLanguageAtOnce(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op3")
	ready := caseIn(t, s.Office, intake.Ready, nil)
	for _, x := range []struct {
		name   string
		screen func() Screen
		want   [3]string // kk, ru, en: a label and a word of a row
	}{
		{"home", nil, [3]string{"Телнұсқа", "Дубликат", "Duplicate"}},
		{"issue", func() Screen { return newIssue(s) }, [3]string{"нәтиже", "результат", "result"}},
		{"issuing", func() Screen { return newIssuing(s, ready) }, [3]string{"Қолхат көрсетілді", "Расписка предъявлена", "The receipt was shown"}},
		{"archive", func() Screen { return newArchive(s) }, [3]string{"Бақша кезегі", "Очередь в сад", "Nursery queue"}},
		{"card", func() Screen { return newCard(s, ready.ID) }, [3]string{"Қызмет беруші", "Услугодатель", "Provider"}},
		{"search", func() Screen { return newSearch(s, "серик") }, [3]string{"берілді", "выдано", "issued"}},
	} {
		p := open(t, s, c, 80, 24)
		if x.screen != nil {
			push(p, x.screen())
		}
		for i := range 4 {
			p.Has(x.want[i%3])
			if t.Failed() {
				t.Fatal(x.name)
			}
			p.Press("f2")
		}
		p.Press("f2", "f2") // back to Kazakh
	}
	// And it is kept for the next time.
	s.SetLang(trio.RU)
	p := open(t, s, c, 80, 24)
	p.Press("f2")
	if a := must(s.Office.Worker(context.Background(), "op3")); a.Lang != s.Lang {
		t.Errorf("kept %s, spoken %s", a.Lang, s.Lang)
	}
}

// A clock before the journal is said at once.
func TestClockBackIsSaid(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "op1")
	c.Set("2015-03-02T08:42:00+05:00")
	p := open(t, s, c, 80, 24)
	p.Has("! Часы компьютера отстают от журнала на 1 ч. Поправьте часы.")
}
