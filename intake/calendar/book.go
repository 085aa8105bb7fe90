package calendar

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"time"

	"tereze/intake/trio"
)

//go:embed national.toml
var national []byte

// kurbanAit is the code of the holiday that follows the moon: its dates stand
// in a table of their own.
const kurbanAit = "kurban-ait"

// Book is what the law and the government said about days: holidays by year of
// the law, dates of Kurban Ait, decrees. It never changes after it is read.
type Book struct {
	from, to int // the years known whole, both included
	holidays []holiday
	moon     map[int]moonDay // first day of Kurban Ait by its year
	decrees  []decree
}

// holiday is a row of the law: a date that returns each year of [from, to].
type holiday struct {
	code       string
	month      time.Month // 0: no date of its own
	day, count int
	from, to   int // 0: open
	moves      bool
	article    string
	name       trio.Text
}

type moonDay struct {
	date     Date
	estimate bool
}

// decree moves a day of rest from worked to off.
type decree struct {
	off, worked Date
	article     string
}

// Fault is something wrong in a calendar file, at a line that can be opened.
type Fault struct {
	File string
	Line int // from 1
	Text string
}

// String is "file:line: text".
func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text) }

// Embedded is the national book that comes with the program.
func Embedded() *Book {
	b, faults := (&Book{}).With("national.toml", national)
	if len(faults) > 0 { // the program was built from a broken file; a test guards it
		panic(faults[0].String())
	}
	return b
}

// KnownTo is the last year whose days are all known; later dates warn.
func (b *Book) KnownTo() int { return b.to }

// KnownFrom is the first year whose days are all known; earlier dates warn.
func (b *Book) KnownFrom() int { return b.from }

// knows tells that the year's holidays and decrees are all in the book.
func (b *Book) knows(year int) bool { return b.from <= year && year <= b.to }

// clone is a copy that may be written to while it is being built.
func (b *Book) clone() *Book {
	c := *b
	c.holidays = slices.Clone(b.holidays)
	c.moon = maps.Clone(b.moon)
	if c.moon == nil {
		c.moon = map[int]moonDay{}
	}
	c.decrees = slices.Clone(b.decrees)
	return &c
}

// in tells that the holiday is kept in year y.
func (h holiday) in(y int) bool {
	return (h.from == 0 || y >= h.from) && (h.to == 0 || y <= h.to)
}

// dates are the holiday's days of year y.
func (h holiday) dates(b *Book, y int) []Date {
	if !h.in(y) {
		return nil
	}
	first := Date{y, h.month, h.day}
	if h.month == 0 {
		m, ok := b.moon[y]
		if !ok {
			return nil
		}
		first = m.date
	} else if h.day > lastDay(y, h.month) { // 29 February
		return nil
	}
	var ds []Date
	for i := range h.count {
		ds = append(ds, first.Add(i))
	}
	return ds
}

// estimates are the holidays of the years [from, to] whose date was computed,
// not announced.
func (b *Book) estimates(from, to int) []Day {
	var ds []Day
	for y := from; y <= to; y++ {
		m, ok := b.moon[y]
		if !ok || !m.estimate {
			continue
		}
		i := slices.IndexFunc(b.holidays, func(h holiday) bool { return h.code == kurbanAit })
		if i >= 0 {
			h := b.holidays[i]
			ds = append(ds, Day{Date: m.date, Reason: Reason{Code: Holiday, Name: h.name, Article: h.article}})
		}
	}
	return ds
}
