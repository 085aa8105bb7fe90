package tui

import (
	"context"
	"testing"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// house gives sessions of one office accounts, all with the training password.
func house(t testing.TB, sessions ...*Session) {
	t.Helper()
	s := sessions[0]
	h := &account.House{Desk: s.Office.Desk, Hasher: account.NewHasher(account.TrainingCost()), Clock: s.Clock}
	all := must(s.Office.Workers(context.Background()))
	if err := h.Train(context.Background(), s.Office.By(intake.Itself(intake.Administrator)), all); err != nil {
		t.Fatal(err)
	}
	for _, s := range sessions {
		s.House = h
	}
}

// vouch types a second person's login and password.
func vouch(p *tuitest.Pump, login, password string) {
	p.Type(login)
	p.Press("tab")
	p.Type(password)
	p.Press("enter")
}

// An acceptance is taken back by two: whose password is wrong, who is the same
// person or no supervisor is told so and asked again; Esc undoes nothing.
func TestAnnullingTakesTwo(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	house(t, s)
	k := caseAt(t, s.Office, intake.Accepted, 1)
	read := func() *intake.Case { return must(s.Office.Case(context.Background(), k.ID)) }
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	p.Press("f7")
	p.Has("Екінші қызметкердің растауы", "Тіркеудің күші жойылады")
	p.Press("f9")
	p.Has("Толтырыңыз")
	p.Type("super1")
	p.Press("tab")
	p.Type("жасырын")
	p.Has("•••••••")
	p.HasNot("жасырын")
	caseFrames(p, s, "second")
	caseSizes(p)
	p.Press("enter")
	p.Has("Екінші қызметкердің растауы")
	p.HasNot("•", "Толтырыңыз")
	p.Golden("second_wrong", s.Lang)
	if read().Stage != intake.Accepted {
		t.Fatal("undone on a wrong password")
	}
	p.Press("esc")
	p.HasNot("растауы")

	for login, why := range map[string]string{"op1": "басқа адам болуы керек", "sector1": "супервайзер болуы керек"} {
		p.Press("f7")
		vouch(p, login, account.TrainingPassword)
		p.Has(why)
		p.Press("esc")
	}
	if read().Version() != k.Version() {
		t.Fatal("something was written")
	}
	p.Press("f7")
	vouch(p, "super1", account.TrainingPassword)
	p.Has("Қайтарылды: қабылданды", "тіркеудің күші жойылған")
	if now := read(); now.Stage != intake.Annulled || now.Last().By != "op1" || now.Last().Second != "super1" {
		t.Errorf("%v %+v", now.Stage, now.Last())
	}
}

// A refused application is reopened by two, with a reason.
func TestReopeningTakesTwo(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	house(t, s)
	k := caseAt(t, s.Office, intake.Refused, 1)
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	p.Press("f7")
	p.Type("документ нашёлся")
	p.Press("enter")
	p.Has("Отказанное заявление открывается снова")
	vouch(p, "super1", account.TrainingPassword)
	now := must(s.Office.Case(context.Background(), k.ID))
	if l := now.Last(); l.Act != intake.ActUndo || l.Second != "super1" || l.Note != "документ нашёлся" {
		t.Errorf("%v %+v\n%s", now.Stage, l, p.Frame())
	}
}

// A wrong check digit is taken by two; a draft opened again asks again.
func TestOverrideTakesTwo(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Supervisor)
	house(t, s)
	app := caseApp(t, s.Office, 1)
	app.Recipient.IIN = "900101300018"
	app.Recipient.Override = "құжатта осылай"
	if err := s.Office.SaveDraft(context.Background(), s.By(), app); err != nil {
		t.Fatal(err)
	}
	p := open(t, s, c, 80, 24)
	p.Press("1", "enter")
	p.Press("f9")
	p.Has("Бақылау саны қате ЖСН қабылданады")
	p.Press("esc")
	if _, err := s.Office.Case(context.Background(), app.ID); err == nil {
		t.Fatal("accepted by one")
	}
}
