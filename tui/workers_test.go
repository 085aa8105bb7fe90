package tui

import (
	"context"
	"testing"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func TestWorkersFrames(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	p := open(t, s, c, 80, 24)
	p.Press("f6")
	tuitest.NoClash(t, p.Model().(*App).Keys())
	caseFrames(p, s, "workers")
	caseSizes(p)
	p.Press("f5")
	caseFrames(p, s, "workers_new")
	caseSizes(p)
}

// Who sits down is in the header at once, speaks their own language, and the
// next act is theirs.
func TestWorkersSit(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	p := open(t, s, c, 80, 24)
	p.Has("А. Ахметова", "3-терезе")
	p.Press("f6")
	if selectedRow(p) == "" {
		t.Error("nobody is selected")
	}
	p.Press("down", "enter")
	p.Has("За окном: В. Ли", "В. Ли  қаз РУС eng", "окно 4")
	if by := s.By(); by.Actor.Code != "op2" || by.Actor.Window != 4 {
		t.Errorf("acts are by %+v", by.Actor)
	}
	p.Press("f6", "end", "enter")
	p.Has("Терезеде: Г. Сапарова", "▐5 Беруші▌")
	p.Press("f6", "home", "down", "enter")
	p.Has("За окном: В. Ли", "▐3 Сектор▌")
	k := caseIn(t, s.Office, intake.Ready, nil)
	p.Scan(k.Number.Barcode())
	p.Press("f9", "f9")
	if now := must(s.Office.Case(context.Background(), k.ID)); now.Last().By != "op2" {
		t.Errorf("issued by %s", now.Last().By)
	}
}

func TestWorkersAdd(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Supervisor)
	p := open(t, s, c, 80, 24)
	p.Press("f6", "n")
	p.Has("новый работник")
	p.Press("f9")
	p.Has("Заполните")
	p.Type("Ә. Жаңабаева")
	p.Press("enter", "right", "enter")
	p.Type("5555")
	p.Press("enter")
	p.Type("Сектор 2")
	p.Press("enter")
	p.Has("2–16 латинских букв и цифр")
	for range 20 {
		p.Press("backspace")
	}
	p.Type("sector2")
	p.Press("f9")
	p.Has("Ә. Жаңабаева", "sector2", "накопительный сектор", "555")
	a := must(s.Office.Worker(context.Background(), "sector2"))
	if a.Name != "Ә. Жаңабаева" || a.Role != intake.Sector || a.Window != 555 || a.Lang != trio.RU {
		t.Errorf("%+v", a)
	}
	// A code is one person's for ever: it is not given twice.
	p.Press("n")
	p.Type("Б. Басқа")
	p.Press("tab", "tab", "tab")
	p.Type("op1")
	p.Press("f9")
	p.Has("код занят", "новый работник")
	if a := must(s.Office.Worker(context.Background(), "op1")); a.Name != "А. Ахметова" {
		t.Errorf("op1 is now %s", a.Name)
	}
}
