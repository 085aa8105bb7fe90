package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/storetest"
)

// What a spreadsheet would take for a formula or spoil gets an apostrophe.
func TestDisarm(t *testing.T) {
	for in, want := range map[string]string{
		"":                   "",
		"Сериков Дәурен":     "Сериков Дәурен",
		"№ 7 орта мектеп":    "№ 7 орта мектеп",
		"042-150302-000174":  "042-150302-000174",
		"2015-03-02":         "2015-03-02",
		"a=b+c@d-e":          "a=b+c@d-e",
		"=1+1":               "'=1+1",
		"+77011234567":       "'+77011234567",
		"-2+3":               "'-2+3",
		"-":                  "'-",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1":               "'\t'=1",
		"\tx":                "'\tx",
		"\r=1":               "'\r=1",
		"\n=1":               "'\n=1",
		"  =1":               "'  =1",
		"\u00a0=1":           "'\u00a0=1",
		"\ufeff=1":           "'\ufeff=1",
		"\u200b=1":           "'\u200b=1",
		"\x00=1":             "'\x00=1",
		"＝1":                 "'＝1",
		"＋1":                 "'＋1",
		"'x":                 "''x",
		"'=1":                "''=1",
		`=cmd|' /C calc'!A0`: `'=cmd|' /C calc'!A0`,
		"x;=1":               "x;'=1",
		"x; =1;y":            "x;' =1;y",
		"x\t@a":              "x\t'@a",
		"x;'y":               "x;''y",
		";":                  ";",
		"=1;=2":              "'=1;'=2",
		"0421503020001741":   "'0421503020001741",
		"007":                "'007",
		"0":                  "0",
		"123456789012345":    "123456789012345",
		"1234567890123456":   "'1234567890123456",
		"77011234567":        "77011234567",
		"12 345":             "12 345",
	} {
		if got := disarm(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Whatever the text, nothing dangerous stands at the front or where another
// locale's cell would begin, and undoing gives the text back.
func TestDisarmUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringOf(rapid.SampledFrom([]rune("=+-@'\t\r\n; a1ә＝"))), rapid.String()).Draw(t, "s")
		d := disarm(s)
		for _, part := range strings.FieldsFunc(d, func(r rune) bool { return r == ';' || r == '\t' }) {
			if armed(part) && part[0] != '\'' {
				t.Fatalf("%q: %q is armed", s, part)
			}
		}
		back := strings.TrimPrefix(d, "'")
		back = strings.ReplaceAll(strings.ReplaceAll(back, ";'", ";"), "\t'", "\t")
		if back != s {
			t.Fatalf("%q becomes %q and then %q", s, d, back)
		}
	})
}

// Text for a cell is text: nothing in it moves a cursor, turns the direction
// of reading, or breaks XML.
func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Әлия\r\nОмарова\rx\n": "Әлия\nОмарова\nx\n",
		"a\tb":                 "a\tb",
		"a\x1b[2Jb\x00":        "a\ufffd[2Jb\ufffd",
		"a\u202eb\u2066c":      "a\ufffdb\ufffdc",
		"a\xffb":               "a\ufffdb",
		"a\uffffb":             "a\ufffdb",
		"ӘҒҚҢӨҰҮҺІ №₸":         "ӘҒҚҢӨҰҮҺІ №₸",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Every head has its words.
func TestHeads(t *testing.T) {
	check := func(kind Kind, heads []trio.Text) {
		for i, h := range heads {
			if len(h.Missing()) > 0 || strings.ContainsRune(h.KK, 'ə') {
				t.Errorf("%s, column %d: %+v", kind, i+1, h)
			}
			for k := range i {
				if heads[k] == h {
					t.Errorf("%s: two columns %q", kind, h.EN)
				}
			}
		}
	}
	check(List, headsOf(listColumns()))
	check(Day, headsOf(dayColumns()))
	check(Registry, headsOf(registryColumns()))
	check(Return, headsOf(returnColumns()))
	check(Inventory, headsOf(inventoryColumns()))
	check(TurnAways, headsOf(turnAwayColumns()))
	check(Journal, headsOf(journalColumns()))
}

func headsOf[T any](cols []column[T]) (all []trio.Text) {
	for _, c := range cols {
		all = append(all, c.head)
	}
	return all
}

// A name made of anything but our own plain words is refused.
func TestGoodName(t *testing.T) {
	for name, want := range map[string]bool{
		"tereze-042-ready-20150302-100000": true, "": false, "-x": false, "..": false, "../x": false, "a/b": false,
		`a\b`: false, "a.b": false, "Сериков": false, "A": false, "a b": false, "a\x00": false, strings.Repeat("a", 121): false,
	} {
		if got := good(name) == nil; got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	for provider, want := range map[string]string{
		"": "sector", "school-7": "sector-school-7", "../../etc": "sector", "№7": "sector", strings.Repeat("a", 41): "sector",
	} {
		if got := (What{Kind: List, List: intake.ListSector, Provider: provider}).stem(); got != want || good(got) != nil {
			t.Errorf("provider %q: %q, want %q", provider, got, want)
		}
	}
}

// What the disk says becomes a sentence with the folder in it.
func TestOnDisk(t *testing.T) {
	for err, code := range map[error]string{
		syscall.ENOSPC: TroubleFull, syscall.EDQUOT: TroubleFull, syscall.EFBIG: TroubleFull, syscall.EROFS: TroubleDenied,
		syscall.EACCES: TroubleDenied, syscall.EIO: TroubleWrite, strange("/x"): TroubleFolder,
	} {
		var got *Trouble
		if !errors.As(onDisk("/data/export", &os.PathError{Op: "write", Path: "x", Err: err}), &got) || got.Code != code {
			t.Errorf("%v: %v, want %s", err, got, code)
			continue
		}
		if len(got.Text.Missing()) > 0 || !errors.Is(got, err) || got.Rule() || code != TroubleFolder && !strings.Contains(got.Text.KK, "/data/export") {
			t.Errorf("%v: %+v", err, got.Text)
		}
	}
}

// desk is an office over an empty store.
func desk(t testing.TB) *courier.Office {
	t.Helper()
	office := intake.DefaultOffice(storetest.Office, "atyrau")
	at := time.Date(2015, 3, 2, 5, 0, 0, 0, time.UTC)
	return &courier.Office{Desk: &intake.Desk{Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &office, Clock: func() time.Time { return at }}}
}

// turnAway puts n turn-aways down, thirty a transaction.
func turnAway(t testing.TB, o *courier.Office, n int) {
	t.Helper()
	by := o.By(intake.Actor{Code: "op1", Role: intake.Operator, Window: 3})
	for from := 0; from < n; from += 30 {
		if _, err := o.Ledger.Update(context.Background(), by.Part([]byte(fmt.Sprint(from))).Store(1), func(tx *store.Tx) error {
			for i := from; i < min(n, from+30); i++ {
				id := uuid.NewSHA1(uuid.Nil, []byte(fmt.Sprint(i)))
				if err := intake.TurnAways.Put(tx, &intake.TurnAway{ID: id, Service: "preschool-enrolment", Edition: "atyrau-269-2014",
					Reason: intake.ProblemNotAtCentre, Channels: []string{"chancellery"}, At: by.At, By: "op1", Window: 3}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func (j *job) with(o *courier.Office) *job {
	j.Office, j.ctx, j.lang = o, context.Background(), trio.KK
	return j
}

// No view of the store is alive while rows are written, and none is asked for
// more than a page.
func TestViewsEndWithTheirPage(t *testing.T) {
	o := desk(t)
	turnAway(t, o, pageRows+10)
	j := (&job{what: What{Kind: TurnAways}}).with(o)
	var views []*store.Tx
	all := paged(j, func(tx *store.Tx, after []byte) ([]int, []byte, error) {
		if views = append(views, tx); len(views) < 3 {
			return make([]int, 5), []byte{byte(len(views))}, nil
		}
		return nil, nil, nil
	})
	for _, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		for _, tx := range views {
			if _, err := intake.TurnAways.Get(tx, []byte("x")); !errors.Is(err, store.ErrInvalid) {
				t.Fatalf("a view is alive between pages: %v", err)
			}
		}
	}
	if len(views) != 3 {
		t.Errorf("%d views", len(views))
	}
	n := 0
	for _, err := range j.turnAways() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != pageRows+10 {
		t.Errorf("%d rows over two pages", n)
	}
}

// Ten thousand rows take no more memory than a page does.
func TestMemoryBounded(t *testing.T) {
	o := desk(t)
	turnAway(t, o, 10_000)
	live := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	watched := &watch{csvSheet: newCSV(io.Discard), live: live}
	j := (&job{what: What{Kind: TurnAways}}).with(o)
	if n, err := j.table(watched); n != 10_000 || err != nil {
		t.Fatalf("%d rows, %v", n, err)
	}
	if early, late := watched.at[1000], watched.at[9500]; late > early+1<<20 {
		t.Errorf("%d bytes live after 1000 rows, %d after 9500", early, late)
	}
}

// watch weighs the heap at two rows.
type watch struct {
	*csvSheet
	live func() uint64
	rows int
	at   map[int]uint64
}

func (w *watch) row(c []cell) error {
	if w.rows++; w.rows == 1000 || w.rows == 9500 {
		if w.at == nil {
			w.at = map[int]uint64{}
		}
		w.at[w.rows] = w.live()
	}
	return w.csvSheet.row(c)
}

func BenchmarkTenThousandRows(b *testing.B) {
	o := desk(b)
	turnAway(b, o, 10_000)
	dir := b.TempDir()
	for _, f := range []Format{CSV, XLSX} {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				path, n, err := Write(context.Background(), o, dir, o.By(intake.Actor{Code: "op1", Role: intake.Operator}), What{Kind: TurnAways}, f, trio.KK)
				if err != nil || n != 10_000 {
					b.Fatal(n, err)
				}
				if err := os.Remove(path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A draft that a killed program left is cleared up when it is old; an export,
// a link and a stranger's file are not.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	d, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	old := time.Now().Add(-stale - time.Minute)
	for name, gone := range map[string]bool{
		".tereze-aa.part": true, "excelize-1": true, "tereze-042-ready.csv": false, "note.txt": false,
	} {
		path := filepath.Join(d.path, name)
		if err := errors.Join(os.WriteFile(path, []byte("x"), 0o600), os.Chtimes(path, old, old)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d.path, ".tereze-young.part"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		f, draft, err := d.draft()
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		if _, err := os.Lstat(path); os.IsNotExist(err) != gone {
			t.Errorf("%s: %v", name, err)
		}
		for _, young := range []string{".tereze-young.part", draft} {
			if _, err := os.Lstat(filepath.Join(d.path, young)); err != nil {
				t.Error(err)
			}
		}
	}
	empty := filepath.Join(d.path, "tereze-042-day.csv") // a name reserved, and then the power went
	if err := errors.Join(os.WriteFile(empty, nil, 0o600), os.Chtimes(empty, old, old)); err != nil {
		t.Fatal(err)
	}
	d.sweep(time.Now())
	if _, err := os.Lstat(empty); !os.IsNotExist(err) {
		t.Errorf("an empty name stays: %v", err)
	}
}
