package paper_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"tereze/intake/paper"
	"tereze/intake/trio"
)

func TestPDFIsRepeatable(t *testing.T) {
	again := forms(t)
	for name, f := range forms(t) {
		a, b, other := pdf(t, f), pdf(t, f), pdf(t, again[name])
		if !bytes.Equal(a, b) || !bytes.Equal(a, other) {
			t.Errorf("%s: two renders differ", name)
		}
		if day := "(D:" + f.Date.UTC().Format("20060102150405"); bytes.Count(a, []byte(day)) != 2 {
			t.Errorf("%s: its dates are not those of the act, %s", name, day)
		}
		f.Foot = trio.Text{KK: "Журнал 2", RU: "Журнал 2"}
		f.Blocks = append(f.Blocks, paper.Para{Text: paper.Same("2")})
		if bytes.Equal(a, pdf(t, f)) {
			t.Errorf("%s: another paper is the same file", name)
		}
	}
}

func TestSmallAndOnOneSheet(t *testing.T) {
	for name, f := range forms(t) {
		b := pdf(t, f)
		if limit := 60 << 10; len(b) >= limit {
			t.Errorf("%s: %d bytes, want under %d", name, len(b), limit)
		}
		n := bytes.Count(b, []byte("/Type /Page\n"))
		want := map[string]int{"receipt": 1, "receipt-externat": 1, "receipt-queue-copy": 2, "refusal": 2, "label": 2, "away": 1,
			"receipt-electronic": 2, "unaccepted": 2, "portal-refusal": 1, "portal-result": 1}[name]
		if n != want {
			t.Errorf("%s: %d pages, want %d", name, n, want)
		}
		if !bytes.Contains(b, []byte("/FontFile2")) || bytes.Contains(b, []byte("/JavaScript")) {
			t.Errorf("%s: a font must be inside, a program must not", name)
		}
	}
}

// The promise is 20 ms a paper and a second for 500 rows in two copies.
func BenchmarkPDF(b *testing.B) {
	all := forms(b)
	for _, f := range all {
		f.Copies = 1
	}
	all["registry of 500 in two copies"] = registry(500)
	for name, f := range all {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := f.PDF(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestPageBreaks(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	f := registry(100)
	f.Copies = 1
	pages := strings.Split(strings.TrimSuffix(out(t, "pdftotext", "-layout", saved(t, f), "-"), "\f"), "\f")
	if len(pages) < 5 {
		t.Fatalf("100 rows on %d pages", len(pages))
	}
	rows := 0
	for i, p := range pages {
		if !strings.Contains(p, "Получатель") {
			t.Errorf("page %d has no head of the table", i+1)
		}
		if i > 0 && !strings.Contains(p, "Реестр № 12") {
			t.Errorf("page %d does not say which paper it is of", i+1)
		}
		rows += strings.Count(p, "телнұсқаларын")
	}
	if rows != 100 {
		t.Errorf("%d rows, want 100", rows)
	}
	last := pages[len(pages)-1]
	for _, w := range []string{"100 ", "Барлығы · Всего", "Тапсырды", "қолы"} {
		if !strings.Contains(last, w) {
			t.Errorf("the signatures stand without %q", w)
		}
	}
}

// A row higher than a page goes on on the next one, whole.
func TestRowHigherThanAPage(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	long := strings.TrimSpace(strings.Repeat("сөз ", 4000)) + " соңы"
	f := &paper.Form{Kind: "t", Size: paper.A5, Blocks: []paper.Block{
		paper.Table{Columns: []paper.Column{{Head: paper.Same("бас"), Width: 30}}, Rows: [][]string{{long}}},
		paper.Fields{Rows: []paper.Field{{Label: paper.Same("өріс"), Value: paper.Same(long)}}},
		paper.List{Framed: true, Numbered: true, Items: []trio.Text{paper.Same(long)}},
		paper.Sides{Left: []paper.Block{paper.Para{Text: paper.Same(long)}}},
	}}
	got := words(t, f)
	if n := strings.Count(got, "сөз"); n != 16000 {
		t.Errorf("%d words, want 16000", n)
	}
	if n := strings.Count(got, "соңы"); n != 4 {
		t.Errorf("%d ends, want 4", n)
	}
	boxes(t, "long", f)
}

func TestMarks(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	d := desk("atyrau")
	d.Office.Training = true
	c := accepted(t, d, "duplicate", "2015-03-02T10:15")
	o := options()
	for _, again := range []bool{false, true} {
		o.Copy = again
		f, err := paper.Receipt(d, c, o)
		if err != nil {
			t.Fatal(err)
		}
		got := words(t, f)
		if !strings.Contains(got, "УЧЕБНЫЙ") || strings.Contains(got, "КОПИЯ") != again || strings.Contains(got, "КӨШІРМЕ") != again {
			t.Errorf("copy %v: %s", again, got[:120])
		}
	}
}

func BenchmarkReceipt(b *testing.B) {
	f := forms(b)["receipt"]
	for b.Loop() {
		if err := f.PDF(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRegistry500(b *testing.B) {
	f := registry(500)
	for b.Loop() {
		if err := f.PDF(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
