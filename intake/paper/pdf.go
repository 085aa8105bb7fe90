package paper

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"tereze/intake/trio"
)

// canvas draws on the pages of one document.
type canvas struct {
	pdf  *fpdf.Fpdf
	size float64 // letters now set
	bold bool
	grey int
	pen  float64
	ink  int // of fills
}

// PDF writes the form: vectors and text that can be searched, in a font that
// is in the file. The same form gives the same bytes. The error is ErrDigits,
// or the writer's; no paper is better than one that cannot be scanned.
func (f *Form) PDF(w io.Writer) error {
	for _, digits := range f.Codes() {
		if modules(digits) == nil {
			return fmt.Errorf("paper: %s: %w", f.Kind, ErrDigits)
		}
	}
	g := f.Size.geometry()
	l, all := f.lay(g, 1)
	if f.Size == A5 && len(all) > 1 { // letters a little smaller, if that saves a sheet
		for _, scale := range []float64{0.96, 0.92} {
			if ls, fewer := f.lay(g, scale); len(fewer) < len(all) {
				l, all = ls, fewer
				break
			}
		}
	}
	top, _ := f.edges(g, l)

	c := &canvas{pdf: fpdf.NewCustom(&fpdf.InitType{
		OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: g.w, Ht: g.h},
	})}
	p := c.pdf
	p.SetCatalogSort(true)
	p.SetCreationDate(f.Date.UTC())
	p.SetModificationDate(f.Date.UTC())
	p.SetProducer("Tereze", true)
	p.SetTitle(beside(trio.Text{KK: clean(f.Title.KK), RU: clean(f.Title.RU)}), true)
	p.SetLang("kk")
	p.SetMargins(0, 0, 0)
	p.SetCellMargin(0)
	p.SetAutoPageBreak(false, 0)
	p.AddUTF8FontFromBytes("dejavu", "", regular().ttf)
	p.AddUTF8FontFromBytes("dejavu", "B", bold().ttf)
	copies := max(f.Copies, 1)
	for n := range copies {
		for i, page := range all {
			p.AddPage()
			*c = canvas{pdf: p, size: -1, pen: -1, ink: -1, grey: -1}
			if f.Size != Sheet {
				f.drawEdges(c, g, l, corner(i+1, len(all), n+1, copies), i > 0)
			}
			c.run(page, g.left, top)
		}
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("paper: %s: %w", f.Kind, err)
	}
	return nil
}

// lay deals the form out to pages. The first one has the letterhead.
func (f *Form) lay(g geometry, scale float64) (layouter, [][]piece) {
	l := layouter{size: g.size * scale, scale: scale}
	top, bottom := f.edges(g, l)
	l.room = g.h - top - bottom
	w := g.w - g.left - g.right
	return l, pages(append(l.letterhead(f, w), l.all(f.Blocks, w)...), l.room)
}

// edges is the room that mark, running title and foot take on every page.
func (f *Form) edges(g geometry, l layouter) (top, bottom float64) {
	if f.Size == Sheet {
		return 0, 0
	}
	top, bottom = g.top, g.bottom+l.size*1.7
	if f.Mark.KK != "" {
		top += l.size * 2.4
	}
	return top, bottom
}

func (f *Form) drawEdges(c *canvas, g geometry, l layouter, corner string, running bool) {
	w := g.w - g.left - g.right
	if f.Mark.KK != "" {
		c.frame(g.left, g.top, w, l.size*1.8, 1)
		c.stack(set(beside(f.Mark), w, line{size: l.size * 1.2, bold: true}), g.left, g.top+l.size*0.15, w, centre)
	}
	small := line{size: l.size * 0.75, grey: dim}
	y := g.h - g.bottom - small.size*lead
	c.line(g.left, y-1.5, g.left+w, y-1.5, 0.3)
	end := set(corner, w, small)
	c.stack(end, g.left, y, w, right)
	room := w - end[0].width() - 6*mm
	foot := beside(f.Foot)
	if running { // which paper this page belongs to
		foot = strings.Trim(beside(f.Title)+" · "+foot, " ·")
	}
	if ls := set(foot, room, small); len(ls) > 0 {
		c.stack(ls[:1], g.left, y, room, left)
	}
}

// corner is "Дана · Экз. 1/2    Бет · Стр. 1/3".
func corner(page, pages, copy, copies int) string {
	s := beside(wordPage) + " " + strconv.Itoa(page) + "/" + strconv.Itoa(pages)
	if copies > 1 {
		s = beside(wordCopy) + " " + strconv.Itoa(copy) + "/" + strconv.Itoa(copies) + "   " + s
	}
	return s
}

// letterhead is who gives the paper, Kazakh at the left, Russian at the right.
func (l layouter) letterhead(f *Form, w float64) []piece {
	o := f.Office
	if o.Name.KK == "" && o.Name.RU == "" {
		return nil
	}
	side := func(name, more string, w float64) []line {
		ls := set(name, w, line{size: l.size * 1.05, bold: true})
		return append(ls, set(more, w, line{size: l.size * 0.85})...)
	}
	half := (w - 6*mm) / 2
	kk, ru := side(o.Name.KK, o.more(o.Lines.KK), half), side(o.Name.RU, o.more(o.Lines.RU), half)
	h := max(height(kk), height(ru))
	return []piece{{h: h + l.size*0.9, keep: true, draw: func(c *canvas, x, y float64) {
		c.stack(kk, x, y, half, left)
		c.stack(ru, x+half+6*mm, y, half, right)
		c.line(x, y+h+l.size*0.3, x+w, y+h+l.size*0.3, 0.8)
	}}}
}

// more is the lines below the name, the telephone at the end of the last.
func (h Head) more(s string) string {
	switch {
	case h.Phone == "":
		return s
	case s == "":
		return "☎ " + h.Phone
	}
	return s + ", ☎ " + h.Phone
}

// text draws one line at its baseline.
func (c *canvas) text(x, y float64, l line) {
	if l.text == "" {
		return
	}
	if c.size != l.size || c.bold != l.bold {
		style := ""
		if l.bold {
			style = "B"
		}
		c.pdf.SetFont("dejavu", style, l.size)
		c.size, c.bold = l.size, l.bold
	}
	if c.grey != l.grey {
		c.pdf.SetTextColor(l.grey, l.grey, l.grey)
		c.grey = l.grey
	}
	c.pdf.Text(x, y, l.text)
}

func (c *canvas) line(x1, y1, x2, y2, pen float64) {
	if c.pen != pen {
		c.pdf.SetLineWidth(pen)
		c.pen = pen
	}
	c.pdf.Line(x1, y1, x2, y2)
}

func (c *canvas) frame(x, y, w, h, pen float64) {
	if c.pen != pen {
		c.pdf.SetLineWidth(pen)
		c.pen = pen
	}
	c.pdf.Rect(x, y, w, h, "D")
}

func (c *canvas) fill(x, y, w, h float64, ink int) {
	if c.ink != ink {
		c.pdf.SetFillColor(ink, ink, ink)
		c.ink = ink
	}
	c.pdf.Rect(x, y, w, h, "F")
}
