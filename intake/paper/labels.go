package paper

// A sheet of labels: 3 × 8 of 70 × 37.125 mm, to the sheet's edges. The inner
// edge keeps what printers cannot reach white.
const (
	labelCols = 3
	labelW    = 70 * mm
	labelH    = 297.0 / 8 * mm
	labelPad  = 5 * mm
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
	x, y = x+labelPad, y+4*mm
	number := line{text: clean(l.Number), size: 12, bold: true}
	c.stack([]line{number}, x, y, w, centre)
	y += number.size * lead
	code := Barcode{Digits: l.Digits, Height: 9}
	c.barcode(code, x, y, w)
	y += barcodeHeight(code, w) + 0.5*mm
	for _, s := range l.Lines {
		if ls := set(s, w, line{size: 7}); len(ls) > 0 {
			if len(ls) > 1 { // what is cut is on the papers inside
				ls[0].text = wrap(ls[0].text+"…", w-7, func(s string) float64 { return regular().width(s, 7) })[0] + "…"
			}
			c.stack(ls[:1], x, y, w, centre)
			y += 7 * lead
		}
	}
}
