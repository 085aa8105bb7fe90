package paper

import (
	"math"

	"tereze/intake/trio"
)

// mm is a millimetre in points. Everything below is in points, from the top.
const mm = 72 / 25.4

// lead is the height of a line, rise its baseline, by the size of the letters.
const (
	lead = 1.22
	rise = 0.95
)

// Greys of what is not the main text; a copier must still see them.
const (
	black = 0
	dim   = 70
)

// geometry is what a sheet gives: its sides, its margins, its usual size of
// letters.
type geometry struct{ w, h, left, right, top, bottom, size float64 }

func (s Size) geometry() geometry {
	switch s {
	case A4:
		return geometry{210 * mm, 297 * mm, 20 * mm, 15 * mm, 12 * mm, 10 * mm, 10}
	case A4Wide:
		return geometry{297 * mm, 210 * mm, 12 * mm, 12 * mm, 10 * mm, 8 * mm, 9}
	case Sheet:
		return geometry{210 * mm, 297 * mm, 0, 0, 0, 0, 7}
	}
	return geometry{148 * mm, 210 * mm, 9 * mm, 9 * mm, 6 * mm, 5 * mm, 7.6}
}

// piece is a strip of a page that is not broken.
type piece struct {
	h    float64
	draw func(c *canvas, x, y float64)
	keep bool   // stays with the next one
	gap  bool   // empty: left out at the top of a page
	head *piece // comes before it again when it opens a page
}

func gap(h float64) piece {
	return piece{h: h, gap: true, draw: func(*canvas, float64, float64) {}}
}

// glue is a gap at which no page ends.
func glue(h float64) piece {
	p := gap(h)
	p.keep = true
	return p
}

// line is one line of text ready to draw.
type line struct {
	text string
	size float64
	bold bool
	grey int
}

func fontOf(heavy bool) *font {
	if heavy {
		return bold()
	}
	return regular()
}

func (l line) width() float64 { return fontOf(l.bold).width(l.text, l.size) }

// set wraps a text of several lines into a width.
func set(s string, w float64, l line) (out []line) {
	f := fontOf(l.bold)
	for _, part := range lines(s) {
		for _, t := range wrap(part, w, func(s string) float64 { return f.width(s, l.size) }) {
			l.text = t
			out = append(out, l)
		}
	}
	return out
}

// both sets Kazakh and then Russian; the same words once.
func both(t trio.Text, w float64, l line) []line {
	out := set(t.KK, w, l)
	if t.RU != t.KK { // an empty one sets no line
		out = append(out, set(t.RU, w, l)...)
	}
	return out
}

// inOne is both in one line where that fits, for labels.
func inOne(t trio.Text, w float64, l line) []line {
	if one := set(beside(t), w, l); len(one) == 1 {
		return one
	}
	return both(t, w, l)
}

// beside is "Күні · Дата".
func beside(t trio.Text) string {
	switch {
	case t.KK == t.RU || t.RU == "":
		return t.KK
	case t.KK == "":
		return t.RU
	}
	return t.KK + " · " + t.RU
}

func height(ls []line) (h float64) {
	for _, l := range ls {
		h += l.size * lead
	}
	return h
}

// stack draws lines below one another; at is the place of each in the width.
type align uint8

const (
	left align = iota
	centre
	right
)

func (c *canvas) stack(ls []line, x, y, w float64, a align) {
	for _, l := range ls {
		at := x
		switch a {
		case centre:
			at += (w - l.width()) / 2
		case right:
			at += w - l.width()
		}
		c.text(at, y+l.size*rise, l)
		y += l.size * lead
	}
}

// each makes a piece of every line, so that text breaks anywhere; the first
// two and the last two stay together.
func each(ls []line, w float64, a align) (out []piece) {
	for i, l := range ls {
		out = append(out, piece{
			h:    l.size * lead,
			draw: func(c *canvas, x, y float64) { c.stack([]line{l}, x, y, w, a) },
			keep: len(ls) > 1 && (i == 0 || i == len(ls)-2),
		})
	}
	return out
}

// layouter turns blocks into pieces for one sheet.
type layouter struct {
	size  float64 // of the form's text
	scale float64 // of all sizes: a little under 1 to save a page
	room  float64 // height of a page's body
}

// or is a size that a block asks for, else the usual one.
func (l layouter) or(asked, usual float64) float64 { return or(asked*l.scale, usual) }

func (l layouter) all(blocks []Block, w float64) (out []piece) {
	for _, b := range blocks {
		out = append(out, l.block(b, w)...)
	}
	return out
}

func (l layouter) block(b Block, w float64) []piece {
	switch b := b.(type) {
	case Title:
		ls := both(b.Text, w, line{size: l.size * 1.6, bold: true})
		if one := set(beside(b.Text), w, line{size: l.size * 1.6, bold: true}); len(one) == 1 {
			ls = one
		}
		ls = append(ls, inOne(b.About, w, line{size: l.size})...)
		return []piece{whole(ls, w, centre, true), glue(l.size * 0.4)}
	case Heading:
		ls := inOne(b.Text, w, line{size: l.or(b.Size, l.size*1.1), bold: true})
		return []piece{gap(l.size * 0.35), whole(ls, w, left, true)}
	case Big:
		return []piece{l.big(b, w), gap(l.size * 0.4)}
	case Fields:
		return l.fields(b, w)
	case Para:
		return l.para(b, w)
	case List:
		return l.list(b, w)
	case Table:
		return l.table(b, w)
	case Barcode:
		return []piece{barcodePiece(b, w)}
	case Signs:
		return l.signs(b, w)
	case Rule:
		return []piece{{h: l.size * 0.8, draw: func(c *canvas, x, y float64) {
			c.line(x, y+l.size*0.4, x+w, y+l.size*0.4, 0.5)
		}}}
	case Space:
		return []piece{gap(b.MM * mm)}
	case Sides:
		return l.sides(b, w)
	case Labels:
		return labelRows(b)
	}
	return nil
}

// whole is lines in one piece.
func whole(ls []line, w float64, a align, keep bool) piece {
	return piece{h: height(ls), keep: keep, draw: func(c *canvas, x, y float64) { c.stack(ls, x, y, w, a) }}
}

func or(v, usual float64) float64 {
	if v > 0 {
		return v
	}
	return usual
}

func (l layouter) para(b Para, w float64) []piece {
	st, a := line{size: l.or(b.Size, l.size), bold: b.Bold}, left
	if b.Centre {
		a = centre
	}
	if !b.Beside || b.Text.KK == b.Text.RU {
		return append(each(both(b.Text, w, st), w, a), gap(st.size*0.4))
	}
	half := (w - 4*mm) / 2
	kk, ru := set(b.Text.KK, half, st), set(b.Text.RU, half, st)
	var out []piece
	for i := range max(len(kk), len(ru)) {
		out = append(out, piece{h: st.size * lead, keep: i == 0, draw: func(c *canvas, x, y float64) {
			if i < len(kk) {
				c.stack(kk[i:i+1], x, y, half, a)
			}
			if i < len(ru) {
				c.stack(ru[i:i+1], x+half+4*mm, y, half, a)
			}
		}})
	}
	return append(out, gap(st.size*0.4))
}

func (l layouter) sides(b Sides, w float64) []piece {
	space := 4 * mm
	share := or(b.Share, 0.5)
	lw := (w - space) * share
	rw := w - space - lw
	lp, rp := l.all(b.Left, lw), l.all(b.Right, rw)
	lh, rh := total(lp), total(rp)
	if max(lh, rh) > l.room { // it cannot stay whole: one below the other
		return append(l.all(b.Left, w), l.all(b.Right, w)...)
	}
	return []piece{{h: max(lh, rh), draw: func(c *canvas, x, y float64) {
		c.run(lp, x, y)
		c.run(rp, x+lw+space, y)
	}}}
}

func total(ps []piece) (h float64) {
	for _, p := range ps {
		h += p.h
	}
	return h
}

func (c *canvas) run(ps []piece, x, y float64) {
	for _, p := range ps {
		p.draw(c, x, y)
		y += p.h
	}
}

// pages deals the pieces out: a page is left when the next group of pieces
// that stay together does not fit.
func pages(ps []piece, room float64) (out [][]piece) {
	var page []piece
	used := 0.0
	turn := func() {
		out, page, used = append(out, page), nil, 0
	}
	for i := 0; i < len(ps); {
		n, group := i, 0.0 // ps[i:n] stay together
		for {
			group += ps[n].h
			n++
			if n == len(ps) || !ps[n-1].keep || group+ps[n].h > room {
				break
			}
		}
		if len(page) > 0 && used+group > room+0.01 {
			turn()
		}
		for _, p := range ps[i:n] {
			if len(page) > 0 && used+p.h > room+0.01 {
				turn()
			}
			if len(page) == 0 && p.head != nil {
				page, used = append(page, *p.head), used+p.head.h
			}
			if len(page) > 0 || !p.gap {
				page, used = append(page, p), used+p.h
			}
		}
		i = n
	}
	if len(page) > 0 || len(out) == 0 {
		turn()
	}
	return out
}

// wholeDots makes the module of a barcode whole dots of a 600 dpi printer.
func wholeDots(v float64) float64 { return math.Floor(v/dot+1e-9) * dot }

const dot = 72.0 / 600
