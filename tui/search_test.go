package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func TestSearchFrames(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	p := open(t, s, c, 80, 24)
	p.Press("f4")
	tuitest.NoClash(t, p.Model().(*App).Keys())
	caseFrames(p, s, "search_empty")
	caseSizes(p)
	p.Type("серик")
	p.Press("enter")
	caseFrames(p, s, "search_found")
	caseSizes(p)
	p.Press("esc", "/")
	p.Type("жоқадам")
	p.Press("enter")
	caseFrames(p, s, "search_nothing")
	caseSizes(p)
}

// Whatever a person at the window can say leads to the case.
func TestSearchByAnything(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	k := caseAt(t, s.Office, intake.Accepted, 4) // Әбдірахманова Сәуле Нұрланқызы
	caseAt(t, s.Office, intake.Accepted, 5)
	p := open(t, s, c, 80, 24)
	for _, q := range []string{
		string(k.Number), strings.ReplaceAll(string(k.Number), "-", ""), k.Number.Barcode(), k.Number.Tail(),
		k.Recipient.IIN, "8 701 000 00 04", "+7 701 0000004", "абдирахманова", "Әбдірахманова Сәуле", "саул абдир", "НУРЛАНКЫЗЫ",
	} {
		p.Press("f4")
		p.Type(q)
		p.Press("enter")
		p.Has(string(k.Number)+" · принято", "Әбдірахманова Сәуле Нұрланқызы")
		if t.Failed() {
			t.Fatalf("not found by %q", q)
		}
		p.Press("esc", "esc")
	}
	p.Has("▐3 Сектор▌")
}

// Enter looks up what was typed; asked again it opens the row in focus. New
// words ask anew; coming back from a card, list and row are where they were.
func TestSearchWalk(t *testing.T) {
	s, c := newFilledOffice(t, trio.EN, "op1")
	p := open(t, s, c, 80, 24)
	p.Press("f4")
	p.Press("enter") // nothing to look for
	p.Has("By a number in any form")
	p.Type("серик")
	p.Has("Enter find")
	p.Press("enter")
	p.Has("Enter open", "24 cases found")
	p.Press("down", "down")
	held := selectedRow(p)
	p.Press("enter")
	p.Has(caseNumber(held) + " · ")
	p.Press("esc")
	if got := selectedRow(p); !sameNumber(got, held) {
		t.Errorf("the card moved the selection from %q to %q", held, got)
	}
	p.Press("f2")
	if got := selectedRow(p); !sameNumber(got, held) {
		t.Errorf("the language moved the selection from %q to %q", held, got)
	}
	p.Type("ов") // more letters: no row answers them
	p.Has("Enter іздеу")
	p.Press("enter")
	p.HasNot("24 іс")
}

// A scan in the middle of typing is a scan, under the Kazakh layout too; the
// field then says the number.
func TestSearchScan(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	k := caseIn(t, s.Office, intake.Issued, nil)
	p := open(t, s, c, 80, 24)
	p.Press("f4")
	p.Type("сер")
	p.Layout = "kz_basic"
	p.Scan(k.Number.Barcode())
	p.Has(fmt.Sprintf("…%s берілген", string(k.Number)[11:]), string(k.Number)+" · берілді")
	p.Press("esc")
	p.Has("Не іздейміз  "+string(k.Number), "1 іс табылды")
	p.Wait(5 * time.Second)
	p.Scan(caseStrays[1].code)
	p.Has("мұндай іс жоқ, нөмірін тексеріңіз ?", "0 іс табылды", "Ештеңе табылмады")
}

// What is on the screen follows what happens at other windows.
func TestSearchFollows(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	a, b := caseAt(t, s.Office, intake.Ready, 4), caseAt(t, s.Office, intake.Ready, 11)
	p := open(t, s, c, 80, 24)
	p.Press("f4")
	p.Type("абдирахманова")
	p.Press("enter")
	p.Has("2 дела", string(a.Number), string(b.Number))
	p.Press("down")
	held := selectedRow(p)
	must(s.Office.Issue(t.Context(), caseBy(s.Office, intake.Supervisor), a.ID, intake.Handing{Receipt: true, Identity: intake.Passport}))
	p.Send(Changed{})
	p.Has("выдано")
	if got := selectedRow(p); !sameNumber(got, held) {
		t.Errorf("the selection moved from %q to %q", held, got)
	}
}
