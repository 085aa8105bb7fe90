package export_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tereze/courier"
	"tereze/courier/export"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/store"
)

// A lived-in office: every kind in every language reads back from both formats
// with the same cells, as many rows as the office counts, and nobody's IIN or
// address.
func TestEveryKind(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	b.Desk.Office.Training = true
	if err := training.Fill(ctx, b.Office, training.Least, time.Date(2015, 6, 15, 12, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	b.clock.Set(time.Date(2015, 6, 15, 12, 0, 0, 0, time.UTC))
	secret := b.secrets()
	if len(secret) < 50 {
		t.Fatalf("only %d people", len(secret))
	}
	type want struct {
		what export.What
		rows int64
	}
	var all []want
	if err := b.Ledger.View(ctx, func(tx *store.Tx) error {
		for _, name := range export.ListNames() {
			l, ok := export.ListNamed(name)
			n, err := intake.CountList(tx, l, b.Today())
			if err != nil || !ok {
				return fmt.Errorf("%s: %v", name, err)
			}
			all = append(all, want{export.What{Kind: export.List, List: l}, n.All})
		}
		of, err := intake.CountListOf(tx, intake.ListSector, "school-1", b.Today())
		if err != nil {
			return err
		}
		all = append(all, want{export.What{Kind: export.List, List: intake.ListSector, Provider: "school-1"}, of.All})
		out, back, err := courier.Held(tx, 1)
		if err != nil {
			return err
		}
		all = append(all, want{export.What{Kind: export.Registry, Number: 1}, out + back})
		in, err := intake.ByRegistry.Tally(tx, intake.RegistryKey('r', 1, false))
		if err != nil {
			return err
		}
		still, err := intake.ByRegistry.Tally(tx, intake.RegistryKey('r', 1, true))
		all = append(all, want{export.What{Kind: export.Return, Number: 1}, in + still})
		if err != nil {
			return err
		}
		shelf, err := intake.ByShelf.Tally(tx, []byte("2015/1"))
		all = append(all, want{export.What{Kind: export.Inventory, Inventory: "2015/1"}, shelf})
		if err != nil {
			return err
		}
		accepted, refused, err := intake.AcceptedOn(tx, b.Today())
		all = append(all, want{export.What{Kind: export.Day, Day: b.Today()}, accepted + refused})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	seen := int64(0)
	for i, w := range all {
		seen += w.rows
		l := trio.Langs()[i%3]
		path, n := b.write(w.what, export.CSV, l)
		sheet, m := b.write(w.what, export.XLSX, l)
		if int64(n) != w.rows || n != m {
			t.Errorf("%+v: %d rows in CSV, %d in XLSX, the office counts %d", w.what, n, m, w.rows)
		}
		same(t, readCSV(t, path), readXLSX(t, sheet))
		for _, row := range readCSV(t, path) {
			for _, cell := range row {
				if secret[undo(cell)] {
					t.Errorf("%+v shows an IIN or an address", w.what)
				}
			}
		}
	}
	if seen < 40 {
		t.Errorf("%d rows in all", seen)
	}
}

// secrets are every recipient's IIN and address.
func (b *bench) secrets() map[string]bool {
	secret := map[string]bool{}
	if err := b.Ledger.View(context.Background(), func(tx *store.Tx) error {
		for p, err := range intake.People.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			for _, s := range []string{p.IIN, p.Address} {
				if s != "" {
					secret[s] = true
				}
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	return secret
}

// same wants a CSV's cells, without their apostrophes, to be a sheet's.
func same(t *testing.T, c, x [][]string) {
	t.Helper()
	if len(c) != len(x) {
		t.Fatalf("CSV has %d lines, XLSX %d", len(c), len(x))
	}
	for i, row := range c {
		for k, s := range row {
			other := ""
			if k < len(x[i]) {
				other = x[i][k]
			}
			if undo(s) != other {
				t.Errorf("line %d, %s: CSV %q, XLSX %q", i+1, c[0][k], s, other)
			}
		}
	}
}

// A day has its acceptances and its refusals with what was missing, and none
// of another day's.
func TestDay(t *testing.T) {
	b := open(t)
	yesterday := b.accept(nil)
	b.clock.Add(24 * time.Hour)
	c := b.accept(func(a *intake.Application) { a.Recipient.Phone = "+7 701 000 00 01" })
	app, err := training.Apply(b.Desk, "duplicate", 99)
	if err != nil {
		t.Fatal(err)
	}
	app.Provider, app.Papers = "school-1", app.Papers[:1]
	r, err := b.Refuse(context.Background(), b.By(op), app)
	if err != nil {
		t.Fatal(err)
	}
	path, n := b.write(export.What{Kind: export.Day, Day: b.Today()}, export.CSV, trio.RU)
	rows := readCSV(t, path)
	numbers := col(t, rows, "Номер заявления")
	if n != 2 || !slices.Equal(numbers, []string{string(c.Number), string(r.Number)}) || slices.Contains(numbers, string(yesterday.Number)) {
		t.Errorf("%d rows: %v", n, numbers)
	}
	for head, want := range map[string][]string{
		"№":                {"1", "2"},
		"Штрих-код":        {"'" + c.Number.Barcode(), "'" + r.Number.Barcode()},
		"Действие":         {"принято", "отказано в приёме"},
		"Услугополучатель": {c.Recipient.FullName(), r.Recipient.FullName()},
		"Телефон":          {"'+77010000001", "'+" + r.Recipient.Phone},
		"Услугодатель":     {"Средняя школа № 1", "Средняя школа № 1"},
		"Время":            {"2015-03-03T10:00:00+05:00", "2015-03-03T10:00:00+05:00"},
		"Окно":             {"3", "3"},
		"Работник":         {"op1", "op1"},
		"День, названный получателю": {c.Come.String(), ""},
		"Недостающие документы":      {"", "Документ, удостоверяющий личность (нет)"},
	} {
		if got := col(t, rows, head); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
}

// A registry is in the order of its numbers, whether a case is still out or
// back; its counts are numbers and its texts texts, whatever they look like.
func TestRegistry(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	provider, _ := b.Office.Office.Provider("school-1")
	provider.Name.EN = "=1+1"
	var cases []*intake.Case
	for range 3 {
		cases = append(cases, b.accept(nil))
		b.pass(cases[len(cases)-1].ID)
	}
	by := func() intake.By { return b.By(sector) }
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(b.PutAll(ctx, by(), "school-1", nil))
	must(b.CloseRegistry(ctx, by(), 1))
	must(b.Dispatch(ctx, by(), []uint64{1}, "М. Тәжін", "1", "П-1"))
	const formula = `=HYPERLINK("http://example.org","x");=2`
	d := courier.Delivery{At: b.Now(), Receiver: "кеңсе"}
	d.Incoming = map[code.Number]string{cases[0].Number: formula, cases[2].Number: "007"}
	if _, _, err := b.Deliver(ctx, by(), 1, d, nil); err != nil {
		t.Fatal(err)
	}
	must(b.Mark(ctx, by(), 0, cases[1].Number.Barcode(), intake.NoOutcome)) // back before the others

	what := export.What{Kind: export.Registry, Number: 1}
	path, n := b.write(what, export.CSV, trio.EN)
	rows := readCSV(t, path)
	var numbers []string
	for _, c := range cases {
		numbers = append(numbers, string(c.Number))
	}
	if got := col(t, rows, "Application number"); n != 3 || !slices.Equal(got, numbers) {
		t.Errorf("%d rows: %v, want %v", n, got, numbers)
	}
	for head, want := range map[string][]string{
		"Incoming number": {`'=HYPERLINK("http://example.org","x");'=2`, "", "'007"},
		"Provider":        {"'=1+1", "'=1+1", "'=1+1"},
		"Registry No":     {"1", "1", "1"},
		"Stage":           {"in a registry", "came back", "in a registry"},
	} {
		if got := col(t, rows, head); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
	if slices.Contains(rows[0], "Telephone") {
		t.Error("a registry goes out with telephones")
	}

	path, _ = b.write(what, export.XLSX, trio.EN)
	same(t, rows, readXLSX(t, path))
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := f.GetSheetName(0)
	for i, head := range rows[0] {
		at, _ := excelize.CoordinatesToCellName(i+1, 2)
		kind, err := f.GetCellType(name, at)
		want := excelize.CellTypeInlineString
		if slices.Contains([]string{"No", "Registry No", "Sheets"}, head) {
			want = excelize.CellTypeUnset // a number's has no mark
		} else if rows[1][i] == "" {
			continue
		}
		if err != nil || kind != want {
			t.Errorf("%s: cell of type %v, want %v, %v", head, kind, want, err)
		}
		if w, err := f.GetColWidth(name, strings.TrimRight(at, "0123456789")); err != nil || w < 5 || w == 9.140625 {
			t.Errorf("%s: width %v, %v", head, w, err)
		}
	}
	if p, err := f.GetPanes(name); err != nil || !p.Freeze || p.YSplit != 1 || p.TopLeftCell != "A2" {
		t.Errorf("panes %+v, %v", p, err)
	}
	if p, err := f.GetDocProps(); err != nil || p.Creator != "Tereze" || p.Created != "2015-03-02T05:00:00Z" {
		t.Errorf("properties %+v, %v", p, err)
	}
}

// The longest names and every Kazakh letter come back as they went in.
func TestNames(t *testing.T) {
	b := open(t)
	long := "Ә" + strings.Repeat("ғқңөұүһі", 12) + "ғқң" // a hundred letters
	var made []*intake.Case
	for _, s := range []string{long, "Әбдіқұлұлы", "Ғани", "Қыдыр", "Ңұр", "Өтеген", "Ұлан", "Үміт", "Һарун", "Ізтілеу"} {
		made = append(made, b.accept(func(a *intake.Application) {
			a.Recipient.Surname, a.Recipient.Given, a.Recipient.Patronymic = s, s, "Ұлы"
		}))
	}
	if n := len([]rune(made[0].Recipient.FullName())); n < 200 {
		t.Fatalf("the long name has %d letters", n)
	}
	what := export.What{Kind: export.List, List: intake.ListCounter}
	for _, f := range []export.Format{export.CSV, export.XLSX} {
		path, _ := b.write(what, f, trio.KK)
		rows := readXLSXorCSV(t, path)
		names, numbers := col(t, rows, "Көрсетілетін қызметті алушы"), col(t, rows, "Өтініш нөмірі")
		for i, c := range made {
			if numbers[i] != string(c.Number) || names[i] != c.Recipient.FullName() {
				t.Errorf("%s: %s reads %q, want %q", f, numbers[i], names[i], c.Recipient.FullName())
			}
		}
	}
}

func readXLSXorCSV(t *testing.T, path string) [][]string {
	t.Helper()
	if strings.HasSuffix(path, ".xlsx") {
		return readXLSX(t, path)
	}
	return readCSV(t, path)
}

// The journal exports itself up to its own entry, whole or of a day.
func TestJournal(t *testing.T) {
	b := open(t)
	b.accept(nil)
	b.clock.Add(24 * time.Hour)
	c := b.accept(nil)
	path, n := b.write(export.What{Kind: export.Journal, Day: b.Today()}, export.CSV, trio.EN)
	rows := readCSV(t, path)
	if n != 1 || one(t, rows, "Subject") != string(c.Number) || one(t, rows, "Act") != "accept" || one(t, rows, "Process") != "2" {
		t.Errorf("of a day: %d rows %q", n, rows[1:])
	}
	if _, n = b.write(export.What{Kind: export.Journal}, export.CSV, trio.EN); n != 3 {
		t.Errorf("whole: %d rows, want two acceptances and an export", n)
	}
}

// Turn-aways are the day's, by the office's midnight, or all.
func TestTurnAways(t *testing.T) {
	b := open(t)
	away := func() {
		t.Helper()
		if _, err := b.SendElsewhere(context.Background(), b.By(op), "preschool-enrolment"); err != nil {
			t.Fatal(err)
		}
	}
	away()
	b.clock.Set(time.Date(2015, 3, 2, 18, 59, 59, 0, time.UTC)) // 23:59:59 there
	away()
	b.clock.Add(time.Second)
	away()
	for day, want := range map[calendar.Date]int{
		{}: 3, {Year: 2015, Month: 3, Day: 2}: 2, {Year: 2015, Month: 3, Day: 3}: 1, {Year: 2015, Month: 3, Day: 4}: 0,
	} {
		path, n := b.write(export.What{Kind: export.TurnAways, Day: day}, export.CSV, trio.EN)
		rows := readCSV(t, path)
		if n != want || len(rows) != want+1 {
			t.Errorf("%v: %d rows, want %d", day, n, want)
		}
		if want == 1 && (one(t, rows, "Reason") != "not given through the centre" || one(t, rows, "Time") != "2015-03-03T00:00:00+05:00" ||
			one(t, rows, "Sent to") != "the provider's chancellery") {
			t.Errorf("%q", rows[1])
		}
	}
}

// A list longer than a page is whole, each case once; of one provider, only
// that one's.
func TestPages(t *testing.T) {
	b := open(t)
	const all, theirs = 430, 43 // over two pages
	var numbers []string
	for i := range all {
		c := b.accept(func(a *intake.Application) {
			if i%10 == 0 {
				a.Provider = "school-3"
			}
		})
		numbers = append(numbers, string(c.Number))
	}
	for _, what := range []export.What{{Kind: export.Day, Day: b.Today()}, counter} {
		path, n := b.write(what, export.CSV, trio.EN)
		if got := col(t, readCSV(t, path), "Application number"); n != all || !slices.Equal(got, numbers) {
			t.Errorf("%s: %d rows, want %d in their order", what.Kind, n, all)
		}
	}
	of := counter
	of.Provider = "school-3"
	path, n := b.write(of, export.CSV, trio.EN)
	for _, p := range col(t, readCSV(t, path), "Provider") {
		if p != "Secondary school No 3" {
			t.Errorf("a case of %s", p)
		}
	}
	if n != theirs || !strings.HasPrefix(path[strings.LastIndexByte(path, '/')+1:], "tereze-042-counter-school-3-") {
		t.Errorf("%d rows in %s, want %d", n, path, theirs)
	}
}
