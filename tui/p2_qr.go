package tui

import (
	"github.com/boombuler/barcode/qr"

	"tereze/tui/safe"
)

// quiet is the light modules around a QR code: the standard wants four.
const quiet = 4

// qrRows draws digits as a QR code, two modules a cell, dark on light whatever
// the terminal's colours are: a telephone reads it off the screen.
func qrRows(digits string, st safe.Style) []safe.Line {
	code, err := qr.Encode(digits, qr.M, qr.Auto)
	if err != nil {
		return nil
	}
	n := code.Bounds().Dx()
	dark := func(x, y int) bool {
		x, y = x-quiet, y-quiet
		if x < 0 || y < 0 || x >= n || y >= n {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var rows []safe.Line
	for y := 0; y < n+2*quiet; y += 2 {
		var row safe.Text
		for x := range n + 2*quiet {
			cell := safe.Const(" ")
			switch up, low := dark(x, y), dark(x, y+1); {
			case up && low:
				cell = safe.Const("█")
			case up:
				cell = safe.Const("▀")
			case low:
				cell = safe.Const("▄")
			}
			row = row.Plus(cell)
		}
		rows = append(rows, row.As(st))
	}
	return rows
}

// atRight puts a block at the right edge of rows of w cells; rows are cut at
// the end of what fits beside it. A block that does not fit whole, with h rows
// and least cells left for the text, is left out.
func atRight(left func(w int) []safe.Line, block []safe.Line, w, h, least int) []safe.Line {
	if len(block) == 0 || len(block) > h || w-block[0].Width()-2 < least {
		return left(w)
	}
	room := w - block[0].Width() - 2
	rows := left(room)
	for len(rows) < len(block) {
		rows = append(rows, safe.Line{})
	}
	for i, b := range block {
		rows[i] = safe.Row(rows[i].Fit(room), safe.Const(" "), b)
	}
	return rows
}
