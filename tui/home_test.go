package tui

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

func TestHomeFrames(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "sector1")
	p := open(t, s, c, 80, 24)
	caseFrames(p, s, "home_4")
	p.Press("right", "right", "right")
	caseFrames(p, s, "home_7")
	p.Press("right")
	caseFrames(p, s, "home_1")
	p.Press("right", "right")
	caseFrames(p, s, "home_3")
	p.Press("right", "right")
	caseFrames(p, s, "home_5")
	caseSizes(p)

	s, c = newTestOffice(t, trio.KK, intake.Operator)
	p = open(t, s, c, 80, 24)
	caseFrames(p, s, "home_empty")
	caseSizes(p)
}

// The strip says what the tallies say, and the foot of each station too, in
// whole words, at 80.
func TestHomeCounts(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "super1")
	p := open(t, s, c, 80, 24)
	n := must(s.Office.Conveyor(context.Background(), s.Today()))
	rows := strings.Split(p.Frame(), "\n")
	counts := regexp.MustCompile(`\d+`).FindAllString(rows[3], -1)
	want := fmt.Sprint(n.Drafts, n.Accepted, n.Counter.All, n.Sector.All+n.Packed, n.Away.All, n.Marked.All, n.Ready.All)
	if got := strings.Join(counts, " "); got != want {
		t.Errorf("the strip counts %s, the office %s", got, want)
	}
	if n.Away.Late == 0 || n.Ready.Late == 0 || n.Sector.Late+n.Sector.Today == 0 {
		t.Fatalf("nothing is late in the training office: %+v", n)
	}
	for _, f := range []string{
		fmt.Sprintf("! %d сег.", n.Counter.Late+n.Counter.Today), fmt.Sprintf("! %d сег.", n.Sector.Late+n.Sector.Today),
		fmt.Sprintf("! %d позд.", n.Away.Late), fmt.Sprintf("! %d вчер.", n.Marked.Late), fmt.Sprintf("! %d архив", n.Ready.Late),
	} {
		if !strings.Contains(rows[4], f) {
			t.Errorf("the strip does not say %q: %s", f, rows[4])
		}
	}
	for range 7 {
		for i := 0; i < 3; i++ { // through the languages and back
			rows := strings.Split(p.Frame(), "\n")
			for _, i := range []int{2, 3, 4, 6, 19, 23} { // strip, name, foot, keys
				if strings.Contains(rows[i], "…") {
					t.Errorf("cut: %s", rows[i])
				}
			}
			p.Press("f2")
		}
		p.Press("right")
	}
}

// A note never shows half a word, however many there are.
func TestHomeNotesAreWhole(t *testing.T) {
	for _, l := range trio.Langs() {
		s, c := newTestOffice(t, l, intake.Operator)
		p := open(t, s, c, 80, 24)
		for _, many := range []int64{1, 9, 10, 99, 100, 999, 1000, 99_999} {
			var m countsMsg
			m.Counter.All, m.Counter.Late, m.Counter.Today = 2*many, many, many
			m.Sector, m.Away, m.Marked, m.Ready = m.Counter, m.Counter, m.Counter, m.Counter
			m.Drafts, m.Accepted, m.Refused, m.Packed, m.Unsettled, m.Archived = many, many, many, many, many, many
			p.Send(Shown{})
			h := p.Model().(*App).stack[0].(*home)
			h.Update(m)
			for range 7 {
				rows := strings.Split(p.Frame(), "\n")
				for _, i := range []int{2, 3, 4, 19} {
					if strings.Contains(rows[i], "…") {
						t.Errorf("%s, %d: %s", l, many, rows[i])
					}
				}
				p.FitsFrame()
				h.focus = h.focus%7 + 1
			}
		}
	}
}

func TestHomeKeys(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "op1")
	p := open(t, s, c, 80, 24)
	tuitest.NoClash(t, p.Model().(*App).Keys())
	p.Has("▐3 Тапсыру▌")
	p.Press("down", "down")
	held := selectedRow(p)
	p.Press("f2")
	p.Has("▐3 Сектор▌")
	if got := selectedRow(p); got[:20] == "" || strings.Fields(got)[0] == "" || !sameNumber(got, held) {
		t.Errorf("the language moved the selection from %q to %q", held, got)
	}
	number := caseNumber(held)
	p.Press("enter")
	p.Has(number + " · ")
	p.Press("esc")
	if got := selectedRow(p); !sameNumber(got, held) {
		t.Errorf("the card moved the selection from %q to %q", held, got)
	}
	for range 7 {
		p.Press("left")
	}
	p.Has("▐3 Сектор▌")
	p.Press("right", "right", "right", "right")
	p.Press("space")
	p.Has("7 Выдача · ждут получателя", "53 дела")
	p.Press("esc", "7")
	p.Has("7 Выдача · ждут получателя")
	p.Press("esc")
	p.Layout = "kz_basic"
	p.Press("7")
	p.Has("7 Выдача · ждут получателя")
	p.Press("esc", "f1")
	p.Has("Семь станций", "новое заявление")
}

// An empty list leads to its station all the same.
func TestHomeEmptyListLeadsOn(t *testing.T) {
	s, c := newTestOffice(t, trio.EN, intake.Operator)
	p := open(t, s, c, 80, 24)
	p.Has("No cases at this station", "0 cases")
	for range 4 {
		p.Press("right")
	}
	p.Press("enter")
	p.Has("7 Issue", "Nothing to issue")
}

var numberShapeInRow = regexp.MustCompile(`\d{3}-\d{6}-\d{6}`)

// selectedRow is the row with the pointer.
func selectedRow(p *tuitest.Pump) string {
	for _, r := range strings.Split(p.Frame(), "\n") {
		if strings.HasPrefix(r, " ▸ ") {
			return r
		}
	}
	return ""
}

func caseNumber(row string) string { return numberShapeInRow.FindString(row) }
func sameNumber(a, b string) bool  { return caseNumber(a) != "" && caseNumber(a) == caseNumber(b) }
