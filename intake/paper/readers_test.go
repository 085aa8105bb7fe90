package paper_test

import (
	"fmt"
	"image/png"
	"os"
	"strconv"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/paper"
	"tereze/intake/trio"
)

const kazakh = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі № ₸ « » – ЁЙ ёй"

// words are the text of a PDF with its blanks made one.
func words(t testing.TB, f *paper.Form, args ...string) string {
	t.Helper()
	return strings.Join(strings.Fields(out(t, "pdftotext", append(args, saved(t, f), "-")...)), " ")
}

func TestEveryKazakhLetterIsRead(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	for _, heavy := range []bool{false, true} {
		f := &paper.Form{Kind: "t", Size: paper.A4, Blocks: []paper.Block{paper.Para{Text: paper.Same(kazakh), Bold: heavy}}}
		if got := words(t, f); !strings.Contains(got, kazakh) {
			t.Errorf("bold %v: read %q", heavy, got)
		}
	}
}

func TestPapersSayTheirWords(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	all := forms(t)
	for name, want := range map[string][]string{
		"receipt": {
			"Қолхат · Расписка", "042-150302-000174", "042 150302 000174 1", "02.03.2015, 10:15",
			"2015 жылғы 1 сәуір, сәрсенбі", "1 апреля 2015, среда", "сағат 09:00–20:00", "с 09:00 до 20:00",
			"Алып келіңіз: осы қолхатты және жеке куәлікті", "Возьмите с собой: эту расписку и удостоверение личности",
			"Сериков Дәурен Болатұлы", "№ 1 орта мектеп · Средняя школа № 1", "Жеке басын куәландыратын құжат",
			"03.03.2015", "02.05.2015", "Ахметова А. Б.", "Қызметкер, 3-терезе · Работник, окно 3",
			"Журнал 1745 · 9f3a 51c0", "☎ +7 7122 00 00 00", "Отдел № 2", "назовите последние пять цифр номера",
		},
		"receipt-queue-copy": {
			"КӨШІРМЕ · КОПИЯ", "1287", "Номер очередности", "21.07.2015", "№ 210", "Қыдырәлі Гүлһан Өмірбекқызы", "№ 1-245",
			"документ о полномочиях представителя",
		},
		"receipt-externat": {"13 рабочих дней", "Наурыз мейрамы"},
		"refusal": {
			"Кімге · Кому", "Сериков Дәурен Болатұлы", "об отказе в приёме документов",
			"Жетіспейді, алып келіңіз · Не хватает, принесите", "1. Жеке басын куәландыратын құжат",
			"екі данада", "Орындаушы", "Получил(а): услугополучатель", "2 марта 2015, понедельник", "Дана · Экз. 2/2",
		},
		"receipt-electronic": {"электрондық: сауал ЭҮШ арқылы жолданады", "ГБД ФЛ: совпадает", "БНАЖ: жауап жоқ", "Направление запроса через ШЭП"},
		"unaccepted":         {"форма: Стандарт, приложение 3", "1. Табельде «3» бағасы бар", "8 марта 2018, четверг", "Дана · Экз. 2/2"},
		"portal-refusal":     {"условие 2: свидетельство ЭЦП и ИИН", "1. куәлік кері қайтарылған", "Регламент 2, подпункт 7) пункта 11"},
		"portal-result":      {"KZ-2018-000732", "12-03/118", "5e11a00000000000…, ЭЦҚ бар"},
		"away":               {"Услуга здесь не принимается", "берушінің кеңсесі", "портал egov.kz"},
		"label":              {"042-150302-000174", "042 150302 000174 1", "Телнұсқа · Дубликат · № 1", "Сериков Д. Б."},
	} {
		got := words(t, all[name])
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in its text:\n%s", name, w, got)
			}
		}
	}
}

// The law's order of the refusal receipt's fields is the reading order.
func TestRefusalOrder(t *testing.T) {
	got := forms(t)["refusal"].Text(80)
	at := 0
	for _, w := range []string{"Сериков", "Құрманғазы", "ҚОЛХАТ", "2013 жылғы 15 сәуірдегі", "№ 042 бөлім", "Негізгі орта",
		"1. Жеке басын", "екі данада", "Орталықтың қызметкері", "Ахметова", "Орындаушы", "понедельник"} {
		i := strings.Index(got[at:], w)
		if i < 0 {
			t.Fatalf("%q does not come after what stands before it:\n%s", w, got)
		}
		at += i
	}
}

func TestCodesAreRead(t *testing.T) {
	need(t, "pdftoppm", "poppler-utils")
	need(t, "zbarimg", "zbar-tools")
	for name, f := range withTable(t) {
		pages := pictures(t, f, "200")
		got := scanned(t, pages...)
		if name == "away" || strings.HasPrefix(name, "portal-") {
			if len(f.Codes()) != 0 || len(got) != 0 {
				t.Errorf("%s: codes %v, read %v", name, f.Codes(), got)
			}
			continue
		}
		same(t, name, f.Codes(), got)
	}
}

// The bars begin ten modules from the edge that the layout gave them, and are
// as wide as the code says.
func TestBarsStandWhereTheyShould(t *testing.T) {
	need(t, "pdftoppm", "poppler-utils")
	const dpi, module = 600, 10 // dots
	f := &paper.Form{Size: paper.Sheet, Blocks: []paper.Block{paper.Barcode{Digits: barcodeOf(174), Left: true, Module: 1.2}}}
	file, err := os.Open(pictures(t, f, strconv.Itoa(dpi))[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	page, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	var edges []int // where dark and light meet, 5 mm below the top
	dark := false
	for x := range page.Bounds().Dx() {
		if r, _, _, _ := page.At(x, 5*dpi/25).RGBA(); (r < 0x8000) != dark {
			dark = !dark
			edges = append(edges, x)
		}
	}
	if len(edges) != 2*(3+8*3+3+4) {
		t.Fatalf("%d edges", len(edges))
	}
	for i, x := range edges {
		if off := (x + module/2) % module; off < module/2-2 || off > module/2+2 {
			t.Errorf("edge %d at dot %d is off its module", i, x)
		}
	}
	if first, last := edges[0], edges[len(edges)-1]; first < 10*module-1 || first > 10*module+1 || last-first < 123*module-1 || last-first > 123*module+1 {
		t.Errorf("the bars go from %d to %d", first, last)
	}
}

func TestCodesAreReadFromABadCopy(t *testing.T) {
	need(t, "pdftoppm", "poppler-utils")
	need(t, "zbarimg", "zbar-tools")
	all := withTable(t)
	for name, angles := range map[string][]float64{
		"receipt": {1, -1.5, 2}, "refusal": {-2}, "label": {1.5}, "table": {-1},
	} {
		f := all[name]
		f.Copies = 1
		pages := pictures(t, f, "300")
		for i, degrees := range angles {
			got := map[string]bool{}
			for n, p := range pages {
				for s := range scanned(t, copied(t, p, degrees, uint64(i*100+n))) {
					got[s] = true
				}
			}
			same(t, fmt.Sprintf("%s at %v°", name, degrees), f.Codes(), got)
		}
	}
}

// withTable adds a table of codes to the forms of the counter.
func withTable(t testing.TB) map[string]*paper.Form {
	all := forms(t)
	all["table"] = registry(20)
	all["table"].Copies = 1
	return all
}

func same(t testing.TB, name string, want []string, got map[string]bool) {
	t.Helper()
	if len(want) == 0 {
		t.Errorf("%s: no codes", name)
	}
	for _, w := range want {
		if !got[w] {
			t.Errorf("%s: %s was not read", name, w)
		}
		delete(got, w)
	}
	for g := range got {
		t.Errorf("%s: read %s, which is not on it", name, g)
	}
}

// registry is a table of n cases with their codes.
func registry(n int) *paper.Form {
	t := paper.Table{
		Columns: []paper.Column{
			{Head: paper.Same("№"), Width: 9, Right: true},
			{Head: trio.Text{KK: "Өтініш", RU: "Заявление"}, Width: 74, Code: true},
			{Head: trio.Text{KK: "Қызмет", RU: "Услуга"}},
			{Head: trio.Text{KK: "Алушы", RU: "Получатель"}},
			{Head: trio.Text{KK: "Парақ", RU: "Листов"}, Width: 16, Right: true},
		},
		Totals: []string{"", "", "Барлығы · Всего", "", strconv.Itoa(2 * n)},
	}
	for i := range n {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), barcodeOf(i + 1), "Білім туралы құжаттардың телнұсқаларын беру\nВыдача дубликатов документов об образовании", "Сериков Дәурен Болатұлы", "2"})
	}
	return &paper.Form{Kind: "registry", Size: paper.A4Wide, Copies: 2, Title: trio.Text{KK: "Тізілім № 12", RU: "Реестр № 12"},
		Blocks: []paper.Block{paper.Title{Text: trio.Text{KK: "Тізілім № 12", RU: "Реестр № 12"}}, t,
			paper.Signs{Places: []paper.Sign{{Who: trio.Text{KK: "Тапсырды", RU: "Сдал"}}, {Who: trio.Text{KK: "Қабылдады", RU: "Принял"}}}}}}
}

// A name of 200 letters without a blank, and the longest service, stay within
// the margins and on no other word.
func TestNothingIsCutOrOverlaps(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	d := desk("atyrau")
	c := accepted(t, d, "preschool-queue", "2015-03-02T10:15",
		intake.Paper{Code: "application", There: true, Kind: intake.Notarised, Sheets: 9999},
		intake.Paper{Code: "work-certificate", There: true, Kind: intake.Notarised, Sheets: 2})
	long := strings.Repeat("Әбдіқадырғұлшаһизат", 11)
	c.Recipient.Surname = string([]rune(long)[:200])
	c.Recipient.Given, c.Recipient.Patronymic = "Дәурен-Мұхаммед-Әли", strings.Repeat("Болатұлы ", 20)
	c.Recipient.Address = strings.Repeat("Құрманғазы көшесі, ", 20)
	c.Queue = 18446744073709551615
	c.Agent = &intake.Representative{Kind: intake.Guardian, Person: c.Recipient}
	c.Missing = []intake.Missing{{Code: "priority-paper", Why: intake.MissingExpired, Expired: calendar.Date{Year: 2015, Month: 1, Day: 1}}}
	o := options()
	o.Worker = strings.Repeat("Ахметова-", 20)
	d.Office.Name.KK, d.Office.Name.RU = strings.Repeat("Орталық ", 30), strings.Repeat("Центр ", 30)
	receipt, err := paper.Receipt(d, c, o)
	if err != nil {
		t.Fatal(err)
	}
	refusal, err := paper.Refusal(d, c, o)
	if err != nil {
		t.Fatal(err)
	}
	all := withTable(t)
	all["long receipt"], all["long refusal"], all["long label"] = receipt, refusal, paper.LabelSheet(d, []*intake.Case{c, c, c, c})
	for name, f := range all {
		boxes(t, name, f)
	}
	for name, f := range map[string]*paper.Form{"receipt": receipt, "refusal": refusal} {
		if got := strings.ReplaceAll(words(t, f), " ", ""); !strings.Contains(got, c.Recipient.Surname) {
			t.Errorf("%s: the long name is cut", name)
		}
	}
}

// boxes wants every word within its page and over no other word.
func boxes(t *testing.T, name string, f *paper.Form) {
	t.Helper()
	type box struct {
		x0, y0, x1, y1 float64
		word           string
	}
	var page []box
	var w, h float64
	n := 0
	for _, l := range strings.Split(out(t, "pdftotext", "-bbox", saved(t, f), "-"), "\n") {
		l = strings.TrimSpace(l)
		if strings.HasPrefix(l, "<page") {
			page = nil
			if _, err := fmt.Sscanf(l, `<page width="%g" height="%g">`, &w, &h); err != nil {
				t.Fatal(l, err)
			}
		}
		var b box
		if _, err := fmt.Sscanf(l, `<word xMin="%g" yMin="%g" xMax="%g" yMax="%g">%s`, &b.x0, &b.y0, &b.x1, &b.y1, &b.word); err != nil {
			continue
		}
		n++
		if b.x0 < 8 || b.x1 > w-8 || b.y0 < 4 || b.y1 > h-4 {
			t.Errorf("%s: outside the page %g × %g: %+v", name, w, h, b)
		}
		for _, o := range page {
			if min(o.x1, b.x1)-max(o.x0, b.x0) > 1 && min(o.y1, b.y1)-max(o.y0, b.y0) > 0.35*min(o.y1-o.y0, b.y1-b.y0) {
				t.Errorf("%s: %+v lies on %+v", name, b, o)
			}
		}
		page = append(page, b)
	}
	if n < 20 {
		t.Errorf("%s: only %d words were read", name, n)
	}
}
