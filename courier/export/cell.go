package export

import (
	"iter"
	"strings"
	"time"
	"unicode"

	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// cell is a text, or a count.
type cell struct {
	text   string
	count  uint64
	number bool
}

func text(s string) cell { return cell{text: clean(s)} }

func count[N int | uint64 | uint8](n N) cell { return cell{count: uint64(n), number: true} }

// known is count where 0 means that there is none.
func known[N int | uint64 | uint8](n N) cell {
	if n == 0 {
		return cell{}
	}
	return count(n)
}

// column is what a table says of its records in one column.
type column[T any] struct {
	head  trio.Text
	width float64 // in characters, for XLSX
	of    func(*job, T) cell
}

// sheet is a file under way.
type sheet interface {
	head(names []string, widths []float64) error
	row([]cell) error
	close() error // ends it well
	drop()        // lets go of what it holds; after close too
}

// numbered is the first column of most tables: the row's number in the file.
func numbered[T any]() column[T] { return column[T]{head: heads.row, width: 6} }

// fill writes a table and counts its rows.
func fill[T any](j *job, out sheet, cols []column[T], rows iter.Seq2[T, error]) (n int, err error) {
	var names []string
	var widths []float64
	for _, c := range cols {
		names, widths = append(names, c.head.In(j.lang)), append(widths, c.width)
	}
	if err := out.head(names, widths); err != nil {
		return 0, j.disk(err)
	}
	cells := make([]cell, len(cols))
	for r, err := range rows {
		if err != nil {
			return n, err
		}
		n++
		for i, c := range cols {
			if c.of == nil {
				cells[i] = count(n)
			} else {
				cells[i] = c.of(j, r)
			}
		}
		if err := out.row(cells); err != nil {
			return n, j.disk(err)
		}
	}
	return n, nil
}

// clean makes text fit for a cell: line ends are LF; what is not text, what
// moves a cursor and what turns the direction of reading are made visible.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufffe', r == '\uffff':
			return '\ufffd'
		}
		return r
	}, s)
}

// in says a text in the language of the export.
func (j *job) in(t trio.Text) cell { return text(t.In(j.lang)) }

// moment is a time as 2015-03-02T10:00:00+05:00 in the office's zone.
func (j *job) moment(t time.Time) cell {
	if t.IsZero() {
		return cell{}
	}
	return text(t.In(j.Office.Office.Zone()).Format(time.RFC3339))
}

// date is a day as 2015-03-02.
func date(d calendar.Date) cell {
	if d.IsZero() {
		return cell{}
	}
	return text(d.String())
}

// term is the end of one: a day, or a minute of it.
func term(d calendar.Date, at calendar.Clock) cell {
	c := date(d)
	if c.text != "" && at != 0 {
		c.text += "T" + at.String()
	}
	return c
}
