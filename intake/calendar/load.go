package calendar

import (
	"errors"
	"fmt"
	"slices"
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
	r := &reader{file: file, at: findLines(data), book: b.clone(), free: map[int]map[Date]Reason{}}
	r.top(raw)
	slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Line - b.Line })
	return r.book, r.faults
}

type reader struct {
	file   string
	at     lines
	book   *Book
	faults []Fault
	free   map[int]map[Date]Reason // holidays, by year, for dayOff
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
		code: t.text("code"), month: time.Month(t.number("month", 0, 1, 12)), day: t.number("day", 0, 1, 31),
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
	case !t.has("month") || !t.has("day"):
		t.fault("", "a holiday needs month and day")
	case h.month == 0: // said already
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
	} else if t.has("worked") {
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
	if why, off := r.dayOff(d.off, d.off); off {
		t.fault("off", "%s is a day off already (%s)", d.off, why.Say(trio.EN))
	}
	if _, off := r.dayOff(d.worked, d.off); !off {
		t.fault("worked", "%s is a working day already", d.worked)
	}
}

// dayOff tells whether and why a five-day office rests on d, the decree that
// frees except left aside. The holidays are all read by now.
func (r *reader) dayOff(d, except Date) (Reason, bool) {
	for _, o := range r.book.decrees {
		if o.off == d && o.off != except {
			return Reason{Code: MovedOff, From: o.worked, on: d}, true
		}
		if o.worked == d && o.off != except {
			return Reason{}, false
		}
	}
	c := r.book.Calendar(FiveDays, Hours{})
	if r.free[d.Year] == nil {
		r.free[d.Year] = map[Date]Reason{}
		c.holidays(d.Year, r.free[d.Year])
	}
	if why, ok := r.free[d.Year][d]; ok {
		why.on = d
		return why, true
	}
	return Reason{Code: Weekend}, c.rests(d, nil)
}
