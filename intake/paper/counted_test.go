package paper_test

import (
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/paper"
)

// The receipt tells every date and each day passed over, as the calendar does.
func TestDatesAreExplained(t *testing.T) {
	for _, c := range []struct {
		region, service, at string
		want                []string
	}{
		{"mangystau", "externat", "2018-03-06T09:05", []string{
			"07.03.2018|Шабарманмен жолдау: 1 жұмыс күні|Отправка курьером: 1 рабочий день",
			"03.04.2018|1 жұмыс күні + 13 жұмыс күні + 1 жұмыс күні; есепке алынбайды: 8 наурыз: Халықаралық әйелдер күні; 9 наурыз: 3 наурыздың орнына демалыс күні|1 рабочий день + 13 рабочих дней + 1 рабочий день; не считаются: 8 марта: Международный женский день; 9 марта: выходной вместо 3 марта",
			"03.04.2018|сол жұмыс күні|Прийти за результатом: тот же рабочий день",
			"03.05.2018|1 ай|1 месяц",
		}},
		{"atyrau", "duplicate", "2015-03-02T10:15", []string{
			"03.03.2015|1 жұмыс күні|1 рабочий день",
			"01.04.2015|29 күнтізбелік күн|29 календарных дней",
			"01.04.2015|Нәтижеге келу|Прийти за результатом",
			"02.05.2015|жұмыс күні емес, кейінгі күнге ауысты: 1 мамыр|1 месяц; нерабочие, срок перешёл дальше: 1 мая",
		}},
		{"atyrau", "preschool-queue", "2015-03-06T17:40", []string{
			"07.03.2015|1 жұмыс күні|1 рабочий день",
			"10.03.2015|жұмыс уақытымен 30 минут; есепке алынбайды: 7|30 минут рабочего времени; не считаются: 7", // 15 + 5 + 5 + 3 + 2
			"11.03.2015|Нәтижеге келу: 1 жұмыс күні|Прийти за результатом: 1 рабочий день",
			"11.04.2015|1 ай|1 месяц",
		}},
	} {
		d := desk(c.region)
		f, err := paper.Receipt(d, accepted(t, d, c.service, c.at), options())
		if err != nil {
			t.Fatal(err)
		}
		var rows [][]string
		for _, b := range f.Blocks {
			if table, ok := b.(paper.Table); ok {
				rows = table.Rows // the last table
			}
		}
		if len(rows) != len(c.want) {
			t.Fatalf("%s: %d rows: %v", c.service, len(rows), rows)
		}
		for i, want := range c.want {
			for j, part := range strings.Split(want, "|") {
				if !strings.Contains(rows[i][j], part) {
					t.Errorf("%s: %q is not in %q", c.service, part, rows[i][j])
				}
			}
		}
	}
}

func TestReceiptOfAnUnknownService(t *testing.T) {
	d := desk("atyrau")
	c := accepted(t, d, "duplicate", "2015-03-02T10:15")
	c.Edition = "gone"
	if _, err := paper.Receipt(d, c, options()); err == nil {
		t.Error("a receipt of no edition")
	}
	if _, err := paper.Refusal(d, c, options()); err == nil {
		t.Error("a refusal of no edition")
	}
	f := paper.LabelSheet(d, []*intake.Case{c})
	if got := f.Text(80); !strings.Contains(got, c.Number.String()) {
		t.Errorf("a label without its number: %s", got)
	}
}

// No address, telephone, letterhead, note or worker: no empty rows, no error.
func TestBareOffice(t *testing.T) {
	d := desk("atyrau")
	o := *d.Office
	o.Address.KK, o.Address.RU, o.Phone, o.Paper.Letterhead.KK, o.Paper.Letterhead.RU = "", "", "", "", ""
	o.Paper.Note.KK, o.Paper.Note.RU = "", ""
	d.Office = &o
	c := accepted(t, d, "duplicate", "2015-03-02T10:15")
	c.Recipient.Phone, c.Recipient.Address = "", ""
	f, err := paper.Receipt(d, c, paper.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pdf(t, f)
	for _, w := range []string{"Журнал", "Контакты", "☎", ", ,"} {
		if got := f.Text(80); strings.Contains(got, w) {
			t.Errorf("%q in\n%s", w, got)
		}
	}
}
