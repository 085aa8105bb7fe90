package forms_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"tereze/courier/forms"
)

// A registry of five hundred keeps every row, counts its pages and adds up.
func TestFiveHundred(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	if testing.Short() {
		t.Skip("five hundred cases are accepted and sent")
	}
	const n = 500
	b := open(t)
	ids := b.accept(n, "duplicate", school)
	sheets := 0
	for _, id := range ids {
		for _, p := range must(b.Case(ctx(), id))(t).Papers {
			if !p.Shown {
				sheets += p.Sheets
			}
		}
	}
	f := must(forms.Registry(ctx(), b.Office, b.send(school, ids...), opts()))(t)
	if len(f.Codes()) != n {
		t.Fatalf("%d codes, want %d", len(f.Codes()), n)
	}
	pages := words(t, f)
	one := len(pages) / 2
	if len(pages) != 2*one || one < 20 || one > 60 {
		t.Errorf("%d pages in two copies", len(pages))
	}
	total := fmt.Sprintf("Барлығы %d іс, %d парақ · Всего дел: %d, листов: %d", n, sheets, n, sheets)
	for i, p := range pages {
		corner := fmt.Sprintf("Дана · Экз. %d/2 Бет · Стр. %d/%d", i/one+1, i%one+1, one)
		if !strings.Contains(p, corner) {
			t.Errorf("page %d does not say %q", i+1, corner)
		}
		if last := i%one == one-1; last && !strings.Contains(p, total) {
			t.Errorf("page %d has no total %q:\n%s", i+1, total, p)
		}
	}
	text := strings.Join(pages[:one], " ")
	for _, id := range ids {
		if no := string(b.number(id)); strings.Count(text, no) != 1 {
			t.Errorf("%s stands %d times in one copy", no, strings.Count(text, no))
		}
	}
}

// BenchmarkRegistry is a registry of five hundred from the store to the PDF.
func BenchmarkRegistry(b *testing.B) {
	o := open(b)
	no := o.send(school, o.accept(500, "duplicate", school)...)
	b.ResetTimer()
	for b.Loop() {
		f := must(forms.Registry(ctx(), o.Office, no, opts()))(b)
		if err := f.PDF(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
