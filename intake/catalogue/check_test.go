package catalogue

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tereze/intake/trio"
)

// good is the least an act must say, and a little of everything it may.
const good = `# an act
id = "atyrau-1-2016"
region = "atyrau"
number = "1"
region-name = { kk = "Атырау облысы", ru = "Атырауская область", en = "Atyrau" }
act.kk = "Қаулы"
act.ru = "Постановление"
act.en = "Resolution"

[adopted]
date = "2016-01-10"
[in-force]
date = 2016-02-01
[repealed]
date = "2017-02-01"
derived = true
note = { kk = "есеп", ru = "расчёт", en = "computed" }

[[services]]
code = "duplicate"
paragraphs = "annex 1"
name = { kk = "Телнұсқа беру", ru = "Выдача дубликата", en = "Duplicates" }
short = { kk = "Телнұсқа", ru = "Дубликат", en = "Duplicate" }
channels = ["csc"]
forms = [
  "paper", # and nothing else
  "electronic",
]
provider = { kind = "school", name = { kk = "мектеп", ru = "школа", en = "school" } }
result.forms = ["paper"]
result.name = { kk = "телнұсқа", ru = "дубликат", en = "duplicate" }
from = "acceptance"
return = { amount = 0, unit = "working-day", source = "assumed" }
[services.limits]
counter = { amount = 15, unit = "minute", source = "1" }
dispatch = { amount = 1, unit = "working-day", source = "2" }
forward = { amount = 0, unit = "working-day", source = "3" }
unclaimed = { amount = 1, unit = "month", source = "4" }
[services.sources]
name = "1"
channels = "1"
forms = "2"
provider = "1"
result = "3"
from = "assumed"
[[services.grounds]]
code = "lost"
name = { kk = "жоғалған", ru = "утрачен", en = "lost" }
source = "9"
[[services.conditions]]
code = "school-year"
name = { kk = "оқу", ru = "учёба", en = "study" }
source = "9"
[[services.documents]]
code = "application"
name = { kk = "өтініш", ru = "заявление", en = "application" }
when = "ground"
grounds = ["lost"]
kinds = ["original"]
source = "9"
[[services.documents]]
code = "proof"
name = { kk = "растама", ru = "подтверждение", en = "proof" }
when = "if"
condition = "school-year"
kinds = ["copy"]
source = "9"
[[services.steps]]
code = "head"
who = { kk = "басшы", ru = "руководитель", en = "head" }
act = { kk = "қарайды", ru = "рассматривает", en = "considers" }
limit = { amount = 3, unit = "working-day" }
source = "5(2)"
[[services.windows]]
code = "year"
name = { kk = "жыл", ru = "год", en = "year" }
from = { month = 6, day = 1 }
to = { month = 8, day = 30 }
closed = "warn"
source = "8"
`

func lineOf(t *testing.T, text, part string) int {
	t.Helper()
	before, _, ok := strings.Cut(text, part)
	if !ok {
		t.Fatalf("the test's own file has no %q", part)
	}
	return strings.Count(before, "\n") + 1
}

func TestGoodFile(t *testing.T) {
	for name, text := range map[string]string{
		"plain": good, "bom": "\ufeff" + good, "crlf": strings.ReplaceAll(good, "\n", "\r\n"),
	} {
		if e, faults := Check(name, []byte(text)); len(faults) > 0 || e.InForce.Date != day(t, "2016-02-01") {
			t.Error(name, faults)
		}
	}
}

// Each fault is named with its own line, in three languages. Where at is
// empty the fault is on the line of the new text.
func TestFaultLines(t *testing.T) {
	rows := []struct{ code, old, new, at string }{
		{"unknown-key", `closed = "warn"`, "closed = \"warn\"\ncolour = \"red\"", `colour`},
		{"unknown-key", `number = "1"`, "number = \"1\"\nnumbre = \"1\"", `numbre`},
		{"unknown-key", `act.en = "Resolution"`, "act.en = \"Resolution\"\nact.de = \"Beschluss\"", `act.de`},
		{"unknown-key", `source = "5(2)"`, "source = \"5(2)\"\n[[services.stepps]]\ncode = \"x\"", `[[services.stepps]]`},
		{"unknown-unit", `amount = 3, unit = "working-day"`, `amount = 3, unit = "working-days"`, ""},
		{"unknown-unit", `amount = 1, unit = "month"`, `amount = 1, unit = "moon"`, ""},
		{"unknown-value", `closed = "warn"`, `closed = "maybe"`, ""},
		{"unknown-value", `kinds = ["copy"]`, `kinds = ["copy", "fax"]`, ""},
		{"unknown-value", `  "electronic",`, `  "stone",`, ""},
		{"unknown-value", `kind = "school"`, `kind = "shop"`, ""},
		{"unknown-value", `from = "acceptance"`, `from = "birth"`, ""},
		{"unknown-value", `code = "head"`, `code = "boss"`, ""},
		{"unknown-channel", `channels = ["csc"]`, `channels = ["post"]`, ""},
		{"window-never", `from = { month = 6, day = 1 }`, `from = { month = 2, day = 31 }`, ""},
		{"window-never", `to = { month = 8, day = 30 }`, `to = { month = 13, day = 1 }`, ""},
		{"window-reversed", `from = { month = 6, day = 1 }`, `from = { month = 9, day = 1 }`, ""},
		{"step-no-limit", "limit = { amount = 3, unit = \"working-day\" }\n", "", `[[services.steps]]`},
		{"language", `act.ru = "Постановление"`, "", `act.kk`},
		{"language", `ru = "руководитель", `, "", `who = {`},
		{"language", `en = "year"`, `en = ""`, ""},
		{"missing", "paragraphs = \"annex 1\"\n", "", `[[services]]`},
		{"missing", "provider = { kind = \"school\", name = { kk = \"мектеп\", ru = \"школа\", en = \"school\" } }\n", "", `[[services]]`},
		{"missing", "code = \"duplicate\"\n", "", `[[services]]`},
		{"missing", `code = "duplicate"`, `code = ""`, ""},
		{"missing", "unclaimed = { amount = 1, unit = \"month\", source = \"4\" }\n", "", `[services.limits]`},
		{"missing", "return = { amount = 0, unit = \"working-day\", source = \"assumed\" }\n", "", `[[services]]`},
		{"missing", `channels = ["csc"]`, `channels = []`, ""},
		{"no-condition", `condition = "school-year"`, `condition = "orphan"`, ""},
		{"no-condition", `closed = "warn"`, "closed = \"warn\"\ncondition = \"first-grade\"", `condition = "first-grade"`},
		{"no-ground", `grounds = ["lost"]`, `grounds = ["lost", "found"]`, ""},
		{"no-source", `source = "5(2)"`, ``, `[[services.steps]]`},
		{"no-source", `forms = "2"`, ``, `[services.sources]`},
		{"no-source", `unit = "minute", source = "1"`, `unit = "minute"`, ""},
		{"bad-date", `date = "2016-01-10"`, `date = "2016-02-30"`, ""},
		{"wrong-type", `date = "2016-01-10"`, `date = 7`, ""},
		{"wrong-type", `number = "1"`, `number = 1`, ""},
		{"wrong-type", `amount = 3, unit = "working-day"`, `amount = "three", unit = "working-day"`, ""},
		{"wrong-type", `from = { month = 6, day = 1 }`, `from = { month = 99999999999, day = 1 }`, ""},
		{"date-order", `date = 2016-02-01`, `date = 2016-01-09`, ""},
		{"date-order", `date = "2017-02-01"`, `date = "2016-02-01"`, ""},
		{"derived-no-note", "note = { kk = \"есеп\", ru = \"расчёт\", en = \"computed\" }\n", "", `[repealed]`},
		{"bad-amount", `limit = { amount = 3`, `limit = { amount = 0`, ""},
		{"term-no-amount", `forward = { amount = 0, unit = "working-day"`, `forward = { amount = 0, unit = "minute"`, ""},
		{"term-amount-too-big", `amount = 3, unit = "working-day"`, `amount = 30000, unit = "working-day"`, ""},
		{"term-bad-date", `amount = 3, unit = "working-day"`, `unit = "date", month = 2, day = 30`, ""},
		{"term-roll-not-used", `amount = 3, unit = "working-day"`, `amount = 3, unit = "working-day", roll = "next"`, ""},
		{"term-counted-not-used", `counter = { amount = 15, unit = "minute"`, `counter = { amount = 15, counted = true, unit = "minute"`, ""},
		{"unknown-key", `amount = 3, unit = "working-day"`, `amount = 3, unit = "working-day", month = 3`, ""},
		{"short-long", `ru = "Дубликат", en`, `ru = "Дубликатдубликат", en`, ""},
		{"look-alike", `kk = "өтініш"`, `kk = "əтініш"`, ""},
		{"bad-text", `en = "considers"`, `en = "con\u202Esiders"`, ""},
		{"bad-code", `code = "lost"`, `code = "Lost"`, ""},
		{"lone-group", `when = "if"`, "when = \"if\"\none-of = \"identity\"", `one-of`},
		{"twice", `code = "proof"`, `code = "application"`, `code = "application"` + "\nname = { kk = \"растама\""},
		{"twice", `channels = ["csc"]`, `channels = ["csc", "csc"]`, ""},
		{"syntax", `number = "1"`, `number = "1`, ""},
		{"syntax", `region = "atyrau"`, "region = \"atyrau\"\nregion = \"again\"", `region = "again"`},
		{"too-deep", `number = "1"`, `number = ` + strings.Repeat("[", 99), ""},
		{"too-deep", `number = "1"`, `number` + strings.Repeat(".a", 99) + ` = 1`, ""},
	}
	for _, r := range rows {
		if strings.Count(good, r.old) == 0 {
			t.Fatalf("%s: the good file has no %q", r.code, r.old)
		}
		text := strings.Replace(good, r.old, r.new, 1)
		at := r.at
		if at == "" {
			at = r.new
		}
		line := lineOf(t, text, at)
		e, faults := Check("x.toml", []byte(text))
		if e != nil {
			t.Errorf("%s: %q was let through", r.code, r.new)
		}
		if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Code == r.code && f.Line == line && f.File == "x.toml" }) {
			t.Errorf("%s: want it on line %d, have %v", r.code, line, faults)
		}
		for _, f := range faults {
			sayAll(t, f)
		}
	}
}

func sayAll(t *testing.T, f Fault) {
	t.Helper()
	if miss := f.Text().Missing(); len(miss) > 0 {
		t.Errorf("%s has no words in %v", f.Code, miss)
	}
	for _, l := range trio.Langs() {
		s := f.Say(l)
		if strings.ContainsFunc(s, hidden) {
			t.Errorf("%s in %s does not draw: %q", f.Code, l, s)
		}
		given := strings.Join(f.Args, "")
		for _, place := range []string{"{1}", "{2}", "{3}", "{4}"} {
			if strings.Contains(s, place) && !strings.Contains(given, place) {
				t.Errorf("%s in %s is not filled in: %q", f.Code, l, s)
			}
		}
	}
}

func TestOtherFaults(t *testing.T) {
	_, after, _ := strings.Cut(good, "[[services]]")
	_, grounds, _ := strings.Cut(good, "[[services.grounds]]")
	grounds, _, _ = strings.Cut(grounds, "[[services.conditions]]")
	second := strings.Replace(grounds, `"lost"`, `"found"`, 1)
	steps, rest, _ := strings.Cut(good, "[[services.steps]]")
	_, windows, _ := strings.Cut(rest, "[[services.windows]]")
	for _, r := range []struct {
		name, code, text string
		line             int
	}{
		{"empty", "missing", "", 1},
		{"no service", "no-service", strings.TrimSuffix(good, "[[services]]"+after), 1},
		{"service twice", "twice", good + "[[services]]" + after, strings.Count(good, "\n") + 2},
		{"two defaults", "two-defaults", strings.Replace(good, grounds, grounds+"default = true\n[[services.grounds]]"+second+"default = true\n", 1), lineOf(t, good, "[[services.conditions]]") + 1},
		{"no steps", "no-steps", steps + "[[services.windows]]" + windows, 19},
		{"big", "too-big", strings.Repeat("# nothing\n", 1<<17), 0},
		{"hostile", "more", strings.Repeat("[[services]]\n", 1000), 0},
		{"not text", "syntax", "id = \"\xff\xfe\"", 1},
		{"nul", "syntax", "id = \"a\"\nb\x00", 2},
	} {
		_, faults := Check(r.name, []byte(r.text))
		if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Code == r.code && f.Line == r.line }) {
			t.Errorf("%s: want %s on line %d, have %v", r.name, r.code, r.line, faults)
		}
		for _, f := range faults {
			sayAll(t, f)
		}
	}
	if n := len(faultWords); n < 40 {
		t.Errorf("%d faults have words", n)
	}
	for code := range faultWords {
		sayAll(t, Fault{Code: code, Args: []string{"a", "b", "c", "d"}})
	}
}

// One wrong file does not hide the second fault behind the first.
func TestAllFaultsAtOnce(t *testing.T) {
	text := strings.NewReplacer(`unit = "month"`, `unit = "moon"`, `closed = "warn"`, `closed = "no"`, `["csc"]`, `["x"]`).Replace(good)
	_, faults := Check("x", []byte(text))
	var got []string
	for _, f := range faults {
		got = append(got, f.Code)
	}
	if want := []string{"unknown-channel", "unknown-unit", "unknown-value"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v in the order of lines", got, want)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWith(t *testing.T) {
	swap := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(good) }
	after := swap(`"atyrau-1-2016"`, `"atyrau-2-2017"`, "number = \"1\"\n", "number = \"2\"\nreplaces = \"atyrau-1-2016\"\n",
		"2016-02-01", "2016-06-01", "2017-02-01", "2018-02-01")
	rows := []struct {
		name  string
		files map[string]string
		want  string   // editions of atyrau
		codes []string // file:code:marker of the line
	}{
		{"none", nil, "atyrau-269-2014", nil},
		{"added", map[string]string{"a.toml": good, "notes.txt": "x", ".hid.toml": "="}, "atyrau-269-2014 atyrau-1-2016", nil},
		{"chain", map[string]string{"b.toml": good, "a.toml": after}, "atyrau-269-2014 atyrau-1-2016 atyrau-2-2017", nil},
		{"replaced by ID", map[string]string{"a.toml": swap("atyrau-1-2016", "atyrau-269-2014")}, "atyrau-269-2014", nil},
		{"broken", map[string]string{"a.toml": "id =", "b.toml": good}, "atyrau-269-2014 atyrau-1-2016", []string{"a.toml:syntax:1"}},
		{"overlap with ours", map[string]string{"a.toml": swap("2016-01-10", "2014-01-10", "2016-02-01", "2015-07-20")},
			"atyrau-269-2014", []string{"a.toml:overlap:12"}},
		{"beside ours", map[string]string{"a.toml": swap("2016-01-10", "2014-01-10", "2016-02-01", "2015-07-21")},
			"atyrau-269-2014 atyrau-1-2016", nil},
		{"overlap of another service", map[string]string{"a.toml": swap("2016-01-10", "2014-01-10", "2016-02-01", "2015-07-20", `"duplicate"`, `"passport"`)},
			"atyrau-269-2014 atyrau-1-2016", nil},
		{"ends ours", map[string]string{"a.toml": swap("2016-01-10", "2014-01-10", "2016-02-01", "2015-07-01", "number = \"1\"\n", "number = \"1\"\nreplaces = \"atyrau-269-2014\"\n")},
			"atyrau-269-2014 atyrau-1-2016", nil},
		{"overlap of two", map[string]string{"a.toml": good, "b.toml": strings.Replace(after, "replaces = \"atyrau-1-2016\"\n", "", 1)},
			"atyrau-269-2014 atyrau-1-2016", []string{"b.toml:overlap:12"}},
		{"same ID", map[string]string{"a.toml": good, "b.toml": good}, "atyrau-269-2014 atyrau-1-2016", []string{"b.toml:twice-id:2"}},
		{"replaces nobody", map[string]string{"b.toml": after}, "atyrau-269-2014", []string{"b.toml:replaces-unknown:5"}},
		{"replaces a neighbour", map[string]string{"b.toml": strings.Replace(after, `replaces = "atyrau-1-2016"`, `replaces = "mangystau-339-2015"`, 1)},
			"atyrau-269-2014", []string{"b.toml:replaces-wrong:5"}},
		{"replaces a later one", map[string]string{"a.toml": strings.Replace(good, "number = \"1\"\n", "number = \"1\"\nreplaces = \"atyrau-2-2017\"\n", 1), "b.toml": after},
			"atyrau-269-2014", []string{"a.toml:replaces-wrong:5", "b.toml:replaces-unknown:5"}},
	}
	for _, r := range rows {
		dir := t.TempDir()
		for name, text := range r.files {
			write(t, dir, name, text)
		}
		c, faults := Embedded().With(dir)
		var ids, got []string
		for _, e := range c.Editions() {
			if e.Region == "atyrau" {
				ids = append(ids, e.ID)
			}
		}
		for _, f := range faults {
			got = append(got, fmt.Sprintf("%s:%s:%d", filepath.Base(f.File), f.Code, f.Line))
			sayAll(t, f)
		}
		if strings.Join(ids, " ") != r.want || !slices.Equal(got, r.codes) {
			t.Errorf("%s: %v %v, want %s %v", r.name, ids, got, r.want, r.codes)
		}
	}
	if _, faults := Embedded().With(filepath.Join(t.TempDir(), "none")); len(faults) > 0 {
		t.Error("a folder that is not there is no fault:", faults)
	}
	if _, faults := Embedded().WithFiles(filepath.Join(t.TempDir(), "none.toml")); len(faults) != 1 || faults[0].Code != "unreadable" {
		t.Error("a named file that is not there is a fault:", faults)
	}
	if n := len(Embedded().Editions()); n != 4 {
		t.Errorf("With changed the embedded catalogue: %d editions", n)
	}
}

// An office's act that ends ours is chosen from its first day on.
func TestOfficeActTakesOver(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.toml", good)
	c, faults := Embedded().With(dir)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for on, want := range map[string]string{
		"2015-07-20": "atyrau-269-2014 true", "2016-01-31": "atyrau-269-2014 false", "2016-02-01": "atyrau-1-2016 true",
		"2017-01-31": "atyrau-1-2016 true", "2017-02-01": "atyrau-1-2016 false",
	} {
		o, err := c.Find(day(t, on), "atyrau", "duplicate")
		if err != nil || fmt.Sprint(o.Edition.ID, " ", o.InForce) != want {
			t.Errorf("%s: %+v %v, want %s", on, o, err, want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("[[services]]\n[[services.steps]]\nlimit={a=[{},[[]]]}\na.'b'.\"c\"=\"\"\"\\\n\"\"\"\"\""))
	f.Add([]byte("[a]\n[a.b]\n[[c]]\n[c.d]\nx=1979-05-27T07:32:00Z\ny=[1,\n2,#\n]\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, faults := Check("f", b)
		if (e == nil) != (len(faults) > 0) {
			t.Error("an edition without faults, or faults without an edition")
		}
		n := strings.Count(string(b), "\n") + 1
		for _, x := range faults {
			if x.Line > n || x.Line < 0 {
				t.Errorf("line %d of %d: %v", x.Line, n, x)
			}
			sayAll(t, x)
		}
	})
}
