package paper

// A sheet of labels: 3 × 8 of 70 × 37.125 mm, to the sheet's edges. The inner
// edge keeps what printers cannot reach white.
const (
	labelCols = 3
	labelW    = 70 * mm
	labelH    = 297.0 / 8 * mm
	labelPad  = 1.5 * mm // the quiet zones of the bars keep 5 mm more
)

func labelRows(b Labels) (out []piece) {
	for _, row := range parts(b.Items, labelCols) {
		out = append(out, piece{h: labelH, draw: func(c *canvas, x, y float64) {
			for i, l := range row {
				c.label(l, x+float64(i)*labelW, y)
			}
		}})
	}
	return out
}

func (c *canvas) label(l Label, x, y float64) {
	w := labelW - 2*labelPad
	x, y = x+labelPad, y+5*mm
	number := line{text: clean(l.Number), size: 12, bold: true}
	c.stack([]line{number}, x, y, w, centre)
	y += number.size * lead
	code := Barcode{Digits: l.Digits, Height: 11}
	c.barcode(code, x, y, w)
	y += barcodeHeight(code, w) + 0.5*mm
	for _, s := range l.Lines { // smaller rather than cut
		st := line{text: clean(s), size: 8}
		if wide, room := st.width(), w-6*mm; wide > room {
			st.size = max(5, st.size*room/wide)
		}
		c.stack(set(s, w-6*mm, st), x+3*mm, y, w-6*mm, centre)
		y += height(set(s, w-6*mm, st))
	}
}
