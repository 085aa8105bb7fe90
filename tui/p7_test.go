package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/tuitest"
)

func TestIssueFrames(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op3")
	p := open(t, s, c, 80, 24)
	p.Press("7")
	tuitest.NoClash(t, p.Model().(*App).Keys())
	caseFrames(p, s, "p7_issue")
	caseSizes(p)
	p.Press("enter") // somebody with a representative
	caseFrames(p, s, "p7_issuing_agent")
	caseSizes(p)
	p.Press("space") // no receipt
	p.Has("Неге жоқ")
	p.Press("f9")
	caseFrames(p, s, "p7_issuing_fault")
	p.Press("esc", "f7")
	caseFrames(p, s, "p7_archive")
	caseSizes(p)
	p.Press("tab")
	caseFrames(p, s, "p7_kept")
	caseSizes(p)
	p.Press("esc", "esc")
	p.Scan(caseIn(t, s.Office, intake.Ready, func(k *intake.Case) bool { return k.Outcome == intake.ReasonedRefusal }).Number.Barcode())
	p.Press("f9")
	p.Has("! дәлелді бас тарту")
	caseFrames(p, s, "p7_issuing_refusal")

	s, c = newTestOffice(t, trio.KK, intake.Operator)
	p = open(t, s, c, 80, 24)
	p.Press("7")
	caseFrames(p, s, "p7_issue_empty")
	p.Press("f9")
	p.Has("Қазір болмайды: Беретін ештеңе жоқ")
	p.Press("f7")
	p.Has("Мұрағатқа жіберетін ештеңе жоқ")
	p.Press("f9")
	p.Has("Қазір болмайды: Бұл әрекет сіздің рөліңізге рұқсат етілмеген")
	p.Press("tab")
	p.Has("Мұрағат бос")
}

// What is checked is what is recorded: with and without the receipt, with a
// representative; a rule that refuses says so at the field and writes nothing.
func TestIssueWalks(t *testing.T) {
	for _, x := range []struct {
		name  string
		drive func(*tuitest.Pump)
		note  string
	}{
		{"receipt", func(p *tuitest.Pump) { p.Press("f9") }, "identity-card, receipt"},
		{"passport", func(p *tuitest.Pump) { p.Press("tab", "right", "f9") }, "passport, receipt"},
		{"no receipt", func(p *tuitest.Pump) {
			p.Press("space", "f9")
			p.Has("└ ! Қолхатты тексеріңіз немесе неге жоғын жазыңыз.")
			p.Type("жоғалтқан")
			p.Press("f9")
		}, "identity-card, no receipt: жоғалтқан"},
		{"representative", func(p *tuitest.Pump) {
			p.Press("tab", "tab", "space", "f9")
			p.Has("└ ! Өкілдің құжатын жазыңыз.")
			p.Type("сенімхат № 7")
			p.Press("f9")
		}, "identity-card, receipt, representative: сенімхат № 7"},
		{"the receipt found after all", func(p *tuitest.Pump) { p.Press("space", "tab", "up", "space", "f9") }, "identity-card, receipt"},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, c := newTestOffice(t, trio.KK, intake.Operator)
			k := caseAt(t, s.Office, intake.Ready, 1)
			p := open(t, s, c, 80, 24)
			p.Press("7")
			p.Scan(k.Number.Barcode())
			p.Has("7 Беру · тексеру", string(k.Number))
			x.drive(p)
			p.Has(string(k.Number)+": берілді", "7 Беру · алушысын күтіп тұр", "Беретін ештеңе жоқ", "0 іс")
			now := must(s.Office.Case(context.Background(), k.ID))
			if now.Stage != intake.Issued || now.Last().Note != x.note || now.Last().By != "op1" {
				t.Errorf("%v: %+v", now.Stage, now.Last())
			}
		})
	}
}

// A receipt scanned while its case is open is the receipt that was shown;
// another case waits, and says so.
func TestIssuingScans(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	a, b := caseAt(t, s.Office, intake.Ready, 1), caseAt(t, s.Office, intake.Ready, 2)
	p := open(t, s, c, 80, 24)
	p.Press("7", "enter")
	p.Has(string(a.Number))
	p.Press("space")
	p.Has("[ ] Расписка предъявлена", "Почему нет")
	p.Layout = "kz_basic"
	p.Scan(a.Number.Barcode())
	p.Has("[x] Расписка предъявлена", "расписка совпала ✓")
	p.HasNot("Почему нет")
	p.Scan(b.Number.Barcode())
	p.Has("сначала выдайте …000001: F9 или Esc !", string(a.Number))
	p.Scan("4006381333931")
	p.Press("f9")
	p.Has(string(a.Number)+": выдано", string(b.Number))
}

// The same case at two windows: one gives it, the other sees it go, and an act
// that comes too late is refused whole.
func TestIssueAtTwoWindows(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	k := caseAt(t, s.Office, intake.Ready, 1)
	p := open(t, s, c, 80, 24)
	p.Press("7", "enter")
	must(s.Office.Issue(context.Background(), caseBy(s.Office, intake.Supervisor), k.ID, intake.Handing{Receipt: true, Identity: intake.Passport}))
	p.Press("f9") // before the wake: refused, and the case read anew
	p.Has(string(k.Number)+" басқа терезеде өзгерді: берілген, 02.03.2015", "7 Беру · алушысын күтіп тұр")
	now := must(s.Office.Case(context.Background(), k.ID))
	if n := now.Version(); now.Last().By != "super1" || n != k.Version()+1 {
		t.Errorf("%d acts, the last by %s", n, now.Last().By)
	}
}

// A sweep ends at zero under one inventory; what it put away can be taken back
// and issued.
func TestArchiveSweep(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "inspector1")
	ctx := context.Background()
	c.Set("2015-06-01T10:00:00+05:00")
	n := must(s.Office.Conveyor(ctx, s.Today()))
	if n.Ready.Late < 50 || n.Ready.Late != n.Ready.All {
		t.Fatalf("%+v", n.Ready)
	}
	p := open(t, s, c, 80, 24)
	p.Press("7")
	p.Has(fmt.Sprintf("! %d істі мұрағатқа жіберу керек: F7", n.Ready.Late))
	p.Press("f7")
	p.Has("Әзірге ештеңе жіберілген жоқ", fmt.Sprintf("%d іс", n.Ready.Late))
	p.Press("f9")
	p.Has(fmt.Sprintf("Талап етілмеген %d іс мұрағатқа", n.Ready.Late))
	p.Press("enter") // the harmless answer
	if got := must(s.Office.Conveyor(ctx, s.Today())); got.Archived != n.Archived {
		t.Fatal("swept without a yes")
	}
	p.Press("f9", "right")
	p.Hold() // the answer takes its time: the bar shows how far it is
	p.Press("enter")
	p.Has("Жіберілуде", fmt.Sprintf("%d / %d", n.Ready.Late, n.Ready.Late), "██")
	p.FitsFrame()
	p.Release()
	p.Has(fmt.Sprintf("Мұрағатқа жіберілді: %d. Тізімдеме 2015/2", n.Ready.Late), "Мұрағатқа жіберетін ештеңе жоқ", "0 іс")
	p.HasNot("Жіберілуде")
	after := must(s.Office.Conveyor(ctx, s.Today()))
	if after.Ready.All != 0 || after.Archived != n.Archived+n.Ready.All {
		t.Errorf("after: ready %d, archived %d", after.Ready.All, after.Archived)
	}
	inv := lastInventoryOf(t, s)
	if !inv.Done || inv.Cases != uint64(n.Ready.Late) {
		t.Errorf("%+v", inv)
	}
	// Somebody comes after all.
	k := caseIn(t, s.Office, intake.Archived, func(k *intake.Case) bool { return k.Shelf == inv.Key() })
	p.Press("tab")
	p.Has("7 Мұрағат · сақтаудағы істер")
	p.Scan(k.Number.Barcode())
	p.Has("мұрағатта, тізімдеме 2015/2 !")
	house(t, s)
	p.Press("f9")
	vouch(p, "super1", account.TrainingPassword)
	p.Has(string(k.Number)+": мұрағаттан алынды, беруге дайын", "беруге дайын ✓")
	p.Press("f9", "f9")
	p.Has(string(k.Number) + ": берілді")
	now := must(s.Office.Case(ctx, k.ID))
	if h := now.History; now.Stage != intake.Issued || h[len(h)-2].Act != intake.ActRetrieve {
		t.Errorf("%v", now.Stage)
	}
	// And from the list itself.
	p.Press("esc")
	held := caseNumber(selectedRow(p))
	p.Press("f9")
	p.Has("Іс мұрағаттан алынады")
	vouch(p, "super1", account.TrainingPassword)
	p.Has(held + ": мұрағаттан алынды")
	if caseNumber(selectedRow(p)) == held {
		t.Error("what was taken out still stands in the archive")
	}
}

// Three hundred at once: the bar counts them, the list ends at zero.
func TestArchiveSweepOfMany(t *testing.T) {
	s, c, _ := manyCases(t, 300, func(k *intake.Case, i int) {
		k.Stage, k.Outcome = intake.Ready, intake.Result
		k.KeepTo = calendar.DateOf(caseNow).Add(-1 - i%40)
	})
	s.Actor.Role = intake.Issuer
	p := openMany(t, s, c)
	p.Press("7")
	p.Has("! 300 істі мұрағатқа жіберу керек: F7", "300 іс")
	p.Press("f7", "f9", "right")
	p.Hold()
	p.Press("enter")
	p.Has("Жіберілуде", "300 / 300")
	p.Release()
	p.Has("Мұрағатқа жіберілді: 300. Тізімдеме 2015/1", "Мұрағатқа жіберетін ештеңе жоқ", "0 іс")
	n := must(s.Office.Conveyor(context.Background(), s.Today()))
	if inv := lastInventoryOf(t, s); n.Ready.All != 0 || n.Archived != 300 || !inv.Done || inv.Cases != 300 {
		t.Errorf("%+v, %+v", n, inv)
	}
}

// A sweep cut off half-way says so, keeps what was done, and goes on under the
// same inventory.
func TestArchiveSweepCutOff(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "inspector1")
	c.Set("2015-06-01T10:00:00+05:00")
	ctx := context.Background()
	n := must(s.Office.Conveyor(ctx, s.Today()))
	// Cut by the session's end after 20 cases.
	cut, stop := context.WithCancel(ctx)
	_, err := s.Office.Archive(cut, s.By(), func(done, _ int) {
		if done >= 20 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cut off: %v", err)
	}
	left := must(s.Office.Conveyor(ctx, s.Today())).Ready.Late
	if left == 0 || left >= n.Ready.Late {
		t.Fatalf("%d left of %d", left, n.Ready.Late)
	}
	p := open(t, s, c, 80, 24)
	p.Press("7", "f7")
	p.Has(fmt.Sprintf("%d іс", left))
	p.Press("f9", "right", "enter")
	p.Has(fmt.Sprintf("Мұрағатқа жіберілді: %d. Тізімдеме 2015/2", n.Ready.Late))
	if inv := lastInventoryOf(t, s); !inv.Done || inv.Cases != uint64(n.Ready.Late) {
		t.Errorf("%+v", inv)
	}
}

// A long act keeps the keys for as long as it may take, not for the usual time.
func TestLongActHoldsKeys(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "inspector1")
	c.Set("2015-06-01T10:00:00+05:00")
	p := open(t, s, c, 80, 24)
	p.Press("7", "f7", "f9", "right")
	p.Hold()
	p.Press("enter")
	p.Wait(10 * time.Minute)
	p.Press("esc", "esc")
	p.Has("7 Мұрағат")
	p.Release()
	p.Has("▐3 Тапсыру▌") // the two Esc were kept and came after
}

func lastInventoryOf(t *testing.T, s *Session) *intake.Inventory {
	t.Helper()
	var last *intake.Inventory
	err := s.Office.Ledger.View(context.Background(), func(tx *store.Tx) error {
		for inv, err := range intake.Inventories.Scan(tx, nil, nil, true) {
			last = inv
			return err
		}
		return nil
	})
	if err != nil || last == nil {
		t.Fatalf("no inventory: %v", err)
	}
	return last
}

// In the dry run stands what the sweep would take, and nothing else.
func TestArchiveDryRun(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "inspector1")
	p := open(t, s, c, 132, 43)
	p.Press("7", "f7")
	rows := must(s.Office.ArchiveDue(context.Background(), s.Today(), nil, 100))
	var want []string
	for _, r := range rows {
		want = append(want, string(r.Number))
	}
	if got := numberShapeInRow.FindAllString(p.Frame(), -1); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("shown %v, due %v", got, want)
	}
}
