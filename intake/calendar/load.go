package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"tereze/intake/trio"
)

// maxFreeDays bounds a book's holidays, so that a working day is never far and
// no search for one runs for ever; maxMove bounds a decree's reach, in days.
const (
	maxFreeDays = 60
	maxMove     = 60
)

// With is the book with a file's rows added: a holiday of the same code, a
// Kurban Ait of the same year, a decree with the same day off replaces the row
// that was there. A row with a fault is left out and told of; the others hold. A
// file that is not TOML changes nothing.
func (b *Book) With(file string, data []byte) (*Book, []Fault) {
	raw := map[string]any{}
	if _, err := toml.Decode(string(data), &raw); err != nil {
		f := Fault{File: file, Line: 1, Text: err.Error()}
		var pe toml.ParseError
		if errors.As(err, &pe) {
			f.Line, f.Text = max(1, pe.Position.Line), pe.Message
		}
		return b, []Fault{f}
	}
	r := &reader{file: file, at: findLines(data), book: b.clone()}
	r.top(raw)
	slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Line - b.Line })
	return r.book, r.faults
}

type reader struct {
	file   string
	at     lines
	book   *Book
	faults []Fault
}

func (r *reader) fault(path, format string, args ...any) {
	r.faults = append(r.faults, Fault{r.file, r.at.line(path), fmt.Sprintf(format, args...)})
}

func (r *reader) top(raw map[string]any) {
	t := table{r, "", raw, nil}
	from, to := t.year("known-from", r.book.from), t.year("known-to", r.book.to)
	rows := map[string][]table{"holiday": t.rows("holiday"), kurbanAit: t.rows(kurbanAit), "decree": t.rows("decree")}
	t.rest()
	switch {
	case to < r.book.to:
		r.fault("known-to", "known-to = %d takes away years already known to %d", to, r.book.to)
	case from > to:
		r.fault("known-from", "known-from = %d is after known-to = %d", from, to)
	default:
		r.book.from, r.book.to = from, to
	}
	for _, row := range rows["holiday"] {
		r.holiday(row)
	}
	seen := map[string]bool{}
	for _, row := range rows[kurbanAit] {
		r.moon(row, seen)
	}
	clear(seen)
	for _, row := range rows["decree"] {
		r.decree(row, seen)
	}
}

func (r *reader) holiday(t table) {
	h := holiday{
		code: t.text("code"), month: time.Month(t.number("month", 0, 0, 12)), day: t.number("day", 0, 0, 31),
		count: t.number("days", 1, 1, 10), from: t.year("from", 0), to: t.year("to", 0),
		moves: t.flag("moves", true), article: t.text("article"), name: t.trio("name"),
	}
	if h.code == "" {
		t.fault("code", "a holiday needs a code")
	}
	if h.from != 0 && h.to != 0 && h.from > h.to {
		t.fault("from", "the holiday ends (%d) before it begins (%d)", h.to, h.from)
	}
	switch {
	case h.code == kurbanAit && (h.month != 0 || h.day != 0):
		t.fault("month", "the dates of Kurban Ait go into the kurban-ait table")
	case h.code == kurbanAit:
	case h.month == 0 || h.day == 0:
		t.fault("", "a holiday needs month and day")
	case h.day > lastDay(2000, h.month): // a leap year: 29 February is a date
		t.fault("day", "there is no day %d in month %d", h.day, h.month)
	}
	if !t.rest() {
		return
	}
	hs := slices.DeleteFunc(slices.Clone(r.book.holidays), func(o holiday) bool { return o.code == h.code })
	free := h.count
	for _, o := range hs {
		free += o.count
	}
	if free > maxFreeDays {
		t.fault("", "more than %d days of holidays in a year", maxFreeDays)
		return
	}
	r.book.holidays = append(hs, h)
}

func (r *reader) moon(t table, seen map[string]bool) {
	d, estimate := t.date("date"), t.flag("estimate", false)
	key := fmt.Sprint(d.Year)
	if !d.IsZero() && seen[key] {
		t.fault("date", "Kurban Ait of %d stands twice in this file", d.Year)
	}
	if t.rest() {
		seen[key] = true
		r.book.moon[d.Year] = moonDay{d, estimate}
	}
}

func (r *reader) decree(t table, seen map[string]bool) {
	d, cancelled := decree{off: t.date("off"), article: t.text("article")}, t.flag("cancelled", false)
	same := func(o decree) bool { return o.off == d.off }
	switch {
	case d.off.IsZero():
	case seen[d.off.String()]:
		t.fault("off", "%s is moved twice in this file", d.off)
	case cancelled && !slices.ContainsFunc(r.book.decrees, same):
		t.fault("off", "no decree frees %s: nothing to cancel", d.off)
	}
	if !cancelled {
		d.worked = t.date("worked")
		r.checkMove(t, d)
	} else if _, has := t.in["worked"]; has {
		t.date("worked")
	}
	if !t.rest() {
		return
	}
	seen[d.off.String()] = true
	r.book.decrees = slices.DeleteFunc(r.book.decrees, same)
	if !cancelled {
		r.book.decrees = append(r.book.decrees, d)
	}
}

// checkMove finds the decree that could change no office's days.
func (r *reader) checkMove(t table, d decree) {
	if d.off.IsZero() || d.worked.IsZero() {
		return
	}
	if n := d.off.Sub(d.worked); n == 0 || n > maxMove || n < -maxMove {
		t.fault("worked", "%s and %s must be two days at most %d apart", d.off, d.worked, maxMove)
		return
	}
	rest := *r.book
	rest.decrees = slices.DeleteFunc(slices.Clone(rest.decrees), func(o decree) bool { return o.off == d.off })
	off, worked := rest.Calendar(FiveDays, Hours{}).Day(d.off), rest.Calendar(FiveDays, Hours{}).Day(d.worked)
	if !off.Working {
		t.fault("off", "%s is a day off already (%s)", d.off, off.Reason.Say(trio.EN))
	}
	if worked.Working {
		t.fault("worked", "%s is a working day already", d.worked)
	}
}

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
