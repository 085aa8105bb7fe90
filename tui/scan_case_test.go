package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/tuitest"
)

// caseStages is a case of each stage of the filled office.
func caseStages(t *testing.T, s *Session) map[intake.Stage]*intake.Case {
	out := map[intake.Stage]*intake.Case{}
	for _, st := range intake.Stages() {
		out[st] = caseIn(t, s.Office, st, nil)
	}
	return out
}

// Codes that lead to no case of ours.
var caseStrays = []struct{ name, code, kk, ru string }{
	{"another office", must(code.Make("017", caseNow, 5)).Barcode(), "№ 017 орталықтың ісі, біздікі емес !", "дело центра № 017, не наше !"},
	{"no such case", must(code.Make("042", caseNow, 999_999)).Barcode(), "…999999 мұндай іс жоқ, нөмірін тексеріңіз ?", "…999999 такого дела нет, проверьте номер ?"},
	{"goods", "4006381333931", "біздің код емес ?", "не наш код ?"},
	{"torn", "04215030", "код толық емес, қайта сканерлеңіз ?", "код неполный, сканируйте ещё раз ?"},
}

// A scan acts by the case's stage and the screen, and always says what it did
// or why not: on every screen of these, under the US and the Kazakh layout.
func TestScanAnswersEverywhere(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	cases := caseStages(t, s)
	screens := map[string]func() Screen{
		"home":    nil,
		"search":  func() Screen { return newSearch(s, "") },
		"archive": func() Screen { return newArchive(s) }, "issue": func() Screen { return newIssue(s) },
		"card": func() Screen { return newCard(s, cases[intake.Accepted].ID) },
	}
	for name, screen := range screens {
		for _, layout := range []string{"", "kz_basic"} {
			for stage, k := range cases {
				if name == "card" && stage == intake.Accepted {
					continue // the same case: see below
				}
				p := open(t, s, c, 80, 24)
				p.Layout = layout
				if screen != nil {
					push(p, screen())
				}
				p.Scan(k.Number.Barcode())
				at, sign := s.stands(k)
				card := string(k.Number) + " · " + s.Words.Stage(stage).String()
				switch {
				case name != "issue":
					p.Has("…"+k.Number.String()[11:]+" "+at.String()+" "+sign.Text().String(), card)
				case stage == intake.Ready:
					p.Has("дайын: тексеріп, F9 басыңыз ✓", "7 Беру · тексеру", string(k.Number))
				case stage == intake.Archived:
					p.Has("мұрағатта: F9 – беруге алу !", card)
				default:
					p.Has("…"+k.Number.String()[11:]+" "+at.String(), "7 Беру · алушысын күтіп тұр")
					p.HasNot(card)
				}
				if line := scanLineOf(p.Frame()); strings.Contains(line, at.String()[:4]+"…") {
					t.Errorf("%s: the answer is cut: %s", name, line)
				}
			}
			for _, x := range caseStrays {
				p := open(t, s, c, 80, 24)
				p.Layout = layout
				if screen != nil {
					push(p, screen())
				}
				p.Scan(x.code)
				if name != "search" || x.name != "goods" && x.name != "torn" { // there it is what somebody types
					p.Has(x.kk)
				}
			}
		}
	}
}

// push puts a screen on the stack.
func push(p *tuitest.Pump, s Screen) {
	p.Model().(*App).env.Push(s)
	p.Send(tea.FocusMsg{}) // any message: the App then does what was asked
}

func scanLineOf(frame string) string {
	rows := strings.Split(frame, "\n")
	return rows[len(rows)-3]
}

// Every answer fits the scan line at 80, in every language.
func TestScanAnswersFit(t *testing.T) {
	for _, l := range trio.Langs() {
		s, _ := newTestOffice(t, l, intake.Operator)
		w, p7 := s.Words.Card(), s.Words.P7()
		at := w.At
		for i, x := range []interface{ Width() int }{
			at.Refused.Fill(s.Words.DayShort(s.Today())), at.Counter, at.Given, at.Sector, at.Registry, at.Provider, at.SentBack, at.Back,
			at.Marked, at.Ready, at.Overdue, at.Issued.Fill(s.Words.DayShort(s.Today())), at.Archived, at.Withdrawn.Fill(s.Words.DayShort(s.Today())), at.Annulled,
			p7.CheckNow, p7.InArchiveSay, p7.ReceiptFits, p7.FirstThis, w.OtherOffice, w.NoCase,
		} {
			if x.Width() > 38 {
				t.Errorf("%s: answer %d is %d wide: %v", l, i, x.Width(), x)
			}
		}
	}
}

// The same code twice is one scan; the same case, later, is open already.
func TestScanTwice(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "op1")
	k := caseIn(t, s.Office, intake.Handed, nil)
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	p.Scan(k.Number.Barcode())
	p.Has("тот же скан, 0 с назад =", string(k.Number)+" · ")
	p.Wait(5 * time.Second)
	p.Scan(k.Number.Barcode())
	p.Has("это дело и открыто =")
	other := caseIn(t, s.Office, intake.Issued, nil)
	p.Scan(other.Number.Barcode())
	p.Has(string(other.Number)+" · выдано", "выдано "+s.Words.Short(other.Last().At).String()+" =")
	p.Press("esc") // one card at a time
	p.Has("▐3 Сектор▌")
}

// Numbers typed on the scan line: in any form, and words for the search.
func TestScanTypedNumbers(t *testing.T) {
	s, c := newFilledOffice(t, trio.EN, "op1")
	k := caseIn(t, s.Office, intake.Handed, nil)
	tail := k.Number.Tail()
	p := open(t, s, c, 80, 24)
	for _, typed := range []string{string(k.Number), strings.ReplaceAll(string(k.Number), "-", ""), strings.ReplaceAll(string(k.Number), "-", " "), k.Number.Barcode()} {
		p.Press("f3")
		p.Type(typed)
		p.Press("enter")
		p.Has(string(k.Number)+" · with the sector", "with the sector, needs a registry")
		p.Press("esc")
		p.Wait(5 * time.Second)
	}
	// Last digits: the only one on the list in front, else all there are.
	counter := only(must(s.Office.Find(t.Context(), tail, 500)), inStage(intake.Accepted))
	if len(counter) != 1 {
		t.Fatalf("%d cases at the counter end with %s", len(counter), tail)
	}
	for _, typed := range []string{tail, "0" + tail, strings.TrimLeft(tail, "0")} {
		p.Press("f3")
		p.Type(typed)
		p.Press("enter")
		p.Has(string(counter[0].Number)+" · accepted", "at the counter")
		p.Press("esc")
	}
	p.Press("left", "left") // drafts: no numbers
	p.Press("f3")
	p.Type(tail)
	p.Press("enter")
	p.Has("cases found ✓", "Search", tail)
	p.Press("down", "enter")
	p.Has(" · ", "Now")
	p.Press("esc", "esc", "right", "right")
	p.Press("f3")
	p.Type("Қабдоллаұлы")
	p.Press("enter")
	p.Has("not found: Қабдоллаұлы ?", "▐3 Sector▌")
	p.Press("f3")
	p.Type(k.Recipient.IIN)
	p.Press("enter")
	p.HasNot("not found")
	p.Press("esc", "0") // 0, 8 and 9 begin a number
	p.Type("17-150302-000005")
	p.Press("enter")
	p.Has("a case of centre No 017, not ours !")
}

// Keys pressed before the answer is there belong to what the scan leads to.
func TestScanThenKeys(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	k := caseAt(t, s.Office, intake.Ready, 1)
	p := open(t, s, c, 80, 24)
	p.Press("7")
	p.Hold()
	p.Burst(k.Number.Barcode())
	p.Press("f9") // at once
	p.Release()
	p.Has(": берілді")
	if now := must(s.Office.Case(t.Context(), k.ID)); now.Stage != intake.Issued {
		t.Errorf("%v", now.Stage)
	}
}

// A scan on a screen of another's making still opens the case: home answers.
func TestScanFallsToHome(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	k := caseAt(t, s.Office, intake.Handed, 1)
	p := open(t, s, c, 80, 24)
	push(p, &plainScreen{})
	p.Scan(k.Number.Barcode())
	p.Has("секторда, тізілім күтеді ✓", string(k.Number)+" · секторда")
}

// plainScreen has no use for scans.
type plainScreen struct{ _ int } // two of them must differ

func (p *plainScreen) Init() tea.Cmd          { return nil }
func (p *plainScreen) Update(tea.Msg) tea.Cmd { return nil }
func (p *plainScreen) Resize(int, int)        {}
func (p *plainScreen) View() Frame            { return Frame{} }
func (p *plainScreen) Keys() []keys.Binding   { return nil }
func (p *plainScreen) Title() safe.Text       { return safe.Const("…") }
