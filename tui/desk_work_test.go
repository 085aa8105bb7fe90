package tui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/payload"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// lodged is an application registered at school 7's chancellery.
func (o *roadOffice) lodged(seed uint64, incoming string) *intake.Case {
	o.t.Helper()
	return must(o.office.Lodge(o.t.Context(), o.by("school7"), o.brought(seed), incoming))
}

func (o *roadOffice) brought(seed uint64) intake.Application {
	o.t.Helper()
	app := must(training.Apply(o.office.Desk, "duplicate", seed))
	app.Agent, app.Conditions, app.Road = nil, nil, intake.RoadChancellery
	return app
}

// From the incoming number through the executor and the head, with one return
// and a refusal, to the chancellery's own window: three people, keys alone.
func TestDeskWalk(t *testing.T) {
	o := newRoadOffice(t)
	c := o.lodged(3, "15-1")
	other := o.lodged(8, "15-2")
	head, _ := o.open(trio.KK, "head7")
	head.Has("Көрсетілетін қызметті беруші", "▐орындаушыға 2▌", string(c.Number))
	head.Scan(other.Number.Barcode())
	head.Has("▸ "+string(other.Number), "орындаушыға")
	head.Scan(c.Number.Barcode())
	head.Has("▸ " + string(c.Number))
	head.Press("f9")
	head.Has("орындаушы белгілеу", "(•) Т. Есенова")
	head.Press("f9")
	head.Has("орындаушыға берілді", "▐орындаушыға 1▌")
	head.HasNot("▸ " + string(c.Number))

	exec, _ := o.open(trio.RU, "exec7")
	exec.Has(string(c.Number))
	exec.HasNot(string(other.Number)) // not theirs
	exec.Press("f9")
	exec.Has("(•) результат", "мотивированный отказ")
	exec.Press("right")
	exec.Has("Причина")
	exec.Press("f9")
	exec.Has("Заполните")
	exec.Press("tab")
	exec.Type("нет в архиве школы")
	exec.Press("f9")
	exec.Has("передано руководителю")

	head.Send(Changed{})
	head.Press("tab")
	head.Has("▐шешімге 1▌", string(c.Number))
	head.Press("f8")
	head.Has("Орындаушы нені түзетсін?")
	head.Type("1987 жылдан қара")
	head.Press("enter")
	head.Has("орындаушыға қайтты", "Қазір сіздің кезегіңізде іс жоқ")

	exec.Send(Changed{})
	exec.Press("f9")
	exec.Has("Руководитель вернул: 1987 жылдан қара")
	exec.Press("f9")
	exec.Has("передано руководителю")

	head.Send(Changed{})
	head.Press("f9")
	head.Has("Қол қоясыз ба?", "нәтиже")
	head.Scan(c.Number.Barcode()) // confirms nothing
	if got := o.read(c); got.Decided {
		t.Fatal("a scan has signed")
	}
	head.Press("f9")
	head.Has("қол қойылды, кеңседе")

	out, _ := o.open(trio.KK, "school7")
	out.Press("tab")
	out.Has("▐шығаруға 1▌", string(c.Number))
	out.Press("f9")
	out.Type("16-4")
	out.Press("enter")
	out.Has("шығарылды")
	out.Press("tab")
	out.Has("▐қолға беруге 1▌")
	out.Press("f9")
	out.Has("Кеңседе беру")
	out.Press("f9")
	out.Has("берілді")
	if got := o.read(c); got.Stage != intake.Issued || got.Outgoing != "16-4" || got.Incoming != "15-1" {
		t.Fatalf("%s, out %q, in %q", got.Stage, got.Outgoing, got.Incoming)
	}
}

// A portal's request: taken in late with its wrong tries kept, declined with
// its reason, an electronic result signed on the head's own machine.
func TestDeskPortal(t *testing.T) {
	o := newRoadOffice(t)
	app := must(training.Apply(o.office.Desk, "school-enrolment", 5))
	var papers []payload.Document
	for _, doc := range app.Papers {
		papers = append(papers, payload.Document{Code: doc.Code, Kind: string(doc.Kind), Type: "pdf", Content: gatewaysim.Leaf(doc.Code)})
	}
	for range 2 {
		raw, _, err := o.sim.PortalRequestOf(gatewaysim.PortalGood, payload.Portal{
			Service: app.Service, Provider: "school-7", Ground: app.Ground, Conditions: app.Conditions, Documents: papers})
		if err != nil {
			t.Fatal(err)
		}
		r, err := o.office.TakePortal(t.Context(), o.by("school7"), raw, "")
		if err != nil || r.Case == [16]byte{} {
			t.Fatalf("not accepted: %+v, %v", r, err)
		}
	}
	in, _ := o.open(trio.RU, "school7")
	in.Has("▐на регистрацию 2▌", "портал")
	in.Press("f8", "f9")
	in.Has("Заполните")
	in.Type("нет заявления")
	in.Press("enter")
	in.Has("возвращено", "▐на регистрацию 1▌")
	in.Press("f9")
	in.Type("15-9")
	in.Press("f9")
	in.Has("зарегистрировано")
	c := caseIn(t, o.office, intake.Out, nil)
	head, hs := o.open(trio.RU, "head7")
	head.Press("f9", "f9")
	head.Has("передано исполнителю")
	exec, _ := o.open(trio.RU, "exec7")
	exec.Press("f9")
	exec.Has("Файл результата")
	exec.Press("tab")
	exec.Type("нет такого.pdf")
	exec.Press("f9")
	exec.Has("▸ " + string(c.Number)) // it stays
	o.scanner("order.pdf")
	exec.Press("f9")
	exec.Has("нет такого.pdf")
	exec.Press("esc")
	must(o.office.Prepare(t.Context(), o.by("exec7"), c.ID, intake.Result, "", must(os.ReadFile(filepath.Join(o.dir, "scans", "order.pdf")))))

	head.Send(Changed{})
	head.Press("tab")
	hs.signer = nil
	head.Press("f9")
	head.Has("Файл результата: pdf 1 KB")
	head.Press("f9")
	head.Has("Программа подписи не отвечает", "▸ "+string(c.Number))
	hs.signer = o.session(trio.RU, "head7").signer
	head.Press("f9", "f9")
	head.Has("подпис") // the operator's key is no head's
	if o.read(c).Decided {
		t.Fatal("signed by a key that is not for an organisation")
	}
	o.pen.key = o.sim.Head
	head.Press("f9", "f9")
	head.Has("подписано, в канцелярии")
	in.Send(Changed{})
	in.Press("tab", "f9")
	in.Type("16-1")
	in.Press("enter")
	in.Has("отправлено")
	if got := o.read(c); got.Stage != intake.Issued {
		t.Errorf("it is %s", got.Stage)
	}
}

// What was typed for an act that was refused stands there again; the executor
// reads no file of the office's machine over the network.
func TestDeskKeepsWhatWasTyped(t *testing.T) {
	o := newRoadOffice(t)
	secret := filepath.Join(o.dir, "office.pdf")
	if err := os.WriteFile(secret, gatewaysim.Leaf("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.scanner("result.pdf")
	s := o.session(trio.RU, "exec7")
	for path, want := range map[string]bool{secret: true, "result.pdf": false, filepath.Join(o.dir, "scans", "result.pdf"): true} {
		if _, err := s.resultFile()(path); (err == nil) != want {
			t.Errorf("here %s: %v", path, err)
		}
	}
	s.From = "192.0.2.7"
	for path, want := range map[string]bool{secret: false, "result.pdf": true, "../office.pdf": false, filepath.Join(o.dir, "scans", "result.pdf"): false} {
		if _, err := s.resultFile()(path); (err == nil) != want {
			t.Errorf("over the network %s: %v", path, err)
		}
	}

	c := o.lodged(3, "15-1")
	head, _ := o.open(trio.RU, "head7")
	head.Press("f9")
	if _, err := o.office.Assign(t.Context(), o.by("head7"), c.ID, "exec7"); err != nil { // another terminal was quicker
		t.Fatal(err)
	}
	head.Press("f9")
	head.Has("изменил")
	if got := o.read(c).Version(); got != c.Version()+1 {
		t.Errorf("version %d", got)
	}
	ready := o.toSign(c)
	head.Send(Changed{})
	head.Press("tab", "f8")
	head.Type("исправьте фамилию")
	must(o.office.Redo(t.Context(), o.by("head7"), ready.ID, "другое"))
	must(o.office.Prepare(t.Context(), o.by("exec7"), ready.ID, intake.Result, "", nil))
	head.Press("enter")
	head.Has("изменил")
	head.Press("f8")
	head.Has("исправьте фамилию")
}

// toSign brings a case on paper before the head.
func (o *roadOffice) toSign(c *intake.Case) *intake.Case {
	o.t.Helper()
	ctx := o.t.Context()
	if o.office.Duty(o.read(c)) == courier.DeskHead {
		must(o.office.Assign(ctx, o.by("head7"), c.ID, "exec7"))
	}
	return must(o.office.Prepare(ctx, o.by("exec7"), c.ID, intake.Result, "", nil))
}

// Brought to the chancellery's window: nothing of the centre's is known there,
// drafts are its own, F8 returns the papers and names nobody, F9 registers.
func TestLodgeAtTheWindow(t *testing.T) {
	o := newRoadOffice(t)
	p, s := o.open(trio.KK, "school7")
	p.Press("n")
	p.Has("Кеңсеге өтініш", "Телнұсқа")
	no := s.say(intake.Refuse(intake.ProblemRole, "", string(intake.CanSee))).String()[:20]
	p.HasNot(no)
	if _, err := s.Office.DraftsOf(t.Context(), ""); err == nil {
		t.Error("the centre's drafts are read from a chancellery")
	}
	if _, err := s.Office.DraftsOf(t.Context(), "op1"); err == nil {
		t.Error("an operator's drafts are read from a chancellery")
	}
	p.HasNot("Экстернат") // another provider's
	for i, offer := range newLodging(s).(*check).offered() {
		if offer.Service.Code == "duplicate" {
			p.Press(string(rune('1' + i)))
		}
	}
	p.Type(gatewaysim.Aigerim)
	p.Has("Кеңсеге өтініш · ")
	p.HasNot("Жолдасова", "электрондық", no)
	if n := must(o.office.Conveyor(t.Context(), o.office.Today())).Drafts; n != 0 {
		t.Errorf("the centre counts %d drafts", n)
	}
	if drafts := must(o.office.DraftsOf(t.Context(), "school7")); len(drafts) != 1 || drafts[0].App.Road != intake.RoadChancellery {
		t.Fatalf("drafts %+v", drafts)
	}
	if drafts := must(o.office.DraftsOf(t.Context(), "")); len(drafts) != 0 {
		t.Errorf("the centre sees %d drafts", len(drafts))
	}
	p.Press("esc", "n")
	p.Has("Аяқталмаған өтініштер", "n – жалғастыру")
	p.Press("enter")
	p.Press("f8")
	p.Has("Құжаттарды бірден қайтару", "1. ")
	p.Scan("0421809040000016")
	p.Has("Құжаттарды бірден қайтару")
	p.Press("f8")
	p.Has("Құжаттар қайтарылды", "▐тіркеуге▌")
	if drafts := must(o.office.DraftsOf(t.Context(), "school7")); len(drafts) != 0 {
		t.Errorf("%d drafts after the return", len(drafts))
	}

	p.Press("n")
	for i, offer := range newLodging(s).(*check).offered() {
		if offer.Service.Code == "duplicate" {
			p.Press(string(rune('1' + i)))
		}
	}
	f := formOf(t, p)
	app := o.brought(3)
	app.ID, app.Provider = f.id, s.Actor.Provider
	f.show(app)
	f.changed()
	p.Send(Changed{})
	p.Has("Топтама толық", "№ 7 орта мектеп")
	caseFrames(p, s, "lodge_form")
	p.Press("f9")
	p.Has("Кіріс нөмірі")
	p.Press("f9")
	p.Has("Толтырыңыз")
	p.Type("15-77")
	p.Press("f9")
	all := must(o.office.Find(t.Context(), "00001", 5))
	if len(all) != 1 || all[0].Incoming != "15-77" || all[0].Road != intake.RoadChancellery {
		t.Fatalf("%+v", all)
	}
	p.Has("Кеңсеге өтініш", string(all[0].Number), "Кіріс нөмірі 15-77", "берушіде")
	p.HasNot("шабарманға")
	p.Press("esc")
	p.Has("Көрсетілетін қызметті беруші")
}

func TestDeskFrames(t *testing.T) {
	o := newRoadOffice(t)
	for i, to := range []courier.DeskDuty{courier.DeskHead, courier.DeskExecutor, courier.DeskSign, courier.DeskOut, courier.DeskHandOut} {
		c := o.lodged(uint64(20+i), "15-"+string(rune('1'+i)))
		o.c.Forward(time.Minute)
		ctx := t.Context()
		steps := []func(){
			func() { must(o.office.Assign(ctx, o.by("head7"), c.ID, "exec7")) },
			func() { must(o.office.Prepare(ctx, o.by("exec7"), c.ID, intake.Result, "", nil)) },
			func() { must(o.office.Decide(ctx, o.by("head7"), c.ID, nil)) },
			func() { must(o.office.LetOut(ctx, o.by("school7"), c.ID, "16-1")) },
		}
		for _, step := range steps[:i] {
			step()
		}
		if got := o.office.Duty(o.read(c)); got != to {
			t.Fatalf("%s, not %s", got, to)
		}
	}
	for _, who := range []struct {
		worker string
		sheets []string
	}{{"school7", []string{"in", "out", "handout"}}, {"head7", []string{"head", "sign"}}, {"exec7", []string{"executor"}}} {
		p, s := o.open(trio.KK, who.worker)
		tuitest.NoClash(t, p.Model().(*App).Keys())
		for _, sheet := range who.sheets {
			caseFrames(p, s, "desk_"+sheet)
			caseSizes(p)
			p.Press("tab")
		}
	}
}
