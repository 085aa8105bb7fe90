package tui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/tuitest"
)

// auditor is a session on the filled office that may read the journal only.
func auditor(t *testing.T, l trio.Lang) (*Session, *tuitest.Pump) {
	t.Helper()
	s, c := newFilledOffice(t, l, "auditor1")
	p := open(t, s, c, 80, 24)
	push(p, newJournal(s))
	return s, p
}

func TestJournalFrames(t *testing.T) {
	s, p := auditor(t, trio.KK)
	tuitest.NoClash(t, p.Model().(*App).Keys())
	j := pushed[*journal](t, p, s)
	j.head.Hash = [32]byte{0x9f, 0x3a, 0x51, 0xc0} // every store has its own
	caseFrames(p, s, "journal")
	caseSizes(p)
	n := store.Entry{Seq: 2614, At: caseNow, Op: uuid.MustParse("014bd901-0a38-7fd7-9942-c195dda18295"), Operator: "sector1", Process: 4,
		Act: "dispatch", Subject: "12", Args: []string{"148", "149"}, Hash: j.head.Hash, Changes: []store.Change{
			{Table: "registry", ID: []byte{0, 0, 0, 0, 0, 0, 0, 148}, Sum: [32]byte{1, 2, 3, 4}},
			{Table: store.SequenceTable, ID: []byte("dispatch"), Sum: [32]byte{5, 6}}, {Table: "draft", ID: make([]byte, 16), Dropped: true}}}
	j.showEntry(n)
	p.Send(nil)
	caseFrames(p, s, "journal_entry")
	caseSizes(p)
	p.Press("esc")
	for range 3 { // through the languages and back
		p.Press("f5")
		p.Golden("journal_filter", s.Lang)
		p.Press("esc", "f2")
	}
	p.Press("f5")
	caseSizes(p)
}

// Each filter leaves what it says, F6 brings all back, a scan shows a case's.
func TestJournalFilters(t *testing.T) {
	s, p := auditor(t, trio.RU)
	k := caseIn(t, s.Office.For(intake.Itself(intake.Supervisor)), intake.Issued, nil)
	all := strings.Split(p.Frame(), "\n")[4:18]
	for _, x := range []struct {
		tabs  int
		typed string
		want  string
		ok    func(store.Entry) bool
	}{
		{0, "sector1", "sector1", func(n store.Entry) bool { return n.Operator == "sector1" }},
		{1, "6", "отмечено скан", func(n store.Entry) bool { return n.Process == 6 }},
		{2, "выдано", "выдано", func(n store.Entry) bool { return n.Act == "issue" }},
		{3, string(k.Number), string(k.Number), func(n store.Entry) bool {
			return n.Subject == string(k.Number) || strings.Contains(strings.Join(n.Args, " "), string(k.Number))
		}},
		{4, "20.02.2015", "20.02.15", func(n store.Entry) bool { return n.At.In(s.Office.Office.Zone()).Format("02.01.2006") == "20.02.2015" }},
	} {
		p.Press("f5")
		for range x.tabs {
			p.Press("tab")
		}
		p.Type(x.typed)
		p.Press("f9")
		p.Has("отбор: "+x.typed, x.want)
		g := pushed[*journal](t, p, s).grid
		if g.Len() == 0 {
			t.Errorf("%s: nothing is left", x.typed)
		}
		for range 40 {
			r, _ := g.Selected()
			if n := r.Value.(store.Entry); !x.ok(n) {
				t.Fatalf("%s: %+v", x.typed, n)
			}
			p.Press("down")
		}
		p.Press("f6")
		if now := strings.Split(p.Frame(), "\n")[4:18]; !slices.Equal(now, all) {
			t.Errorf("%s: not everything is back:\n%s", x.typed, p.Frame())
		}
	}
	for typed, why := range map[string]string{"9": "число от 0 до 7"} {
		p.Press("f5", "tab")
		p.Type(typed)
		p.Press("f9")
		p.Has(why)
		p.Press("esc")
	}
	p.Press("f6")
	p.Has("отбора нет")
	p.Scan(k.Number.Barcode())
	p.Has("отбор: "+string(k.Number), "принято")
}

// From one end to the other and back, a page at a time.
func TestJournalToItsEnds(t *testing.T) {
	s, p := auditor(t, trio.EN)
	head := must(s.Office.Ledger.Head(context.Background()))
	g := pushed[*journal](t, p, s).grid
	at := func() string { r, _ := g.Selected(); return r.ID }
	if at() != uitoa(head.Seq) {
		t.Errorf("opens on %s of %d", at(), head.Seq)
	}
	p.Press("end")
	if at() != "1" {
		t.Errorf("ends with %s", at())
	}
	for range 50 {
		p.Press("pgup")
	}
	p.Press("home")
	if at() != uitoa(head.Seq) {
		t.Errorf("back at %s", at())
	}
}

// The chain is checked while one goes on reading.
func TestJournalIsVerified(t *testing.T) {
	s, p := auditor(t, trio.EN)
	head := must(s.Office.Ledger.Head(context.Background()))
	p.Has("The journal's head: "+uitoa(head.Seq)+" · "+head.Short(), "ago")
	p.Hold()
	p.Press("f7")
	p.Has("Checking the chain")
	p.FitsFrame()
	p.Press("f7")
	p.Has("Not now")
	p.Press("down")
	p.Release()
	p.Has("The chain is whole: "+uitoa(head.Seq)+" entries, head "+head.Short(), "▸")
}

// Every act the journal of a lived-in office holds has words, and no name
// stands in it.
func TestJournalActsHaveWords(t *testing.T) {
	s, _ := auditor(t, trio.KK)
	all := must(s.Office.Ledger.Journal(context.Background(), 1, 100_000))
	acts := map[string]bool{}
	for _, n := range all {
		acts[n.Act] = true
	}
	if len(acts) < 15 {
		t.Fatalf("only %d acts", len(acts))
	}
	for act := range acts {
		for _, l := range trio.Langs() {
			if got := lang.New(l).JournalAct(act); got.Empty() || got.String() == act && l != trio.EN {
				t.Errorf("%s: %q is %q", l, act, got.String())
			}
		}
	}
}

// Who may not read the journal is refused by the domain, whatever screen asks.
func TestJournalIsForThoseWhoMay(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	p := open(t, s, c, 80, 24)
	push(p, newJournal(s))
	p.Has("рұқсат етілмеген")
	p.HasNot("op1")
}
