package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"tereze/courier"
	"tereze/courier/export"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/storetest"
)

var (
	op     = intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}
	sector = intake.Actor{Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector}
)

// bench is an office over a real store, a data folder and a clock.
type bench struct {
	testing.TB
	*courier.Office
	dir   string
	clock *training.Clock
	seed  uint64
}

func open(t testing.TB) *bench {
	t.Helper()
	office := intake.DefaultOffice(storetest.Office, "atyrau")
	b := &bench{TB: t, dir: t.TempDir(), clock: training.NewClock(time.Date(2015, 3, 2, 5, 0, 0, 0, time.UTC))}
	b.Office = &courier.Office{Desk: &intake.Desk{Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &office, Clock: b.clock.Now}}
	return b
}

// accept registers an invented person's application; change may alter it.
func (b *bench) accept(change func(*intake.Application)) *intake.Case {
	b.Helper()
	b.seed++
	app, err := training.Apply(b.Desk, "duplicate", b.seed)
	if err != nil {
		b.Fatal(err)
	}
	app.Provider = "school-1"
	if change != nil {
		change(&app)
	}
	c, err := b.Accept(context.Background(), b.By(op), app)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// pass brings cases to the sector.
func (b *bench) pass(ids ...uuid.UUID) {
	b.Helper()
	if _, err := b.Give(context.Background(), b.By(op), ids, sector.Code, nil); err != nil {
		b.Fatal(err)
	}
	for _, id := range ids {
		if _, err := b.Receive(context.Background(), b.By(sector), id); err != nil {
			b.Fatal(err)
		}
	}
}

// write exports, or ends the test.
func (b *bench) write(w export.What, f export.Format, l trio.Lang) (path string, rows int) {
	b.Helper()
	path, rows, err := export.Write(context.Background(), b.Office, b.dir, b.exporter(w), w, f, l)
	if err != nil {
		b.Fatal(err)
	}
	return path, rows
}

// exporter fixes an export by whoever may make it.
func (b *bench) exporter(w export.What) intake.By {
	if who := (intake.Actor{Code: "super1", Name: "Г. Сапарова", Role: intake.Supervisor}); w.Kind == export.Journal {
		return b.By(who)
	}
	return b.By(op)
}

// files are the names in the export folder.
func (b *bench) files() (names []string) {
	b.Helper()
	all, err := os.ReadDir(filepath.Join(b.dir, export.Folder))
	if err != nil && !os.IsNotExist(err) {
		b.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// acts counts the journal's entries of an act.
func (b *bench) acts(act string) (some []store.Entry) {
	b.Helper()
	all, err := b.Ledger.Journal(context.Background(), 1, 100_000)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range all {
		if n.Act == act {
			some = append(some, n)
		}
	}
	return some
}

// readCSV reads a file as another program does, and wants a BOM, CR LF and
// as many fields in each row as there are heads.
func readCSV(t testing.TB, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !ok || bytes.Contains(bytes.ReplaceAll(data, []byte("\r\n"), nil), []byte("\n")) || !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Errorf("%s: BOM %v, or a line that does not end with CR LF", path, ok)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// readXLSX reads the only sheet and wants no formula and no link in it.
func readXLSX(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := f.GetSheetList(); len(n) != 1 {
		t.Fatalf("sheets %v", n)
	}
	name := f.GetSheetName(0)
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	for y, r := range rows {
		for x := range r {
			at, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if formula, err := f.GetCellFormula(name, at); formula != "" || err != nil {
				t.Errorf("%s holds the formula %q, %v", at, formula, err)
			}
		}
	}
	return rows
}

// col is a column by its head.
func col(t testing.TB, rows [][]string, head string) (all []string) {
	t.Helper()
	for i, h := range rows[0] {
		if h != head {
			continue
		}
		for _, r := range rows[1:] {
			if i < len(r) {
				all = append(all, r[i])
			} else {
				all = append(all, "") // XLSX readers leave empty ends out
			}
		}
		return all
	}
	t.Fatalf("no column %q in %q", head, rows[0])
	return nil
}

func one(t testing.TB, rows [][]string, head string) string {
	t.Helper()
	if len(rows) != 2 {
		t.Fatalf("%d rows, want the heads and one", len(rows))
	}
	return col(t, rows, head)[0]
}

// undo takes the apostrophes of CSV away as the package's words say.
func undo(s string) string {
	s = strings.TrimPrefix(s, "'")
	return strings.ReplaceAll(strings.ReplaceAll(s, ";'", ";"), "\t'", "\t")
}
