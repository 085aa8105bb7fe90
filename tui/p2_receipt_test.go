package tui

import (
	"context"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// The modules on the screen are those of the number's code, four light ones
// around them: read back from the frame, cell by cell.
func TestCodeOnTheReceiptIsTheNumber(t *testing.T) {
	p, s, _ := counter(t, trio.KK)
	fillDuplicate(p)
	p.Press("f9")
	want, err := qr.Encode(oneCase(t, s).Number.Barcode(), qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	n := want.Bounds().Dx()
	rows := strings.Split(p.Frame(), "\n")[4:19] // 15 rows of the body
	for y := range n + 2*quiet {
		row := []rune(rows[y/2] + strings.Repeat(" ", 80))
		for x := range n + 2*quiet {
			cell := row[79-n-2*quiet+x] // one cell is left free at the edge
			dark := cell == '█' || cell == '▀' && y%2 == 0 || cell == '▄' && y%2 == 1
			is := false
			if mx, my := x-quiet, y-quiet; mx >= 0 && my >= 0 && mx < n && my < n {
				r, _, _, _ := want.At(mx, my).RGBA()
				is = r == 0
			}
			if dark != is {
				t.Fatalf("module %d, %d is %v on the screen:\n%s", x, y, dark, p.Frame())
			}
		}
	}
	p.Resize(70, 24)
	p.HasNot("▀▀▀▀▀▀▀")
	p.Has("2015 жылғы 1 сәуір")
}

func TestReceiptTellsHowItWasCounted(t *testing.T) {
	for l, words := range map[trio.Lang][]string{
		trio.KK: {"2015 жылғы 1 сәуір, сәрсенбі", "3 наурыз", "1 жұмыс күні", "31 наурыз", "29 күнтізбелік күн", "түпнұсқа, 1 парақ"},
		trio.RU: {"1 апреля 2015, среда", "3 марта", "1 рабочий день", "31 марта", "29 календарных дней", "подлинник, 1 л."},
		trio.EN: {"Wednesday, 1 April 2015", "3 March", "1 working day", "31 March", "29 calendar days", "original, 1 sheet"},
	} {
		p, s, _ := counter(t, l)
		fillDuplicate(p)
		p.Press("f9")
		p.Has(words...)
		head, err := s.Office.Ledger.Head(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		p.Has(head.Short())
		p.Press("d")
		first := p.Frame()
		p.Press("pgdown", "pgdown")
		if p.Frame() == first {
			t.Errorf("%s: the explanation does not scroll:\n%s", l, first)
		}
		p.Press("esc")
		p.Has(words...)
	}
}

func TestAcceptedTodayNewestFirst(t *testing.T) {
	p, s, c := counter(t, trio.RU)
	p.Press("2")
	p.Has("Сегодня ещё ничего не принято")
	p.Press("k")
	p.Has("Сейчас нельзя")
	var last *intake.Case
	for n := range 60 {
		last = caseAt(t, s.Office, intake.Accepted, n)
		c.Forward(1e9)
	}
	p.Press("esc", "2")
	p.Has("60 заявлений", "▸ 10:00", last.Number.String(), last.Recipient.ShortName(), "Дубликат")
	p.HasNot("042-150302-000001")
	p.Press("end")
	p.Has("042-150302-000001")
	p.Press("home", "down")
	p.Press("k")
	p.Has("042-150302-000059", "Прийти")
	p.Press("esc", "2", "enter")
	p.Has(last.Number.String(), last.Recipient.FullName())
}

// frames are the screens of processes 1 and 2 that are kept as golden frames:
// each is reached by keys from home.
var frames = []struct {
	name string
	go_  func(t *testing.T, p *tuitest.Pump, s *Session)
}{
	{"p1_services", func(_ *testing.T, p *tuitest.Pump, _ *Session) { p.Press("1") }},
	{"p1_elsewhere", func(_ *testing.T, p *tuitest.Pump, _ *Session) { p.Press("1", "4") }},
	{"p1_drafts", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		p.Press("1", "3")
		p.Type(manIIN)
		p.Type("Серіков")
		p.Press("esc", "1")
	}},
	{"p1_form", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		fillDuplicate(p)
		p.Press("f9", "esc", "1", "3")
		p.Type(manIIN)
		p.Press("tab", "tab", "tab", "right", "f4", "tab", "down", "down", "down", "space")
	}},
	{"p1_fault", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		p.Press("1", "3")
		p.Type(manIIN)
		p.Type("Cериков3")
		p.Press("tab", "f9")
	}},
	{"p1_proxy", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		p.Press("1", "1")
		p.Type(manIIN)
		p.Type("Серіков")
		p.Press("tab", "tab", "tab", "tab", "tab", "space", "tab", "right", "right", "right")
	}},
	{"p1_notes", func(_ *testing.T, p *tuitest.Pump, _ *Session) { p.Press("1", "3", "f7") }},
	{"p1_refuse_ask", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		p.Press("1", "3")
		p.Type(manIIN)
		names(p)
		p.Press("f8")
	}},
	{"p1_refused", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		p.Press("1", "3")
		p.Type(manIIN)
		names(p)
		p.Press("f8", "f8")
	}},
	{"p2_receipt", func(_ *testing.T, p *tuitest.Pump, _ *Session) { fillDuplicate(p); p.Press("f9") }},
	{"p2_queue", func(_ *testing.T, p *tuitest.Pump, _ *Session) {
		p.Press("1", "1")
		p.Type(manIIN)
		names(p)
		p.Press("tab", "space", "f4", "f9")
	}},
	{"p2_today", func(t *testing.T, p *tuitest.Pump, s *Session) {
		for n := range 12 {
			caseAt(t, s.Office, intake.Accepted, n)
		}
		p.Press("2", "down")
	}},
}

func TestCounterFrames(t *testing.T) {
	for _, f := range frames {
		for _, l := range trio.Langs() {
			t.Run(f.name+"."+string(l), func(t *testing.T) {
				p, s, _ := counter(t, l)
				f.go_(t, p, s)
				p.Wait(1e9)
				top := pushed[Screen](t, p, s)
				tuitest.NoClash(t, top.Keys())
				switch r := top.(type) { // every run hashes its journal anew
				case *receipt:
					r.head.Hash = [32]byte{0x9f, 0x3a, 0x51, 0xc0}
				case *acceptedToday: // the card beside it has frames of its own
					r.side.c = nil
				case *refusal:
					r.head.Hash = [32]byte{0x9f, 0x3a, 0x51, 0xc0}
				}
				for _, size := range [][2]int{{132, 43}, {80, 24}} {
					p.Resize(size[0], size[1])
					p.Golden(f.name, l)
				}
				p.Sizes(nil)
			})
		}
	}
}

func TestLanguageChangesAtOnce(t *testing.T) {
	p, _, _ := counter(t, trio.KK)
	fillDuplicate(p)
	p.Has("Беруші", "Топтама толық")
	p.Press("f2")
	p.Has("Услугодатель", "Пакет полный", "Документ утрачен")
	p.Press("f9", "f2")
	p.Has("Come on", "Wednesday, 1 April 2015")
}
