package tui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/printer"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// withFolder gives a session a data folder, and the printer of the settings.
func withFolder(t *testing.T, s *Session, set intake.PrinterSettings) string {
	t.Helper()
	s.dir = t.TempDir()
	if s.printer, s.printerErr = printer.New(set, s.dir); s.printerErr != nil {
		t.Fatal(s.printerErr)
	}
	return s.dir
}

// printed are the names of the journal's printing entries: act, form, subject.
func printed(t *testing.T, s *Session) (out []string) {
	t.Helper()
	for _, e := range must(s.Office.Ledger.Journal(context.Background(), 1, 10000)) {
		if e.Act == "print" || e.Act == "reprint" {
			out = append(out, strings.Join(append([]string{e.Act}, append(e.Args, e.Subject)...), " "))
		}
	}
	return out
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, f := range all {
		names = append(names, f.Name())
	}
	return names
}

func TestPreviewFrames(t *testing.T) {
	for _, l := range trio.Langs() {
		p, s, _ := counter(t, l)
		fillDuplicate(p)
		p.Press("f9")
		pushed[*receipt](t, p, s).head.Hash = [32]byte{0x9f, 0x3a, 0x51, 0xc0}
		p.Press("p")
		for _, size := range [][2]int{{132, 43}, {80, 24}} {
			p.Resize(size[0], size[1])
			p.Golden("print_receipt", l)
		}
		p.Press("end")
		p.Golden("print_receipt_end", l)
		p.Has("▀", "█")
		p.Sizes(nil)
		p.Press("esc")
		p.HasNot("┌─")
	}
}

// Enter in the preview prints into the folder; the message line says where, the
// journal has it, and the next one from the same screen is a copy.
func TestReceiptIsPrinted(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	dir := withFolder(t, s, intake.PrinterSettings{})
	fillDuplicate(p)
	p.Press("f9")
	no := oneCase(t, s).Number.String()
	p.Press("p")
	p.Has("Просмотр · расписка", no, "Прийти за результатом")
	p.Press("esc")
	if got := printed(t, s); got != nil {
		t.Fatalf("a preview alone is in the journal: %v", got)
	}
	p.Press("p", "enter")
	p.Has("Сохранён PDF", "papers/receipt-"+no+".pdf")
	if got := files(t, filepath.Join(dir, "papers")); len(got) != 1 || got[0] != "receipt-"+no+".pdf" {
		t.Errorf("the folder holds %v", got)
	}
	p.Press("p")
	p.Has("расписка, копия", "КӨШІРМЕ")
	p.Press("f9")
	want := []string{"print receipt " + no, "reprint receipt " + no}
	if got := printed(t, s); strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("the journal has %v, want %v", got, want)
	}
	if got := files(t, filepath.Join(dir, "papers")); len(got) != 2 {
		t.Errorf("the folder holds %v", got)
	}
}

// A printer that is not there: the sentence is said, the case stands, and once
// it is there the same key prints, as one act.
func TestPrintFailsAndIsRepeated(t *testing.T) {
	p, s, _ := counter(t, trio.KK)
	dir := withFolder(t, s, intake.PrinterSettings{})
	device := filepath.Join(dir, "usb", "lp0")
	onDevice := intake.PrinterSettings{Queue: "file:" + device, Kind: "escpos"}
	s.printer = must(printer.New(onDevice, dir))
	fillDuplicate(p)
	p.Press("f9", "p", "enter")
	p.Has("Принтер табылмады")
	if c := oneCase(t, s); c.Stage != intake.Accepted {
		t.Fatalf("the case is %s", c.Stage)
	}
	if err := os.Mkdir(filepath.Dir(device), 0o700); err != nil {
		t.Fatal(err)
	}
	p.Press("p")
	p.HasNot("көшірме")
	s.printer, s.printerErr = printer.New(intake.PrinterSettings{Kind: "matrix"}, dir)
	p.Press("enter") // settings nobody can print by are said here, not at the start
	p.Has("printer.kind: matrix")
	s.printer, s.printerErr = printer.New(onDevice, dir)
	p.Press("p", "enter")
	p.Has("принтерге кетті")
	if f, err := os.Stat(device); err != nil || f.Size() < 10000 {
		t.Errorf("the printer got %v, %v", f, err)
	}
	if got := printed(t, s); len(got) != 1 {
		t.Errorf("the journal has %v", got)
	}
}

// Printing holds no scan: while the printer is silent, scans are taken, and
// the message comes to whatever screen is in front.
func TestPrintingHoldsNoScan(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	withFolder(t, s, intake.PrinterSettings{})
	k := caseAt(t, s.Office, intake.Accepted, 1)
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	p.Press("p")
	p.Has("расписка, копия")
	p.Hold()
	p.Press("enter")
	a := p.Model().(*App)
	if a.env.held != 0 {
		t.Error("printing holds the keys")
	}
	p.Press("esc")
	p.Has("отправляется на принтер")
	p.Release()
	p.Has("Сохранён PDF: papers/receipt-" + k.Number.String())
	if _, card := a.top().(*card); card {
		t.Error("Esc waited for the printer")
	}
}

// The other papers of the counter: the refusal for both sides, the slip, a
// copy from the card; none of a void number.
func TestPapersOfTheCounter(t *testing.T) {
	p, s, _ := counter(t, trio.RU)
	dir := withFolder(t, s, intake.PrinterSettings{})
	p.Press("1", "3")
	p.Type(manIIN)
	names(p)
	p.Press("f8", "f8", "p")
	p.Has("расписка об отказе")
	p.Press("pgdown")
	p.Has("Не хватает")
	p.Press("f9", "esc", "1", "4", "p")
	p.Has("памятка")
	p.Press("f9")
	p.Has("Сохранён PDF: papers/turn-away-")
	void := caseAt(t, s.Office, intake.Annulled, 5)
	p.Press("esc", "esc")
	p.Scan(void.Number.Barcode())
	p.Press("p")
	p.Has("у аннулированного номера нет расписки")
	got := strings.Join(files(t, filepath.Join(dir, "papers")), " ")
	if !strings.Contains(got, "refusal-042-150302-000001.pdf") || !strings.Contains(got, "turn-away-") {
		t.Errorf("the folder holds %s", got)
	}
}

// e writes the list in front into the folder; E asks for the format.
func TestExportKeys(t *testing.T) {
	s, c := newFilledOffice(t, trio.RU, "super1")
	dir := withFolder(t, s, intake.PrinterSettings{})
	p := open(t, s, c, 132, 43)
	look := func(part string) {
		t.Helper()
		for _, f := range files(t, filepath.Join(dir, "export")) {
			if strings.Contains(f, part) {
				return
			}
		}
		t.Errorf("no %q among %v", part, files(t, filepath.Join(dir, "export")))
	}
	p.Press("e")
	p.Has("Записан")
	look("-out-") // the supervisor's station is the fifth
	for _, step := range []struct{ keys, file string }{{"right", "-marked-"}, {"right", "-ready-"}, {"right", "-turnaways"}, {"right", "-day-"}, {"right", "-counter-"}, {"right", "-sector-"}} {
		p.Press(step.keys, "e")
		look(step.file)
	}
	for _, st := range []struct{ station, file string }{{"4", "-sector-"}, {"5", "-out-"}, {"7", "-ready-"}} {
		before := len(files(t, filepath.Join(dir, "export")))
		p.Press(st.station, "e")
		p.Has("Записан")
		look(st.file)
		if n := len(files(t, filepath.Join(dir, "export"))); n != before+1 {
			t.Errorf("station %s: %d files after %d", st.station, n, before)
		}
		p.Press("esc")
	}
	p.Press("7", "f7", "tab", "E")
	p.Has("В каком формате?")
	p.Press("right", "enter")
	p.Has("Записан", ".xlsx")
	look(".xlsx")
	look("-archive-")
	p.Press("E", "esc")
	p.HasNot("В каком формате?")

	if err := os.RemoveAll(filepath.Join(dir, "export")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "export"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.Press("e")
	p.Has("уберите его")
}

// The letter keys of papers and exports on every screen that has them, also
// under the Kazakh layout.
func TestPaperKeysUnderLayouts(t *testing.T) {
	s, c := newFilledOffice(t, trio.KK, "sector1")
	withFolder(t, s, intake.PrinterSettings{})
	p := open(t, s, c, 80, 24)
	for _, layout := range []string{"kz_basic", "ru_winkeys"} {
		p.Layout = layout
		p.Press("4", "b")
		p.Has("Қарап шығу · жапсырмалар", "Enter")
		p.Press("esc", "esc")
		tuitest.NoClash(t, p.Model().(*App).Keys())
	}
}
