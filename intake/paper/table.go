package paper

import "tereze/intake/trio"

// table lays out a head that repeats, rows with a hair line below, totals.
func (l layouter) table(b Table, w float64) (out []piece) {
	size := l.or(b.Size, l.size*0.9)
	pad := size * 0.28
	ws := widths(b.Columns, w)
	heads := make([][]line, len(b.Columns))
	hh := 0.0
	for i, c := range b.Columns {
		heads[i] = both(c.Head, ws[i]-2*pad, line{size: size * 0.85, bold: true})
		hh = max(hh, height(heads[i]))
	}
	head := piece{h: hh + 2*pad, keep: true, draw: func(c *canvas, x, y float64) {
		c.fill(x, y, w, hh+2*pad, 232)
		c.line(x, y+hh+2*pad, x+w, y+hh+2*pad, 0.8)
		for i, ls := range heads {
			c.stack(ls, x+pad, y+pad, ws[i]-2*pad, b.Columns[i].side())
			x += ws[i]
		}
	}}
	out = append(out, head)
	for _, r := range b.Rows {
		out = append(out, l.row(b, ws, r, size, pad, &head)...)
	}
	if b.Totals != nil {
		if n := len(out); n > 1 {
			out[n-1].keep = true
		}
		sum := b
		sum.Columns = nil
		for _, c := range b.Columns {
			c.Bold, c.Code = true, false
			sum.Columns = append(sum.Columns, c)
		}
		out = append(out, l.row(sum, ws, b.Totals, size, pad, &head)...)
	}
	out[len(out)-1].keep = true // what is signed below is not alone on its page
	return append(out, glue(size*0.6))
}

func (c Column) side() align {
	if c.Right {
		return right
	}
	return left
}

// row is one row, or several pieces when it alone is too high for a page.
func (l layouter) row(b Table, ws []float64, r []string, size, pad float64, head *piece) (out []piece) {
	cells := make([][]line, len(b.Columns))
	most, code := 1, 0.0
	for i, c := range b.Columns {
		if i >= len(r) || r[i] == "" {
			continue
		}
		if c.Code {
			code = max(code, barcodeHeight(cellCode(r[i]), ws[i]-2*pad)+pad)
			continue
		}
		cells[i] = set(r[i], ws[i]-2*pad, line{size: size, bold: c.Bold})
		most = max(most, len(cells[i]))
	}
	step := max(1, int((l.room*0.8-head.h)/(size*lead)))
	w := 0.0
	for _, cw := range ws {
		w += cw
	}
	for from := 0; from < most; from += step {
		n := min(step, most-from)
		h := float64(n)*size*lead + 2*pad
		if from == 0 {
			h = max(h, code+pad)
		}
		out = append(out, piece{h: h, head: head, draw: func(c *canvas, x, y float64) {
			c.line(x, y+h, x+w, y+h, 0.3)
			for i, col := range b.Columns {
				if col.Code && from == 0 && i < len(r) && r[i] != "" {
					c.barcode(cellCode(r[i]), x+pad, y+pad, ws[i]-2*pad)
				} else if ls := cells[i]; from < len(ls) {
					c.stack(ls[from:min(from+n, len(ls))], x+pad, y+pad, ws[i]-2*pad, col.side())
				}
				x += ws[i]
			}
		}})
	}
	return out
}

// cellCode is a barcode in a row of a table: low, to keep many on a page.
func cellCode(digits string) Barcode { return Barcode{Digits: digits, Height: 7, Left: true} }

// widths shares the width among the columns.
func widths(cs []Column, w float64) []float64 {
	out := make([]float64, len(cs))
	left, open := w, 0
	for i, c := range cs {
		out[i] = c.Width * mm
		left -= out[i]
		if c.Width == 0 {
			open++
		}
	}
	for i, c := range cs {
		switch {
		case c.Width == 0:
			out[i] = max(left/float64(open), 12*mm)
		case left < 0 && open == 0: // asked for more than there is
			out[i] *= w / (w - left)
		}
	}
	return out
}

// names of the corner of a page.
var (
	wordPage = trio.Text{KK: "Бет", RU: "Стр."}
	wordCopy = trio.Text{KK: "Дана", RU: "Экз."}
)
