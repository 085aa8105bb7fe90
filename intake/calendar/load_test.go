package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

func TestNationalFileIsSound(t *testing.T) {
	if _, faults := (&Book{}).With("national.toml", national); len(faults) != 0 {
		t.Fatal(faults)
	}
	b := Embedded()
	if b.KnownFrom() != 2014 || b.KnownTo() != 2027 || len(b.decrees) != 22 || len(b.moon) != 14 {
		t.Errorf("known %d–%d, %d decrees, %d Kurban Aits", b.KnownFrom(), b.KnownTo(), len(b.decrees), len(b.moon))
	}
}

func TestOfficeFile(t *testing.T) {
	b, faults := Embedded().With("calendar.toml", []byte(`
known-to = 2028
kurban-ait = [ { date = 2028-05-05 }, { date = "2027-05-17" } ]

[[decree]] # both forms of a row, both forms of a date
off = 2026-01-05
worked = "2026-01-10"
article = "№ 1"

[[decree]]
off = 2018-03-09
cancelled = true

[[decree]]
off = 2018-04-30
worked = 2018-04-29

[[holiday]]
code = "office"
month = 2
day = 10
from = 2026
moves = false
name = { kk = "Кеңсе күні", ru = "День конторы", en = "Office day" }

[[holiday]]
code = "republic"
month = 10
day = 25
from = 2022
to = 2025
  [holiday.name]
  kk = "Республика күні"
  ru = "День Республики"
  en = "Republic Day"
`))
	if len(faults) != 0 {
		t.Fatal(faults)
	}
	c := b.Calendar(FiveDays, lunch())
	for day, want := range map[string]string{
		"2026-01-05": MovedOff, "2026-01-10": MovedWork, "2018-03-09": Workday, "2018-03-03": Weekend,
		"2018-04-30": MovedOff, "2018-04-29": MovedWork, "2018-04-28": Weekend,
		"2026-02-10": Holiday, "2025-02-10": Workday, "2026-10-26": Workday, "2025-10-27": Observed,
		"2028-05-05": Holiday, "2027-05-17": Holiday, "2027-05-16": Weekend,
	} {
		if got := c.Day(date(t, day)); got.Reason.Code != want || got.Unknown {
			t.Errorf("%s is %+v, want %s", day, got, want)
		}
	}
	if c.Day(date(t, "2026-01-05")).Reason.Article != "№ 1" {
		t.Error("the decree's article is lost")
	}
	d, _ := c.Due(moment(t, "2027-05-14"), Term{Amount: 3, Unit: WorkingDay})
	if d.Warn {
		t.Error("an announced Kurban Ait needs no warning")
	}
	if Embedded().KnownTo() != 2027 || !Embedded().Calendar(FiveDays, lunch()).Working(date(t, "2026-02-10")) {
		t.Error("the national book has changed")
	}
}

// Holidays of one weekend move in order of their dates, not of the file's rows.
func TestMovesInOrderOfDate(t *testing.T) {
	b, faults := Embedded().With("x.toml", []byte(`
[[holiday]]
code = "eve"
month = 3
day = 7
name = { kk = "Арафа", ru = "Канун", en = "Eve" }
`))
	if len(faults) != 0 {
		t.Fatal(faults)
	}
	c := b.Calendar(FiveDays, lunch())
	for day, from := range map[string]string{"2026-03-09": "2026-03-07", "2026-03-10": "2026-03-08"} {
		if r := c.Day(date(t, day)).Reason; r.Code != Observed || r.From != date(t, from) {
			t.Errorf("%s is %s from %s, want %s", day, r.Code, r.From, from)
		}
	}
}

// Each line marked with #! is at fault, with the words after the mark; and no
// other line is.
const faulty = `known-to = 2020 #! takes away
colour = "red" #! unknown key "colour"
kurban-ait = [
  { date = 2030-04-13 },
  { date = 2030-04-14 }, #! stands twice
  { date = "2031-02-30" }, #! is no date
  { date = 2032-04-02T10:00:00Z }, #! without a time
  { day = 3 }, #! date is missing | unknown key "day"
  { date = 12 }, #! must be a date
  { date = 2031-04-02, estimate = "yes" }, #! true or false
]
decree = [
  { off = 2018-03-12, worked = 2018-03-12 }, #! two days
  { off = 2018-03-12, worked = 2018-07-14 }, #! two days
  { off = 2018-03-11, worked = 2018-03-17 }, #! a day off already (weekend)
  { off = 2018-03-12, worked = 2018-03-13 }, #! a working day already
  { off = 2018-03-12 }, #! worked is missing
  { off = 2018-03-14, cancelled = true }, #! nothing to cancel
  { off = 2018-03-12, worked = 2018-03-17 },
  { off = 2018-03-12, worked = 2018-03-17 }, #! moved twice
  { off = 3018-03-12, worked = 2018-03-17 }, #! the year must be
]
[[holiday]] #! month and day
code = "a"
name = { kk = "а", ru = "а", en = "a" }

[[holiday]]
code = "b"
month = 4
day = 31 #! no day 31
name = { kk = "[[", ru = '#', en = "\"#" }

[[holiday]]
code = "c"
month = 13 #! from 1 to 12
day = 1
name = { kk = "с", en = "c", de = "c" } #! missing in ru | unknown key "de"

[[holiday]]
code = "d"
month = 4
day = 1
from = 2020 #! ends (2019)
to = 2019
days = 300 #! 1 to 10
moves = 1 #! true or false
color = 1 #! unknown key
[holiday.name]
kk = """
two lines"""
ru = 7 #! in quotes | missing in ru
en = "d"

[[holiday]] #! needs a code
month = 4
day = 1
name = "d" #! must be given as

[[holiday]]
code = "kurban-ait"
month = 4 #! kurban-ait table
day = 1
name = { kk = "а", ru = "а", en = "a" }
`

func TestFaultsCarryTheirLine(t *testing.T) {
	_, faults := Embedded().With("x.toml", []byte(faulty))
	got := map[int][]string{}
	for _, f := range faults {
		got[f.Line] = append(got[f.Line], f.Text)
		if f.File != "x.toml" || !strings.HasPrefix(f.String(), fmt.Sprintf("x.toml:%d: ", f.Line)) {
			t.Errorf("%+v", f)
		}
	}
	for i, line := range strings.Split(faulty, "\n") {
		texts := strings.Join(got[i+1], " | ")
		_, mark, wrong := strings.Cut(line, "#! ")
		if !wrong && texts != "" {
			t.Errorf("line %d %q: %s", i+1, line, texts)
		}
		found := !wrong
		for _, m := range strings.Split(mark, " | ") {
			found = found || wrong && strings.Contains(texts, m)
		}
		if !found {
			t.Errorf("line %d %q: %q, want %q", i+1, line, texts, mark)
		}
	}
	if !slices.IsSortedFunc(faults, func(a, b Fault) int { return a.Line - b.Line }) {
		t.Error("faults are not in the order of the file")
	}
}

// What is right in a faulty file holds, what is wrong is left out.
func TestFaultyRowsAreLeftOut(t *testing.T) {
	b, _ := Embedded().With("x.toml", []byte(faulty))
	c := b.Calendar(FiveDays, lunch())
	for day, want := range map[string]string{"2018-03-12": MovedOff, "2018-03-17": MovedWork, "2030-04-13": Holiday,
		"2031-04-02": Workday, "2020-04-01": Workday} {
		if got := c.Day(date(t, day)).Reason.Code; got != want {
			t.Errorf("%s is %s, want %s", day, got, want)
		}
	}
	if b.KnownTo() != 2027 {
		t.Errorf("known to %d", b.KnownTo())
	}
}

func TestBrokenFileChangesNothing(t *testing.T) {
	was := Embedded()
	for text, line := range map[string]int{"known-to = 2030\n\nkurban-ait = [ {\n": 4, "a = 1\nb = = 2": 2,
		"decree = [ { off = 2018-13-01 } ]": 1, "\xff": 1, "known-to = 2030\nknown-to = 2031": 2} {
		b, faults := was.With("x.toml", []byte(text))
		if b != was || len(faults) != 1 || faults[0].Line != line {
			t.Errorf("%q: %v, want one at line %d", text, faults, line)
		}
	}
	for text, n := range map[string]int{"": 0, "# nothing": 0, "decree = 3": 1, "decree = [1]": 1, "decree = []": 0, "known-to = '2030'": 1} {
		if _, faults := was.With("x.toml", []byte(text)); len(faults) != n {
			t.Errorf("%q: %v", text, faults)
		}
	}
}

func TestHolidaysCannotFillTheYear(t *testing.T) {
	var s strings.Builder
	for i := range 28 {
		fmt.Fprintf(&s, "[[holiday]]\ncode=\"x%d\"\nmonth=%d\nday=1\ndays=10\nname={kk=\"x\",ru=\"x\",en=\"x\"}\n", i, i%12+1)
	}
	b, faults := Embedded().With("x.toml", []byte(s.String()))
	if len(faults) != 24 {
		t.Errorf("%d rows of ten days are refused, want 24", len(faults))
	}
	b.Calendar(FiveDays, lunch()).NextWorking(date(t, "2020-01-01"))
}

// Lines found by our scan agree with the file for every key the decoder sees.
func TestLinesFindEveryKey(t *testing.T) {
	for _, text := range []string{faulty, string(national)} {
		var raw map[string]any
		md, err := toml.Decode(text, &raw)
		if err != nil {
			t.Fatal(err)
		}
		at := findLines([]byte(text))
		rows := strings.Split(text, "\n")
		for _, k := range md.Keys() {
			last, found := k[len(k)-1], false
			for path, n := range at {
				if path == last || strings.HasSuffix(path, "."+last) || strings.Contains(path+".", last+"[") {
					found = found || strings.Contains(rows[n-1], last)
				}
			}
			if !found {
				t.Errorf("no line for %s", k)
			}
		}
	}
}

func FuzzWith(f *testing.F) {
	f.Add(national)
	f.Add([]byte(faulty))
	f.Add([]byte("a.b.\"c d\" = [[1,{x=1}],\n'']\n[[a.\"]\".c]]\n[x]\ny='''''''\n"))
	base := Embedded()
	f.Fuzz(func(t *testing.T, data []byte) {
		b, faults := base.With("f.toml", data)
		n := strings.Count(string(data), "\n") + 1
		for _, x := range faults {
			if x.Line < 1 || x.Line > n || x.Text == "" {
				t.Fatalf("fault at line %d of %d: %q", x.Line, n, x.Text)
			}
		}
		c := b.Calendar(FiveDays, lunch())
		d, err := c.Due(moment(t, "2018-02-27 17:59"), Term{Amount: 15, Unit: WorkingDay})
		if err != nil || c.Between(date(t, "2018-02-27"), d.Date) != 15 {
			t.Fatalf("15 working days end %s (%v)", d.Date, err)
		}
	})
}
