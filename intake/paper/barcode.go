package paper

import (
	"errors"
	"strings"

	"github.com/boombuler/barcode/code128"
)

// The light modules that Code 128 wants at either side, and the widest module.
const (
	quiet     = 10
	widest    = 12 * dot // 0.5 mm: a bad copier still leaves it
	barHeight = 12       // mm
)

// ErrDigits says that a form has a barcode of something else than an even
// number of digits, at most 80.
var ErrDigits = errors.New("a barcode takes an even number of digits")

// modules are the bars of digits as runs, dark first: set C puts two digits in
// one sign. nil for what is not an even number of digits.
func modules(digits string) []int {
	if digits == "" || len(digits)%2 != 0 || strings.Trim(digits, "0123456789") != "" {
		return nil
	}
	img, err := code128.Encode(digits) // two digits a sign wherever they are paired
	if err != nil {
		return nil
	}
	var runs []int
	last := false
	for x := range img.Bounds().Dx() {
		r, _, _, _ := img.At(x, 0).RGBA()
		if dark := r == 0; dark != last || len(runs) == 0 {
			runs, last = append(runs, 0), dark
		}
		runs[len(runs)-1]++
	}
	return runs
}

// span is the modules of a code of so many digits with its quiet zones: start,
// pairs, check sign, stop.
func span(digits int) float64 { return float64(11+digits/2*11+11+13) + 2*quiet }

// module is the width of the narrowest bar in the room there is.
func (b Barcode) module(w float64) float64 {
	m := or(b.Module, widest)
	return wholeDots(min(m, w/span(len(b.Digits))))
}

// digitsSize is the size of the digits below the bars.
func (b Barcode) digitsSize(w float64) float64 { return min(10, 5.5*b.module(w)+2) }

// barcodeHeight is that of the bars and their digits.
func barcodeHeight(b Barcode, w float64) float64 {
	return or(b.Height, barHeight)*mm + b.digitsSize(w)*lead
}

func barcodePiece(b Barcode, w float64) piece {
	return piece{h: barcodeHeight(b, w) + 1*mm, draw: func(c *canvas, x, y float64) { c.barcode(b, x, y, w) }}
}

// barcode draws bars with the digits below. The quiet zone is inside w.
func (c *canvas) barcode(b Barcode, x, y, w float64) {
	m, h := b.module(w), or(b.Height, barHeight)*mm
	wide := span(len(b.Digits)) * m
	if !b.Left {
		x += (w - wide) / 2
	}
	at := x + quiet*m
	for i, run := range modules(b.Digits) {
		if i%2 == 0 {
			c.fill(at, y, float64(run)*m, h, black)
		}
		at += float64(run) * m
	}
	l := line{text: Grouped(b.Digits), size: b.digitsSize(w)}
	c.stack([]line{l}, x, y+h, wide, centre)
}

// Grouped writes barcode digits for people: a case's 16 as on paper, office,
// day, number and check digit: "042 150302 000174 5"; others by fours.
func Grouped(digits string) string {
	if modules(digits) == nil { // no code: not cut inside a letter
		return clean(digits)
	}
	cuts := []int{3, 9, 15}
	if len(digits) != 16 {
		cuts = nil
		for i := 4; i < len(digits); i += 4 {
			cuts = append(cuts, i)
		}
	}
	var out []string
	from := 0
	for _, c := range cuts {
		out, from = append(out, digits[from:c]), c
	}
	return strings.Join(append(out, digits[from:]), " ")
}
