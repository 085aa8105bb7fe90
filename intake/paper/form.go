package paper

import (
	"time"

	"tereze/intake/trio"
)

// Size is the sheet a form is laid out for.
type Size uint8

// The sheets.
const (
	A5     Size = iota // 148 × 210 mm, upright
	A4                 // 210 × 297 mm, upright
	A4Wide             // 297 × 210 mm, lying
	Sheet              // A4 without head and foot, to its edges: label sheets
)

// Form is a paper as data. Blocks come below one another and break over pages
// by themselves. Only the Kazakh and Russian of a trio.Text are printed; where
// the two are equal, once.
type Form struct {
	Kind   string    // "receipt", "refusal": for file names
	Size   Size      // the sheet
	Copies int       // whole copies in the PDF, each marked with its number; 0 is 1
	Title  trio.Text // of the document; repeated in the head from page 2 on
	Office Head      // printed on page 1; an empty one is not
	Mark   trio.Text // in a frame on every page: CopyMark(), TrainingMark()
	Blocks []Block
	Foot   trio.Text // left at the foot of every page: Journal(…)
	Date   time.Time // the PDF's own date: that of the act, never "now" of a reprint
}

// Head is an office's letterhead.
type Head struct {
	Name  trio.Text
	Lines trio.Text // below the name; lines by \n
	Phone string
}

// Block is one part of a form: a pointer-free value of the types below.
type Block interface {
	blocks() // only the types of this package
}

// Heading stands above what follows and stays with it.
type Heading struct {
	Text trio.Text
	Size float64 // points; 0: a little larger than the text
}

// Title is the name of the paper in large, with what it is about below.
type Title struct {
	Text  trio.Text
	About trio.Text
}

// Big is what a person must find at once: a number, a day. Framed.
type Big struct {
	Label trio.Text
	Value trio.Text
	Note  trio.Text // below the value, of ordinary size; lines by \n
	Act   trio.Text // last, bold: what to do, what to bring
	Size  float64   // points of the value, less when a word does not fit; 0: 17
	Heavy bool      // a thick frame: the one thing to remember
}

// Fields are labels with values, one row each. Rows without a value are left
// out, so a caller need not ask.
type Fields struct {
	Rows  []Field
	Label float64 // width of the labels in mm; 0: a third
}

// Field is one row.
type Field struct {
	Label trio.Text
	Value trio.Text // Same(…) for a name or a number; lines by \n
	Bold  bool
}

// Para is running text, Kazakh and then Russian, or side by side.
type Para struct {
	Text   trio.Text
	Beside bool // Kazakh at the left, Russian at the right
	Bold   bool
	Centre bool
	Size   float64 // points; 0: the form's
}

// List is a list of items, numbered from 1 or with dashes.
type List struct {
	Label    trio.Text // above the first item, in the frame
	Items    []trio.Text
	Framed   bool // in a thick frame, when all of it fits on a page
	Numbered bool
	Bold     bool
	Size     float64 // points; 0: the form's
}

// Table has its head repeated on every page. A row is never broken unless it
// alone is higher than a page.
type Table struct {
	Columns []Column
	Rows    [][]string // cells by column; lines by \n; a short row has empty cells
	Totals  []string   // the last row, bold; nil: none
	Size    float64    // points; 0: a little smaller than the form's
}

// Column is one column of a Table.
type Column struct {
	Head  trio.Text
	Width float64 // mm; 0: shares what is left with the other such columns
	Text  int     // columns in plain text; 0: shares what is left
	Right bool    // numbers
	Bold  bool
	Code  bool // the cells are barcode digits: bars with the digits below; 60 mm or more
}

// Barcode is Code 128 in its numeric set.
type Barcode struct {
	Digits string  // an even number of them
	Module float64 // points of the narrowest bar; 0: the widest that fits, at most 1.5
	Height float64 // mm of the bars; 0: 12
	Left   bool    // at the left; else centred
}

// Signs are places to sign, two in a row.
type Signs struct {
	Places []Sign
}

// Sign is one of them.
type Sign struct {
	Who   trio.Text
	Name  string      // printed; empty: a line to write it on
	Lines []trio.Text // further lines to fill in by hand: date and time, incoming number
}

// Rule is a line across. Space is empty millimetres.
type (
	Rule  struct{}
	Space struct{ MM float64 }
)

// Sides stands two groups of blocks side by side. It is never broken.
type Sides struct {
	Left, Right []Block
	Share       float64 // of the left one, 0…1; 0: a half
}

// Labels is a sheet of 3 × 8 labels of 70 × 37 mm, 24 on a page.
type Labels struct {
	Items []Label
}

// Label is one of them.
type Label struct {
	Number string
	Digits string   // of the barcode
	Lines  []string // letters get smaller before a line is broken
}

func (Heading) blocks() {}
func (Title) blocks()   {}
func (Big) blocks()     {}
func (Fields) blocks()  {}
func (Para) blocks()    {}
func (List) blocks()    {}
func (Table) blocks()   {}
func (Barcode) blocks() {}
func (Signs) blocks()   {}
func (Rule) blocks()    {}
func (Space) blocks()   {}
func (Sides) blocks()   {}
func (Labels) blocks()  {}

// Codes lists the barcode digits of one copy, in the order of the page.
func (f *Form) Codes() []string { return codes(f.Blocks) }

func codes(blocks []Block) (out []string) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Barcode:
			out = append(out, b.Digits)
		case Sides:
			out = append(append(out, codes(b.Left)...), codes(b.Right)...)
		case Labels:
			for _, l := range b.Items {
				out = append(out, l.Digits)
			}
		case Table:
			for i, c := range b.Columns {
				for _, r := range b.Rows {
					if c.Code && i < len(r) && r[i] != "" {
						out = append(out, r[i])
					}
				}
			}
		}
	}
	return out
}

// Same is a text that is one in all languages: a name, a number.
func Same(s string) trio.Text { return trio.Text{KK: s, RU: s, EN: s} }
