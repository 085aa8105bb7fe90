package paper

import (
	"strconv"
	"strings"

	"tereze/intake/trio"
)

// big is a framed box: label, value, note.
func (l layouter) big(b Big, w float64) piece {
	pad := 2 * mm
	in := w - 2*pad
	size := fitWords(b.Value, in, l.or(b.Size, l.size*2))
	ls := inOne(b.Label, in, line{size: l.size * 0.9, grey: dim})
	value := set(b.Value.KK, in, line{size: size, bold: true})
	if b.Value.RU != b.Value.KK {
		value = append(value, set(b.Value.RU, in, line{size: size * 0.8, bold: true})...)
	}
	ls = append(ls, value...)
	ls = append(ls, both(b.Note, in, line{size: l.size})...)
	ls = append(ls, both(b.Act, in, line{size: l.size * 1.15, bold: true})...)
	h := height(ls) + 2*pad*0.8
	thick := 0.6
	if b.Heavy {
		thick = 1.8
	}
	return piece{h: h, draw: func(c *canvas, x, y float64) {
		c.frame(x, y, w, h, thick)
		c.stack(ls, x+pad, y+pad*0.8, in, left)
	}}
}

// fitWords makes a size smaller, to a half, until no word has to be broken.
func fitWords(t trio.Text, w, size float64) float64 {
	most := 0.0
	for _, word := range strings.Fields(clean(t.KK + " " + t.RU)) {
		most = max(most, bold().width(word, size))
	}
	if most <= w {
		return size
	}
	return max(size/2, size*w/most)
}

// fields sets rows of label and value. A value of more lines than half a page
// goes on in rows without a label.
func (l layouter) fields(b Fields, w float64) (out []piece) {
	label := or(b.Label*mm, w*0.3)
	for _, f := range b.Rows {
		if f.Value.KK == "" && f.Value.RU == "" {
			continue
		}
		ls := inOne(f.Label, label-2*mm, line{size: l.size * 0.82, grey: dim})
		vs := inOne(f.Value, w-label, line{size: l.size, bold: f.Bold})
		for i, part := range parts(vs, int(l.room/2/(l.size*lead))) {
			head := ls
			if i > 0 {
				head = nil
			}
			out = append(out, piece{h: max(height(head), height(part)) + l.size*0.3, draw: func(c *canvas, x, y float64) {
				c.stack(head, x, y+l.size*0.1, label, left)
				c.stack(part, x+label, y, w-label, left)
			}})
		}
	}
	return out
}

// parts cuts a long run into runs of at most n.
func parts[T any](s []T, n int) (out [][]T) {
	for n = max(n, 1); len(s) > n; s = s[n:] {
		out = append(out, s[:n])
	}
	return append(out, s)
}

func (l layouter) list(b List, w float64) (out []piece) {
	if b.Framed {
		side := 3 * mm
		b.Framed = false
		in := l.list(b, w-2*side)
		h := total(in) + 2*side
		if h > l.room {
			return l.list(b, w)
		}
		return []piece{{h: h, draw: func(c *canvas, x, y float64) {
			c.frame(x, y, w, h, 1.8)
			c.run(in, x+side, y+side)
		}}, gap(l.size * 0.6)}
	}
	size := l.or(b.Size, l.size)
	if b.Label.KK != "" {
		out = append(out, whole(inOne(b.Label, w, line{size: size * 1.1, bold: true}), w, left, true), gap(size*0.3))
	}
	indent := size * 2
	for i, t := range b.Items {
		mark := line{text: "–", size: size, bold: b.Bold}
		if b.Numbered {
			mark.text = strconv.Itoa(i+1) + "."
		}
		ls := set(t.KK, w-indent, line{size: size, bold: b.Bold})
		if t.RU != t.KK {
			ls = append(ls, set(t.RU, w-indent, line{size: size})...)
		}
		for j, p := range each(ls, w-indent, left) {
			out = append(out, piece{h: p.h, keep: p.keep, draw: func(c *canvas, x, y float64) {
				if j == 0 {
					c.stack([]line{mark}, x, y, indent-size*0.5, right)
				}
				p.draw(c, x+indent, y)
			}})
		}
		out = append(out, gap(size*0.3))
	}
	return out
}

// signs are places to sign, two in a row.
func (l layouter) signs(b Signs, w float64) (out []piece) {
	half := (w - 8*mm) / 2
	if len(b.Places) == 1 {
		half = w
	}
	for _, pair := range parts(b.Places, 2) {
		var h float64
		var draws []func(c *canvas, x, y float64)
		for _, s := range pair {
			d, dh := l.sign(s, half)
			draws, h = append(draws, d), max(h, dh)
		}
		out = append(out, piece{h: h + 2*mm, draw: func(c *canvas, x, y float64) {
			for i, d := range draws {
				d(c, x+float64(i)*(half+8*mm), y)
			}
		}})
	}
	for i := range out { // a signature alone on a page signs nothing
		out[i].keep = i < len(out)-1
	}
	return out
}

func (l layouter) sign(s Sign, w float64) (func(c *canvas, x, y float64), float64) {
	who := inOne(s.Who, w, line{size: l.size * 0.9, bold: true})
	// A short name stands on the line, a long one above it.
	var name []line
	from := 0.0
	if s.Name != "" {
		name = set(s.Name, w, line{size: l.size})
		if wide := name[0].width(); len(name) == 1 && wide < w*0.55 {
			from = wide + 2*mm
		}
	}
	small := line{size: l.size * 0.72, grey: dim}
	under := inOne(trio.Text{KK: "қолы", RU: "подпись"}, w*0.4, small)
	if s.Name == "" {
		under = inOne(trio.Text{KK: "аты-жөні, қолы", RU: "фамилия, подпись"}, w, small)
	}
	var rest [][]line
	for _, t := range s.Lines {
		rest = append(rest, inOne(t, w*0.55, line{size: l.size * 0.82, grey: dim}))
	}
	space := 8 * mm
	if from == 0 {
		space += height(name)
	}
	h := height(who) + space + height(under)
	for _, r := range rest {
		h += max(height(r), 6*mm)
	}
	return func(c *canvas, x, y float64) {
		c.stack(who, x, y, w, left)
		y += height(who)
		if from > 0 {
			c.stack(name, x, y+space-height(name)+1, w, left)
		} else {
			c.stack(name, x, y, w, left)
		}
		y += space
		c.line(x+from, y, x+w, y, 0.5)
		c.stack(under, x+from, y+0.5, w-from, left)
		y += height(under)
		for _, r := range rest {
			h := max(height(r), 6*mm)
			c.stack(r, x, y+h-height(r), w, left)
			c.line(x+w*0.57, y+h, x+w, y+h, 0.5)
			y += h
		}
	}, h
}
