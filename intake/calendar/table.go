package calendar

import (
	"fmt"
	"strings"
	"time"

	"tereze/intake/trio"
)

// table is one TOML table being read: what is asked for is ticked off, and rest
// tells of what nobody asked for.
type table struct {
	*reader
	path string
	in   map[string]any
	seen map[string]bool
}

func (t *table) get(key string) (any, bool) {
	if t.seen == nil {
		t.seen = map[string]bool{"\x00": false}
	}
	t.seen[key] = true
	v, ok := t.in[key]
	return v, ok
}

func (t *table) has(key string) bool {
	_, ok := t.in[key]
	return ok
}

// fault marks the table as not to be used.
func (t *table) fault(key, format string, args ...any) {
	t.get("\x00")
	path := t.path
	if key != "" {
		path = join(path, key)
	}
	t.reader.fault(path, format, args...)
}

// rest tells of unknown keys; true when the table is without fault.
func (t *table) rest() bool {
	t.get("")
	for k := range t.in {
		if !t.seen[k] {
			t.fault(k, "unknown key %q", k)
		}
	}
	return !t.seen["\x00"]
}

func (t *table) text(key string) string {
	v, ok := t.get(key)
	s, is := v.(string)
	if ok && !is {
		t.fault(key, "%s must be a text in quotes", key)
	}
	return strings.TrimSpace(s)
}

func (t *table) flag(key string, unless bool) bool {
	v, ok := t.get(key)
	if !ok {
		return unless
	}
	b, is := v.(bool)
	if !is {
		t.fault(key, "%s must be true or false", key)
	}
	return b
}

func (t *table) number(key string, unless, lo, hi int) int {
	v, ok := t.get(key)
	if !ok {
		return unless
	}
	n, is := v.(int64)
	if !is || n < int64(lo) || n > int64(hi) {
		t.fault(key, "%s must be a number from %d to %d", key, lo, hi)
		return unless
	}
	return int(n)
}

func (t *table) year(key string, unless int) int { return t.number(key, unless, 1900, 2200) }

func (t *table) date(key string) Date {
	v, ok := t.get(key)
	if !ok {
		t.fault("", "%s is missing", key)
		return Date{}
	}
	var d Date
	var err error
	switch v := v.(type) {
	case time.Time:
		if d = DateOf(v); ClockOf(v) != 0 {
			err = fmt.Errorf("%s must be a date without a time", key)
		}
	case string:
		d, err = ParseDate(v)
	default:
		err = fmt.Errorf("%s must be a date: 2018-03-09", key)
	}
	if err == nil && (d.Year < 1900 || d.Year > 2200) {
		err = fmt.Errorf("%s: the year must be from 1900 to 2200", key)
	}
	if err != nil {
		t.fault(key, "%s", err)
		return Date{}
	}
	return d
}

func (t *table) trio(key string) trio.Text {
	v, _ := t.get(key)
	m, ok := v.(map[string]any)
	if !ok {
		t.fault(key, "%s must be given as { kk = …, ru = …, en = … }", key)
		return trio.Text{}
	}
	n := table{t.reader, join(t.path, key), m, nil}
	text := trio.Text{KK: n.text("kk"), RU: n.text("ru"), EN: n.text("en")}
	for _, l := range text.Missing() {
		n.fault(string(l), "%s is missing in %s", key, l)
	}
	if !n.rest() {
		t.get("\x00")
	}
	return text
}

func (t *table) rows(key string) []table {
	v, ok := t.get(key)
	if !ok {
		return nil
	}
	var list []map[string]any
	switch v := v.(type) {
	case []map[string]any:
		list = v
	case []any:
		for i, e := range v {
			m, is := e.(map[string]any)
			if !is {
				t.fault(row(key, i), "%s must be rows of { key = value }", key)
				return nil
			}
			list = append(list, m)
		}
	default:
		t.fault(key, "%s must be rows: [[%s]]", key, key)
	}
	var ts []table
	for i, m := range list {
		ts = append(ts, table{t.reader, row(key, i), m, nil})
	}
	return ts
}
