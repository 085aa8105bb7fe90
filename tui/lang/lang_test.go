package lang_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/safe"
)

// groups calls every method of Words that fills a group of words.
func groups(l trio.Lang) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	v := reflect.ValueOf(lang.New(l))
	for i := range v.NumMethod() {
		m := v.Type().Method(i)
		if f := v.Method(i); f.Type().NumIn() == 0 && f.Type().NumOut() == 1 && f.Type().Out(0).Kind() == reflect.Struct {
			out[m.Name] = f.Call(nil)[0]
		}
	}
	return out
}

// walk finds every text below v.
func walk(at string, v reflect.Value, f func(at string, t safe.Text)) {
	switch x := v.Interface().(type) {
	case safe.Text:
		f(at, x)
		return
	case lang.Count:
		for _, n := range []int{1, 2, 5} {
			f(fmt.Sprint(at, "(", n, ")"), x.Of(n))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			walk(at+"."+v.Type().Field(i).Name, v.Field(i), f)
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			walk(fmt.Sprint(at, "[", i, "]"), v.Index(i), f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walk(fmt.Sprint(at, "[", k, "]"), v.MapIndex(k), f)
		}
	}
}

// cyrillic is a word, not a letter that is spoken of.
var cyrillic = regexp.MustCompile(`\p{Cyrillic}{2}`)

func TestNoWordIsMissing(t *testing.T) {
	for _, l := range trio.Langs() {
		n := 0
		for name, g := range groups(l) {
			walk(name, g, func(at string, x safe.Text) {
				n++
				if strings.TrimSpace(x.String()) == "" {
					t.Errorf("%s: %s says nothing", l, at)
				}
				if strings.ContainsAny(x.String(), "əƏ⍰") {
					t.Errorf("%s: %s has a wrong letter: %s", l, at, x)
				}
				if l == trio.EN && cyrillic.MatchString(x.String()) {
					t.Errorf("en: %s speaks Cyrillic: %s", at, x)
				}
			})
		}
		if n < 90 {
			t.Errorf("%s: only %d words were looked at", l, n)
		}
	}
}

// A template must have the same places in every language.
func TestPlacesAgree(t *testing.T) {
	places := func(s string) (out []string) {
		for i := range 10 {
			if p := fmt.Sprint("{", i, "}"); strings.Contains(s, p) {
				out = append(out, p)
			}
		}
		return out
	}
	want := map[string][]string{}
	for _, l := range trio.Langs() {
		for name, g := range groups(l) {
			walk(name, g, func(at string, x safe.Text) {
				got := places(x.String())
				if l == trio.KK {
					want[at] = got
				} else if !slices.Equal(got, want[at]) {
					t.Errorf("%s: %s has places %v, Kazakh has %v", l, at, got, want[at])
				}
			})
		}
		for _, code := range lang.New(trio.KK).Codes() {
			kk, _ := lang.New(trio.KK).Problem(code)
			got, ok := lang.New(l).Problem(code)
			if !ok || got.Empty() || !slices.Equal(places(got.String()), places(kk.String())) {
				t.Errorf("%s: problem %s: %q", l, code, got)
			}
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		l    trio.Lang
		n    int
		want string
	}{
		{trio.RU, 1, "1 скан ждёт"}, {trio.RU, 2, "2 скана ждут"}, {trio.RU, 5, "5 сканов ждут"},
		{trio.RU, 11, "11 сканов ждут"}, {trio.RU, 12, "12 сканов ждут"}, {trio.RU, 21, "21 скан ждёт"},
		{trio.RU, 22, "22 скана ждут"}, {trio.RU, 111, "111 сканов ждут"}, {trio.RU, 0, "0 сканов ждут"},
		{trio.EN, 1, "1 scan waits"}, {trio.EN, 0, "0 scans wait"}, {trio.EN, 21, "21 scans wait"},
		{trio.KK, 1, "кезекте 1 скан"}, {trio.KK, 5, "кезекте 5 скан"},
	} {
		if got := lang.New(c.l).Scan().Waiting.Of(c.n).String(); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.l, c.n, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("", 5*3600)
	now := time.Date(2015, 3, 2, 10, 0, 0, 0, zone)
	at := func(d, h int) time.Time { return time.Date(2015, 3, d, h, 5, 0, 0, zone) }
	for _, c := range []struct{ got, want string }{
		{lang.New(trio.RU).Date(time.Date(2015, 4, 1, 0, 0, 0, 0, zone)).String(), "1 апреля 2015, среда"},
		{lang.New(trio.KK).Date(time.Date(2015, 4, 1, 0, 0, 0, 0, zone)).String(), "2015 жылғы 1 сәуір, сәрсенбі"},
		{lang.New(trio.EN).Date(time.Date(2015, 4, 1, 0, 0, 0, 0, zone)).String(), "1 April 2015, Wednesday"},
		{lang.New(trio.KK).When(at(3, 10), now).String(), "ертең 10:05"},
		{lang.New(trio.RU).When(at(2, 18), now).String(), "сегодня 18:05"},
		{lang.New(trio.EN).When(at(1, 9), now).String(), "yesterday 09:05"},
		{lang.New(trio.RU).When(at(9, 9), now).String(), "09.03 09:05"},
		{lang.New(trio.RU).When(at(2, 23).UTC(), now).String(), "сегодня 23:05"},
		{lang.New(trio.RU).Ago(2 * time.Second).String(), "2 с назад"},
		{lang.New(trio.KK).Ago(3 * time.Minute).String(), "3 мин бұрын"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if _, ok := lang.New(trio.RU).Problem("no-such-code"); ok {
		t.Error("words for a code nobody has")
	}
}
