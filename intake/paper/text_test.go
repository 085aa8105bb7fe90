package paper_test

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tereze/intake/paper"
	"tereze/intake/trio"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTextGolden(t *testing.T) {
	all := forms(t)
	all["registry"] = registry(18)
	all["blocks"] = everyBlock()
	for name, f := range all {
		got := f.Text(80)
		file := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s; look at it and run with -update:\n%s", name, file, got)
		}
		fits(t, name, got, 80)
		fits(t, name, f.Text(60), 60)
	}
}

// fits wants lines within the width and pages within a line printer's.
func fits(t *testing.T, name, text string, width int) {
	t.Helper()
	for i, page := range strings.Split(text, "\f") {
		ls := strings.Split(strings.TrimSuffix(page, "\n"), "\n")
		if len(ls) > 62 {
			t.Errorf("%s: page %d has %d lines", name, i+1, len(ls))
		}
		for _, l := range ls {
			if n := utf8.RuneCountInString(l); n > width || strings.TrimRight(l, " ") != l {
				t.Errorf("%s: %d columns of %d: %q", name, n, width, l)
			}
		}
	}
}

// everyBlock has one of each.
func everyBlock() *paper.Form {
	two := trio.Text{KK: "Қазақша", RU: "По-русски"}
	long := trio.Text{KK: strings.Repeat("Ұзақ мәтін. ", 12), RU: strings.Repeat("Длинный текст. ", 12)}
	return &paper.Form{
		Kind: "blocks", Size: paper.A4, Title: two, Mark: paper.Same("БЕЛГІ"), Foot: paper.Same("аяғы"),
		Office: paper.Head{Name: two, Lines: two, Phone: "1"},
		Blocks: []paper.Block{
			paper.Title{Text: two, About: two},
			paper.Heading{Text: two},
			paper.Big{Label: two, Value: two, Note: two, Act: two},
			paper.Fields{Rows: []paper.Field{{Label: two, Value: long}, {Label: paper.Same("бос")}, {Label: two, Value: paper.Same("бір\nекі"), Bold: true}}},
			paper.Para{Text: long}, paper.Para{Text: long, Beside: true}, paper.Para{Text: two, Centre: true, Bold: true},
			paper.List{Label: two, Framed: true, Numbered: true, Items: []trio.Text{two, long}},
			paper.List{Items: []trio.Text{two}},
			paper.Table{
				Columns: []paper.Column{{Head: paper.Same("№"), Width: 10, Text: 3, Right: true}, {Head: two}, {Head: paper.Same("код"), Width: 60, Text: 22, Code: true}, {Head: two, Bold: true}},
				Rows:    [][]string{{"1", "бір\nекі", barcodeOf(7), "үш"}, {"2"}},
				Totals:  []string{"2", "барлығы"},
			},
			paper.Table{Columns: []paper.Column{{Head: paper.Same("бос кесте")}}},
			paper.Barcode{Digits: barcodeOf(8)},
			paper.Barcode{Digits: "12345678", Left: true, Module: 1.2, Height: 8},
			paper.Rule{}, paper.Space{MM: 5},
			paper.Sides{Share: 0.3, Left: []paper.Block{paper.Para{Text: two}}, Right: []paper.Block{paper.Barcode{Digits: barcodeOf(9)}}},
			paper.Signs{Places: []paper.Sign{
				{Who: two, Name: "Ахметова А. Б.", Lines: []trio.Text{{KK: "Күні, уақыты", RU: "Дата, время"}}},
				{Who: two}, {Who: two, Name: strings.Repeat("Ұзақ-Есім-", 9)},
			}},
		},
	}
}

func TestEveryBlockIsRead(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	need(t, "zbarimg", "zbar-tools")
	f := everyBlock()
	got := words(t, f)
	for _, w := range []string{"Қазақша · По-русски", "БЕЛГІ", "аяғы", "бір", "екі", "2.", "–", "барлығы", "бос кесте",
		"1234 5678", "Дата, время", "қолы · подпись", "аты-жөні, қолы · фамилия, подпись", "Бет · Стр. 1/"} {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not in %s", w, got)
		}
	}
	if strings.Contains(got, "бос ") && !strings.Contains(got, "бос кесте") {
		t.Error("a field without a value is printed")
	}
	same(t, "blocks", f.Codes(), scanned(t, pictures(t, f, "200")...))
	boxes(t, "blocks", f)
}

// hostile strings: control, bidirectional, invisible, broken, of no font.
var hostile = []string{
	"а\x00б\x1b[2Jв\u0085", "\u202eтерс\u202c", "көрін\u200bбейді\u2060", "\xff\xfe", "𝔸😀漢", "а\u0301\u0302\u0303\u0304\u0305",
	"\r\n\t\f\v", "(\\)", "\u0430\u0306й", "\ufeff", "",
}

func hostileForm(s, digits string) *paper.Form {
	f := everyBlock()
	x := paper.Same(s)
	f.Kind, f.Title, f.Mark, f.Foot, f.Office = s, x, x, x, paper.Head{Name: x, Lines: x, Phone: s}
	f.Blocks = []paper.Block{
		paper.Title{Text: x, About: x}, paper.Heading{Text: x}, paper.Big{Label: x, Value: x, Note: x, Act: x},
		paper.Fields{Rows: []paper.Field{{Label: x, Value: x}}}, paper.Para{Text: x, Beside: true}, paper.Para{Text: x},
		paper.List{Label: x, Items: []trio.Text{x}, Framed: true}, paper.Barcode{Digits: digits},
		paper.Table{Columns: []paper.Column{{Head: x}, {Head: x, Code: true}}, Rows: [][]string{{s, digits}}, Totals: []string{s}},
		paper.Sides{Left: []paper.Block{paper.Para{Text: x}}}, paper.Signs{Places: []paper.Sign{{Who: x, Name: s, Lines: []trio.Text{x}}}},
		paper.Labels{Items: []paper.Label{{Number: s, Digits: digits, Lines: []string{s}}}},
	}
	return f
}

// harmless wants a paper that a hostile string cannot turn or control.
func harmless(t *testing.T, f *paper.Form) {
	t.Helper()
	if err := f.PDF(io.Discard); err != nil && !errors.Is(err, paper.ErrDigits) {
		t.Fatal(err)
	}
	for _, r := range f.Text(80) {
		if r != '\n' && r != '\f' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError) {
			t.Fatalf("%U is on the paper", r)
		}
	}
}

func TestHostileStrings(t *testing.T) {
	for _, s := range hostile {
		harmless(t, hostileForm(s, barcodeOf(1)))
		harmless(t, hostileForm("а", s))
	}
	for _, s := range []string{"", "1", "123", "12a4", "１２", "-1", strings.Repeat("12", 60)} {
		f := &paper.Form{Size: paper.A5, Blocks: []paper.Block{paper.Barcode{Digits: s}}}
		if err := f.PDF(io.Discard); !errors.Is(err, paper.ErrDigits) {
			t.Errorf("%q: %v", s, err)
		}
	}
	need(t, "pdftotext", "poppler-utils")
	f := &paper.Form{Size: paper.A4, Blocks: []paper.Block{paper.Para{Text: paper.Same("ата\u202eана\x1b й\u0306 ша\u0301 😀")}}}
	if got := words(t, f); !strings.Contains(got, "ата□ана□") || !strings.Contains(got, "□") {
		t.Errorf("read %q", got)
	}
}

func FuzzForm(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			t.Skip()
		}
		harmless(t, hostileForm(s, barcodeOf(1)))
		harmless(t, hostileForm("а", s))
	})
}
